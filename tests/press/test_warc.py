"""Web archives: what others wrote is read byte for byte, and nothing altered passes for what was captured."""

from __future__ import annotations

import gzip
import io
import re
import zlib
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.press.webarchives import Answer, html, warc
from warcio.archiveiterator import ArchiveIterator

from tidewaiter.errors import UnreadableError
from tidewaiter.press.read.captures import Survey, page, survey
from tidewaiter.press.read.digests import agrees

URL = "https://a.example/story"


def _survey(data: bytes) -> Survey:
    found = Survey()
    survey(io.BytesIO(data), found)
    return found


def _pages(data: bytes) -> list[bytes]:
    """Return the bodies of all pages that can be read."""
    found = []
    for capture in _survey(data).answers:
        stream = io.BytesIO(data)
        stream.seek(capture.offset)
        try:
            found.append(page(stream, capture).data)
        except UnreadableError:
            continue
    return found


def _by_warcio(data: bytes) -> list[bytes]:
    return [
        record.content_stream().read()
        for record in ArchiveIterator(io.BytesIO(data))
        if record.rec_type == "response"
    ]


def chunked(data: bytes, sizes: Sequence[int]) -> bytes:
    out = b""
    for size in sizes:
        piece, data = data[:size], data[size:]
        if piece:
            out += b"%X\r\n%s\r\n" % (len(piece), piece)
    if data:
        out += b"%x;name=value\r\n%s\r\n" % (len(data), data)
    return out + b"0\r\n\r\n"


@settings(deadline=None, max_examples=60)
@given(
    bodies=st.lists(st.binary(max_size=2000), min_size=1, max_size=4),
    sizes=st.lists(st.integers(1, 300), max_size=6),
    coding=st.sampled_from(["", "gzip", "deflate", "chunked", "both"]),
    packed=st.booleans(),
)
def test_bodies_come_out_as_they_went_in_and_as_warcio_reads_them(
    bodies: list[bytes], sizes: list[int], coding: str, packed: bool
) -> None:
    answers = []
    for body in bodies:
        headers, sent = [], body
        if coding in ("gzip", "both"):
            headers, sent = [("Content-Encoding", "gzip")], gzip.compress(body)
        elif coding == "deflate":
            headers, sent = [("Content-Encoding", "deflate")], zlib.compress(body)
        if coding in ("chunked", "both"):
            headers, sent = [*headers, ("Transfer-Encoding", "chunked")], chunked(sent, sizes)
        answers.append(Answer(URL, sent, headers=headers))
    data = warc(*answers, gzip=packed)
    assert _pages(data) == bodies == _by_warcio(data)


@pytest.mark.parametrize("packed", [True, False])
def test_offsets_are_those_of_warcio(packed: bool) -> None:
    data = warc(Answer(URL, html()), Answer(URL, html(containers=50)), gzip=packed)
    stream = ArchiveIterator(io.BytesIO(data))
    theirs = [stream.get_record_offset() for r in stream if r.rec_type == "response"]
    assert [c.offset for c in _survey(data).answers] == theirs


@settings(deadline=None, max_examples=150)
@given(at=st.integers(0, 5000), flip=st.integers(1, 255), packed=st.booleans())
def test_no_altered_page_passes_for_the_captured_one(at: int, flip: int, packed: bool) -> None:
    bodies = [html(), html(containers=50)]
    data = bytearray(warc(*(Answer(URL, body) for body in bodies), gzip=packed))
    data[at % len(data)] ^= flip
    try:
        found = _survey(bytes(data))
    except UnreadableError:
        return
    for capture in found.answers:
        stream = io.BytesIO(data)
        stream.seek(capture.offset)
        try:
            read = page(stream, capture)
        except UnreadableError:
            continue
        assert read.data in bodies or not read.proved


@settings(deadline=None, max_examples=60)
@given(cut=st.integers(0, 5000), packed=st.booleans())
def test_an_archive_cut_anywhere_gives_what_stands_before_the_cut_and_says_so(
    cut: int, packed: bool
) -> None:
    bodies = [html(), html(containers=50)]
    whole = warc(*(Answer(URL, body) for body in bodies), gzip=packed)
    data = whole[: cut % len(whole)]
    try:
        found = _survey(data)
    except UnreadableError:
        return
    got = _pages(data)
    assert got == bodies[: len(got)]
    if found.refused:
        assert all("before it were read" in reason for _, reason in found.refused)


def test_an_altered_body_is_refused_with_the_reason() -> None:
    data = warc(Answer(URL, html()), Answer(URL, html("Another")), gzip=False)
    found = _survey(data.replace(b"40 containers", b"90 containers", 1))
    assert len(found.answers) == 1
    [(url, reason)] = found.refused
    assert url == URL
    assert "not those of the digest" in reason


