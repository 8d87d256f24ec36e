"""What is exported for Atlos comes back as it was, whatever the columns of Atlos cannot hold."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.report.exports.made import HOSTILE, dossiers, full

from tidewaiter.model.dossier import Dossier
from tidewaiter.model.evidence import Locator, Reject
from tidewaiter.model.sightings import Sighting
from tidewaiter.report.exports.atlos import atlos
from tidewaiter.report.exports.formats import sound
from tidewaiter.sheets.atlos import incidents, is_atlos

WORDS = st.text(max_size=60)
FIRST = datetime(2031, 3, 1, tzinfo=UTC)


@st.composite
def sightings(draw: st.DrawFn) -> Sighting:
    start = FIRST + timedelta(seconds=draw(st.integers(0, 10**8)))
    words = draw(WORDS)
    return Sighting(
        sighting_id=draw(st.uuids()).hex,
        start_utc=start,
        end_utc=start + timedelta(seconds=draw(st.integers(0, 10**6))),
        place=draw(WORDS),
        lat_deg=draw(st.floats(-90, 90)),
        lon_deg=draw(st.floats(-180, 180)),
        precision_m=draw(st.floats(0, 1e6) | st.sampled_from([10.0, 100.0, 1000.0, 1000.1])),
        what=words if words.strip() else "x",
        seen=True,
        vessel=draw(st.none() | WORDS),
        source=draw(WORDS),
        effort=draw(WORDS),
        locator=Locator("s", "rows", 2, 2),
    )


def _back(made: Dossier) -> tuple[list[Sighting], list[Reject]]:
    data = atlos(made)
    assert is_atlos(data)
    return incidents(data, "sheets/atlos.csv", "0" * 64)


def _with(seen: Sequence[Sighting], *, synthetic: bool = False) -> Dossier:
    return replace(full("words"), sightings=tuple(seen), events=(), synthetic=synthetic)


@settings(deadline=None)
@given(st.lists(sightings(), max_size=4, unique_by=lambda s: s.sighting_id), st.booleans())
def test_sightings_come_back_as_they_went(seen: list[Sighting], synthetic: bool) -> None:
    back, rejects = _back(_with(seen, synthetic=synthetic))
    assert rejects == []
    for before, after in zip(seen, back, strict=True):
        stamp = " (tags: SYNTHETIC)" if synthetic else ""
        assert after.what.endswith(stamp)
        assert _cell(after.what.removesuffix(stamp)) == _cell(before.what)
        assert (after.start_utc, after.end_utc) == (before.start_utc, before.end_utc)
        assert (after.lat_deg, after.lon_deg) == (before.lat_deg, before.lon_deg)
        assert after.precision_m == before.precision_m
        assert (after.place, after.vessel, after.effort) == tuple(
            None if x is None else sound(x) for x in (before.place, before.vessel, before.effort)
        )
        assert after.source.startswith("Atlos TW-")
        assert _cell(before.source) in after.source


def _cell(text: str) -> str:
    """Text without the blanks around it, which a cell need not keep."""
    return sound(text).strip()


@pytest.mark.parametrize("i", range(3))
def test_events_of_tracks_do_not_come_back_as_sightings(i: int) -> None:
    """Or one silence would be counted twice, as something seen."""
    made = dossiers()[i]
    back, rejects = _back(made)
    seen = [s for s in made.sightings if s.seen]
    assert [s.place for s in back] == [sound(s.place) for s in seen]
    assert all("found in tracks" in r.reason for r in rejects)
    assert len(rejects) == len(list(csv.reader(io.StringIO(atlos(made).decode())))) - 1 - len(seen)


def _edited(column: str, value: str) -> Sighting:
    one = next(s for s in full("words").sightings if s.seen)
    data = atlos(_with([replace(one, start_utc=FIRST, end_utc=FIRST, precision_m=50.0)]))
    rows = list(csv.DictReader(io.StringIO(data.decode(), newline="")))
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]))
    writer.writeheader()
    writer.writerow({**rows[0], column: value})
    [back], _ = incidents(out.getvalue().encode(), "a.csv", "0" * 64)
    return back


def test_what_somebody_changed_in_atlos_counts() -> None:
    assert _edited("attr_date", "2031-05-05").start_utc == datetime(2031, 5, 5, tzinfo=UTC)
    assert _edited("attr_geolocation_resolution", "Locality").precision_m == 1000.0
    assert _edited("attr_geolocation_resolution", "Vicinity").precision_m == 50.0
    assert _edited("attr_geolocation", "-1.5, 2.5").lat_deg == -1.5
    assert _edited("attr_more_info", 'tidewaiter-row/1 {"kind": "sighting"}').vessel is None


def test_places_in_the_south_are_no_formula_and_no_reject() -> None:
    one = next(s for s in full(HOSTILE).sightings if s.seen)
    made = _with([replace(one, lat_deg=-12.5, lon_deg=-21.25, what="=1+1")])
    [row] = list(csv.DictReader(io.StringIO(atlos(made).decode(), newline="")))
    assert row["attr_geolocation"] == "-12.5, -21.25"
    assert row["attr_description"] == "'=1+1"
    [back], _ = _back(made)
    assert (back.lat_deg, back.lon_deg, back.what) == (-12.5, -21.25, "=1+1")


def test_more_of_others_is_kept_as_words() -> None:
    header = "slug,attr_status,attr_description,attr_geolocation,attr_date,attr_more_info"
    data = f'{header}\nA-1,To Do,x,"1, 2",2031-03-01,seen from the road\n'.encode()
    [back], _ = incidents(data, "a.csv", "0" * 64)
    assert back.what == "x (more: seen from the road)"
