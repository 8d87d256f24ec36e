"""What a map lies on: land, degrees, and the scale."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from tidewaiter.geo.coast import land
from tidewaiter.geo.sphere import KM_PER_NM
from tidewaiter.report.chart.callouts import Callouts
from tidewaiter.report.chart.layout import NARROW, words_width
from tidewaiter.report.chart.map_frame import Frame
from tidewaiter.report.chart.map_marks import thin
from tidewaiter.report.chart.plane import Point
from tidewaiter.report.chart.svg import (
    COAST,
    INK,
    LAND,
    LINE,
    PAPER,
    SEA,
    SOFT,
    element,
    line,
    path,
    text,
)  # fmt: skip

#: Points of all coasts together.
_COAST = 4500
#: Side of the cells of which a coast keeps one point, pixels.
_FINE = 0.5
_STEPS = tuple(m / 60 for m in (1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 2700, 5400))
_ROUND = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000)


def ground(frame: Frame) -> tuple[str, bool]:
    """Draw sea and land; say too whether there is land."""
    sea = element("rect", width=frame.width, height=frame.height, fill=SEA)
    shapes = coasts(frame, 1.5, _COAST)
    if not shapes:
        return sea, False
    return sea + element("path", d=shapes, fill=LAND, stroke=COAST, stroke_width=0.7, fill_rule="evenodd"), True  # fmt: skip


def coasts(frame: Frame, least: float, most: int) -> str:
    """Return the path of the land on a map.

    Args:
        frame: Of the map.
        least: Rings smaller than this are left out, pixels.
        most: About so many points.
    """
    corner, scale = np.array([frame.west, frame.north]), np.array([frame.per_lon, -frame.per_lat])
    rings = [
        _points((ring - corner) * scale)
        for ring in land(frame.west, frame.south, frame.east, frame.north)
        if (np.ptp(ring, axis=0) * abs(scale)).max() > least
    ]
    # Fjords at the scale of an ocean are ink, not information.
    near = next(n for n in (1.0, 2.0, 3.0, 5.0) if n == 5 or sum(len(thin(r, 1500, n)) for r in rings) <= most)  # fmt: skip
    return "".join(path(thin(ring, 1500, near), close=True) for ring in rings)


def graticule(frame: Frame) -> Iterator[str]:
    """Draw meridians and parallels."""
    for lon in _multiples(frame.west, frame.east, _most(frame)):
        x = (lon - frame.west) * frame.per_lon
        yield line(x, 0, x, frame.height, stroke=LINE, stroke_width=0.6)
    for lat in _multiples(frame.south, frame.north, 5):
        y = (frame.north - lat) * frame.per_lat
        yield line(0, y, frame.width, y, stroke=LINE, stroke_width=0.6)


def degrees(frame: Frame, room: Callouts) -> Iterator[str]:
    """Write the degrees at the edges, where nothing else stands."""
    for lon in _multiples(frame.west, frame.east, _most(frame)):
        x, shown = (lon - frame.west) * frame.per_lon, (lon + 180) % 360 - 180
        side = "" if abs(shown) in (0, 180) else " E" if shown > 0 else " W"
        yield from _mark(x + 3, (frame.height - 5, 14), _angle(shown) + side, room)
    for lat in _multiples(frame.south, frame.north, 5):
        y, side = (
            (frame.north - lat) * frame.per_lat,
            "" if lat == 0 else " N" if lat > 0 else " S",
        )
        words = _angle(lat) + side
        yield from _mark((4, frame.width - words_width(words) - 4), y - 3, words, room)


def scale_bar(frame: Frame, top: float) -> tuple[str, float]:
    """Draw the scale in kilometres and nautical miles; return also where the next line may begin."""
    most = frame.width * (0.42 if frame.width <= NARROW else 0.28)
    drawn = []
    y = top + 13.0
    for unit, in_km in (("km", 1.0), ("nautical miles", KM_PER_NM)):
        fits = [(n, w) for n in _ROUND if (w := frame.across(n * in_km)) and w <= most]
        if not fits:
            continue
        n, wide = fits[-1]
        drawn += [
            line(4, y - 4, 4 + wide, y - 4, stroke_width=2, class_=f"scale-{unit[:2]}"),
            *(line(4 + x, y - 8, 4 + x, y, stroke_width=1) for x in (0.0, wide)),
            text(4 + wide + 6, y, f"{n} {unit}"),
        ]
        y += 16
    if abs(math.cos(math.radians(frame.north)) - math.cos(math.radians(frame.south))) > 0.04:
        drawn.append(text(4, y, f"at {_angle(frame.middle, 0.1)} {'N' if frame.middle >= 0 else 'S'}", fill=SOFT))  # fmt: skip
        y += 16
    return element("g", "".join(drawn)), y - 8


def frame_line(frame: Frame) -> str:
    """Draw the edge of the map."""
    return element("rect", x=0.5, y=0.5, width=frame.width - 1, height=frame.height - 1, fill="none", stroke=SOFT, stroke_width=1)  # fmt: skip


def land_sign(x: float, y: float) -> str:
    """Draw the sign for land."""
    return element("rect", x=x - 9, y=y - 6, width=18, height=12, fill=LAND, stroke=COAST)


def _mark(
    x: float | tuple[float, float], y: float | tuple[float, float], words: str, room: Callouts
) -> Iterator[str]:
    xs = x if isinstance(x, tuple) else (x,)
    ys = y if isinstance(y, tuple) else (y,)
    for left in xs:
        for base in ys:
            box = (left, base - 11, left + words_width(words), base + 3)
            if room.free(box):
                room.block(box)
                yield text(left, base, words, fill=INK, stroke=PAPER, stroke_width=2.5, paint_order="stroke", stroke_opacity=0.8)  # fmt: skip
                return


def _angle(deg: float, least: float = 1 / 60) -> str:
    minutes = round(abs(deg) * 60 / (least * 60)) * round(least * 60)
    whole, rest = divmod(minutes, 60)
    return f"{whole}°{rest:02d}′" if rest else f"{whole}°"


def _most(frame: Frame) -> int:
    return 3 if frame.width <= NARROW else 7


def _multiples(low: float, high: float, most: int) -> list[float]:
    step = next((s for s in _STEPS if (high - low) / s <= most), _STEPS[-1])
    return [i * step for i in range(math.ceil(low / step), math.floor(high / step) + 1)]


def _points(ring: NDArray[np.float64]) -> list[Point]:
    """Return the points of a ring, one for each fine cell that it goes through in turn."""
    cells = np.floor(ring / _FINE)
    kept = np.concatenate([[True], (cells[1:] != cells[:-1]).any(axis=1)])
    return [(float(x), float(y)) for x, y in ring[kept]]
