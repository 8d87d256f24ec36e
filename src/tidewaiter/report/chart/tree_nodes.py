"""The nodes of a tally's tree in words: inputs, steps and the result, in order of reckoning."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from tidewaiter.errors import UnitError
from tidewaiter.model.bounds import bound
from tidewaiter.model.interval import Interval
from tidewaiter.model.tallies import Operand, Swing, Tally
from tidewaiter.model.units import unit as read
from tidewaiter.model.words import name
from tidewaiter.report.chart.formula import Step, steps
from tidewaiter.report.chart.quantity_figures import amount, between


@dataclass(frozen=True, slots=True)
class Node:
    """A row of the tree.

    Attributes:
        depth: Below the result, which is 0.
        sign: How it joins what stands above it; ``=`` for a step and the result.
        number: Exhibit of an input, empty for an assumption and a step.
        what: The input, or the formula of the step.
        gives: Its interval with the unit.
        swing: How far it moves the result, where it is an input that does.
        kind: ``input``, ``assumed``, ``again`` (met before), ``number``, ``step`` or ``result``.
        still: Whether it is an input that is one number.
    """

    depth: int
    sign: str
    number: str
    what: str
    gives: str
    swing: Swing | None
    kind: str
    still: bool = False

    @property
    def lead(self) -> str:
        """What kind of input it is, where no exhibit says so."""
        return "assumed" if self.kind == "assumed" else ""

    @property
    def alone(self) -> str:
        """What the input does to the result, in words."""
        if self.kind not in ("input", "assumed"):
            return ""
        if self.swing is None:
            return "one number: moves nothing" if self.still else ""
        if self.swing.share is None:
            return "no upper end"
        return f"{self.swing.share:.0%} of the width"


def nodes(tally: Tally, numbers: Mapping[str, str]) -> list[Node]:
    """Return the tree in order of reckoning, the result last.

    Where the formula cannot be read, its inputs stand beside one another.

    Args:
        tally: What to show.
        numbers: Exhibit by record.
    """
    operands = {o.name: o for o in tally.operands}
    root = steps(tally)
    if root is None:
        made = [_input(o, "", 1, tally, numbers) for o in tally.operands]
        return [*made, _result(tally)]
    found = list(root.all())
    # A result that is a single input still has it as its part.
    deeper = 0 if root.parts else 1
    made = [
        _node(s, d + deeper, operands, tally, numbers) for s, d in found if s is not root or deeper
    ]
    return [*made, _result(tally)]


def leftovers(tally: Tally, numbers: Mapping[str, str]) -> list[Node]:
    """Return the inputs that the formula does not name."""
    shown = {n.what for n in nodes(tally, numbers)}
    return [n for o in tally.operands if (n := _input(o, "", 1, tally, numbers)).what not in shown]


def _node(
    step: Step, depth: int, operands: Mapping[str, Operand], tally: Tally, numbers: Mapping[str, str]
) -> Node:  # fmt: skip
    operand = operands.get(step.words)
    if step.parts:
        return Node(depth, step.sign, "", step.words, _range(step.gives), None, "step")
    if operand is None:
        return Node(depth, step.sign, "", step.words, "", None, "number")
    return _input(operand, step.sign, depth, tally, numbers, again=step.again)


def _input(
    o: Operand, sign: str, depth: int, tally: Tally, numbers: Mapping[str, str], *, again: bool = False
) -> Node:  # fmt: skip
    number = numbers.get(o.ref, "")
    swing = next((s for s in tally.swings if s.name == o.name), None)
    kind = "again" if again else "input" if number else "assumed"
    still = o.low is not None and o.low == o.high
    return Node(
        depth, sign, number, o.title, interval_words(o), None if again else swing, kind, still
    )


def _result(tally: Tally) -> Node:
    return Node(
        0,
        "=",
        "",
        tally.expression,
        f"{between(tally.low, tally.high)}{unit_words(tally.unit)}",
        None,
        "result",
    )


def interval_words(o: Operand) -> str:
    """Write an input as it was said, and in brackets what that allows."""
    given = [v for v in (o.low, o.best, o.high) if v is not None]
    unit = unit_words(o.unit)
    if not given or not all(map(math.isfinite, given)):
        return f"unknown{unit}"
    b = bound(o.low, o.best, o.high)
    allows = between(b.low, b.high)
    if b.kind == "approximately" and (b.high is not None or b.low > 0):
        return f"{amount(b.said_low)} ({allows}){unit}"
    return f"{allows}{unit}"


def unit_words(unit: str) -> str:
    """Write a unit after a number; a plain number has none.

    >>> unit_words("containers/voyage"), unit_words("1")
    (' containers a voyage', '')
    """
    try:
        named = name(str(read(unit)))
    except UnitError:
        named = unit
    return f" {named}" if named else ""


def _range(gives: Interval | None) -> str:
    if gives is None or math.isnan(gives.low) or math.isnan(gives.high):
        return "not reckoned"
    low = None if math.isinf(gives.low) else gives.low
    high = None if math.isinf(gives.high) else gives.high
    unit = unit_words(str(gives.unit))
    if low is not None and low < 0:
        return f"{amount(low)} to {'any number' if high is None else amount(high)}{unit}"
    return f"{between(low, high)}{unit}"
