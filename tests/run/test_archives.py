"""Pages of web archives are documents of a case, and lead back to their record."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from tests.assess.evidence_builders import PACK
from tests.press.webarchives import Answer, html, wacz, warc
from typer.testing import CliRunner
from warcio.archiveiterator import ArchiveIterator

from tidewaiter import api
from tidewaiter.cli.app import app
from tidewaiter.errors import UnreadableError
from tidewaiter.ledger.store import Ledger
from tidewaiter.model.ids import sha256
from tidewaiter.run.config import read_case
from tidewaiter.run.explain import SAME, look_up

URL = "https://a.example/story"
TWO = warc(
    Answer(URL, html()),
    Answer("https://a.example/s.css", b"body {}", "text/css"),
    Answer("https://b.example/", html("Another day", 50), date="2031-03-02T08:00:00Z"),
)


@pytest.fixture
def case(tmp_path: Path) -> Path:
    folder = api.new(tmp_path / "case")
    (folder / "documents" / "two.warc.gz").write_bytes(TWO)
    return folder


def test_a_build_reads_each_page_and_keeps_where_it_stands(case: Path) -> None:
    built = api.build(case)
    assert built.rejects == ()
    assert built.made["claims"] >= 2
    [count] = [c for c in built.counts if c.path == "documents/two.warc.gz"]
    assert (count.unit, count.rows_in, count.good) == ("page", 2, 2)
    with Ledger.open_file(case / "out" / "ledger.sqlite") as ledger:
        captures = ledger.current("capture")
        claims = ledger.current("claim").values()
    first = captures["documents/two.warc.gz/20310301120000-a.example-story.html"]
    assert (first["url"], first["captured"], first["digest_agrees"]) == (
        URL, "2031-03-01T12:00:00Z", True,
    )  # fmt: skip
    stream = io.BytesIO(TWO[first["offset"] :])
    payload = next(iter(ArchiveIterator(stream))).content_stream().read()
    assert sha256(payload) == first["sha256"]
    assert {c["document"]["id"] for c in claims} == {c["sha256"] for c in captures.values()}
    assert URL in {c["document"]["url"] for c in claims}
    table = (case / "out" / "tables" / "captures.csv").read_text()
    assert f",{first['offset']},{URL},2031-03-01T12:00:00Z,{first['sha256']}," in table
    assert api.verify(case).broken is None


def test_building_again_adds_nothing_and_a_changed_archive_is_noticed(case: Path) -> None:
    api.build(case)
    assert api.build(case).added == 0
    file = case / "documents" / "two.warc.gz"
    file.write_bytes(TWO + b"\0")
    assert "two.warc.gz was altered" in str(api.verify(case).broken)
    file.write_bytes(warc(Answer(URL, html())))
    api.build(case)
    with Ledger.open_file(case / "out" / "ledger.sqlite") as ledger:
        assert len(ledger.current("capture")) == 1


def test_what_the_case_says_of_an_archive_holds_for_its_pages(case: Path) -> None:
    with (case / "case.toml").open("a") as file:
        file.write(
            '\n[[document]]\npath = "documents/two.warc.gz"\npublisher = "A Wire"\n'
            '[[document]]\npath = "documents/two.warc.gz"\nurl = "https://b.example/"\n'
            'publisher = "B Wire"\npublished = 2031-03-01\n'
        )
    found = {
        r.document.url: r.document
        for _, r in api.read_many([], case=case)
        if hasattr(r, "document")
    }
    assert found[URL].publisher == "A Wire"
    other = found["https://b.example/"]
    assert (other.publisher, other.published) == ("B Wire", date(2031, 3, 1))


def test_a_quote_is_found_in_a_page_by_its_path(case: Path) -> None:
    (case / "claims.csv").write_text(
        "id,document,quote\n"
        "A,documents/two.warc.gz/20310301120000-a.example-story.html,its ship had called there\n"
    )
    assert api.build(case).rejects == ()


def test_a_page_that_cannot_be_read_does_not_stop_the_others(case: Path) -> None:
    bare = b"<html><body><nav>menu</nav></body></html>"
    data = warc(Answer(URL, bare), Answer(URL, html()), Answer(URL, html()))
    (case / "documents" / "two.warc.gz").write_bytes(data)
    built = api.build(case)
    assert [(r.path.rpartition("/")[2], r.reason[:20]) for r in built.rejects] == [
        ("20310301120000-a.example-story.html", "is an HTML page in w"),
        ("20310301120000-a.example-story-3.html", "holds the same bytes"),
    ]
    [count] = [c for c in built.counts if c.unit == "page"]
    assert (count.rows_in, count.good, count.rejected) == (3, 1, 2)


@pytest.mark.parametrize(
    "data", [b"", b"rubbish", TWO[:40], warc()], ids=["empty", "rubbish", "cut", "no records"]
)
def test_an_archive_that_holds_nothing_is_refused(case: Path, data: bytes) -> None:
    (case / "documents" / "two.warc.gz").write_bytes(data)
    built = api.build(case)
    assert [r.path for r in built.rejects] == ["documents/two.warc.gz"]
    assert api.verify(case).broken is None


def test_one_page_is_read_by_itself_and_several_by_read_many(tmp_path: Path) -> None:
    one, two = tmp_path / "one.wacz", tmp_path / "two.warc.gz"
    one.write_bytes(wacz(TWO, [{"url": URL, "ts": "2031-03-01T12:00:00Z"}]))
    two.write_bytes(TWO)
    reading = api.read(one)
    assert reading.document.url == URL
    assert "captured 2031-03-01T12:00:00Z" in reading.captured
    assert "1 answers that are no pages" in reading.notes[0]
    assert "record at byte" in api.reading_html(reading)
    with pytest.raises(UnreadableError, match="2 pages"):
        api.read(two)
    assert len(list(api.read_many([two]))) == 2


def test_an_archive_by_another_name_is_refused_with_what_to_do(tmp_path: Path) -> None:
    for name, data in (("a.txt", warc(gzip=False)), ("b.zip", wacz(TWO, []))):
        (tmp_path / name).write_bytes(data)
        with pytest.raises(UnreadableError, match="is a web archive"):
            api.read(tmp_path / name)


def test_the_command_reads_archives_in_folders_and_writes_inside_the_folder(
    tmp_path: Path,
) -> None:
    given, out = tmp_path / "in", tmp_path / "out"
    given.mkdir()
    hostile = "https://a.example/../../../../etc/passwd?<script>"
    (given / "a.warc").write_bytes(warc(Answer(hostile, html()), gzip=False))
    (given / "b.wacz").write_bytes(b"PK\3\4")
    run = CliRunner().invoke(app, ["read", str(given), "--format", "html", "--out", str(out)])
    assert run.exit_code == 3
    assert "b.wacz" in run.output
    made = sorted(p.relative_to(tmp_path).as_posix() for p in tmp_path.rglob("*.html"))
    assert made == [
        "out/a.warc/20310301120000-a.example-etc-passwd-script.html.html",
        "out/index.html",
    ]


def test_a_finding_leads_to_the_page_and_verify_follows_it(case: Path) -> None:
    (case / "case.toml").write_text('title = "A case"\n[assess]\npacks = ["./own.toml"]\n')
    (case / "own.toml").write_text(PACK)
    assert api.build(case).rejects == ()
    page = "documents/two.warc.gz/20310301120000-a.example-story.html"
    shown = [
        p
        for f in api.findings(case).findings
        for e in f.elements
        for line in e.lines
        for p in line.passages
        if p.path == page
    ]
    assert shown
    assert look_up(case, read_case(case), shown)[shown[0]] == SAME
    assert api.verify(case).broken is None
    gone = replace(shown[0], path="documents/two.warc.gz/other.html")
    moved = replace(shown[0], locator=replace(shown[0].locator, start=5))
    other = replace(shown[0], locator=replace(shown[0].locator, sha256="0" * 64))
    now = look_up(case, read_case(case), [gone, moved, other])
    assert "removed" in now[gone]
    assert now[moved] != SAME
    assert "altered" in now[other]
