"""Meetings of which one side or both were not heard."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from tidewaiter.ais.detect.columns import Found
from tidewaiter.ais.detect.hearing import HEARD, Silences, Verdict
from tidewaiter.ais.detect.settings import Encounter
from tidewaiter.geo.port_grid import Grid, nearest_port
from tidewaiter.geo.sphere import distance_km

RULE = "encounter-dark/1"


def dark_meetings(
    gaps: Found,
    silences: Silences,
    verdict: Verdict,
    loiterings: Found,
    *,
    grid: Grid,
    settings: Encounter,
) -> Found:
    """Ships that could have met while one of them, or both, were not heard.

    *One side dark*: a ship loiters within ``dark_km`` of where another fell silent or was heard
    again, for ``at_least_h`` of that silence. *Both dark*: two ships fall silent, or are heard
    again, within ``dark_km`` of one another, and the silences overlap by ``dark_overlap_h``
    (RadianceFleet: 5 nm and 4 h). All of it ``from_port_km`` or more from any port, and only
    silences in which others were heard there count: where nobody is heard all ships are silent.

    This is a chance to meet, not a meeting. Ships wait in the same roads, and crews switch off in
    the same dangerous waters.

    Args:
        gaps: Silences as events.
        silences: The same by their ends.
        verdict: Whether others were heard meanwhile.
        loiterings: Slow ships, away from port.
        grid: Ports by cell, each at least as far out as ``from_port_km``.
        settings: Thresholds.

    Returns:
        One event for each side that was silent, and one for the ship that loitered.
    """
    dark = np.flatnonzero(verdict.code == HEARD)
    places = {
        "start": silences.start[dark, :2],
        "end": silences.end[dark, :2],
    }
    away = {name: _away(grid, at, settings.from_port_km) for name, at in places.items()}
    made: list[dict[str, Any]] = []
    for at, gap in enumerate(dark):
        ends = [(n, places[n][at]) for n in places if away[n][at]]
        for name, place in ends:
            made.extend(_with_loiterer(gaps, int(gap), name, place, loiterings, settings))
    for name in places:
        made.extend(_both(gaps, dark[away[name]], places[name][away[name]], name, settings))
    return _found(made, settings)


def _away(grid: Grid, places: NDArray[np.float64], km: float) -> NDArray[np.bool_]:
    near = [nearest_port(grid, float(lat), float(lon))[1] for lat, lon in places]
    return np.array(near, dtype=np.float64) >= km


def _with_loiterer(
    gaps: Found, gap: int, end: str, place: NDArray[np.float64], slow: Found, settings: Encounter
) -> list[dict[str, Any]]:
    overlap = np.minimum(slow.end, gaps.end[gap]) - np.maximum(slow.start, gaps.start[gap])
    near = np.flatnonzero((overlap >= settings.at_least_h * 3.6e9) & (slow.mmsi != gaps.mmsi[gap]))
    if not len(near):
        return []
    km = distance_km(slow.start_lat[near], slow.start_lon[near], *place)
    km = np.minimum(km, distance_km(slow.end_lat[near], slow.end_lon[near], *place))
    if not (km <= settings.dark_km).any():
        return []
    best = int(near[np.argmin(km)])
    begin = int(max(slow.start[best], gaps.start[gap]))
    until = int(min(slow.end[best], gaps.end[gap]))
    said = {
        "sides": "one dark",
        "near": end,
        "km": float(km.min()),
        "dark_mmsi": int(gaps.mmsi[gap]),
    }
    return [
        _event(gaps, gap, slow, best, begin, until, place, said),
        _event(slow, best, gaps, gap, begin, until, place, said),
    ]


def _both(
    gaps: Found,
    dark: NDArray[np.int64],
    places: NDArray[np.float64],
    end: str,
    settings: Encounter,
) -> list[dict[str, Any]]:
    """Pair silences by a sweep over the latitude of one end."""
    made = []
    order = np.argsort(places[:, 0], kind="stable")
    band = settings.dark_km / 111.0
    for x, i in enumerate(order):
        for j in order[x + 1 :]:
            if places[j, 0] - places[i, 0] > band:
                break
            one, two = int(dark[i]), int(dark[j])
            begin = int(max(gaps.start[one], gaps.start[two]))
            until = int(min(gaps.end[one], gaps.end[two]))
            if gaps.mmsi[one] == gaps.mmsi[two]:
                continue
            if until - begin < settings.dark_overlap_h * 3.6e9:
                continue
            km = float(distance_km(*places[i], *places[j]))
            if km <= settings.dark_km:
                said = {"sides": "both dark", "near": end, "km": km}
                made.append(_event(gaps, one, gaps, two, begin, until, places[i], said))
                made.append(_event(gaps, two, gaps, one, begin, until, places[j], said))
    return made


def _event(
    mine: Found, at: int, other: Found, of: int, begin: int, until: int,
    place: NDArray[np.float64], said: dict[str, Any],
) -> dict[str, Any]:  # fmt: skip
    return {
        "mmsi": int(mine.mmsi[at]),
        "track_id": mine.track_id[at].as_py(),
        "other_mmsi": int(other.mmsi[of]),
        "start": begin,
        "end": until,
        "lat": float(place[0]),
        "lon": float(place[1]),
        "rows": mine.rows[at].as_py(),
        **said,
    }


def _found(made: list[dict[str, Any]], settings: Encounter) -> Found:
    once = {(e["mmsi"], e["other_mmsi"], e["start"], e["sides"]): e for e in reversed(made)}
    events = [once[key] for key in sorted(once)]

    def column(name: str, kind: Any = np.float64) -> NDArray[Any]:
        return np.array([e[name] for e in events], dtype=kind)

    def text(name: str) -> pa.Array:
        return pa.array([e[name] for e in events], pa.string())

    lat, lon = column("lat"), column("lon")
    return Found(
        "encounter", RULE, column("mmsi", np.int32), text("track_id"),
        column("start", np.int64), column("end", np.int64), lat, lon, lat, lon, text("rows"),
        {
            "sides": text("sides"),
            "near": text("near"),
            "km": column("km"),
            "dark_km": settings.dark_km,
            "dark_overlap_h": settings.dark_overlap_h,
        },
        {"other_mmsi": column("other_mmsi", np.int64)},
    )  # fmt: skip
