"""Port visits: in a port's radius, and stopped there."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pyarrow as pa

from tidewaiter.ais.detect.event import event, table
from tidewaiter.ais.detect.ships import Fleet
from tidewaiter.geo.ports import Ports
from tidewaiter.geo.sphere import KM_PER_NM, distance_km

RULE = "port_visit/1"
_CELL_DEG = 0.1


@dataclass(frozen=True, slots=True)
class Settings:
    """When a visit begins, ends and counts.

    Entry and exit radius and the port gap are Global Fishing Watch's (pipe-anchorages: 3 and 4 km,
    4 h); a stop is under half a knot for three hours.
    """

    exit_factor: float = 4 / 3
    stopped_kn: float = 0.5
    stop_h: float = 3.0
    port_gap_h: float = 4.0


@dataclass(slots=True)
class _Stay:
    """A stay in one port while it lasts."""

    port: int
    first: int
    entered: bool
    rows: list[int] = field(default_factory=list)


def visits(positions: pa.Table, *, ports: Ports, settings: Settings | None = None) -> pa.Table:
    """Stays in a port's radius with a stop, silences inside survived.

    A stay begins inside the radius and ends beyond four thirds of it, so that a ship at the edge
    does not come and go. A ship at anchor or alongside for weather, bunkers or repair visits too.

    Confidence, as Global Fishing Watch defines it: 4, entry and exit were seen, and a stop or a
    silence; 3, one of them; 2, neither. Passing by is no visit here.

    Args:
        positions: Sorted by ship and time.
        ports: Where a ship can call.
        settings: When a visit begins, ends and counts.
    """
    given = settings or Settings()
    fleet = Fleet(positions)
    near = _near(fleet, ports, given.exit_factor)
    found, stay = [], None
    for row, choices in near:
        if stay is not None and (
            row != stay.rows[-1] + 1
            or fleet.mmsi[row] != fleet.mmsi[stay.rows[-1]]
            or stay.port not in choices
        ):
            found.extend(_visit(fleet, ports, stay, given))
            stay = None
        if stay is None:
            inside = [p for p, km in choices.items() if km <= ports.radius_km[p]]
            if not inside:
                continue
            port = min(inside, key=lambda p: (choices[p], ports.all[p].port_id))
            before = row > 0 and fleet.mmsi[row - 1] == fleet.mmsi[row]
            stay = _Stay(port, row, entered=bool(before))
        stay.rows.append(row)
    if stay is not None:
        found.extend(_visit(fleet, ports, stay, given))
    return table(found)


def _near(fleet: Fleet, ports: Ports, factor: float) -> list[tuple[int, dict[int, float]]]:
    """Rows inside the exit radius of any port, with the ports and the distances in kilometres."""
    cells: dict[int, list[int]] = {}
    for i, port in enumerate(ports.all):
        for cell in _cells(port.lat_deg, port.lon_deg, port.radius_km * factor):
            cells.setdefault(cell, []).append(i)
    if not cells or not len(fleet.mmsi):
        return []
    row_cells = _cell(np.floor(fleet.lat_deg / _CELL_DEG), np.floor(fleet.lon_deg / _CELL_DEG))
    rows = np.flatnonzero(np.isin(row_cells, np.fromiter(cells, dtype=np.int64)))
    choices: dict[int, dict[int, float]] = {}
    order = rows[np.argsort(row_cells[rows], kind="stable")]
    for group in np.split(order, np.flatnonzero(np.diff(row_cells[order])) + 1):
        if not len(group):
            continue
        for i in cells[int(row_cells[group[0]])]:
            port = ports.all[i]
            km = distance_km(
                fleet.lat_deg[group], fleet.lon_deg[group], port.lat_deg, port.lon_deg
            )
            for at in np.flatnonzero(km <= port.radius_km * factor):
                choices.setdefault(int(group[at]), {})[i] = float(km[at])
    return sorted(choices.items())


def _cell(lat_cells: Any, lon_cells: Any) -> Any:
    per_turn = round(360 / _CELL_DEG)
    return (lat_cells * per_turn * 2 + np.mod(lon_cells, per_turn)).astype(np.int64)


def _cells(lat_deg: float, lon_deg: float, radius_km: float) -> set[int]:
    dlat = radius_km / 111.0 + 1e-6
    dlon = dlat / max(0.01, math.cos(math.radians(min(89.0, abs(lat_deg) + dlat))))
    lats = np.arange(
        math.floor((lat_deg - dlat) / _CELL_DEG), math.floor((lat_deg + dlat) / _CELL_DEG) + 1
    )
    lons = np.arange(
        math.floor((lon_deg - dlon) / _CELL_DEG), math.floor((lon_deg + dlon) / _CELL_DEG) + 1
    )
    return {
        int(cell)
        for cell in _cell(lats[:, None].astype(float), lons[None, :].astype(float)).ravel()
    }


def _visit(fleet: Fleet, ports: Ports, stay: _Stay, given: Settings) -> list[dict[str, Any]]:
    rows = np.array(stay.rows)
    hours = np.diff(fleet.time_s[rows]) / 3600
    lat, lon = fleet.lat_deg[rows], fleet.lon_deg[rows]
    legs_km = distance_km(lat[:-1], lon[:-1], lat[1:], lon[1:])
    speeds = _speeds(fleet.sog_kn[rows], legs_km, hours)
    stopped_h = _longest_stop(speeds, fleet.time_s[rows], given.stopped_kn)
    silent_h = float(hours.max()) if len(hours) else 0.0
    if stopped_h < given.stop_h and silent_h < given.port_gap_h:
        return []
    last = int(rows[-1])
    left = last + 1 < len(fleet.mmsi) and fleet.mmsi[last + 1] == fleet.mmsi[last]
    port = ports.all[stay.port]
    return [
        event(
            fleet,
            "port_visit",
            RULE,
            stay.first,
            last,
            port_id=port.port_id,
            distance=float(legs_km.sum()),
            median_speed_kn=float(np.nanmedian(speeds)) if len(speeds) else 0.0,
            details={
                "confidence": 2 + int(stay.entered) + int(left),
                "entry_seen": stay.entered,
                "exit_seen": bool(left),
                "stopped_h": round(stopped_h, 3),
                "longest_silence_h": round(silent_h, 3),
                "radius_km": port.radius_km,
                "stopped_kn": given.stopped_kn,
                "positions": len(rows),
            },
        )
    ]


def _speeds(sog_kn: Any, legs_km: Any, hours: Any) -> Any:
    """Speed at each row: as sent, else as the leg to it implies."""
    with np.errstate(divide="ignore", invalid="ignore"):
        implied = legs_km / hours / KM_PER_NM
    legs = np.concatenate([implied[:1], implied]) if len(implied) else np.full(len(sog_kn), np.nan)
    return np.where(np.isnan(sog_kn), legs, sog_kn)


def _longest_stop(speeds: Any, time_s: Any, stopped_kn: float) -> float:
    longest, begun = 0.0, None
    for speed, time in zip(speeds, time_s, strict=True):
        if speed < stopped_kn:
            begun = time if begun is None else begun
            longest = max(longest, (time - begun) / 3600)
        else:
            begun = None
    return float(longest)
