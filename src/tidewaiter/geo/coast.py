"""The world's coasts, bundled: rings of land cut to a box."""

from __future__ import annotations

from functools import cache
from importlib import resources

import numpy as np
from numpy.typing import NDArray

Ring = NDArray[np.float64]


@cache
def _world() -> tuple[Ring, ...]:
    file = resources.files("tidewaiter.geo") / "data" / "coast.npz"
    with file.open("rb") as stream, np.load(stream) as packed:
        points = np.cumsum(packed["steps"], axis=0) * packed["scale"] + packed["translate"]
        cuts = np.cumsum(packed["lengths"])[:-1]
    return tuple(np.split(points, cuts))


@cache
def _whole() -> tuple[Ring, ...]:
    """Rings with longitudes that run on over the antimeridian, so that none spans the globe.

    The rings come with an edge from 180 to -180 where land lies over the line. Antarctica's does
    not come back to where it began: it is led round the pole.
    """
    made = []
    for ring in _world():
        step = np.diff(ring[:, 0])
        turn = np.where(np.abs(step) > 180, -360.0 * np.sign(step), 0.0)
        lon = ring[:, 0] + np.concatenate([[0.0], np.cumsum(turn)])
        whole = np.column_stack([lon, ring[:, 1]])
        if abs(lon[-1] - lon[0]) > 180:
            whole = np.vstack([whole, [lon[-1], -90.0], [lon[0], -90.0]])
        made.append(whole)
    return tuple(made)


def land(west: float, south: float, east: float, north: float) -> list[Ring]:
    """Return the rings of land inside a box, cut at its edges.

    Args:
        west: Left edge, degrees; may be below -180, or above ``east`` for a box over the
            antimeridian: its east is then taken one turn further.
        south: Lower edge, degrees.
        east: Right edge.
        north: Upper edge.

    Returns:
        Arrays of (lon, lat), longitudes running on from ``west``; to be filled by the even-odd rule.

    >>> len(land(-30, -45, -25, -40))  # open ocean
    0
    """
    if east < west:
        east += 360
    found = []
    for turn in (-360.0, 0.0, 360.0):
        for ring in _whole():
            lon = ring[:, 0] + turn
            lat = ring[:, 1]
            if lon.max() < west or lon.min() > east or lat.max() < south or lat.min() > north:
                continue
            cut = _clip(np.column_stack([lon, lat]), west, south, east, north)
            if len(cut) > 2:
                found.append(cut)
    return found


def _clip(ring: Ring, west: float, south: float, east: float, north: float) -> Ring:
    """Sutherland and Hodgman's clip, after runs far outside were thinned to their ends."""
    side = (
        (ring[:, 0] < west) * 1 + (ring[:, 0] > east) * 2
        + (ring[:, 1] < south) * 4 + (ring[:, 1] > north) * 8
    )  # fmt: skip
    if not side.any():
        return ring
    same = (side[1:-1] != 0) & (side[1:-1] == side[:-2]) & (side[1:-1] == side[2:])
    points: list[tuple[float, float]] = [
        (float(x), float(y)) for x, y in ring[np.concatenate([[True], ~same, [True]])]
    ]
    for axis, edge, sign in ((0, west, 1), (0, east, -1), (1, south, 1), (1, north, -1)):
        points = _clip_edge(points, axis, edge, sign)
        if not points:
            return np.empty((0, 2))
    return np.array(points)


def _clip_edge(
    points: list[tuple[float, float]], axis: int, edge: float, sign: int
) -> list[tuple[float, float]]:
    kept: list[tuple[float, float]] = []
    for a, b in zip(points, [*points[1:], points[0]], strict=True):
        inside_a, inside_b = (a[axis] - edge) * sign >= 0, (b[axis] - edge) * sign >= 0
        if inside_a:
            kept.append(a)
        if inside_a != inside_b:
            t = (edge - a[axis]) / (b[axis] - a[axis])
            kept.append((a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])))
    return kept
