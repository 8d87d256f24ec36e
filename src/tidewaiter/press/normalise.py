"""One text for each document, with the way back to its source."""

from __future__ import annotations

import bisect
import re
import unicodedata
from dataclasses import dataclass, field

from tidewaiter.press.read.raw import Piece, RawDocument
from tidewaiter.press.read.trail import Tracked, Trail
from tidewaiter.press.unwrap import soft_breaks

_LINE_ENDS = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_INVISIBLE = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
)
_BLANK = re.compile(r"[^\S\n ]")
#: Letters below U+0300 never melt into the one before them: between two of these one may cut.
_CLUSTER = re.compile(r"[^\u0300-\U0010ffff]?[\u0300-\U0010ffff]+")
#: The blanks that French puts within its marks.
_WITHIN = re.compile(
    r"(?:(?<=\A[«‹])|(?<=[\s(\[—–'’][«‹])) (?=\S)| (?=[»›](?:[\s.,;:!?)\]—–»›]|\Z))"
)
_BLANKS = re.compile(r"\A +| +\Z| *\n *|  +")


@dataclass(frozen=True, slots=True)
class Place:
    """Where words of a document stand in the captured file.

    Attributes:
        start: First byte of the file; in a PDF the first character of the page; None if unknown.
        end: One past the last of them; in a PDF on the page ``last_page``.
        page: Page of a PDF, from 1.
        last_page: Page on which the words end.
        paragraph: Paragraph of a Word file, from 1.
    """

    start: int | None
    end: int | None
    page: int | None = None
    last_page: int | None = None
    paragraph: int | None = None

    def __str__(self) -> str:
        """Say it in words, for an analyst who wants to look."""
        if self.page is not None:
            more = self.last_page is not None and self.last_page != self.page
            return f"pages {self.page}–{self.last_page}" if more else f"page {self.page}"
        if self.paragraph is not None:
            return f"paragraph {self.paragraph}"
        return "place unknown" if self.start is None else f"bytes {self.start}–{self.end}"


@dataclass(frozen=True, slots=True)
class Document:
    """Normalised text; spans count its code points.

    Attributes:
        text: The text.
        pieces: The pieces of the source.
        starts: The offsets at which the pieces begin in the text.
        ways: For each piece the characters of its source from which those of the text come; None
            where they are the same.
    """

    text: str
    pieces: tuple[Piece, ...]
    starts: tuple[int, ...]
    ways: tuple[Trail | None, ...] = field(default=(), compare=False)

    def locate(self, start: int, end: int) -> Place:
        """Return where the characters from ``start`` to ``end`` (exclusive) stand in the file.

        For text, HTML and e-mail these are bytes that hold the words and nothing of the words
        beside them; of HTML, tags and character references that lie among them too.
        """
        first = self._at(start)
        last = first if end <= start else self._at(end - 1)
        return Place(first.start, last.end, first.page, last.last_page, first.paragraph)

    def _piece(self, offset: int) -> int:
        return max(0, bisect.bisect_right(self.starts, offset) - 1)

    def _at(self, offset: int) -> Place:
        number = self._piece(offset)
        piece = self.pieces[number]
        trail = piece.trail
        if trail is None or not len(trail.starts):
            return Place(piece.byte, None, piece.page, piece.page, piece.paragraph)
        a = b = offset - self.starts[number]
        if (way := self.ways[number] if self.ways else None) is not None:
            at = min(a, len(way.starts) - 1)
            a, b = (int(way.starts[at]), int(way.ends[at]) - 1) if at >= 0 else (0, 0)
        a, b = (min(max(x, 0), len(trail.starts) - 1) for x in (a, b))
        first = last = piece.page
        if trail.pages is not None:
            first, last = int(trail.pages[a]), int(trail.pages[b])
        return Place(int(trail.starts[a]), int(trail.ends[b]), first, last, piece.paragraph)


def normalise(raw: RawDocument) -> Document:
    r"""Return a document's text in one form.

    That is NFC, ``\n`` for line ends, single blanks, nothing invisible, and paragraphs that were
    wrapped into lines made whole. A plain text without oddities stays as it is, character for
    character.
    """
    parts: list[str] = []
    starts: list[int] = []
    ways: list[Trail | None] = []
    length = 0
    for piece in raw.pieces:
        text, way = _one_form(piece.text, wrapped=raw.kind in ("text", "email"))
        starts.append(length)
        parts.append(text)
        ways.append(way)
        length += len(text) + 1
    return Document("\n".join(parts), raw.pieces, tuple(starts), tuple(ways))


def _one_form(text: str, *, wrapped: bool) -> tuple[str, Trail | None]:
    begun = now = Tracked(text, Trail.even(len(text)))
    now = now.sub(_LINE_ENDS, lambda _: "\n").sub(_INVISIBLE, lambda _: "")
    now = now.sub(_BLANK, lambda _: " ")
    if not unicodedata.is_normalized("NFC", now.text):
        now = now.sub(_CLUSTER, lambda match: unicodedata.normalize("NFC", match.group()))
    now = now.sub(_BLANKS, _single).sub(_WITHIN, _close_up)
    words = now.text
    if wrapped and (soft := soft_breaks(words)):
        letters = list(words)
        for at in soft:
            letters[at] = " "
        words = "".join(letters)
    return words, None if now is begun else now.trail


def _single(match: re.Match[str]) -> str:
    if "\n" in match.group():
        return "\n"
    return " " if match.start() and match.end() < len(match.string) else ""


def _close_up(match: re.Match[str]) -> str:
    """Drop a blank within French marks; where none was opened, " »" is something else."""
    before = match.string[max(0, match.start() - 2000) : match.start()]
    return "" if "«" in before or "‹" in before else " "
