"""A page that leads to the pages of many articles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tidewaiter.model.evidence import Reject
from tidewaiter.model.marks import voices
from tidewaiter.model.reading import Reading
from tidewaiter.report.page import page

_VOICES = 6
_PLAIN = frozenset(b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~/")


@dataclass(frozen=True, slots=True)
class Entry:
    """What the list says of one article."""

    link: str
    title: str
    publisher: str | None
    published: date | None
    claims: int
    voices: tuple[str, ...]
    more_voices: int
    synthetic: bool


def entry(name: str, reading: Reading) -> Entry:
    """Return what the list says of an article.

    Args:
        name: Its page, relative to the list, with forward slashes.
        reading: The article.
    """
    named = [voice.name for voice in voices(reading.claims) if voice.name is not None]
    ref = reading.document
    return Entry(
        _address(name),
        reading.title or ref.path or ref.id,
        ref.publisher,
        ref.published,
        len(reading.claims),
        tuple(named[:_VOICES]),
        len(named[_VOICES:]),
        reading.synthetic,
    )


def _address(name: str) -> str:
    """Return a name as a relative address.

    >>> _address("a b/ç#.html")
    'a%20b/%C3%A7%23.html'
    """
    return "".join(chr(b) if b in _PLAIN else f"%{b:02X}" for b in name.encode("utf-8", "replace"))


def as_index(entries: Sequence[Entry], refused: Sequence[Reject]) -> str:
    """Write the page.

    Args:
        entries: The articles, in the order in which they were read.
        refused: The documents that could not be read.
    """
    return page(
        "article_index.html.j2",
        ("dossier.css",),
        synthetic=any(e.synthetic for e in entries),
        entries=entries,
        refused=refused,
        claims=sum(e.claims for e in entries),
    )
