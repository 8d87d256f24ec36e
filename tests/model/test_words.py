"""Words for figures, units and days, as an analyst writes them."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidewaiter.model.words import between, days, figure, interval, listed, minute, name, number

DAYS = st.dates(date(1950, 1, 1), date(2099, 12, 31))


@pytest.mark.parametrize(
    ("unit", "written"),
    [
        ("wounded", "wounded"),
        ("dead", "dead"),
        ("box", "boxes"),
        ("round", "rounds"),
        ("kg", "kg"),
    ],
)
def test_what_is_its_own_plural_takes_no_ending(unit: str, written: str) -> None:
    assert name(unit) == written


@given(st.floats(-1e12, 1e12))
def test_no_number_is_written_with_an_exponent_from_a_thousandth_on(value: float) -> None:
    if value == 0 or abs(value) >= 1e-3:
        assert "e" not in figure(value) + number(value)


@given(st.integers(-(10**12), 10**12))
def test_a_whole_figure_is_written_in_full(value: int) -> None:
    assert int(figure(value).replace(",", "")) == value


@given(st.floats(0.001, 1e9))
def test_a_figure_is_near_what_was_meant(value: float) -> None:
    assert float(figure(value).replace(",", "")) == pytest.approx(value, rel=1e-3)


@given(st.none() | DAYS, st.none() | DAYS)
def test_a_span_names_each_day_that_is_known_once(a: date | None, b: date | None) -> None:
    start, end = sorted((a, b)) if a and b else (a, b)
    said = between(start, end)
    for day in {start, end} - {None}:
        assert said.count(str(day)) == 1
    if start is None and end is None:
        assert said == "time unknown"
    assert ("days unknown" in days((start, end))) == (start is None and end is None)


def test_a_span_of_moments_is_written_to_the_minute() -> None:
    first = datetime(2031, 3, 1, 4, 30, tzinfo=UTC)
    assert between(first, first.replace(hour=9), write=minute) == (
        "2031-03-01 04:30 to 2031-03-01 09:30"
    )
    assert between(None, first, write=minute) == "to 2031-03-01 04:30"


@pytest.mark.parametrize(
    ("low", "high", "written"),
    [
        (None, None, "an unknown number of boxes"),
        (64, None, "64 or more boxes"),
        (0, 5, "up to 5 boxes"),
        (12345.6, 12345.6, "12,346 boxes"),
    ],
)
def test_an_interval_says_what_bounds_it(
    low: float | None, high: float | None, written: str
) -> None:
    assert interval(low, high, "boxes") == written


@pytest.mark.parametrize(
    ("parts", "written"), [([], ""), (["a"], "a"), (["a", "b", "c"], "a, b and c")]
)
def test_a_list_ends_with_and(parts: list[str], written: str) -> None:
    assert listed(parts) == written
