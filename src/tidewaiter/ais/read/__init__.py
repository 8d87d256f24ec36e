"""Read position files: the format is recognised, rows are checked, none is lost."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import IO

from tidewaiter.ais.read.batch import Batch
from tidewaiter.ais.read.csv import read_csv
from tidewaiter.ais.read.nmea import looks_like_nmea, read_nmea
from tidewaiter.ais.read.parquet import read_parquet
from tidewaiter.ais.read.records import read_json_lines, read_msgpack
from tidewaiter.ais.read.unpack import DAMAGE, unpacked
from tidewaiter.errors import UnreadableError

__all__ = ["FORMATS", "Batch", "read", "recognise"]

#: What ``--input-format`` takes.
FORMATS = ("csv", "nmea", "json", "msgpack", "parquet")
_PARQUET_MAGIC = b"PAR1"
_HEAD_BYTES = 1 << 16
#: First byte of a msgpack map: fixmap, map 16, map 32.
_MAPS = (*range(0x80, 0x90), 0xDE, 0xDF)


def read(
    file: Path,
    *,
    name: str,
    source: str,
    columns: Mapping[str, str] | None = None,
    input_format: str | None = None,
    start: datetime | None = None,
) -> Iterator[Batch]:
    """Yield the rows of a file batch by batch, in bounded memory.

    Args:
        file: CSV, NMEA log, JSON lines or msgpack, plain or packed with gzip or Zstandard; or
            Parquet.
        name: The file as refusals name it.
        source: SHA-256 of the file, for the locator of each row.
        columns: Our column name → the file's, where the header is none that we know.
        input_format: One of :data:`FORMATS`; recognised by content, if None.
        start: Time of the first line of an NMEA log whose lines carry none.

    Raises:
        UnreadableError: The file as a whole is no position file that we know.
    """
    kind = input_format or recognise(file)
    if kind == "parquet":
        yield from read_parquet(file, name=name, source=source, columns=columns)
        return
    with unpacked(file) as stream:
        if kind == "nmea":
            yield from read_nmea(stream, name=name, source=source, start=start)
        elif kind == "json":
            yield from read_json_lines(stream, name=name, source=source, columns=columns)
        elif kind == "msgpack":
            yield from read_msgpack(stream, name=name, source=source, columns=columns)
        elif kind == "csv":
            yield from read_csv(stream, name=name, source=source, columns=columns)
        else:
            raise UnreadableError(f"unknown format {kind!r}; formats are {', '.join(FORMATS)}")


def recognise(file: Path) -> str:
    """Return the format of a position file by its first bytes; ``csv`` where nothing else fits."""
    with file.open("rb") as raw:
        if raw.read(4) == _PARQUET_MAGIC:
            return "parquet"
    with unpacked(file) as stream:
        head = _head(stream)
    if head[:1] and head[0] in _MAPS:
        return "msgpack"
    if head.lstrip().startswith(b"{"):
        return "json"
    return "nmea" if looks_like_nmea(head) else "csv"


def _head(stream: IO[bytes]) -> bytes:
    head = b""
    try:
        while len(head) < _HEAD_BYTES and (more := stream.read(_HEAD_BYTES - len(head))):
            head += more
    except DAMAGE:
        pass  # reading it whole will say so
    return head
