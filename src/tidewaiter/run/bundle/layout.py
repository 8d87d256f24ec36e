"""Where the files of a zip lie, by their headers and by its list: one stands in where the other is damaged.

Format: PKWARE APPNOTE 6.3.10, sections 4.3.7, 4.3.12, 4.3.14 to 4.3.16 and 4.5.3.
"""

from __future__ import annotations

import os
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

from tidewaiter.run.bundle.zipped import WIDE, Entry, header

_HEADER, _ENTRY = b"PK\x03\x04", b"PK\x01\x02"
_END, _END64, _WHERE64 = b"PK\x05\x06", b"PK\x06\x06", b"PK\x06\x07"
#: The end with the longest comment that it can have.
_FARTHEST = 22 + 0xFFFF
#: How far off its place a header is looked for, where bytes were put in or taken out before it.
_ASTRAY = 1 << 20
_SEARCHES = 100
#: More files than any bundle has: what is held in memory is bounded.
MOST = 1_000_000


@dataclass(frozen=True, slots=True)
class View:
    """A file of which pieces are read; none beyond its end."""

    stream: IO[bytes]
    size: int

    @classmethod
    def of(cls, stream: IO[bytes]) -> View:
        """Look at an open file."""
        return cls(stream, stream.seek(0, os.SEEK_END))

    def at(self, place: int, length: int) -> bytes:
        """Return the bytes at a place; fewer at the end."""
        if not 0 <= place < self.size:
            return b""
        self.stream.seek(place)
        return self.stream.read(min(length, self.size - place))


@dataclass(frozen=True, slots=True)
class Said:
    """What a header, or an entry of the list, says of a file.

    Attributes:
        name: As it stands there.
        crc: CRC-32.
        size: Bytes, unpacked.
        stored: It is not packed.
        at: Where the header begins.
        length: Bytes of the header, or of the entry.
    """

    name: bytes
    crc: int
    size: int
    stored: bool
    at: int
    length: int


@dataclass(frozen=True, slots=True)
class Pair:
    """A file of a zip: what its header and what the list says of it; one of them may be unreadable.

    Attributes:
        at: Where its header begins.
        length: Bytes of the header.
        size: Bytes of the file.
    """

    head: Said | None
    entry: Said | None
    at: int
    length: int
    size: int

    @property
    def said(self) -> tuple[Said, ...]:
        """What is said of it: the list first."""
        return tuple(s for s in (self.entry, self.head) if s is not None)


@dataclass(frozen=True, slots=True)
class Layout:
    """The files of a zip in order of place, and where the list begins (where it should, if it is lost)."""

    pairs: tuple[Pair, ...]
    start: int


def layout(view: View) -> Layout:
    """Find the files of a zip.

    Raises:
        ValueError: It is no zip, or holds more files than any bundle.
    """
    walked, end = _walk(view)
    entries, start = max(
        ((_list(view, place), place) for place in (*_starts(view), end)),
        key=lambda found: len(found[0]),
    )
    if not walked and not entries:
        raise ValueError("it has neither headers at its start nor a list of files at its end")
    found: dict[int, tuple[Said | None, Said | None]] = {}
    names = {said.name: said.at for said in reversed(walked)}
    shift, searches = 0, 0
    for number, entry in enumerate(entries):
        at = _place(view, entry, names, shift)
        if at is None and number < len(walked):
            at = walked[number].at
        if at is None and searches < _SEARCHES:
            at, searches = _search(view, entry), searches + 1
        at = entry.at if at is None else at
        shift = at - entry.at
        found.setdefault(at, (_head(view, at), entry))
    for said in walked:
        found.setdefault(said.at, (said, None))
    start = start if entries else end
    places = sorted(found)
    pairs = [
        _pair(*found[at], at, following)
        for at, following in zip(places, [*places[1:], start], strict=True)
    ]
    return Layout(tuple(pairs), start)


def _pair(head: Said | None, entry: Said | None, at: int, following: int) -> Pair:
    """Choose length and size so that the file ends where the next begins."""
    both = [said for said in (entry, head) if said is not None]
    sizes = [said.size for said in both]
    lengths = [head.length] if head else []
    lengths += [len(header(Entry("", 0, s.size))) + len(s.name) for s in both]
    chosen = [(n, s) for n in lengths for s in sizes if at + n + s == following]
    length, size = chosen[0] if chosen else (lengths[0], sizes[0])
    return Pair(head, entry, at, length, size)


