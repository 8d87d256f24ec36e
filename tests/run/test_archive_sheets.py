"""Sheets of other tools in a case: what they say is matched to its files, and what is not found is named."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path

import pytest
from tests.press.webarchives import Answer, html, wacz, warc
from tests.sheets.test_archiver import sheet
from tests.sheets.test_atlos import HEADER as ATLOS
from tests.sheets.test_atlos import ROW

from tidewaiter import api
from tidewaiter.ledger.store import Ledger
from tidewaiter.model.claims import DocumentRef
from tidewaiter.model.reading import Reading

TEXT = b"The harbour office said that the Tern carried up to 40 containers from Alder last year.\n"
URL = "https://a.example/story"


@pytest.fixture
def case(tmp_path: Path) -> Path:
    folder = api.new(tmp_path / "case")
    (folder / "sheets").mkdir()
    (folder / "documents" / "post.txt").write_bytes(TEXT)
    return folder


def _refs(case: Path) -> dict[str, DocumentRef]:
    return {
        str(r.document.path): r.document
        for _, r in api.read_many([], case=case)
        if isinstance(r, Reading)
    }


def _say(case: Path, *rows: dict[str, str]) -> None:
    (case / "sheets" / "archive.csv").write_bytes(sheet(*rows))


@pytest.mark.parametrize("kind", ["sha256", "sha3_512"])
def test_a_row_is_matched_by_hash(case: Path, kind: str) -> None:
    named = {"sha256": "SHA-256", "sha3_512": "SHA3-512"}[kind]
    _say(
        case,
        {
            "Link": "https://t.example/1",
            "Upload title": "A post",
            "Upload timestamp": "2031-03-01T12:00:00+00:00",
            "Archive date": "2031-03-02T00:00:00+00:00",
            "Hash": f"{named}:{hashlib.new(kind, TEXT).hexdigest()}",
        },
    )
    built = api.build(case)
    assert built.rejects == ()
    ref = _refs(case)["documents/post.txt"]
    assert (ref.url, ref.title, ref.published) == (
        "https://t.example/1",
        "A post",
        date(2031, 3, 1),
    )
    with Ledger.open_file(case / "out" / "ledger.sqlite") as ledger:
        [row] = ledger.current("archived").values()
        claims = list(ledger.current("claim").values())
    assert row["archived"] == "2031-03-02T00:00:00+00:00"
    assert row["files"] == {"documents/post.txt": f"hash {kind}"}
    assert claims
    assert claims[0]["document"]["url"] == "https://t.example/1"
    assert api.build(case).added == 0
    assert api.verify(case).broken is None


@pytest.mark.parametrize(
    "cell",
    [
        "post.txt",
        "documents/post.txt",
        "https://bucket.example/folder/post.txt?token=1",
        "s3://bucket/a%2Fb/post.txt",
        "C:\\archive\\post.txt",
    ],
)
def test_a_row_is_matched_by_the_name_of_its_file(case: Path, cell: str) -> None:
    _say(case, {"Link": URL, "Archive location": cell})
    assert api.build(case).rejects == ()
    assert _refs(case)["documents/post.txt"].url == URL


def test_what_the_case_says_stands_before_the_sheet(case: Path) -> None:
    with (case / "case.toml").open("a") as file:
        file.write('\n[[document]]\npath = "documents/post.txt"\ntitle = "Mine"\ngrade = "B"\n')
    _say(case, {"Link": URL, "Upload title": "Theirs", "WACZ": "post.txt"})
    api.build(case)
    ref = _refs(case)["documents/post.txt"]
    assert (ref.title, ref.url) == ("Mine", URL)


def test_rows_whose_file_is_not_there_are_kept_with_the_reason(case: Path) -> None:
    (case / "documents" / "inner").mkdir()
    (case / "documents" / "inner" / "post.txt").write_bytes(TEXT + b"More.\n")
    (case.parent / "secret.txt").write_text("x")
    _say(
        case,
        {"Link": "https://a.example/1", "Archive status": "nothing archived"},
        {"Link": "https://a.example/2", "WACZ": "../../secret.txt"},
        {"Link": "https://a.example/3", "WACZ": "post.txt"},
        {"Link": "https://a.example/4", "WACZ": "inner/post.txt"},
        {"Link": "https://a.example/5", "WACZ": "inner/post.txt"},
        {"Link": "https://a.example/6", "WACZ": str(case.parent / "secret.txt")},
    )
    built = api.build(case)
    reasons = {r.line: r.reason for r in built.rejects}
    assert "nothing archived" in reasons[2]
    assert "outside the case" in reasons[3]
    assert "several files" in reasons[4]
    assert "an earlier row" in reasons[6]
    assert "no document of the case" in reasons[7]
    [count] = [c for c in built.counts if c.path == "sheets/archive.csv"]
    assert (count.rows_in, count.good, count.rejected) == (6, 1, 5)


def test_rows_of_one_wacz_are_of_its_pages_by_their_addresses(case: Path) -> None:
    other = "https://b.example/"
    data = warc(Answer(URL, html()), Answer(other, html(containers=50)))
    (case / "documents" / "a.wacz").write_bytes(wacz(data, [{"url": URL}, {"url": other}]))
    _say(
        case,
        {"Link": URL, "Upload title": "One", "WACZ": "a.wacz"},
        {"Link": other, "Upload title": "Two", "WACZ": "a.wacz"},
    )
    assert api.build(case).rejects == ()
    titles = {ref.url: ref.title for ref in _refs(case).values()}
    assert (titles[URL], titles[other]) == ("One", "Two")


def test_the_only_page_of_an_archive_is_meant_whatever_its_address(case: Path) -> None:
    data = warc(Answer("https://a.example/story?lang=en", html()))
    (case / "documents" / "a.warc.gz").write_bytes(data)
    _say(case, {"Link": URL, "Upload timestamp": "2031-02-28", "WACZ": "x/a.warc.gz"})
    api.build(case)
    [ref] = [r for r in _refs(case).values() if "a.warc" in str(r.path)]
    assert ref.published == date(2031, 2, 28)


def test_incidents_of_atlos_are_sightings_of_the_case(case: Path) -> None:
    (case / "sheets" / "atlos.csv").write_bytes(sheet(ROW, {**ROW, "attr_date": ""}, header=ATLOS))
    (case / "observations.csv").write_text(
        "start,place,lat,lon,what,source\n2031-03-01,Alder,1,2,a ship,me\n"
    )
    built = api.build(case)
    assert built.made["sightings"] == 2
    [reject] = built.rejects
    assert (reject.path, reject.line) == ("sheets/atlos.csv", 3)
    assert "CIVA-12" in (case / "out" / "tables" / "sightings.csv").read_text()


def test_a_sheet_that_is_not_known_is_refused(case: Path) -> None:
    (case / "sheets" / "a.csv").write_text("a,b\n1,2\n")
    (case / "sheets" / "b.xlsx").write_bytes(b"PK\3\4")
    with (case / "case.toml").open("a") as file:
        file.write('\n[sheets.archiver]\nurl = "Lien"\n')
    built = api.build(case)
    assert {r.path for r in built.rejects} == {"sheets/a.csv", "sheets/b.xlsx"}


def test_hostile_cells_stay_inert(case: Path) -> None:
    hostile = "<script>alert(1)</script>=cmd|' /C calc'!A0\u202e" + "x" * 10_000
    (case / "sheets" / "atlos.csv").write_bytes(
        sheet({**ROW, "attr_description": f"={hostile}", "slug": hostile}, header=ATLOS)
    )
    _say(case, {"Link": "javascript:alert(1)", "Upload title": hostile, "WACZ": "post.txt"})
    built = api.build(case)
    page = built.dossier.read_text(encoding="utf-8")
    assert "<script>alert(1)" not in page
    assert 'href="javascript:' not in page
