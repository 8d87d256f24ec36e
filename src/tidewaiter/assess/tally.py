"""Do the figures fit each other? An expression over intervals against a claimed figure."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date
from typing import Literal

from tidewaiter.assess.expression import evaluate
from tidewaiter.assess.interval import Interval, interval
from tidewaiter.errors import UnitError
from tidewaiter.model.findings import Operand, Tally
from tidewaiter.model.ids import content_id
from tidewaiter.model.units import unit

Verdict = Literal["fits", "above", "below", "not comparable"]
Window = tuple[date | None, date | None]


def tally(
    title: str,
    expression: str,
    operands: Sequence[Operand],
    *,
    claimed: Operand | None = None,
    window: Window = (None, None),
    claimed_window: Window = (None, None),
) -> Tally:
    """Work out a tally and compare it with a claimed figure.

    Windows come first. Where the claim speaks of days that lie inside those of the inputs, the
    inputs bound it from above only: what was carried in a part is at most what was carried in all.
    Where neither window holds the other, the two are not comparable as they stand.

    Args:
        title: What is compared with what.
        expression: Over the operands' names; see :mod:`tidewaiter.assess.expression`.
        operands: The inputs.
        claimed: The figure to compare with, None for a tally that only computes.
        window: Days that the inputs speak of.
        claimed_window: Days that the claim speaks of.

    Raises:
        UnitError: The units do not fit, or the expression cannot be read.
    """
    values = {o.name: interval(o.low, o.high, unit(o.unit)) for o in operands}
    result = evaluate(expression, values)
    verdict, sentence = _compare(result, claimed, window, claimed_window)
    ends = (None if math.isinf(result.low) else result.low, _finite(result.high))
    return Tally(
        tally_id=content_id("tally", title, expression, *(o.ref for o in operands), sentence),
        title=title,
        expression=expression,
        operands=tuple(operands),
        low=ends[0],
        high=ends[1],
        unit=str(result.unit),
        claimed=claimed,
        verdict=verdict,
        sentence=sentence,
    )


def _compare(
    result: Interval, claimed: Operand | None, window: Window, claimed_window: Window
) -> tuple[Verdict, str]:
    shown = f"The inputs give {_words(result)}"
    if claimed is None:
        return "fits", f"{shown}; there is no claimed figure to compare with."
    figure = interval(claimed.low, claimed.high, unit(claimed.unit))
    if figure.unit != result.unit:
        raise UnitError(
            f"the expression comes out in {result.unit}, the claimed figure is in {figure.unit}"
        )
    said = f"{shown}; the claim says {_words(figure)}"
    if window == claimed_window or not _known(window) or not _known(claimed_window):
        return _verdict(result, figure, said)
    if _inside(claimed_window, window):
        bound = Interval(0.0, result.high, result.unit)
        lead = f"{said}, for {_days(claimed_window)}, a part of the inputs' {_days(window)}"
        return _verdict(bound, figure, lead)
    return (
        "not comparable",
        f"{said}, but the inputs speak of {_days(window)} and the claim of "
        f"{_days(claimed_window)}: not comparable as they stand.",
    )


def _verdict(result: Interval, figure: Interval, lead: str) -> tuple[Verdict, str]:
    if figure.low > result.high:
        return "above", f"{lead}. The claim lies above all that the inputs allow."
    if figure.high < result.low:
        return "below", f"{lead}. The claim lies below all that the inputs allow."
    if figure.high > result.high and not math.isinf(figure.high):
        return (
            "fits",
            f"{lead}. They overlap, but the upper figure claimed is {figure.high / result.high:.1f} "
            "times the most that the inputs allow.",
        )
    return "fits", f"{lead}. They overlap: both can be true."


def _inside(inner: Window, outer: Window) -> bool:
    starts = inner[0] is not None and outer[0] is not None and outer[0] <= inner[0]
    return starts and inner[1] is not None and outer[1] is not None and inner[1] <= outer[1]


def _known(window: Window) -> bool:
    return window[0] is not None or window[1] is not None


def _days(window: Window) -> str:
    start, end = window
    if start is None:
        return f"the time to {end}"
    return f"{start} to {end}" if end is not None else f"the time from {start}"


def _finite(value: float) -> float | None:
    return None if math.isinf(value) else value


def _words(value: Interval) -> str:
    name = _plural(str(value.unit))
    if value.low == value.high:
        return f"{_figure(value.low)} {name}"
    if math.isinf(value.high):
        return f"{_figure(value.low)} {name} or more"
    if value.low == 0:
        return f"up to {_figure(value.high)} {name}"
    return f"{_figure(value.low)} to {_figure(value.high)} {name}"


def _plural(unit: str) -> str:
    """Put the first name of a unit in the plural: "containers", "rounds/container"."""
    first, slash, rest = unit.partition("/")
    kept = first in ("1", "kg", "km", "t") or first.endswith("s")
    return f"{first}{'' if kept else 's'}{slash}{rest}"


def _figure(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:,.3g}"
