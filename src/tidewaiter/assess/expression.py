"""Read an expression such as ``voyages * containers_per_voyage`` and work it out over intervals."""

from __future__ import annotations

import ast
from collections.abc import Mapping

from tidewaiter.assess.interval import Interval
from tidewaiter.errors import UnitError
from tidewaiter.model.units import Unit


def names(expression: str) -> tuple[str, ...]:
    """Return the names that an expression uses, in order of first use.

    Raises:
        UnitError: It is no expression.
    """
    found = [n.id for n in ast.walk(_tree(expression)) if isinstance(n, ast.Name)]
    return tuple(dict.fromkeys(sorted(found, key=expression.index)))


def evaluate(expression: str, values: Mapping[str, Interval]) -> Interval:
    """Work out an expression of names, numbers, ``+ - * /`` and parentheses.

    A name that occurs twice is taken as independent each time: the result is then wider than it
    need be, never narrower.

    Raises:
        UnitError: An unknown name, units that do not fit, or anything but arithmetic.
    """
    return _value(_tree(expression).body, values)


def _tree(expression: str) -> ast.Expression:
    try:
        return ast.parse(expression, mode="eval")
    except SyntaxError as error:
        raise UnitError(f"cannot read the expression {expression!r}: {error.msg}") from error


def _value(node: ast.expr, values: Mapping[str, Interval]) -> Interval:
    if isinstance(node, ast.Name):
        if node.id not in values:
            known = ", ".join(sorted(values)) or "none"
            raise UnitError(f"the expression names {node.id!r}, which is none of: {known}")
        return values[node.id]
    if isinstance(node, ast.Constant) and isinstance(node.value, int | float):
        return Interval(float(node.value), float(node.value), Unit())
    if isinstance(node, ast.BinOp):
        left, right = _value(node.left, values), _value(node.right, values)
        if isinstance(node.op, ast.Add):
            return left + right
        if isinstance(node.op, ast.Sub):
            return left - right
        if isinstance(node.op, ast.Mult):
            return left * right
        if isinstance(node.op, ast.Div):
            return left / right
    raise UnitError("an expression may hold names, numbers, + - * / and parentheses only")
