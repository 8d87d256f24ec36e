"""Where the map lies on the Earth, and where a point of the Earth lies on it."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tidewaiter.geo.sphere import RADIUS_KM
from tidewaiter.report.chart.layout import NARROW, Box
from tidewaiter.report.chart.plane import Point, runs

#: Kilometres in a degree of a great circle.
KM_PER_DEG = math.pi * RADIUS_KM / 180
#: The least that a map shows, degrees of latitude: nearer than this the coasts are too coarse.
_LEAST = 0.6
_MARGIN = 1.24
Place = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Frame:
    """An equirectangular map, true to scale at its middle latitude; degrees, and pixels across.

    ``west`` may be below -180 and ``east`` above 180; they are never more than a turn apart.
    """

    west: float
    south: float
    east: float
    north: float
    width: float

    @property
    def middle(self) -> float:
        """The latitude at which lengths are true both ways."""
        return (self.south + self.north) / 2

    @property
    def per_lat(self) -> float:
        """Pixels in a degree of latitude."""
        return self.per_lon / _squeeze(self.middle)

    @property
    def per_lon(self) -> float:
        """Pixels in a degree of longitude."""
        return self.width / (self.east - self.west)

    @property
    def height(self) -> float:
        """Pixels down."""
        return (self.north - self.south) * self.per_lat

    @property
    def box(self) -> Box:
        """The frame in pixels."""
        return (0.0, 0.0, self.width, self.height)

    def __call__(self, lat: float, lon: float) -> Point:
        """Return x and y of a point; its longitude is taken on the turn of the map."""
        return self._x(self.turned(lon)), (self.north - lat) * self.per_lat

    def turned(self, lon: float) -> float:
        """Return a longitude within half a turn of the middle of the map."""
        middle = (self.west + self.east) / 2
        return middle + (lon - middle + 180) % 360 - 180

    def way(self, places: Sequence[Place]) -> list[list[Point]]:
        """Return the stretches of a way that lie on the map, each step taken the short way round."""
        if not places:
            return []
        lons = unrolled([self.turned(places[0][1]), *(lon for _, lon in places[1:])])
        found = []
        first, last = math.ceil((self.west - max(lons)) / 360), math.floor((self.east - min(lons)) / 360)  # fmt: skip
        for turn in sorted((360.0 * n for n in range(first, last + 1)), key=abs):
            points = [
                (self._x(lon + turn), (self.north - lat) * self.per_lat)
                for (lat, _), lon in zip(places, lons, strict=True)
            ]
            found += [run for run in runs(points, self.box) if _long(run)]
        return found

    def ring(self, lat: float, km: float) -> tuple[float, float]:
        """Return the half axes, across and down, of what is a circle on the ground."""
        deg = km / KM_PER_DEG
        return deg / max(0.01, math.cos(math.radians(lat))) * self.per_lon, deg * self.per_lat

    def across(self, km: float) -> float | None:
        """Return how long a distance is along the middle latitude, None where it is too far round.

        The ends of the line lie that distance apart on the great circle.
        """
        half = math.sin(km / RADIUS_KM / 2) / math.cos(math.radians(self.middle))
        if km > RADIUS_KM or half >= 1:
            return None
        return math.degrees(2 * math.asin(half)) * self.per_lon

    def _x(self, lon: float) -> float:
        return (lon - self.west) * self.per_lon


def frame_of(ways: Iterable[Sequence[Place]], width: float) -> Frame | None:
    """Lay a map round ways and points (ways of one place), None where there is none.

    Args:
        ways: Latitudes and longitudes.
        width: Pixels.
    """
    some = [way for way in ways if way]
    if not some:
        return None
    lats = [lat for way in some for lat, _ in way]
    west, east = _stretch([s for way in some for s in _steps(way)])
    low, high = min(lats), max(lats)
    squeeze = _squeeze((low + high) / 2)
    flat, tall = (0.9, 1.3) if width <= NARROW else (0.5, 0.72)
    down = max(high - low, _LEAST) * _MARGIN
    wide = max((east - west) * squeeze, _LEAST) * _MARGIN
    wide = min(max(wide, down / tall), 360 * squeeze)
    down = min(max(down, wide * flat), 178.0)
    middle = (low + high) / 2
    middle = min(max(middle, down / 2 - 89), 89 - down / 2)
    centre, half = (west + east) / 2, wide / squeeze / 2
    return Frame(centre - half, middle - down / 2, centre + half, middle + down / 2, width)


def unrolled(lons: Sequence[float]) -> list[float]:
    """Let longitudes run on, each within half a turn of the one before.

    >>> unrolled([179.0, -179.0, 178.0])
    [179.0, 181.0, 178.0]
    """
    found = [lons[0]]
    for lon in lons[1:]:
        found.append(found[-1] + (lon - found[-1] + 180) % 360 - 180)
    return found


def _squeeze(lat: float) -> float:
    return max(0.05, math.cos(math.radians(lat)))


def _steps(way: Sequence[Place]) -> list[tuple[float, float]]:
    lons = unrolled([lon for _, lon in way])
    if len(lons) == 1:
        return [(lons[0], lons[0])]
    return [(min(a, b), max(a, b)) for a, b in itertools.pairwise(lons)]


def _stretch(stretches: Iterable[tuple[float, float]]) -> tuple[float, float]:
    """Return the shortest stretch of longitude that holds all: the widest empty one is left out."""
    order: list[tuple[float, float]] = []
    for a, b in stretches:
        start = a % 360
        end = start + min(b - a, 360.0)
        order.append((start, min(end, 360.0)))
        if end > 360:
            order.append((0.0, end - 360))
    order.sort()
    gaps, end = [], order[0][1]
    for a, b in order[1:]:
        gaps.append((a - end, a))
        end = max(end, b)
    empty, start = max([*gaps, (order[0][0] + 360 - end, order[0][0])])
    if empty <= 0:
        return -180.0, 180.0
    start = (start + 180) % 360 - 180
    return start, start + 360 - empty


def _long(run: Sequence[Point]) -> bool:
    return any(math.dist(run[0], p) > 1e-6 for p in run[1:])
