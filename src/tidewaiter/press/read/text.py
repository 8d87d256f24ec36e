"""Read plain text."""

from __future__ import annotations

from tidewaiter.press.read.encoding import decode
from tidewaiter.press.read.raw import Piece, RawDocument


def read_text(data: bytes, declared: str | None = None) -> RawDocument:
    """Read plain text of any encoding; its first line without a stop is the title.

    Args:
        data: The captured bytes.
        declared: Encoding that a web server named.

    Raises:
        UnreadableError: It is no text.
    """
    found = decode(data, declared)
    byte = int(found.trail.starts[0]) if found.text else 0
    piece = Piece(found.text, byte=byte, trail=found.trail)
    title = headline(found.text)
    return RawDocument("text", (piece,), title, title_from="headline" if title else None)


def headline(text: str) -> str | None:
    r"""Return the first line of a text if it is none that ends a sentence.

    >>> headline("Harbour closed for a day\nIt rained.")
    'Harbour closed for a day'
    """
    first = next((line.strip() for line in text.splitlines() if line.strip()), None)
    return first if first and not first.endswith((".", "!", "?", '."', ".”")) else None
