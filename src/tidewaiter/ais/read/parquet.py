"""Positions from Parquet with the columns of the event contract."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from tidewaiter.ais.read.ahead import ahead
from tidewaiter.ais.read.batch import Batch
from tidewaiter.ais.read.checks import checked
from tidewaiter.ais.read.columns import match
from tidewaiter.errors import UnreadableError

_ROWS = 1 << 20


def read_parquet(
    file: Path, *, name: str, source: str, columns: Mapping[str, str] | None
) -> Iterator[Batch]:
    """Yield the rows of a Parquet file; ``line`` is the row number from 1.

    See :func:`tidewaiter.ais.read.read`.
    """
    try:
        parquet = pq.ParquetFile(file)
    except (pa.ArrowInvalid, OSError) as error:
        raise UnreadableError(f"is damaged Parquet: {str(error).splitlines()[0]}") from error
    wanted = match(parquet.schema_arrow.names, columns)

    def batches() -> Iterator[tuple[pa.RecordBatch, int]]:
        first = 1
        for batch in parquet.iter_batches(_ROWS, columns=list(dict.fromkeys(wanted.values()))):
            yield batch, first
            first += batch.num_rows

    def one(numbered: tuple[pa.RecordBatch, int]) -> Batch:
        batch, first = numbered
        lines = np.arange(first, first + batch.num_rows, dtype=np.int64)
        raw = {ours: _plain(batch.column(theirs)) for ours, theirs in wanted.items()}
        return checked(raw, lines, name=name, source=source)

    yield from ahead(batches(), one)


def _plain(column: pa.Array) -> pa.Array:
    return column.dictionary_decode() if pa.types.is_dictionary(column.type) else column
