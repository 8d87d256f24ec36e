"""Words for a number that name no digit: "dozens", "several hundred", "a couple of", "half a million"."""

from __future__ import annotations

from dataclasses import replace

from tidewaiter.press.extract.quantities.amount import OWNERS, Number, exact
from tidewaiter.press.extract.quantities.plain import Tokens, hyphen, lower
from tidewaiter.press.extract.quantities.words import intervals, values


def vague(tokens: Tokens, i: int) -> Number | None:
    """Read "dozens", "tens of thousands", "several hundred"."""
    plurals = intervals("plurals")
    word = lower(tokens, i)
    lead = {"several": 1, "many": 1, "few": 1}.get(word, 0)
    if word == "a" and lower(tokens, i + 1) in ("few", "good"):
        lead = 2
    if lead:
        few = lower(tokens, i + lead)
        if few + "s" in plurals and few != "ten":
            return _scaled(Number(*plurals[few + "s"], i + lead + 1, kind="vague"), tokens)
        if few not in plurals:
            return None
        i += lead
        word = few
    if word not in plurals or not _counts(tokens, i, word):
        return None
    if lower(tokens, i + 1) in ("and", "upon") and lower(tokens, i + 2) == word:
        i += 2  # "hundreds and hundreds"
    return _scaled(Number(*plurals[word], i + 1, kind="vague"), tokens)


def _scaled(found: Number, tokens: Tokens) -> Number:
    """Read on: "tens *of thousands*", "several hundred *thousand*"."""
    at = found.end + 1 if lower(tokens, found.end) == "of" else found.end
    word = lower(tokens, at)
    scale = values("scales").get(word.removesuffix("s"), 0.0)
    if scale < 1000 or (at > found.end and not word.endswith("s")):
        return found
    low = 2 * 10 ** _digits(found.low) * scale
    return replace(found, low=low, high=5 * low - 1, end=at + 1, scale=scale)


def _digits(low: float) -> int:
    """Return the power of ten of a vague word: 1 for tens and dozens, 2 for hundreds."""
    return len(str(int(low))) - 1


def _counts(tokens: Tokens, i: int, word: str) -> bool:
    """Tell "scores of men" and "tens of ships" from the verb, from points and from figures."""
    if word == "scores":
        after = lower(tokens, i + 1)
        return after in _AFTER_SCORES and lower(tokens, i - 1) not in OWNERS
    return word != "tens" or lower(tokens, i + 1) == "of"


_AFTER_SCORES = frozenset(
    ["of", "more", "others", "were", "are", "dead", "killed", "wounded", "injured", "arrested",
     "missing", "have", "had"]
)  # fmt: skip


def group(tokens: Tokens, i: int) -> Number | None:
    """Read "a couple of", "a pair of": a word for a small number."""
    first = i + 1 if lower(tokens, i) == "a" else i
    amount = values("groups").get(lower(tokens, first))
    if amount is None or lower(tokens, first - 1) in ("the", "this", "that"):
        return None
    after = lower(tokens, first + 1)
    end = first + 2 if after == "of" else first + 1
    scale = values("scales").get(lower(tokens, end))
    if scale:
        return exact(amount * scale, end + 1, scale=scale)
    if after == "of" and lower(tokens, end) not in OWNERS | {"them", "us", "these", "those"}:
        return exact(amount, end)
    return exact(amount, end) if after == "more" else None


def half(tokens: Tokens, i: int) -> Number | None:
    """Read "half a million", "half-dozen", "a half-million", "half an hour"."""
    at = i + 1 if lower(tokens, i) == "a" and lower(tokens, i + 1) == "half" else i
    if lower(tokens, at) != "half":
        return None
    after = at + 2 if hyphen(tokens, at + 1) or lower(tokens, at + 1) in ("a", "an") else at + 1
    scale = values("scales").get(lower(tokens, after))
    if scale:
        return exact(scale / 2, after + 1, scale=scale)
    if lower(tokens, at + 1) in ("a", "an") and lower(tokens, at + 2) in _HALVED:
        return exact(0.5, at + 2)
    return None


_HALVED = frozenset(
    ["hour", "mile", "kilometre", "kilometer", "ton", "tonne", "metre", "meter", "kilo", "acre",
     "litre", "liter", "barrel", "day", "year", "century", "decade", "percent", "percentage"]
)  # fmt: skip
