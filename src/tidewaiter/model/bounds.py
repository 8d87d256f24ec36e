"""Claimed figures as typed bounds: "more than two million" is "at least" with no upper end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

BoundKind = Literal["exactly", "approximately", "at least", "at most", "between", "unknown"]


@dataclass(frozen=True, slots=True)
class Bound:
    """What a figure bounds, and the figure that was said.

    Attributes:
        kind: How it bounds.
        low: Least value that it allows; 0 where nothing is said, since counts are not negative.
        high: Greatest value that it allows, None for no bound.
        said_low: The figure in the words: 2,000,000 of "more than two million", 16,000 of "nearly
            16,000"; of a range its lower end.
        said_high: The same, of a range its upper end.
    """

    kind: BoundKind
    low: float
    high: float | None
    said_low: float
    said_high: float

    @property
    def middle(self) -> float:
        """The one figure that stands for it: what was said, the middle of a range."""
        return (self.said_low + self.said_high) / 2

    def times(self, factor: float) -> Bound:
        """Return it in another unit; ``factor`` is positive."""
        high = None if self.high is None else self.high * factor
        return Bound(
            self.kind, self.low * factor, high, self.said_low * factor, self.said_high * factor
        )


def bound(low: float | None, best: float | None, high: float | None) -> Bound:
    """Type a figure by which of its three numbers are given, as the contract of claims has it.

    Args:
        low: Least value, None for no bound.
        best: The value itself where one is said, else None.
        high: Greatest value, None for no bound.

    >>> [bound(*f).kind for f in ((64, 64, 64), (540, 600, 660), (64, None, None), (0, None, 9e6))]
    ['exactly', 'approximately', 'at least', 'at most']
    >>> bound(14400, 16000, 16000).said_low, bound(4e6, None, 6e6).kind
    (16000, 'between')
    """
    if low is None and best is None and high is None:
        return Bound("unknown", 0.0, None, 0.0, 0.0)
    if high is None:
        if low is None and best is not None:
            return Bound("approximately", 0.0, None, best, best)
        least = low or 0.0
        said = best if best is not None else least
        return Bound("at least", least, None, said, said)
    if best is not None:
        least = 0.0 if low is None else low
        kind: BoundKind = "exactly" if least == high else "approximately"
        return Bound(kind, least, high, best, best)
    if not low:
        return Bound("at most", 0.0, high, high, high)
    return Bound("exactly" if low == high else "between", low, high, low, high)
