"""Encounters: two ships close together and slow, away from port."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tidewaiter.ais.detect.columns import Found, joined
from tidewaiter.ais.detect.runs import medians, runs
from tidewaiter.ais.detect.settings import Encounter
from tidewaiter.ais.detect.ticks import TICK_US, TICKS_PER_HOUR, AllTicks, Ticks
from tidewaiter.geo.sphere import leg_km
from tidewaiter.model.compiled import compiled

RULE = "encounter/1"


@dataclass(frozen=True, slots=True)
class Encounters:
    """Encounters as events, and which slow moments lie in one."""

    found: Found
    in_company: NDArray[np.bool_]


def encounters(gathered: AllTicks, ticks: Ticks, *, settings: Encounter) -> Encounters:
    """Two ships within ``within_km`` for ``at_least_h`` at a median under ``below_kn``.

    Both must be ``from_port_km`` or more from any port, and slower than 5 knots at each moment
    that counts. Ships are compared every ten minutes on one raster of time for all days, with
    positions interpolated over silences of up to ``bridge_h``, so that a meeting over midnight, at
    the edge of a file, or with an hour unheard on one side is whole; two stretches less than
    ``merge_h`` apart are one. The limits are those of Miller et al. (2018) and Global Fishing
    Watch's pipe-encounters: 500 m, 2 h, 2 knots, 10 km.

    Tugs, pilots, bunker barges, supply and rescue boats meet ships lawfully; fishing boats work in
    pairs; ships at anchor lie side by side.

    Args:
        gathered: Slow moments, with their tracks.
        ticks: The same, by track and time.
        settings: Thresholds.

    Returns:
        One event for each side.
    """
    a, b, km = _pairs(ticks, gathered.mmsi, settings.within_km)
    pair = ticks.track[a].astype(np.int64) * (len(gathered.mmsi) + 1) + ticks.track[b]
    order = np.lexsort((ticks.number[a], pair))
    a, b, km, pair = a[order], b[order], km[order], pair[order]
    merged = int(settings.merge_h * TICKS_PER_HOUR)
    first, last = runs(pair, ticks.number[a], pair, merged)
    least = settings.at_least_h * TICKS_PER_HOUR
    long = ticks.number[a[last]] - ticks.number[a[first]] >= least
    first, last = first[long], last[long]
    speeds = np.column_stack([ticks.speed_kn[a], ticks.speed_kn[b]]).ravel()
    median = medians(speeds, 2 * first, 2 * last + 1)
    slow = median < settings.below_kn
    first, last, median = first[slow], last[slow], median[slow]
    apart = medians(km.astype(np.float32), first, last)
    company = np.zeros(len(ticks.number), dtype=bool)
    for i, j in zip(first, last, strict=True):
        for side in (a, b):
            company[side[i] : side[j] + 1] = True  # ticks of one track stand together
    sides = [
        _side(gathered, ticks, mine, other, first, last, median, apart, settings)
        for mine, other in ((a, b), (b, a))
    ]
    return Encounters(joined(sides), company)


def _side(
    gathered: AllTicks,
    ticks: Ticks,
    mine: NDArray[np.int64],
    other: NDArray[np.int64],
    first: NDArray[np.int64],
    last: NDArray[np.int64],
    median: NDArray[np.float64],
    apart: NDArray[np.float64],
    settings: Encounter,
) -> Found:
    one, two = mine[first], mine[last]
    track, others = ticks.track[one], ticks.track[other[first]]
    return Found(
        "encounter", RULE, gathered.mmsi[track], gathered.track_id.take(track),
        ticks.number[one].astype(np.int64) * TICK_US, ticks.number[two].astype(np.int64) * TICK_US,
        ticks.lat_deg[one], ticks.lon_deg[one], ticks.lat_deg[two], ticks.lon_deg[two],
        gathered.rows(ticks, one, two),
        {
            "sides": "both heard",
            "other_track_id": gathered.track_id.take(others),
            "median_distance_km": apart,
            "steps_near": last - first + 1,
            "within_km": settings.within_km,
            "at_least_h": settings.at_least_h,
            "below_kn": settings.below_kn,
            "from_port_km": settings.from_port_km,
            "bridge_h": settings.bridge_h,
        },
        {
            "other_mmsi": gathered.mmsi[others].astype(np.int64),
            "median_speed_kn": median,
        },
    )  # fmt: skip


def _pairs(
    ticks: Ticks, mmsi: NDArray[np.int32], within_km: float
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
    """Return steps at which two ships were near, the lower track first, and the distance.

    Steps are sorted by time and latitude; each is compared with those north of it that are near
    enough: about as many as there are ships on one parallel, not as there are ships.
    """
    band = ((ticks.lat_deg + 90.0) / 180.0 * (1 << 31)).astype(np.int64)
    order = np.argsort((ticks.number.astype(np.int64) << 32) + band, kind="stable")
    found = _sweep(order, ticks.number, ticks.track, ticks.lat_deg, ticks.lon_deg, mmsi, within_km)
    a, b = found[:, 0].astype(np.int64), found[:, 1].astype(np.int64)
    swap = ticks.track[a] > ticks.track[b]
    return np.where(swap, b, a), np.where(swap, a, b), found[:, 2]


@compiled
def _sweep(
    order: NDArray[np.int64],
    number: NDArray[np.int32],
    track: NDArray[np.int32],
    lat: NDArray[np.float64],
    lon: NDArray[np.float64],
    mmsi: NDArray[np.int32],
    within_km: float,
) -> NDArray[np.float64]:
    room = 1024
    found = np.empty((room, 3))
    count = 0
    band = within_km / 111.0
    for x in range(len(order)):
        i = order[x]
        for y in range(x + 1, len(order)):
            j = order[y]
            if number[j] != number[i] or lat[j] - lat[i] > band:
                break
            if mmsi[track[i]] == mmsi[track[j]]:
                continue
            turn = abs(lon[j] - lon[i])
            turn = min(turn, 360.0 - turn)
            if turn * np.cos(np.radians(lat[j])) > 1.1 * band:
                continue
            km = leg_km(lat[i], lon[i], lat[j], lon[j])
            if km <= within_km:
                if count == room:
                    wider = np.empty((2 * room, 3))
                    wider[:room] = found
                    found = wider
                    room *= 2
                found[count, 0], found[count, 1], found[count, 2] = i, j, km
                count += 1
    return found[:count]
