"""What ``tidewaiter vessels`` and ``practices`` promise at the terminal."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.cli.test_app import REFERENCE
from tests.lists.builders import un_xml
from typer.testing import CliRunner

from tidewaiter import api
from tidewaiter.cli.app import app

ARTICLE = """A ship at Alder

The harbour office said that the Tern Harbour (IMO 9999993) carried up to 40 containers from Alder last year.
"""
ROW = "{0},2031-03-{2:02d}T{3:02d}:00:00Z,{5}.{3:02d},-22.0,5.0,{1},{4},XXT1\n"


def positions() -> str:
    """One ship with a number, one that borrows it after half a day, one that nobody speaks of."""
    rows = [ROW.format(273123450, "9999993", 1, h, "TERN HARBOUR", -12) for h in range(24)]
    rows += [ROW.format(445001000, "9999993", 1, h, "GREBE", -12) for h in range(12, 24)]
    rows += [ROW.format(273999999, "", 1, h, "KITE", -40) for h in range(24)]
    return "mmsi,timestamp,lat,lon,sog,imo,name,callsign\n" + "".join(rows)


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = api.new(tmp_path_factory.mktemp("ships") / "case")
    (folder / "documents" / "a.txt").write_text(ARTICLE)
    (folder / "positions" / "p.csv").write_text(positions())
    (folder / "lists" / "un.xml").write_bytes(
        un_xml("2031-02-01", [(1, "TERN HARBOUR", "2031-01-15", "IMO number: 9999993.")])
    )
    api.build(folder)
    return folder


def _run(*arguments: object) -> tuple[int, str]:
    done = CliRunner().invoke(app, list(map(str, arguments)))
    return done.exit_code, " ".join(done.output.split())


@pytest.mark.parametrize("name", ["join-ships", "split-ships"])
def test_each_has_an_example_and_a_place_in_the_docs(name: str) -> None:
    assert f"Example: tidewaiter judge {name}" in _run("judge", name, "--help")[1]
    assert f"`tidewaiter judge {name} " in REFERENCE.read_text(encoding="utf-8")


def test_the_overview_lists_ships_of_the_case_and_counts_the_others(case: Path) -> None:
    code, shown = _run("vessels", case)
    assert code == 0
    assert "Tern Harbour IMO 9999993" in shown
    assert "indicated: identity altered" in shown
    assert "KITE" not in shown
    assert "1 other ship was heard, 0 of them with an indicator" in shown


def test_one_ship_is_shown_over_time_with_what_contradicts(case: Path) -> None:
    shown = _run("vessels", case, "9999993")[1]
    assert "2031-03-01 00:00 to 2031-03-01 23:00 broadcast: MMSI 273123450, 24 reports" in shown
    assert "Two MMSIs at once: 273123450" in shown
    assert "Two names at once: 'TERN HARBOUR'" in shown
    assert "On lists un-sc X.1, TERN HARBOUR: listed from 2031-01-15 by its own date" in shown
    assert "both give IMO number 9999993" in shown
    assert _run("vessels", case, "IMO 9999993") == _run("vessels", case, "tern harbour")
    assert "KITE IMO unknown" in _run("vessels", case, 273999999)[1]


def test_practices_say_by_what_what_is_lawful_and_what_was_not_checked(case: Path) -> None:
    shown = _run("practices", case, "--ship", "Tern Harbour")[1]
    assert "identity altered: indicated (weightiest sign 0.40)" in shown
    for words in (
        "lawful: Ships are sold",
        "not checked: Hull, paint",
        "papers falsified: not checked",
    ):
        assert words in shown
    assert "is not a breach" in _run("practices", case)[1]


def test_json_is_whole(case: Path) -> None:
    [one] = json.loads(
        CliRunner().invoke(app, ["vessels", str(case), "9999993", "--format", "json"]).output
    )
    assert one["hull"]["imo"] == "9999993"
    assert {i["practice"] for i in one["indicators"]} >= {"papers falsified", "complex ownership"}
    assert one["hull"]["held"][0]["rows"]["unit"] in ("rows", "chars")


def test_before_anything_was_known_there_was_no_ship(case: Path) -> None:
    assert _run("vessels", case, "--at", "2001-01-01")[1].startswith("no claim, document, list")
    assert _run("vessels", case, "--at", "soon")[0] == 2
    assert api.vessels(case, at=datetime(2001, 1, 1, tzinfo=UTC)).known == ()


def test_what_cannot_be_answered_says_what_to_do(case: Path, tmp_path: Path) -> None:
    empty = CliRunner().invoke(app, ["vessels", str(tmp_path)])
    assert "tidewaiter build" in str(empty.exception)
    unknown = CliRunner().invoke(app, ["vessels", str(case), "Nobody"])
    assert "see them with: tidewaiter vessels" in str(unknown.exception)
    assert _run("practices", case, "--format", "xml")[0] == 2


def test_people_decide_on_ships_and_the_next_build_applies_it(tmp_path: Path) -> None:
    case = api.new(tmp_path / "case")
    (case / "positions" / "p.csv").write_text(positions())
    (case / "documents" / "a.txt").write_text(ARTICLE)
    api.build(case)
    who = ("--by", "A. Analyst", "--why", "Another hull in the picture")
    assert _run("judge", "split-ships", case, "445001000", "9999993")[0] == 2
    code, shown = _run("judge", "split-ships", case, "445001000", "9999993", *who)
    assert code == 0
    assert shown.startswith("recorded: mmsi:445001000 and imo:9999993 are not one ship")
    api.build(case)
    assert api.vessel(case, "445001000").hull.imo is None
    assert api.vessel(case, "Tern Harbour").hull.conflicts == ()
    assert "A. Analyst on" in _run("vessels", case, "445001000")[1]
    number = api.decisions(case)[0].number
    api.withdraw_decisions(case, [number], by="A. Analyst", why="The picture was another ship's")
    api.build(case)
    assert api.vessel(case, "445001000").hull.imo == "9999993"
    two = CliRunner().invoke(
        app, ["judge", "join-ships", str(case), "imo:9999993", "imo:9179842", *who]
    )
    assert "stays with a hull for life" in str(two.exception)
