"""List files as they come in, and what reading them gives."""

from __future__ import annotations

import gzip
import io
import zlib
from dataclasses import dataclass

from tidewaiter.errors import UnreadableError
from tidewaiter.model.evidence import Count, Reject
from tidewaiter.model.listings import Edition, Listing

#: More than any list holds today (OFAC's advanced XML is about 125 MB); a bomb holds more.
_MOST_BYTES = 1 << 30


@dataclass(frozen=True, slots=True)
class ListFile:
    """A captured list file: path as shown to the user, bytes as captured, and their SHA-256."""

    path: str
    data: bytes
    sha256: str


@dataclass(frozen=True, slots=True)
class Result:
    """Editions with their entries, what was refused, and a count for each file."""

    editions: tuple[tuple[Edition, tuple[Listing, ...]], ...]
    rejects: tuple[Reject, ...]
    counts: tuple[Count, ...]


def plain(file: ListFile) -> bytes:
    """Return a file's bytes, unpacked where it was gzipped.

    Raises:
        UnreadableError: The compressed data is damaged, or unpacks to more than any list holds.
    """
    if not file.data.startswith(b"\x1f\x8b"):
        return file.data
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(file.data)) as stream:
            data = stream.read(_MOST_BYTES + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise UnreadableError(f"the compressed data is damaged or ends early: {error}") from error
    if len(data) > _MOST_BYTES:
        raise UnreadableError("unpacks to more than 1 GiB, which no list does; it was not read")
    return data
