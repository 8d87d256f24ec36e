"""Pairs in any number: all where they are few, else the widest of each figure, the rest counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import numpy as np

from tidewaiter.assess.columns import Index, Numbers

#: Rows that are compared with all columns at once: 256 by 20,000 bytes a condition.
_ROWS = 256
Pair = tuple[int, int]


@dataclass(slots=True)
class Widest:
    """Takes pairs in, and keeps all up to ``limit``; beyond, of each figure the widest one.

    Of pairs that lie equally wide the one with the earlier figure is kept: the result does not depend
    on the order in which pairs come.

    Attributes:
        number: How many figures there are.
        limit: How many pairs are kept one by one; None for any number.
        total: How many came.
        others: For each figure in how many pairs it is.
        why: How many pairs came for each reason.
    """

    number: int
    limit: int | None
    total: int = 0
    others: Index = field(init=False)
    why: Counter[str] = field(default_factory=Counter)
    _width: Numbers = field(init=False)
    _best: Index = field(init=False)
    _all: list[Pair] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Begin with nothing."""
        self.others = np.zeros(self.number, dtype=np.intp)
        self._width = np.full(self.number, -1.0)
        self._best = np.full(self.number, -1, dtype=np.intp)

    @property
    def left_out(self) -> bool:
        """Say whether any pair was counted and not kept."""
        return self.limit is not None and self.total > self.limit

    def add(self, a: Index, b: Index, width: Numbers) -> None:
        """Take in pairs, each once, ``a`` and ``b`` parallel."""
        self.total += len(a)
        ends = np.concatenate((a, b))
        self.others += np.bincount(ends, minlength=self.number)
        if not self.left_out:
            self._all += zip(a.tolist(), b.tolist(), strict=True)
        self._widen(ends, np.concatenate((b, a)), np.concatenate((width, width)))

    def _widen(self, one: Index, other: Index, width: Numbers) -> None:
        order = np.lexsort((other, -width, one))
        first = order[np.unique(one[order], return_index=True)[1]]
        at, new, wide = one[first], other[first], width[first]
        better = (wide > self._width[at]) | ((wide == self._width[at]) & (new < self._best[at]))
        self._width[at[better]], self._best[at[better]] = wide[better], new[better]

    def kept(self, *, each: bool = True) -> list[Pair]:
        """Return the pairs that are kept, each with the lesser index first.

        Args:
            each: Every figure keeps its widest, however many that are; else ``limit`` of them at most.
        """
        if not self.left_out:
            return sorted((min(p), max(p)) for p in self._all)
        width = {
            (min(n, b), max(n, b)): float(self._width[n])
            for n, b in enumerate(self._best.tolist())
            if b >= 0
        }
        if each:
            return sorted(width)
        return sorted(sorted(width, key=lambda p: (-width[p], p))[: self.limit])


def blocks(rows: Index, number: int) -> Iterator[tuple[Index, Index]]:
    """Yield index arrays that broadcast to each pair of one of ``rows`` with any figure, each once.

    A pair of two rows comes with the lesser first; see :func:`wanted`.
    """
    columns = np.arange(number)[None, :]
    for start in range(0, len(rows), _ROWS):
        yield rows[start : start + _ROWS, None], columns


def wanted(
    rows: Index, number: int, condition: Callable[[Index, Index], np.ndarray]
) -> Iterator[tuple[Index, Index]]:
    """Yield parallel arrays of the pairs of which a condition holds, block by block."""
    row = np.zeros(number, dtype=np.bool_)
    row[rows] = True
    for a, b in blocks(rows, number):
        at = np.nonzero(condition(a, b) & ((a < b) | ~row[b]))
        yield a[at[0], 0], b[0, at[1]]
