"""What a build promises: nothing twice, nothing lost, nothing silent."""

from __future__ import annotations

import gzip
import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tidewaiter import api
from tidewaiter.errors import CaseError, UnitError
from tidewaiter.run.opened import building

ARTICLE = """A ship at Alder

The harbour office said that the Tern Harbour carried up to 40 containers from Alder last year.

Lantern Shipping denied that its ship had called there.
"""
POSITIONS = "mmsi,timestamp,lat,lon,sog\n" + "".join(
    f"799000001,2031-03-01T{hour:02d}:00:00Z,-12.{hour:02d},-22.0,5.0\n" for hour in range(24)
)


@pytest.fixture
def case(tmp_path: Path) -> Path:
    folder = api.new(tmp_path / "case")
    (folder / "documents" / "a.txt").write_text(ARTICLE)
    (folder / "positions" / "p.csv").write_text(POSITIONS)
    return folder


def _rows(folder: Path) -> list[tuple[object, ...]]:
    with sqlite3.connect(folder / "out" / "ledger.sqlite") as db:
        return db.execute("SELECT * FROM record ORDER BY seq").fetchall()


def _tamper(folder: Path, statement: str) -> None:
    with sqlite3.connect(folder / "out" / "ledger.sqlite") as db:
        db.execute(statement)


def test_a_new_case_builds_and_verifies(tmp_path: Path) -> None:
    folder = api.new(tmp_path / "my case")
    assert api.build(folder).rejects == ()
    assert api.verify(folder).broken is None


def test_building_again_adds_nothing(case: Path) -> None:
    first = api.build(case)
    page = first.dossier.read_bytes()
    again = api.build(case)
    assert first.added > 0
    assert (again.added, again.head) == (0, first.head)
    assert again.dossier.read_bytes() == page


def test_counts_add_up(case: Path) -> None:
    (case / "positions" / "p.csv").write_text(POSITIONS + "1,2031-03-01T00:00:00Z,91.2,0,\nx\n")
    built = api.build(case)
    assert all(c.rows_in == c.good + c.rejected for c in built.counts)
    count = next(c for c in built.counts if c.path == "positions/p.csv")
    assert (count.rows_in, count.good, count.rejected) == (26, 24, 2)
    assert {r.line for r in built.rejects} == {26, 27}


def test_bad_files_are_refused_with_a_reason_and_the_rest_goes_on(case: Path) -> None:
    documents, lists = case / "documents", case / "lists"
    (documents / "cut.pdf").write_bytes(b"%PDF-1.7\n1 0 obj\n<<")
    (documents / "bare.html").write_text("<html><body><nav>menu</nav></body></html>")
    (documents / "none.txt").write_bytes(b"")
    (documents / "b.bin").write_bytes(b"\0\1\2")
    (lists / "wrong.xml").write_text("<rss></rss>")
    (lists / "alt.csv").write_text('36,12,"aka","X",-0- \n')
    (case / "positions" / "cut.csv.gz").write_bytes(gzip.compress(POSITIONS.encode())[:-20])
    (case / "positions" / "other.csv").write_text("a,b\n1,2\n")
    (case / "observations.csv").write_text(
        "start,place,lat,lon,what,source\nsoon,Alder,1,2,a ship,me\n2031-03-01,Alder,95,2,a ship,me\n"
    )
    (case / "claims.csv").write_text("id,document,quote\nA,documents/a.txt,words not there\n")
    built = api.build(case)
    reasons = {(r.path, r.line): r.reason for r in built.rejects}
    for path, words in {
        "documents/cut.pdf": "ends early",
        "documents/bare.html": "no article text",
        "documents/none.txt": "empty",
        "documents/b.bin": "no text",
        "lists/wrong.xml": "expected UN",
        "lists/alt.csv": "sdn file is not here",
        "positions/other.csv": "no column for",
    }.items():
        assert words in reasons[path, 0]
    assert any(p == "positions/cut.csv.gz" and "damaged" in r for (p, _), r in reasons.items())
    assert "not a date" in reasons["observations.csv", 2]
    assert "outside -90" in reasons["observations.csv", 3]
    assert "does not stand" in reasons["claims.csv", 2]
    assert built.made["claims"] >= 1
    table = (case / "out" / "rejects.csv").read_text()
    assert table.count("\n") == len(built.rejects) + 1
    assert all(c.rows_in == c.good + c.rejected for c in built.counts)


