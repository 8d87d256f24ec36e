"""Port visits: in a port's radius, and stopped there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from tidewaiter.ais.detect.columns import Found, between
from tidewaiter.ais.detect.fleet import Fleet
from tidewaiter.ais.detect.settings import Visit
from tidewaiter.geo.port_grid import Grid, nearest_port
from tidewaiter.geo.ports import Ports
from tidewaiter.geo.sphere import leg_km
from tidewaiter.model.compiled import compiled

RULE = "port_visit/2"
_HOUR_US = 3_600_000_000


@dataclass(frozen=True, slots=True)
class Visits:
    """Port visits as events, and as rows of the fleet for the rules that follow."""

    found: Found
    first: NDArray[np.int64]
    last: NDArray[np.int64]
    port: NDArray[np.int64]


def visits(fleet: Fleet, *, ports: Ports, grid: Grid, settings: Visit) -> Visits:
    """Stays in a port's radius with a stop, silences inside survived.

    A stay begins at the first position inside the radius and ends at the last before the ship is
    beyond ``exit_factor`` times it, so that a ship at the edge does not come and go; where radii
    overlap, the nearest port on entry is the one visited. A stop begins under ``stopped_kn``, ends
    at ``moving_kn`` and counts from ``stop_h``; a silence of ``port_gap_h`` inside counts as well.
    Entry and exit radius and the port gap are Global Fishing Watch's (pipe-anchorages: 3 and 4 km,
    4 h).

    Confidence, as Global Fishing Watch defines it: 4, entry and exit were seen, and a stop or a
    silence; 3, one of them; 2, neither; 1, passing by.

    A ship at anchor or alongside for weather, bunkers or repair visits too.

    Args:
        fleet: The positions.
        ports: Where a ship can call.
        grid: The same, by cells.
        settings: When a visit begins, ends and counts.
    """
    parts = fleet.halves(
        lambda starts: _walk(
            fleet.stamps, fleet.lat_deg, fleet.lon_deg, fleet.sog_kn, fleet.leg_km, starts, grid,
            settings.exit_factor, settings.stopped_kn, settings.moving_kn,
            settings.stop_h * _HOUR_US, settings.port_gap_h * _HOUR_US, settings.least_confidence,
        )
    )  # fmt: skip
    rows = np.concatenate([rows for rows, _ in parts])
    said = np.concatenate([said for _, said in parts])
    first, last, port = rows[:, 0], rows[:, 1], rows[:, 2]
    ids = pa.array([p.port_id for p in ports.all], pa.string())
    found = between(
        fleet, "port_visit", RULE, first, last,
        details={
            "confidence": rows[:, 3],
            "entry_seen": pa.array(rows[:, 4] == 1),
            "exit_seen": pa.array(rows[:, 5] == 1),
            "stopped_h": said[:, 0],
            "longest_silence_h": said[:, 1],
            "positions": rows[:, 1] - rows[:, 0] + 1,
            "radius_km": ports.radius_km[port] if len(port) else np.empty(0),
            "stopped_kn": settings.stopped_kn,
        },
        port_id=ids.take(pa.array(port)),
        distance_km=said[:, 2],
        median_speed_kn=said[:, 3],
    )  # fmt: skip
    return Visits(found, first, last, port)


@compiled
def _walk(
    stamps: NDArray[np.int64],
    lat: NDArray[np.float64],
    lon: NDArray[np.float64],
    sog: NDArray[np.float32],
    legs: NDArray[np.float32],
    starts: NDArray[np.int64],
    grid: Grid,
    exit_factor: float,
    stopped_kn: float,
    moving_kn: float,
    stop_us: float,
    gap_us: float,
    least_confidence: int,
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Walk each track; rows are first, last, port, confidence, entry, exit of each visit."""
    room = 1024
    rows = np.empty((room, 6), dtype=np.int64)
    said = np.empty((room, 4))
    count = 0
    for k in range(len(starts) - 1):
        port = -1
        first = last = starts[k]
        for i in range(starts[k], starts[k + 1] + 1):
            ended = i == starts[k + 1]
            left = False
            if port >= 0 and not ended:
                km = leg_km(grid.lat_deg[port], grid.lon_deg[port], lat[i], lon[i])
                left = km > grid.radius_km[port] * exit_factor
            if port >= 0 and (ended or left):
                entered = 1 if first > starts[k] else 0
                stop, silence, way, median = _stay(
                    stamps, sog, legs, first, last, stopped_kn, moving_kn
                )
                confidence = 1
                if stop >= stop_us or silence >= gap_us:
                    confidence = 2 + entered + (1 if left else 0)
                if confidence >= least_confidence:
                    if count == room:
                        rows, said, room = _grown(rows, said, room)
                    rows[count, 0], rows[count, 1], rows[count, 2] = first, last, port
                    rows[count, 3], rows[count, 4] = confidence, entered
                    rows[count, 5] = 1 if left else 0
                    said[count, 0], said[count, 1] = stop / _HOUR_US, silence / _HOUR_US
                    said[count, 2], said[count, 3] = way, median
                    count += 1
                port = -1
            if ended:
                break
            if port < 0:
                near, km = nearest_port(grid, lat[i], lon[i])
                if near >= 0 and km <= grid.radius_km[near]:
                    port, first = near, i
            last = i
    return rows[:count], said[:count]


@compiled
def _grown(
    rows: NDArray[np.int64], said: NDArray[np.float64], room: int
) -> tuple[NDArray[np.int64], NDArray[np.float64], int]:
    more_rows = np.empty((2 * room, rows.shape[1]), dtype=np.int64)
    more_rows[:room] = rows
    more_said = np.empty((2 * room, said.shape[1]))
    more_said[:room] = said
    return more_rows, more_said, 2 * room


@compiled
def _stay(
    stamps: NDArray[np.int64],
    sog: NDArray[np.float32],
    legs: NDArray[np.float32],
    first: Any,
    last: Any,
    stopped_kn: float,
    moving_kn: float,
) -> tuple[float, float, float, float]:
    """Return longest stop and silence in microseconds, the way in km and the median speed."""
    longest = silence = way = 0.0
    begun = np.int64(-1)
    speeds = np.empty(last - first + 1)
    speed: Any
    for i in range(first, last + 1):
        if i > first:
            silence = max(silence, stamps[i] - stamps[i - 1])
            way += legs[i]
        speed = np.float64(sog[i])
        if np.isnan(speed):
            near = i if i > first else min(last, i + 1)
            took = stamps[near] - stamps[near - 1] if near > first else 0
            speed = legs[near] / 1.852 * _HOUR_US / took if took > 0 else 0.0
        speeds[i - first] = speed
        if speed < stopped_kn or (begun >= 0 and speed < moving_kn):
            if begun < 0:
                begun = stamps[i]
            longest = max(longest, stamps[i] - begun)
        else:
            begun = np.int64(-1)
    return longest, silence, way, np.median(speeds)
