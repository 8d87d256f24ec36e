from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tidewaiter.names.clean import fold
from tidewaiter.names.compare import compare, key
from tidewaiter.names.numbers import imo, imo_valid, mmsi_country

names = st.text(max_size=20)


@settings(deadline=None)
@given(names)
def test_folding_twice_changes_nothing_more(name: str) -> None:
    assert fold(fold(name)) == fold(name)


@settings(deadline=None)
@given(names, names)
def test_comparing_is_symmetric_graded_and_certain_only_of_equals(a: str, b: str) -> None:
    one, other = compare(key(a), key(b)).score, compare(key(b), key(a)).score
    assert one == pytest.approx(other)
    assert 0 <= one <= 1
    assert (one == 1) == (key(a) == key(b) != "")


@given(st.integers(0, 999999), st.integers(0, 5), st.integers(1, 9))
def test_a_slip_that_passes_the_imo_check_is_one_that_its_weight_cannot_see(
    body: int, place: int, by: int
) -> None:
    digits = f"{body:06d}"
    check = sum(int(d) * w for d, w in zip(digits, (7, 6, 5, 4, 3, 2), strict=True)) % 10
    assert imo_valid(f"{digits}{check}")
    slipped = digits[:place] + str((int(digits[place]) + by) % 10) + digits[place + 1 :]
    change = (int(slipped[place]) - int(digits[place])) * (7, 6, 5, 4, 3, 2)[place]
    assert imo_valid(f"{slipped}{check}") == (change % 10 == 0)


@pytest.mark.parametrize("number", ["9179842", "8517839", "9161003", "9358010"])
def test_the_four_ships_have_valid_numbers(number: str) -> None:
    assert imo(f"the ship (IMO {number})") == number


@pytest.mark.parametrize(
    ("number", "country"),
    [(273123450, "RU"), (445123000, "KP"), (412000001, "CN"), (440000001, "KR"), (511000001, "PW"),
     (671000001, "TG"), (2734567, "RU"), (799000001, None), (970123456, None)],
)  # fmt: skip
def test_an_mmsi_names_its_country(number: int, country: str | None) -> None:
    assert mmsi_country(number) == country
