"""One grid round a place, with the shortest ways at sea to all its cells."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from tidewaiter.geo.mask import CELL_KM, _edges, blocks, mask
from tidewaiter.geo.passages import passages
from tidewaiter.geo.raster import HEIGHT, TURN, Bytes, Floats, Ints
from tidewaiter.geo.search import Grid, Nodes, leg_km, reachable, search, sees
from tidewaiter.geo.sphere import RADIUS_KM
from tidewaiter.model.compiled import compiled

#: How much longer than the great circle the way is taken to be from a quay to open water.
SNAP = 1.5
#: Farther than this no open water is looked for.
SNAP_KM = 20.0
#: Cells along a block, at most: in larger ones the Red Sea falls apart.
_MOST_TALL = 16

Point = tuple[float, float]


@dataclass(frozen=True)
class Level:
    """Ways from a place to the nodes of a grid; places are (x, y) in cells.

    Attributes:
        canals: Whether canals are open.
        box: First column and row in cells, width and height of a block in cells.
        value: By block, 0 where all its cells are open, 2 where none is, else 1.
        xs: Column of each block's node from ``box``, -1 where it has none.
        ys: Row of each node.
        km: Length of the way to each node; inf where none was found.
        parent: The node before on it, -1 at the first.
        between: The points of a passage between two nodes that are joined along it.
    """

    canals: bool
    box: Ints
    value: Grid
    xs: Nodes
    ys: Nodes
    km: Floats
    parent: Nodes
    between: dict[tuple[int, int], list[Point]] = field(repr=False)

    def nodes(self) -> tuple[bool, Grid, Ints, Nodes, Nodes]:
        """Return what the kernels take of a grid."""
        return self.canals, self.value, self.box, self.xs, self.ys

    def place(self, node: int) -> Point:
        """Return the middle of a node's cell."""
        return float(self.box[0] + self.xs[node] + 0.5), float(self.box[1] + self.ys[node] + 0.5)

    def path(self, node: int) -> list[Point]:
        """Return the nodes' places on the way from the first to ``node``, passages in full."""
        way = [self.place(node)]
        while (before := int(self.parent[node])) >= 0:
            way += self.between.get((node, before), [])
            way.append(self.place(before))
            node = before
        return way[::-1]


def extent(lat_deg: float, reach_km: float) -> float:
    """Return how many degrees of longitude a circle spans to either side (180 over a pole).

    >>> round(extent(60, 111.2), 2)
    2.0
    """
    wide, cos = math.sin(min(reach_km / RADIUS_KM, math.pi / 2)), math.cos(math.radians(lat_deg))
    return math.degrees(math.asin(wide / cos)) if wide < cos else 180.0


