"""Read a PDF: its columns in order, its paragraphs whole, without running heads."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from tidewaiter.errors import UnreadableError
from tidewaiter.press.read.about import FILE_DATE
from tidewaiter.press.read.pdf.letters import Letter, letters
from tidewaiter.press.read.pdf.lines import Line, flows
from tidewaiter.press.read.pdf.margins import without_margins
from tidewaiter.press.read.pdf.paragraphs import pieces
from tidewaiter.press.read.raw import RawDocument
from tidewaiter.press.read.text import headline

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

#: Pages of the longest document that is read whole; panels of experts need some 400.
_MOST_PAGES = 2000
#: Titles that programs put in by themselves.
_NO_TITLE = re.compile(
    r"untitled|microsoft word|document\d*$|.*\.(?:docx?|indd|qxd|pages|odt|rtf|pdf|html?)$|about:|https?:",
    re.IGNORECASE,
)


def read_pdf(data: bytes) -> RawDocument:
    """Read a PDF.

    Raises:
        UnreadableError: It is damaged, cut, locked by a password, or has no text layer.
    """
    import pypdfium2

    if b"%%EOF" not in data[-4096:] and b"startxref" not in data[-4096:]:
        raise UnreadableError("is a PDF that ends early: fetch or copy it again")
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower() or "security" in str(error).lower():
            raise UnreadableError("is a PDF locked by a password: save it unlocked") from error
        raise UnreadableError(f"is a PDF that cannot be opened: {error}") from error
    try:
        notes = _too_long(document)
        pages = [p for n in range(min(len(document), _MOST_PAGES)) for p in [_page(document, n)]]
        about = document.get_metadata_dict()
    except pypdfium2.PdfiumError as error:
        raise UnreadableError(f"is a damaged PDF: {error}") from error
    finally:
        document.close()
    return _document(pages, about, notes)


def _document(
    pages: list[list[Letter]], about: dict[str, str], notes: tuple[str, ...]
) -> RawDocument:
    if not any(pages):
        raise UnreadableError("is a PDF without a text layer: run OCR over it first")
    unknown = sum(
        letter.text in ("\ufffd", "\0") or "\ue000" <= letter.text <= "\uf8ff"
        for p in pages
        for letter in p
    )
    if unknown * 4 > sum(map(len, pages)):
        raise UnreadableError(
            "is a PDF whose fonts do not say their letters: run OCR over it first"
        )
    columns: list[list[Line]] = []
    for number, page in enumerate(without_margins(pages), start=1):
        columns += flows(page, number)
    found = tuple(pieces(columns))
    if not found:
        raise UnreadableError("is a PDF without a text layer: run OCR over it first")
    title = (about.get("Title") or "").strip()
    title_from = "metadata"
    if len(title) < 4 or _NO_TITLE.match(title):
        title, title_from = headline(found[0].text) or "", "headline"
    made = _made(about.get("CreationDate", ""))
    return RawDocument(
        "pdf",
        found,
        title or None,
        published=made,
        title_from=title_from if title else None,
        published_from=FILE_DATE if made else None,
        notes=notes,
    )


def _page(document: PdfDocument, number: int) -> list[Letter]:
    page = document[number]
    try:
        words = page.get_textpage()
        try:
            return list(letters(words))
        finally:
            words.close()
    finally:
        page.close()


def _too_long(document: PdfDocument) -> tuple[str, ...]:
    size = len(document)
    if size <= _MOST_PAGES:
        return ()
    return (f"has {size} pages, of which the first {_MOST_PAGES} were read; split it to read all",)


def _made(text: str) -> date | None:
    """The day of a PDF's ``D:20250605…``."""
    match = re.match(r"(?:D:)?(\d{4})(\d{2})(\d{2})", text)
    if match is None:
        return None
    try:
        return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None
