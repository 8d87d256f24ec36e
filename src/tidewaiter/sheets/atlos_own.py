"""Rows that tidewaiter itself wrote for Atlos: what no column of Atlos holds comes back from their words."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import datetime

from tidewaiter.model.sightings import Sighting

_MARK = " tidewaiter-row/1 "
#: Precisions, metres, that one word of Atlos stands for: above the first, up to the second.
_STEPS = ((0.0, 10.0), (10.0, 100.0), (100.0, 1000.0))
_COARSEST_M = 1000.0


@dataclass(frozen=True, slots=True)
class Ours:
    """What a row of ours says beside the columns; for an event no more than its kind."""

    kind: str
    start: datetime | None = None
    end: datetime | None = None
    place: str = ""
    precision_m: float = 0.0
    vessel: str | None = None
    effort: str = ""


def held_by_us(more: str) -> Ours | None:
    """Read what stands after the mark in ``attr_more_info``; None where a row is not ours, or damaged.

    >>> held_by_us('E3 tidewaiter-row/1 {"kind": "event"}').kind
    'event'
    >>> held_by_us("seen from the road") is None
    True
    """
    _, mark, text = more.rpartition(_MARK)
    try:
        said = json.loads(text) if mark else None
        if not isinstance(said, dict) or said.get("kind") != "sighting":
            return (
                Ours("event") if isinstance(said, dict) and said.get("kind") == "event" else None
            )
        start, end = (datetime.fromisoformat(str(said[name])) for name in ("start", "end"))
        vessel = None if said["vessel"] is None else str(said["vessel"])
        found = Ours(
            "sighting", start, end, str(said["place"]), float(said["precision_m"]), vessel,
            str(said["effort"]),
        )  # fmt: skip
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    zoned = start.tzinfo is not None and end.tzinfo is not None
    return found if zoned and start <= end and 0 <= found.precision_m < float("inf") else None


def restored(found: Sighting, ours: Ours) -> Sighting:
    """Return a sighting with what its columns cannot hold, as long as it agrees with the columns.

    A date or a resolution that somebody changed in Atlos counts; what contradicts it is left.
    """
    made = replace(found, place=ours.place, vessel=ours.vessel, effort=ours.effort)
    if (
        ours.start is not None
        and ours.end is not None
        and ours.start.date() == found.start_utc.date()
    ):
        made = replace(made, start_utc=ours.start, end_utc=ours.end)
    low, high = next((s for s in _STEPS if s[1] == found.precision_m), (0.0, 0.0))
    coarse = found.precision_m == _COARSEST_M and ours.precision_m > _COARSEST_M
    if low <= ours.precision_m <= high or coarse:
        made = replace(made, precision_m=ours.precision_m)
    return made