def _walk(view: View) -> tuple[list[Said], int]:
    """Go from header to header; also say where there is no more."""
    found: list[Said] = []
    at = 0
    while (said := _head(view, at)) is not None:
        found.append(said)
        at += said.length + said.size
        if len(found) > MOST:
            raise ValueError("it holds more files than any bundle")
    return found, at


def _head(view: View, at: int) -> Said | None:
    fixed = view.at(at, 30)
    if len(fixed) < 30 or not fixed.startswith(_HEADER):
        return None
    _, _, _, method, _, _, crc, packed, size, named, extra = struct.unpack("<IHHHHHIIIHH", fixed)
    rest = view.at(at + 30, named + extra)
    size, packed = _wide(rest[named:], size, packed)
    stored = method == 0 and size == packed
    return Said(rest[:named], crc, size, stored, at, 30 + named + extra)


def _list(view: View, at: int) -> list[Said]:
    """Read entries of the list for as long as there are any."""
    found: list[Said] = []
    while len(fixed := view.at(at, 46)) == 46 and fixed.startswith(_ENTRY):
        values = struct.unpack("<IHHHHHHIIIHHHHHII", fixed)
        method, crc, packed, size = values[4], *values[7:10]
        named, extra, comment, place = *values[10:13], values[16]
        rest = view.at(at + 46, named + extra)
        size, packed, place = _wide(rest[named:], size, packed, place)
        length = 46 + named + extra + comment
        stored = method == 0 and size == packed
        found.append(Said(rest[:named], crc, size, stored, place, length))
        at += length
        if len(found) > MOST:
            raise ValueError("it holds more files than any bundle")
    return found


def _wide(extra: bytes, *values: int) -> tuple[int, ...]:
    """Replace what did not fit into 32 bits by what the ZIP64 field says, in its order."""
    at = 0
    while at + 4 <= len(extra):
        kind, length = struct.unpack_from("<HH", extra, at)
        if kind == 1:
            field = extra[at + 4 : at + 4 + length]
            held = struct.iter_unpack("<Q", field[: len(field) // 8 * 8])
            return tuple(next(held, (v,))[0] if v == WIDE else v for v in values)
        at += 4 + length
    return values


def _starts(view: View) -> Iterator[int]:
    """Yield where the list may begin, by the end of the zip: where it says, and where its size says."""
    begin = max(0, view.size - _FARTHEST)
    tail = view.at(begin, _FARTHEST)
    found = tail.rfind(_END)
    if found < 0 or len(tail) < found + 22:
        return
    end = begin + found
    size, at = struct.unpack_from("<II", tail, found + 12)
    where = view.at(end - 20, 20)
    if where.startswith(_WHERE64):
        [end] = struct.unpack_from("<Q", where, 8)
        record = view.at(end, 56)
        if len(record) == 56 and record.startswith(_END64):
            size, at = struct.unpack_from("<QQ", record, 40)
    yield at
    yield end - size


def _place(view: View, entry: Said, names: dict[bytes, int], shift: int) -> int | None:
    """Return where the header is that an entry of the list means: there, or as far off as the last was."""
    there = [(at, _head(view, at)) for at in (entry.at, entry.at + shift)]
    named = [at for at, said in there if said is not None and said.name == entry.name]
    lost = all(said is None for _, said in there)
    return named[0] if named else names.get(entry.name, None if lost else entry.at)


def _search(view: View, entry: Said) -> int | None:
    begin = max(0, entry.at - _ASTRAY)
    name = entry.name.decode("utf-8", "replace")
    wanted = header(Entry(name, entry.crc, entry.size))
    found = view.at(begin, 2 * _ASTRAY + len(wanted)).find(wanted)
    return None if found < 0 else begin + found


def name_of(pair: Pair, known: frozenset[str]) -> str:
    """Return the name of a file: the first that is known, else the first that fits its header's length."""
    named = [said.name.decode("utf-8", "backslashreplace") for said in pair.said]
    fits = [n for n in named if len(header(Entry(n, 0, pair.size))) == pair.length]
    return next((name for name in named if name in known), (fits or named)[0])
