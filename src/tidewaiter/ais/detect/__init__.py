"""Find vessel events in positions: every kind, in one table."""

from __future__ import annotations

from collections.abc import Sequence

import pyarrow as pa

from tidewaiter.ais.detect.gaps import gaps
from tidewaiter.ais.detect.visits import visits
from tidewaiter.geo.ports import Ports


def detect(
    positions: pa.Table, *, ports: Ports, watch: Sequence[str] = (), longer_than_h: float = 12.0
) -> pa.Table:
    """Return all events, sorted by ship and start.

    Args:
        positions: :data:`tidewaiter.model.tables.POSITIONS`, sorted by ship and time.
        ports: Where a ship can call.
        watch: Ids of watched ports: a shorter gap counts when it allows a call at one.
        longer_than_h: A gap of this many hours or more always counts.

    Returns:
        :data:`tidewaiter.model.tables.EVENTS`.
    """
    found = pa.concat_tables(
        [
            gaps(positions, ports=ports, watch=watch, longer_than_h=longer_than_h),
            visits(positions, ports=ports),
        ]
    )
    order = [(column, "ascending") for column in ("mmsi", "start", "kind", "event_id")]
    return found.sort_by(order).combine_chunks()
