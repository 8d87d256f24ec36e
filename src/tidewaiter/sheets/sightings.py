"""Read ``observations.csv``: what imagery showed, and what it did not."""

from __future__ import annotations

from datetime import datetime

from tidewaiter.model.evidence import Locator, Reject
from tidewaiter.model.ids import canonical_json, content_id
from tidewaiter.model.moments import moment_in
from tidewaiter.model.sightings import Sighting
from tidewaiter.sheets.rows import made, number, rows

COLUMNS = (
    "start", "end", "place", "lat", "lon", "precision_m", "what", "seen", "vessel", "source",
    "effort",
)  # fmt: skip


def sightings(data: bytes, path: str, sha256: str) -> tuple[list[Sighting], list[Reject]]:
    """Read a sheet of sightings.

    Args:
        data: The sheet, UTF-8.
        path: As shown in a refusal.
        sha256: Hash of ``data``.

    Returns:
        Good rows and refused ones.

    Raises:
        UnreadableError: The sheet as a whole is not of this shape.
    """
    required = ("start", "place", "lat", "lon", "what", "source")

    def make(line: int, cells: dict[str, str]) -> Sighting:
        return _sighting(cells, Locator(sha256, "rows", line, line))

    found = rows(data, path, required=required, known=COLUMNS)
    return made(found, path, make, lambda cells: cells["what"])


def _sighting(cells: dict[str, str], locator: Locator) -> Sighting:
    start = _moment(cells["start"], "start")
    end = _moment(cells["end"], "end") if cells.get("end") else start
    if end < start:
        raise ValueError(f"end {cells['end']} lies before start {cells['start']}")
    lat = _within(cells["lat"], "lat", 90.0)
    lon = _within(cells["lon"], "lon", 180.0)
    seen = cells.get("seen", "").lower() or "yes"
    if seen not in ("yes", "no"):
        raise ValueError(f"seen: {seen!r} is neither yes nor no")
    for column in ("place", "what", "source"):
        if not cells[column]:
            raise ValueError(f"{column} is empty")
    return Sighting(
        sighting_id=content_id("sighting", canonical_json(cells)),
        start_utc=start,
        end_utc=end,
        place=cells["place"],
        lat_deg=lat,
        lon_deg=lon,
        precision_m=number(cells.get("precision_m", ""), "precision_m") or 1000.0,
        what=cells["what"],
        seen=seen == "yes",
        vessel=cells.get("vessel") or None,
        source=cells["source"],
        effort=cells.get("effort", ""),
        locator=locator,
    )


def _moment(text: str, column: str) -> datetime:
    try:
        return moment_in(text)
    except ValueError:
        raise ValueError(f"{column}: {text!r} is not a date such as 2024-02-26") from None


def _within(text: str, column: str, limit: float) -> float:
    value = number(text, column)
    if value is None:
        raise ValueError(f"{column} is empty")
    if abs(value) > limit:
        raise ValueError(f"{column}: {text} is outside -{limit:g}…{limit:g}")
    return value
