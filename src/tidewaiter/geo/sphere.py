"""Great circles: the shortest way over a sphere."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike, NDArray

from tidewaiter.model.compiled import compiled

#: Mean radius of the Earth (IUGG), kilometres.
RADIUS_KM = 6371.0088
#: Kilometres in a nautical mile, by definition.
KM_PER_NM = 1.852


def distance_km(
    lat1_deg: ArrayLike, lon1_deg: ArrayLike, lat2_deg: ArrayLike, lon2_deg: ArrayLike
) -> NDArray[np.float64]:
    """Return great-circle distances by the haversine formula.

    Args:
        lat1_deg: Latitudes of the first points, -90…90; NaN gives NaN.
        lon1_deg: Longitudes, any turn: 181 is -179, so the antimeridian needs no care.
        lat2_deg: Latitudes of the second points; shapes broadcast.
        lon2_deg: Longitudes of the second points.

    Returns:
        Kilometres, of the broadcast shape.

    Rajin to Vostochny, 125 nautical miles on the chart:

    >>> round(float(distance_km(42.233, 130.3, 42.733, 133.05)) / KM_PER_NM)
    125
    """
    lat1, lon1, lat2, lon2 = (
        np.radians(np.asarray(v, dtype=np.float64))
        for v in (lat1_deg, lon1_deg, lat2_deg, lon2_deg)
    )
    half = np.sin((lat2 - lat1) / 2) ** 2
    half = half + np.cos(lat1) * np.cos(lat2) * np.sin((lon2 - lon1) / 2) ** 2
    return np.asarray(
        2 * RADIUS_KM * np.arcsin(np.sqrt(np.clip(half, 0.0, 1.0))), dtype=np.float64
    )


@compiled
def half_turn(deg: float) -> float:
    """Return an angle as -180…180: a difference of longitudes the short way round.

    Args:
        deg: Degrees, any turn.

    >>> half_turn(359.0), half_turn(-190.0)
    (-1.0, 170.0)
    """
    return deg - 360.0 * math.floor((deg + 180.0) / 360.0)


@compiled
def leg_km(lat1_deg: float, lon1_deg: float, lat2_deg: float, lon2_deg: float) -> float:
    """Return the great-circle distance of two points in kilometres: the kernels' haversine.

    Args:
        lat1_deg: Latitude of the first point, -90…90; NaN gives NaN.
        lon1_deg: Longitude, any turn.
        lat2_deg: Latitude of the second point.
        lon2_deg: Longitude of the second point.
    """
    half_lat = math.sin(math.radians(lat2_deg - lat1_deg) / 2)
    half_lon = math.sin(math.radians(lon2_deg - lon1_deg) / 2)
    cos = math.cos(math.radians(lat1_deg)) * math.cos(math.radians(lat2_deg))
    half = half_lat * half_lat + cos * half_lon * half_lon
    return 2 * RADIUS_KM * math.asin(math.sqrt(min(1.0, half)))


@compiled
def ahead(lat_deg: float, lon_deg: float, course_deg: float, km: float) -> tuple[float, float]:
    """Return the point some kilometres ahead on a great circle; longitude in -180…180.

    Args:
        lat_deg: Latitude of the start, -90…90.
        lon_deg: Longitude of the start, any turn.
        course_deg: Degrees from north, clockwise.
        km: Distance.
    """
    angle = km / RADIUS_KM
    lat, course = math.radians(lat_deg), math.radians(course_deg)
    sine = math.sin(lat) * math.cos(angle) + math.cos(lat) * math.sin(angle) * math.cos(course)
    lat2 = math.asin(max(-1.0, min(1.0, sine)))
    turn = math.atan2(
        math.sin(course) * math.sin(angle) * math.cos(lat),
        math.cos(angle) - math.sin(lat) * math.sin(lat2),
    )
    lon2 = lon_deg + math.degrees(turn)
    return math.degrees(lat2), half_turn(lon2)


@compiled
def bearing_deg(lat1_deg: float, lon1_deg: float, lat2_deg: float, lon2_deg: float) -> float:
    """Return the course at the first point of the great circle to the second, 0…360 degrees.

    Args:
        lat1_deg: Latitude of the first point.
        lon1_deg: Longitude of the first point, any turn.
        lat2_deg: Latitude of the second point.
        lon2_deg: Longitude of the second point.

    >>> round(bearing_deg(0.0, 0.0, 0.0, 10.0))
    90
    """
    lat1, lat2 = math.radians(lat1_deg), math.radians(lat2_deg)
    dlon = math.radians(lon2_deg - lon1_deg)
    x = math.sin(dlon) * math.cos(lat2)
    y = math.cos(lat1) * math.sin(lat2) - math.sin(lat1) * math.cos(lat2) * math.cos(dlon)
    course = math.degrees(math.atan2(x, y))
    return course + 360.0 if course < 0 else course
