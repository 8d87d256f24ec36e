"""Silences: too long, or long enough to have called at a watched port unseen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pyarrow as pa

from tidewaiter.ais.detect.event import event, table
from tidewaiter.ais.detect.ships import Fleet
from tidewaiter.geo.ports import Ports
from tidewaiter.geo.reach import reach
from tidewaiter.geo.sphere import KM_PER_NM, distance_km

RULE = "gap/1"
#: A ship is taken to be able to go this much faster than it was seen to go.
_MARGIN = 1.1
_MOST_CANDIDATES = 10
#: No silence shorter than this counts, watched port or not.
_SHORTEST_H = 2.0


def gaps(
    positions: pa.Table,
    *,
    ports: Ports,
    watch: Sequence[str] = (),
    longer_than_h: float = 12.0,
    stay_h: float = 2.0,
) -> pa.Table:
    """Silence of one ship between two consecutive positions.

    A silence says that nobody heard the ship. Receivers fail, satellites pass seldom, crews switch
    off for safety where pirates are; it is a reason to look, never a breach by itself.

    Thresholds: 12 h is Global Fishing Watch's (Welch et al. 2022, Science Advances 8, eabq2109, who
    find shorter satellite gaps unreliable). On short coastal routes that rule sees nothing, so a
    shorter silence counts where the ship could have called at a watched port in it: both ways on
    the great circle at the speed that it is known to make and a tenth more, and ``stay_h`` there.

    Args:
        positions: Sorted by ship and time.
        ports: Where a ship can call.
        watch: Ids of watched ports.
        longer_than_h: Silences of this many hours or more always count.
        stay_h: Hours that a call takes at least.

    Returns:
        Events; ``candidate_ports`` are ranked by the time that a call would have left.
    """
    fleet = Fleet(positions)
    hours = np.diff(fleet.time_s) / 3600
    same = np.diff(fleet.mmsi) == 0
    always = same & (hours >= longer_than_h)
    perhaps = same & (hours >= _SHORTEST_H) & ~always if watch else np.zeros_like(same)
    speeds: dict[int, tuple[float, str]] = {}
    found = []
    for row in np.flatnonzero(always | perhaps):
        first = int(row)
        mmsi = int(fleet.mmsi[first])
        if mmsi not in speeds:
            speeds[mmsi] = fleet.known_speed_kn(first)
        speed_kn, basis = speeds[mmsi]
        answers = _answers(fleet, first, ports, watch, speed_kn * _MARGIN, stay_h)
        if not always[row] and not any(a["answer"] != "impossible" for a in answers.values()):
            continue
        details = {
            "longer_than_h": longer_than_h,
            "watched": list(watch),
            "stay_h": stay_h,
            "speed_kn": speed_kn,
            "speed_basis": basis,
            "margin": _MARGIN,
            "heard_by_others": "unknown",
            "reach": answers,
        }
        candidates = _candidates(fleet, first, ports, watch, speed_kn * _MARGIN, stay_h)
        found.append(
            event(fleet, "gap", RULE, first, first + 1, details=details, candidates=candidates)
        )
    return table(found)


def _ends(fleet: Fleet, first: int) -> tuple[tuple[float, float], tuple[float, float], float]:
    start, end = (
        (float(fleet.lat_deg[row]), float(fleet.lon_deg[row])) for row in (first, first + 1)
    )
    return start, end, float(fleet.time_s[first + 1] - fleet.time_s[first]) / 3600


def _answers(
    fleet: Fleet, first: int, ports: Ports, watch: Sequence[str], speed_kn: float, stay_h: float
) -> dict[str, Mapping[str, Any]]:
    """Say of each watched port whether the ship could have called there; lying in it is no call."""
    start, end, hours = _ends(fleet, first)
    answers: dict[str, Mapping[str, Any]] = {}
    for port_id in watch:
        lat, lon, radius_km = ports.position(port_id)
        if max(distance_km(*start, lat, lon), distance_km(*end, lat, lon)) <= radius_km:
            continue
        found = reach(
            start, end, (lat, lon),
            hours=hours, speed_kn=speed_kn, radius_km=radius_km, stay_h=stay_h,
        )  # fmt: skip
        left = f"{abs(found.slack_h):.1f} h {'left' if found.slack_h >= 0 else 'short'}"
        answers[port_id] = {
            "answer": found.answer,
            "slack_h": round(found.slack_h, 3),
            "detour_km": round(found.detour_km, 3),
            "sentence": (
                f"{hours:.1f} h of silence; by way of {ports.name_of(port_id)} on the great circle "
                f"at up to {speed_kn:.1f} kn with {stay_h:g} h there: {left}."
            ),
        }
    return answers


def _candidates(
    fleet: Fleet, first: int, ports: Ports, watch: Sequence[str], speed_kn: float, stay_h: float
) -> list[dict[str, Any]]:
    """Ports that fit into the silence; watched ones first at equal time, then by time left."""
    if not len(ports):
        return []
    start, end, hours = _ends(fleet, first)
    there = distance_km(*start, ports.lat_deg, ports.lon_deg) - ports.radius_km
    back = distance_km(ports.lat_deg, ports.lon_deg, *end) - ports.radius_km
    way = np.maximum(there, 0) + np.maximum(back, 0)
    slack = hours - stay_h - way / (speed_kn * KM_PER_NM)
    direct = float(distance_km(*start, *end))
    able = np.flatnonzero(slack >= 0)
    watched = set(watch)
    rank = sorted(
        able, key=lambda i: (ports.all[i].port_id not in watched, -slack[i], ports.all[i].port_id)
    )
    return [
        {
            "port_id": ports.all[i].port_id,
            "slack_h": round(float(slack[i]), 3),
            "detour_km": round(max(0.0, float(way[i]) - direct), 3),
            "score": round(float(slack[i]) / hours, 4),
        }
        for i in rank[:_MOST_CANDIDATES]
    ]
