"""Land or sea, by cells of one minute of arc, drawn from the bundled coasts when asked for."""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import ArrayLike, NDArray

from tidewaiter.geo.coast import _world
from tidewaiter.geo.passages import passages
from tidewaiter.geo.raster import (
    CANAL,
    COAST,
    HEIGHT,
    LAND,
    PER_DEG,
    SEA,
    TILE,
    TILES,
    TURN,
    Bytes,
    Floats,
    bands,
    carve,
    cell,
    is_open,
    pack,
    tile,
)
from tidewaiter.geo.sphere import RADIUS_KM
from tidewaiter.model.compiled import compiled

_UNMADE, _MIXED = -2, -1
#: Kilometres along one minute of a meridian.
CELL_KM = float(np.radians(1 / PER_DEG) * RADIUS_KM)


class Mask:
    """The world in cells, two bits each: 58 MB at most, and no more than the tiles asked for.

    Attributes:
        store: The cells, tile by tile; to be read by :func:`tidewaiter.geo.raster.cell`.
        kind: By tile: -2 not drawn, -1 mixed, else the one value of all its cells.
    """

    def __init__(self) -> None:
        self.store: Bytes = np.zeros(18 * TILES * TILE * TILE // 4, dtype=np.uint8)
        self.kind: NDArray[np.int8] = np.full(18 * TILES, _UNMADE, dtype=np.int8)
        ends = [_edges(ring[:, ::-1]) for ring in _world()]
        edges = np.concatenate(ends)
        # Natural Earth cuts land at the antimeridian; along the cut there is no coast.
        cut = (edges[:, 0] == edges[:, 2]) & (edges[:, 0] % TURN == 0)
        self._edges = np.ascontiguousarray(edges[~cut])
        self._starts, self._order = bands(self._edges)
        self._open = [(p.canal, _edges(p.points)) for p in passages()]

    def need(self, west: int, south: int, east: int, north: int) -> None:
        """Draw what is not drawn of a box; cells, both ends included, any turn."""
        rows = range(max(south, 0) // TILE, min(north, HEIGHT - 1) // TILE + 1)
        columns = range(west // TILE, min(east // TILE, west // TILE + TILES) + 1)
        for row in rows:
            for column in columns:
                self.make(row * TILES + column % TILES)

    def make(self, number: int) -> None:
        """Draw one tile, unless it is drawn."""
        if self.kind[number] != _UNMADE:
            return
        row, column = divmod(number, TILES)
        order = self._order[self._starts[column] : self._starts[column + 1]]
        cells = tile(self._edges, order, column, row)
        for canals in (True, False):  # straits last: where both run, there is no lock
            for canal, lines in self._open:
                if canal == canals:
                    carve(cells, lines, CANAL if canal else SEA, column, row)
        self.kind[number] = pack(cells, self.store, number * (TILE * TILE // 4))


def _edges(points: Floats) -> Floats:
    """Return x0, y0, x1, y1 in cells of the lines between points, the short way round."""
    x, y = (points[:, 1] + 180) * PER_DEG, (points[:, 0] + 90) * PER_DEG
    x0, y0, x1, y1 = x[:-1], y[:-1], x[1:].copy(), y[1:]
    x1 -= np.round((x1 - x0) / TURN) * TURN
    turned = x1 < x0
    ends = [np.where(turned, b, a) for a, b in ((x0, x1), (y0, y1), (x1, x0), (y1, y0))]
    return np.column_stack(ends)


@cache
def mask() -> Mask:
    """Return the mask that the process shares."""
    return Mask()


def to_cells(lat_deg: ArrayLike, lon_deg: ArrayLike) -> tuple[Floats, Floats]:
    """Return x and y in cells, of the shape of the degrees; not cut, not wrapped."""
    lat, lon = np.asarray(lat_deg, dtype=np.float64), np.asarray(lon_deg, dtype=np.float64)
    return (lon + 180) * PER_DEG, (lat + 90) * PER_DEG


def surface(lat_deg: ArrayLike, lon_deg: ArrayLike, *, canals: bool = True) -> NDArray[np.int8]:
    """Return what lies under positions.

    Args:
        lat_deg: Latitudes, -90…90; NaN counts as sea.
        lon_deg: Longitudes, any turn.
        canals: Whether canals count as sea; as land otherwise.

    Returns:
        0 sea, 1 coast (an edge of the coast crosses the cell of 1' x 1'), 2 land; of the broadcast
        shape. Lakes are land, the Caspian is sea (Natural Earth 1:10 million).

    Paris, the middle of the Sea of Japan, the quays of Rajin:

    >>> surface([48.86, 40.0, 42.233], [2.35, 134.0, 130.30])
    array([2, 0, 1], dtype=int8)
    """
    lat, lon = np.broadcast_arrays(np.asarray(lat_deg, float), np.asarray(lon_deg, float))
    flat = lat.flatten(), lon.flatten()
    world = mask()
    wanted = np.zeros(18 * TILES, dtype=np.bool_)
    _tiles_of(*flat, wanted)
    for number in np.flatnonzero(wanted & (world.kind == _UNMADE)):
        world.make(int(number))
    return _values(world.store, *flat, canals).reshape(lat.shape)


@compiled
def _tiles_of(lat: Floats, lon: Floats, wanted: NDArray[np.bool_]) -> None:
    for k in range(lat.shape[0]):
        if np.isfinite(lat[k]) and np.isfinite(lon[k]):
            x = int(np.floor((lon[k] + 180) * PER_DEG)) % TURN
            y = min(max(int(np.floor((lat[k] + 90) * PER_DEG)), 0), HEIGHT - 1)
            wanted[(y // TILE) * TILES + x // TILE] = True


@compiled
def _values(store: Bytes, lat: Floats, lon: Floats, canals: bool) -> NDArray[np.int8]:
    out = np.zeros(lat.shape[0], dtype=np.int8)
    for k in range(lat.shape[0]):
        if np.isfinite(lat[k]) and np.isfinite(lon[k]):
            x = int(np.floor((lon[k] + 180) * PER_DEG))
            value = cell(store, x, int(np.floor((lat[k] + 90) * PER_DEG)))
            out[k] = value if value != CANAL else (SEA if canals else LAND)
    return out


def inland(lat_deg: ArrayLike, lon_deg: ArrayLike, km: float) -> NDArray[np.bool_]:
    """Say of positions whether they are on land with no sea or coast near: no ship can be there.

    Args:
        lat_deg: Latitudes, -90…90; NaN is not inland.
        lon_deg: Longitudes, any turn.
        km: No cell of sea, coast or canal lies within this distance, above 0; rivers and lakes are
            land here, so allow for both (50 km keeps clear of most, not of the Volga or Yangtze).

    Returns:
        Of the broadcast shape.

    Paris lies 150 km from the sea, London on the tidal Thames:

    >>> inland([48.86, 51.5, 40.0], [2.35, 0.0, 134.0], 100)
    array([ True, False, False])
    """
    lat, lon = np.broadcast_arrays(np.asarray(lat_deg, float), np.asarray(lon_deg, float))
    out = np.asarray(surface(lat, lon, canals=True) == LAND)
    reach = int(np.ceil(km / CELL_KM))
    world = mask()
    x, y = to_cells(lat[out], lon[out])
    wide = reach / np.maximum(
        np.cos(np.radians(np.minimum(np.abs(lat[out]) + km / 111, 89.5))), 0.01
    )
    for number in np.unique(np.stack([x // TILE, y // TILE, np.ceil(wide / 60)]), axis=1).T:
        column, row, more = (int(v) for v in number)
        world.need(
            column * TILE - more * 60, row * TILE - reach,
            (column + 1) * TILE + more * 60, (row + 1) * TILE + reach,
        )  # fmt: skip
    out[out] = _inland(world.store, x, y, wide, reach, km)
    return out


@compiled
def _inland(
    store: Bytes, xs: Floats, ys: Floats, wide: Floats, reach: int, km: float
) -> NDArray[np.bool_]:
    """Look round each point, nearest rows first, and stop at the first cell that is no land."""
    out = np.ones(xs.shape[0], dtype=np.bool_)
    for k in range(xs.shape[0]):
        x, y = int(np.floor(xs[k])), int(np.floor(ys[k]))
        shrink = wide[k] / reach
        for far in range(2 * reach + 1):
            dy = (far + 1) // 2 if far % 2 else -(far // 2)
            span = int(np.ceil(np.sqrt(max(0.0, (km / CELL_KM) ** 2 - dy * dy)) * shrink))
            if abs(dy) * CELL_KM > km or not out[k]:
                continue
            for dx in range(-span, span + 1):
                if cell(store, x + dx, y + dy) != LAND:
                    out[k] = False
                    break
    return out


def window(
    west: float, south: float, east: float, north: float, cells_per_deg: int = PER_DEG,
    *, canals: bool = True,
) -> NDArray[np.int8]:  # fmt: skip
    """Return a box of the mask, rows from the south, columns from the west.

    Args:
        west: Left edge, degrees, any turn; edges are moved out to whole cells.
        south: Lower edge.
        east: Right edge, above ``west``: over the antimeridian it runs on beyond 180.
        north: Upper edge.
        cells_per_deg: A divisor of 60. A coarse cell is 0 when all of it is sea, 2 when all of it is
            land, else 1: never sea where land is.
        canals: Whether canals count as sea.

    Raises:
        ValueError: The box is empty, or the resolution is no divisor of 60.

    >>> window(128, 38, 142, 46, 1).shape
    (8, 14)
    """
    if PER_DEG % cells_per_deg or not (west < east and south < north):
        raise ValueError("give a box west < east, south < north, and a divisor of 60")
    size = PER_DEG // cells_per_deg
    left, low = (
        int(np.floor((west + 180) * cells_per_deg)),
        int(np.floor((south + 90) * cells_per_deg)),
    )
    right, high = (
        int(np.ceil((east + 180) * cells_per_deg)),
        int(np.ceil((north + 90) * cells_per_deg)),
    )
    world = mask()
    world.need(left * size, low * size, right * size - 1, high * size - 1)
    shape = high - low, right - left
    return blocks(world.store, world.kind, canals, left * size, low * size, size, size, *shape)[0]


@compiled
def blocks(
    store: Bytes, kind: NDArray[np.int8], canals: bool,
    left: int, low: int, wide: int, tall: int, rows: int, columns: int,
) -> tuple[NDArray[np.int8], NDArray[np.int32], NDArray[np.int32]]:  # fmt: skip
    """Gather cells into blocks of ``tall`` x ``wide``, from the cell (left, low).

    Returns:
        By block: 0 all open, 2 all land, else 1; and column and row of the open cell next to its
        middle, counted from (left, low), -1 where none is open.
    """
    value = np.zeros((rows, columns), dtype=np.int8)
    xs, ys = np.full((rows, columns), -1, np.int32), np.full((rows, columns), -1, np.int32)
    for r in range(rows):
        for c in range(columns):
            x0, y0 = left + c * wide, low + r * tall
            y_last = min(max(y0 + tall - 1, 0), HEIGHT - 1)
            first = (min(max(y0, 0), HEIGHT - 1) // TILE) * TILES + x0 % TURN // TILE
            last = (y_last // TILE) * TILES + (x0 + wide - 1) % TURN // TILE
            whole = kind[first] if first == last else -1
            if whole in (SEA, LAND):
                value[r, c] = whole
                if whole == SEA:
                    xs[r, c], ys[r, c] = c * wide + wide // 2, r * tall + tall // 2
                continue
            best, free, land = 1 << 30, 0, 0
            for y in range(y0, y0 + tall):
                for x in range(x0, x0 + wide):
                    if is_open(store, x, y, canals):
                        free += 1
                        # Anisotropic in cells, as the block is: its sides count alike.
                        off_x, off_y = (x - x0 - wide // 2) * tall, (y - y0 - tall // 2) * wide
                        off = off_x * off_x + off_y * off_y
                        if off < best:
                            best = off
                            xs[r, c], ys[r, c] = x - left, y - low
                    elif cell(store, x, y) != COAST:
                        land += 1
            if free < wide * tall:
                value[r, c] = 2 if land == wide * tall else 1
    return value, xs, ys
