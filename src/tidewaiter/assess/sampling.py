"""Sample an expression where every uncertain input states how its values are spread.

The shapes are those of risk analysis: uniform; triangular with its peak at ``best``; PERT, the beta
distribution with ``alpha = 1 + 4 (best - low) / (high - low)`` (Vose, *Risk Analysis*, 2008, ch. 17).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from tidewaiter.assess.expression import arithmetic, compute
from tidewaiter.errors import UnitError
from tidewaiter.model.ids import content_id
from tidewaiter.model.tallies import Band, Operand
from tidewaiter.model.units import Unit, unit
from tidewaiter.model.words import amount, listed

Values = npt.NDArray[np.float64]
#: One seed for all: the same case gives the same band on every machine.
SEED = 1718
SAMPLES = 20_000


def band(expression: str, operands: Sequence[Operand], shown: Unit) -> tuple[Band | None, str]:
    """Sample an expression.

    Each input has a stream of its own, named by it, so that their order does not matter.

    Args:
        expression: Over the operands' names.
        operands: Its inputs.
        shown: Unit of the band.

    Returns:
        The band and a sentence; without a band, the sentence says which input lacks a shape.

    Raises:
        UnitError: A shape needs a best value or two bounds, and the input has none.
    """
    uncertain = [o for o in operands if o.low is None or o.low != o.high]
    if not uncertain:
        return None, "Every input is one number: there is nothing to sample."
    lacking = sorted(f"“{o.title}”" for o in uncertain if o.shape is None)
    if lacking:
        return None, f"No sampled band: nobody said how the values of {listed(lacking)} spread."
    drawn = samples(expression, operands) / shown.factor
    p5, p50, p95 = (float(v) for v in np.quantile(drawn, (0.05, 0.5, 0.95)))
    made = Band(p5, p50, p95, SAMPLES, SEED)
    low, middle, high = (_rounded(v * shown.factor) for v in (p5, p50, p95))
    base = str(shown.base)
    return made, (
        f"Of {SAMPLES:,} samples nine in ten lie from {amount(low, high, base, stated=str(shown))}, half "
        f"below {amount(middle, middle, base, stated=str(shown))} (seed {SEED})."
    )


def _rounded(value: float) -> float:
    """Round to three figures: a sampled quantile is not known better."""
    return float(f"{value:.3g}")


def samples(expression: str, operands: Sequence[Operand]) -> Values:
    """Return sampled values of an expression in its base unit, shape ``(SAMPLES,)``."""
    drawn: Mapping[str, Values] = {o.name: draw(o) * unit(o.unit).factor for o in operands}
    return compute(expression, drawn, lambda v: np.full(SAMPLES, v), arithmetic)


def draw(operand: Operand) -> Values:
    """Draw values of one input in its own unit, all within its bounds.

    Raises:
        UnitError: It lacks a bound, or a triangular or PERT one its best value.
    """
    low, best, high = operand.low, operand.best, operand.high
    if low is None or high is None:
        raise UnitError(f"{operand.name!r} states a shape but lacks a bound: give low and high")
    if low == high:
        return np.full(SAMPLES, low)
    stream = np.random.default_rng((SEED, int(content_id(operand.name)[:12], 16)))
    if operand.shape == "uniform":
        return np.clip(stream.uniform(low, high, SAMPLES), low, high)
    if best is None:
        raise UnitError(f"{operand.name!r} is {operand.shape} and needs a best value")
    if operand.shape == "triangular":
        return np.clip(stream.triangular(low, best, high, SAMPLES), low, high)
    rise, fall = 4 * (best - low) / (high - low), 4 * (high - best) / (high - low)
    spread = stream.beta(1 + rise, 1 + fall, SAMPLES)
    return np.clip(low + (high - low) * spread, low, high)
