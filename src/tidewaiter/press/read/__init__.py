"""Read a document: text, HTML, PDF, Word or e-mail, told apart by content."""

from __future__ import annotations

import re

from tidewaiter.errors import UnreadableError
from tidewaiter.press.read.raw import Piece, RawDocument

__all__ = ["LARGEST", "Piece", "RawDocument", "read"]

#: Bytes of the largest file that is read; books are smaller.
LARGEST = 100_000_000
_HEADER = re.compile(rb"(?:[A-Za-z][A-Za-z0-9-]{0,60}:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*){2}")
_MAIL = re.compile(
    rb"^(?:From|Date|Subject|MIME-Version|Message-ID):", re.IGNORECASE | re.MULTILINE
)


def read(data: bytes, path: str, declared: str | None = None) -> RawDocument:
    """Read a document.

    Args:
        data: The captured bytes.
        path: Its name; the ending helps where the content leaves a doubt.
        declared: Encoding that a web server named.

    Raises:
        UnreadableError: It is damaged, locked, empty, too large, has no text, is not in English, or
            is of a kind that we do not read. The message says what to do.
    """
    from tidewaiter.press.read.about import said_of_itself
    from tidewaiter.press.read.language import refuse_foreign

    raw = _of_kind(data, path.lower(), declared)
    if not any(piece.text.strip() for piece in raw.pieces):
        raise UnreadableError("holds no words")
    text = "\n".join(piece.text for piece in raw.pieces)
    refuse_foreign(text)
    return said_of_itself(raw, text)


def _of_kind(data: bytes, path: str, declared: str | None) -> RawDocument:
    if not data.strip():
        raise UnreadableError("is empty")
    if len(data) > LARGEST:
        raise UnreadableError(f"is larger than {LARGEST // 1_000_000} MB; split it into documents")
    head = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    if b"%PDF-" in data[:1024]:
        from tidewaiter.press.read.pdf import read_pdf

        return read_pdf(data)
    if head.startswith(b"PK\3\4"):
        from tidewaiter.press.read.docx import read_docx

        return read_docx(data)
    _refuse_other(head)
    if _is_mail(head, path):
        from tidewaiter.press.read.eml import read_eml

        return read_eml(data)
    if _is_html(head.lower(), path):
        from tidewaiter.press.read.html import read_html

        return read_html(data, declared)
    from tidewaiter.press.read.text import read_text

    return read_text(data, declared)


def _refuse_other(head: bytes) -> None:
    """Name the kinds that people bring and that are not read."""
    kinds = (
        (b"\xd0\xcf\x11\xe0", "is an old Word, Excel or Outlook file: save it as .docx or .eml"),
        (b"{\\rtf", "is an RTF file: save it as .docx or .txt"),
        (b"\x1f\x8b", "is compressed: unpack it first"),
        (b"7z\xbc\xaf", "is compressed: unpack it first"),
        (b"Rar!", "is compressed: unpack it first"),
        (b"WARC/", "is a web archive: give it the ending .warc, and have it read by the rules"),
        (b"\x89PNG", "is a picture: run OCR over it and save the text"),
        (b"\xff\xd8\xff", "is a picture: run OCR over it and save the text"),
        (b"GIF8", "is a picture: run OCR over it and save the text"),
        (b"II*\0", "is a picture: run OCR over it and save the text"),
        (b"MM\0*", "is a picture: run OCR over it and save the text"),
    )
    for start, words in kinds:
        if head.startswith(start):
            raise UnreadableError(words)


def _is_mail(head: bytes, path: str) -> bool:
    if path.endswith((".eml", ".mht", ".mhtml")):
        return True
    return bool(_HEADER.match(head)) and len(_MAIL.findall(head)) >= 3


def _is_html(head: bytes, path: str) -> bool:
    if head.replace(b"\0", b"").lstrip(b"\xff\xfe").startswith((b"<!doctype html", b"<html")):
        return True
    if path.endswith((".html", ".htm", ".xhtml")):
        return True
    return head.startswith((b"<?xml", b"<!--", b"<head", b"<body")) and b"<html" in head
