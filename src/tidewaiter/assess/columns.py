"""Figures of one unit as columns, so that every two of them are compared without a loop over pairs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tidewaiter.assess.covers import covers, one_subject
from tidewaiter.assess.mixed import kinds_differ
from tidewaiter.model.figures import Figure

Index = npt.NDArray[np.intp]
Mask = npt.NDArray[np.bool_]
Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Columns:
    """Figures by what is compared of each: bounds, days as ordinals, and what it covers.

    An open end is infinite, a day on which nobody knows that it was said NaN. ``scope`` numbers what
    figures cover: those of one number cover the same, and ``examples`` holds one of each.
    """

    low: Numbers
    top: Numbers
    said_low: Numbers
    said_high: Numbers
    start: Numbers
    end: Numbers
    said: Numbers
    scope: Index
    examples: tuple[Figure, ...]
    answers: dict[tuple[str, int, int], bool]

    def too_much(self, part: Index, whole: Index) -> Mask:
        """Say where a count over days within another's is above all that the other allows."""
        found: Mask = (self.low[part] > self.top[whole]) & self._inside(part, whole)
        return found

    def no_less(self, part: Index, whole: Index) -> Mask:
        """Say where a count over days within another's is no less than the other's least."""
        found: Mask = (self.low[part] >= self.low[whole]) & self._inside(part, whole)
        return found

    def seem_apart(self, a: Index, b: Index, stale_days: int) -> Mask:
        """Say where two do not meet, though days may be common and both were said about one time."""
        disjoint = (self.low[a] > self.top[b]) | (self.low[b] > self.top[a])
        start, end = np.maximum(self.start[a], self.start[b]), np.minimum(self.end[a], self.end[b])
        recent = ~(np.abs(self.said[a] - self.said[b]) > stale_days)
        found: Mask = disjoint & (start <= end) & recent & self._known(a) & self._known(b)
        return found

    def same_days(self, a: Index, b: Index) -> Mask:
        """Say where two speak of the same days."""
        found: Mask = (self.start[a] == self.start[b]) & (self.end[a] == self.end[b])
        return found

    def differ(self, a: Index, b: Index) -> Numbers:
        """Return the shares by which the lesser, as said, lies below the greater; 0 where they meet."""
        with np.errstate(divide="ignore", invalid="ignore"):
            ways = [1 - self.said_high[x] / self.said_low[y] for x, y in ((a, b), (b, a))]
        found: Numbers = np.fmax(0.0, np.fmax(*(np.where(np.isfinite(w), w, 0.0) for w in ways)))
        return found

    def covers(self, part: Index, whole: Index) -> Mask:
        """Say where the first counts a part, or all, of what the second counts, days aside."""
        return self._asked("covers", covers, part, whole)

    def one_subject(self, a: Index, b: Index) -> Mask:
        """Say where two can be about one thing."""
        return self._asked("one subject", one_subject, a, b)

    def kinds_differ(self, a: Index, b: Index) -> Mask:
        """Say where two count different kinds of things, or one counts several."""
        return self._asked("kinds", kinds_differ, a, b)

    def _asked(
        self, what: str, question: Callable[[Figure, Figure], bool], a: Index, b: Index
    ) -> Mask:
        """Ask once for each two scopes that occur together."""
        both, back = np.unique(
            self.scope[a] * len(self.examples) + self.scope[b], return_inverse=True
        )
        told = np.empty(len(both), dtype=np.bool_)
        for n, key in enumerate(both.tolist()):
            first, second = divmod(key, len(self.examples))
            if (what, first, second) not in self.answers:
                answer = question(self.examples[first], self.examples[second])
                self.answers[what, first, second] = answer
            told[n] = self.answers[what, first, second]
        found: Mask = told[back]
        return found

    def _inside(self, inner: Index, outer: Index) -> Mask:
        """Say where all days of the one lie in the other's; never of open ends."""
        within = (self.start[outer] <= self.start[inner]) & (self.end[inner] <= self.end[outer])
        found: Mask = within & self._closed(outer) & self._closed(inner)
        return found

    def _closed(self, at: Index) -> Mask:
        found: Mask = np.isfinite(self.start[at]) & np.isfinite(self.end[at])
        return found

    def _known(self, at: Index) -> Mask:
        found: Mask = np.isfinite(self.start[at]) | np.isfinite(self.end[at])
        return found


def columns(figures: Sequence[Figure]) -> Columns:
    """Turn figures of one unit and kind of happening into columns, in their order."""
    scopes: dict[object, int] = {}
    numbers = [scopes.setdefault((f.of, f.carriers, f.roles), len(scopes)) for f in figures]
    examples = dict(zip(numbers, figures, strict=True))

    def column(values: Sequence[float | None], missing: float) -> Numbers:
        return np.array([missing if v is None else v for v in values], dtype=np.float64)

    def days(of: Callable[[Figure], object], missing: float) -> Numbers:
        found = [of(f) for f in figures]
        return column([d.toordinal() if d else None for d in found], missing)  # type: ignore[attr-defined]

    return Columns(
        low=column([f.bound.low for f in figures], 0.0),
        top=column([f.bound.high for f in figures], np.inf),
        said_low=column([f.bound.said_low for f in figures], 0.0),
        said_high=column([f.bound.said_high for f in figures], 0.0),
        start=days(lambda f: f.window[0], -np.inf),
        end=days(lambda f: f.window[1], np.inf),
        said=days(lambda f: f.said, np.nan),
        scope=np.array(numbers, dtype=np.intp),
        examples=tuple(examples[n] for n in range(len(scopes))),
        answers={},
    )
