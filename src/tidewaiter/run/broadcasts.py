"""What the transmitters of a case say of themselves: one row a ship."""

from __future__ import annotations

from pathlib import Path

import pyarrow.compute as pc
import pyarrow.parquet as pq

from tidewaiter.link.vessels import Broadcast
from tidewaiter.names.numbers import mmsi_country


def broadcasts(statics: Path | None, positions: Path | None) -> tuple[Broadcast, ...]:
    """Return each MMSI with the IMO number and name that it sent last.

    Args:
        statics: Parquet of the case's static reports, sorted by MMSI and time; None for none.
        positions: Parquet of its positions: ships that say nothing of themselves are in it too.
    """
    if statics is None or positions is None:
        return ()
    table = pq.read_table(statics, columns=["mmsi", "imo", "name"])
    said = table.group_by("mmsi", use_threads=False).aggregate([("imo", "last"), ("name", "last")])
    known = {row["mmsi"]: row for row in said.to_pylist()}
    heard = pc.unique(pq.read_table(positions, columns=["mmsi"])["mmsi"]).to_pylist()
    nothing = {"imo_last": None, "name_last": None}
    return tuple(
        Broadcast(m, row["imo_last"], row["name_last"], mmsi_country(m))
        for m in sorted({*known, *heard})
        for row in (known.get(m, nothing),)
        if m in known
    )
