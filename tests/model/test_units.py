from __future__ import annotations

import pytest

from tidewaiter.errors import UnitError
from tidewaiter.model.units import kind, unit


@pytest.mark.parametrize(
    ("text", "same_as"),
    [
        ("containers", "container"),
        ("containers/voyage", "container / voyage"),
        ("1", ""),
        ("rounds*kg/kg", "round"),
        ("Rounds", "round"),
    ],
)
def test_units_that_mean_the_same_are_equal(text: str, same_as: str) -> None:
    assert unit(text) == unit(same_as)


def test_a_unit_reads_back_what_it_writes() -> None:
    assert unit(str(unit("rounds/container/voyage"))) == unit("rounds/container/voyage")


@pytest.mark.parametrize("text", ["3 rounds", "rounds//voyage", "rounds%"])
def test_what_is_no_unit_is_refused(text: str) -> None:
    with pytest.raises(UnitError):
        unit(text)


@pytest.mark.parametrize(
    ("text", "base", "factor"),
    [
        ("tonnes/container", "kg/container", 1000),
        ("kt", "kg", 1e6),
        ("kg/round", "kg/round", 1),
        ("containers a day", "containers/hour", 1 / 24),
        ("rounds per container", "rounds/container", 1),
        ("boxes", "containers", 1),
        ("rounds of 152 mm", "rounds", 1),
        ("rounds 152 mm/container", "rounds/container", 1),
    ],
)
def test_scaled_and_compound_units_come_down_to_one_base(
    text: str, base: str, factor: float
) -> None:
    assert unit(text).base == unit(base)
    assert unit(text).factor == pytest.approx(factor)


def test_the_kind_of_thing_is_kept_beside_its_unit() -> None:
    assert kind("rounds of 152 mm") == ("rounds", "152 mm")
    assert kind("artillery rounds") == ("artillery rounds", None)


def test_a_scale_goes_along_with_its_power() -> None:
    assert (unit("tonnes") * unit("tonnes")).factor == 1e6
    assert (unit("round") / unit("tonne")).factor == pytest.approx(0.001)
