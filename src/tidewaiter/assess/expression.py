"""Read an expression such as ``voyages * containers_per_voyage`` and work it out over intervals."""

from __future__ import annotations

import ast
import itertools
import math
from collections import Counter
from collections.abc import Callable, Mapping
from typing import TypeVar

from tidewaiter.errors import UnitError
from tidewaiter.model.interval import Interval
from tidewaiter.model.units import Unit

V = TypeVar("V")
#: An operation by its sign: what makes the value of ``left op right``.
Apply = Callable[[str, V, V], V]
_SIGN: dict[type[ast.operator], str] = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/"}


def names(expression: str) -> tuple[str, ...]:
    """Return the names that an expression uses, in order of first use.

    Raises:
        UnitError: It is no expression.
    """
    return tuple(dict.fromkeys(_uses(expression)))


def evaluate(expression: str, values: Mapping[str, Interval]) -> Interval:
    """Work out an expression of names, numbers, ``+ - * /`` and parentheses.

    A name that occurs once gives the exact range. One that occurs twice does so where the
    expression rises, or falls, in it over its whole range (found from the sign of its derivative): it
    is then put at its two ends. Otherwise it counts as independent each time: the result
    is wider than it need be, never narrower. (Moore, Kearfott and Cloud, *Introduction to Interval
    Analysis*, 2009, ch. 6.)

    Raises:
        UnitError: An unknown name, units that do not fit, or anything but arithmetic.

    >>> evaluate("a / (a + b)", {"a": Interval(1, 3), "b": Interval(1, 1)})
    Interval(low=0.5, high=0.75, unit=Unit(powers=()))
    """
    tree = _tree(expression)
    plain = _natural(tree, values)
    least, most = dict(values), dict(values)
    for name, count in sorted(Counter(_uses(expression)).items()):
        if count == 1 or not math.isfinite(values[name].high - values[name].low):
            continue
        way = _direction(tree, values, name)
        ends = [Interval(v, v, values[name].unit) for v in (values[name].low, values[name].high)]
        if way:
            least[name], most[name] = ends if way > 0 else reversed(ends)
    low, high = _natural(tree, least).low, _natural(tree, most).high
    return Interval(max(plain.low, low), min(plain.high, high), plain.unit)


def compute(expression: str, values: Mapping[str, V], number: Callable[[float], V], apply: Apply[V]) -> V:  # fmt: skip
    """Work out an expression over values of any kind.

    Args:
        expression: As in :func:`evaluate`.
        values: Name → value.
        number: Makes a value of a number that stands in the expression.
        apply: Does ``+ - * /``.

    Raises:
        UnitError: An unknown name, or anything but arithmetic.
    """
    return _fold(_tree(expression), values, number, apply)


def arithmetic(sign: str, left: V, right: V) -> V:
    """Do ``+ - * /`` by the values' own operators."""
    if sign == "+":
        return left + right  # type: ignore[operator, no-any-return]
    if sign == "-":
        return left - right  # type: ignore[operator, no-any-return]
    return left * right if sign == "*" else left / right  # type: ignore[operator, no-any-return]


def _tree(expression: str) -> ast.expr:
    try:
        return ast.parse(expression.strip(), mode="eval").body
    except SyntaxError as error:
        raise UnitError(f"cannot read the expression {expression!r}: {error.msg}") from error


def _uses(expression: str) -> list[str]:
    found = [n for n in ast.walk(_tree(expression)) if isinstance(n, ast.Name)]
    return [n.id for n in sorted(found, key=lambda n: (n.lineno, n.col_offset))]


def _natural(tree: ast.expr, values: Mapping[str, Interval]) -> Interval:
    return _fold(tree, values, _constant, arithmetic)


def _constant(value: float) -> Interval:
    return Interval(value, value, Unit())


def _direction(tree: ast.expr, values: Mapping[str, Interval], name: str) -> int:
    """Say whether the value rises (1) or falls (-1) with ``name`` over its whole range; 0: unknown.

    As a function of the name alone the expression is a ratio of polynomials n/d, whose derivative
    has the sign of n'd - nd'. Over a range that is not negative it has one sign where the
    coefficients of that have one.
    """
    if values[name].low < 0:
        return 0
    one, nothing = Interval(1, 1), Interval(0, 0)
    ratios: dict[str, _Ratio] = {
        key: (((nothing, one) if key == name else (Interval(v.low, v.high),)), (one,))
        for key, v in values.items()
    }
    over, under = _fold(tree, ratios, lambda v: ((_constant(v),), (one,)), _combine)
    slope = _minus(_product(_derived(over), under), _product(over, _derived(under)))
    if any(math.isnan(c.low) or math.isnan(c.high) for c in slope):
        return 0
    if all(c.low >= 0 for c in slope):
        return 1
    return -1 if all(c.high <= 0 for c in slope) else 0


#: A polynomial's coefficients, lowest power first; a ratio of two.
_Polynomial = tuple[Interval, ...]
_Ratio = tuple[_Polynomial, _Polynomial]


def _combine(sign: str, a: _Ratio, b: _Ratio) -> _Ratio:
    if sign == "*":
        return _product(a[0], b[0]), _product(a[1], b[1])
    if sign == "/":
        return _product(a[0], b[1]), _product(a[1], b[0])
    left, right = _product(a[0], b[1]), _product(b[0], a[1])
    return (_plus if sign == "+" else _minus)(left, right), _product(a[1], b[1])


def _product(a: _Polynomial, b: _Polynomial) -> _Polynomial:
    made = [Interval(0, 0)] * max(0, len(a) + len(b) - 1)
    for i, x in enumerate(a):
        for j, y in enumerate(b):
            made[i + j] = made[i + j] + x * y
    return tuple(made)


def _plus(a: _Polynomial, b: _Polynomial) -> _Polynomial:
    pairs = itertools.zip_longest(a, b, fillvalue=Interval(0, 0))
    return tuple(x + y for x, y in pairs)


def _minus(a: _Polynomial, b: _Polynomial) -> _Polynomial:
    return _plus(a, tuple(Interval(-c.high, -c.low) for c in b))


def _derived(a: _Polynomial) -> _Polynomial:
    return tuple(c * Interval(i, i) for i, c in enumerate(a) if i)


def _fold(
    node: ast.expr, values: Mapping[str, V], number: Callable[[float], V], apply: Apply[V]
) -> V:
    if isinstance(node, ast.Name):
        if node.id not in values:
            listed = ", ".join(sorted(values)) or "none"
            raise UnitError(f"the expression names {node.id!r}, which is none of: {listed}")
        return values[node.id]
    if isinstance(node, ast.Constant) and type(node.value) in (int, float):
        return number(float(node.value))  # type: ignore[arg-type]
    if isinstance(node, ast.BinOp) and type(node.op) in _SIGN:
        left = _fold(node.left, values, number, apply)
        right = _fold(node.right, values, number, apply)
        return apply(_SIGN[type(node.op)], left, right)
    raise UnitError("an expression may hold names, numbers, + - * / and parentheses only")
