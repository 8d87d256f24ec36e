"""Lines and boxes on the plane of a picture: cutting and crossing."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from tidewaiter.report.chart.layout import Box

Point = tuple[float, float]


def cut(one: Point, other: Point, box: Box) -> tuple[Point, Point] | None:
    """Return the part of a line inside a box, None where there is none (Liang and Barsky 1984).

    >>> cut((-5, 5), (15, 5), (0, 0, 10, 10))
    ((0.0, 5.0), (10.0, 5.0))
    """
    (x, y), dx, dy = one, other[0] - one[0], other[1] - one[1]
    first, last = 0.0, 1.0
    for step, room in ((-dx, x - box[0]), (dx, box[2] - x), (-dy, y - box[1]), (dy, box[3] - y)):
        if step == 0:
            if room < 0:
                return None
            continue
        at = room / step
        if step < 0:
            first = max(first, at)
        else:
            last = min(last, at)
        if first > last:
            return None
    return (x + first * dx, y + first * dy), (x + last * dx, y + last * dy)


def runs(points: Sequence[Point], box: Box) -> list[list[Point]]:
    """Return the stretches of a way inside a box.

    >>> runs([(1, 1), (20, 1), (20, 5), (1, 5)], (0, 0, 10, 10))
    [[(1.0, 1.0), (10.0, 1.0)], [(10.0, 5.0), (1.0, 5.0)]]
    """
    found: list[list[Point]] = []
    for one, other in itertools.pairwise(points):
        part = cut(one, other, box)
        if part is None:
            continue
        if found and _same(found[-1][-1], part[0]):
            found[-1].append(part[1])
        else:
            found.append(list(part))
    return found


def cross(one: tuple[Point, Point], other: tuple[Point, Point]) -> bool:
    """Say whether two lines share a point.

    >>> cross(((0, 0), (2, 2)), ((0, 2), (2, 0))), cross(((0, 0), (1, 1)), ((2, 0), (3, 1)))
    (True, False)
    """
    (a, b), (c, d) = one, other
    turns = (_turn(a, b, c), _turn(a, b, d), _turn(c, d, a), _turn(c, d, b))
    if turns[0] * turns[1] < 0 and turns[2] * turns[3] < 0:
        return True
    ends = ((turns[0], one, c), (turns[1], one, d), (turns[2], other, a), (turns[3], other, b))
    return any(turn == 0 and _between(line, p) for turn, line, p in ends)


def _turn(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def _between(line: tuple[Point, Point], p: Point) -> bool:
    (a, b) = line
    return min(a[0], b[0]) <= p[0] <= max(a[0], b[0]) and min(a[1], b[1]) <= p[1] <= max(
        a[1], b[1]
    )


def _same(one: Point, other: Point) -> bool:
    return abs(one[0] - other[0]) < 1e-6 and abs(one[1] - other[1]) < 1e-6
