"""Positions of many files in the order of ship and time, piece by piece, in bounded memory.

An external merge sort: each file is first written as a run, Parquet whose row groups are sorted by
ship; then each range of ships is gathered from all runs, sorted in memory and handed on. A ship is
never cut, so that no rule can see a seam.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from numpy.typing import NDArray

from tidewaiter.ais.normalise import Stats, integers, normalise, taken
from tidewaiter.model.tables import POSITIONS

#: Rows of a piece from disk. Reading, sorting and asking it takes about 300 bytes a row at the worst
#: moment: 100 million positions pass in 3.4 GiB.
PIECE_ROWS = 6_000_000
_RUN_ROWS = 2_000_000
_GROUP_ROWS = 1 << 16


class RunWriter:
    """Write positions as a run; rows are held until enough can be sorted together."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self._writer = pq.ParquetWriter(file, POSITIONS, compression="lz4")
        self._held: list[pa.Table] = []
        self.rows = 0

    def add(self, positions: pa.Table) -> None:
        """Add rows of :data:`tidewaiter.model.tables.POSITIONS`."""
        self._held.append(positions)
        self.rows += positions.num_rows
        if sum(t.num_rows for t in self._held) >= _RUN_ROWS:
            self._flush()

    def close(self) -> None:
        """Write what is held and end the file."""
        self._flush()
        self._writer.close()

    def _flush(self) -> None:
        if self._held:
            rows, held = pa.concat_tables(self._held).unify_dictionaries(), self._held
            held.clear()
            rows = rows.combine_chunks()
            order = np.argsort(integers(rows, "mmsi"), kind="stable")
            self._writer.write_table(taken(rows, order), row_group_size=_GROUP_ROWS)


def pieces(
    runs: Sequence[Path], *, most_rows: int = PIECE_ROWS
) -> Iterator[tuple[pa.Table, Stats]]:
    """Yield all positions of some runs, by ranges of ships in their order.

    Args:
        runs: Files of :class:`RunWriter`.
        most_rows: A piece has no more rows, but for a ship that has more by itself.

    Yields:
        Positions of whole ships, sorted and folded, with their statistics.
    """
    files = [pq.ParquetFile(run) for run in runs]
    for low, high in _ranges(files, most_rows):
        found = []
        for file in files:
            groups = [g for g in range(file.num_row_groups) if _meets(file, g, low, high)]
            if not groups:
                continue
            rows = file.read_row_groups(groups)
            mmsi = rows["mmsi"]
            inside = pc.and_(pc.greater_equal(mmsi, low), pc.less_equal(mmsi, high))
            found.append(rows.filter(inside).cast(POSITIONS))
        yield normalise(found)


def _ranges(files: Iterable[pq.ParquetFile], most_rows: int) -> Iterator[tuple[int, int]]:
    """Cut the ships into ranges that hold no more than so many rows."""
    ships, counts = _census(files)
    begin, held = 0, 0
    for i, count in enumerate(counts):
        if held and held + count > most_rows:
            yield int(ships[begin]), int(ships[i - 1])
            begin, held = i, 0
        held += int(count)
    if len(ships):
        yield int(ships[begin]), int(ships[-1])


def _census(
    files: Iterable[pq.ParquetFile],
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the ships of all runs and how many rows each has."""
    ships, counts = np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64)
    for file in files:
        for batch in file.iter_batches(1 << 20, columns=["mmsi"]):
            more, times = np.unique(batch.column(0).to_numpy(), return_counts=True)
            ships, where = np.unique(np.concatenate([ships, more]), return_inverse=True)
            counts = np.bincount(where, np.concatenate([counts, times])).astype(np.int64)
    return ships, counts


def _meets(file: pq.ParquetFile, group: int, low: int, high: int) -> bool:
    said = file.metadata.row_group(group).column(0).statistics
    return said is None or not said.has_min_max or (said.min <= high and said.max >= low)
