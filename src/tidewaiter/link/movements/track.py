"""What one track leaves room for: was the ship at a port in a window, or could it have been?

Two bounds, each asked at its own worst case. *Room for a call* needs the way round the land, the
speed that the ship is known to make, the port's own radius and the time that a call takes. *No
room* needs that even the great circle does not fit, at a speed that no ship of its kind is likely
to pass, with no time at the place and a wide berth about it. What lies between is not decided.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tidewaiter.geo.ports import Port
from tidewaiter.geo.reach import reach_many
from tidewaiter.geo.sphere import KM_PER_NM, distance_km
from tidewaiter.link.movements.window import Window

Floats = NDArray[np.float64]
_HOUR_US = 3.6e9
#: A harbour with its anchorage lies within so many kilometres beyond the port's own radius: as far
#: as the gazetteer's points are good for (``Place.precision_km`` of a port).
NEAR_KM = 10.0
#: No room is said only where not even this speed suffices, nor half as much again as is known of
#: the ship: above the service speed of nearly all ships that carry bulk, oil or general cargo.
FAST_KN, FASTER = 20.0, 1.5


@dataclass(frozen=True, slots=True)
class Silence:
    """What a gap event says of a silence: its id, and whether others were heard meanwhile."""

    event_id: str
    heard: str


@dataclass(frozen=True)
class Track:
    """The positions of one transmitter, by time, and what is known of it.

    Attributes:
        mmsi: Its number.
        track_id: Which transmitter under that number.
        stamps: Microseconds since 1970, shape (n,), n above 0.
        lat_deg: Latitudes.
        lon_deg: Longitudes, any turn.
        known_kn: Speed that the ship is known to make.
        legs: Own legs that this rests on.
        silences: Begin of a silence, microseconds → its gap event.
        strays: Positions of the same MMSI that belong to no track: stamps, latitudes, longitudes.
        doubts: What speaks against its being the ship that is asked for.
        notes: What else is to be said of its identity.
    """

    mmsi: int
    track_id: str
    stamps: NDArray[np.int64]
    lat_deg: Floats
    lon_deg: Floats
    known_kn: float
    legs: int
    silences: Mapping[int, Silence]
    strays: tuple[NDArray[np.int64], Floats, Floats]
    doubts: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Calling:
    """What a call takes.

    Attributes:
        stay_h: Hours at the port.
        margin: By which a ship may be faster than it is known to be.
    """

    stay_h: float = 2.0
    margin: float = 1.1


@dataclass(frozen=True, slots=True)
class Room:
    """A silence in which the ship can have been at the port.

    Attributes:
        begun: Last position before, microseconds since 1970.
        ended: First position after.
        arrive: At the port's radius, at the earliest.
        leave: From it, at the latest.
        need_kn: Least speed at which a call fits on the great circle; inf where none does.
        call: True where a call fits round the land at the speed that the ship is known to make.
        silence: The gap event, None where the silence is too short to be one.
    """

    begun: int
    ended: int
    arrive: int
    leave: int
    need_kn: float
    call: bool
    silence: Silence | None

    @property
    def hours(self) -> float:
        """Length of the silence."""
        return (self.ended - self.begun) / _HOUR_US


@dataclass(frozen=True, slots=True)
class Account:
    """What a track says of a port and a window.

    Attributes:
        pairs: Silences, of any length, that touch the window.
        longest_h: The longest of them.
        covered: Whether the window lies between the track's first and last position.
        there: First and last position inside the port's radius and the window, None if none.
        positions: How many there are.
        sure: Whether one of them lies on the days by UTC.
        nearest_km: Of any position in or next to the window, from the port.
        rooms: Silences that are not excluded and longer than a call takes: those with room for a
            call first, then by time.
        brief: How many shorter ones are not excluded: the ship was near, or could have passed by.
        strays: Stray positions near the port in the window.
        fast_kn: Speed at which silences were excluded.
        known_kn: Speed at which room was asked for.
    """

    pairs: int
    longest_h: float
    covered: bool
    there: tuple[int, int] | None
    positions: int
    sure: bool
    nearest_km: float
    rooms: tuple[Room, ...]
    brief: int
    strays: int
    fast_kn: float
    known_kn: float


def account(track: Track, port: Port, window: Window, calling: Calling) -> Account:
    """Go over every silence between two positions that touches a window.

    A silence that reaches beyond the window leaves the part inside for being at the port: the ship
    must be able to arrive before the window ends, and to leave after it begins.

    Args:
        track: The positions.
        port: Where it may have called.
        window: When.
        calling: What a call takes.
    """
    stamps = track.stamps
    first = max(0, int(np.searchsorted(stamps, window.begin, "right")) - 1)
    last = min(len(stamps), int(np.searchsorted(stamps, window.end, "left")) + 1)
    rows = slice(first, last)
    at, lat, lon = stamps[rows], track.lat_deg[rows], track.lon_deg[rows]
    km = distance_km(lat, lon, port.lat_deg, port.lon_deg)
    touching = len(at) > 1
    touching = touching and bool(at[-1] > window.begin) and bool(at[0] < window.end)
    there = np.flatnonzero((at >= window.begin) & (at < window.end) & (km <= port.radius_km))
    hours = np.diff(at) / _HOUR_US if touching else np.empty(0)
    fast = max(FAST_KN, FASTER * track.known_kn)
    known = track.known_kn * calling.margin
    near = _not_excluded(at, km, port, window, fast) if touching else np.empty(0, np.int64)
    long = near[hours[near] > calling.stay_h]
    return Account(
        pairs=len(hours),
        longest_h=float(hours.max(initial=0.0)),
        covered=window.closed and bool(stamps[0] <= window.begin and stamps[-1] >= window.end),
        there=(int(at[there[0]]), int(at[there[-1]])) if len(there) else None,
        positions=len(there),
        sure=bool(len(there)) and any(window.surely_meets(int(t), int(t)) for t in at[there]),
        nearest_km=float(km.min(initial=np.inf)),
        rooms=_rooms(track, port, window, calling, known, first + long),
        brief=len(near) - len(long),
        strays=_strays(track, port, window),
        fast_kn=fast,
        known_kn=known,
    )


def _not_excluded(
    at: NDArray[np.int64], km: Floats, port: Port, window: Window, fast_kn: float
) -> NDArray[np.int64]:
    """Return the silences in which a fast ship could at least have touched the port."""
    speed = fast_kn * KM_PER_NM / _HOUR_US  # kilometres in a microsecond
    away = np.maximum(0.0, km - port.radius_km - NEAR_KM) / speed
    arrive, leave = at[:-1] + away[:-1], at[1:] - away[1:]
    able = (arrive <= leave) & (arrive < window.end) & (leave > window.begin)
    return np.flatnonzero(able)


def _rooms(
    track: Track,
    port: Port,
    window: Window,
    calling: Calling,
    known_kn: float,
    rows: NDArray[np.int64],
) -> tuple[Room, ...]:
    if not len(rows):
        return ()
    begun, ended = track.stamps[rows], track.stamps[rows + 1]
    hours = (ended - begun) / _HOUR_US
    starts, ends = (
        np.column_stack([track.lat_deg[r], track.lon_deg[r]]) for r in (rows, rows + 1)
    )
    found = reach_many(
        starts, ends, (port.lat_deg, port.lon_deg), hours=hours, speed_kn=known_kn,
        radius_km=port.radius_km, stay_h=calling.stay_h,
    )  # fmt: skip
    call = found.answer == "possible"
    which = np.where(call, 1, 0)  # ways as found where they carry the answer, else great circles
    pick = np.arange(len(rows))
    us = _HOUR_US / (known_kn * KM_PER_NM)
    arrive = begun + found.there_km[pick, which] * us
    leave = ended - found.back_km[pick, which] * us
    call &= (arrive < window.end) & (leave > window.begin)
    need = _needed_kn(found.there_km[:, 0], found.back_km[:, 0], begun, ended, window, calling)
    made = [
        Room(
            int(begun[i]), int(ended[i]), int(arrive[i]), int(leave[i]), float(need[i]),
            bool(call[i]), track.silences.get(int(begun[i])),
        )
        for i in pick
    ]  # fmt: skip
    return tuple(sorted(made, key=lambda room: (not room.call, room.begun)))


def _needed_kn(
    there_km: Floats,
    back_km: Floats,
    begun: NDArray[np.int64],
    ended: NDArray[np.int64],
    window: Window,
    calling: Calling,
) -> Floats:
    """Return the least speed at which a call fits into a silence and touches the window."""
    spans = (
        (there_km + back_km, (ended - begun) / _HOUR_US - calling.stay_h),
        (there_km, (window.end - begun) / _HOUR_US),
        (back_km, (ended - window.begin) / _HOUR_US),
    )
    need = np.zeros(len(begun))
    for km, hours in spans:
        with np.errstate(divide="ignore", invalid="ignore"):
            need = np.maximum(need, np.where(hours > 0, km / hours, np.inf))
    return need / KM_PER_NM


def _strays(track: Track, port: Port, window: Window) -> int:
    stamps, lat, lon = track.strays
    inside = (stamps >= window.begin) & (stamps < window.end)
    km = distance_km(lat[inside], lon[inside], port.lat_deg, port.lon_deg)
    return int((km <= port.radius_km + NEAR_KM).sum())


def free_h(room: Room, window: Window, looks: Sequence[int]) -> float:
    """Return the longest stretch of a possible presence in which no look found the place empty.

    A look at one moment excludes that moment; what lies before and after it stays possible.

    Args:
        room: The possible presence.
        window: Only the part inside counts for the looks; the presence may reach beyond.
        looks: Moments of looks that found no ship there, microseconds since 1970.
    """
    inside = sorted(t for t in looks if room.arrive < t < room.leave)
    ends = [room.arrive, *inside, room.leave]
    pairs = [(a, b) for a, b in itertools.pairwise(ends) if b > window.begin and a < window.end]
    return max(((b - a) / _HOUR_US for a, b in pairs), default=0.0)
