"""What a file holds before normalisation, with what it says of itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from tidewaiter.press.read.trail import Trail

#: An article has at least this many words; less is a menu or a notice.
FEWEST_WORDS = 10
Kind = Literal["text", "html", "pdf", "docx", "email"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text with where it comes from.

    Attributes:
        text: The words.
        page: Page on which it begins, from 1, in a PDF; None elsewhere.
        byte: Where it begins in the file; None where the file's bytes do not show it.
        paragraph: Number of the paragraph in a Word file, from 1; None elsewhere.
        trail: Source of each character: bytes of the file, or in a PDF characters of the page.
    """

    text: str
    page: int | None = None
    byte: int | None = None
    paragraph: int | None = None
    trail: Trail | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class RawDocument:
    """What a file holds, and what it says of itself.

    Attributes:
        kind: Format.
        pieces: Its text in reading order, mostly a piece a paragraph.
        title: Its title.
        publisher: Who published it.
        published: Day of publication.
        title_from: What says the title: "metadata", "headline"; None without one.
        publisher_from: What says the publisher: "metadata", "dateline"; None without one.
        published_from: What says the day: "metadata", "dateline", "byline", "file date".
        notes: What was left out, in words for the analyst.
    """

    kind: Kind
    pieces: tuple[Piece, ...]
    title: str | None = None
    publisher: str | None = None
    published: date | None = None
    title_from: str | None = None
    publisher_from: str | None = None
    published_from: str | None = None
    notes: tuple[str, ...] = ()
