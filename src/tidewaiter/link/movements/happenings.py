"""Events of ships as the question needs them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from tidewaiter.geo.ports import Port
from tidewaiter.geo.sphere import distance_km
from tidewaiter.link.movements.track import Silence, Track
from tidewaiter.link.movements.window import Window, microseconds

#: A meeting at sea within so many kilometres of the port is told as context.
_ABOUT_KM = 50.0


@dataclass(frozen=True, slots=True)
class Happening:
    """One event of one transmitter; ``begin`` and ``end`` in microseconds since 1970."""

    event_id: str
    kind: str
    mmsi: int
    track_id: str
    begin: int
    end: int
    lat_deg: float
    lon_deg: float
    port_id: str | None
    other_mmsi: int | None
    heard: str


@dataclass(frozen=True, slots=True)
class Around:
    """Events of a track that bear on a port and a window."""

    visits: tuple[Happening, ...] = ()
    met: tuple[Happening, ...] = ()
    spoofed: tuple[Happening, ...] = ()
    shared: tuple[Happening, ...] = ()


def happenings(events: Iterable[Mapping[str, Any]]) -> tuple[Happening, ...]:
    """Return rows of events, as the event contract has them, by ship and time."""
    made = [
        Happening(
            e["event_id"], e["kind"], e["mmsi"], e["track_id"] or str(e["mmsi"]),
            microseconds(e["start"]), microseconds(e["end"]), e["start_lat"], e["start_lon"],
            e["port_id"], e["other_mmsi"],
            json.loads(e["details"] or "{}").get("heard_by_others", "unknown"),
        )
        for e in events
    ]  # fmt: skip
    return tuple(sorted(made, key=lambda h: (h.mmsi, h.begin, h.event_id)))


def silences(found: Iterable[Happening], track_id: str) -> dict[int, Silence]:
    """Return the gaps of a track by their begin."""
    return {
        h.begin: Silence(h.event_id, h.heard)
        for h in found
        if h.kind == "gap" and h.track_id == track_id
    }


def around(found: Iterable[Happening], track: Track, port: Port, window: Window) -> Around:
    """Return the events of a track that bear on a port and a window."""
    mine = [h for h in found if h.mmsi == track.mmsi and window.meets(h.begin, h.end)]
    own = [h for h in mine if h.track_id == track.track_id]
    return Around(
        visits=tuple(h for h in own if h.kind == "port_visit" and h.port_id == port.port_id),
        met=tuple(h for h in own if h.kind == "encounter" and _about(h, port)),
        spoofed=tuple(h for h in mine if h.kind == "spoofing"),
        shared=tuple(h for h in mine if h.kind == "shared_identity"),
    )


def _about(one: Happening, port: Port) -> bool:
    km = distance_km(one.lat_deg, one.lon_deg, port.lat_deg, port.lon_deg)
    return bool(km <= _ABOUT_KM)
