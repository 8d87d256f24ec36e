"""Read position files: the format is recognised, rows are checked, none is lost."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import pyarrow as pa

from tidewaiter.ais.read.csv import read_csv
from tidewaiter.ais.read.parquet import read_parquet

_PARQUET_MAGIC = b"PAR1"


def read(
    file: Path, *, name: str, source: str, columns: Mapping[str, str] | None = None
) -> Iterator[tuple[pa.Table, pa.Table]]:
    """Yield (good rows, rejects) batch by batch, in bounded memory.

    Args:
        file: CSV, gzipped or plain, or Parquet.
        name: The file as refusals name it.
        source: SHA-256 of the file, for the locator of each row.
        columns: Our column name → the file's, where the header is none that we know.

    Yields:
        Tables of :data:`tidewaiter.model.tables.POSITIONS` and ``REJECTS``.

    Raises:
        UnreadableError: The file as a whole is no position file that we know.
    """
    with file.open("rb") as stream:
        magic = stream.read(4)
    reader = read_parquet if magic == _PARQUET_MAGIC else read_csv
    yield from reader(file, name=name, source=source, columns=columns)
