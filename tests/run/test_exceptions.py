"""Exceptions of a case: kept on its ledger, applied by builds and screenings, withdrawn in the open."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from tests.lists.builders import lay, un_xml

from tidewaiter import api
from tidewaiter.errors import CaseError
from tidewaiter.model.judgements import Judgement
from tidewaiter.run.demo import lay_out

TERN = (1, "TERN HARBOUR", "2015-01-01", "vessel IMO 9179842")
GULL = (2, "GULL POINT", "2016-01-01", "")
ARTICLE = "The ship Tern Harbour (IMO 9179842) left Alder.\n"


@pytest.fixture
def case(tmp_path: Path) -> Path:
    folder = api.new(tmp_path / "case")
    (folder / "documents" / "a.txt").write_text(ARTICLE)
    lay(folder / "lists", "un.xml", un_xml("2021-01-18", [TERN, GULL]))
    return folder


def _except(case: Path, query: str, entry: str) -> Judgement:
    return api.make_exception(case, query, entry, by="A. Analyst", why="Another builder.")


def _rows(case: Path) -> list[dict[str, str]]:
    with (case / "out/tables/vessels.csv").open() as stream:
        return list(csv.DictReader(stream))


def test_an_exception_is_applied_by_the_next_build_and_shown_with_its_reason(case: Path) -> None:
    first = api.build(case)
    assert first.made["list matches"] == 1
    assert "entry X.1</bdi></td>" in first.dossier.read_text()
    made = _except(case, "IMO 9179842", "un-sc:X.1")
    assert made.asked.words == "Tern Harbour, IMO number 9179842"
    assert api.verify(case).broken is None
    built = api.build(case)
    assert built.made["list matches"] == 0
    (row,) = _rows(case)
    assert (row["entry"], row["alert"]) == ("X.1", "False")
    assert "Judged not the same by A. Analyst on" in row["reasons"]
    page = built.dossier.read_text()
    assert "Another builder." in page
    assert "entry X.1</bdi></td>" not in page
    assert api.verify(case).broken is None
    again = api.build(case)
    assert (again.added, again.dossier.read_text()) == (0, page)


def test_a_silent_match_supports_no_element(tmp_path: Path) -> None:
    _, folder = lay_out(tmp_path)

    def listed() -> list[str]:
        """Return the evidence that a listed party stands behind the ship."""
        with (folder / "out/tables/findings.csv").open() as stream:
            return [r["evidence"] for r in csv.DictReader(stream) if r["element"] == "listed"]

    api.build(folder)
    assert listed()
    alerts = [r for r in _rows(folder) if r["alert"] == "True"]
    assert {r["entry"] for r in alerts} >= {"EXe.001", "EXe.002"}
    for row in alerts:
        if "names it as owner" not in row["reasons"]:
            entry = f"{row['list_id']}:{row['entry']}"
            _except(folder, row["imo"] or row["name"], entry)
    built = api.build(folder)
    assert listed() == []
    assert not [r for r in _rows(folder) if r["alert"] == "True"]
    assert "EXe.002</bdi></td>" not in built.dossier.read_text()


def test_an_owner_is_judged_for_itself(tmp_path: Path) -> None:
    _, folder = lay_out(tmp_path)
    api.build(folder)
    (owner,) = {(r["list_id"], r["entry"], r["listed"]) for r in _rows(folder) if "as owner" in r["reasons"]}  # fmt: skip
    _except(folder, owner[2], f"{owner[0]}:{owner[1]}")
    api.build(folder)
    found = {r["entry"]: r["alert"] for r in _rows(folder) if r["list_id"]}
    assert found[owner[1]] == "False"
    assert "True" in found.values()


def test_a_screening_of_the_case_applies_it_and_one_of_files_does_not(case: Path) -> None:
    api.build(case)
    _except(case, "Tern Harbour", "un-sc:X.1")
    for query in ("tern harbour", "9179842"):
        ((_, (best, *_)),) = api.screen([query], case=case).answers
        assert (best.listing.entry, best.alert) == ("X.1", False)
        ((_, (best, *_)),) = api.screen([query], lists=[case / "lists" / "un.xml"]).answers
        assert best.alert
    ((_, (best, *_)),) = api.screen(["Gull Point"], case=case).answers
    assert best.alert


def test_before_any_build_the_query_itself_is_what_was_asked(case: Path) -> None:
    made = _except(case, "Tern Harbor", "un-sc:X.1")
    assert made.asked.words == "Tern Harbor"
    ((_, (best, *_)),) = api.screen(["Tern Harbor"], case=case).answers
    assert not best.alert
    built = api.build(case)
    assert built.made["list matches"] == 1
    assert api.verify(case).broken is None


def test_an_entry_that_changed_is_loud_again(case: Path) -> None:
    api.build(case)
    _except(case, "Tern Harbour", "un-sc:X.1")
    api.build(case)
    changed = (1, "TERN HARBOUR", "2015-01-01", "vessel IMO 9179842, renamed")
    lay(case / "lists", "later.xml", un_xml("2022-01-01", [changed, GULL]))
    assert api.build(case).made["list matches"] == 1
    (row,) = _rows(case)
    assert "Judged not the same by A. Analyst" in row["reasons"]
    assert "but not silent any more: the entry's remarks:" in row["reasons"]
    api.make_exception(case, "Tern Harbour", "un-sc:X.1", by="B. Later", why="Still another.")
    assert api.build(case).made["list matches"] == 0
    assert "B. Later" in _rows(case)[0]["reasons"]
    assert len(api.exceptions(case)) == 1


def test_a_query_of_which_more_is_known_is_loud_again(case: Path) -> None:
    document = case / "documents" / "a.txt"
    document.write_text("The ministry said that the Tern Harbour carried 40 crates from Alder.\n")
    api.build(case)
    _except(case, "Tern Harbour", "un-sc:X.1")
    assert api.build(case).made["list matches"] == 0
    document.write_text(ARTICLE)
    assert api.build(case).made["list matches"] == 1
    assert "the query's IMO number: nothing → 9179842" in _rows(case)[0]["reasons"]


def test_an_exception_is_withdrawn_in_the_open(case: Path) -> None:
    api.build(case)
    _except(case, "Tern Harbour", "un-sc:X.1")
    api.lift_exception(case, 1, by="B. Later", why="The builder was mistaken.")
    assert api.build(case).made["list matches"] == 1
    (one,) = api.exceptions(case)
    assert (one.verdict, one.by) == ("withdrawn", "B. Later")
    with pytest.raises(CaseError, match="no exception 1 stands"):
        api.lift_exception(case, 1, by="B. Later", why="Again.")
    _except(case, "Tern Harbour", "un-sc:X.1")
    assert [j.verdict for j in api.exceptions(case)] == ["not the same"]
    assert api.verify(case).broken is None


@pytest.mark.parametrize(
    ("query", "entry", "by", "why", "words"),
    [
        ("Tern", "un-sc:X.1", " ", "why", "--by is blank"),
        ("Tern", "un-sc:X.1", "who", "\n", "--why is blank"),
        (" ", "un-sc:X.1", "who", "why", "the query is blank"),
        ("Tern", "ofac:X.1", "who", "why", "names no list of this case; give one of un-sc"),
        ("Tern", "un-sc:X.9", "who", "why", "no entry 'X.9' stands on un-sc"),
    ],
)
def test_an_exception_needs_all_that_it_says(
    case: Path, query: str, entry: str, by: str, why: str, words: str
) -> None:
    with pytest.raises(CaseError, match=words):
        api.make_exception(case, query, entry, by=by, why=why)
    assert api.exceptions(case) == ()


def test_a_name_that_two_ships_bear_is_asked_back(case: Path) -> None:
    text = f"{ARTICLE}The ship Tern Harbour (IMO 8517839) is another.\n"
    (case / "documents" / "a.txt").write_text(text)
    api.build(case)
    with pytest.raises(CaseError, match="more than one ship of this case"):
        _except(case, "Tern Harbour", "un-sc:X.1")
    assert _except(case, "9179842", "un-sc:X.1").asked.words.startswith("Tern")


def test_entries_that_share_a_reference_are_told_apart_by_their_record(tmp_path: Path) -> None:
    folder = api.new(tmp_path / "shared")
    text = un_xml("2021-01-18", [TERN, GULL]).replace(b"X.2<", b"X.1<")
    lay(folder / "lists", "un.xml", text)
    with pytest.raises(CaseError, match="more than one entry"):
        _except(folder, "Tern", "un-sc:X.1")
    assert _except(folder, "Tern", "un-sc:2").listed == "GULL POINT"


def test_the_ledger_keeps_every_judgement(case: Path) -> None:
    import sqlite3

    _except(case, "Tern Harbour", "un-sc:X.1")
    api.lift_exception(case, 1, by="B. Later", why="No.")
    with sqlite3.connect(case / "out" / "ledger.sqlite") as db:
        rows = db.execute(
            "SELECT body FROM record WHERE kind = 'judgement' ORDER BY seq"
        ).fetchall()
    assert [json.loads(body)["verdict"] for (body,) in rows] == ["not the same", "withdrawn"]
