"""The same article in every format gives the same claims, and the way back to its place."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from tests.press.made import as_docx, as_eml, as_html, as_pdf

from tidewaiter.model.claims import Claim, Span
from tidewaiter.press.extract import claims
from tidewaiter.press.normalise import Document, normalise
from tidewaiter.press.read import read

NAMES = (
    "baltic-tanker-cover-2025-01-16",
    "gulf-of-aden-dhow-2025-03-20",
    "libya-flights-panel-2024-12-10",
    "state-agency-commentary-2024-11-13",
    "corpus-1/finland-cables-2025-02-06",
    "corpus-2/kursk-losses-lawmakers-2025-02-13",
    "corpus-2/river-gas-pact-2018-07-11",
)
MAKERS: dict[str, Callable[[list[str]], bytes]] = {
    "html": as_html,
    "pdf": as_pdf,
    "columns.pdf": lambda lines: as_pdf(lines, columns=2, rows=24),
    "docx": as_docx,
    "eml": as_eml,
    "html.eml": lambda lines: as_eml(lines, coding="base64", page=True),
}


@pytest.fixture(scope="session")
def browser_pdf(browser: object) -> Callable[[str], bytes]:
    def made(page: str) -> bytes:
        tab = browser.new_page()  # type: ignore[attr-defined]
        tab.set_content(page)
        data = tab.pdf(
            format="A5",
            display_header_footer=True,
            header_template="<span style='font-size:8px;margin-left:40px'>The Leeward Post</span>",
            footer_template="<span style='font-size:8px;margin-left:40px' class='pageNumber'></span>",
            margin=dict.fromkeys(("top", "bottom", "left", "right"), "50px"),
        )
        tab.close()
        assert isinstance(data, bytes)
        return data

    return made


def _lines(shared: Path, name: str) -> list[str]:
    text = (shared / f"articles/{name}.txt").read_text("utf-8")
    return [line for line in text.split("\n") if line.strip()]


def _found(document: Document) -> tuple[Claim, ...]:
    day = date(2025, 6, 5)
    return claims(document, published=day, publisher=None, title=None, path=None, sha256="0" * 64)


@cache
def _of_text(text: str) -> tuple[Claim, ...]:
    return _found(normalise(read(text.encode(), "a.txt")))


def _said(found: tuple[Claim, ...]) -> list[str]:
    """Claims without their offsets."""

    def plain(value: object) -> object:
        if isinstance(value, dict):
            return {
                k: plain(v)
                for k, v in value.items()
                if k not in ("start", "end", "claim_id", "document", "rests_on")
            }
        return [plain(v) for v in value] if isinstance(value, list) else value

    from tidewaiter.press import as_contract

    return [json.dumps(plain(as_contract(c)), sort_keys=True, default=str) for c in found]


@pytest.mark.parametrize("kind", MAKERS)
@pytest.mark.parametrize("name", NAMES)
def test_every_format_gives_the_claims_of_the_text(shared: Path, name: str, kind: str) -> None:
    lines = _lines(shared, name)
    document = normalise(read(MAKERS[kind](lines), f"a.{kind}"))
    found = _said(_found(document))
    assert found
    assert found == _said(_of_text("\n".join(lines)))


@pytest.mark.browser
@pytest.mark.parametrize("columns", [1, 2])
@pytest.mark.parametrize("name", NAMES[:4])
def test_a_pdf_printed_by_a_browser_gives_the_claims_of_the_text(
    shared: Path, name: str, columns: int, browser_pdf: Callable[[str], bytes]
) -> None:
    lines = _lines(shared, name)
    style = "p{margin:0;text-indent:1.5em;text-align:justify;hyphens:auto} h1{column-span:all}"
    body = "".join(f"<p>{html.escape(line)}</p>" for line in lines[1:])
    page = f"<html lang=en><style>body{{font:9pt serif;column-count:{columns}}}{style}</style><h1>{html.escape(lines[0])}</h1>{body}"
    document = normalise(read(browser_pdf(page), "a.pdf"))
    assert document.text.split("\n") == lines
    assert _said(_found(document)) == _said(_of_text("\n".join(lines)))


@pytest.mark.parametrize("name", NAMES[:3])
def test_bytes_of_html_hold_the_words_of_each_claim(shared: Path, name: str) -> None:
    data = as_html(_lines(shared, name))
    document = normalise(read(data, "a.html"))
    for span in _spans(document):
        place = document.locate(span.start, span.end)
        assert place.start is not None
        raw = data[place.start : place.end].decode()
        assert html.unescape(re.sub(r"<a .*?'>|</a>", "", raw)) == span.text


@pytest.mark.parametrize("columns", [1, 2])
@pytest.mark.parametrize("name", NAMES[:3])
def test_pages_of_a_pdf_hold_the_words_of_each_claim(
    shared: Path, name: str, columns: int
) -> None:
    import pypdfium2

    data = as_pdf(_lines(shared, name), columns=columns, rows=12)
    document = normalise(read(data, "a.pdf"))
    pages = pypdfium2.PdfDocument(data)
    assert len(pages) > 1
    seen = set()
    for span in _spans(document):
        first, last = (document.locate(at, at + 1) for at in (span.start, span.end - 1))
        place = document.locate(span.start, span.end)
        assert (place.page, place.last_page) == (first.page, last.page)
        for at, letter in ((first, span.text[0]), (last, span.text[-1])):
            assert at.page is not None
            assert at.start is not None
            words = pages[at.page - 1].get_textpage()
            assert words.get_text_range(at.start, 1) == letter
            words.close()
            seen.add(at.page)
    pages.close()
    assert len(seen) > 1


@pytest.mark.parametrize("coding", ["7bit", "8bit", "quoted-printable", "base64"])
def test_bytes_of_an_email_hold_the_words(coding: str) -> None:
    import base64
    import quopri

    words = "The harbour office said that two ships had left." if coding == "7bit" else (
        "The harbour office in Tromsø said – on Monday – that “two ships” had left for Ålesund."
    )  # fmt: skip
    data = as_eml([words, "The second paragraph of the message is here."], coding=coding)
    document = normalise(read(data, "a.eml"))
    start = document.text.index("harbour")
    end = document.text.index(" had left")
    place = document.locate(start, end)
    assert place.start is not None
    raw = data[place.start : place.end]
    if coding == "base64":
        line = data.rfind(b"\n", 0, place.start) + 1
        packed = b"".join(data[line : data.index(b"\n", place.end or 0)].split())
        assert document.text[start : start + 20].encode() in base64.b64decode(packed)
        assert 1.2 < len(raw) / len(document.text[start:end].encode()) < 1.5
    else:
        undone = quopri.decodestring(raw) if coding == "quoted-printable" else raw
        assert undone.decode() == document.text[start:end]


def test_a_word_file_leads_to_its_paragraph() -> None:
    lines = ["A headline", "The office said that two ships sank.", "It said no more on that day."]
    document = normalise(read(as_docx(lines), "a.docx"))
    place = document.locate(document.text.index("two"), document.text.index(" sank"))
    assert place.paragraph == 2
    assert str(place) == "paragraph 2"


def _spans(document: Document) -> list[Span]:
    found = _found(document)
    assert found
    return [span for c in found for span in (c.content, c.sentence, c.cue) if span is not None]
