"""Which line ends of a text were put there by a machine that wraps lines."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

#: Lines that machines wrap are between this many characters long at their longest.
_NARROWEST, _WIDEST = 40, 130
_BLOCK = re.compile(r"^[^\n]++(?:\n[^\n]++)+", re.MULTILINE)
#: How a new paragraph may begin though it begins small: a number, a bullet, a time, a label.
_OPENING = re.compile(
    r"\d{1,3}[.)]\s|\([a-z\d]{1,3}\)\s|[-–—*•·‣◦>]|\d{1,2}[:.]\d{2}\s|(?:[A-Z][\w.-]*\s?){1,3}:\s"
)
#: These stand below a headline.
_BELOW = re.compile(r"(?:By|BY) [A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,4}$")
_QUOTES = "\"“”„«»'‘’‚‹›"
_STOPS = tuple(".!?…:;")


def soft_breaks(text: str) -> list[int]:
    r"""Return the offsets of the line ends that part no paragraphs.

    A block of lines was wrapped where some line in it goes on in small letters and lines end where
    the next word did not fit. Where one block of a text was, the others are measured by its width:
    "off\nMalta" alone tells nothing.

    >>> soft_breaks("The ship lay at anchor off the old harbour for\ntwo days.\nIt sailed.")
    [46]
    """
    plain = [(m.start(), m.group().split("\n")) for m in _BLOCK.finditer(text)]
    blocks = [
        (at, lines, width, _wrapped(lines))
        for at, lines in plain
        if _NARROWEST <= (width := max(map(len, lines))) <= _WIDEST
    ]
    widest = max((width for _, _, width, wrapped in blocks if wrapped), default=0)
    return [
        end
        for at, lines, width, wrapped in blocks
        if widest
        for end in _soft(at, lines, width if wrapped else max(width, widest))
    ]


def _wrapped(lines: list[str]) -> bool:
    """Say whether some line of a block shows by itself that it was wrapped."""
    return any(len(a) >= _NARROWEST * 0.8 and _goes_on(a, b) for a, b in itertools.pairwise(lines))


def _soft(at: int, lines: list[str], width: int) -> Iterator[int]:
    for line, after in itertools.pairwise(lines):
        at += len(line)
        fits = len(line) + 1 + len(after.split(" ", 1)[0]) <= width
        opens = (_ends(line) and _OPENING.match(after)) or _BELOW.match(after)
        if _goes_on(line, after) or not (fits or opens):
            yield at
        at += 1


def _goes_on(line: str, after: str) -> bool:
    """Say whether a line ends and the next begins as nothing but one sentence does."""
    small = after.lstrip(_QUOTES)[:1].islower()
    return small and not _ends(line) and not _OPENING.match(after)


def _ends(line: str) -> bool:
    return line.rstrip(_QUOTES + ")").endswith(_STOPS)
