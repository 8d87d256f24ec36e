"""What ``tidewaiter stories`` prints, and what ``judge`` says of ways that are left."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tidewaiter import api
from tidewaiter.cli.app import app

TEXT = """Accounts

The harbour office counted forty boxes on 2 March. The office spoke again of forty boxes on 3 March.

The mayor put it at 900 boxes. The customs house put it at 900 boxes. A baker saw nothing.
"""
HEAD = (
    "id,document,quote,speaker,quantity,low,best,high,unit,event_start,event_end,said_start,via\n"
)
ROWS = (
    "A1,documents/a.txt,forty boxes on 2 March,Harbour Office,forty boxes,40,40,40,boxes,2031-03-01,2031-03-02,2031-03-02,Post\n"
    "A2,documents/a.txt,forty boxes on 3 March,Harbour Office,forty boxes,40,40,40,boxes,2031-03-01,2031-03-02,2031-03-03,\n"
    "A3,documents/a.txt,The mayor put it at 900 boxes,Mayor Li,900 boxes,900,900,900,boxes,2031-03-01,2031-03-02,2031-04-01,\n"
    "A4,documents/a.txt,The customs house put it at 900 boxes,Customs House,900 boxes,900,900,900,boxes,2031-03-01,2031-03-02,2031-05-01,\n"
    "A5,documents/a.txt,A baker saw nothing,Baker Vo,,,,,,,,2031-05-01,\n"
)
WHO = ("--by", "A. Analyst", "--why", "Two clerks.")


@pytest.fixture
def case(tmp_path: Path) -> Path:
    folder = api.new(tmp_path / "case")
    (folder / "documents" / "a.txt").write_text(TEXT)
    (folder / "claims.csv").write_text(HEAD + ROWS)
    api.build(folder)
    return folder


def _run(*arguments: object) -> tuple[int, str]:
    done = CliRunner().invoke(app, list(map(str, arguments)))
    return done.exit_code, done.output


def test_groups_come_first_then_what_stands_alone_and_what_is_in_doubt(case: Path) -> None:
    code, shown = _run("stories", case)
    assert code == 0
    lines = shown.splitlines()
    assert lines[0] == "5 claims go back to 4 origins, or to 3 if every doubt below holds."
    assert lines[2:4] == [
        "1. Harbour Office, 2031-03-02",
        "   2 claims in 1 document; carried by Post",
    ]
    assert "   A2  2031-03-03  forty boxes on 3 March" in lines
    assert "      with A1: Harbour Office gives one figure in both: forty boxes" in lines
    assert "1 more claim of no common origin; --all shows them." in lines
    flat = " ".join(shown.split())
    assert "A3 (origin 2) and A4 (origin 3): Mayor Li and Customs House give one figure" in flat
    assert "Baker Vo" not in shown
    assert "Baker Vo" in _run("stories", case, "--all")[1]
    assert max(map(len, lines)) <= 100


def test_a_denial_is_shown_as_one(case: Path) -> None:
    head = HEAD.replace("via", "via,act")
    rows = ROWS.replace("\n", ",\n").replace(",2031-05-01,,\n", ",2031-05-01,,deny\n")
    (case / "claims.csv").write_text(head + rows)
    api.build(case)
    assert "A5  2031-05-01  denies: A baker saw nothing" in _run("stories", case, "--all")[1]


def test_json_has_the_names_by_which_a_reader_knows_the_claims(case: Path) -> None:
    made = json.loads(_run("stories", case, "--format", "json")[1])
    assert (made["claims"], made["origins"], made["fewest"]) == (5, 4, 3)
    assert [c["name"] for c in made["stories"][0]["claims"]] == ["A1", "A2"]
    assert made["stories"][0]["edges"][0]["kind"] == "figure"
    assert sorted(made["doubtful"][0]["names"]) == ["A3", "A4"]


def test_a_doubt_goes_when_somebody_decides(case: Path) -> None:
    _run("judge", "split", case, "A3", "A4", *WHO)
    api.build(case)
    assert _run("stories", case)[1].startswith("5 claims go back to 4 origins.")
    _run("judge", "join", case, "A3", "A4", *WHO)
    api.build(case)
    shown = " ".join(_run("stories", case)[1].split())
    assert shown.startswith("5 claims go back to 3 origins.")
    assert "with A3: A. Analyst joined them on" in shown


def test_a_split_that_parts_nothing_says_by_which_claim_the_two_hang_together(case: Path) -> None:
    _run("judge", "join", case, "A1", "A3", *WHO)
    _run("judge", "join", case, "A2", "A3", *WHO)
    shown = _run("judge", "split", case, "A1", "A2", *WHO)[1]
    assert "A1 and A2 are still of one origin by way of A3" in shown
    assert "Split one of these pairs too" in shown


def test_moments_and_formats_that_are_none_are_refused(case: Path) -> None:
    assert _run("stories", case, "--at", "soon")[0] == 2
    assert _run("stories", case, "--format", "xml")[0] == 2
    assert _run("stories", case, "--at", "2001-01-01")[0] == 1
    shown = _run("stories", case, "--at", "2099-01-01")[1]
    assert "as known on 2099-01-01 23:59 UTC" in " ".join(shown.split())
