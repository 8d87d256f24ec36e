"""Frozen positions: a ship that says it sails and does not move."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from tidewaiter.ais.detect.columns import Found, between
from tidewaiter.ais.detect.fleet import Fleet
from tidewaiter.ais.detect.settings import Spoofing
from tidewaiter.model.compiled import compiled

RULE = "spoofing-frozen/1"


def frozen(fleet: Fleet, *, settings: Spoofing) -> Found:
    """The same position for hours while most reports give a speed.

    All positions lie within ``frozen_deg`` of the first for ``frozen_h`` or longer, and at least
    ``frozen_share`` of the reports, of which there are ``frozen_reports``, say more than ``frozen_kn``. shadow-fleet-toolkit
    (detect_spoofing) uses 0.0005 degrees, 4 hours, half a knot and a quarter; speed and share are
    higher here, since ships at anchor report up to a knot.

    A set whose positioning has failed repeats its last position, and a speed log that runs on.

    Args:
        fleet: The positions.
        settings: Thresholds.
    """
    parts = fleet.halves(
        lambda starts: _stretches(
            fleet.stamps, fleet.lat_deg, fleet.lon_deg, fleet.sog_kn, starts,
            settings.frozen_deg, int(settings.frozen_h * 3.6e9), settings.frozen_kn,
            settings.frozen_share, settings.frozen_reports,
        )
    )  # fmt: skip
    rows = np.concatenate(parts)
    return between(
        fleet, "spoofing", RULE, rows[:, 0], rows[:, 1],
        details={
            "why": "frozen position",
            "reports": rows[:, 1] - rows[:, 0] + 1,
            "reports_with_speed": rows[:, 2],
            "frozen_deg": settings.frozen_deg,
            "frozen_h": settings.frozen_h,
            "frozen_kn": settings.frozen_kn,
            "frozen_share": settings.frozen_share,
            "frozen_reports": settings.frozen_reports,
        },
    )  # fmt: skip


@compiled
def _stretches(
    stamps: NDArray[np.int64],
    lat: NDArray[np.float64],
    lon: NDArray[np.float64],
    sog: NDArray[np.float32],
    starts: NDArray[np.int64],
    within_deg: float,
    least_us: int,
    above_kn: float,
    share: float,
    reports: int,
) -> NDArray[np.int64]:
    found = np.empty((64, 3), dtype=np.int64)
    count = 0
    for k in range(len(starts) - 1):
        i = starts[k]
        while i < starts[k + 1]:
            j, fast = i, 0
            while j < starts[k + 1]:
                turn = abs(lon[j] - lon[i])
                if abs(lat[j] - lat[i]) > within_deg or min(turn, abs(360.0 - turn)) > within_deg:
                    break
                if sog[j] > above_kn:
                    fast += 1
                j += 1
            if (
                stamps[j - 1] - stamps[i] >= least_us
                and fast >= share * (j - i)
                and j - i >= reports
            ):
                if count == len(found):
                    more = np.empty((2 * count, 3), dtype=np.int64)
                    more[:count] = found
                    found = more
                found[count, 0], found[count, 1], found[count, 2] = i, j - 1, fast
                count += 1
            i = max(j, i + 1)
    return found[:count]
