"""What every reader yields: some rows of a file, sorted into what they are."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa

from tidewaiter.model.tables import POSITIONS, REJECTS, STATICS


@dataclass(frozen=True, slots=True)
class Batch:
    """Some rows of one file.

    Attributes:
        positions: Rows of :data:`tidewaiter.model.tables.POSITIONS`.
        statics: Rows of ``STATICS``, as they came; ``until`` is ``timestamp``, ``reports`` 1.
        rejects: Rows of ``REJECTS``.
        rows_in: Rows, or NMEA sentences, that were read to make this batch: every one is a
            position, a static report, both, a part of one, a message of no use here, or a reject.
    """

    positions: pa.Table = field(default_factory=POSITIONS.empty_table)
    statics: pa.Table = field(default_factory=STATICS.empty_table)
    rejects: pa.Table = field(default_factory=REJECTS.empty_table)
    rows_in: int = 0

    @property
    def good(self) -> int:
        """Rows that were understood."""
        return self.rows_in - int(self.rejects.num_rows)


def one_source(source: str, size: int) -> pa.DictionaryArray:
    """Return a column that says the same file of every row."""
    return pa.DictionaryArray.from_arrays(
        pa.array(np.zeros(size, dtype=np.int32)), pa.array([source])
    )
