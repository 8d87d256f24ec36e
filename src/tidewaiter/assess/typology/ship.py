"""What the rules are given of one ship."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from tidewaiter.model.claims import Claim
from tidewaiter.model.listings import Match
from tidewaiter.model.vessels import Hull

Event = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Watched:
    """A watched port: degrees WGS 84, and the radius within which a ship is in it."""

    port_id: str
    name: str
    lat_deg: float
    lon_deg: float
    radius_km: float


@dataclass(frozen=True, slots=True)
class Ship:
    """A hull with all records that are about it.

    Attributes:
        hull: The hull.
        events: Its vessel events, rows of the event table, sorted by start.
        sentences: Each event in words, by its id.
        matches: What it, and those behind it, look like on the lists.
        claims: Those that name it.
        watched: The watched ports.
        types: Type of ship by MMSI, ITU-R M.1371, of it and of those it met.
        gives_draught: Whether it ever broadcast its draught.
        heard: Whether any track of it was given.
        screened: Whether any list was given.
    """

    hull: Hull
    events: tuple[Event, ...] = ()
    sentences: Mapping[str, str] = field(default_factory=dict)
    matches: tuple[Match, ...] = ()
    claims: tuple[Claim, ...] = ()
    watched: tuple[Watched, ...] = ()
    types: Mapping[int, int] = field(default_factory=dict)
    gives_draught: bool = False
    heard: bool = False
    screened: bool = False

    def of(self, kind: str) -> Iterator[tuple[Event, dict[str, Any]]]:
        """Yield the events of a kind with their details."""
        for event in self.events:
            if event["kind"] == kind:
                yield event, json.loads(event["details"] or "{}")

    def words(self, event: Event) -> str:
        """Return an event in words."""
        return self.sentences.get(event["event_id"], f"{event['kind']}, {event['start']}")


def reached(ship: Ship, details: Mapping[str, Any]) -> tuple[str, list[str]]:
    """Return the best answer of reach to any watched port over a gap, and the ports that have it.

    ``possible``, ``not decidable``, ``impossible``; ``not asked`` where nothing is watched.
    """
    names = {w.port_id: w.name for w in ship.watched}
    answers = {p: a["answer"] for p, a in details.get("reach", {}).items()}
    for answer in ("possible", "not decidable", "impossible"):
        ports = sorted(names.get(p, p) for p, a in answers.items() if a == answer)
        if ports:
            return answer, ports
    return "not asked", []
