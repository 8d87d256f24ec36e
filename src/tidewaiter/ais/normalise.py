"""One order for all positions, and each position once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from tidewaiter.model.tables import POSITIONS

#: Two rows that agree in these are one message heard or stored twice.
_SAME = ("mmsi", "timestamp", "lat", "lon", "sog", "cog", "heading")
_KEYS = [(column, "ascending") for column in (*_SAME, "source", "line")]


@dataclass(frozen=True, slots=True)
class Stats:
    """How many rows went in, how many were folded as exact repeats, how many ships there are."""

    rows_in: int
    folded: int
    ships: int


def normalise(tables: Sequence[pa.Table]) -> tuple[pa.Table, Stats]:
    """Sort positions by ship and time and fold exact repeats.

    The result does not depend on the order of tables or rows.

    Args:
        tables: Of :data:`tidewaiter.model.tables.POSITIONS`.
    """
    rows = pa.concat_tables([POSITIONS.empty_table(), *tables])
    ordered = rows.take(pc.sort_indices(rows, sort_keys=_KEYS)).combine_chunks()
    size = ordered.num_rows
    repeats = np.ones(max(size - 1, 0), dtype=bool)
    for column in _SAME:
        values = ordered[column].combine_chunks()
        known = values.is_valid().to_numpy(zero_copy_only=False)
        plain = values.fill_null(0) if column != "timestamp" else values.cast(pa.int64())
        data = plain.to_numpy(zero_copy_only=False)
        repeats &= (data[1:] == data[:-1]) & (known[1:] == known[:-1])
    keep = np.concatenate([np.ones(min(size, 1), dtype=bool), ~repeats])
    folded = ordered.filter(pa.array(keep))
    ships = pc.count_distinct(folded["mmsi"]).as_py() if size else 0
    return folded, Stats(size, int(size - keep.sum()), ships)
