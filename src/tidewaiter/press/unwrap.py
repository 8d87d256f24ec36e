"""Which line ends of a text were put there by a machine that wraps lines."""

from __future__ import annotations

import itertools
import re

#: Lines that machines wrap are between this many characters long at their longest.
_NARROWEST, _WIDEST = 40, 130
_BLOCK = re.compile(r"^[^\n]++(?:\n[^\n]++)+", re.MULTILINE)
#: How a new paragraph may begin though it begins small: a number, a bullet, a label, a time.
_OPENING = re.compile(r"\d{1,3}[.)]\s|\([a-z\d]{1,3}\)\s|[-–—*•·‣◦>]|\w[\w .-]{0,30}:\s")


def soft_breaks(text: str) -> list[int]:
    r"""Return the offsets of the line ends that part no paragraphs.

    Every block of lines is judged by itself: some line in it goes on in small letters, and the
    lines end where the next word did not fit.

    >>> soft_breaks("The ship lay at anchor off the old harbour for\ntwo days.\nIt sailed.")
    [46]
    """
    found: list[int] = []
    for block in _BLOCK.finditer(text):
        lines = block.group().split("\n")
        width = max(len(line) for line in lines)
        if not _NARROWEST <= width <= _WIDEST:
            continue
        pairs = list(itertools.pairwise(lines))
        if not any(len(a) >= _NARROWEST * 0.8 and _goes_on(a, b) for a, b in pairs):
            continue
        at = block.start()
        for line, after in pairs:
            at += len(line)
            fits = len(line) + 1 + len(after.split(" ", 1)[0]) <= width
            if _goes_on(line, after) or (not fits and not _OPENING.match(after)):
                found.append(at)
            at += 1
    return found


def _goes_on(line: str, after: str) -> bool:
    """Say whether a line ends and the next begins as nothing but one sentence does."""
    return after[:1].islower() and line[-1] not in '.!?…:;”"' and not _OPENING.match(after)
