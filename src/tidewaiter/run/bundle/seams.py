"""Every byte between the files of a zip that is not what :func:`~tidewaiter.run.bundle.zipped.write_zip` writes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tidewaiter.run.bundle.layout import View
from tidewaiter.run.bundle.zipped import CHUNK, Entry, ending, header, listed


@dataclass(frozen=True, slots=True)
class Lying:
    """A file, and where it lies: its header at ``at``, its bytes from ``start``."""

    entry: Entry
    at: int
    start: int


def seams(view: View, files: Sequence[Lying], start: int) -> Iterator[str]:
    """Yield what is wrong between files, with the byte of the zip and what stands there.

    Args:
        view: The zip.
        files: In order of place.
        start: Where the list of files begins.
    """
    end = 0
    for file in files:
        yield from _between(view, end, file.at, f"before {file.entry.name}")
        expected = header(file.entry)
        yield from _compared(
            view.at(file.at, file.start - file.at), expected, file.at,
            f"in the header of {file.entry.name}",
        )  # fmt: skip
        end = file.start + file.entry.size
    yield from _between(view, end, start, "before the list of files")
    yield from _rest(view, [file.entry for file in files], start)


def _rest(view: View, entries: Sequence[Entry], start: int) -> Iterator[str]:
    at, place = start, 0
    for entry in entries:
        expected = listed(entry, place)
        found = view.at(at, len(expected))
        yield from _compared(found, expected, at, f"in the list of files, at {entry.name}")
        at, place = at + len(expected), place + len(header(entry)) + entry.size
    expected = ending(len(entries), at - start, place)
    found = view.at(at, len(expected))
    yield from _compared(found, expected, at, "in the end of the zip")
    at += len(expected)
    if at < view.size:
        yield f"byte {at} of the zip, after its end: {view.size - at} bytes were added"


def _compared(found: bytes, expected: bytes, at: int, where: str) -> Iterator[str]:
    if found != expected:
        pairs = enumerate(zip(found, expected, strict=False))
        differ = next((i for i, (a, b) in pairs if a != b), min(len(found), len(expected)))
        cut = at + differ == at + len(found) and len(found) < len(expected)
        yield f"byte {at + differ} of the zip, {where}, was {'cut off' if cut else 'altered'}"


def _between(view: View, end: int, at: int, where: str) -> Iterator[str]:
    if at > end:
        yield f"byte {end} of the zip, {where}: {at - end} bytes belong to no file"
    elif at < end <= view.size:
        yield f"byte {at} of the zip, {where}: {end - at} bytes are missing, or of two files at once"


def span(view: View, start: int, size: int) -> Iterator[bytes]:
    """Yield the bytes of a file in pieces."""
    end = min(start + size, view.size)
    while start < end and (piece := view.at(start, min(CHUNK, end - start))):
        yield piece
        start += len(piece)
