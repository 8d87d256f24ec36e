"""Arithmetic on intervals with units: what can be said of a product of uncertain figures."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

from tidewaiter.errors import UnitError
from tidewaiter.model.units import Unit


@dataclass(frozen=True, slots=True)
class Interval:
    """All values from ``low`` to ``high``, both inclusive; infinite where there is no bound."""

    low: float
    high: float
    unit: Unit = field(default_factory=Unit)

    def __add__(self, other: Interval) -> Interval:
        """Add; the units must be equal."""
        _same_unit(self, other, "add")
        return Interval(self.low + other.low, self.high + other.high, self.unit)

    def __sub__(self, other: Interval) -> Interval:
        """Subtract; the units must be equal."""
        _same_unit(self, other, "subtract")
        return Interval(self.low - other.high, self.high - other.low, self.unit)

    def __mul__(self, other: Interval) -> Interval:
        """Multiply; units multiply too."""
        ends = [_product(a, b) for a in (self.low, self.high) for b in (other.low, other.high)]
        return Interval(min(ends), max(ends), self.unit * other.unit)

    def __truediv__(self, other: Interval) -> Interval:
        """Divide; where the divisor may be zero the result has no bound on that side.

        Raises:
            UnitError: The divisor holds zero inside, so that nothing can be said.
        """
        if other.low <= 0 <= other.high and not (other.low == 0 < other.high):
            raise UnitError("division by an interval that holds zero says nothing")
        reciprocal = Interval(
            0.0 if math.isinf(other.high) else 1 / other.high,
            math.inf if other.low == 0 else 1 / other.low,
        )
        result = self * reciprocal
        return Interval(result.low, result.high, self.unit / other.unit)

    def overlaps(self, other: Interval) -> bool:
        """Say whether some value lies in both; the units must be equal."""
        _same_unit(self, other, "compare")
        return self.low <= other.high and other.low <= self.high


def interval(low: float | None, high: float | None, unit: Unit) -> Interval:
    """Make an interval from bounds of which None means "no bound"; counts are never negative.

    Args:
        low: Lower bound; None for zero, since every quantity here counts or weighs something.
        high: Upper bound; None for infinity.
        unit: Unit of both; the interval comes out in its base unit, so that tonnes and kilograms
            compare.

    >>> interval(64, None, Unit()).high
    inf
    >>> from tidewaiter.model.units import unit
    >>> interval(2, 3, unit("tonnes/container"))
    Interval(low=2000.0, high=3000.0, unit=Unit(powers=(('container', -1), ('kg', 1))))
    """
    scale = unit.factor
    least = 0.0 if low is None else low * scale
    return Interval(least, math.inf if high is None else high * scale, unit.base)


def _product(a: float, b: float) -> float:
    return 0.0 if a == 0 or b == 0 else a * b


def _same_unit(a: Interval, b: Interval, verb: str) -> None:
    if a.unit != b.unit:
        raise UnitError(f"cannot {verb} {a.unit} and {b.unit}")
