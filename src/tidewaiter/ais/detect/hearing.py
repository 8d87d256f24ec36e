"""Whether anyone else was heard where a ship fell silent: "went dark", or "was not received"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from tidewaiter.ais.detect.fleet import Fleet
from tidewaiter.geo.sphere import ahead, half_turn
from tidewaiter.model.compiled import compiled

_HOUR_US = 3_600_000_000
_PER_DEG = 2
_ROWS, _COLUMNS = 180 * _PER_DEG, 360 * _PER_DEG
_CELL_BITS, _HOUR_BITS = 20, 24
#: At most so many hours after the last position are looked at.
_MOST_HOURS = 6
UNKNOWN, HEARD, NOT_HEARD = 0, 1, 2
WORDS = ("unknown", "heard", "not heard")


@dataclass(frozen=True, slots=True)
class Silences:
    """Silences by their ends.

    Attributes:
        mmsi: Of each.
        begun: Microseconds since 1970 of the last position before.
        ended: Of the first position after.
        start: Latitude, longitude and course (NaN: unknown) before, shape (n, 3).
        end: The same after.
        sog_kn: Speed before, NaN where none was sent.
    """

    mmsi: NDArray[np.int32]
    begun: NDArray[np.int64]
    ended: NDArray[np.int64]
    start: NDArray[np.float64]
    end: NDArray[np.float64]
    sog_kn: NDArray[np.float64]

    @classmethod
    def joined(cls, parts: Sequence[Silences]) -> Silences:
        """Return the silences of several pieces as one."""
        return cls(*(np.concatenate([getattr(p, n) for p in parts]) for n in cls.__slots__))


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is known of reception in each silence.

    Attributes:
        code: :data:`UNKNOWN`, :data:`HEARD` or :data:`NOT_HEARD`.
        peers_before: Other ships heard thereabouts in the hour of the last position and before.
        peers_after: How many of them were still heard there in the three hours after.
        hours_heard: Hours of those looked at in which anyone was heard where the ship would be.
        hours_looked: How many were looked at.
    """

    code: NDArray[np.int64]
    peers_before: NDArray[np.int64]
    peers_after: NDArray[np.int64]
    hours_heard: NDArray[np.int64]
    hours_looked: NDArray[np.int64]


@dataclass
class Hearing:
    """Who was heard in which half-degree cell and hour."""

    _keys: list[NDArray[np.int64]] = field(default_factory=list)
    _ships: list[NDArray[np.int32]] = field(default_factory=list)

    def add(self, fleet: Fleet) -> None:
        """Take in the positions of some ships."""
        for keys, ships in fleet.halves(
            lambda starts: _heard(fleet.mmsi, fleet.stamps, fleet.lat_deg, fleet.lon_deg, starts)
        ):
            self._keys.append(keys)
            self._ships.append(ships)

    def verdict(self, silences: Silences) -> Verdict:
        """Say of each silence whether receivers heard others there meanwhile.

        For each of the first hours of the silence others are looked for round the place where the
        ship would have been by then: straight on at its last speed and course, else on the way to
        where it was heard next. *Heard*: in at least half of the hours somebody was. *Not heard*:
        in fewer; or more than three quarters of those heard near it before fell silent too, as they
        do when a receiver fails. *Unknown*: nobody else was near it before, and too few were heard
        there after to judge by.

        That peers' reception sorts out most false alarms is Windward's and Welch et al.'s (2022)
        finding; the test itself is our own. A ship may be missed where others are heard: sets
        differ in power and height of the antenna.
        """
        keys = np.concatenate([np.empty(0, dtype=np.int64), *self._keys])
        ships = np.concatenate([np.empty(0, dtype=np.int32), *self._ships])
        order = np.argsort(keys, kind="stable")
        out = _verdicts(
            keys[order], ships[order], silences.mmsi, silences.begun, silences.ended,
            silences.start, silences.end, silences.sog_kn,
        )  # fmt: skip
        return Verdict(*out.T)


@compiled
def _cell(lat: float, lon: float) -> tuple[int, int]:
    row = min(_ROWS - 1, max(0, int((lat + 90.0) * _PER_DEG)))
    return row, int(np.floor((lon + 180.0) * _PER_DEG)) % _COLUMNS


