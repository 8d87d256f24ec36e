"""WACZ files: listed pages are read, every hash is checked, and hostile zip files are refused."""

from __future__ import annotations

import copy
import gzip
import io
import zipfile
from collections.abc import Mapping

import pytest
from tests.press.webarchives import Answer, html, wacz, warc, zipped

from tidewaiter.errors import UnreadableError
from tidewaiter.press.read.captures import Survey
from tidewaiter.press.read.wacz import survey_wacz, wacz_page

URL = "https://a.example/story"
LISTED = ({"url": URL, "ts": "2031-03-01T12:00:00Z", "title": "As listed"},)
PLAIN = warc(Answer(URL, html()), Answer("https://a.example/frame", html(containers=50)))


def _survey(data: bytes) -> Survey:
    return survey_wacz(io.BytesIO(data))


def _bodies(data: bytes) -> list[bytes]:
    found = _survey(data)
    return [wacz_page(io.BytesIO(data), c).data for c in found.answers if c.is_page]


def test_listed_pages_are_documents_and_others_are_counted() -> None:
    data = wacz(PLAIN, LISTED)
    found = _survey(data)
    [capture] = [c for c in found.answers if c.is_page]
    assert (capture.url, capture.title, capture.member) == (
        URL,
        "As listed",
        "archive/data.warc.gz",
    )
    assert found.counted["pages that its list of pages does not name"] == 1
    assert _bodies(data) == [html()]


def test_packed_members_are_read_as_stored_ones_are() -> None:
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(wacz(PLAIN, LISTED))) as given,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed,
    ):
        for name in given.namelist():
            packed.writestr(name, given.read(name))
    assert _bodies(out.getvalue()) == [html()]


def test_of_several_captures_the_nearest_in_time_is_the_page() -> None:
    data = warc(
        *(
            Answer(URL, html(containers=n), date=f"2031-03-0{n}T12:00:00Z", status=status)
            for n, status in ((1, "200 OK"), (3, "200 OK"), (4, "500 Oh"), (6, "200 OK"))
        )
    )
    assert _bodies(wacz(data, [{"url": URL, "ts": "2031-03-04T12:00:00.123Z"}])) == [
        html(containers=3)
    ]


@pytest.mark.parametrize(
    "location", ["https://a.example/b/new", "/b/new", "//a.example/b/new", "b/new"]
)
def test_redirections_are_followed_within_the_archive(location: str) -> None:
    data = warc(
        Answer(URL, b"", status="301 Moved", headers=[("Location", location)]),
        Answer("https://a.example/b/new", html()),
    )
    assert _bodies(wacz(data, LISTED)) == [html()]


def test_redirections_in_a_ring_end() -> None:
    data = warc(Answer(URL, b"", status="302 Found", headers=[("Location", URL)]))
    found = _survey(wacz(data, LISTED))
    assert [url for url, _ in found.refused] == [URL]


def test_a_listed_page_without_an_answer_is_refused_with_its_address() -> None:
    found = _survey(wacz(PLAIN, [*LISTED, {"url": "https://a.example/none"}]))
    [(url, reason)] = found.refused
    assert url == "https://a.example/none"
    assert "holds no answer" in reason


def test_without_a_list_of_pages_all_pages_are_read() -> None:
    assert _bodies(wacz(PLAIN, [])) == [html(), html(containers=50)]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"archive/data.warc.gz": PLAIN + b"\0"}, "was altered"),
        ({"pages/pages.jsonl": b'{"url":"https://a.example/frame"}'}, "was altered"),
        ({"indexes/index.cdx.gz": b"other"}, "was altered"),
        ({"datapackage.json": b'{"resources": []}'}, "was altered"),
        ({"archive/more.warc": b"WARC/1.0"}, "does not list"),
        ({"datapackage.json": b"[]"}, "damaged datapackage"),
        ({"datapackage.json": b"{" * 100_000}, "damaged datapackage"),
        ({"../../evil": b"x"}, "leads out of it"),
        ({"/etc/evil": b"x"}, "leads out of it"),
        ({"a\\..\\evil": b"x"}, "leads out of it"),
        ({"C:evil": b"x"}, "leads out of it"),
    ],
)
def test_what_is_not_as_it_was_packed_is_refused_whole(
    change: Mapping[str, bytes], words: str
) -> None:
    with pytest.raises(UnreadableError, match=words):
        _survey(wacz(PLAIN, LISTED, change=change))


def test_a_hash_of_a_file_that_is_not_there_is_refused() -> None:
    given = zipfile.ZipFile(io.BytesIO(wacz(PLAIN, LISTED)))
    files = {n: given.read(n) for n in given.namelist() if not n.startswith("indexes")}
    with pytest.raises(UnreadableError, match="lacks a file"):
        _survey(zipped(files))


def test_a_bomb_is_refused_by_what_its_directory_says() -> None:
    out = io.BytesIO(wacz(PLAIN, LISTED))
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("pages/bomb.jsonl", bytes(50_000_000))
    with pytest.raises(UnreadableError, match="unpacks to more"):
        _survey(out.getvalue())


def test_a_gzip_bomb_packed_once_more_is_refused_by_what_the_directory_says() -> None:
    out = io.BytesIO(wacz(PLAIN, LISTED))
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("archive/bomb.warc.gz", gzip.compress(bytes(60_000_000)))
    with pytest.raises(UnreadableError, match=r"unpacks to more.*bomb\.warc\.gz"):
        _survey(out.getvalue())


def test_entries_that_share_bytes_are_not_read_once_each() -> None:
    out = io.BytesIO(wacz(PLAIN, LISTED))
    with zipfile.ZipFile(out, "a") as archive:
        first = len(out.getvalue())
        archive.writestr("a", bytes(20_000))
        one = archive.getinfo("a")
        for number in range(50):
            other = copy.copy(one)
            other.filename = f"{number:02}"
            archive.filelist.append(other)
        archive._didModify = True  # type: ignore[attr-defined]
    assert len(out.getvalue()) - first < 30_000
    with pytest.raises(UnreadableError, match="more than its own size"):
        _survey(out.getvalue())


def test_no_zip_file_and_a_cut_one_are_refused() -> None:
    whole = wacz(PLAIN, LISTED)
    for data in (b"", b"PK\3\4", whole[:-30], whole[: len(whole) // 2]):
        with pytest.raises(UnreadableError, match="damaged"):
            _survey(data)
    with pytest.raises(UnreadableError, match="no WACZ"):
        _survey(zipped({"a.txt": b"x"}))


def test_every_byte_changed_is_noticed_or_does_not_matter() -> None:
    whole = wacz(warc(Answer(URL, html())), LISTED)
    for at in range(0, len(whole), 7):
        data = bytearray(whole)
        data[at] ^= 0x55
        try:
            assert _bodies(bytes(data)) == [html()]
        except UnreadableError:
            continue
