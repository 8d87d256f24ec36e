"""Bytes of a file that is plain or gzipped member by member, a bounded piece at a time."""

from __future__ import annotations

import io
import zlib
from typing import BinaryIO, Protocol

from tidewaiter.errors import UnreadableError

_PIECE = 65_536
#: What grows more than this in unpacking is a bomb; archives of web pages reach some 20.
_DENSEST = 400
#: Bytes from which the density is judged: a short file may be all blanks.
_FREE = 50_000_000


class Readable(Protocol):
    """What is read from: a file, a part of one, or a member of a zip file."""

    def read(self, size: int = -1, /) -> bytes:
        """Return up to ``size`` bytes, none at the end."""


class Unpacked:
    """Reads on; at most a few pieces of 64 kB are held whatever the file holds.

    Args:
        stream: Stands at the beginning of a record.
        offset: Where that is in the file, in bytes.
    """

    def __init__(self, stream: Readable, offset: int = 0) -> None:
        self._stream = stream
        self._held = stream.read(_PIECE)
        self._next = offset  # where what is held begins, in the file
        self._packed = self._held.startswith(b"\x1f\x8b")
        self._decoder = zlib.decompressobj(31) if self._packed else None
        self._ready, self._at = b"", 0
        self._raw = self._made = 0
        self._begun = False

    def begin(self) -> int | None:
        """Pass over blank lines to the next record.

        Returns:
            Where it begins in the file (its gzip member, if packed), None at the end of the file.

        Raises:
            UnreadableError: More than a record lies in a gzip member, or the file is damaged.
        """
        if not self._packed:
            return self._begin_plain()
        while self._begun and (rest := self._some()):
            if rest.strip():
                raise UnreadableError(
                    "is gzipped as a whole, not record by record: unpack it with gunzip first"
                )
        self._begun = True
        if not self._more() or not self._held.strip(b"\0"):
            return None
        self._decoder = zlib.decompressobj(31)
        return self._next

    def read(self, size: int) -> bytes:
        """Return up to ``size`` bytes; less only at the end of the file or of the gzip member.

        Raises:
            UnreadableError: The file ends early, is damaged or a bomb.
        """
        found: list[bytes] = []
        while size > 0 and (piece := self._some(size)):
            found.append(piece)
            size -= len(piece)
        return b"".join(found)

    def line(self, longest: int) -> bytes:
        r"""Return a line with its ``\n``; what is left where the file or the member ends.

        Raises:
            UnreadableError: It is longer than ``longest`` bytes, or as for :meth:`read`.
        """
        found = bytearray()
        while self._fill():
            end = self._ready.find(b"\n", self._at) + 1
            stop = end or len(self._ready)
            found += self._ready[self._at : stop]
            self._at = stop
            if len(found) > longest:
                raise UnreadableError("has a header longer than any archive has: it is damaged")
            if end:
                break
        return bytes(found)

    def _begin_plain(self) -> int | None:
        while self._fill():
            blank = len(self._ready) - len(self._ready[self._at :].lstrip(b"\r\n"))
            self._at = blank
            if self._at < len(self._ready):
                return self._next - (len(self._ready) - self._at)
        return None

    def _some(self, size: int = _PIECE) -> bytes:
        if not self._fill():
            return b""
        piece = self._ready[self._at : self._at + size]
        self._at += len(piece)
        return piece

    def _fill(self) -> bool:
        """Make bytes ready; say whether there are any."""
        while self._at >= len(self._ready):
            if self._decoder is None:
                if not self._more():
                    return False
                self._ready, self._at, self._held = self._held, 0, b""
                self._next += len(self._ready)
            elif self._decoder.eof:
                return False
            else:
                self._unpack()
        return True

    def _unpack(self) -> None:
        decoder = self._decoder
        assert decoder is not None
        if not decoder.unconsumed_tail and not self._more():
            raise UnreadableError("ends early: it is damaged or was cut off")
        given = decoder.unconsumed_tail or self._held
        try:
            self._ready, self._at = decoder.decompress(given, _PIECE), 0
        except zlib.error as error:
            raise UnreadableError("is damaged: it cannot be unpacked") from error
        used = len(given) - len(decoder.unused_data) - len(decoder.unconsumed_tail)
        self._held = decoder.unused_data or decoder.unconsumed_tail
        self._next += used
        self._raw += used
        self._made += len(self._ready)
        if self._made > _FREE and self._made > _DENSEST * self._raw:
            raise UnreadableError("unpacks to more than an archive can hold: it is hostile")

    def _more(self) -> bool:
        self._held = self._held or self._stream.read(_PIECE)
        return bool(self._held)


class Window(io.RawIOBase):
    """A part of a file as a file of its own.

    Args:
        stream: The file; is moved.
        start: First byte of the part.
        size: Its length in bytes.
    """

    def __init__(self, stream: BinaryIO, start: int, size: int) -> None:
        super().__init__()
        self._stream, self._left = stream, size
        stream.seek(start)

    def read(self, size: int = -1, /) -> bytes:
        """Return up to ``size`` bytes."""
        found = self._stream.read(min(size, self._left) if size >= 0 else self._left)
        self._left -= len(found)
        return found