@compiled
def _heard(
    mmsi: NDArray[np.int32],
    stamps: NDArray[np.int64],
    lat: NDArray[np.float64],
    lon: NDArray[np.float64],
    starts: NDArray[np.int64],
) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
    """Return cell and hour of each position, repeats of one track in a row left out."""
    keys = np.empty(1024, dtype=np.int64)
    ships = np.empty(1024, dtype=np.int32)
    count = 0
    for k in range(len(starts) - 1):
        before = np.int64(-1)
        for i in range(starts[k], starts[k + 1]):
            row, column = _cell(lat[i], lon[i])
            key = ((row * _COLUMNS + column) << _HOUR_BITS) + stamps[i] // _HOUR_US
            if key != before:
                if count == len(keys):
                    more = np.empty(2 * count, dtype=np.int64)
                    more[:count] = keys
                    keys = more
                    more_ships = np.empty(2 * count, dtype=np.int32)
                    more_ships[:count] = ships
                    ships = more_ships
                keys[count], ships[count] = key, mmsi[i]
                count += 1
                before = key
    return keys[:count], ships[:count]


@compiled
def _others(
    keys: NDArray[np.int64],
    ships: NDArray[np.int32],
    lat: float,
    lon: float,
    first_hour: int,
    last_hour: int,
    but: int,
    into: NDArray[np.int32],
) -> int:
    """Write the other ships heard in the nine cells about a point into ``into``, each once."""
    count = 0
    row, column = _cell(lat, lon)
    for y in range(max(0, row - 1), min(_ROWS - 1, row + 1) + 1):
        for dx in range(-1, 2):
            cell = y * _COLUMNS + (column + dx) % _COLUMNS
            at = np.searchsorted(keys, (cell << _HOUR_BITS) + first_hour)
            end = (cell << _HOUR_BITS) + last_hour
            while at < len(keys) and keys[at] <= end and count < len(into):
                ship = ships[at]
                known = ship == but
                for j in range(count):
                    known = known or into[j] == ship
                if not known:
                    into[count] = ship
                    count += 1
                at += 1
    return count


@compiled
def _verdicts(
    keys: NDArray[np.int64],
    ships: NDArray[np.int32],
    mmsi: NDArray[np.int32],
    begun: NDArray[np.int64],
    ended: NDArray[np.int64],
    start: NDArray[np.float64],
    end: NDArray[np.float64],
    sog: NDArray[np.float64],
) -> NDArray[np.int64]:
    out = np.zeros((len(mmsi), 5), dtype=np.int64)
    before = np.empty(64, dtype=np.int32)
    after = np.empty(256, dtype=np.int32)
    for g in range(len(mmsi)):
        hour = begun[g] // _HOUR_US
        peers = _others(keys, ships, start[g, 0], start[g, 1], hour - 1, hour, mmsi[g], before)
        still = _others(keys, ships, start[g, 0], start[g, 1], hour + 1, hour + 3, mmsi[g], after)
        stayed = 0
        for a in range(peers):
            for b in range(still):
                if before[a] == after[b]:
                    stayed += 1
                    break
        whole = (ended[g] - begun[g]) / _HOUR_US
        looked = min(_MOST_HOURS, max(1, int(whole)))
        heard = 0
        for h in range(1, looked + 1):
            if np.isnan(sog[g]) or (sog[g] >= 1.0 and np.isnan(start[g, 2])):
                share = min(1.0, h / whole)
                turn = half_turn(end[g, 1] - start[g, 1])
                lat = start[g, 0] + (end[g, 0] - start[g, 0]) * share
                lon = start[g, 1] + turn * share
            elif sog[g] < 1.0:
                lat, lon = start[g, 0], start[g, 1]
            else:
                lat, lon = ahead(start[g, 0], start[g, 1], start[g, 2], sog[g] * 1.852 * h)
            if _others(keys, ships, lat, lon, hour + h, hour + h, mmsi[g], after[:1]) > 0:
                heard += 1
        code = NOT_HEARD
        if peers == 0 and 2 * heard < looked:
            code = UNKNOWN
        elif (2 * heard >= looked and stayed > 0 and 4 * stayed >= peers) or (
            peers == 0 and 2 * heard >= looked
        ):
            code = HEARD
        out[g, 0], out[g, 1], out[g, 2], out[g, 3], out[g, 4] = code, peers, stayed, heard, looked
    return out
