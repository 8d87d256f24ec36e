from __future__ import annotations

import math
import operator
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tidewaiter.assess.expression import arithmetic, compute, evaluate, names
from tidewaiter.errors import UnitError
from tidewaiter.model.interval import Interval, interval
from tidewaiter.model.units import Unit, unit

numbers = st.floats(-1e6, 1e6, allow_nan=False)


@st.composite
def intervals_with_member(draw: st.DrawFn) -> tuple[Interval, float]:
    low, member, high = sorted((draw(numbers), draw(numbers), draw(numbers)))
    return Interval(low, high), member


@pytest.mark.parametrize("act", [operator.add, operator.sub, operator.mul, operator.truediv])
@settings(deadline=None)
@given(intervals_with_member(), intervals_with_member())
def test_the_result_holds_what_any_members_give(
    act: Callable[..., Interval], a: tuple[Interval, float], b: tuple[Interval, float]
) -> None:
    if act is operator.truediv:
        shift = 1 - b[0].low  # a divisor that holds zero is refused; see below
        b = Interval(b[0].low + shift, b[0].high + shift), b[1] + shift
    result = act(a[0], b[0])
    value: float = act(a[1], b[1])  # type: ignore[assignment]
    slack = 1e-9 * max(1.0, abs(value))
    assert result.low - slack <= value <= result.high + slack


def test_no_bound_stays_no_bound() -> None:
    at_least = interval(64, None, Unit())
    assert (at_least * Interval(2, 3)).high == math.inf
    assert (at_least * Interval(0, 0)).high == 0


def test_division_by_what_may_be_zero_has_no_upper_bound() -> None:
    assert (Interval(1, 2) / Interval(0, 4)).high == math.inf
    with pytest.raises(UnitError, match="zero"):
        Interval(1, 2) / Interval(-1, 4)


def test_different_units_do_not_add() -> None:
    with pytest.raises(UnitError, match="cannot add"):
        Interval(1, 1, unit("rounds")) + Interval(1, 1, unit("containers"))


def test_an_expression_multiplies_units_too() -> None:
    values = {
        "v": Interval(64, 64, unit("voyages")),
        "c": Interval(200, 320, unit("containers/voyage")),
    }
    assert evaluate("v * c", values) == Interval(12800, 20480, unit("containers"))
    assert evaluate("(v + v) * c / 2", values) == Interval(12800, 20480, unit("containers"))


@pytest.mark.parametrize(
    "text", ["v ** 2", "__import__('os')", "v if v else v", "v +", "missing * 2", "'a'"]
)
def test_what_is_no_arithmetic_is_refused(text: str) -> None:
    with pytest.raises(UnitError):
        evaluate(text, {"v": Interval(1, 2)})


def test_names_come_in_order_of_use() -> None:
    assert names("rounds * (voyages + rounds) / boxes") == ("rounds", "voyages", "boxes")


shares = st.floats(0, 1)
positive = st.tuples(st.floats(0.1, 1e4), st.floats(0, 1e4)).map(
    lambda ends: Interval(ends[0], ends[0] + ends[1])
)


@st.composite
def expressions(draw: st.DrawFn) -> str:
    """Names may occur more than once; the divisor is a sum of positive things."""
    parts = [draw(st.sampled_from(("a", "b", "c", "2"))) for _ in range(4)]
    signs = [draw(st.sampled_from(("+", "-", "*"))) for _ in range(2)]
    top = f"({parts[0]} {signs[0]} {parts[1]} {signs[1]} {parts[2]})"
    return f"{top} / ({parts[3]} + {draw(st.sampled_from(('a', 'b', 'c')))})"


@settings(deadline=None)
@given(expressions(), positive, positive, positive, st.tuples(shares, shares, shares))
def test_an_expression_holds_what_any_values_give_however_often_names_occur(
    text: str, a: Interval, b: Interval, c: Interval, at: tuple[float, float, float]
) -> None:
    ranges = {"a": a, "b": b, "c": c}
    inner = {
        name: r.low + (r.high - r.low) * share
        for (name, r), share in zip(ranges.items(), at, strict=True)
    }
    result = evaluate(text, ranges)
    value = compute(text, inner, float, arithmetic)
    slack = 1e-9 * max(1.0, *(abs(v) for v in (result.low, result.high, value)))
    assert result.low - slack <= value <= result.high + slack


@settings(deadline=None)
@given(positive, st.floats(0.1, 1e4))
def test_a_name_that_occurs_twice_is_exact_where_the_value_rises_with_it(
    a: Interval, b: float
) -> None:
    result = evaluate("a / (a + b)", {"a": a, "b": Interval(b, b)})
    assert result.low == pytest.approx(a.low / (a.low + b))
    assert result.high == pytest.approx(a.high / (a.high + b))


def test_tonnes_and_kilograms_compare() -> None:
    tonnes, kilograms = interval(2, 3, unit("tonnes")), interval(2500, 2600, unit("kg"))
    assert tonnes.overlaps(kilograms)
    assert tonnes + kilograms == Interval(4500, 5600, unit("kg"))
