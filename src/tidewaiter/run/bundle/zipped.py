"""Zip files of which every byte is determined by the names and contents of their files.

Files are stored, not packed: so no zip of ours can unfold into more than its own size, the bytes do
not depend on a version of zlib, and every header can be worked out again and compared.

Format: PKWARE APPNOTE 6.3.10, sections 4.3.7, 4.3.12 and 4.3.14 to 4.3.16.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import IO

from tidewaiter.errors import CaseError

_UTF8 = 0x0800
#: 1 January 1980, 0:00: the earliest that a zip can say.
_DATE = 0x0021
#: A size or place that a field of 32 bits cannot say: ZIP64 says it elsewhere.
WIDE = 0xFFFFFFFF
CHUNK = 1 << 20
#: Yields the content of a file in pieces, each time that it is called.
Content = Callable[[], Iterator[bytes]]


@dataclass(frozen=True, slots=True)
class Entry:
    """One file in a zip: its name, CRC-32 and size in bytes."""

    name: str
    crc: int
    size: int


def write_zip(out: IO[bytes], files: Iterable[tuple[Entry, Content]]) -> None:
    """Write files one after the other, in pieces.

    Args:
        out: Where to.
        files: As they were measured, and their contents.

    Raises:
        CaseError: A file changed since it was measured.
    """
    entries: list[Entry] = []
    for entry, content in files:
        out.write(header(entry))
        crc = size = 0
        for piece in content():
            crc, size = zlib.crc32(piece, crc), size + len(piece)
            out.write(piece)
        if (crc, size) != (entry.crc, entry.size):
            raise CaseError(f"{entry.name} changed while it was packed; pack again")
        entries.append(entry)
    out.write(directory(entries))


def header(entry: Entry) -> bytes:
    """Return what stands before the bytes of a file."""
    wide = entry.size >= WIDE
    extra = struct.pack("<HHQQ", 1, 16, entry.size, entry.size) if wide else b""
    size = WIDE if wide else entry.size
    name = entry.name.encode()
    fixed = (0x04034B50, 45, _UTF8, 0, 0, _DATE, entry.crc, size, size, len(name), len(extra))
    return struct.pack("<IHHHHHIIIHH", *fixed) + name + extra


def directory(entries: Sequence[Entry]) -> bytes:
    """Return what stands after all files: the list of them, and the end of the zip."""
    rows, at = bytearray(), 0
    for entry in entries:
        rows += listed(entry, at)
        at += len(header(entry)) + entry.size
    return bytes(rows) + ending(len(entries), len(rows), at)


def ending(count: int, size: int, at: int) -> bytes:
    """Return what stands after the list.

    Args:
        count: Number of files.
        size: Bytes of the list.
        at: Where it begins.
    """
    wide = b""
    if at >= WIDE or size >= WIDE or count >= 0xFFFF:
        wide = struct.pack(
            "<IQHHIIQQQQ", 0x06064B50, 44, 45, 45, 0, 0, count, count, size, at
        ) + struct.pack("<IIQI", 0x07064B50, 0, at + size, 1)
    few = min(count, 0xFFFF)
    fixed = (0x06054B50, 0, 0, few, few, min(size, WIDE), min(at, WIDE), 0)
    return wide + struct.pack("<IHHHHIIH", *fixed)


def listed(entry: Entry, at: int) -> bytes:
    """Return what the list says of a file whose header begins at a byte of the zip."""
    large = [entry.size, entry.size] if entry.size >= WIDE else []
    far = [at] if at >= WIDE else []
    values = [*large, *far]
    extra = struct.pack(f"<HH{len(values)}Q", 1, 8 * len(values), *values) if values else b""
    size = min(entry.size, WIDE)
    name = entry.name.encode()
    fixed = (
        0x02014B50, 45, 45, _UTF8, 0, 0, _DATE, entry.crc, size, size,
        len(name), len(extra), 0, 0, 0, 0, min(at, WIDE),
    )  # fmt: skip
    return struct.pack("<IHHHHHHIIIHHHHHII", *fixed) + name + extra
