"""The expression of a tally as a tree of steps, each with the interval that it gives."""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from tidewaiter.errors import UnitError
from tidewaiter.model.interval import Interval, interval
from tidewaiter.model.tallies import Tally
from tidewaiter.model.units import unit

_SIGNS: dict[type[ast.operator], str] = {ast.Add: "+", ast.Sub: "−", ast.Mult: "×", ast.Div: "÷"}
_BY: dict[str, Callable[[Interval, Interval], Interval]] = {
    "+": operator.add,
    "−": operator.sub,
    "×": operator.mul,
    "÷": operator.truediv,
}
#: Deeper than this, factors of one product stand in one step.
_DEEP = 5


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
    gives: Interval | None
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


def _values(tally: Tally) -> dict[str, Interval]:
    made = {}
    for o in tally.operands:
        try:
            made[o.name] = interval(o.low, o.high, unit(o.unit))
        except UnitError:
            continue
    return made


def _step(
    node: ast.expr, sign: str, values: Mapping[str, Interval], deep: bool, met: set[str]
) -> Step:
    if isinstance(node, ast.Name):
        again = node.id in met
        met.add(node.id)
        return Step(sign, node.id, (), values.get(node.id), again)
    if isinstance(node, ast.Constant) and type(node.value) in (int, float):
        number = float(node.value)  # type: ignore[arg-type]
        return Step(sign, f"{number:g}", (), Interval(number, number))
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


def _apply(sign: str, a: Interval | None, b: Interval | None) -> Interval | None:
    if a is None or b is None or (sign == "÷" and b.low <= 0 <= b.high):
        return None
    try:
        return _BY[sign](a, b)
    except UnitError:
        return None
