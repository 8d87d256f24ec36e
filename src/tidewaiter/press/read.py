"""Read a document: text, HTML or PDF, told apart by content."""

from __future__ import annotations

import re
import warnings
from dataclasses import dataclass
from datetime import date

from tidewaiter.errors import UnreadableError

#: An article has at least this many words; less is a menu or a notice.
_FEWEST_WORDS = 10


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text with where it comes from.

    ``page`` counts from 1 in a PDF, None elsewhere; ``byte`` is where the piece begins in the file,
    None where that is not known.
    """

    text: str
    page: int | None = None
    byte: int | None = None


@dataclass(frozen=True, slots=True)
class RawDocument:
    """What a file holds before normalisation, with what it says of itself."""

    kind: str
    pieces: tuple[Piece, ...]
    title: str | None = None
    publisher: str | None = None
    published: date | None = None


def read(data: bytes, path: str) -> RawDocument:
    """Read a document.

    Args:
        data: The captured bytes.
        path: Its name; the ending helps where the content leaves a doubt.

    Raises:
        UnreadableError: It is damaged, empty, has no text, or is of a kind that we do not read.
    """
    if not data.strip():
        raise UnreadableError("is empty")
    if data.lstrip()[:5] == b"%PDF-":
        return _pdf(data)
    head = data[:4096].lstrip().lower()
    if head.startswith((b"<!doctype html", b"<html")) or path.lower().endswith((".html", ".htm")):
        return _html(data)
    text = _decoded(data)
    first = next((line.strip() for line in text.splitlines() if line.strip()), None)
    title = first if first and not first.endswith((".", "!", "?", '."', ".”")) else None
    return RawDocument("text", (Piece(text, byte=0),), title)


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return data.decode("utf-16")
        except UnicodeDecodeError as error:
            raise UnreadableError("begins like UTF-16 but is damaged") from error
    if b"\0" in data:
        raise UnreadableError("is no text, HTML or PDF; save it as one of these")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _html(data: bytes) -> RawDocument:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import trafilatura

        page = trafilatura.bare_extraction(
            data,
            include_comments=False,
            include_tables=False,
            favor_precision=True,
            with_metadata=True,
        )
    body = (getattr(page, "text", None) or "").strip()
    if len(body.split()) < _FEWEST_WORDS:
        raise UnreadableError("is an HTML page in which no article text was found")
    return RawDocument(
        "html",
        tuple(
            Piece(line, byte=_position(data, line)) for line in body.split("\n") if line.strip()
        ),
        getattr(page, "title", None),
        getattr(page, "sitename", None),
        _day(getattr(page, "date", None)),
    )


def _position(data: bytes, line: str) -> int | None:
    """Where the first words of a line stand in the page's bytes, if they do so unbroken."""
    at = data.find(line[:40].encode())
    return None if at < 0 else at


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat((text or "")[:10])
    except ValueError:
        return None


def _pdf(data: bytes) -> RawDocument:
    import pypdfium2

    if b"%%EOF" not in data[-2048:]:
        raise UnreadableError("is a PDF that ends early: fetch or copy it again")
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise UnreadableError(f"is a PDF that cannot be opened: {error}") from error
    try:
        pieces = []
        for number in range(len(document)):
            page = document[number]
            words = page.get_textpage()
            text = _flow(words.get_text_bounded())
            words.close()
            page.close()
            if text:
                pieces.append(Piece(text, page=number + 1))
        title = document.get_metadata_dict().get("Title") or None
    except pypdfium2.PdfiumError as error:
        raise UnreadableError(f"is a damaged PDF: {error}") from error
    finally:
        document.close()
    if not pieces:
        raise UnreadableError("is a PDF without a text layer: run OCR over it first")
    return RawDocument("pdf", tuple(pieces), title)


def _flow(text: str) -> str:
    """Join the lines of a page into paragraphs; words cut by a hyphen become whole."""
    lines = [
        line.rstrip() for line in text.replace("\r\n", "\n").replace("\ufffe", "-").split("\n")
    ]
    paragraphs, current = [], ""
    for line in lines:
        if not line.strip():
            paragraphs.append(current)
            current = ""
        elif re.search(r"[a-z]-$", current) and line[:1].islower():
            current = current[:-1] + line.lstrip()
        elif current and not re.search(r"[.!?:”\"]$", current):
            current += " " + line.lstrip()
        else:
            paragraphs.append(current)
            current = line.strip()
    return "\n".join(p for p in [*paragraphs, current] if p.strip())
