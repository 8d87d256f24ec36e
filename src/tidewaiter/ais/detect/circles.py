"""Circles: positions that go round and round at sea."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tidewaiter.ais.detect.columns import Found, between
from tidewaiter.ais.detect.fleet import Fleet
from tidewaiter.ais.detect.settings import Spoofing
from tidewaiter.geo.sphere import half_turn
from tidewaiter.model.compiled import compiled

RULE = "spoofing-circle/1"
#: Positions nearer in time than this add nothing to a circle.
_APART_US = 60_000_000
_STEP = 4


def circles(fleet: Fleet, *, settings: Spoofing) -> Found:
    """Positions on a circle: round a centre at one distance, all the way, at speed.

    In ``circle_points`` positions at least a minute apart and at most ``circle_h`` long, the
    distances from their centre differ by no more than ``circle_cv`` of their mean, which lies
    between ``circle_least_nm`` and ``circle_most_nm``; the bearing from the centre turns one way by
    ``circle_sweep_deg``; and the way is made at more than ``circle_kn``, so that a ship swinging
    at anchor is none. Overlapping circles are one event. Points, radii, spread and sweep are those
    of shadow-fleet-toolkit; such circles were published from 2019 on (Bergman, SkyTruth, 2020).

    Interference with satellite positioning makes ships circle that know nothing of it; survey,
    pilot and rescue boats, and warships at exercise do circle.

    Args:
        fleet: The positions.
        settings: Thresholds.
    """
    parts = fleet.halves(
        lambda starts: _windows(
            fleet.stamps, fleet.lat_deg, fleet.lon_deg, starts, settings.circle_points,
            settings.circle_h * 3.6e9, settings.circle_cv, math.radians(settings.circle_sweep_deg),
            settings.circle_least_nm * 1.852, settings.circle_most_nm * 1.852, settings.circle_kn,
        )
    )  # fmt: skip
    rows = np.concatenate([rows for rows, _ in parts])
    said = np.concatenate([said for _, said in parts])
    return between(
        fleet, "spoofing", RULE, rows[:, 0], rows[:, 1],
        details={
            "why": "circle",
            "radius_km": said[:, 0],
            "centre_lat": said[:, 1],
            "centre_lon": said[:, 2],
            "circle_points": settings.circle_points,
            "circle_cv": settings.circle_cv,
            "circle_sweep_deg": settings.circle_sweep_deg,
            "circle_kn": settings.circle_kn,
        },
    )  # fmt: skip


@compiled
def _windows(
    stamps: NDArray[np.int64],
    lat: NDArray[np.float64],
    lon: NDArray[np.float64],
    starts: NDArray[np.int64],
    points: int,
    most_us: float,
    most_cv: float,
    least_sweep: float,
    least_km: float,
    most_km: float,
    least_kn: float,
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    rows = np.empty((64, 2), dtype=np.int64)
    said = np.empty((64, 3))
    count = 0
    held = np.empty(points, dtype=np.int64)
    for k in range(len(starts) - 1):
        size = 0
        open_until: Any = np.int64(-1)
        for i in range(starts[k], starts[k + 1]):
            if size and stamps[i] - stamps[held[size - 1]] < _APART_US:
                continue
            held[size] = i
            size += 1
            if size < points:
                continue
            fits, radius, mid_lat, mid_lon = _circle(
                held, stamps, lat, lon, most_us, most_cv, least_sweep, least_km, most_km, least_kn
            )
            if fits:
                if open_until >= held[0]:
                    rows[count - 1, 1] = i
                else:
                    if count == len(rows):
                        more = np.empty((2 * count, 2), dtype=np.int64)
                        more[:count] = rows
                        rows = more
                        more_said = np.empty((2 * count, 3))
                        more_said[:count] = said
                        said = more_said
                    rows[count, 0], rows[count, 1] = held[0], i
                    said[count, 0], said[count, 1], said[count, 2] = radius, mid_lat, mid_lon
                    count += 1
                open_until = i
            held[: points - _STEP] = held[_STEP:].copy()
            size = points - _STEP
    return rows[:count], said[:count]


@compiled
def _circle(
    held: NDArray[np.int64],
    stamps: NDArray[np.int64],
    lat: NDArray[np.float64],
    lon: NDArray[np.float64],
    most_us: float,
    most_cv: float,
    least_sweep: float,
    least_km: float,
    most_km: float,
    least_kn: float,
) -> tuple[bool, float, float, float]:
    """Fit a circle about the mean of some positions; also its radius and centre."""
    n = len(held)
    a, z = held[0], held[n - 1]
    took = stamps[z] - stamps[a]
    if took > most_us:
        return False, 0.0, 0.0, 0.0
    east = 111.2 * math.cos(math.radians(lat[a]))
    wide = half_turn(lon[z] - lon[a]) * east
    high = (lat[z] - lat[a]) * 111.2
    if wide * wide + high * high > (2.5 * most_km) ** 2:
        return False, 0.0, 0.0, 0.0
    mid_x = mid_y = 0.0
    for j in range(n):
        mid_x += half_turn(lon[held[j]] - lon[a]) * east
        mid_y += (lat[held[j]] - lat[a]) * 111.2
    mid_x /= n
    mid_y /= n
    total = squares = sweep = way = 0.0
    before = x0 = y0 = 0.0
    one_way = 0
    for j in range(n):
        x = half_turn(lon[held[j]] - lon[a]) * east - mid_x
        y = (lat[held[j]] - lat[a]) * 111.2 - mid_y
        r = math.sqrt(x * x + y * y)
        total += r
        squares += r * r
        angle = math.atan2(y, x)
        if j:
            step = angle - before
            step -= 2 * math.pi * math.floor((step + math.pi) / (2 * math.pi))
            sweep += step
            one_way += 1 if step > 0 else -1
            way += math.sqrt((x - x0) ** 2 + (y - y0) ** 2)
        before, x0, y0 = angle, x, y
    mean = total / n
    spread = math.sqrt(max(0.0, squares / n - mean * mean))
    speed = way / 1.852 / (took / 3.6e9) if took > 0 else 0.0
    fits = (
        least_km <= mean <= most_km
        and spread <= most_cv * mean
        and abs(sweep) >= least_sweep
        and abs(one_way) >= n - 3
        and speed > least_kn
    )
    return fits, mean, lat[a] + mid_y / 111.2, lon[a] + mid_x / east
