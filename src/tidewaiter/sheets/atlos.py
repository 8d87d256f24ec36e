"""Incidents exported from Atlos as CSV: each with a place becomes a sighting.

Columns and words: the export of Atlos and its guide to incident attributes, as of 2024; names are read with and without
``attr_``, underscores and capitals.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, time

from tidewaiter.model.evidence import Locator, Reject
from tidewaiter.model.ids import canonical_json, content_id
from tidewaiter.model.sightings import Sighting
from tidewaiter.sheets.atlos_own import held_by_us, restored
from tidewaiter.sheets.loose import Columns, held, loose_rows
from tidewaiter.sheets.rows import header, made, number, rows

COLUMNS: Columns = {
    "slug": ("slug", "incident", "id"),
    "status": ("attr_status", "status"),
    "description": ("attr_description", "description"),
    "type": ("attr_type", "type", "incident type"),
    "impact": ("attr_impact", "impact"),
    "sensitive": ("attr_sensitive", "sensitive"),
    "geolocation": ("attr_geolocation", "geolocation"),
    "lat": ("attr_geolocation_latitude", "geolocation_latitude", "latitude", "lat"),
    "lon": ("attr_geolocation_longitude", "geolocation_longitude", "longitude", "lon", "lng"),
    "resolution": ("attr_geolocation_resolution", "geolocation_resolution", "resolution"),
    "date": ("attr_date", "date"),
    "time_of_day": ("attr_time_of_day", "time of day"),
    "tags": ("attr_tags", "tags"),
    "sources": ("sources", "source", "urls"),
    "more": ("attr_more_info", "more info"),
}
#: First word of a resolution → metres, as Atlos defines it.
_PRECISION_M = {"exact": 10.0, "vicinity": 100.0, "locality": 1000.0}
#: Metres where the export gives no resolution: the coarsest that there is.
_UNSAID_M = 1000.0
_NUMBERED = re.compile(r"(?:attr)?source[_ ]?\d+", re.IGNORECASE)
_POINT = re.compile(r"'?\s*\(?\s*([-+]?[\d.]+)\s*[,;]\s*([-+]?[\d.]+)\s*\)?\s*")


def is_atlos(data: bytes, columns: Columns = COLUMNS) -> bool:
    """Say whether a sheet has the columns of an Atlos export."""
    found = held(data, columns).keys()
    return {"slug", "description", "status"} <= found and (
        "geolocation" in found or {"lat", "lon"} <= found
    )


def incidents(
    data: bytes, path: str, sha256: str, columns: Columns = COLUMNS
) -> tuple[list[Sighting], list[Reject]]:
    """Read an export of incidents.

    An incident without a place or a day is refused: a sighting needs both. Its time is the whole day, for
    "morning" has no zone; what the day says beside that stands in the words.

    Args:
        data: The sheet, UTF-8.
        path: As shown in a refusal.
        sha256: Hash of ``data``.
        columns: Names of its columns.

    Returns:
        Good rows and refused ones.

    Raises:
        UnreadableError: The sheet as a whole is not readable.
    """
    taken: set[str] = set()
    numbered = [name for name in header(data) if _NUMBERED.fullmatch(name.strip())]
    sources = {
        line: [cells[name] for name in numbered if cells[name]]
        for line, cells in (
            r for r in rows(data, path, required=(), known=None) if isinstance(r, tuple)
        )
    }

    def make(line: int, cells: dict[str, str]) -> Sighting:
        found = _sighting(cells, sources.get(line, []), Locator(sha256, "rows", line, line))
        if found.sighting_id in taken:
            raise ValueError("repeats an earlier row")
        taken.add(found.sighting_id)
        return found

    def shown(cells: dict[str, str]) -> str:
        return f"{cells['slug']} {cells['description']}".strip()

    return made(loose_rows(data, path, columns), path, make, shown)


def _sighting(cells: dict[str, str], numbered: list[str], locator: Locator) -> Sighting:
    if cells["status"].casefold() in ("cancelled", "canceled"):
        raise ValueError("is cancelled in Atlos")
    ours = held_by_us(cells["more"])
    if ours is not None:
        tags = [t for t in cells["tags"].split(",") if t != ours.kind]
        cells = {**cells, "more": "", "tags": ",".join(tags)}
        if ours.kind != "sighting":
            raise ValueError("is an event that tidewaiter found in tracks, and no sighting")
    for column in ("slug", "description"):
        if not cells[column]:
            raise ValueError(f"{column} is empty")
    lat, lon = _point(cells)
    day = _day(cells["date"])
    said = {name: text for name, text in cells.items() if text or name != "more"}
    found = Sighting(
        sighting_id=content_id("atlos/1", canonical_json(said), canonical_json(numbered)),
        start_utc=day,
        end_utc=datetime.combine(day, time(23, 59, 59), UTC),
        place=f"{lat:g}, {lon:g}",
        lat_deg=lat,
        lon_deg=lon,
        precision_m=_precision(cells["resolution"]),
        what=_what(cells),
        seen=True,
        vessel=None,
        source=_source(cells, numbered),
        effort="",
        locator=locator,
    )
    return found if ours is None else restored(found, ours)


def _what(cells: dict[str, str]) -> str:
    beside = [
        f"{name}: {cells[column]}"
        for column, name in (
            ("type", "type"), ("impact", "impact"), ("time_of_day", "time of day"), ("tags", "tags"),
            ("more", "more"),
        )
        if cells[column]
    ]  # fmt: skip
    if cells["sensitive"] and "not sensitive" not in cells["sensitive"].casefold():
        beside.append(f"sensitive: {cells['sensitive']}")
    words = "; ".join(beside)
    return f"{cells['description']} ({words})" if words else cells["description"]


def _source(cells: dict[str, str], numbered: list[str]) -> str:
    status = f" ({cells['status']})" if cells["status"] else ""
    listed = [part for part in re.split(r"[\s;,]+", cells["sources"]) if part]
    return "; ".join(dict.fromkeys([f"Atlos {cells['slug']}{status}", *listed, *numbered]))


def _point(cells: dict[str, str]) -> tuple[float, float]:
    if cells["lat"] or cells["lon"]:
        found = number(cells["lat"], "latitude"), number(cells["lon"], "longitude")
    else:
        match = _POINT.fullmatch(cells["geolocation"])
        if cells["geolocation"] and match is None:
            raise ValueError(
                f"geolocation: {cells['geolocation'][:60]!r} is no latitude, longitude"
            )
        found = (None, None) if match is None else (
            number(match[1], "latitude"), number(match[2], "longitude")
        )  # fmt: skip
    lat, lon = found
    if lat is None or lon is None:
        raise ValueError("has no geolocation: a sighting needs a place")
    if abs(lat) > 90 or abs(lon) > 180:
        raise ValueError(f"geolocation: {lat:g}, {lon:g} is outside -90…90, -180…180")
    return lat, lon


def _precision(text: str) -> float:
    if not text:
        return _UNSAID_M
    word = re.split(r"[^a-z]", text.casefold(), maxsplit=1)[0]
    if word not in _PRECISION_M:
        raise ValueError(
            f"geolocation resolution: {text[:60]!r} is none of exact, vicinity, locality"
        )
    return _PRECISION_M[word]


def _day(text: str) -> datetime:
    if not text:
        raise ValueError("has no date: a sighting needs one")
    try:
        day = datetime.fromisoformat(text)
    except ValueError:
        raise ValueError(f"date: {text!r} is not a date such as 2024-02-26") from None
    return datetime.combine(day.date(), time(), UTC)
