"""Ports that a ship could have called at in a silence, ranked by what its course says."""

from __future__ import annotations

import math

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from tidewaiter.ais.detect.columns import as_json
from tidewaiter.geo.ports import Ports
from tidewaiter.geo.sphere import RADIUS_KM, bearing_deg
from tidewaiter.model.compiled import compiled

#: Candidates kept of each silence.
MOST = 5
#: A stay this much longer than the least halves the score.
_USUAL_STAY_H = 24.0
#: What a destination that names the port leaves of the doubt.
_DECLARED = 0.3


def unit_vectors(
    lat_deg: NDArray[np.float64], lon_deg: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return points of the globe as unit vectors, of shape (n, 3)."""
    lat, lon = np.radians(lat_deg), np.radians(lon_deg)
    return np.column_stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)])


@compiled
def rank(
    start: NDArray[np.float64],
    end: NDArray[np.float64],
    hours: NDArray[np.float64],
    speed_km_h: NDArray[np.float64],
    stay_h: float,
    port_lat: NDArray[np.float64],
    port_lon: NDArray[np.float64],
    radius_km: NDArray[np.float64],
    port_xyz: NDArray[np.float64],
    declared: NDArray[np.int64],
    watched: NDArray[np.bool_],
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Return the best ports of each silence.

    A port counts when the great circle there and on fits into the time at the ship's speed with
    the least stay; a ship that lies in the port before and after does not call there. The score
    falls from 1 with the time that would be left over, with the angle between the ship's course
    before and the way to the port, and with that between its course after and the way from it; an
    unknown course counts half. A destination that names the port takes away most of the doubt.

    Args:
        start: Latitude, longitude and course (NaN: unknown) before each silence, shape (n, 3).
        end: The same after it.
        hours: Length of each.
        speed_km_h: At most, of each ship.
        stay_h: A call takes at least so long.
        port_lat: Latitude of each port.
        port_lon: Longitude of each port.
        radius_km: Radius of each port.
        port_xyz: Unit vector of each port.
        declared: Number of the port that the ship named as destination, -1 for none.
        watched: Whether each port is watched: such a candidate is not crowded out by others.

    Returns:
        Numbers of the ports, -1 for none, shape (n, MOST); and slack in hours, detour in km and
        score of each, shape (n, MOST, 3).
    """
    size = len(hours)
    best = np.full((size, MOST), -1, dtype=np.int64)
    said = np.zeros((size, MOST, 3))
    for g in range(size):
        most_km = (hours[g] - stay_h) * speed_km_h[g]
        if most_km <= 0:
            continue
        a = _xyz(start[g, 0], start[g, 1])
        b = _xyz(end[g, 0], end[g, 1])
        direct = RADIUS_KM * math.acos(
            max(-1.0, min(1.0, a[0] * b[0] + a[1] * b[1] + a[2] * b[2]))
        )
        # no port that is farther from either end than all the time allows; one cosine for all
        widest = most_km + 2 * radius_km.max() if len(radius_km) else 0.0
        least_cos = math.cos(min(math.pi, widest / RADIUS_KM))
        for p in range(len(port_lat)):
            cos_a = a[0] * port_xyz[p, 0] + a[1] * port_xyz[p, 1] + a[2] * port_xyz[p, 2]
            if cos_a < least_cos:
                continue
            cos_b = b[0] * port_xyz[p, 0] + b[1] * port_xyz[p, 1] + b[2] * port_xyz[p, 2]
            if cos_b < least_cos:
                continue
            to = RADIUS_KM * math.acos(min(1.0, cos_a))
            back = RADIUS_KM * math.acos(min(1.0, cos_b))
            if to <= radius_km[p] and back <= radius_km[p]:
                continue
            way = max(0.0, to - radius_km[p]) + max(0.0, back - radius_km[p])
            slack = hours[g] - stay_h - way / speed_km_h[g]
            if slack < 0:
                continue
            score = 1 / (1 + slack / _USUAL_STAY_H)
            score *= _towards(start[g], port_lat[p], port_lon[p], to, radius_km[p], 0.0)
            score *= _towards(end[g], port_lat[p], port_lon[p], back, radius_km[p], 180.0)
            if declared[g] == p:
                score = 1 - (1 - score) * _DECLARED
            at = _room(best[g], said[g], score, watched, watched[p])
            if at < 0:
                continue
            # close up over the one that goes, then let the new one rise to its place
            for k in range(at, MOST - 1):
                best[g, k] = best[g, k + 1]
                said[g, k] = said[g, k + 1]
            at = MOST - 1
            while at > 0 and (best[g, at - 1] < 0 or said[g, at - 1, 2] < score):
                best[g, at] = best[g, at - 1]
                said[g, at] = said[g, at - 1]
                at -= 1
            best[g, at] = p
            said[g, at, 0] = slack
            said[g, at, 1] = max(0.0, to + back - direct)
            said[g, at, 2] = score
    return best, said


@compiled
def _room(
    best: NDArray[np.int64],
    said: NDArray[np.float64],
    score: float,
    watched: NDArray[np.bool_],
    is_watched: bool,
) -> int:
    """Return the place in a list that a port may take; -1 if it is worse than all that must stay."""
    if best[MOST - 1] < 0:
        return MOST - 1
    for k in range(MOST - 1, -1, -1):
        if not watched[best[k]]:
            return k if is_watched or said[k, 2] < score else -1
    return MOST - 1 if is_watched and said[MOST - 1, 2] < score else -1


@compiled
def _xyz(lat_deg: float, lon_deg: float) -> tuple[float, float, float]:
    lat, lon = math.radians(lat_deg), math.radians(lon_deg)
    return math.cos(lat) * math.cos(lon), math.cos(lat) * math.sin(lon), math.sin(lat)


@compiled
def _towards(
    end: NDArray[np.float64],
    lat_deg: float,
    lon_deg: float,
    km: float,
    radius_km: float,
    turned_deg: float,
) -> float:
    """Score how well a course leads to a port, or, turned about, comes from it."""
    if np.isnan(end[2]) or km < 2 * radius_km:
        return 0.5
    off = math.radians(end[2] + turned_deg - bearing_deg(end[0], end[1], lat_deg, lon_deg))
    return ((1 + math.cos(off)) / 2) ** 2


def candidates_json(ports: Ports, best: NDArray[np.int64], said: NDArray[np.float64]) -> pa.Array:
    """Return the candidates of each silence as the JSON list of the event contract."""
    size = len(best)
    ids = pa.array([p.port_id for p in ports.all], pa.string())
    listed = []
    for k in range(MOST):
        there = best[:, k] >= 0
        one = as_json(
            {
                "port_id": ids.take(pa.array(best[:, k], mask=~there)),
                "slack_h": said[:, k, 0],
                "detour_km": said[:, k, 1],
                "score": said[:, k, 2],
            },
            size,
        )
        lead = "" if k == 0 else ","
        listed.append(pc.if_else(pa.array(there), pc.binary_join_element_wise(lead, one, ""), ""))
    return pc.binary_join_element_wise("[", *listed, "]", "")
