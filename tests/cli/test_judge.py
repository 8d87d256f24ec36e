"""What ``tidewaiter judge`` promises at the terminal."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.cli.test_app import REFERENCE
from tests.run.test_decisions import ARTICLE, FIRST, SECOND, _type
from typer.testing import CliRunner

from tidewaiter import api
from tidewaiter.cli.app import app


def _run(*arguments: object) -> tuple[int, str]:
    done = CliRunner().invoke(app, list(map(str, arguments)))
    return done.exit_code, " ".join(done.output.split())


@pytest.mark.parametrize("name", ["join", "split", "list", "withdraw", "likelihood", "confidence"])
def test_each_has_an_example_and_a_place_in_the_docs(name: str) -> None:
    assert f"Example: tidewaiter judge {name}" in _run("judge", name, "--help")[1]
    assert f"`tidewaiter judge {name} " in REFERENCE.read_text(encoding="utf-8")


def test_decisions_are_made_listed_and_withdrawn(tmp_path: Path) -> None:
    case = api.new(tmp_path / "case")
    (case / "documents" / "a.txt").write_text(ARTICLE)
    _type(case, FIRST, SECOND)
    api.build(case)
    who = ("--by", "A. Analyst", "--why", "One pilot.")
    assert _run("judge", "list", case) == (0, "no decision is recorded in this case")
    assert _run("judge", "join", case, "F1", "F2")[0] == 2
    code, shown = _run("judge", "join", case, "F1", "F2", *who)
    assert code == 0
    assert shown.startswith("recorded: F1 and F2 are of one origin The next build applies it")
    assert "recorded: F1 alone stands" in _run("judge", "split", case, "F1", *who)[1]
    assert "1 origin: F1 and F2: joined, by A. Analyst" in _run("judge", "list", case)[1]
    assert "withdrawn: origin: F1 alone" in _run("judge", "withdraw", case, 2, *who)[1]
    listed = json.loads(
        CliRunner().invoke(app, ["judge", "list", str(case), "--format", "json"]).output
    )
    assert [one["decision"]["verdict"] for one in listed] == ["joined", "withdrawn"]
    _type(case, FIRST, SECOND, act="accuse")
    api.build(case)
    assert "not applied" in _run("judge", "list", case)[1]