def test_a_payload_digest_alone_is_checked_too() -> None:
    data = warc(Answer(URL, html()), gzip=False)
    data = re.sub(rb"(Payload-Digest: )[^\r]+", rb"\1sha256:" + b"00" * 32, data)
    found = _survey(data)
    stream = io.BytesIO(data)
    stream.seek(found.answers[0].offset)
    with pytest.raises(UnreadableError, match="was altered"):
        page(stream, found.answers[0])


def test_digests_in_base_32_and_16_and_of_unknown_kinds() -> None:
    assert agrees(
        "sha-256:" + "E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855", b""
    )
    assert agrees("sha256:4OYMIQUY7QOBJGX36TEJS35ZEQT24QPEMSNZGTFESWMRW6CSXBKQ====", b"")
    assert agrees("sha1:3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ", b"x") is False
    for text in ("sha1:!!", "blake3:00", "sha1", ""):
        assert agrees(text, b"") is None


def test_only_pages_are_documents_and_the_rest_is_counted() -> None:
    data = warc(
        Answer(URL, html()),
        Answer("https://a.example/gone", html(), status="404 Not Found"),
        Answer("https://a.example/robots.txt", b"User-agent: *", "text/plain"),
        Answer("https://a.example/s.css", b"body {}", "text/css"),
        Answer("https://a.example/p.png", b"\x89PNG", "image/png"),
        Answer("https://a.example/n.txt", b"A note on ships.", "text/plain"),
        Answer(URL, b"", kind="revisit"),
    )
    found = _survey(data)
    assert [c.url for c in found.answers if c.is_page] == [URL, "https://a.example/n.txt"]
    assert sum(not c.is_page for c in found.answers) == 4
    assert dict(found.counted) == {"warcinfo records": 1, "revisit records": 1}


class _Endless(io.RawIOBase):
    """A gzip file that unpacks to zeros for ever, and how much of it was read."""

    def __init__(self, first: bytes) -> None:
        super().__init__()
        packer = zlib.compressobj(9, wbits=31)
        self._next = packer.compress(first) + packer.flush(zlib.Z_SYNC_FLUSH)
        self._packer, self.given = packer, 0

    def read(self, size: int = -1, /) -> bytes:
        while len(self._next) < size:
            self._next += self._packer.compress(bytes(1 << 22))
        piece, self._next = self._next[:size], self._next[size:]
        self.given += len(piece)
        return piece


@pytest.mark.parametrize(
    "first",
    [
        b"WARC/1.0\r\nContent-Length: 999999999999\r\n\r\n",
        b"WARC/1.0\r\nX: ",
        b"",
        b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://a/\r\nContent-Length: 999999999\r\n\r\nHTTP/1.1 200 OK\r\nA: ",
    ],
    ids=["body", "header", "start", "answer"],
)
def test_what_unpacks_without_end_is_refused_soon(first: bytes) -> None:
    stream = _Endless(first)
    with pytest.raises(UnreadableError):
        survey(stream, Survey())
    assert stream.given < 1_000_000


def test_a_body_that_unpacks_to_too_much_is_refused() -> None:
    bomb = gzip.compress(bytes(120_000_000))
    data = warc(Answer(URL, bomb, headers=[("Content-Encoding", "gzip")]))
    found = _survey(data)
    stream = io.BytesIO(data)
    stream.seek(found.answers[0].offset)
    with pytest.raises(UnreadableError, match="larger than 100 MB"):
        page(stream, found.answers[0])


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", ""),
        (b"<html></html>", "no WARC file"),
        (gzip.compress(b"hello", mtime=0), "no WARC file"),
        (b"WARC/1.0\r\nWARC-Type: response\r\n\r\n", "how long"),
        (b"WARC/1.0\r\nContent-Length: -5\r\n\r\n", "how long"),
        (b"WARC/1.0\r\nContent-Length: 50\r\n\r\nshort", "ends early"),
        (b"WARC/1.0\r\n" + b"A: b\r\n" * 2000, "header longer"),
        (b"\x1f\x8b\x08rubbish", "damaged"),
    ],
)
def test_what_is_no_archive_is_refused(data: bytes, words: str) -> None:
    if not words:
        assert _survey(data).answers == []
        return
    with pytest.raises(UnreadableError, match=words):
        _survey(data)


def test_an_archive_gzipped_as_a_whole_is_refused_with_what_to_do() -> None:
    data = gzip.compress(warc(Answer(URL, html()), gzip=False))
    found = _survey(data)
    assert "gunzip" in found.refused[0][1]


def test_a_body_unpacked_under_its_old_headers_is_taken_as_it_is() -> None:
    stale = [("Content-Encoding", "br"), ("Transfer-Encoding", "chunked")]
    assert _pages(warc(Answer(URL, html(), headers=stale))) == [html()]


def test_what_cannot_be_unpacked_is_refused() -> None:
    data = warc(Answer(URL, b"\x0b\x02\x80", headers=[("Content-Encoding", "br")]))
    assert _pages(data) == []
    partly = chunked(html(), [50])[:-60]
    assert _pages(warc(Answer(URL, partly, headers=[("Transfer-Encoding", "chunked")]))) == []
