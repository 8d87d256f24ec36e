"""What the transmitters of a case say of themselves: one row a ship from its positions."""

from __future__ import annotations

from pathlib import Path

import pyarrow.compute as pc
import pyarrow.parquet as pq

from tidewaiter.link.vessels import Broadcast
from tidewaiter.names.numbers import mmsi_country


def broadcasts(positions: Path | None) -> tuple[Broadcast, ...]:
    """Return each MMSI with the IMO number and name that it sent last.

    Args:
        positions: Parquet of the case's positions, sorted by MMSI and time; None for none.
    """
    if positions is None:
        return ()
    table = pq.read_table(positions, columns=["mmsi", "imo", "name"])
    said = table.filter(pc.or_(pc.is_valid(table["imo"]), pc.is_valid(table["name"])))
    last = said.group_by("mmsi", use_threads=False).aggregate([("imo", "last"), ("name", "last")])
    return tuple(
        Broadcast(row["mmsi"], row["imo_last"], row["name_last"], mmsi_country(row["mmsi"]))
        for row in sorted(last.to_pylist(), key=lambda r: r["mmsi"])
    )
