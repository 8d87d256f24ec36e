"""Records of a web archive (WARC 1.0 and 1.1, ISO 28500), one after the other.

Each is read in bounded pieces and none is kept, so that the memory does not grow with the archive.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from tidewaiter.errors import UnreadableError
from tidewaiter.press.read.digests import Digest, digest
from tidewaiter.press.read.unpacked import Readable, Unpacked

_LINE = 65_536
#: Lines of the longest header that is taken for one.
_LINES = 1_000
_VERSION = re.compile(rb"WARC/(?:0\.1[78]|1\.[01])\s*$")


@dataclass(slots=True)
class Block:
    """The bytes of a record, which can be read once.

    Attributes:
        source: What they are read from.
        left: How many are still to be read.
        seen: Digest of what was read, where the header gives one of the whole.
    """

    source: Unpacked
    left: int
    seen: Digest | None = None

    def read(self, size: int) -> bytes:
        """Return up to ``size`` bytes.

        Raises:
            UnreadableError: The archive ends before the record does.
        """
        return self._took(self.source.read(min(size, self.left)))

    def line(self) -> bytes:
        """Return a line.

        Raises:
            UnreadableError: As for :meth:`read`.
        """
        return self._took(self.source.line(_LINE)) if self.left else b""

    def rest(self) -> Iterator[bytes]:
        """Yield what is left, in pieces."""
        while self.left:
            yield self.read(_LINE)

    def pass_over(self) -> None:
        """Read to the end, and compare the digest.

        Raises:
            UnreadableError: The digest of the header is another.
        """
        for _ in self.rest():
            pass
        if self.seen is not None and not self.seen.agrees():
            raise UnreadableError(
                "was altered: its bytes are not those of the digest that the archive gives"
            )

    def _took(self, data: bytes) -> bytes:
        if (not data and self.left) or len(data) > self.left:
            raise UnreadableError("ends early: it is damaged or was cut off")
        self.left -= len(data)
        if self.seen is not None:
            self.seen.add(data)
        return data


@dataclass(frozen=True, slots=True)
class Record:
    """A record.

    Attributes:
        offset: Where it begins in the file, in bytes; of a gzipped archive where its gzip member begins.
        kind: ``response``, ``request``, ``resource``, ``revisit``, ``metadata``, ``warcinfo`` and others.
        headers: Name in small letters → value; of repeated ones the first.
        block: What it holds.
    """

    offset: int
    kind: str
    headers: dict[str, str] = field(repr=False)
    block: Block = field(repr=False)


def records(stream: Readable, offset: int = 0) -> Iterator[Record]:
    """Yield the records of an archive; what of one is not read is passed over.

    Args:
        stream: The archive; stands at the beginning of a record.
        offset: Where it stands, in bytes.

    Raises:
        UnreadableError: It is no WARC file, is damaged, ends early or is a bomb.
    """
    source = Unpacked(stream, offset)
    first = True
    while (at := source.begin()) is not None:
        record = _record(source, at, first=first)
        first = False
        yield record
        for _ in record.block.rest():
            pass


def _record(source: Unpacked, at: int, *, first: bool) -> Record:
    line = source.line(_LINE)
    if not _VERSION.match(line):
        if first:
            raise UnreadableError("is no WARC file of version 1.0 or 1.1")
        raise UnreadableError(f"has no record where one should begin, at byte {at}: it is damaged")
    headers = named(fields(lambda: source.line(_LINE)))
    length = headers.get("content-length", "")
    if not re.fullmatch(r"[0-9]{1,15}", length):
        raise UnreadableError(f"does not say how long the record at byte {at} is: it is damaged")
    given = headers.get("warc-block-digest")
    block = Block(source, int(length), digest(given) if given else None)
    return Record(at, headers.get("warc-type", "").lower(), headers, block)


def fields(line: Callable[[], bytes]) -> tuple[tuple[str, str], ...]:
    """Read header lines up to the empty one.

    Raises:
        UnreadableError: There are more than any header has.
    """
    found: list[tuple[str, str]] = []
    for _ in range(_LINES):
        text = line().decode("utf-8", "replace").rstrip("\r\n")
        if not text:
            return tuple(found)
        if text[0] in " \t" and found:
            found[-1] = (found[-1][0], f"{found[-1][1]} {text.strip()}"[:_LINE])
            continue
        name, colon, value = text.partition(":")
        if colon:
            found.append((name.strip().lower(), value.strip()))
    raise UnreadableError("has a header longer than any archive has: it is damaged")


def named(found: tuple[tuple[str, str], ...]) -> dict[str, str]:
    """Return headers by name; of repeated ones the first."""
    return dict(reversed(found))
