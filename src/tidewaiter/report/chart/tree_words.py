"""What a tally answers, in words: how its claim and its inputs stand to each other, and by what factor."""

from __future__ import annotations

import math

from tidewaiter.model import units
from tidewaiter.model.dossier import Dossier
from tidewaiter.model.stories import story_of
from tidewaiter.model.tallies import Operand, Tally
from tidewaiter.model.words import interval
from tidewaiter.report.chart.quantity_figures import amount
from tidewaiter.report.chart.tree_nodes import unit_words
from tidewaiter.report.chart.ways import lines_of
from tidewaiter.report.side_by_side import beyond, own_origin


def answer(tally: Tally) -> str:
    """Say in a line how claim and inputs stand to each other, with the factor."""
    claimed = claimed_range(tally.claimed, tally.unit) if tally.claimed else None
    if tally.verdict == "above" and claimed and tally.high:
        return f"The claim is too high: at least {amount(round(claimed[0] / tally.high, 2))} times the most that the inputs give"
    if tally.verdict == "below" and claimed and tally.low and claimed[1] is not None:
        return f"The claim is too low: at most {claimed[1] / tally.low:.0%} of the least that the inputs give"
    if tally.verdict == "fits":
        more = beyond(tally)
        return f"The claim fits{f' in part: {more}' if more else ' what the inputs give'}"
    return {
        "above": "The claim is too high", "below": "The claim is too low",
        "not comparable": "Inputs and claim are not comparable as they stand",
        "not convertible": "A count of mixed things is not converted by a factor for one kind",
    }.get(tally.verdict, f"The inputs give {interval(rounded(tally.low), rounded(tally.high))}{unit_words(tally.unit)}; nothing is claimed to compare with")  # fmt: skip


def itself(dossier: Dossier, tally: Tally) -> str:
    """Say where a claim and an input come of one origin, which then agrees or not with itself."""
    lines = lines_of(dossier)
    if tally.claimed is None or own_origin(tally, story_of(dossier.stories)) is None:
        return ""
    return f"The claim and an input are of one origin, {lines[tally.claimed.ref]}: the origin is held against itself."


def bars_are(tally: Tally) -> str:
    """Say what the bars are."""
    unit = unit_words(tally.unit)
    words = f"Bars: the result{f' in{unit}' if unit else ''}"
    if tally.swings:
        words += ", and each input alone over its range, the others at their best, with its part of the width"
    return f"{words}."


def claimed_range(claimed: Operand, unit: str) -> tuple[float, float | None]:
    """Return the ends of a claimed figure in the unit of the result."""
    scale = units.unit(claimed.unit).factor / units.unit(unit).factor
    high = None if claimed.high is None else claimed.high * scale
    return (claimed.low or 0.0) * scale, high


def rounded(value: float | None) -> float | None:
    """Four figures are enough for what was reckoned; whole numbers stay whole."""
    if value is None or value == round(value) or not math.isfinite(value):
        return value
    return float(f"{value:.4g}")
