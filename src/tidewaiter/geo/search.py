"""Shortest ways over a grid of open water, with straight lines at any angle.

Lazy Theta* (Nash, Koenig and Tovey 2010, AAAI) without a goal, so Dijkstra's order: every node is
tried first from its neighbour's parent, and whether that line is clear is asked once, when the node
is settled. Lines are straight in latitude and longitude; their length is the great circle's plus
what such a line can be longer (see :func:`leg_km`), so that a sum is never too short.

A node is the open cell next to the middle of a block of cells. Blocks wholly open are crossed
without looking; in the others every cell is looked at.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from tidewaiter.geo.raster import PER_DEG, Bytes, Floats, Ints, is_open, open_line
from tidewaiter.geo.sphere import RADIUS_KM
from tidewaiter.model.compiled import compiled

#: The turn of a meridian along a line, at most (radians): a line is then < 0.06 % too long.
_MOST_TURN = 0.06
#: Lines are cut after so many blocks, because looking along them is what takes the time.
_MOST_BLOCKS = 48
_CELL_RAD = np.pi / 180 / PER_DEG

Grid = NDArray[np.int8]
Nodes = NDArray[np.int32]


@compiled
def leg_km(x0: float, y0: float, x1: float, y1: float) -> float:
    """Return the length of a line straight in latitude and longitude, never too short.

    Args:
        x0: Start in cells, any turn; the line goes the way that the numbers say.
        y0: Start in cells from the south pole.
        x1: End.
        y1: End.

    Returns:
        Kilometres: the great circle by the haversine formula, times 1 + t²/6 for the turn of the
        meridians t = Δλ sin φ (an arc that turns evenly by 2t is t²/6 longer than its chord).
    """
    lat0, lat1 = y0 * _CELL_RAD - np.pi / 2, y1 * _CELL_RAD - np.pi / 2
    wide = (x1 - x0) * _CELL_RAD
    half = np.sin((lat1 - lat0) / 2) ** 2 + np.cos(lat0) * np.cos(lat1) * np.sin(wide / 2) ** 2
    turn = abs(wide) * np.sin(max(abs(lat0), abs(lat1)))
    return float(2 * RADIUS_KM * np.arcsin(np.sqrt(min(1.0, half))) * (1 + turn * turn / 6))


@compiled
def sees(
    store: Bytes, canals: bool, value: Grid, box: Ints,
    x0: float, y0: float, x1: float, y1: float,
) -> bool:  # fmt: skip
    """Say whether a line inside the grid is over open cells only.

    Args:
        store: Cells of the world.
        canals: Whether canals are open.
        value: By block, 0 where all its cells are open, 2 where none is.
        box: First column and row of the grid in cells, width and height of a block in cells.
        x0: Start, in cells from the grid's corner.
        y0: Start.
        x1: End.
        y1: End.
    """
    left, low, wide, tall = box[0], box[1], box[2], box[3]
    dx, dy = x1 - x0, y1 - y0
    c, r = int(x0 // wide), int(y0 // tall)
    steps = abs(int(x1 // wide) - c) + abs(int(y1 // tall) - r)
    per_x = wide / abs(dx) if dx != 0 else np.inf
    per_y = tall / abs(dy) if dy != 0 else np.inf
    next_x = (
        (((c + 1) * wide - x0) if dx > 0 else (x0 - c * wide)) / abs(dx) if dx != 0 else np.inf
    )
    next_y = (
        (((r + 1) * tall - y0) if dy > 0 else (y0 - r * tall)) / abs(dy) if dy != 0 else np.inf
    )
    done = 0.0
    for _ in range(steps + 1):
        upto = min(next_x, next_y, 1.0)
        if value[r, c] != 0:
            if value[r, c] == 2 or wide * tall == 1:
                return False
            a, b = done + 1e-9, upto - 1e-9
            if a < b:
                xa, ya, xb, yb = x0 + a * dx, y0 + a * dy, x0 + b * dx, y0 + b * dy
                if not open_line(store, canals, left + xa, low + ya, left + xb, low + yb):
                    return False
            else:  # touched at a corner
                x = min(max(int(np.floor(x0 + done * dx)), c * wide), (c + 1) * wide - 1)
                y = min(max(int(np.floor(y0 + done * dy)), r * tall), (r + 1) * tall - 1)
                if not is_open(store, left + x, low + y, canals):
                    return False
        done = upto
        if next_x <= next_y:
            c += 1 if dx > 0 else -1
            next_x += per_x
        else:
            r += 1 if dy > 0 else -1
            next_y += per_y
    return True


@compiled
def _joined(
    store: Bytes, canals: bool, value: Grid, box: Ints, xs: Nodes, ys: Nodes, a: int, b: int
) -> bool:
    """Say whether the line between the nodes of two neighbouring blocks is clear."""
    columns = value.shape[1]
    ra, ca, rb, cb = a // columns, a % columns, b // columns, b % columns
    if value[ra, ca] == 0 and value[rb, cb] == 0 and value[ra, cb] == 0 and value[rb, ca] == 0:
        return True
    if xs[a] < 0 or xs[b] < 0:
        return False
    if box[2] * box[3] == 1:
        return bool(ra == rb or ca == cb)
    a, b = min(a, b), max(a, b)  # a line through corners may be seen one way alone
    return sees(store, canals, value, box, xs[a] + 0.5, ys[a] + 0.5, xs[b] + 0.5, ys[b] + 0.5)


@compiled
def _raise(heap: Nodes, place: Nodes, key: Floats, at: int) -> None:
    node = heap[at]
    while at > 0:
        above = (at - 1) >> 1
        if key[heap[above]] <= key[node]:
            break
        heap[at] = heap[above]
        place[heap[at]] = at
        at = above
    heap[at] = node
    place[node] = at


@compiled
def _pop(heap: Nodes, place: Nodes, key: Floats, size: int) -> int:
    """Take the nearest node from a heap of ``size``; the caller counts one less."""
    top, node = heap[0], heap[size - 1]
    at = 0
    while True:
        below = 2 * at + 1
        if below >= size - 1:
            break
        if below + 1 < size - 1 and key[heap[below + 1]] < key[heap[below]]:
            below += 1
        if key[node] <= key[heap[below]]:
            break
        heap[at] = heap[below]
        place[heap[at]] = at
        at = below
    heap[at] = node
    place[node] = at
    place[top] = -2
    return int(top)


@compiled
def search(
    store: Bytes, canals: bool, value: Grid, box: Ints, xs: Nodes, ys: Nodes,
    seeds_km: Floats, links: Ints, links_km: Floats, any_angle: bool,
) -> tuple[Floats, Nodes]:  # fmt: skip
    """Return the shortest way from seeds to every node of a grid.

    Args:
        store: Cells of the world.
        canals: Whether canals are open.
        value: By block, shape (rows, columns): 0 where all its cells are open, 2 where none is.
        box: First column and row of the grid in cells, width and height of a block in cells.
        xs: Column of each node, cells from the grid's corner, flat; -1 where a block has none.
        ys: Row of each node.
        seeds_km: Length of the way to each node that is known before; inf elsewhere.
        links: Pairs of nodes joined along a passage, shape (n, 2).
        links_km: Length of each.
        any_angle: False for plain Dijkstra between the eight neighbours.

    Returns:
        Kilometres by node, inf where there is no way; and the node before on it, -1 at seeds.
    """
    rows, columns = value.shape
    n = rows * columns
    sines = np.sin(np.arange(max(rows * box[3], columns * box[2]) + 1) * (_CELL_RAD / 2)) ** 2
    lat = (np.arange(rows * box[3]) + (box[1] + 0.5)) * _CELL_RAD - np.pi / 2
    cos, sin = np.cos(lat), np.abs(np.sin(lat))
    km, parent = seeds_km.copy(), np.full(n, -1, dtype=np.int32)
    settled = np.zeros(n, dtype=np.bool_)
    sure = np.zeros(n, dtype=np.bool_)
    linked = np.zeros(n, dtype=np.bool_)
    for k in range(links.shape[0]):
        linked[links[k, 0]] = linked[links[k, 1]] = True
    heap, place = np.empty(n, dtype=np.int32), np.full(n, -1, dtype=np.int32)
    size = 0
    for k in range(n):
        if km[k] < np.inf:
            sure[k] = True
            heap[size] = k
            _raise(heap, place, km, size)
            size += 1
    around = ((-1, -1), (-1, 0), (-1, 1), (0, -1), (0, 1), (1, -1), (1, 0), (1, 1))
    while size > 0:
        s = _pop(heap, place, km, size)
        size -= 1
        r, c = s // columns, s % columns
        p = int(parent[s])
        if not sure[s] and not sees(
            store, canals, value, box, xs[p] + 0.5, ys[p] + 0.5, xs[s] + 0.5, ys[s] + 0.5
        ):
            km[s] = np.inf
            for dr, dc in around:
                if 0 <= r + dr < rows and 0 <= c + dc < columns:
                    b = s + dr * columns + dc
                    if settled[b] and _joined(store, canals, value, box, xs, ys, b, s):
                        way = km[b] + _apart(xs, ys, b, s, sines, cos, sin)
                        if way < km[s]:
                            km[s], parent[s] = way, b
            if linked[s]:
                for k in range(links.shape[0]):
                    if links[k, 0] == s or links[k, 1] == s:
                        b = links[k, 0] + links[k, 1] - s
                        if settled[b] and km[b] + links_km[k] < km[s]:
                            km[s], parent[s] = km[b] + links_km[k], b
        settled[s] = True
        p = int(parent[s])
        for dr, dc in around:
            if not (0 <= r + dr < rows and 0 <= c + dc < columns):
                continue
            b = s + dr * columns + dc
            if settled[b] or xs[b] < 0:
                continue
            a = s
            if any_angle and p >= 0:
                far = abs(xs[b] - xs[p])
                if (
                    far * _CELL_RAD * max(sin[ys[b]], sin[ys[p]]) <= _MOST_TURN
                    and far <= _MOST_BLOCKS * box[2]
                    and abs(ys[b] - ys[p]) <= _MOST_BLOCKS * box[3]
                ):
                    a = p
            way = km[a] + _apart(xs, ys, a, b, sines, cos, sin)
            if way < km[b] and _joined(store, canals, value, box, xs, ys, s, b):
                km[b], parent[b], sure[b] = way, a, a == s
                if place[b] == -1:
                    heap[size] = b
                    place[b] = size
                    size += 1
                _raise(heap, place, km, int(place[b]))
        if linked[s]:
            for k in range(links.shape[0]):
                if links[k, 0] == s or links[k, 1] == s:
                    b = links[k, 0] + links[k, 1] - s
                    if not settled[b] and km[s] + links_km[k] < km[b]:
                        km[b], parent[b], sure[b] = km[s] + links_km[k], s, True
                        if place[b] == -1:
                            heap[size] = b
                            place[b] = size
                            size += 1
                        _raise(heap, place, km, int(place[b]))
    return km, parent


@compiled
def _apart(xs: Nodes, ys: Nodes, a: int, b: int, sines: Floats, cos: Floats, sin: Floats) -> float:
    """Return :func:`leg_km` between two nodes, from tables."""
    dx = abs(xs[a] - xs[b])
    half = sines[abs(ys[a] - ys[b])] + cos[ys[a]] * cos[ys[b]] * sines[dx]
    turn = dx * _CELL_RAD * max(sin[ys[a]], sin[ys[b]])
    return float(2 * RADIUS_KM * np.arcsin(np.sqrt(min(1.0, half))) * (1 + turn * turn / 6))


@compiled
def reachable(
    store: Bytes, canals: bool, value: Grid, box: Ints, xs: Nodes, ys: Nodes
) -> NDArray[np.bool_]:
    """Return by node whether it is joined to the rim of its grid: no pond, no closed basin."""
    rows, columns = value.shape
    found = np.zeros(rows * columns, dtype=np.bool_)
    stack = np.empty(rows * columns, dtype=np.int32)
    size = 0
    for k in range(rows * columns):
        r, c = k // columns, k % columns
        if xs[k] >= 0 and (r == 0 or c == 0 or r == rows - 1 or c == columns - 1):
            found[k] = True
            stack[size] = k
            size += 1
    while size > 0:
        size -= 1
        s = int(stack[size])
        for dr in range(-1, 2):
            for dc in range(-1, 2):
                r, c = s // columns + dr, s % columns + dc
                if 0 <= r < rows and 0 <= c < columns:
                    b = r * columns + c
                    if not found[b] and _joined(store, canals, value, box, xs, ys, s, b):
                        found[b] = True
                        stack[size] = b
                        size += 1
    return found
