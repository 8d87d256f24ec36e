"""Could that ship have been there? Claims of a case, and questions of a person, put to its tracks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow.parquet as pq

from tidewaiter.geo.ports import Port, Ports
from tidewaiter.geo.sphere import distance_km
from tidewaiter.link import movements as link
from tidewaiter.link.movements import Calling, Happening, Question, Track, Window
from tidewaiter.link.movements.places import PlaceNames
from tidewaiter.link.movements.ships import (
    STATICS,
    Candidate,
    KnownHull,
    Named,
    Ships,
    transmitters,
)
from tidewaiter.model.claims import Claim
from tidewaiter.model.movements import Meeting
from tidewaiter.model.sightings import Sighting
from tidewaiter.run.config import Case
from tidewaiter.run.intake import Intake


@dataclass
class Movements:
    """All that a case knows of where ships were; tracks are read as they are asked for."""

    places: PlaceNames
    ships: Ships
    positions: Path | None
    events: tuple[Happening, ...]
    sightings: Sequence[Sighting]
    calling: Calling
    _read: dict[int, tuple[Track, ...]] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        case: Case,
        ports: Ports,
        hulls: Sequence[KnownHull],
        *,
        statics: Path | None,
        positions: Path | None,
        events: Iterable[Mapping[str, Any]],
        sightings: Sequence[Sighting],
    ) -> Movements:
        """Gather what a case knows."""
        from tidewaiter.ais.detect.settings import settings

        gap = settings(case.detect.preset, case.detect.set).gap
        sent = () if statics is None else transmitters(pq.read_table(statics, columns=[*STATICS]))
        return cls(
            PlaceNames(ports), Ships(hulls, sent), positions,
            link.happenings(events), sightings, Calling(gap.stay_h, gap.margin),
        )  # fmt: skip

    def answers(
        self, question: Question, port: Port, window: Window | None = None
    ) -> tuple[Meeting, ...]:
        """Answer a question: one answer for each track that may be the ship's.

        Args:
            question: What is asked.
            port: The place.
            window: The time, where it is not that of the question's days.
        """
        when = window or link.of_days(question.start, question.end, port.lon_deg)
        ship = self.ships.find(question.ship)
        seen = link.looks(self.sightings, port, when, names=ship.names, imos=ship.imos)
        tracks = [t for c in ship.candidates for t in self._tracks(c, when)]
        if not tracks:
            return (link.untracked(question, port, when, seen, self._untracked(ship)),)
        met = [
            link.meet(question, port, when, track, self.events, seen, self.calling)
            for track in tracks
        ]
        return link.settle(met)

    def _untracked(self, ship: Named) -> str:
        if self.positions is None:
            return "The case holds no ship tracks."
        numbers = f" or IMO number ({', '.join(sorted(ship.imos))})" if ship.imos else ""
        name = "" if ship.name[:1].isdigit() else "the name "
        return f"No track of the case carries {name}{ship.name}{numbers}."

    def _tracks(self, candidate: Candidate, window: Window) -> tuple[Track, ...]:
        if self.positions is None:
            return ()
        mmsi = candidate.mmsi
        if mmsi not in self._read:
            found = [h for h in self.events if h.mmsi == mmsi]
            self._read[mmsi] = read_tracks(self.positions, mmsi, found)
        doubts = candidate.doubts_in(window)
        return tuple(
            replace(track, doubts=doubts, notes=candidate.notes) for track in self._read[mmsi]
        )


def read_tracks(positions: Path, mmsi: int, events: Sequence[Happening]) -> tuple[Track, ...]:
    """Read the tracks of one transmitter; no other ship's rows are read.

    Args:
        positions: Parquet of the case's positions, sorted by ship and time.
        mmsi: Which.
        events: Its events.
    """
    from tidewaiter.ais.detect.legs import known_speeds

    columns = ["timestamp", "lat", "lon", "track"]
    table = pq.read_table(positions, columns=columns, filters=[("mmsi", "=", mmsi)])
    stamps = table["timestamp"].cast("int64").to_numpy()
    lat, lon, number = (table[c].to_numpy() for c in ("lat", "lon", "track"))
    numbers = [int(n) for n in np.unique(number) if n > 0]
    stray = number == 0
    strays = (stamps[stray], lat[stray], lon[stray])
    made = []
    for n in numbers:
        rows = np.flatnonzero(number == n)
        at, y, x = stamps[rows], lat[rows], lon[rows]
        km = np.zeros(len(at), dtype=np.float32)
        km[1:] = distance_km(y[:-1], x[:-1], y[1:], x[1:])
        speeds, legs = known_speeds(at, km, np.array([0, len(at)]), np.array([0]))
        name = f"{mmsi}-{n}" if len(numbers) > 1 else str(mmsi)
        made.append(
            Track(
                mmsi, name, at, y, x, float(speeds[0]), int(legs[0]),
                link.silences(events, name), strays,
            )
        )  # fmt: skip
    return tuple(made)


def meetings(
    case: Case, ports: Ports, intake: Intake, hulls: Sequence[KnownHull], claims: Sequence[Claim]
) -> tuple[Meeting, ...]:
    """Put every claim that has a ship at a place to the movements of the case.

    Args:
        case: Its settings.
        ports: The ports that it knows.
        intake: What came in.
        hulls: The ships that it speaks of.
        claims: The claims, in order.
    """
    known = Movements.of(
        case, ports, hulls, statics=intake.statics, positions=intake.positions,
        events=intake.events, sightings=intake.sightings,
    )  # fmt: skip
    return tuple(m for claim in claims for m in of_claim(known, claim))


def of_claim(known: Movements, claim: Claim) -> Iterator[Meeting]:
    """Yield the answers to what a claim says of ships and places; none where it names no ship."""
    for question, meant in link.questions(claim, known.ships, known.places):
        if len(meant.ports) == 1:
            yield from known.answers(question, meant.ports[0])
        else:
            yield link.unplaced(question, meant.why_not_one)
