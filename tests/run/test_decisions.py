"""Decisions of people stay on the ledger with who and why, and are never dropped in silence."""

from __future__ import annotations

from pathlib import Path

import pytest

from tidewaiter import api
from tidewaiter.errors import CaseError
from tidewaiter.run.decisions import listed, record
from tidewaiter.run.names import Names, names_of, one_of, resolve

ARTICLE = """A ship at Alder

The harbour office said that the Tern Harbour carried up to 40 containers from Alder in 2024.

The pilot said that the Tern Harbour took on crates at Birch.
"""
FIRST = "the Tern Harbour carried up to 40 containers from Alder in 2024"
SECOND = "the Tern Harbour took on crates at Birch"


@pytest.fixture
def case(tmp_path: Path) -> Path:
    folder = api.new(tmp_path / "case")
    (folder / "documents" / "a.txt").write_text(ARTICLE)
    _type(folder, FIRST, SECOND)
    api.build(folder)
    return folder


def _type(folder: Path, *quotes: str, act: str = "say") -> None:
    rows = [f"F{n},documents/a.txt,{quote},{act}\n" for n, quote in enumerate(quotes, start=1)]
    (folder / "claims.csv").write_text("id,document,quote,act\n" + "".join(rows))


def _judge(case: Path, one: str = "F1", other: str = "F2") -> None:
    api.judge_joined(case, one, other, by="A. Analyst", why="One pilot told both.")


def test_a_decision_is_listed_with_who_when_and_why(case: Path) -> None:
    _judge(case)
    (one,) = api.decisions(case)
    assert (one.number, one.decision.words, one.gone) == (1, "F1 and F2", ())
    assert (one.decision.by, one.decision.why) == ("A. Analyst", "One pilot told both.")
    assert one.decision.about == tuple(sorted((resolve(case, "F1"), resolve(case, "F2"))))
    assert api.verify(case).broken is None


def test_a_later_decision_on_the_same_question_supersedes_in_place(case: Path) -> None:
    _judge(case)
    api.judge_split(case, "F1", by="B", why="Other.")
    api.judge_split(case, "F2", ["F1"], by="B. Reviewer", why="Two pilots.")
    verdicts = [(o.number, o.decision.verdict, o.decision.words) for o in api.decisions(case)]
    assert verdicts == [(1, "split", "F1 and F2"), (2, "split", "F1 alone")]


def test_withdrawing_keeps_the_record_and_refuses_what_does_not_stand(case: Path) -> None:
    _judge(case)
    api.withdraw_decisions(case, [1], by="B", why="Mistaken.")
    (one,) = api.decisions(case)
    assert (one.decision.verdict, one.decision.by) == ("withdrawn", "B")
    with pytest.raises(CaseError, match="no decision 1 stands"):
        api.withdraw_decisions(case, [1], by="B", why="Again.")
    _judge(case)
    with pytest.raises(CaseError, match="no decision 9 stands"):
        api.withdraw_decisions(case, [1, 9], by="B", why="Both.")
    assert api.decisions(case)[0].decision.stands


@pytest.mark.parametrize(("by", "why"), [("", "x"), (" ", "x"), ("x", ""), ("x", "\n")])
def test_a_decision_without_a_name_or_a_reason_is_refused(case: Path, by: str, why: str) -> None:
    with pytest.raises(CaseError, match="is blank"):
        api.judge_joined(case, "F1", "F2", by=by, why=why)
    with pytest.raises(CaseError, match="is blank"):
        api.judge_split(case, "F1", by=by, why=why)
    assert api.decisions(case) == ()


def test_a_decision_about_a_claim_that_was_edited_is_listed_as_such(case: Path) -> None:
    _judge(case)
    before = resolve(case, "F1")
    _type(case, FIRST, SECOND, act="accuse")
    api.build(case)
    (one,) = api.decisions(case)
    assert before in one.gone
    assert one.decision.stands


def test_what_was_decided_later_is_not_known_before(case: Path) -> None:
    _judge(case)
    moment = api.decisions(case)[0].decision.decided_utc
    assert len(listed(case, moment)) == 1
    assert listed(case, moment.replace(year=moment.year - 1)) == ()


def test_other_kinds_are_kept_alike(case: Path) -> None:
    made = record(case, "likelihood", "likely", ["f"], "the finding", by="A", why="Because.")
    assert [o.decision for o in api.decisions(case)] == [made]
    assert api.decisions(case)[0].gone == ("f",)


def test_no_decision_before_the_first_build(tmp_path: Path) -> None:
    folder = api.new(tmp_path / "case")
    with pytest.raises(CaseError, match="build the case first"):
        api.judge_joined(folder, "F1", "F2", by="A", why="B")


def test_a_claim_is_known_by_short_id_exhibit_and_start_of_its_id(case: Path) -> None:
    names = names_of(case)
    first = names.resolve("F1")
    assert names.resolve(" f1 ") == names.resolve("E1") == names.resolve(first[:8]) == first
    assert names.resolve(first) == first
    assert names.shown(first) == "F1"
    with pytest.raises(CaseError, match="near it: F1"):
        names.resolve("F11")
    with pytest.raises(CaseError, match="one claim"):
        _judge(case, "F1", first)
    with pytest.raises(CaseError, match="split from itself"):
        api.judge_split(case, "F1", ["E1"], by="A", why="B")


def test_a_start_that_is_short_or_shared_is_refused() -> None:
    names = Names(("aaaaaaaa11", "aaaaaaaa22", "bbbbbbbb33"), {})
    with pytest.raises(CaseError, match="begins 2 claims"):
        names.resolve("aaaaaaaa")
    with pytest.raises(CaseError, match="too short"):
        names.resolve("bbbb")
    assert names.shown("aaaaaaaa11") == "aaaaaaaa1"
    assert one_of("BBBBBBBB", names.claims, "claim") == "bbbbbbbb33"


def test_numbers_of_exhibits_are_those_of_the_dossier(case: Path) -> None:
    names = names_of(case)
    table = (case / "out" / "tables" / "exhibits.csv").read_text().splitlines()
    numbers = [line.split(",")[0] for line in table[1:] if ",claim," in line]
    assert numbers == [f"E{n}" for n in range(1, len(names.claims) + 1)]
