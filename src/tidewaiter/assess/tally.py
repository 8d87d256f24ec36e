"""Do the figures fit each other? An expression over intervals against a claimed figure."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from tidewaiter.assess import sampling, sensitivity
from tidewaiter.assess.expression import evaluate
from tidewaiter.assess.mixed import not_convertible
from tidewaiter.assess.windows import apart, common, inside, known
from tidewaiter.errors import UnitError
from tidewaiter.model.bounds import Bound, BoundKind, bound
from tidewaiter.model.figures import Window
from tidewaiter.model.ids import content_id
from tidewaiter.model.interval import Interval, interval
from tidewaiter.model.tallies import Operand, Tally, Verdict
from tidewaiter.model.units import Unit, unit
from tidewaiter.model.words import amount, days, listed


def tally(
    title: str,
    expression: str,
    operands: Sequence[Operand],
    *,
    claimed: Operand | None = None,
    windows: Mapping[str, Window] | None = None,
    claimed_window: Window = (None, None),
    shown: str | None = None,
    alternative: str = "",
    carried: tuple[Sequence[str], Sequence[str]] = ((), ()),
) -> Tally:
    """Work out a tally and compare it with a claimed figure.

    Windows come first: those of the inputs are intersected. Where they have no day in common nothing
    is compared; where they differ the sentence says so. Where the claim speaks of days that lie inside those of the inputs, the
    inputs bound it from above only: what was carried in a part is at most what was carried in all.
    Where neither window holds the other, the two are not comparable as they stand. A count of mixed
    things is not multiplied by a factor for one kind.

    Args:
        title: What is compared with what.
        expression: Over the operands' names; see :mod:`tidewaiter.assess.expression`.
        operands: The inputs.
        claimed: The figure to compare with, None for a tally that only computes.
        windows: Name of an input → days of which it speaks; unknown ones are left out.
        claimed_window: Days that the claim speaks of.
        shown: Unit of the result, such as ``tonnes/container``; the base unit if not given.
        alternative: Which alternative of a claim the inputs take.
        carried: The ships of which the inputs speak, and those of which the claim speaks; where both
            are known and differ the sentence says so.

    Raises:
        UnitError: The units do not fit, or the expression cannot be read.
    """
    values = {o.name: interval(o.low, o.high, unit(o.unit)) for o in operands}
    result = evaluate(expression, values)
    measure = result.unit if shown is None else unit(shown)
    if measure.base != result.unit:
        raise UnitError(
            f"the expression comes out in {result.unit}, it cannot be shown in {shown}"
        )
    mixed = not_convertible(expression, operands)
    spoken = {n: w for n, w in sorted((windows or {}).items()) if known(w)}
    verdict, sentence = _compare(result, measure, claimed, spoken, claimed_window)
    if mixed is not None:
        verdict, sentence = "not convertible", mixed
    sentence += _other_ships(*carried)
    as_said = sensitivity.said(expression, operands)
    drawn, note = (None, "") if mixed else sampling.band(expression, operands, measure)
    moved = () if mixed else sensitivity.swings(expression, operands, measure)
    return Tally(
        tally_id=content_id("tally", title, expression, *(o.ref for o in operands), sentence),
        title=title,
        expression=expression,
        operands=tuple(operands),
        low=_out(result.low, measure),
        high=_out(result.high, measure),
        unit=str(measure),
        claimed=claimed,
        verdict=verdict,
        sentence=sentence,
        kind=_kind(result, operands),
        said=None if as_said is None else _out(as_said, measure),
        band=drawn,
        band_note=note,
        swings=moved,
        sensitivity="" if mixed else sensitivity.sentence(moved, operands),
        alternative=alternative,
    )


def figure(operand: Operand) -> Bound:
    """Return an input as a typed bound in its base unit."""
    return bound(operand.low, operand.best, operand.high).times(unit(operand.unit).factor)


def _out(value: float, measure: Unit) -> float | None:
    return value / measure.factor if math.isfinite(value) else None


def _kind(result: Interval, operands: Sequence[Operand]) -> BoundKind:
    if not math.isfinite(result.high):
        return "at least" if result.low > 0 else "unknown"
    if result.low <= 0:
        return "at most"
    if result.low == result.high:
        return "exactly"
    return "approximately" if all(figure(o).kind != "between" for o in operands) else "between"


def _compare(
    result: Interval,
    measure: Unit,
    claimed: Operand | None,
    windows: Mapping[str, Window],
    claimed_window: Window,
) -> tuple[Verdict, str]:
    window: Window = (None, None)
    for one in windows.values():
        window = common(window, one)
    shown = f"The inputs give {_words(result, str(measure))}"
    if len(set(windows.values())) > 1:
        each = "; ".join(f"{name}: {days(w)}" for name, w in windows.items())
        shown += f", though they speak of different days ({each})"
    if claimed is None:
        return "computed", f"{shown}; there is no claimed figure to compare with."
    claim = interval(claimed.low, claimed.high, unit(claimed.unit))
    if claim.unit != result.unit:
        raise UnitError(
            f"the expression comes out in {result.unit}, the claimed figure is in {claim.unit}"
        )
    said = f"{shown}; the claim says {_words(claim, claimed.unit)}"
    if None not in window and apart(window, window):
        return "not comparable", f"{said}, but the inputs have no day in common."
    if window == claimed_window or not known(window) or not known(claimed_window):
        return _verdict(result, claim, said)
    if inside(claimed_window, window):
        within = Interval(0.0, result.high, result.unit)
        lead = f"{said}, for {days(claimed_window)}, a part of the inputs' {days(window)}"
        return _verdict(within, claim, lead)
    return (
        "not comparable",
        f"{said}, but the inputs speak of {days(window)} and the claim of "
        f"{days(claimed_window)}: not comparable as they stand.",
    )


def _verdict(result: Interval, claim: Interval, lead: str) -> tuple[Verdict, str]:
    if claim.low > result.high:
        return "above", f"{lead}. The claim lies above all that the inputs allow."
    if claim.high < result.low:
        return "below", f"{lead}. The claim lies below all that the inputs allow."
    if claim.high > result.high and not math.isinf(claim.high):
        return (
            "fits",
            f"{lead}. They overlap, but the upper figure claimed is {claim.high / result.high:.1f} "
            "times the most that the inputs allow.",
        )
    return "fits", f"{lead}. They overlap: both can be true."


def _other_ships(inputs: Sequence[str], claim: Sequence[str]) -> str:
    """Warn where a claim counts what other ships carried than those of the inputs."""
    ours, theirs = sorted(set(inputs)), sorted(set(claim))
    if not ours or not theirs or ours == theirs:
        return ""
    return (
        f" The inputs are of {listed(ours)}, the claim is of {listed(theirs)}: "
        "one may count what the other does not."
    )


def _words(value: Interval, stated: str) -> str:
    return amount(value.low, value.high, str(value.unit), stated=stated)
