"""Which transmitter sent each position: an MMSI is not a ship."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from tidewaiter.ais.normalise import integers
from tidewaiter.geo.sphere import ahead, half_turn, leg_km
from tidewaiter.model.compiled import compiled
from tidewaiter.model.tables import TRACKED

#: Tracks of one MMSI that are followed at a time; the one unheard for longest makes room.
_MOST_OPEN = 16
#: What a track costs for each hour that it was not heard, and for having been heard too seldom to
#: be believed: one message with a wrong clock must not steal what passes by later.
_KM_PER_HOUR_UNHEARD, _KM_UNPROVEN = 2.0, 5.0
#: A track of fewer positions than count ends when it was not heard for so long: scattered errors
#: must not add up to a ship.
_UNPROVEN_H = 6.0
#: A track unheard for a day, while another that is believed was heard, has ended: a stray position
#: far from all must not wake it (Global Fishing Watch ends all segments after a day).
_STALE_H = 24.0
#: Shorter legs say too little of a ship's way.
_LEAST_LEG_H = 1 / 60
#: A track of which most positions lie this near to where the main one was within six hours is the
#: same ship with wrong clocks; at most so many positions on each side are looked at.
_NEAR_KM, _MIRRORED_KM, _SIX_HOURS, _LOOKED_AT = 2.0, 20.0, 21_600_000_000, 500
#: Values of the column ``noise``.
SOUND, JUMP, BAD_TIME, MIRRORED = 0, 1, 2, 3
NOISE = {
    JUMP: "too far from every track of this MMSI, and alone there",
    BAD_TIME: "on the ship's own track, but at another time: the clock of the receiver",
    MIRRORED: "on the ship's own track with a wrong sign: an error of one bit",
}


@dataclass(frozen=True, slots=True)
class Settings:
    """When two positions can be of one transmitter.

    Attributes:
        fastest_kn: No ship goes faster. AISdb, neptune-ais and RadianceFleet cut at 50 knots;
            Global Fishing Watch scores against 25.
        aircraft_kn: The same for search-and-rescue aircraft (MMSI 111…).
        slack_h: Clocks and positions may be off by as much as a ship goes in this time; Global Fishing
            Watch pads with a quarter of an hour at 25 knots.
        least: A track of fewer positions beside another is noise.
    """

    fastest_kn: float = 50.0
    aircraft_kn: float = 600.0
    slack_h: float = 0.1
    least: int = 3


def tracks(positions: pa.Table, settings: Settings | None = None) -> pa.Table:
    """Return positions with the number of their track and whether they are noise.

    Each position goes to the open track of its MMSI that it fits best: no farther than a ship can
    go since then, least from where the track would be by now (straight on at its speed and course,
    or where it was), and a track heard lately before one heard long ago. Where none fits a track
    begins. A track is never ended by time alone, so that a silence stays inside it. Positions that
    fit nothing and stay alone are flagged as noise with a reason; nothing is dropped.

    The idea of matching to several open segments by dead reckoning is Global Fishing Watch's
    (gpsdio-segment, ``matcher.py``); costs and limits are our own.

    Args:
        positions: :data:`tidewaiter.model.tables.POSITIONS`, sorted by ship and time.
        settings: When two positions can be of one transmitter.

    Returns:
        :data:`tidewaiter.model.tables.TRACKED`; ``track`` counts from 1 in the order of the first
        positions, and is 0 for noise.
    """
    given = settings or Settings()
    mmsi, stamps = integers(positions, "mmsi"), integers(positions, "timestamp")
    lat, lon, sog, cog = (floats(positions, column) for column in ("lat", "lon", "sog", "cog"))

    def assign(rows: slice) -> tuple[NDArray[np.int16], NDArray[np.int8]]:
        return _assign(
            mmsi[rows], stamps[rows], lat[rows], lon[rows], sog[rows], cog[rows],
            given.fastest_kn * 1.852, given.aircraft_kn * 1.852, given.slack_h, given.least,
        )  # fmt: skip

    with ThreadPoolExecutor(2) as pool:
        found = list(pool.map(assign, _halves(mmsi)))
    track, noise = (np.concatenate([part[i] for part in found]) for i in (0, 1))
    columns = [*positions.columns, pa.array(track), pa.array(noise)]
    return pa.table(columns, schema=TRACKED)


def _halves(mmsi: NDArray[np.int32]) -> list[slice]:
    """Cut the rows in two between ships."""
    middle = len(mmsi) // 2
    cut = int(np.searchsorted(mmsi, mmsi[middle])) if len(mmsi) else 0
    return [slice(0, cut), slice(cut, len(mmsi))]


def floats(table: pa.Table, column: str) -> NDArray[Any]:
    """Return a column of numbers as NumPy's, NaN for null."""
    values = table[column]
    values = values.combine_chunks() if values.num_chunks != 1 else values.chunk(0)
    if values.null_count:
        values = values.fill_null(np.nan)
    return np.asarray(values.to_numpy(zero_copy_only=False))


