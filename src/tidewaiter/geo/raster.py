"""Kernels that draw coasts into cells of one minute of arc.

The cells of the world are numbered from the west and the south: column 0 lies east of 180° W, row 0
north of the south pole; a column may be counted on over the antimeridian. A tile is 600 x 600 cells
(10° x 10°), four cells to a byte. All lines are straight in latitude and longitude.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from tidewaiter.model.compiled import compiled

#: Cells per degree, cells per turn, cells from pole to pole, cells along a tile, tiles per turn.
PER_DEG, TURN, HEIGHT, TILE, TILES = 60, 21600, 10800, 600, 36
SEA, COAST, LAND, CANAL = 0, 1, 2, 3

Floats = NDArray[np.float64]
Bytes = NDArray[np.uint8]
Ints = NDArray[np.int64]


@compiled
def bands(edges: Floats) -> tuple[Ints, Ints]:
    """Sort edges by the tile columns that they touch; an edge in two columns comes twice.

    Args:
        edges: Rows of x0, y0, x1, y1 in cells, x0 <= x1 < x0 + TURN / 2.

    Returns:
        Where each column's edges begin in the second array, and their row numbers.
    """
    starts = np.zeros(TILES + 1, dtype=np.int64)
    order = np.zeros(0, dtype=np.int64)
    for turn in range(2):
        at = starts[:-1].copy()
        for e in range(edges.shape[0]):
            first = int(np.floor(edges[e, 0])) // TILE
            for b in range(first, int(np.floor(edges[e, 2])) // TILE + 1):
                band = b % TILES
                if turn == 0:
                    starts[band + 1] += 1
                else:
                    order[at[band]] = e
                    at[band] += 1
        if turn == 0:
            for band in range(TILES):
                starts[band + 1] += starts[band]
            order = np.zeros(starts[-1], dtype=np.int64)
    return starts, order


@compiled
def tile(edges: Floats, order: Ints, column: int, row: int) -> Bytes:
    """Draw one tile: land by the even-odd rule from the north pole down, coast where an edge runs.

    A cell is land when the meridian through its centre crosses an odd number of edges north of it:
    so Antarctica needs no edge round the pole, and a ring over the antimeridian no cut.

    Args:
        edges: As for :func:`bands`.
        order: Rows of those that touch the tile's column.
        column: Of the tile, 0…35.
        row: Of the tile, 0…17.

    Returns:
        SEA, COAST or LAND by row and column of the cell.
    """
    out = np.zeros((TILE, TILE), dtype=np.uint8)
    west, south = column * TILE, row * TILE
    coast = np.zeros((TILE, TILE), dtype=np.bool_)
    for k in order:
        x0, y0, x1, y1 = edges[k, 0], edges[k, 1], edges[k, 2], edges[k, 3]
        if max(y0, y1) < south:
            continue
        slope = (y1 - y0) / (x1 - x0) if x1 > x0 else 0.0
        for x in range(int(np.floor(x0)), int(np.floor(x1)) + 1):
            c = x % TURN - west
            if c < 0 or c >= TILE:
                continue
            if x0 <= x + 0.5 < x1:
                top = int(np.ceil(y0 + slope * (x + 0.5 - x0) - 0.5)) - 1 - south
                if top >= 0:
                    out[min(top, TILE - 1), c] ^= LAND
            a = y0 if x1 == x0 else y0 + slope * (max(x0, float(x)) - x0)
            b = y1 if x1 == x0 else y0 + slope * (min(x1, x + 1.0) - x0)
            low = max(0, int(np.floor(min(a, b))) - south)
            high = min(TILE - 1, int(np.floor(max(a, b))) - south)
            for r in range(low, high + 1):
                coast[r, c] = True
    for c in range(TILE):
        for r in range(TILE - 2, -1, -1):
            out[r, c] ^= out[r + 1, c]
    for r in range(TILE):
        for c in range(TILE):
            if coast[r, c]:
                out[r, c] = COAST
    return out


@compiled
def carve(cells: Bytes, lines: Floats, value: int, column: int, row: int) -> None:
    """Open the cells under lines: coast and land become ``value``, sea stays sea.

    Args:
        cells: One tile, changed in place.
        lines: Rows of x0, y0, x1, y1 in cells, x0 <= x1.
        value: SEA or CANAL.
        column: Of the tile.
        row: Of the tile.
    """
    west, south = column * TILE, row * TILE
    for k in range(lines.shape[0]):
        x0, y0, x1, y1 = lines[k, 0], lines[k, 1], lines[k, 2], lines[k, 3]
        for x in range(int(np.floor(x0)), int(np.floor(x1)) + 1):
            c = x % TURN - west
            if c < 0 or c >= TILE:
                continue
            slope = (y1 - y0) / (x1 - x0) if x1 > x0 else 0.0
            a = y0 if x1 == x0 else y0 + slope * (max(x0, float(x)) - x0)
            b = y1 if x1 == x0 else y0 + slope * (min(x1, x + 1.0) - x0)
            low = max(0, int(np.floor(min(a, b))) - south)
            high = min(TILE - 1, int(np.floor(max(a, b))) - south)
            for r in range(low, high + 1):
                if cells[r, c] == COAST or cells[r, c] == LAND or value == SEA:
                    cells[r, c] = value


@compiled
def pack(cells: Bytes, store: Bytes, at: int) -> int:
    """Write a tile into the store, four cells to a byte; return its one value, or -1 if mixed."""
    flat = cells.reshape(TILE * TILE)
    same = True
    for k in range(flat.shape[0] // 4):
        i = 4 * k
        store[at + k] = flat[i] | flat[i + 1] << 2 | flat[i + 2] << 4 | flat[i + 3] << 6
        same = same and store[at + k] == store[at]
    whole = flat[0] == flat[1] and flat[0] == flat[2] and flat[0] == flat[3]
    return int(flat[0]) if same and whole else -1


@compiled
def cell(store: Bytes, x: int, y: int) -> int:
    """Return the value of one cell; any turn of x, y cut at the poles. Its tile must be made."""
    x = x % TURN
    y = min(max(y, 0), HEIGHT - 1)
    tile_at = (y // TILE) * TILES + x // TILE
    i = tile_at * (TILE * TILE) + (y % TILE) * TILE + x % TILE
    return int((store[i >> 2] >> ((i & 3) << 1)) & 3)


@compiled
def is_open(store: Bytes, x: int, y: int, canals: bool) -> bool:
    """Say whether a ship can be in a cell."""
    value = cell(store, x, y)
    return value == SEA or (canals and value == CANAL)


@compiled
def open_line(store: Bytes, canals: bool, x0: float, y0: float, x1: float, y1: float) -> bool:
    """Say whether every cell that a line passes is open; a line through a corner passes three.

    Amanatides and Woo 1987, "A fast voxel traversal algorithm". Ends in cells, any turn; the line
    goes the way that the numbers say, not the shorter one.
    """
    x, y = int(np.floor(x0)), int(np.floor(y0))
    last_x, last_y = int(np.floor(x1)), int(np.floor(y1))
    step_x, step_y = (1 if x1 > x0 else -1), (1 if y1 > y0 else -1)
    per_x = abs(1.0 / (x1 - x0)) if x1 != x0 else np.inf
    per_y = abs(1.0 / (y1 - y0)) if y1 != y0 else np.inf
    next_x = (x + 1 - x0 if step_x > 0 else x0 - x) * per_x if x1 != x0 else np.inf
    next_y = (y + 1 - y0 if step_y > 0 else y0 - y) * per_y if y1 != y0 else np.inf
    for _ in range(abs(last_x - x) + abs(last_y - y) + 1):
        if not is_open(store, x, y, canals):
            return False
        if next_x <= next_y:
            x += step_x
            next_x += per_x
        else:
            y += step_y
            next_y += per_y
    return True
