"""Positions that no ship could have gone to, and two ships under one MMSI."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tidewaiter.ais.detect.columns import Found, between
from tidewaiter.ais.detect.fleet import Fleet
from tidewaiter.ais.detect.settings import Spoofing
from tidewaiter.geo.sphere import distance_km

JUMP_RULE, SHARED_RULE = "spoofing-jump/1", "shared_identity-mmsi/1"
#: A track that comes and goes so often beside the main one is another ship.
_TURNS = 3


@dataclass(frozen=True, slots=True)
class _Beside:
    """A track beside the main one of its MMSI."""

    track: int
    main: int
    first: int
    last: int
    before: int  # row of the main track heard last before it
    between: int  # rows of the main track while it lasts
    turns: int  # stretches of it between rows of the main track


def shared_mmsi(fleet: Fleet) -> Found:
    """Two transmitters that send under one MMSI at the same time.

    The tracks of the MMSI cannot be of one ship at any speed, and each goes on while the other
    does: at least three positions of the main track fall between the first and the last of the
    other. The event has the other track's times and places.

    Fleets programme spare sets alike, yards leave a default in, and fishing buoys copy their
    boat's number.

    Args:
        fleet: The positions.
    """
    pairs = [p for p in _beside(fleet) if p.turns >= _TURNS]
    first, last = _rows(pairs)
    at = np.array(
        [p.before if p.before >= 0 else fleet.starts[p.main] for p in pairs], dtype=np.int64
    )
    apart = distance_km(
        fleet.lat_deg[at], fleet.lon_deg[at], fleet.lat_deg[first], fleet.lon_deg[first]
    )
    return between(
        fleet, "shared_identity", SHARED_RULE, first, last,
        details={
            "shared": "MMSI",
            "main_track": np.array([fleet.track[p.main] for p in pairs], dtype=np.int64),
            "track": np.array([fleet.track[p.track] for p in pairs], dtype=np.int64),
            "positions": last - first + 1,
            "main_positions_between": np.array([p.between for p in pairs], dtype=np.int64),
            "km_apart_at_start": apart,
        },
        other_mmsi=fleet.mmsi[first].astype(np.int64),
    )  # fmt: skip


def jumps(fleet: Fleet, *, settings: Spoofing) -> Found:
    """A ship heard where it could not have gone, while it was not heard where it was.

    At least three positions together, so far from the track that no ship is fast enough, and
    nothing of the track meanwhile. Jumps of one MMSI less than ``group_h`` apart are one event.
    The limit of speed is that of tracks; Windward and RadianceFleet call the same "location
    (GNSS) manipulation" and "cloning".

    Interference with satellite positioning moves ships that know nothing of it; where the ship
    does not come back, another one may have taken over its MMSI.

    Args:
        fleet: The positions.
        settings: Thresholds.
    """
    pairs = [p for p in _beside(fleet) if p.turns < _TURNS]
    grouped: list[list[_Beside]] = []
    for pair in sorted(pairs, key=lambda p: (p.main, fleet.stamps[p.first])):
        group = grouped[-1] if grouped else []
        if (
            group
            and group[0].main == pair.main
            and fleet.stamps[pair.first] - fleet.stamps[group[-1].last] < settings.group_h * 3.6e9
        ):
            group.append(pair)
        else:
            grouped.append([pair])
    back = np.array(
        [fleet.stamps[_end(fleet, g[0].main)] > fleet.stamps[g[-1].last] for g in grouped],
        dtype=bool,
    )
    first = np.array([g[0].first for g in grouped], dtype=np.int64)
    last = np.array([g[-1].last for g in grouped], dtype=np.int64)
    before = np.array([g[0].before for g in grouped], dtype=np.int64)
    # one that does not come back lasts as long as the jump
    gone = ~back & (before >= 0)
    last = np.where(gone, first, last)
    first = np.where(gone, before, first)
    landed = np.array([g[0].first for g in grouped], dtype=np.int64)
    known = np.where(before >= 0, before, landed)
    km = distance_km(
        fleet.lat_deg[known], fleet.lon_deg[known], fleet.lat_deg[landed], fleet.lon_deg[landed]
    )
    hours = (fleet.stamps[landed] - fleet.stamps[known]) / 3.6e9
    speed = np.divide(km / 1.852, hours, out=np.full(len(km), np.nan), where=hours > 0)
    return between(
        fleet, "spoofing", JUMP_RULE, first, last,
        details={
            "why": "impossible jump",
            "jumps": np.array([len(g) for g in grouped], dtype=np.int64),
            "positions": np.array(
                [sum(p.last - p.first + 1 for p in g) for g in grouped], dtype=np.int64
            ),
            "jump_km": km,
            "jump_kn": speed,
            "came_back": back,
            "group_h": settings.group_h,
        },
    )  # fmt: skip


def _rows(pairs: list[_Beside]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    return (
        np.array([p.first for p in pairs], dtype=np.int64),
        np.array([p.last for p in pairs], dtype=np.int64),
    )


def _end(fleet: Fleet, track: int) -> int:
    return int(fleet.starts[track + 1]) - 1


def _beside(fleet: Fleet) -> list[_Beside]:
    """Return every track that is not the longest of its MMSI, against the longest."""
    found = []
    shared = np.flatnonzero(fleet.shared)
    ships = fleet.mmsi[fleet.starts[shared]]
    for group in np.split(shared, np.flatnonzero(np.diff(ships)) + 1):
        if not len(group):
            continue
        lengths = fleet.starts[group + 1] - fleet.starts[group]
        main = int(group[np.argmax(lengths)])
        start, end = int(fleet.starts[main]), int(fleet.starts[main + 1])
        stamps = fleet.stamps[start:end]
        for track in group:
            if track == main:
                continue
            first, last = int(fleet.starts[track]), _end(fleet, int(track))
            a = int(np.searchsorted(stamps, fleet.stamps[first]))
            b = int(np.searchsorted(stamps, fleet.stamps[last]))
            found.append(
                _Beside(
                    int(track), main, first, last, start + a - 1 if a else -1, b - a,
                    len(np.unique(np.searchsorted(stamps, fleet.stamps[first : last + 1]))),
                )
            )  # fmt: skip
    return found
