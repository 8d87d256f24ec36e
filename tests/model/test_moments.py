"""Moments in UTC, and names that no other file has."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tidewaiter.model.filenames import free_name
from tidewaiter.model.moments import in_utc, moment_in

ZONES = st.none() | st.integers(-14 * 60, 14 * 60).map(lambda m: timezone(timedelta(minutes=m)))


@given(st.datetimes(), ZONES)
def test_a_moment_stays_the_same_moment(naive: datetime, zone: timezone | None) -> None:
    assume(2 <= naive.year <= 9998)
    moment = naive.replace(tzinfo=zone)
    made = in_utc(moment)
    assert made.tzinfo is UTC
    assert made == moment.replace(tzinfo=zone or UTC)
    assert moment_in(moment.isoformat()) == made


@pytest.mark.parametrize("text", ["soon", "", "2024-13-01", "0001-01-01T00:00+14:00"])
def test_what_is_no_moment_is_a_value_error(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        moment_in(text)


@given(st.lists(st.text("aA1-", max_size=3), max_size=12))
def test_no_two_names_are_one_on_a_disk_that_knows_no_capitals(stems: list[str]) -> None:
    taken: set[str] = set()
    made = [free_name(stem, ".html", taken) for stem in stems]
    assert len({name.casefold() for name in made}) == len(stems)
    assert all(name.startswith(stem) for name, stem in zip(made, stems, strict=True))
