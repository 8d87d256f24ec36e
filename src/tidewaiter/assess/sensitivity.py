"""Which input moves a result most: each goes over its range alone, the others stay at their best."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from tidewaiter.assess.expression import evaluate
from tidewaiter.errors import UnitError
from tidewaiter.model.bounds import bound
from tidewaiter.model.interval import Interval, interval
from tidewaiter.model.tallies import Operand, Swing
from tidewaiter.model.units import Unit, unit
from tidewaiter.model.words import amount, listed, share


def points(operands: Sequence[Operand]) -> dict[str, Interval]:
    """Put each input at the one figure that stands for it: best, as said, or the middle."""
    made = {}
    for o in operands:
        value = bound(o.low, o.best, o.high).middle
        made[o.name] = interval(value, value, unit(o.unit))
    return made


def said(expression: str, operands: Sequence[Operand]) -> float | None:
    """Return the result of the figures as said, in its base unit; None where it divides by zero."""
    try:
        result = evaluate(expression, points(operands))
    except UnitError:
        return None
    return result.low if math.isfinite(result.low) and result.low == result.high else None


def swings(expression: str, operands: Sequence[Operand], shown: Unit) -> tuple[Swing, ...]:
    """Rank the inputs by how far each moves the result.

    Those without an upper bound on the result come first: nothing closed outweighs them.

    Args:
        expression: Over the operands' names.
        operands: Its inputs; those that are one number move nothing and are left out.
        shown: Unit of the swings.
    """
    still: Mapping[str, Interval] = points(operands)
    moved: list[tuple[str, Interval]] = []
    for o in operands:
        over = interval(o.low, o.high, unit(o.unit))
        if over.low == over.high:
            continue
        try:
            result = evaluate(expression, {**still, o.name: over})
        except UnitError:  # the range holds a zero that something is divided by
            result = Interval(-math.inf, math.inf)
        moved.append((o.name, result))
    total = math.fsum(r.high - r.low for _, r in moved if math.isfinite(r.high - r.low))
    made = [_swing(name, result, total, shown.factor) for name, result in moved]
    return tuple(sorted(made, key=lambda s: (s.share is not None, -(s.share or 0.0), s.name)))


def _swing(name: str, result: Interval, total: float, factor: float) -> Swing:
    width = result.high - result.low
    closed = math.isfinite(width)
    low = result.low / factor if math.isfinite(result.low) else 0.0
    high = result.high / factor if math.isfinite(result.high) else None
    return Swing(name, low, high, (width / total if total else 0.0) if closed else None)


def sentence(found: Sequence[Swing], operands: Sequence[Operand]) -> str:
    """Say which input the width comes from."""
    by_name = {o.name: o for o in operands}
    opened = [_called(by_name[s.name]) for s in found if s.share is None]
    closed = [s for s in found if s.share]
    if opened:
        leave = "leaves" if len(opened) == 1 else "leave"
        rest = (
            f" Of the others {_called(by_name[closed[0].name])} moves it most." if closed else ""
        )
        return f"{listed(opened)} {leave} the result without an upper bound.{rest}"
    if not closed:
        return "No input has a range that moves the result."
    o = by_name[closed[0].name]
    measure = unit(o.unit)
    over = amount(
        (o.low or 0.0) * measure.factor,
        (o.high or 0.0) * measure.factor,
        str(measure.base),
        stated=o.unit,
    )
    share_of = closed[0].share or 0.0
    if len(closed) == 1:
        return f"All of the width comes from {_called(o)} ({over})."
    much = "Most" if share_of > 0.5 else "The largest part"
    return f"{much} of the width, {share(share_of)}, comes from {_called(o)} ({over})."


def _called(operand: Operand) -> str:
    return f"“{operand.title}”"
