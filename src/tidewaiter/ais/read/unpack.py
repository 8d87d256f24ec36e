"""Open a file that may be packed with gzip or Zstandard."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, cast

import pyarrow as pa

_GZIP = b"\x1f\x8b"
_ZSTD = b"\x28\xb5\x2f\xfd"
#: What reading a stream that is packed wrongly, or cut off, raises.
DAMAGE = (OSError, EOFError, zlib.error)


@contextmanager
def unpacked(file: Path) -> Iterator[IO[bytes]]:
    """Open a file for reading its unpacked bytes; it is recognised by its first bytes.

    Raises:
        UnreadableError: Never here: damage shows as one of :data:`DAMAGE` while reading.
    """
    with file.open("rb") as raw:
        magic = raw.read(4)
        raw.seek(0)
        if magic.startswith(_GZIP):
            yield cast("IO[bytes]", gzip.GzipFile(fileobj=raw))
        elif magic == _ZSTD:
            stream = pa.CompressedInputStream(pa.PythonFile(raw, "r"), "zstd")
            yield cast("IO[bytes]", io.BufferedReader(_Zstd(stream), 1 << 20))
        else:
            yield raw


class _Zstd(io.RawIOBase):
    """Arrow's stream as a raw stream of the standard library."""

    def __init__(self, stream: pa.NativeFile) -> None:
        self._stream = stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer).cast("B")  # type: ignore[arg-type]
        data = self._stream.read(len(view))
        view[: len(data)] = data
        return len(data)
