"""A stream cut into blocks of whole lines."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import IO

from tidewaiter.ais.read.nmea.reasons import LONGEST_BYTES

_MARK = b"\xef\xbb\xbf"  # UTF-8, as some editors put it in front


class Blocks:
    """The blocks of a stream; where the data under it breaks off, after the last whole line.

    Memory is bounded: of a line that is longer than any that is read, the excess is dropped.
    """

    def __init__(self, stream: IO[bytes], size_bytes: int) -> None:
        self._stream = stream
        self._size_bytes = size_bytes
        #: What broke the data off; None while it is sound.
        self.damage: str | None = None

    def __iter__(self) -> Iterator[bytes]:
        """Yield bytes that end with a line end, but for the last line of the file."""
        held = b""
        begun = False
        while more := self._more():
            held += more
            if not begun and len(held) < len(_MARK) and _MARK.startswith(held):
                continue
            held = held if begun else held.removeprefix(_MARK)
            begun = True
            cut = held.rfind(b"\n") + 1
            if cut:
                yield held[:cut]
            held = held[cut : cut + LONGEST_BYTES + 1]
        if held and self.damage is None:
            yield held

    def _more(self) -> bytes:
        try:
            return self._stream.read(self._size_bytes)
        except (OSError, EOFError, zlib.error) as error:
            self.damage = str(error)
            return b""
