"""Could a ship have called at a port between two positions? Three answers, with bounds.

The way at sea is never shorter than the great circle: when even that does not fit into the time at
the ship's speed, a call was impossible. It is no longer than a way that was found round the land on
the chart: when that fits, a call was possible. Between the two, or where no way was found, nothing
is decided.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, cast

import numpy as np
from numpy.typing import ArrayLike, NDArray

from tidewaiter.geo.sea_route import afloat, clear, field_from
from tidewaiter.geo.sphere import KM_PER_NM, distance_km

Answer = Literal["possible", "impossible", "not decidable"]
Floats = NDArray[np.float64]

_ANSWERS: tuple[Answer, ...] = ("impossible", "not decidable", "possible")
#: Ways are looked for within these distances of the port (kilometres), the nearest first; fixed, so
#: that all who ask for a port share three searches, and no answer depends on who else asks.
_RUNGS_KM = (640.0, 2400.0, 6000.0)


@dataclass(frozen=True, slots=True)
class Reach:
    """An answer with its bounds.

    Attributes:
        answer: ``possible``, ``impossible`` or ``not decidable``.
        detour_km: Great circle by way of the port, less the straight way.
        slack_h: Hours left at the given speed on the great circle, the most that can be left;
            negative when it does not fit.
        surely_h: Hours left on the way round the land, the least; -inf where none was found.
        there_km: From the start to the port's radius: great circle, way found. The second is inf
            where none was found; a call that is impossible is not looked for unless the line is
            clear.
        back_km: From the port's radius to the end, likewise.
    """

    answer: Answer
    detour_km: float
    slack_h: float
    surely_h: float
    there_km: tuple[float, float]
    back_km: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Reaches:
    """The same for many silences: arrays of one shape (n,), or (n, 2) for low and high."""

    answer: NDArray[np.str_]
    detour_km: Floats
    slack_h: Floats
    surely_h: Floats
    there_km: Floats
    back_km: Floats


def reach(
    start: tuple[float, float],
    end: tuple[float, float],
    port: tuple[float, float],
    *,
    hours: float,
    speed_kn: float,
    radius_km: float = 0.0,
    stay_h: float = 0.0,
    canals: bool = True,
) -> Reach:
    """Say whether a ship could have called at a port between two positions.

    Args:
        start: Latitude and longitude of the last position before, degrees, any turn.
        end: Of the first position after.
        port: Of the port.
        hours: Time between the two positions, above 0.
        speed_kn: Speed that the ship can keep up, above 0.
        radius_km: Within this distance the ship is at the port.
        stay_h: Least time that a call takes.
        canals: Whether the ship may have taken a canal.

    From Rajin to Rajin by way of Vostochny, 125 nm on the great circle, 134 round the headland and
    into its bay: 20.8 to 22.3 h there and back at 12 knots:

    >>> rajin, port = (42.233, 130.3), (42.733, 133.05)
    >>> [reach(rajin, rajin, port, hours=h, speed_kn=12).answer for h in (20, 21.5, 24)]
    ['impossible', 'not decidable', 'possible']
    """
    found = reach_many(
        np.array([start]), np.array([end]), port,
        hours=hours, speed_kn=speed_kn, radius_km=radius_km, stay_h=stay_h, canals=canals,
    )  # fmt: skip
    there, back = found.there_km[0], found.back_km[0]
    return Reach(
        cast(Answer, str(found.answer[0])),
        float(found.detour_km[0]),
        float(found.slack_h[0]),
        float(found.surely_h[0]),
        (float(there[0]), float(there[1])),
        (float(back[0]), float(back[1])),
    )


def reach_many(
    starts: Floats,
    ends: Floats,
    port: tuple[float, float],
    *,
    hours: ArrayLike,
    speed_kn: ArrayLike,
    radius_km: float = 0.0,
    stay_h: float = 0.0,
    canals: bool = True,
) -> Reaches:
    """Answer :func:`reach` for one port and many silences.

    Args:
        starts: Latitudes and longitudes, degrees, shape (n, 2).
        ends: Likewise.
        port: Latitude and longitude.
        hours: Of each silence, above 0; shape (n,) or a number.
        speed_kn: Of each ship, above 0; shape (n,) or a number.
        radius_km: As for :func:`reach`.
        stay_h: As for :func:`reach`.
        canals: As for :func:`reach`.
    """
    n = len(starts)
    time_h = np.broadcast_to(np.asarray(hours, dtype=np.float64), (n,)) - stay_h
    speed = np.broadcast_to(np.asarray(speed_kn, dtype=np.float64), (n,)) * KM_PER_NM
    legs = [distance_km(one[:, 0], one[:, 1], *port) for one in (starts, ends)]
    there, back = (np.maximum(0.0, leg - radius_km) for leg in legs)
    slack = time_h - (there + back) / speed
    able = slack >= 0
    far_there, far_back = (
        np.maximum(low, _round(one, leg, port, able, canals) - radius_km)
        for one, leg, low in zip((starts, ends), legs, (there, back), strict=True)
    )
    surely = time_h - (far_there + far_back) / speed
    rank = np.where(able, np.where(surely >= 0, 2, 1), 0)
    direct = distance_km(starts[:, 0], starts[:, 1], ends[:, 0], ends[:, 1])
    return Reaches(
        np.array(_ANSWERS)[rank],
        np.maximum(0.0, there + back - direct),
        slack,
        surely,
        np.column_stack([there, far_there]),
        np.column_stack([back, far_back]),
    )


def _round(
    places: Floats,
    direct: Floats,
    port: tuple[float, float],
    able: NDArray[np.bool_],
    canals: bool,
) -> Floats:
    """Return the ways between places and a port: the great circle where clear, else round the land."""
    out = np.where(clear(places[:, 0], places[:, 1], *port, canals=canals), direct, np.inf)
    lost = np.isinf(out) & able
    if not lost.any() or not afloat(*port, canals=canals):
        return np.asarray(out)
    for k in np.flatnonzero(lost):
        lost[k] = afloat(float(places[k, 0]), float(places[k, 1]), canals=canals)
    for rung in _RUNGS_KM:
        left = np.flatnonzero(np.isinf(out) & lost & (direct * 1.5 + 200 <= rung * 1.2))
        if len(left):
            field = field_from(*port, reach_km=rung, canals=canals)
            out[left] = field.distance_km(places[left, 0], places[left, 1])
    return np.asarray(out)