@compiled
def _assign(
    mmsi: NDArray[np.int32],
    stamps: NDArray[np.int64],
    lat: NDArray[np.float64],
    lon: NDArray[np.float64],
    sog: NDArray[np.float32],
    cog: NDArray[np.float32],
    ship_km_h: float,
    aircraft_km_h: float,
    slack_h: float,
    least: int,
) -> tuple[NDArray[np.int16], NDArray[np.int8]]:
    size = len(mmsi)
    track = np.zeros(size, dtype=np.int16)
    noise = np.zeros(size, dtype=np.int8)
    last = np.empty(_MOST_OPEN, dtype=np.int64)  # row heard last of each open track
    number = np.empty(_MOST_OPEN, dtype=np.int16)
    north = np.zeros(_MOST_OPEN)  # degrees an hour over the last leg of each
    east = np.zeros(_MOST_OPEN)
    count = np.zeros(1 << 14, dtype=np.int64)  # positions of each track of this ship
    begin = 0
    while begin < size:
        end = begin
        fastest = aircraft_km_h if mmsi[begin] // 1_000_000 == 111 else ship_km_h
        is_open, made = 0, 0
        while end < size and mmsi[end] == mmsi[begin]:
            best = -1
            least_cost = np.inf
            for k in range(is_open):
                was = last[k]
                hours = (stamps[end] - stamps[was]) / 3.6e9
                unproven = count[number[k]] < least
                if is_open > 1 and unproven and hours > _UNPROVEN_H:
                    continue
                if hours > _STALE_H and _heard_since(k, is_open, last, number, count, least):
                    continue
                dlat = abs(lat[end] - lat[was])
                dlon = abs(lon[end] - lon[was])
                if is_open == 1 and (dlat + dlon) * 111.2 <= fastest * slack_h:
                    best = k
                    break
                km = leg_km(lat[was], lon[was], lat[end], lon[end])
                if km > fastest * np.hypot(hours, slack_h):
                    continue
                if is_open == 1:
                    best = k
                    break
                off = km
                if hours <= 1.0 and sog[was] < 60.0 and cog[was] >= 0.0:
                    there = ahead(lat[was], lon[was], cog[was], sog[was] * 1.852 * hours)
                    off = min(off, leg_km(there[0], there[1], lat[end], lon[end]))
                if hours <= 6.0:
                    off = min(
                        off,
                        leg_km(
                            lat[was] + north[k] * hours,
                            lon[was] + east[k] * hours,
                            lat[end],
                            lon[end],
                        ),
                    )
                cost = off + _KM_PER_HOUR_UNHEARD * hours
                if unproven:
                    cost += _KM_UNPROVEN
                if cost < least_cost:
                    least_cost = cost
                    best = k
            if best < 0:
                if is_open < _MOST_OPEN:
                    best = is_open
                    is_open += 1
                else:
                    best = 0
                    for k in range(1, is_open):
                        if last[k] < last[best]:
                            best = k
                if made < len(count) - 1:
                    made += 1
                    count[made] = 0
                number[best] = made
                north[best] = 0.0
                east[best] = 0.0
            else:
                since_h = (stamps[end] - stamps[last[best]]) / 3.6e9
                if since_h > _LEAST_LEG_H:
                    north[best] = (lat[end] - lat[last[best]]) / since_h
                    east[best] = half_turn(lon[end] - lon[last[best]]) / since_h
            last[best] = end
            track[end] = number[best]
            count[number[best]] += 1
            end += 1
        if made > 1:
            _settle(begin, end, made, count, least, stamps, lat, lon, track, noise)
        begin = end
    return track, noise


