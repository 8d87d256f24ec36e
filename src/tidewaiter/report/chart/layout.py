"""Where things go in a picture: widths of words, rows without overlap, labels beside their points."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

WIDTH = 860.0
#: Pixels across of pictures drawn twice: for a page and A4 paper, and for a phone. Words of 12 px
#: stay so at least from there up.
WIDE, NARROW = 664.0, 328.0
Box = tuple[float, float, float, float]

_NARROW = frozenset("iljt.,:;'|!()[] f")


@dataclass(frozen=True, slots=True)
class Table:
    """The rows behind a picture.

    ``anchors`` holds for each row the place of the page it is from; ``ids`` the place that the row
    itself is, where a picture leads to it and nothing else of the page is it, else nothing.
    """

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    anchors: tuple[str | None, ...]
    ids: tuple[str | None, ...] = ()


def words_width(words: str, size: float = 12.0) -> float:
    """Return the width of words in pixels, on the wide side, for a plain sans-serif face.

    >>> words_width("E12") < words_width("E1234")
    True
    """
    return size * sum(_em(c) for c in words)


def fit(words: str, width: float, size: float = 12.0) -> str:
    """Cut words so that they fit a width in pixels; what was cut ends in an ellipsis.

    >>> fit("a long name of a ship", 60)
    'a long n…'
    """
    flat = " ".join(words[:400].split())
    if words_width(flat, size) <= width:
        return flat
    left, kept = width - size, ""
    for c in flat:
        left -= size * _em(c)
        if left < 0:
            break
        kept += c
    return f"{kept.rstrip()}…"


def wrap(words: str, width: float, most: int, size: float = 12.0) -> list[str]:
    """Break words into at most so many lines; the last is cut where more would follow."""
    lines: list[str] = []
    rest = words[:2000].split()
    while rest and len(lines) < most - 1:
        taken = 1
        while taken < len(rest) and words_width(" ".join(rest[: taken + 1]), size) <= width:
            taken += 1
        lines.append(fit(" ".join(rest[:taken]), width, size))
        rest = rest[taken:]
    return [*lines, fit(" ".join(rest), width, size)] if rest else lines


def pack(spans: Sequence[tuple[float, float]], gap: float = 6.0) -> list[int]:
    """Return for each span the row in which it lies over no other; spans sorted by their start.

    >>> pack([(0, 10), (5, 20), (17, 30)])
    [0, 1, 0]
    """
    ends: list[float] = []
    rows = []
    for start, end in spans:
        row = next((i for i, e in enumerate(ends) if e + gap <= start), len(ends))
        if row == len(ends):
            ends.append(end)
        else:
            ends[row] = end
        rows.append(row)
    return rows


def stack(
    spans: Sequence[tuple[float, float]], gap: float = 6.0, highs: Sequence[int] | None = None
) -> list[int]:
    """Return for each span, in any order, the first row in which it lies over none before it.

    Args:
        spans: Left and right.
        gap: Least distance in a row.
        highs: How many rows each needs, one if not given.

    >>> stack([(5, 20), (0, 10), (30, 40), (12, 17)])
    [0, 1, 0, 1]
    """
    rows: list[list[tuple[float, float]]] = []
    found = []
    for (start, end), high in zip(spans, highs or [1] * len(spans), strict=True):
        row = 0
        while any(a < end + gap and start < b + gap for r in rows[row : row + high] for a, b in r):
            row += 1
        rows += [[] for _ in range(row + high - len(rows))]
        for taken in rows[row : row + high]:
            taken.append((start, end))
        found.append(row)
    return found


def beside(x1: float, x2: float, words: float, left: float, right: float) -> float:
    """Return where words begin that belong to a bar: after it, else before it, else on it.

    >>> beside(10, 50, 30, 0, 100), beside(60, 90, 30, 0, 100), beside(5, 95, 30, 0, 100)
    (56, 24, 11)
    """
    if x2 + 6 + words <= right:
        return x2 + 6
    if x1 - 6 - words >= left:
        return x1 - 6 - words
    return max(left, min(x1 + 6, right - words))


def overlaps(one: Box, other: Box) -> bool:
    """Say whether two boxes (left, top, right, bottom) share ground."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


class Placer:
    """Puts boxes beside points, in order of asking, so that none lies on another."""

    def __init__(self, width: float, height: float) -> None:
        self._width, self._height = width, height
        self._cells: dict[tuple[int, int], list[Box]] = {}

    def block(self, box: Box) -> None:
        """Keep a box free of labels."""
        for cell in _cells(box):
            self._cells.setdefault(cell, []).append(box)

    def free(self, box: Box) -> bool:
        """Say whether a box lies inside and on nothing else."""
        if box[0] < 2 or box[1] < 2 or box[2] > self._width - 2 or box[3] > self._height - 2:
            return False
        return not any(overlaps(box, o) for c in _cells(box) for o in self._cells.get(c, ()))

    def put(self, x: float, y: float, width: float, height: float, reach: int = 5) -> Box | None:
        """Find and take the free place nearest a point, None where there is none within reach."""
        for left, top in _spots(x, y, width, height, reach):
            box = (left, top, left + width, top + height)
            if self.free(box):
                self.block(box)
                return box
        return None


def _spots(
    x: float, y: float, width: float, height: float, reach: int
) -> Iterable[tuple[float, float]]:
    for ring in range(reach):
        far = 7.0 + 17 * ring
        for down in (-height / 2, -height - far, far, -height - far / 2, far / 2):
            yield x + far, y + down
            yield x - far - width, y + down
        yield x - width / 2, y - height - far
        yield x - width / 2, y + far


def _cells(box: Box) -> list[tuple[int, int]]:
    return [
        (i, j)
        for i in range(int(box[0] // 80), int(box[2] // 80) + 1)
        for j in range(int(box[1] // 80), int(box[3] // 80) + 1)
    ]


def _em(c: str) -> float:
    if c in _NARROW:
        return 0.34
    if c < "\x7f":
        return 0.72 if c.isupper() or c in "mw%&@" else 0.58
    return 1.1 if unicodedata.east_asian_width(c) in "WF" else 0.72
