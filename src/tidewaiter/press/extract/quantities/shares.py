"""Shares of a whole and multiples: "a third of", "one in five", "twice", "fivefold"."""

from __future__ import annotations

from tidewaiter.press.extract.quantities.amount import OWNERS, Number, exact
from tidewaiter.press.extract.quantities.digits import read
from tidewaiter.press.extract.quantities.plain import Tokens, hyphen, lower
from tidewaiter.press.extract.quantities.words import values, words


def multiple(tokens: Tokens, i: int) -> Number | None:
    """Read "twice", "tenfold", "double the", "half as many"."""
    word = lower(tokens, i)
    if word in ("twice", "thrice") and not hyphen(tokens, i + 1):
        if lower(tokens, i - 1) == "or" and lower(tokens, i - 2) == "once":
            return None
        amount = values("times")[word]
        return Number(amount, amount, i + 1, kind="times")
    if hyphen(tokens, i + 1) and lower(tokens, i + 2) == "fold":
        amount = read(word) if tokens[i].kind == "figure" else values("numbers").get(word, 0.0)
        return Number(amount, amount, i + 3, kind="times") if amount else None
    if word.endswith("fold") and word[:-4] in values("numbers"):
        amount = values("numbers")[word[:-4]]
        return Number(amount, amount, i + 1, kind="times")
    if word in values("times") and _doubles(tokens, i):
        return Number(values("times")[word], values("times")[word], i + 1, kind="times")
    if word == "half" and lower(tokens, i + 1) == "as" and lower(tokens, i + 2) in _MANY:
        return Number(0.5, 0.5, i + 1, kind="times")
    return None


_MANY = frozenset(["many", "much", "big", "large", "long", "high"])


_BEFORE_DOUBLE = frozenset(
    [
        ",",
        "than",
        "nearly",
        "almost",
        "about",
        "roughly",
        "at",
        "was",
        "were",
        "is",
        "are",
        "least",
    ]
)


def _doubles(tokens: Tokens, i: int) -> bool:
    """Tell "at double the price" from the verb and from "double agents"."""
    follows = lower(tokens, i + 1) in OWNERS | {"that", "what", "last"}
    return follows and lower(tokens, i - 1) in _BEFORE_DOUBLE


def share(tokens: Tokens, i: int) -> Number | None:
    """Read "a third of", "two-thirds", "half the", in percent; "three-quarters of a million"."""
    if lower(tokens, i) in ("one", "1") and lower(tokens, i + 1) == "in":
        each = lower(tokens, i + 2)
        if each in _EACH:
            percent = round(100 / (values("numbers").get(each) or read(each)), 2)
            return Number(percent, percent, i + 3, kind="share")
    top, at = _numerator(tokens, i)
    bottom = values("fractions").get(lower(tokens, at))
    if bottom is None or top is None:
        return None
    if lower(tokens, at + 1) == "of" and lower(tokens, at + 2) in ("a", "an"):
        scale = values("scales").get(lower(tokens, at + 3))
        if scale:
            return exact(top / bottom * scale, at + 4, scale=scale)
    plural = lower(tokens, at).endswith("s") or _ends(tokens, at + 1, lower(tokens, i - 1))
    if not _of_something(tokens, at, plural or bottom == 2) or top >= bottom:
        return None
    percent = round(100 * top / bottom, 2)
    return Number(percent, percent, at + 1, kind="share")


_EACH = frozenset(
    ["three", "four", "five", "six", "seven", "eight", "nine", "ten", "twenty",
     "3", "4", "5", "10", "20", "100", "1,000"]
)  # fmt: skip


def _numerator(tokens: Tokens, i: int) -> tuple[float | None, int]:
    word = lower(tokens, i)
    if word == "half" and lower(tokens, i - 1) not in _NO_HALF:
        return 1.0, i
    top = 1.0 if word in ("a", "an", "one") else values("numbers").get(word)
    return top, i + 2 if hyphen(tokens, i + 1) else i + 1


_NO_HALF = frozenset(
    ["first", "second", "other", "latter", "last", "lower", "upper", "the", "each", "in",
     "a", "one", "and", "this", "that", "southern", "northern", "eastern", "western", "-"]
)  # fmt: skip


_PERIODS = frozenset(
    ["year", "month", "week", "day", "night", "decade", "century", "season", "last", "this", "next",
     "hour", "it"]
)  # fmt: skip


def _ends(tokens: Tokens, at: int, before: str) -> bool:
    """Say whether a share stands alone: "fell by a third", "fewer than half"."""
    return before in _BEFORE_SHARE and not _noun_like(tokens, at)


def _noun_like(tokens: Tokens, at: int) -> bool:
    word = lower(tokens, at)
    return word.isalpha() and word not in words("units", "stop")


_BEFORE_SHARE = frozenset(
    [
        "than",
        "about",
        "nearly",
        "almost",
        "over",
        "least",
        "roughly",
        "between",
        "from",
        "to",
        "or",
        "and",
        "by",
        "around",
        "under",
    ]
)


def _of_something(tokens: Tokens, at: int, alone: bool) -> bool:
    after = lower(tokens, at + 1)
    if after == "of":
        of = at + 3 if lower(tokens, at + 2) in OWNERS else at + 2
        year = of < len(tokens) and tokens[of].kind in ("figure", "void")
        return lower(tokens, of) not in _PERIODS and not year
    if not alone:
        return False
    return after in OWNERS or after in ("majority", "all", "full", "empty") or _bare(tokens, at)


def _bare(tokens: Tokens, at: int) -> bool:
    half = lower(tokens, at) in ("half", "halves", "quarters")
    before = lower(tokens, at - 1)
    return not _noun_like(tokens, at + 1) and (not half or before in _BEFORE_SHARE | {"-"})
