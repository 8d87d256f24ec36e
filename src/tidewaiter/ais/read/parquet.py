"""Positions from Parquet with the columns of the event contract."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

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
    first = 1
    for batch in parquet.iter_batches(_ROWS, columns=list(dict.fromkeys(wanted.values()))):
        lines = np.arange(first, first + batch.num_rows, dtype=np.int64)
        first += batch.num_rows
        raw = {ours: _plain(batch.column(theirs)) for ours, theirs in wanted.items()}
        yield checked(raw, lines, name=name, source=source)


def _plain(column: pa.Array) -> pa.Array:
    return column.dictionary_decode() if pa.types.is_dictionary(column.type) else column
