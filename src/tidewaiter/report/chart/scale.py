"""A scale of values from zero, or by powers of ten where they lie far apart."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

#: Values further apart than this are drawn by powers of ten.
_FAR = 40.0


@dataclass(frozen=True, slots=True)
class Scale:
    """Values on pixels; ``top`` is where the greatest lies, ``bottom`` the least."""

    low: float
    high: float
    top: float
    bottom: float
    log: bool

    def at(self, value: float) -> float:
        """Return the pixel of a value; what lies outside is drawn at the edge."""
        value = min(max(value, self.low), self.high)
        if self.log:
            part = math.log(value / self.low) / math.log(self.high / self.low)
        else:
            part = (value - self.low) / (self.high - self.low)
        return self.bottom + (self.top - self.bottom) * part

    def ticks(self) -> list[tuple[float, str]]:
        """Return values to mark, with their words."""
        if self.log:
            first, last = round(math.log10(self.low)), round(math.log10(self.high))
            step = max(1, (last - first) // 6)
            return [(10.0**e, brief(10.0**e)) for e in range(first, last + 1, step)]
        unit = _step(self.high / 5)
        return [(i * unit, brief(i * unit)) for i in range(int(self.high / unit * 1.0001) + 1)]


def scale_of(values: Sequence[float], top: float, bottom: float, far: float = _FAR) -> Scale:
    """Make the scale on which values are drawn.

    Args:
        values: Finite, none below zero.
        top: Pixel of the greatest.
        bottom: Pixel of the least.
        far: By powers of ten where the greatest is more than so many times the least.
    """
    above = [v for v in values if v > 1e-12]
    greatest, least = max(above, default=1.0), min(above, default=1.0)
    if greatest / least > far:
        first, last = math.floor(math.log10(least)), math.ceil(math.log10(greatest))
        return Scale(10.0**first, 10.0 ** max(last, first + 1), top, bottom, log=True)
    return Scale(0.0, max(greatest, 1e-9) * 1.08, top, bottom, log=False)


def brief(value: float) -> str:
    """Write a round number shortly.

    >>> brief(2_500_000), brief(20_000), brief(0.5)
    ('2.5 million', '20,000', '0.5')
    """
    if value >= 1e15:
        return f"{value:.0e}"
    for size, word in ((1e12, "trillion"), (1e9, "billion"), (1e6, "million")):
        if value >= size:
            return f"{value / size:g} {word}"
    return f"{value:,.0f}" if value >= 1000 else f"{value:g}"


def _step(wanted: float) -> float:
    if wanted < 1e-300:
        return 1.0
    power = 10.0 ** math.floor(math.log10(wanted))
    return next((m * power for m in (1, 2, 2.5, 5) if m * power >= wanted * 0.999), 10 * power)
