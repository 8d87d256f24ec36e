"""Loitering: slow for hours, away from port, alone."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from tidewaiter.ais.detect.columns import Found
from tidewaiter.ais.detect.runs import medians, runs
from tidewaiter.ais.detect.settings import Encounter, Loitering
from tidewaiter.ais.detect.ticks import TICK_US, TICKS_PER_HOUR, AllTicks, Ticks
from tidewaiter.geo.sphere import distance_km

RULE = "loitering/1"
#: A run of slow steps survives so many that are missing or fast: half an hour.
_MISSING = 3


def loitering(
    gathered: AllTicks, ticks: Ticks, in_company: NDArray[np.bool_],
    *, settings: Loitering, encounter: Encounter,
) -> Found:  # fmt: skip
    """Slower than ``below_kn`` for ``at_least_h``, away from port, with no other ship near.

    Speed is that between ten-minute steps, so that the jitter of positions is no speed; half an
    hour that is faster or unheard is survived. Time in an encounter does not count and ends the
    stretch. The limits are Miller et al.'s (2018, Frontiers in Marine Science 5, 240): a carrier
    under 2 knots for 8 hours, 20 nm from shore there, away from any port here.

    Ships wait for orders, a berth, a tide or a pilot, drift to clean tanks, fish, survey and
    guard cables.

    Args:
        gathered: Slow moments, with their tracks.
        ticks: The same, by track and time.
        in_company: Which of them lie in an encounter.
        settings: Thresholds.
        encounter: Distance from port.
    """
    alone = np.flatnonzero((ticks.speed_kn < settings.below_kn) & ~in_company)
    slow = ticks.some(alone)
    # an encounter between two slow steps parts them, however short
    company_before = np.cumsum(in_company)[alone]
    first, last = runs(slow.track, slow.number, company_before, _MISSING)
    long = (slow.number[last] - slow.number[first]) >= settings.at_least_h * TICKS_PER_HOUR
    first, last = first[long], last[long]
    lat, lon = slow.lat_deg, slow.lon_deg
    way = np.zeros(len(lat))
    if len(lat):
        way[1:] = distance_km(lat[:-1], lon[:-1], lat[1:], lon[1:])
    total = np.cumsum(way)
    return Found(
        "loitering", RULE, gathered.mmsi[slow.track[first]],
        gathered.track_id.take(slow.track[first]),
        slow.number[first].astype(np.int64) * TICK_US, slow.number[last].astype(np.int64) * TICK_US,
        lat[first], lon[first], lat[last], lon[last],
        gathered.rows(slow, first, last),
        {
            "below_kn": settings.below_kn,
            "at_least_h": settings.at_least_h,
            "from_port_km": encounter.from_port_km,
            "steps": last - first + 1,
        },
        {
            "distance_km": total[last] - total[first],
            "median_speed_kn": medians(slow.speed_kn, first, last),
        },
    )  # fmt: skip
