"""Exports of Atlos: incidents with a place and a day are sightings, the others are refused by name."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.sheets.test_archiver import sheet

from tidewaiter.model.cells import cell
from tidewaiter.model.evidence import Reject
from tidewaiter.model.sightings import Sighting
from tidewaiter.sheets.atlos import incidents, is_atlos

HEADER = (
    "slug,attr_status,attr_description,attr_type,attr_sensitive,attr_geolocation,"
    "attr_geolocation_resolution,attr_date,attr_time_of_day,attr_tags,source_1,source_2"
)
ROW = {
    "slug": "CIVA-12",
    "attr_status": "Completed",
    "attr_description": "Crates on the quay",
    "attr_sensitive": "Not Sensitive",
    "attr_geolocation": "42.2310, 130.3005",
    "attr_geolocation_resolution": "Exact (maximum precision; ± 10m)",
    "attr_date": "2031-03-01",
    "source_1": "https://a.example/1",
    "source_2": "https://b.example/2",
}


def _read(*rows: dict[str, str], header: str = HEADER) -> tuple[list[Sighting], list[Reject]]:
    data = sheet(*rows, header=header)
    assert is_atlos(data)
    return incidents(data, "sheets/atlos.csv", "s" * 64)


def test_an_incident_is_a_sighting_with_its_place_day_and_sources() -> None:
    [seen], rejects = _read(ROW)
    assert rejects == []
    assert (seen.lat_deg, seen.lon_deg, seen.precision_m) == (42.231, 130.3005, 10.0)
    assert seen.start_utc == datetime(2031, 3, 1, tzinfo=UTC)
    assert seen.end_utc == datetime(2031, 3, 1, 23, 59, 59, tzinfo=UTC)
    assert seen.what == "Crates on the quay"
    assert seen.source == "Atlos CIVA-12 (Completed); https://a.example/1; https://b.example/2"
    assert (seen.locator.start, seen.seen) == (2, True)


@pytest.mark.parametrize(
    ("word", "metres"),
    [
        ("Exact", 10.0),
        ("Vicinity (same complex, block, field, etc.; ± 100m)", 100.0),
        ("locality", 1000.0),
        ("", 1000.0),
    ],
)
def test_the_word_for_the_resolution_gives_the_precision(word: str, metres: float) -> None:
    assert _read({**ROW, "attr_geolocation_resolution": word})[0][0].precision_m == metres


def test_what_stands_beside_the_description_is_kept() -> None:
    more = {"attr_type": "Transfer", "attr_time_of_day": "Morning", "attr_sensitive": "Graphic"}
    [seen], _ = _read({**ROW, **more})
    assert seen.what == (
        "Crates on the quay (type: Transfer; time of day: Morning; sensitive: Graphic)"
    )


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"attr_geolocation": ""}, "no geolocation"),
        ({"attr_geolocation": "Rajin"}, "no latitude, longitude"),
        ({"attr_geolocation": "95, 0"}, "outside"),
        ({"attr_geolocation": "1.2.3, 0"}, "not a number"),
        ({"attr_geolocation_resolution": "about there"}, "none of exact"),
        ({"attr_date": ""}, "no date"),
        ({"attr_date": "March"}, "not a date"),
        ({"attr_description": ""}, "description is empty"),
        ({"slug": ""}, "slug is empty"),
        ({"attr_status": "Cancelled"}, "is cancelled"),
    ],
)
def test_what_is_no_sighting_is_refused_with_the_reason(
    change: dict[str, str], words: str
) -> None:
    good, [reject] = _read({**ROW, **change})
    assert good == []
    assert words in reject.reason
    assert reject.line == 2


def test_a_row_given_twice_counts_once() -> None:
    good, rejects = _read(ROW, ROW)
    assert (len(good), [r.line for r in rejects]) == (1, [3])


def test_names_without_prefix_and_places_in_two_columns_are_read() -> None:
    header = "Slug,Status,Description,Latitude,Longitude,Date,Sources"
    [seen], _ = _read(
        {
            "Slug": "A-1", "Status": "To Do", "Description": "x", "Latitude": "1.5",
            "Longitude": "-2", "Date": "2031-03-01", "Sources": "https://a.example, https://b.example",
        },
        header=header,
    )  # fmt: skip
    assert (seen.lat_deg, seen.lon_deg) == (1.5, -2.0)
    assert seen.source.endswith("https://a.example; https://b.example")


@given(st.binary(max_size=400))
def test_no_bytes_make_it_fail(data: bytes) -> None:
    if is_atlos(HEADER.encode() + b"\n" + data):
        incidents(HEADER.encode() + b"\n" + data, "s.csv", "s")


@pytest.mark.parametrize("words", ["=cmd()", "-5 ships", "'tis a crane", "@quay"])
def test_what_was_kept_from_being_a_formula_is_read_as_it_was(words: str) -> None:
    assert _read({**ROW, "attr_description": str(cell(words))})[0][0].what == words
