"""A sheet is screened row by row, in any number of processes, and goes on where it was left."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from tests.lists.builders import lay, un_xml

from tidewaiter import api
from tidewaiter.errors import CaseError, UnreadableError
from tidewaiter.model.cells import from_cell, sheet_text
from tidewaiter.run import screen_sheet as module

TERN = (1, "TERN HARBOUR", "2015-01-01", "vessel IMO 9179842")
GULL = (2, "GULL POINT TRADING", "2016-01-01", "a company")
SHEET = (
    "Name,IMO,flag,type,other\n"
    "Tern Harbor,,,vessel,x\n"
    "Whoever,9179842,Panama,vessel,x\n"
    ",,,,x\n"
    "Nobody at all,,,,x\n"
    "=cmd(),,,,x\n"
    "one,too,many,columns,here,now\n"
    "Gull Point Trading Ltd,,,company,x\n"
)


@pytest.fixture(autouse=True)
def _cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIDEWAITER_CACHE", str(tmp_path / "cache"))


@pytest.fixture
def un(tmp_path: Path) -> Path:
    return lay(tmp_path / "lists", "un.xml", un_xml("2026-02-27", [TERN, GULL]))


def _rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_each_row_gets_its_alerts_its_nearest_miss_or_a_refusal(tmp_path: Path, un: Path) -> None:
    sheet, out = lay(tmp_path, "rows.csv", SHEET), tmp_path / "answers.csv"
    done = api.screen_sheet(sheet, out, lists=[un])
    assert (done.rows_in, done.good, [r.line for r in done.rejects]) == (7, 5, [4, 7])
    rows = {row["row"]: row for row in _rows(out)}
    assert {n: r["alert"] for n, r in rows.items()} == {
        "2": "yes", "3": "yes", "4": "", "5": "no", "6": "no", "7": "", "8": "yes",
    }  # fmt: skip
    assert (rows["2"]["entry"], rows["2"]["edition"], rows["2"]["listed_part"]) == (
        "X.1",
        "2026-02-27",
        "TERN HARBOUR",
    )
    assert "IMO number is the same" in rows["3"]["why"]
    assert rows["4"]["why"] == "refused: has no name and no number"
    assert rows["6"]["asked"].startswith("'=")
    assert done.alerts == 3
    assert "European Union" in done.not_loaded


def test_processes_make_no_difference(tmp_path: Path, un: Path) -> None:
    names = "\n".join(f"{name} {i}" for i in range(260) for name in ("Tern Harbour", "Kite"))
    sheet = lay(tmp_path, "rows.csv", f"name\n{names}\n")
    for workers in (1, 2):
        api.screen_sheet(sheet, tmp_path / f"{workers}.csv", lists=[un], workers=workers)
    assert (tmp_path / "1.csv").read_bytes() == (tmp_path / "2.csv").read_bytes()


def test_a_killed_run_goes_on_and_gives_the_same(
    tmp_path: Path, un: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_CHUNK", 2)
    sheet = lay(tmp_path, "rows.csv", SHEET)
    api.screen_sheet(sheet, tmp_path / "whole.csv", lists=[un])
    out = tmp_path / "answers.csv"

    def killed(what: str, done: int, total: int) -> None:
        if what == "screening" and done >= 4:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        api.screen_sheet(sheet, out, lists=[un], progress=killed)
    assert not out.exists()
    part = tmp_path / ".answers.csv.part"
    part.write_bytes(part.read_bytes() + b"half a li")
    done = api.screen_sheet(sheet, out, lists=[un])
    assert done.resumed_at == 4
    assert out.read_bytes() == (tmp_path / "whole.csv").read_bytes()
    assert (done.rows_in, len(done.rejects), done.alerts) == (7, 2, 3)
    assert not part.exists()


def test_another_question_begins_anew(
    tmp_path: Path, un: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_CHUNK", 2)
    sheet, out = lay(tmp_path, "rows.csv", SHEET), tmp_path / "answers.csv"

    def killed(what: str, done: int, total: int) -> None:
        if what == "screening" and done >= 4:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        api.screen_sheet(sheet, out, lists=[un], progress=killed)
    assert api.screen_sheet(sheet, out, lists=[un], alert_at=0.99).resumed_at == 0


def test_what_cannot_be_screened_says_what_was_expected(tmp_path: Path, un: Path) -> None:
    with pytest.raises(UnreadableError, match="expected name, or imo"):
        api.screen_sheet(lay(tmp_path, "a.csv", "colour\nred\n"), tmp_path / "o.csv", lists=[un])
    with pytest.raises(UnreadableError, match="cannot be read"):
        api.screen_sheet(tmp_path / "none.csv", tmp_path / "o.csv", lists=[un])
    with pytest.raises(CaseError, match="no list to screen against"):
        api.screen(["x"])


def test_lists_are_indexed_once_for_the_same_bytes(tmp_path: Path, un: Path) -> None:
    assert api.screen(["Tern Harbour"], lists=[un]).answers[0][1][0].alert
    (folder,) = (tmp_path / "cache").glob("lists-*")
    stamp = (folder / "index.json").stat().st_mtime_ns
    assert api.screen(["Tern Harbour"], lists=[un]).answers[0][1][0].alert
    assert (folder / "index.json").stat().st_mtime_ns == stamp
    un.write_bytes(un_xml("2026-03-01", [GULL]))
    assert not any(m.alert for m in api.screen(["Tern Harbour"], lists=[un]).answers[0][1])


def test_a_build_and_a_screening_share_one_index_and_the_thresholds_of_the_case(
    tmp_path: Path, un: Path
) -> None:
    case = api.new(tmp_path / "case")
    api.lists_load(case, [un])
    lay(
        case / "documents",
        "a.txt",
        "The ship Tern Harbour (IMO 9179842) left Alder, Gull Point Trading said on Monday.\n",
    )
    api.build(case)
    folders = list((case / "out" / "parts").glob("lists-*"))
    found = api.screen(["Tern Harbor"], case=case)
    assert list((case / "out" / "parts").glob("lists-*")) == folders
    assert len(folders) == 1
    assert found.answers[0][1][0].alert
    settings = case / "case.toml"
    settings.write_text(settings.read_text() + "\n[screen]\nalert_at = 0.99\n")
    assert not api.screen(["Tern Harbor"], case=case).answers[0][1][0].alert
    assert api.verify(case).broken is not None  # the settings are evidence too


def test_numbers_are_read_as_lists_read_them(tmp_path: Path) -> None:
    own = lay(
        tmp_path / "lists", "own.csv", "name,type,passport\nAgnes Curlew,Person,K-123 4567\n"
    )
    sheet = lay(tmp_path, "rows.csv", "name,type,passport\nSomebody,person,k1234567\nOther,person,K-123 4567\n")  # fmt: skip
    out = tmp_path / "answers.csv"
    api.screen_sheet(sheet, out, lists=[own])
    assert [row["alert"] for row in _rows(out)] == ["yes", "yes"]


def test_a_sheet_of_our_own_is_read_as_what_it_says(tmp_path: Path) -> None:
    rows = [("=Tern", "9179842"), ("'tis Gull", ""), ("-", "")]
    own = lay(tmp_path / "lists", "own.csv", sheet_text(("name", "imo"), rows[:2]))
    sheet = lay(tmp_path, "rows.csv", sheet_text(("name", "imo"), rows))
    out = tmp_path / "answers.csv"
    api.screen_sheet(sheet, out, lists=[own])
    answers = _rows(out)
    assert [from_cell(row["listed_name"]) for row in answers[:2]] == ["=Tern", "'tis Gull"]
    assert from_cell(answers[0]["asked"]).startswith("=Tern")
    assert from_cell(answers[2]["asked"]) == "-"
