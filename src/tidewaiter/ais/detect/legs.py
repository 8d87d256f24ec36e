"""Long legs: silences, and how fast each track is known to go."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from tidewaiter.model.compiled import compiled

_HOUR_US = 3_600_000_000
#: Speeds are counted in tenths of a knot up to 40.
_BINS, _BINS_PER_KN = 400, 10
DEFAULT_SPEED_KN = 14.0
SLOWEST_KN, FASTEST_KN = 8.0, 25.0
LEGS_NEEDED = 20


@compiled
def long_legs(
    stamps: NDArray[np.int64], starts: NDArray[np.int64], hours: float
) -> NDArray[np.int64]:
    """Return the rows after which a track is not heard for so many hours or more.

    Args:
        stamps: Microseconds since 1970.
        starts: Row of each track's first position, and the end of the last.
        hours: At least.
    """
    least = np.int64(hours * _HOUR_US)
    count = 0
    for k in range(len(starts) - 1):
        for i in range(starts[k], starts[k + 1] - 1):
            if stamps[i + 1] - stamps[i] >= least:
                count += 1
    rows = np.empty(count, dtype=np.int64)
    count = 0
    for k in range(len(starts) - 1):
        for i in range(starts[k], starts[k + 1] - 1):
            if stamps[i + 1] - stamps[i] >= least:
                rows[count] = i
                count += 1
    return rows


@compiled
def known_speeds(
    stamps: NDArray[np.int64],
    leg_km: NDArray[np.float32],
    starts: NDArray[np.int64],
    tracks: NDArray[np.int64],
) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Return the speed that each of some tracks is known to keep, and of how many legs.

    The 95th percentile of its own legs of one minute to one hour that are faster than 1 and slower
    than 40 knots, to a tenth of a knot; between 8 and 25. Fewer than 20 such legs give 14 knots,
    which most cargo ships can keep.

    Args:
        stamps: Microseconds since 1970.
        leg_km: Distance from the row before.
        starts: Row of each track's first position, and the end of the last.
        tracks: Which tracks.
    """
    speeds = np.empty(len(tracks))
    legs = np.zeros(len(tracks), dtype=np.int64)
    bins = np.zeros(_BINS, dtype=np.int64)
    for at in range(len(tracks)):
        bins[:] = 0
        k = tracks[at]
        for i in range(starts[k] + 1, starts[k + 1]):
            took = stamps[i] - stamps[i - 1]
            if took < _HOUR_US // 60 or took > _HOUR_US:
                continue
            kn = leg_km[i] / 1.852 * _HOUR_US / took
            if 1.0 < kn < 40.0:
                bins[min(_BINS - 1, int(kn * _BINS_PER_KN))] += 1
                legs[at] += 1
        if legs[at] < LEGS_NEEDED:
            speeds[at] = DEFAULT_SPEED_KN
            continue
        slower, b = 0, 0
        while b < _BINS and slower + bins[b] < 0.95 * legs[at]:
            slower += bins[b]
            b += 1
        speeds[at] = min(FASTEST_KN, max(SLOWEST_KN, (b + 0.5) / _BINS_PER_KN))
    return speeds, legs
