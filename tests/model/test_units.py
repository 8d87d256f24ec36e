from __future__ import annotations

import pytest

from tidewaiter.errors import UnitError
from tidewaiter.model.units import unit


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