def test_a_file_that_changes_while_it_is_read_is_refused(
    case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tidewaiter.run import capture

    states = iter(range(1000))
    monkeypatch.setattr(capture, "_state", lambda file: (file.stat().st_size, next(states)))
    built = api.build(case)
    assert {r.path for r in built.rejects} >= {"documents/a.txt", "positions/p.csv"}
    assert all("changed while it was read" in r.reason for r in built.rejects)


def test_what_is_taken_away_is_withdrawn_and_stays_on_the_ledger(case: Path) -> None:
    api.build(case)
    before = len(_rows(case))
    (case / "documents" / "a.txt").unlink()
    built = api.build(case)
    assert built.made["claims"] == 0
    assert len(_rows(case)) > before
    assert api.verify(case).broken is None


def test_a_typed_claim_stands_before_the_one_that_was_read(case: Path) -> None:
    quote = "the Tern Harbour carried up to 40 containers from Alder last year"
    (case / "claims.csv").write_text(
        f"id,document,quote,speaker,quantity,high,unit\nA,documents/a.txt,{quote},Harbour Office,"
        "up to 40 containers,40,containers\n"
    )
    api.build(case)
    text = (case / "out" / "tables" / "claims.csv").read_text()
    assert text.count(quote) == 1
    assert "Harbour Office" in text


def test_verify_names_a_flipped_byte_an_edited_row_and_a_deleted_record(case: Path) -> None:
    api.build(case)
    article = case / "documents" / "a.txt"
    article.write_text(ARTICLE.replace("40", "41"))
    assert api.verify(case).broken is not None
    assert "documents/a.txt was altered" in str(api.verify(case).broken)
    article.write_text(ARTICLE)
    assert api.verify(case).broken is None
    extra = case / "documents" / "late.txt"
    extra.write_text("It came later.")
    assert "documents/late.txt was added" in str(api.verify(case).broken)
    extra.unlink()
    page = case / "out" / "dossier.html"
    data = page.read_bytes()
    page.write_bytes(data + b" ")
    assert "out/dossier.html was altered" in str(api.verify(case).broken)
    page.write_bytes(data)
    _tamper(case, "UPDATE record SET body = replace(body, '40', '90') WHERE kind = 'claim'")
    assert "was altered" in str(api.verify(case).broken)


def test_verify_names_a_deleted_record(case: Path) -> None:
    api.build(case)
    last = len(_rows(case))
    _tamper(case, f"DELETE FROM record WHERE seq = {last}")
    assert f"record {last} was removed" in str(api.verify(case).broken)


def test_a_build_killed_at_any_moment_ends_like_an_undisturbed_one(
    case: Path, tmp_path: Path
) -> None:
    import shutil

    environment = {**os.environ, "SOURCE_DATE_EPOCH": "1900000000"}
    command = [sys.executable, "-m", "tidewaiter", "build"]
    calm = tmp_path / "calm"
    shutil.copytree(case, calm)
    subprocess.run([*command, str(calm)], env=environment, check=True, capture_output=True)
    for delay in (0.3, 0.6, 0.9, 1.2, 1.6, 2.0):
        process = subprocess.Popen(
            [*command, str(case)],
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(delay)
        process.send_signal(signal.SIGKILL)
        process.wait()
    subprocess.run([*command, str(case)], env=environment, check=True, capture_output=True)
    assert _rows(case) == _rows(calm)
    assert (case / "out" / "dossier.html").read_bytes() == (
        calm / "out" / "dossier.html"
    ).read_bytes()


@pytest.mark.parametrize(
    ("file", "text", "named"),
    [
        ("case.toml", "titel = 'x'", "titel"),
        ("case.toml", "title = ", "not valid TOML"),
        ("case.toml", "title = 'x'\n[watch]\nplaces = ['ZZZZZ']", "ZZZZZ"),
        ("case.toml", "title = 'x'\n[assess]\npacks = ['nothing']", "no provision pack 'nothing'"),
        ("assumptions.toml", "[tally.t]\ntitle = 't'\nexpression = 'a * b'", "names 'a'"),
    ],
)
def test_a_wrong_setting_is_named(case: Path, file: str, text: str, named: str) -> None:
    (case / file).write_text(text)
    with pytest.raises((CaseError, UnitError), match=named):
        api.build(case)


def test_a_build_that_was_broken_off_answers_nothing(
    case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def break_off(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("tidewaiter.run.build.write_outputs", break_off)
        with pytest.raises(KeyboardInterrupt):
            api.build(case)
    for ask in (api.stories, api.findings, api.figures, api.verify):
        with pytest.raises(CaseError, match=r"no build of .* was finished"):
            ask(case)
    api.build(case)
    assert api.verify(case).broken is None


@pytest.mark.parametrize("where", ["analyse", "write_outputs", "hash_of"])
def test_a_second_build_that_was_broken_off_answers_nothing(
    case: Path, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    def break_off(*_: object) -> None:
        raise KeyboardInterrupt

    api.build(case)
    note = case / "documents" / "late.txt"
    note.write_text("Birch said on Monday that its port was closed.")
    with monkeypatch.context() as patch:
        patch.setattr(f"tidewaiter.run.build.{where}", break_off)
        with pytest.raises(KeyboardInterrupt):
            api.build(case)
    for ask in (api.stories, api.findings, api.figures, api.verify):
        with pytest.raises(CaseError, match=r"broken off, or is running: .*; build it again"):
            ask(case)
    with pytest.raises(CaseError, match="broken off"):
        api.pack_case(case)
    api.build(case)
    assert api.verify(case).broken is None
    assert api.stories(case).claims


def test_a_second_build_that_was_killed_answers_nothing(case: Path) -> None:
    api.build(case)
    (case / "documents" / "late.txt").write_text("Birch said on Monday that its port was closed.")
    command = [sys.executable, "-m", "tidewaiter", "build", str(case)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    mark = case / "out" / ".building"
    while not mark.exists() and process.poll() is None:
        time.sleep(0.002)
    process.send_signal(signal.SIGKILL)
    process.wait()
    with pytest.raises(CaseError, match="broken off"):
        api.findings(case)
    api.build(case)
    assert not mark.exists()


def test_a_setting_that_is_wrong_from_the_start_leaves_the_last_build_as_it_is(case: Path) -> None:
    api.build(case)
    settings = (case / "case.toml").read_text()
    (case / "case.toml").write_text("title = ")
    with pytest.raises(CaseError):
        api.build(case)
    (case / "case.toml").write_text(settings)
    assert api.verify(case).broken is None


def test_of_two_builds_at_once_the_one_that_ends_first_leaves_the_mark(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    mark = tmp_path / "out" / ".building"
    with building(tmp_path):
        with building(tmp_path):
            later = mark.read_bytes()
        assert not mark.exists()
    first, second = building(tmp_path), building(tmp_path)
    with first:
        second.__enter__()
        assert mark.read_bytes() != later
    assert mark.exists()
    second.__exit__(None, None, None)
    assert not mark.exists()


def test_a_folder_with_something_in_it_is_not_made_a_case(case: Path) -> None:
    with pytest.raises(CaseError, match="not empty"):
        api.new(case)
