"""Events that rest on static reports, with the positions heard nearest to them."""

from __future__ import annotations

import json
from collections.abc import Sequence

import numpy as np
import pyarrow as pa

from tidewaiter.ais.detect.columns import Found, both_rows, locators
from tidewaiter.ais.detect.fleet import Fleet
from tidewaiter.ais.detect.identity import Stated
from tidewaiter.ais.normalise import integers


def placed(events: Sequence[Stated], fleet: Fleet, statics: pa.Table) -> list[Found]:
    """Return those of the events whose ships are in a fleet, one table for each rule and shape.

    Args:
        events: What was found in the static reports.
        fleet: Positions of whole ships.
        statics: The table that the events' rows count in.
    """
    made = []
    kinds = {(e.rule, tuple(sorted(e.details))) for e in events}
    for rule, keys in sorted(kinds):
        of_rule = [e for e in events if (e.rule, tuple(sorted(e.details))) == (rule, keys)]
        mmsi = np.array([e.mmsi for e in of_rule], dtype=np.int32)
        here = np.searchsorted(fleet.mmsi, mmsi)
        known = here < len(fleet.mmsi)
        known[known] = fleet.mmsi[here[known]] == mmsi[known]
        chosen = [e for e, k in zip(of_rule, known, strict=True) if k]
        if chosen:
            made.append(_found(chosen, fleet, statics))
    return made


def _found(events: list[Stated], fleet: Fleet, statics: pa.Table) -> Found:
    mmsi = np.array([e.mmsi for e in events], dtype=np.int32)
    start = np.array([e.start for e in events], dtype=np.int64)
    end = np.array([e.end for e in events], dtype=np.int64)
    a, b = (
        np.array([_nearest(fleet, e.mmsi, stamp) for e, stamp in zip(events, stamps, strict=True)])
        for stamps in (start, end)
    )
    rows = np.array([e.rows for e in events], dtype=np.int64)
    source, line = statics["source"].combine_chunks(), integers(statics, "line")
    before, after = (
        locators(source.take(pa.array(rows[:, side])), line[rows[:, side]]) for side in (0, 1)
    )
    details = {
        key: pa.array(
            [json.dumps(e.details.get(key), ensure_ascii=False, sort_keys=True) for e in events],
            pa.string(),
        )
        for key in sorted({key for e in events for key in e.details})
    }
    return Found(
        events[0].kind, events[0].rule, mmsi, pa.array([str(m) for m in mmsi], pa.string()),
        start, end, fleet.lat_deg[a], fleet.lon_deg[a], fleet.lat_deg[b], fleet.lon_deg[b],
        both_rows(before, after),
        {f"{key}:json": value for key, value in details.items()},
        {"other_mmsi": pa.array([e.other_mmsi for e in events], pa.int64())},
    )  # fmt: skip


def _nearest(fleet: Fleet, mmsi: int, stamp: int) -> int:
    """Return the row of a ship nearest in time to a moment, on any of its tracks."""
    a, b = np.searchsorted(fleet.mmsi, [mmsi, mmsi + 1])
    return int(a + np.argmin(np.abs(fleet.stamps[a:b] - stamp)))
