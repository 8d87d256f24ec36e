"""Every character of a normalised text leads to the bytes that made it."""

from __future__ import annotations

import html
import re
import unicodedata

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tidewaiter.errors import UnreadableError
from tidewaiter.press.normalise import Document, normalise
from tidewaiter.press.read import read
from tidewaiter.press.read.encoding import decode
from tidewaiter.press.read.page import page_blocks

OURS = settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "cp1252", "gb18030", "cp932")
ENGLISH = "The harbour office said on Monday that two of the ships had left for the north. "
LETTERS = st.sampled_from([*"abcdeT .,\n\t", "é", "e\u0301", "ø", "“", "”", "’", "—", "\u00a0", "\r\n",
                           "\u00ad", "한", "\u1112\u1161\u11ab", "船", "😀", "  ", "\n\n", "\u200b", "A\u030a"])  # fmt: skip
TEXTS = st.lists(LETTERS, min_size=1, max_size=60).map("".join)


def _alike(text: str) -> str:
    """What is left of a text when white space and invisible characters do not count."""
    return re.sub(r"[\s\u00ad\u200b\ufeff]+", "", unicodedata.normalize("NFC", text))


def _normalised(data: bytes, name: str = "a.txt") -> Document:
    return normalise(read(data, name))


@OURS
@given(TEXTS, st.sampled_from(["utf-8", "utf-16", "utf-8-sig", "utf-32"]), st.data())
def test_bytes_of_a_text_hold_the_words_of_any_span(
    text: str, encoding: str, data: st.DataObject
) -> None:
    file = (ENGLISH + text).encode(encoding)
    document = _normalised(file)
    start = data.draw(st.integers(0, len(document.text) - 1))
    end = data.draw(st.integers(start + 1, len(document.text)))
    place = document.locate(start, end)
    assert place.start is not None
    plain = {"utf-16": "utf-16-le", "utf-32": "utf-32-le", "utf-8-sig": "utf-8"}
    raw = file[place.start : place.end].decode(plain.get(encoding, encoding))
    span = document.text[start:end]
    # A span that ends inside a cluster takes in the whole of it.
    assert _alike(span) == _alike(raw) or _alike(span) in _alike(raw)
    assert len(_alike(raw)) - len(_alike(span)) <= 24


@OURS
@given(TEXTS, st.data())
def test_bytes_of_a_page_hold_the_words_of_any_span(text: str, data: st.DataObject) -> None:
    words = ENGLISH * 2 + text.replace("\n", " ")
    marked = html.escape(words).replace("e", "<b>e</b>", 3).replace("’", "&rsquo;")
    page = f"<html><head><meta charset=utf-8></head><body><article><p>{marked}</p><p>{ENGLISH}</p></article></body></html>"
    file = page.encode()
    document = _normalised(file, "a.html")
    start = data.draw(st.integers(0, len(document.text) - 1))
    end = data.draw(st.integers(start + 1, len(document.text)))
    place = document.locate(start, end)
    assert place.start is not None
    raw = html.unescape(re.sub(r"</?\w+>", "", file[place.start : place.end].decode()))
    span = document.text[start:end]
    assert _alike(span) in _alike(raw)
    assert len(_alike(raw)) - len(_alike(span)) <= 24


@OURS
@given(TEXTS)
def test_a_text_has_one_form(text: str) -> None:
    first = _normalised((ENGLISH + text).encode())
    again = _normalised(first.text.encode())
    assert again.text == first.text
    assert unicodedata.is_normalized("NFC", first.text)
    assert not re.search(r"  |\t|\r|\u00a0| \n|\n ", first.text)


@OURS
@given(st.text(max_size=300))
def test_no_text_makes_it_fail(text: str) -> None:
    try:
        document = _normalised(text.encode("utf-8", "replace"))
    except UnreadableError:
        return
    for at in range(len(document.text)):
        assert document.locate(at, at + 1).start is not None


@OURS
@given(st.text(alphabet="<>/!-ab\"'=& ;#x0pscript\n", max_size=200))
def test_no_markup_makes_it_fail(text: str) -> None:
    for block in page_blocks(text):
        assert len(block.text) == len(block.trail.starts)
        assert (block.trail.ends > block.trail.starts).all()
        assert (block.trail.starts >= 0).all()
        assert (block.trail.ends <= len(text)).all()


def test_a_plain_text_stays_as_it_is() -> None:
    text = "A headline\n\nThe first – paragraph, “quoted”.\nThe second.\n"
    assert _normalised(text.encode()).text == text


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1252", "The minister’s “offer” – worth €5 million – was refused in Malmö."),
        ("cp1252", "Größe – café"),
        ("mac_roman", "The minister’s “offer” was refused in Malmö. It’s a “no”, he said."),
        (
            "gb18030",
            "The spokesman said that “the two ships” had left the port of 大连 on Monday.",
        ),
        ("utf-16-le", "The office said that two ships had left."),
        ("utf-16-be", "The office said that two ships had left."),
        ("utf-16", "The office said that two ships had left."),
        ("utf-32", "The office said that two ships had left."),
        ("utf-8-sig", "The office said that “two ships” had left."),
    ],
)
def test_encodings_of_english_are_told(encoding: str, text: str) -> None:
    assert decode(text.encode(encoding)).text == text


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_each_character_has_its_bytes(encoding: str) -> None:
    text = "The port of 大连 “left” – 😀." if encoding not in ("cp1252", "cp932") else "It left."
    data = text.encode(encoding)
    found = decode(data, encoding)
    assert found.text == text
    plain = {"utf-16": "utf-16-le", "utf-32": "utf-32-le", "utf-8-sig": "utf-8"}.get(
        encoding, encoding
    )
    for letter, start, end in zip(text, found.trail.starts, found.trail.ends, strict=True):
        assert data[start:end].decode(plain) == letter


def test_a_page_is_read_in_the_encoding_that_it_declares() -> None:
    words = "Die Namen Łódź und Gdańsk. " + ENGLISH * 2
    page = f"<html><head><meta charset='iso-8859-2'></head><body><p>{words}</p><p>{ENGLISH}</p></body></html>"
    assert "Łódź und Gdańsk" in _normalised(page.encode("iso-8859-2"), "a.html").text


def test_wrapped_lines_are_made_whole_and_others_are_not() -> None:
    import textwrap

    lines = [
        "Tanker held off Skagen after a night at anchor",
        "The coastguard said on Monday that it had boarded the tanker and found no papers for the "
        "cargo of crude that the ship had taken on in the Baltic two weeks before.",
        "1. The owner denied it. He said that the papers had been lost when the ship's office was "
        "flooded, and that copies would be sent to the port within the week.",
        "It sailed.",
    ]
    wrapped = "\n\n".join(textwrap.fill(line, 60) for line in lines)
    assert re.sub(r"\n+", "\n", _normalised(wrapped.encode()).text) == "\n".join(lines)
    short = "Roses are red\nViolets are blue\nand so are you"
    assert _normalised(short.encode()).text == short


@pytest.mark.parametrize("width", [48, 60, 72, 100])
def test_wrapping_changes_no_paragraph(width: int) -> None:
    import textwrap

    long = [ENGLISH.strip() + " " + more for more in (
        "The master, who had not slept, refused to say where the cargo came from or who had paid for it.",
        "Nothing more was known by nightfall, and the harbour stayed closed to ships of that company.",
    )]  # fmt: skip
    for gap in ("\n\n", "\n\n\n"):
        text = gap.join(textwrap.fill(line, width) for line in long)
        assert re.sub(r"\n+", "\n", _normalised(text.encode()).text) == "\n".join(long)
