"""One text for each document, with the way back to its source."""

from __future__ import annotations

import bisect
import unicodedata
from dataclasses import dataclass

from tidewaiter.press.read import Piece, RawDocument

_BLANKS = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2009": " ", "\r": "\n", "\u2028": "\n"})
_INVISIBLE = str.maketrans(dict.fromkeys("\u00ad\u200b\u2060\ufeff", None))


@dataclass(frozen=True, slots=True)
class Document:
    """Normalised text; spans count its code points.

    ``starts`` are the offsets at which the pieces of the source begin.
    """

    text: str
    pieces: tuple[Piece, ...]
    starts: tuple[int, ...]

    def source_at(self, offset: int) -> Piece:
        """Return the piece of the source from which a character comes."""
        return self.pieces[max(0, bisect.bisect_right(self.starts, offset) - 1)]


def normalise(raw: RawDocument) -> Document:
    r"""Return a document's text in one form: NFC, ``\n`` for line ends, no invisible characters.

    A plain text without oddities stays as it is, character for character.
    """
    parts: list[str] = []
    starts: list[int] = []
    length = 0
    for piece in raw.pieces:
        text = piece.text.replace("\r\n", "\n").translate(_BLANKS).translate(_INVISIBLE)
        text = unicodedata.normalize("NFC", text)
        starts.append(length)
        parts.append(text)
        length += len(text) + 1
    return Document("\n".join(parts), raw.pieces, tuple(starts))
