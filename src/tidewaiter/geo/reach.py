"""Could a ship have called at a port between two positions? Three answers, with bounds.

The way over the sea is never shorter than the great circle: when even that does not fit into the
time at the ship's speed, a call was impossible. It is not much longer on open coasts: when the
great circle times :data:`WINDING` fits, a call was possible. Between the two nothing is decided.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tidewaiter.geo.sphere import KM_PER_NM, distance_km

Answer = Literal["possible", "impossible", "not decidable"]

#: How much longer than the great circle a sea way is taken to be at most. A rule of thumb until ways
#: around the land are computed: right for open coasts, wrong behind capes and islands, where a
#: longer way only turns "possible" into "not decidable" by hand.
WINDING = 1.3


@dataclass(frozen=True, slots=True)
class Reach:
    """An answer with its bounds.

    Attributes:
        answer: ``possible``, ``impossible`` or ``not decidable``.
        detour_km: Great circle by way of the port, less the straight way.
        slack_h: Hours left at the given speed on the great circle; negative when it does not fit.
        surely_h: Hours left when the way winds as much as is allowed for.
    """

    answer: Answer
    detour_km: float
    slack_h: float
    surely_h: float


def reach(
    start: tuple[float, float],
    end: tuple[float, float],
    port: tuple[float, float],
    *,
    hours: float,
    speed_kn: float,
    radius_km: float = 0.0,
    stay_h: float = 0.0,
) -> Reach:
    """Say whether a ship could have called at a port between two positions.

    Args:
        start: Latitude and longitude of the last position before, degrees.
        end: Of the first position after.
        port: Of the port.
        hours: Time between the two positions, above 0.
        speed_kn: Speed that the ship can keep up, above 0.
        radius_km: Within this distance the ship is at the port.
        stay_h: Least time that a call takes.

    From off Rajin to off Rajin in 24 h at 12 knots, Vostochny (125 nm) is within 21 h of steaming:

    >>> reach((42.2, 130.3), (42.2, 130.3), (42.733, 133.05), hours=24, speed_kn=12).answer
    'not decidable'
    >>> reach((42.2, 130.3), (42.2, 130.3), (42.733, 133.05), hours=20, speed_kn=12).answer
    'impossible'
    """
    there = max(0.0, float(distance_km(*start, *port)) - radius_km)
    back = max(0.0, float(distance_km(*port, *end)) - radius_km)
    direct = float(distance_km(*start, *end))
    speed_km_h = speed_kn * KM_PER_NM
    slack = hours - stay_h - (there + back) / speed_km_h
    surely = hours - stay_h - (there + back) * WINDING / speed_km_h
    answer: Answer = "impossible" if slack < 0 else "possible" if surely >= 0 else "not decidable"
    return Reach(answer, max(0.0, there + back - direct), slack, surely)