@compiled
def _heard_since(
    k: int,
    is_open: int,
    last: NDArray[np.int64],
    number: NDArray[np.int16],
    count: NDArray[np.int64],
    least: int,
) -> bool:
    """Say whether a believed track other than ``k`` was heard after it."""
    for other in range(is_open):
        if other != k and last[other] > last[k] and count[number[other]] >= least:
            return True
    return False


@compiled
def _settle(
    begin: int,
    end: int,
    made: int,
    count: NDArray[np.int64],
    least: int,
    stamps: NDArray[np.int64],
    lat: NDArray[np.float64],
    lon: NDArray[np.float64],
    track: NDArray[np.int16],
    noise: NDArray[np.int8],
) -> None:
    """Number the tracks of one ship anew without the short ones, whose positions are noise."""
    longest = 1
    for k in range(2, made + 1):
        if count[k] > count[longest]:
            longest = k
    near = np.zeros(made + 1, dtype=np.int64)
    for row in range(begin, end):
        if track[row] != longest:
            why = _on_path(row, longest, begin, end, stamps, lat, lon, track)
            if why != SOUND:
                near[track[row]] += 1
                noise[row] = why
    new = np.zeros(made + 1, dtype=np.int16)
    kept = 0
    for k in range(1, made + 1):
        own = k == longest or near[k] < 0.8 * count[k]
        if own and (count[k] >= least or k == longest):
            kept += 1
            new[k] = kept
    for row in range(begin, end):
        if new[track[row]] > 0:
            track[row] = new[track[row]]
            noise[row] = SOUND
        else:
            track[row] = 0
            if noise[row] == SOUND:
                noise[row] = JUMP


@compiled
def _on_path(
    row: int,
    main: int,
    begin: int,
    end: int,
    stamps: NDArray[np.int64],
    lat: NDArray[np.float64],
    lon: NDArray[np.float64],
    track: NDArray[np.int16],
) -> int:
    """Say whether a position, or its mirror image, lies near where a track was at about that time."""
    for way in (-1, 1):
        other = row + way
        looked = 0
        while begin <= other < end and looked < _LOOKED_AT:
            if abs(stamps[other] - stamps[row]) > _SIX_HOURS:
                break
            if track[other] == main:
                looked += 1
                if abs(abs(lat[other]) - abs(lat[row])) < 0.02:
                    if leg_km(lat[row], lon[row], lat[other], lon[other]) < _NEAR_KM:
                        return BAD_TIME
                    if (
                        leg_km(lat[row], -lon[row], lat[other], lon[other]) < _MIRRORED_KM
                        or leg_km(-lat[row], lon[row], lat[other], lon[other]) < _MIRRORED_KM
                    ):
                        return MIRRORED
            other += way
    return SOUND


def count_noise(tracked: pa.Table) -> dict[str, int]:
    """Return how many positions are noise, by the reason.

    Args:
        tracked: :data:`tidewaiter.model.tables.TRACKED`.
    """
    counts = np.bincount(integers(tracked, "noise"), minlength=max(NOISE) + 1)
    return {why: int(counts[code]) for code, why in NOISE.items() if counts[code]}
