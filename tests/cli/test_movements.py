"""What tidewaiter movements promises at the terminal."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tidewaiter import api
from tidewaiter.cli.app import app
from tidewaiter.cli.movements import _word
from tidewaiter.model.movements import Answer, Basis, Meeting


@pytest.fixture(scope="module")
def exercise(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return api.demo(tmp_path_factory.mktemp("cli"))[1].folder


def run(*arguments: object) -> tuple[int, str]:
    done = CliRunner().invoke(app, ["movements", *map(str, arguments)])
    return done.exit_code, " ".join(done.output.split())


def test_each_claim_is_shown_with_answer_reason_and_evidence(exercise: Path) -> None:
    code, shown = run(exercise)
    assert code == 0
    for words in (
        "X6 “the Tern Harbour called at Cedar on 2 March 2031”",
        "CONTRADICTED, firmly, by its track",
        "UNDECIDED, by reception",
        "DENIAL CONTRADICTED, firmly, by sightings The claim denies the call",
        "gap 2031-03-02T12:30 to 2031-03-03T03:40, MMSI 799000001",
        "6 claims are about named ships at places; answers by ship and place: 3 supported, 1 contradicted, 1 undecided, 1 denial contradicted",
    ):
        assert words in shown
    assert run(exercise, "--claim", "x6")[1].count("CONTRADICTED") == 1


def test_json_holds_all_of_an_answer(exercise: Path) -> None:
    done = CliRunner().invoke(
        app, ["movements", str(exercise), "--claim", "X7", "--format", "json"]
    )
    (one,) = json.loads(done.stdout)
    assert one["claim"] == "X7"
    (meeting,) = one["meetings"]
    assert (meeting["answer"], meeting["port_id"], meeting["track_id"]) == (
        "undecided", "XX-HAZEL", "799000003",
    )  # fmt: skip


def test_a_question_without_a_claim_is_answered(exercise: Path) -> None:
    code, shown = run(
        exercise, "--ship", "Tern Harbour", "--port", "XX-BIRCH", "--from", "2031-03-01", "--to", "2031-03-03"
    )  # fmt: skip
    assert code == 0
    assert "it could have been at Birch" in shown


@pytest.mark.parametrize(
    "wrong",
    [
        ["--ship", "Tern Harbour"],
        ["--from", "2031-03-01"],
        ["--ship", "Tern Harbour", "--port", "Birch", "--claim", "X1"],
        ["--format", "xml"],
        ["--at", "soon"],
    ],
)
def test_options_that_do_not_go_together_are_refused(exercise: Path, wrong: list[str]) -> None:
    assert run(exercise, *wrong)[0] == 2


@pytest.mark.parametrize(
    "command",
    ["movements", "stories", "tallies", "figures", "findings", "vessels", "practices", "packs --case", "judge list"],
)  # fmt: skip
def test_json_is_written_in_one_way(exercise: Path, command: str) -> None:
    done = CliRunner().invoke(app, [*command.split(), str(exercise), "--format", "json"])
    assert done.exit_code == 0
    plain = json.loads(done.stdout)
    assert done.stdout == json.dumps(plain, ensure_ascii=False, indent=1) + "\n"


@pytest.mark.parametrize(
    ("answer", "firm", "basis", "heading"),
    [
        ("supported", True, "port visit", "DENIAL CONTRADICTED, firmly, by a port visit"),
        ("supported", False, "reach", "DENIAL OPEN (A CALL WAS POSSIBLE), by reach"),
        ("supported", False, "sighting", "DENIAL IN DOUBT, by sightings"),
        ("contradicted", True, "track", "DENIAL STANDS, firmly, by its track"),
        ("undecided", False, "reception", "DENIAL NOT DECIDABLE, by reception"),
        ("untouched", False, "nothing", "DENIAL NOT TESTED"),
    ],
)
def test_a_denial_is_headed_by_what_becomes_of_it(
    answer: Answer, firm: bool, basis: Basis, heading: str
) -> None:
    meeting = Meeting(
        "c", "Tern", None, "Birch", None, None, None, answer, basis, firm, (), "", denied=True
    )
    assert _word(meeting) == heading
    affirmed = replace(meeting, denied=False)
    assert _word(affirmed).startswith(answer.upper())
