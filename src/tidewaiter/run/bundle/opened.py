"""Open a zip as a bundle: its files by name, their hashes, and what is wrong with the zip itself."""

from __future__ import annotations

import hashlib
import io
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import IO

from tidewaiter.run.bundle.bag import MANIFEST, read_manifest
from tidewaiter.run.bundle.contents import BAG, Digest
from tidewaiter.run.bundle.layout import Pair, View, layout, name_of
from tidewaiter.run.bundle.places import is_safe
from tidewaiter.run.bundle.seams import Lying, seams, span
from tidewaiter.run.bundle.zipped import Entry

_TAGS_LONGEST = 64 << 20
#: More places of one zip are not told one by one.
_TOLD = 20


@dataclass(frozen=True, slots=True)
class Opened:
    """A zip, read once from end to end.

    Attributes:
        files: Name → where its bytes lie, of the files that could be read.
        digests: Name → what their bytes give.
        names: All names in the order of their places.
        refused: What could do harm: file, and why; nothing of the zip may be unpacked.
        cut: Files whose end is missing.
        seams: What is wrong between files.
    """

    view: View
    files: dict[str, Lying]
    digests: dict[str, Digest]
    names: list[str]
    refused: list[tuple[str, str]]
    cut: list[tuple[str, str]]
    seams: list[str]

    def read(self, name: str) -> bytes:
        """Return a whole file that makes the bundle a bag."""
        file = self.files[name]
        return self.view.at(file.start, file.entry.size)

    def stream(self, name: str) -> IO[bytes]:
        """Open a file for reading in pieces."""
        file = self.files[name]
        return io.BufferedReader(_Part(self.view, file.start, file.entry.size))


def opened(stream: IO[bytes]) -> Opened:
    """Read a zip.

    Raises:
        ValueError: It is no zip.
    """
    view = View.of(stream)
    found = layout(view)
    out = Opened(view, {}, {}, [], [], [], [])
    lying: list[Lying] = []
    end = 0
    known = _known(view, found.pairs)
    folded: set[str] = set()
    for pair in found.pairs:
        name = name_of(pair, known)
        out.names.append(name)
        file = _lying(pair, name)
        lying.append(file)
        fault = _refused(pair, name, folded, end)
        folded.add(name.casefold())
        if fault:
            out.refused.append((name, fault))
            if name in out.files or not any(s.stored for s in pair.said) or pair.at < end:
                continue
        if file.start + pair.size > view.size:
            left = max(0, view.size - file.start)
            out.cut.append((name, f"{name} is cut off: {left} of its {pair.size} bytes are there"))
            continue
        end = file.start + pair.size
        sha256, crc = _hashed(view, file)
        said = {s.crc for s in pair.said}
        lying[-1] = replace(
            file, entry=replace(file.entry, crc=crc if crc in said else file.entry.crc)
        )
        out.files[name], out.digests[name] = file, Digest(sha256, crc in said)
        if name in BAG and pair.size > _TAGS_LONGEST:
            out.refused.append((name, f"{name} is too large to be read"))
            del out.files[name]
    places = list(seams(view, lying, found.start))
    more = len(places) - _TOLD
    out.seams.extend(places[:_TOLD])
    if more > 0:
        out.seams.append(f"{more} more places of the zip: it was packed anew, or much was altered")
    return out


def _lying(pair: Pair, name: str) -> Lying:
    return Lying(Entry(name, pair.said[0].crc, pair.size), pair.at, pair.at + pair.length)


def _known(view: View, pairs: Sequence[Pair]) -> frozenset[str]:
    """Return the names that the manifest has: they tell which of two names was altered."""
    tags = frozenset(BAG)
    for pair in pairs:
        if name_of(pair, tags) == MANIFEST and pair.size <= _TAGS_LONGEST:
            data = view.at(pair.at + pair.length, pair.size)
            return tags | frozenset(read_manifest(data)[0])
    return tags


def _refused(pair: Pair, name: str, folded: set[str], end: int) -> str | None:
    if not is_safe(name):
        return f"the zip names a place outside itself: {name!r}"
    if name.casefold() in folded:
        return f"{name} stands twice in the zip"
    if not any(s.stored for s in pair.said):
        return f"{name} was packed anew: tidewaiter stores, as a guard against zips that swell"
    if pair.at < end:
        return f"{name} begins within the file before it: the zip says that it holds more than its own size"
    return None


def _hashed(view: View, file: Lying) -> tuple[str, int]:
    digest, crc = hashlib.sha256(), 0
    for piece in span(view, file.start, file.entry.size):
        digest.update(piece)
        crc = zlib.crc32(piece, crc)
    return digest.hexdigest(), crc


class _Part(io.RawIOBase):
    """A part of a file, as a file."""

    def __init__(self, view: View, start: int, size: int) -> None:
        self._view, self._at, self._end = view, start, start + size

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object, /) -> int:
        room = memoryview(buffer)  # type: ignore[arg-type]
        piece = self._view.at(self._at, min(len(room), self._end - self._at))
        room[: len(piece)] = piece
        self._at += len(piece)
        return len(piece)
