"""The expression of a tally as a tree of steps, each with the interval that it gives."""

from __future__ import annotations

import ast
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tidewaiter.errors import UnitError
from tidewaiter.model.tallies import Tally
from tidewaiter.model.units import Unit, unit

_SIGNS: dict[type[ast.operator], str] = {ast.Add: "+", ast.Sub: "−", ast.Mult: "×", ast.Div: "÷"}
#: Deeper than this, factors of one product stand in one step.
_DEEP = 5


@dataclass(frozen=True, slots=True)
class Range:
    """What a step gives, in base units; None where its unit does not work out."""

    low: float
    high: float
    unit: Unit | None


@dataclass(frozen=True, slots=True)
class Step:
    """An input, a number or a step of a reckoning.

    Attributes:
        sign: How it joins what stands before it: ``+ − × ÷``; empty for what stands first.
        words: The name of an input, a number, or the formula of a step.
        parts: What a step is reckoned from; empty for an input or a number.
        gives: Its interval, None where it cannot be reckoned.
        again: Whether the input stands in the formula before.
    """

    sign: str
    words: str
    parts: tuple[Step, ...]
    gives: Range | None
    again: bool = False

    def all(self, depth: int = 0) -> Iterator[tuple[Step, int]]:
        """Yield what goes in before what comes out, each with its depth below the result."""
        for part in self.parts:
            yield from part.all(depth + 1)
        yield self, depth


def steps(tally: Tally) -> Step | None:
    """Read the formula of a tally; None where it is none that can be drawn."""
    try:
        body = ast.parse(tally.expression.strip(), mode="eval").body
        deep = _depth(body) > _DEEP
        return _step(body, "", _values(tally), deep, set())
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def _values(tally: Tally) -> dict[str, Range]:
    made = {}
    for o in tally.operands:
        try:
            of: Unit | None = unit(o.unit)
        except UnitError:
            of = None
        factor = of.factor if of else 1.0
        high = math.inf if o.high is None else o.high * factor
        made[o.name] = Range((o.low or 0.0) * factor, high, of.base if of else None)
    return made


def _step(
    node: ast.expr, sign: str, values: Mapping[str, Range], deep: bool, met: set[str]
) -> Step:
    if isinstance(node, ast.Name):
        again = node.id in met
        met.add(node.id)
        return Step(sign, node.id, (), values.get(node.id), again)
    if isinstance(node, ast.Constant) and type(node.value) in (int, float):
        number = float(node.value)  # type: ignore[arg-type]
        return Step(sign, f"{number:g}", (), Range(number, number, Unit()))
    if not isinstance(node, ast.BinOp):
        raise ValueError("no formula of + - * / can hold this")
    chain = [(_sign(node), node.right)]
    while isinstance(left := node.left, ast.BinOp) and _one_step(node, left, deep):
        node = left
        chain.append((_sign(node), node.right))
    parts = [_step(node.left, "", values, deep, met)]
    parts += [_step(right, s, values, deep, met) for s, right in reversed(chain)]
    gives = parts[0].gives
    for part in parts[1:]:
        gives = _apply(part.sign, gives, part.gives)
    words = " ".join(f"{p.sign} {f'({p.words})' if p.parts else p.words}".strip() for p in parts)
    return Step(sign, words, tuple(parts), gives)


def _sign(node: ast.BinOp) -> str:
    if type(node.op) not in _SIGNS:
        raise ValueError("no formula of + - * / can hold this")
    return _SIGNS[type(node.op)]


def _one_step(node: ast.BinOp, left: ast.BinOp, deep: bool) -> bool:
    """Say whether two operations are one step: sums always, products where the tree is deep."""
    sums = (ast.Add, ast.Sub)
    if isinstance(node.op, sums):
        return isinstance(left.op, sums)
    return deep and not isinstance(left.op, sums)


def _depth(node: ast.expr) -> int:
    most, rest = 0, [(node, 1)]
    while rest:
        one, depth = rest.pop()
        most = max(most, depth)
        if isinstance(one, ast.BinOp):
            rest += [(one.left, depth + 1), (one.right, depth + 1)]
    return most


def _apply(sign: str, a: Range | None, b: Range | None) -> Range | None:
    """Reckon with intervals end by end (Moore, Kearfott and Cloud 2009, ch. 2)."""
    if a is None or b is None:
        return None
    if sign in "+−":
        same = a.unit if a.unit == b.unit else None
        if sign == "+":
            return Range(a.low + b.low, a.high + b.high, same)
        low = -math.inf if math.isinf(b.high) else a.low - b.high
        return Range(low, math.inf if math.isinf(a.high) else a.high - b.low, same)
    if sign == "÷":
        if b.low <= 0 <= b.high:
            return None
        b = Range(
            0.0 if math.isinf(b.high) else 1 / b.high,
            1 / b.low,
            Unit() / b.unit if b.unit is not None else None,
        )
    ends = [_times(x, y) for x in (a.low, a.high) for y in (b.low, b.high)]
    of = a.unit * b.unit if a.unit is not None and b.unit is not None else None
    return Range(min(ends), max(ends), of)


def _times(x: float, y: float) -> float:
    return 0.0 if 0.0 in (x, y) else x * y
