"""Sightings and vessel events as incidents, in the columns of an Atlos export."""

from __future__ import annotations

from collections.abc import Iterator

from tidewaiter.model.cells import sheet_text
from tidewaiter.model.dossier import Dossier
from tidewaiter.report.exports.formats import about_line, entity_id, numbers, sound

COLUMNS = (
    "slug", "attr_status", "attr_description", "attr_type", "attr_sensitive", "attr_geolocation",
    "attr_geolocation_resolution", "attr_date", "attr_tags", "attr_more_info", "source_1",
)  # fmt: skip
#: Atlos's words for how exact a place is, metres up to which each holds.
_RESOLUTIONS = ((10.0, "Exact"), (100.0, "Vicinity"), (1000.0, "Locality"))
Row = tuple[str, ...]


def atlos(dossier: Dossier) -> bytes:
    """Write a row for each sighting and each event with a position; the date is the first day.

    Negative looks are left out: an Atlos incident is something that happened. A place known to no
    better than a kilometre has no resolution, for Atlos knows no coarser one.
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
            yield _row(
                dossier, s.sighting_id, s.what, (s.lat_deg, s.lon_deg), resolution(s.precision_m),
                s.start_utc.date().isoformat(), "sighting", more, s.source,
            )  # fmt: skip


def _events(dossier: Dossier) -> Iterator[Row]:
    at = {e.number: e for e in dossier.exhibits}
    for e in dossier.events:
        shown = at.get(e.exhibit)
        if shown is None or shown.lat_deg is None or shown.lon_deg is None:
            continue
        more = f"{e.exhibit}: {e.start_utc.isoformat()} to {e.end_utc.isoformat()}, MMSI {e.mmsi}, {e.name or 'name unknown'}."
        yield _row(
            dossier, e.event_id, e.sentence, (shown.lat_deg, shown.lon_deg), "",
            e.start_utc.date().isoformat(), e.kind, more, shown.source,
        )  # fmt: skip


def _row(
    dossier: Dossier, key: str, what: str, at: tuple[float, float], exact: str, day: str, tag: str,
    more: str, source: str,
) -> Row:  # fmt: skip
    tags = f"{tag},SYNTHETIC" if dossier.synthetic else tag
    return (
        entity_id("atlos", key)[:12].upper(), "Unclaimed", what, "", "Not Sensitive",
        f"{at[0]!r}, {at[1]!r}", exact, day, tags, f"{more} {about_line(dossier)}", source,
    )  # fmt: skip


def resolution(precision_m: float) -> str:
    """Return Atlos's word for a precision, empty where it has none.

    >>> resolution(10), resolution(500), resolution(5000)
    ('Exact', 'Locality', '')
    """
    return next((word for most, word in _RESOLUTIONS if precision_m <= most), "")