def level(
    x: float,
    y: float,
    *,
    reach_km: float,
    most_rows: int,
    canals: bool,
    inner: Level | None = None,
) -> tuple[Level, Nodes]:
    """Search the box round a place.

    Args:
        x: Column of the place, cells, any turn.
        y: Row.
        reach_km: Half of the box's height.
        most_rows: Blocks get as many cells as keep the box within so many rows; more rows beyond
            2,400 miles.
        canals: Whether canals are open.
        inner: A finer level round the same place to go on from; without it the way starts at the
            place, or where that is closed at the water next to it that is joined to the rim.

    Returns:
        The level, and by node the inner level's node that its way goes on from.
    """
    lat = y / 60 - 90
    tall = min(_MOST_TALL, max(1, math.ceil(2 * reach_km / CELL_KM / most_rows)))
    wide = max(1, int(tall / max(0.05, math.cos(math.radians(lat)))))
    up = math.ceil(reach_km / CELL_KM / tall)
    aside = min(math.ceil(extent(lat, reach_km) * 60 / wide), TURN // 2 // wide)
    low = max(0, int(y) - up * tall)
    rows = (min(HEIGHT, int(y) + (up + 1) * tall) - low) // tall
    left, columns = math.floor(x) - aside * wide, min(2 * aside + 1, TURN // wide)
    world = mask()
    world.need(left, low, left + columns * wide - 1, low + rows * tall - 1)
    value, xs2, ys2 = blocks(world.store, world.kind, canals, left, low, wide, tall, rows, columns)
    xs, ys = xs2.ravel(), ys2.ravel()
    box = np.array([left, low, wide, tall], dtype=np.int64)
    between: dict[tuple[int, int], list[Point]] = {}
    links_km: dict[tuple[int, int], float] = {}
    if wide * tall > 1:
        _link(value, box, xs, ys, canals, between, links_km)
    grid = canals, value, box, xs, ys
    if inner is None:
        seeds, from_inner = _start(world.store, *grid, x, y), np.full(xs.shape, -1, np.int32)
    else:
        ends = inner.nodes()[1:], inner.km
        seeds, from_inner = carry(world.store, canals, *ends[0], ends[1], value, box, xs, ys)
    pairs = np.array(list(links_km), dtype=np.int64).reshape(-1, 2)
    lengths = np.array(list(links_km.values()), dtype=np.float64)
    km, parent = search(world.store, *grid, seeds, pairs, lengths, True)
    return Level(canals, box, value, xs, ys, km, parent, between), from_inner


def _start(
    store: Bytes, canals: bool, value: Grid, box: Ints, xs: Nodes, ys: Nodes, x: float, y: float
) -> Floats:
    """Return the way from a place to the nodes next to it; inf for all others."""
    main = reachable(store, canals, value, box, xs, ys)
    seeds = np.full(xs.shape, np.inf)
    to_x, to_y = xs + box[0] + 0.5, ys + box[1] + 0.5
    rel_x, rel_y = x - box[0], y - box[1]
    own = int(rel_y // box[3]) * value.shape[1] + int(rel_x // box[2])
    if main[own] and sees(store, canals, value, box, rel_x, rel_y, xs[own] + 0.5, ys[own] + 0.5):
        seeds[own] = leg_km(x, y, float(to_x[own]), float(to_y[own]))
        return seeds
    near = np.flatnonzero(main)
    cos = math.cos(math.radians(y / 60 - 90))
    rough = np.hypot((to_x[near] - x) * cos, to_y[near] - y) * CELL_KM
    near = near[rough <= SNAP_KM]
    if len(near):
        rough = rough[rough <= SNAP_KM]
        for k in near[rough <= rough.min() + CELL_KM]:
            seeds[k] = SNAP * leg_km(x, y, float(to_x[k]), float(to_y[k]))
    return seeds


@compiled
def carry(
    store: Bytes, canals: bool, value: Grid, box: Ints, xs: Nodes, ys: Nodes, km: Floats,
    value2: Grid, box2: Ints, xs2: Nodes, ys2: Nodes,
) -> tuple[Floats, Nodes]:  # fmt: skip
    """Carry the ways of one grid over to the nodes of a second that lie in it.

    Returns:
        By node of the second: kilometres, inf where it is not in the first or not joined to it; and
        the first's node that its way goes on from, -1 where there is none.
    """
    out, node = np.full(xs2.shape[0], np.inf), np.full(xs2.shape[0], -1, np.int32)
    rows, columns = value.shape
    rows2, columns2 = value2.shape
    first = max(0, (box[1] - box2[1]) // box2[3])
    last = min(rows2 - 1, (box[1] + rows * box[3] - box2[1]) // box2[3])
    for r2 in range(first, last + 1):
        for i in range(columns * box[2] // box2[2] + 2):
            c2 = ((box[0] + i * box2[2] - box2[0]) % TURN) // box2[2]
            if c2 >= columns2 or xs2[r2 * columns2 + c2] < 0:
                continue
            b = r2 * columns2 + c2
            x = (box2[0] + xs2[b] - box[0]) % TURN
            y = box2[1] + ys2[b] - box[1]
            if not (x < columns * box[2] and 0 <= y < rows * box[3]):
                continue
            a = (y // box[3]) * columns + x // box[2]
            if km[a] < np.inf and sees(
                store, canals, value, box, x + 0.5, y + 0.5, xs[a] + 0.5, ys[a] + 0.5
            ):
                out[b] = km[a] + leg_km(
                    x + 0.5, box[1] + y + 0.5, xs[a] + 0.5, box[1] + ys[a] + 0.5
                )
                node[b] = a
    return out, node


@compiled
def look(
    store: Bytes, canals: bool, value: Grid, box: Ints, xs: Nodes, ys: Nodes, km: Floats,
    parent: Nodes, px: Floats, py: Floats,
) -> Floats:  # fmt: skip
    """Return the shortest ways to places from the nodes in sight next to them, or their parents.

    Args:
        store: Cells of the world.
        canals: As in :class:`Level`.
        value: As in :class:`Level`.
        box: As in :class:`Level`.
        xs: As in :class:`Level`.
        ys: As in :class:`Level`.
        km: As in :class:`Level`.
        parent: As in :class:`Level`.
        px: Columns of the places, cells, any turn; NaN gives inf.
        py: Rows.
    """
    out = np.full(px.shape[0], np.inf)
    rows, columns = value.shape
    for k in range(px.shape[0]):
        x, y = (px[k] - box[0]) % TURN, py[k] - box[1]
        if not (0 <= x < columns * box[2] and 0 <= y < rows * box[3]):
            continue
        r0, c0 = int(y // box[3]), int(x // box[2])
        for r in range(max(0, r0 - 1), min(rows, r0 + 2)):
            for c in range(max(0, c0 - 1), min(columns, c0 + 2)):
                a = r * columns + c
                for _ in range(2):  # the node, then the one before it
                    if a >= 0 and km[a] < np.inf:
                        x1, y1 = xs[a] + 0.5, ys[a] + 0.5
                        way = km[a] + leg_km(x, box[1] + y, x1, box[1] + y1)
                        if way < out[k] and sees(store, canals, value, box, x, y, x1, y1):
                            out[k] = way
                        a = parent[a]
    return out


@cache
def _lines() -> tuple[tuple[bool, NDArray[np.float64], Floats], ...]:
    """Return each passage as points a quarter of a cell apart, and the kilometres up to each."""
    found = []
    for passage in passages():
        edges = [_edges(passage.points[k : k + 2])[0] for k in range(len(passage.points) - 1)]
        turned = [b[1] < a[1] for a, b in pairwise(passage.points)]
        points: list[Point] = []
        for (x0, y0, x1, y1), back in zip(edges, turned, strict=True):
            n = max(1, math.ceil(4 * max(x1 - x0, abs(y1 - y0))))
            line = [(x0 + (x1 - x0) * k / n, y0 + (y1 - y0) * k / n) for k in range(n + 1)]
            points += (line[::-1] if back else line)[(1 if points else 0) :]
        legs = [leg_km(*a, *b) for a, b in pairwise(points)]
        found.append((passage.canal, np.array(points), np.concatenate([[0.0], np.cumsum(legs)])))
    return tuple(found)


def _link(
    value: Grid, box: Ints, xs: Nodes, ys: Nodes, canals: bool,
    between: dict[tuple[int, int], list[Point]], links_km: dict[tuple[int, int], float],
) -> None:  # fmt: skip
    """Join blocks along the passages, whose nodes are moved onto the passage."""
    left, low, wide, tall = (int(v) for v in box)
    rows, columns = value.shape
    held: dict[int, tuple[float, float]] = {}
    for canal, points, km in _lines():
        if canal and not canals:
            continue
        x, y = (points[:, 0] - left) % TURN, points[:, 1] - low
        inside = (x < columns * wide) & (y >= 0) & (y < rows * tall)
        if not inside.any():
            continue
        block = np.where(inside, (y // tall).astype(int) * columns + (x // wide).astype(int), -1)
        starts = np.flatnonzero(np.diff(block, prepend=-9))
        before: tuple[int, int] | None = None
        for start, end in zip(starts, [*starts[1:], len(block)], strict=True):
            node, at = int(block[start]), int(start + end) // 2
            if node < 0:
                before = None
                continue
            if start == 0:
                at = 0
            elif end == len(block):
                at = end - 1
            if node in held:  # another passage, or this one winding: meet where they touch
                apart = np.hypot(x[start:end] - held[node][0], y[start:end] - held[node][1])
                if apart.min() > 0.75:
                    continue
                at = int(start + apart.argmin())
            else:
                xs[node], ys[node] = int(x[at]), int(y[at])
                held[node] = float(x[at]), float(y[at])
            if before is not None and before[0] != node:
                pair = before[0], node
                way = [(float(a), float(b)) for a, b in points[before[1] : at + 1]]
                links_km[pair] = float(km[at] - km[before[1]]) + CELL_KM
                between[pair[::-1]] = way[::-1]
                between[pair] = way
            before = node, at
