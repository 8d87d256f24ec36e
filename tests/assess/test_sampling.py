from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tidewaiter.assess.expression import evaluate
from tidewaiter.assess.sampling import band, samples
from tidewaiter.assess.sensitivity import sentence, swings
from tidewaiter.errors import UnitError
from tidewaiter.model.interval import interval
from tidewaiter.model.tallies import Operand, Shape
from tidewaiter.model.units import unit

VOYAGES = Operand("voyages", "64 voyages", 64, 64, 64, "voyages", "c")
BOXES = Operand("boxes", "b", 200, 250, 320, "containers/voyage", "a1", shape="triangular")
ROUNDS = Operand("rounds", "r", 250, 300, 375, "rounds/container", "a2", shape="pert")
ALL = "voyages * boxes * rounds"


@st.composite
def inputs(draw: st.DrawFn) -> list[Operand]:
    made = []
    for name, measure in (("a", "containers"), ("b", "rounds/container"), ("c", "voyages")):
        low, best, high = sorted(draw(st.floats(1, 1e6)) for _ in range(3))
        shape: Shape = draw(st.sampled_from(("uniform", "triangular", "pert")))
        made.append(Operand(name, name, low, best, high, measure, name, shape=shape))
    return made


@settings(deadline=None, max_examples=30)
@given(inputs(), st.sampled_from(("a * b", "a * b / c", "a / (a + a) * b", "b * a - b * a / 2")))
def test_the_interval_contains_every_sampled_value(given_: list[Operand], text: str) -> None:
    drawn = samples(text, given_)
    result = evaluate(text, {o.name: interval(o.low, o.high, unit(o.unit)) for o in given_})
    slack = 1e-9 * max(abs(result.low), abs(result.high), 1.0)
    assert result.low - slack <= float(np.min(drawn))
    assert float(np.max(drawn)) <= result.high + slack


def test_the_band_lies_inside_and_is_the_same_in_any_order_and_run() -> None:
    first, words = band(ALL, [VOYAGES, BOXES, ROUNDS], unit("rounds"))
    second, _ = band(ALL, [ROUNDS, VOYAGES, BOXES], unit("rounds"))
    assert first == second
    assert first is not None
    assert 64 * 200 * 250 < first.p5 < first.p50 < first.p95 < 64 * 320 * 375
    assert "seed 1718" in words


def test_a_band_in_another_unit_is_scaled() -> None:
    mass = Operand("m", "m", 20, None, 22, "tonnes", "x", shape="uniform")
    kilograms, _ = band("m", [mass], unit("kg"))
    tonnes, _ = band("m", [mass], unit("tonnes"))
    assert kilograms is not None
    assert tonnes is not None
    assert kilograms.p50 == pytest.approx(tonnes.p50 * 1000)
    assert tonnes.p50 == pytest.approx(21, abs=0.05)


def test_no_band_where_an_input_has_no_shape_and_it_is_named() -> None:
    bare = Operand("rounds", "r", 250, None, 375, "rounds/container", "a2")
    made, words = band(ALL, [VOYAGES, BOXES, bare], unit("rounds"))
    assert made is None
    assert words == "No sampled band: nobody said how the values of “r” spread."


@pytest.mark.parametrize(
    "operand",
    [
        Operand("x", "x", 1, None, None, "rounds", "x", shape="uniform"),
        Operand("x", "x", 1, None, 2, "rounds", "x", shape="pert"),
    ],
)
def test_a_shape_without_its_numbers_is_refused(operand: Operand) -> None:
    with pytest.raises(UnitError, match="'x'"):
        band("x", [operand], unit("rounds"))


def test_the_widest_input_comes_first_and_the_sentence_names_it() -> None:
    found = swings(ALL, [VOYAGES, BOXES, ROUNDS], unit("rounds"))
    assert [s.name for s in found] == ["boxes", "rounds"]
    assert found[0].low == 64 * 200 * 300
    assert sum(s.share or 0 for s in found) == pytest.approx(1)
    narrow = Operand("boxes", "b", 240, 250, 260, "containers/voyage", "a1")
    told = sentence(
        swings(ALL, [VOYAGES, narrow, ROUNDS], unit("rounds")), [VOYAGES, narrow, ROUNDS]
    )
    assert "comes from “r” (250 to 375 rounds a container)" in told


def test_an_open_input_is_said_to_leave_the_result_open() -> None:
    opened = Operand("voyages", "at least 64", 64, None, None, "voyages", "c")
    found = swings(ALL, [opened, BOXES, ROUNDS], unit("rounds"))
    assert found[0].name == "voyages"
    assert (found[0].high, found[0].share) == (None, None)
    told = sentence(found, [opened, BOXES, ROUNDS])
    assert "“at least 64” leaves the result without an upper bound" in told


@settings(deadline=None, max_examples=40)
@given(inputs(), st.permutations(range(3)))
def test_sensitivity_does_not_depend_on_order(given_: list[Operand], order: Sequence[int]) -> None:
    shuffled = [given_[i] for i in order]
    text = "a * b / c"
    assert swings(text, given_, unit("1")) == swings(text, shuffled, unit("1"))
