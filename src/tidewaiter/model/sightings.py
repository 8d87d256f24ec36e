"""Imagery sightings typed in by an analyst, negative looks included."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from tidewaiter.model.evidence import Locator


@dataclass(frozen=True, slots=True)
class Sighting:
    """What a sensor showed, or did not show, at one place.

    Attributes:
        sighting_id: Content hash of the row.
        start_utc: First moment of the look, or of the series of looks.
        end_utc: Last moment; equal to ``start_utc`` for one image.
        place: Name of the place as the analyst wrote it.
        lat_deg: WGS 84, -90…90.
        lon_deg: WGS 84, -180…180.
        precision_m: Radius within which the place is meant, metres.
        what: What was seen, in a sentence.
        seen: False for a negative look.
        vessel: IMO number or name of the ship, where one was named.
        source: Who looked, on what imagery.
        effort: Search effort ("49 of 109 imaged days"), empty where it was not published.
        locator: The row of the sheet.
    """

    sighting_id: str
    start_utc: datetime
    end_utc: datetime
    place: str
    lat_deg: float
    lon_deg: float
    precision_m: float
    what: str
    seen: bool
    vessel: str | None
    source: str
    effort: str
    locator: Locator
