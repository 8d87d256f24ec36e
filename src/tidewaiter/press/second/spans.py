"""Find words of an answer in the text: letter by letter, as whole words, and at one place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from tidewaiter.model.claims import Span
from tidewaiter.press.second.shown import shown


class Refused(Exception):
    """Something proposed cannot be taken; the message says why."""


@dataclass(frozen=True, slots=True)
class Words:
    """Words that an answer says stand in the text; ``start`` is where, counted in the document."""

    text: str
    start: int | None = None


def words(value: object, base: int) -> Words:
    """Read words that an answer gives: a string, or an object with ``text`` and maybe ``start``.

    Args:
        value: What JSON gave.
        base: Where the part of the document begins that the answer's offsets count from.

    Raises:
        Refused: It is neither, or blank.
    """
    start = None
    if isinstance(value, dict):
        given = value.get("start")
        if isinstance(given, int) and not isinstance(given, bool):
            start = base + given
        value = value.get("text")
    if not isinstance(value, str) or not value.strip():
        raise Refused("no words are given")
    lead = len(value) - len(value.lstrip())
    return Words(value.strip(), None if start is None else start + lead)


#: Marks of quotation that models replace by the straight ones; one character for one character.
_MARKS = str.maketrans({**dict.fromkeys("‘’‚‛ʼ`´‹›", "'"), **dict.fromkeys("“”„‟«»", '"')})


def places(wanted: str, text: str, start: int, end: int) -> list[Span]:
    """Return every place between two offsets where words stand, not as part of a longer word.

    The style of quotation marks is not looked at; what comes back is as the text has it.

    >>> [s.start for s in places("he", "the day he said he sank", 0, 23)]
    [8, 16]
    >>> places("the ship's", "“the ship’s crew”", 0, 17)
    [Span(text='the ship’s', start=1, end=11)]
    """
    plain, wanted = _plain(text), wanted.translate(_MARKS)
    found, at = [], plain.find(wanted, start, end)
    while at >= 0:
        after = at + len(wanted)
        if not _joined(text, at) and not _joined(text, after):
            found.append(Span(text[at:after], at, after))
        at = plain.find(wanted, at + 1, end)
    return found


@lru_cache(maxsize=4)
def _plain(text: str) -> str:
    return text.translate(_MARKS)


def _joined(text: str, at: int) -> bool:
    """Say whether a cut at an offset would go through a word."""
    return 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()


def settle(asked: Sequence[Words], text: str, start: int, end: int) -> list[Span | Refused]:
    """Give each of several words, listed in the order of the text, its one place.

    Words that stand once are there. Else the offset given decides, where the words do stand there;
    else as many words as places go one to one; else the order, where it leaves one place between
    the neighbours. What is left is refused: a guess would be evidence for something else.

    Returns:
        For each of ``asked``, its span or why it has none.
    """
    options = [places(w.text, text, start, end) for w in asked]
    spans = [_by_offset(w, o) for w, o in zip(asked, options, strict=True)]
    _one_to_one(asked, options, spans)
    while _by_order(options, spans):
        pass
    return [span or _why(w, o) for w, o, span in zip(asked, options, spans, strict=True)]


def _by_offset(asked: Words, options: list[Span]) -> Span | None:
    if len(options) == 1:
        return options[0]
    return next((o for o in options if o.start == asked.start), None)


def _one_to_one(
    asked: Sequence[Words], options: list[list[Span]], spans: list[Span | None]
) -> None:
    groups: dict[str, list[int]] = {}
    for index, one in enumerate(asked):
        groups.setdefault(one.text, []).append(index)
    for members in groups.values():
        if len(members) == len(options[members[0]]) and all(spans[i] is None for i in members):
            for index, span in zip(members, options[members[0]], strict=True):
                spans[index] = span


def _by_order(options: list[list[Span]], spans: list[Span | None]) -> bool:
    """Settle what its neighbours leave one place for; say whether something was settled."""
    settled = False
    for index, span in enumerate(spans):
        if span is not None:
            continue
        low = next((s.end for s in reversed(spans[:index]) if s), None)
        high = next((s.start for s in spans[index + 1 :] if s), None)
        left = [
            o
            for o in options[index]
            if (low is None or o.start >= low) and (high is None or o.end <= high)
        ]
        if len(left) == 1:
            spans[index], settled = left[0], True
    return settled


def _why(asked: Words, options: list[Span]) -> Refused:
    if options:
        return Refused(
            f"“{shown(asked.text)}” stands {len(options)} times in the text, and nothing says which is meant"
        )
    return Refused(f"“{shown(asked.text)}” is not in the text")
