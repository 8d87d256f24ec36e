"""Ways at sea, round the land: how long they are and where they run."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np
from numpy.typing import ArrayLike, NDArray

from tidewaiter.geo.crossing import clear as clear
from tidewaiter.geo.level import SNAP, Level, Point, carry, level, look
from tidewaiter.geo.mask import mask, to_cells
from tidewaiter.geo.raster import TURN, Floats, open_line
from tidewaiter.geo.search import Nodes, leg_km
from tidewaiter.geo.sphere import RADIUS_KM, distance_km

#: Round a port, this far, every cell is searched; beyond, blocks of cells.
_NEAR_KM = 75.0
#: Rows of the grid beyond.
_MOST_ROWS = 300
#: Round a ship in harbour, every cell this far is searched.
_HARBOUR_KM = 25.0
#: Reaches are rounded up to powers of this, so that ports asked for often are searched once.
_STEP = 1.25


@dataclass(frozen=True)
class Field:
    """The shortest ways at sea from one place to all others within reach.

    A length is that of a real line over cells without land or coast, so the true way is no longer:
    an upper bound (from a quay to open water 1.5 x the great circle is counted instead). What it is
    too long by: 1 to 2 % where the way winds between islands narrower than a block of cells.

    Attributes:
        lat_deg: The place.
        lon_deg: The place.
        levels: Finer first.
        inner: By node of the second level, the node of the first that its way goes on from.
    """

    lat_deg: float
    lon_deg: float
    levels: tuple[Level, ...]
    inner: Nodes

    def distance_km(self, lat_deg: ArrayLike, lon_deg: ArrayLike) -> Floats:
        """Return the length of the shortest way found to each position.

        Args:
            lat_deg: Latitudes, -90…90; NaN gives inf.
            lon_deg: Longitudes, any turn.

        Returns:
            Kilometres of the broadcast shape, never below the great circle; inf where no way was
            found within reach.

        Rajin to Vostochny, 125 on the great circle; more round the headland and into the bay:

        >>> field = field_from(42.233, 130.3, reach_km=400)
        >>> round(float(field.distance_km(42.733, 133.05)) / 1.852)  # nautical miles
        134
        """
        lat, lon = np.broadcast_arrays(np.asarray(lat_deg, float), np.asarray(lon_deg, float))
        x, y = (v.flatten() for v in to_cells(lat, lon))
        out, world = np.full(x.shape, np.inf), mask()
        for one in self.levels:
            way = look(world.store, *one.nodes(), one.km, one.parent, x, y)
            out = np.minimum(out, way)
        lost = np.flatnonzero(~np.isfinite(out) & np.isfinite(x) & self._holds(x, y))
        cells = np.column_stack([np.floor(x[lost]) % TURN, np.floor(y[lost])]).astype(np.int64)
        for cell in np.unique(cells, axis=0):
            here = lost[(cells == cell).all(axis=1)]
            out[here] = self._from_harbour(cell, x[here] % TURN, y[here])
        direct = distance_km(self.lat_deg, self.lon_deg, lat, lon)
        floor = np.where(np.isfinite(direct), direct, 0.0)
        return np.asarray(np.maximum(out.reshape(lat.shape), floor))

    def _from_harbour(self, cell: NDArray[np.int64], x: Floats, y: Floats) -> Floats:
        """Return the ways to places in one cell from which no node is seen."""
        local, world, out = (
            harbour(*map(int, cell), self.levels[0].canals),
            mask(),
            np.full(x.shape, np.inf),
        )
        gates = np.flatnonzero((local.parent < 0) & np.isfinite(local.km))
        gate_x, gate_y = local.xs[gates] + local.box[0] + 0.5, local.ys[gates] + local.box[1] + 0.5
        for one in self.levels:
            km = look(world.store, *one.nodes(), one.km, one.parent, gate_x, gate_y)
            for k in np.flatnonzero(np.isfinite(km)):
                legs = [
                    leg_km(float(a), float(b), gate_x[k], gate_y[k])
                    for a, b in zip(x, y, strict=True)
                ]
                out = np.minimum(out, km[k] + SNAP * np.array(legs))
        if np.isinf(out).all():
            found = self._harbour(int(cell[0]), int(cell[1]))[0]
            legs = [leg_km(float(a), float(b), *(cell + 0.5)) for a, b in zip(x, y, strict=True)]
            out = found + SNAP * np.array(legs)
        return out

    def _holds(self, x: Floats, y: Floats) -> NDArray[np.bool_]:
        left, low, wide, tall = self.levels[-1].box
        rows, columns = self.levels[-1].value.shape
        inside = (y >= low) & (y < low + rows * tall)
        return np.asarray(inside & ((x - left) % TURN < columns * wide))

    def _harbour(self, x: int, y: int) -> tuple[float, Level, int, int, int]:
        """Return the way to a cell from which no node is seen, by searching round it.

        Returns:
            Kilometres; the level round the cell; the two nodes where both searches meet; and in
            which level of the field.
        """
        local, world = harbour(x, y, self.levels[0].canals), mask()
        best, ends = math.inf, (0, 0, 0)
        for at, one in enumerate(self.levels):
            km, node = carry(
                world.store, local.canals, *local.nodes()[1:], local.km,
                one.value, one.box, one.xs, one.ys,
            )  # fmt: skip
            total = km + one.km
            meet = int(total.argmin())
            if total[meet] < best:
                best, ends = float(total[meet]), (int(node[meet]), meet, at)
        return best, local, *ends

    def way(self, lat_deg: float, lon_deg: float) -> list[Point] | None:
        """Return a line from the place to a position as points (x, y) in cells, or None."""
        x, y = (float(v) for v in to_cells(lat_deg, lon_deg))
        km, local, node, meet, at = self._harbour(math.floor(x) % TURN, math.floor(y))
        if math.isinf(km):
            return None
        points = self.levels[at].path(meet)
        if at == 1:
            first = meet
            while self.levels[1].parent[first] >= 0:
                first = int(self.levels[1].parent[first])
            points = self.levels[0].path(int(self.inner[first])) + points
        start = to_cells(self.lat_deg, self.lon_deg)
        points = [(float(start[0]), float(start[1])), *points, *local.path(node)[::-1], (x, y)]
        return _pulled(_running_on(points), local.canals)


@lru_cache(maxsize=512)
def harbour(x: int, y: int, canals: bool) -> Level:
    """Return the ways from one cell to all within 25 km."""
    return level(x + 0.5, y + 0.5, reach_km=_HARBOUR_KM, most_rows=_MOST_ROWS, canals=canals)[0]


def afloat(lat_deg: float, lon_deg: float, *, canals: bool = True) -> bool:
    """Say whether open water is within 20 km of a place, joined to what lies beyond 25 km.

    Args:
        lat_deg: Latitude, -90…90.
        lon_deg: Longitude, any turn.
        canals: Whether canals count as water.

    >>> afloat(42.233, 130.3), afloat(48.86, 2.35)  # Rajin, Paris
    (True, False)
    """
    x, y = (float(v) for v in to_cells(lat_deg, lon_deg))
    return bool(np.isfinite(harbour(math.floor(x) % TURN, math.floor(y), canals).km).any())


def field_from(lat_deg: float, lon_deg: float, *, reach_km: float, canals: bool = True) -> Field:
    """Return the ways at sea from one place.

    Args:
        lat_deg: Of the place; a port may plot ashore, up to 20 km from open water.
        lon_deg: Any turn. Both are rounded to a thousandth of a degree.
        reach_km: No way longer than this is needed, above 0; rounded up, so that the last 24 asked
            for are kept for the next who asks.
        canals: Whether ships may take canals.
    """
    step = math.ceil(math.log(max(reach_km, _NEAR_KM), _STEP) - 1e-9)
    lon = (round(lon_deg, 3) + 180) % 360 - 180
    return _field(round(lat_deg, 3), round(lon, 3), step, canals)


@lru_cache(maxsize=24)
def _field(lat: float, lon: float, step: int, canals: bool) -> Field:
    x, y = (float(v) for v in to_cells(lat, lon))
    reach_km = min(_STEP**step, math.pi * RADIUS_KM)
    near, _ = level(x, y, reach_km=_NEAR_KM, most_rows=_MOST_ROWS, canals=canals)
    if reach_km <= _NEAR_KM:
        return Field(lat, lon, (near,), np.empty(0, np.int32))
    far, inner = level(x, y, reach_km=reach_km, most_rows=_MOST_ROWS, canals=canals, inner=near)
    return Field(lat, lon, (near, far), inner)


def route(
    start: Point, end: Point, *, canals: bool = True, step_km: float = 40.0
) -> list[Point] | None:
    """Return a way at sea as positions, or None where none was found.

    Args:
        start: Latitude and longitude, degrees.
        end: Likewise.
        canals: Whether the ship may take canals.
        step_km: Positions are no farther apart than this, so that a straight line on any map
            between two of them keeps to the water.

    Returns:
        Latitudes and longitudes; longitudes run on over the antimeridian from that of ``start``.

    Round Korea, from Wonsan to Nampo:

    >>> way = route((39.2, 127.6), (38.7, 125.2))
    >>> way is not None and min(lat for lat, lon in way) < 34.5
    True
    """
    direct = float(distance_km(*start, *end))
    for reach_km in (direct * 1.3 + 150, direct * 2 + 1500, direct * 3 + 6000):
        found = field_from(*start, reach_km=reach_km, canals=canals).way(*end)
        if found is None:
            continue
        turn = 360 * round((start[1] - (found[0][0] / 60 - 180)) / 360)
        points = [start]
        for (x0, y0), (x1, y1) in pairwise(found):
            n = max(1, math.ceil(leg_km(x0, y0, x1, y1) / step_km))
            for k in range(1, n + 1):
                x, y = x0 + (x1 - x0) * k / n, y0 + (y1 - y0) * k / n
                points.append((y / 60 - 90, x / 60 - 180 + turn))
        return points
    return None


def length_km(way: list[Point]) -> float:
    """Return the length of a line of latitudes and longitudes, on great circles."""
    lat, lon = np.array(way).T
    return float(distance_km(lat[:-1], lon[:-1], lat[1:], lon[1:]).sum())


def _running_on(points: list[Point]) -> list[Point]:
    """Return the points without repeats, each on the turn that is nearest to the one before."""
    out = points[:1]
    for x, y in points[1:]:
        x -= TURN * round((x - out[-1][0]) / TURN)
        if math.hypot(x - out[-1][0], y - out[-1][1]) > 1e-6:
            out.append((x, y))
    return out


def _pulled(points: list[Point], canals: bool) -> list[Point]:
    """Leave out points as long as the line stays open and gets shorter."""
    world, changed = mask(), True
    while changed:
        changed, k = False, 1
        while k < len(points) - 1:
            (a, b, c) = points[k - 1 : k + 2]
            shorter = leg_km(*a, *c) < leg_km(*a, *b) + leg_km(*b, *c) + 1e-6
            if shorter and open_line(world.store, canals, *a, *c):
                del points[k]
                changed = True
            else:
                k += 1
    return points
