"""Damaged, locked and hostile files are refused with what to do, never with a traceback."""

from __future__ import annotations

import contextlib
import io
import time
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.press.made import as_docx, as_eml, as_html, as_pdf

from tidewaiter.errors import UnreadableError
from tidewaiter.press.normalise import normalise
from tidewaiter.press.read import read

LINES = [
    "A ship is held at Leeward",
    "The harbour office said on Monday that two of the ships had left for the north.",
    "The master of the third denied that he had been told to wait for the customs officers.",
]
MADE = {
    "a.pdf": as_pdf(LINES),
    "a.docx": as_docx(LINES),
    "a.eml": as_eml(LINES),
    "a.html": as_html(LINES),
}


def _zip(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


@settings(deadline=None, max_examples=120, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(sorted(MADE)), st.data())
def test_damage_never_raises_anything_else(name: str, data: st.DataObject) -> None:
    file = bytearray(MADE[name])
    for _ in range(data.draw(st.integers(1, 8))):
        file[data.draw(st.integers(0, len(file) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(1, len(file)))
    for bad in (bytes(file), bytes(file[:cut])):
        with contextlib.suppress(UnreadableError):
            normalise(read(bad, name))


BOMB = (
    b"<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'>"
    + b" " * 90_000_000
)
ENTITIES = (
    b"<!DOCTYPE d [<!ENTITY a 'aaaaaaaaaa'>"
    + b"".join(b"<!ENTITY %c '%s'>" % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9))
    + b"]><w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'><w:p><w:r><w:t>&j;</w:t></w:r></w:p></w:document>"
)


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"", "a", "empty"),
        (b" \n\n", "a.txt", "empty"),
        (b"%PDF-1.7\n1 0 obj\n<<", "a.pdf", "ends early"),
        (b"%PDF-1.7\nrubbish\n%%EOF", "a.pdf", "PDF"),
        (as_pdf(LINES).replace(b"Tj", b" n"), "a.pdf", "text layer"),
        (b"<html><body></body></html>", "a.html", "no article text"),
        (b"PK\3\4\0\0", "a.docx", "damaged Word or zip"),
        (_zip({"notes.txt": b"hello"}), "a.zip", "zip file: unpack it"),
        (_zip({"xl/workbook.xml": b"<a/>"}), "a.xlsx", "Excel"),
        (_zip({"content.xml": b"<a/>"}), "a.odt", "OpenDocument"),
        (_zip({"word/document.xml": BOMB}), "a.docx", "unpacks to more"),
        (_zip({"word/document.xml": b"<w:document>"}), "a.docx", "damaged Word"),
        (_zip({"word/document.xml": ENTITIES}), "a.docx", "damaged Word|without text"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 9, "a.doc", "old Word"),
        (b"{\\rtf1\\ansi hello}", "a.rtf", "RTF"),
        (b"\x1f\x8b\x08\0" * 9, "a.gz", "compressed"),
        (b"\x89PNG\r\n\x1a\n" * 9, "a.png", "picture"),
        (b"\xff\xfea", "a.txt", "UTF-16"),
        (b"MZ\x90\0\3\0\0\0" * 9, "a.exe", "is no text"),
        (b"From: a@b.example\nSubject: x\nDate: Thu, 05 Jun 2025 10:00:00 +0000\n\n", "a.eml", "without text"),
        (b"From: a@b.example\nContent-Type: multipart/encrypted; boundary=x\n\n--x--\n", "a.eml", "encrypted"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_with_the_reason(
    data: bytes, name: str, words: str
) -> None:
    with pytest.raises(UnreadableError, match=words):
        read(data, name)


def test_a_pdf_with_a_password_says_so() -> None:
    locked = as_pdf(LINES).replace(
        b"trailer<<",
        b"trailer<</Encrypt<</Filter/Standard/V 1/R 2/O<" + b"41" * 32 + b">/U<" + b"42" * 32 + b">/P -4>>/ID[<00><00>]",
    )  # fmt: skip
    with pytest.raises(UnreadableError, match="password"):
        read(locked, "a.pdf")


@pytest.mark.parametrize(
    "page",
    [
        b"<div>" * 200_000,
        b"<html><body>" + b"<div>" * 100_000 + b"<p>The ship sank on Monday.</p>",
        b"<html><body>" + b"<a href=\"" * 100_000,
        b"<html><body>" + b"<!--" * 100_000,
        b"<html><body>" + b"<script>" * 100_000,
        b"<html><body>" + b"<" * 500_000,
        b"<html><body>" + b"&" * 500_000,
        b"<html><body>" + b"<svg hidden>" * 50_000,
        b"<html><body><p>" + b"</b></i></p>" * 100_000,
    ],
    ids=range(9),
)  # fmt: skip
def test_hostile_pages_take_no_long_time(page: bytes) -> None:
    began = time.monotonic()
    with pytest.raises(UnreadableError):
        read(page, "a.html")
    assert time.monotonic() - began < 20


@pytest.mark.parametrize("depth", [300, 3000])
def test_a_deep_page_is_read_or_refused(depth: int) -> None:
    words = "".join(f"<p>{line}</p>" for line in LINES)
    page = (
        b"<html><body>" + b"<div>" * depth + words.encode() + b"</div>" * depth + b"</body></html>"
    )
    with contextlib.suppress(UnreadableError):
        assert "two of the ships" in normalise(read(page, "a.html")).text
