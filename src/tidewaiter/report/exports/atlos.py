"""Sightings and vessel events as incidents, in the columns of an Atlos export."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from tidewaiter.model.cells import sheet_text
from tidewaiter.model.dossier import Dossier
from tidewaiter.model.ids import Json
from tidewaiter.report.exports.formats import about_line, entity_id, numbers, sound

COLUMNS = (
    "slug", "attr_status", "attr_description", "attr_type", "attr_sensitive", "attr_geolocation",
    "attr_geolocation_resolution", "attr_date", "attr_tags", "attr_more_info", "source_1",
)  # fmt: skip
#: Atlos's words for how exact a place is, metres up to which each holds.
_RESOLUTIONS = ((10.0, "Exact"), (100.0, "Vicinity"), (1000.0, "Locality"))
#: What follows it in ``attr_more_info`` is JSON that our own reader takes back.
MARK = "tidewaiter-row/1"
Row = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Point:
    """A place as Atlos writes it; digits alone, so no sign before it is a formula's."""

    lat_deg: float
    lon_deg: float

    def __str__(self) -> str:
        """Write latitude and longitude in degrees, all digits and no exponents."""
        return f"{Decimal(repr(self.lat_deg)):f}, {Decimal(repr(self.lon_deg)):f}"


def atlos(dossier: Dossier) -> bytes:
    """Write a row for each sighting and each event with a position; the date is the first day.

    Negative looks are left out: an Atlos incident is something that happened. A place known to no
    better than a kilometre has no resolution, for Atlos knows no coarser one. What the columns cannot
    hold stands in ``attr_more_info``, for people and, after :data:`MARK`, as JSON.
    """
    rows = [*_sightings(dossier), *_events(dossier)]
    return sound(sheet_text(COLUMNS, rows)).encode("utf-8")


def _sightings(dossier: Dossier) -> Iterator[Row]:
    number = numbers(dossier)
    for s in dossier.sightings:
        if s.seen:
            more = f"{number.get(s.sighting_id, '')}: {s.start_utc.isoformat()} to {s.end_utc.isoformat()}, within {s.precision_m:g} m of {s.place}."
            more += f" Ship: {s.vessel}." if s.vessel else ""
            more += f" Search effort: {s.effort}." if s.effort else ""
            held: dict[str, Json] = {
                "kind": "sighting",
                "start": s.start_utc.isoformat(),
                "end": s.end_utc.isoformat(),
                "place": s.place,
                "precision_m": s.precision_m,
                "vessel": s.vessel,
                "effort": s.effort,
            }
            yield _row(
                dossier, s.sighting_id, s.what, Point(s.lat_deg, s.lon_deg), resolution(s.precision_m),
                s.start_utc.date().isoformat(), "sighting", more, held, s.source,
            )  # fmt: skip


def _events(dossier: Dossier) -> Iterator[Row]:
    at = {e.number: e for e in dossier.exhibits}
    for e in dossier.events:
        shown = at.get(e.exhibit)
        if shown is None or shown.lat_deg is None or shown.lon_deg is None:
            continue
        more = f"{e.exhibit}: {e.start_utc.isoformat()} to {e.end_utc.isoformat()}, MMSI {e.mmsi}, {e.name or 'name unknown'}."
        exact = "" if shown.precision_m is None else resolution(shown.precision_m)
        yield _row(
            dossier, e.event_id, e.sentence, Point(shown.lat_deg, shown.lon_deg), exact,
            e.start_utc.date().isoformat(), e.kind, more, {"kind": "event"}, shown.source,
        )  # fmt: skip


def _row(
    dossier: Dossier, key: str, what: str, at: Point, exact: str, day: str, tag: str,
    more: str, held: Mapping[str, Json], source: str,
) -> Row:  # fmt: skip
    tags = f"{tag},SYNTHETIC" if dossier.synthetic else tag
    marked = json.dumps(held, ensure_ascii=False, sort_keys=True)
    return (
        entity_id("atlos", key)[:12].upper(), "Unclaimed", what.strip(), "", "Not Sensitive", at, exact, day,
        tags, f"{more} {about_line(dossier)} {MARK} {marked}", source.strip(),
    )  # fmt: skip


def resolution(precision_m: float) -> str:
    """Return Atlos's word for a precision, empty where it has none.

    >>> resolution(10), resolution(500), resolution(5000)
    ('Exact', 'Locality', '')
    """
    return next((word for most, word in _RESOLUTIONS if precision_m <= most), "")
