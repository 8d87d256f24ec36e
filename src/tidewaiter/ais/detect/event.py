"""One event as a row of the event table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pyarrow as pa

from tidewaiter.ais.detect.ships import Fleet
from tidewaiter.geo.sphere import KM_PER_NM, distance_km
from tidewaiter.model.ids import canonical_json, content_id
from tidewaiter.model.tables import EVENTS


def event(
    fleet: Fleet,
    kind: str,
    rule: str,
    first: int,
    last: int,
    *,
    details: Mapping[str, Any],
    median_speed_kn: float | None = None,
    distance: float | None = None,
    port_id: str | None = None,
    candidates: Sequence[Mapping[str, Any]] | None = None,
) -> dict[str, Any]:
    """Return the row of an event between two positions of one ship.

    Args:
        fleet: The positions.
        kind: Kind of event.
        rule: Name and version of the rule.
        first: Row of its first position.
        last: Row of its last.
        details: What the rule looked at; the locators of both rows are added.
        median_speed_kn: Over the event; the speed that its ends imply, if None.
        distance: Kilometres over the event; between its ends, if None.
        port_id: Where.
        candidates: Ports of call that a gap allows, best first.
    """
    lat, lon = fleet.lat_deg, fleet.lon_deg
    hours = float(fleet.time_s[last] - fleet.time_s[first]) / 3600
    if distance is None:
        distance = float(distance_km(lat[first], lon[first], lat[last], lon[last]))
    if median_speed_kn is None:
        median_speed_kn = distance / KM_PER_NM / hours if hours else 0.0
    start, end = (fleet.table["timestamp"][row].as_py() for row in (first, last))
    mmsi = int(fleet.mmsi[first])
    text = canonical_json({**details, "rows": [fleet.locator(first), fleet.locator(last)]})
    return {
        "event_id": content_id(
            rule, str(mmsi), start.isoformat(), end.isoformat(), port_id or "", text
        ),
        "kind": kind,
        "mmsi": mmsi,
        "track_id": str(mmsi),
        **fleet.identity(first),
        "start": start,
        "end": end,
        "start_lat": float(lat[first]),
        "start_lon": float(lon[first]),
        "end_lat": float(lat[last]),
        "end_lon": float(lon[last]),
        "duration_h": hours,
        "distance_km": distance,
        "median_speed_kn": median_speed_kn,
        "port_id": port_id,
        "other_mmsi": None,
        "candidate_ports": None if candidates is None else canonical_json(list(candidates)),
        "details": text,
        "rule": rule,
    }


def table(events: Sequence[Mapping[str, Any]]) -> pa.Table:
    """Return events as a table of :data:`tidewaiter.model.tables.EVENTS`."""
    return pa.Table.from_pylist([dict(e) for e in events], schema=EVENTS)
