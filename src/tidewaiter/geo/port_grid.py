"""Which ports are near a point: a grid that kernels can ask."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tidewaiter.geo.ports import Ports
from tidewaiter.geo.sphere import leg_km
from tidewaiter.model.compiled import compiled

CELL_DEG = 0.25
_ROWS, _COLUMNS = round(180 / CELL_DEG), round(360 / CELL_DEG)


class Grid(NamedTuple):
    """Ports by cell, for kernels: the ports of cell c are ``port[start[c]:start[c + 1]]``.

    ``lat_deg``, ``lon_deg`` and ``radius_km`` are those of all ports by number.
    """

    start: NDArray[np.int32]
    port: NDArray[np.int32]
    lat_deg: NDArray[np.float64]
    lon_deg: NDArray[np.float64]
    radius_km: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class _Box:
    south: int
    north: int
    west: int
    east: int


def port_grid(ports: Ports, *, within_km: float, exit_factor: float = 4 / 3) -> Grid:
    """Return ports by the cells in which any point may be near them.

    Args:
        ports: Any.
        within_km: A port is put into all cells that reach as near as this,
        exit_factor: or into its own radius times this, whichever is more.
    """
    cells, numbers = [], []
    for i, port in enumerate(ports.all):
        km = max(within_km, port.radius_km * exit_factor)
        box = _box(port.lat_deg, port.lon_deg, km)
        for row in range(box.south, box.north + 1):
            for column in range(box.west, box.east + 1):
                cells.append(row * _COLUMNS + column % _COLUMNS)
                numbers.append(i)
    at = np.array(cells, dtype=np.int64)
    order = np.argsort(at, kind="stable")
    counts = np.bincount(at, minlength=_ROWS * _COLUMNS)
    start = np.concatenate([[0], np.cumsum(counts)]).astype(np.int32)
    members = np.array(numbers, dtype=np.int32)[order]
    return Grid(start, members, ports.lat_deg, ports.lon_deg, ports.radius_km)


def _box(lat_deg: float, lon_deg: float, km: float) -> _Box:
    high = km / 111.0 + 1e-6
    wide = high / max(0.01, math.cos(math.radians(min(89.0, abs(lat_deg) + high))))
    row = (lat_deg + 90.0) / CELL_DEG
    column = (lon_deg + 180.0) / CELL_DEG
    span = min(wide / CELL_DEG, _COLUMNS / 2 - 1)
    return _Box(
        max(0, math.floor(row - high / CELL_DEG)),
        min(_ROWS - 1, math.floor(row + high / CELL_DEG)),
        math.floor(column - span),
        math.floor(column + span),
    )


@compiled
def grid_cell(lat_deg: float, lon_deg: float) -> int:
    """Return the cell of a point; longitude of any turn, the poles belong to the last row."""
    row = min(_ROWS - 1, max(0, int((lat_deg + 90.0) / CELL_DEG)))
    column = int(np.floor((lon_deg + 180.0) / CELL_DEG)) % _COLUMNS
    return row * _COLUMNS + column


@compiled
def nearest_port(grid: Grid, lat_deg: float, lon_deg: float) -> tuple[int, float]:
    """Return the number of the port nearest to a point and its distance in km; -1 if none is near.

    Ports are compared by distance alone; of two equally far the first counts.
    """
    best, best_km = -1, np.inf
    cell = grid_cell(lat_deg, lon_deg)
    for at in range(grid.start[cell], grid.start[cell + 1]):
        p = grid.port[at]
        km = leg_km(grid.lat_deg[p], grid.lon_deg[p], lat_deg, lon_deg)
        if km < best_km:
            best, best_km = p, km
    return best, best_km
