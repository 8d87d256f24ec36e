"""Tallies: expressions over figures, what goes into them and what comes out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tidewaiter.model.bounds import BoundKind

Shape = Literal["uniform", "triangular", "pert"]
#: ``fits``: the intervals overlap; ``above``, ``below``: the claim lies wholly beyond what the
#: inputs allow; ``not comparable``: neither window of time holds the other; ``not convertible``:
#: a count of mixed things times a factor for one kind; ``computed``: no claim to compare with.
Verdict = Literal["fits", "above", "below", "not comparable", "not convertible", "computed"]


@dataclass(frozen=True, slots=True)
class Assumption:
    """A figure that an analyst put in, with its source and the alternatives set aside.

    ``unit`` is an expression such as ``containers/voyage``; None as a bound means open. ``of`` says
    what kind of thing it is about ("152 mm"), ``shape`` how its values are spread, and ``role`` is
    ``ceiling`` for a limit against which rates are checked.
    """

    assumption_id: str
    key: str
    title: str
    low: float | None
    best: float | None
    high: float | None
    unit: str
    source: str
    alternatives: str = ""
    of: str | None = None
    shape: Shape | None = None
    role: Literal["factor", "ceiling"] = "factor"


@dataclass(frozen=True, slots=True)
class Operand:
    """One input of a tally: a claim, a count of events or an assumption, with its interval.

    ``shape`` is None where nobody said how its values are spread.
    """

    name: str
    title: str
    low: float | None
    best: float | None
    high: float | None
    unit: str
    ref: str
    of: str | None = None
    shape: Shape | None = None


@dataclass(frozen=True, slots=True)
class Band:
    """Quantiles of sampled results: 5, 50 and 95 in a hundred lie below, of ``samples`` drawn."""

    p5: float
    p50: float
    p95: float
    samples: int
    seed: int


@dataclass(frozen=True, slots=True)
class Swing:
    """How far a result moves when one input alone goes over its range, the others at their best.

    ``high`` is None where the input lets the result grow without bound; ``share`` is its part of
    all the closed swings together, 0 to 1, and None for an open one.
    """

    name: str
    low: float
    high: float | None
    share: float | None


@dataclass(frozen=True, slots=True)
class Tally:
    """An expression over intervals, compared with a claimed figure; see :data:`Verdict`.

    Attributes:
        tally_id: Of the content.
        title: What is compared with what.
        expression: Over the operands' names.
        operands: The inputs.
        low: Least value of the result, None for no bound.
        high: Greatest value, None for no bound.
        unit: Of the result.
        claimed: The figure compared with.
        verdict: What came of it.
        sentence: The same in words.
        kind: What the result bounds: "at least" where an input has no upper end.
        said: The result of the figures as said, middles of ranges; None where it is undefined.
        band: Of samples, where every uncertain input has a shape.
        band_note: The band in words, or which input lacks a shape.
        swings: The inputs by how much they move the result, most first.
        sensitivity: The same in a sentence.
        alternative: Which of a claim's alternatives it takes ("152 mm"); empty without any.
    """

    tally_id: str
    title: str
    expression: str
    operands: tuple[Operand, ...]
    low: float | None
    high: float | None
    unit: str
    claimed: Operand | None
    verdict: Verdict
    sentence: str
    kind: BoundKind = "unknown"
    said: float | None = None
    band: Band | None = None
    band_note: str = ""
    swings: tuple[Swing, ...] = ()
    sensitivity: str = ""
    alternative: str = ""
