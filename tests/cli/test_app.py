"""What the commands promise at the terminal."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
import typer
from tests.lists.builders import lay, un_xml
from typer.testing import CliRunner

from tidewaiter import api
from tidewaiter.cli.app import app

COMMANDS = {c.name for c in app.registered_commands if c.name}
GROUPS = {g.name: g.typer_instance for g in app.registered_groups if g.name and g.typer_instance}
WITHIN = [
    f"{name} {c.name}" for name, group in sorted(GROUPS.items()) for c in group.registered_commands
]
REFERENCE = Path(__file__).parents[2] / "docs" / "reference" / "cli.md"


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_has_help_with_an_example_and_a_place_in_the_docs(name: str) -> None:
    shown = CliRunner().invoke(app, [name, "--help"])
    assert shown.exit_code == 0
    assert f"Example: tidewaiter {name}" in " ".join(shown.output.split())
    assert f"## tidewaiter {name}" in REFERENCE.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", WITHIN)
def test_every_command_of_a_group_has_an_example_and_a_place_in_the_docs(name: str) -> None:
    shown = CliRunner().invoke(app, [*name.split(), "--help"])
    assert f"Example: tidewaiter {name} " in " ".join(shown.output.split())
    assert f"`tidewaiter {name} " in REFERENCE.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", sorted(GROUPS))
def test_every_group_has_help_with_an_example_and_a_place_in_the_docs(name: str) -> None:
    shown = CliRunner().invoke(app, [name, "-h"])
    assert f"Example: tidewaiter {name} " in " ".join(shown.output.split())
    assert f"## tidewaiter {name}" in REFERENCE.read_text(encoding="utf-8")


def test_the_help_lists_every_command_once_in_the_order_of_work() -> None:
    shown = CliRunner().invoke(app, ["--help"]).output
    headings = re.findall(r"^(\S.*):$", shown, re.MULTILINE)
    assert headings[-5:] == ["Make a case", "Gather evidence", "Ask a case", "Decide", "Publish"]
    listed = re.findall(r"^  ([a-z]+)  ", shown.partition("Make a case:")[2], re.MULTILINE)
    assert sorted(listed) == sorted(COMMANDS | set(GROUPS))
    assert listed[:4] == ["demo", "new", "build", "verify"]
    assert listed[-3:] == ["pdf", "export", "pack"]
    assert "..." not in shown.partition("Options:")[2]


def test_a_mistyped_command_is_answered_with_the_nearest() -> None:
    done = CliRunner().invoke(app, ["finding", "x"])
    assert done.exit_code == 2
    assert "Did you mean 'findings'" in done.output


def test_editions_are_shown_compared_and_asked_for_a_day(tmp_path: Path) -> None:
    entry = (
        "<ENTITY><DATAID>{0}</DATAID><FIRST_NAME>{1}</FIRST_NAME><REFERENCE_NUMBER>X.{0}</REFERENCE_NUMBER>"
        "<LISTED_ON>201{0}-01-01</LISTED_ON></ENTITY>"
    )
    files = []
    for name, entries in (
        ("a.xml", [(1, "TERN"), (2, "GREBE")]),
        ("b.xml", [(2, "GULL"), (3, "KITE")]),
    ):
        body = "".join(entry.format(*e) for e in entries)
        files.append(tmp_path / name)
        files[-1].write_text(
            f'<CONSOLIDATED_LIST dateGenerated="2020-01-01">{body}</CONSOLIDATED_LIST>'
        )
    run = CliRunner().invoke
    assert "un-sc  2020-01-01  2 entries" in run(app, ["lists", "show", str(files[0])]).output
    shown = run(app, ["lists", "diff", *map(str, files)]).output
    for words in ("added: 1", "removed: 1", "kept: 1", "GREBE → GULL"):
        assert words in shown
    day = run(app, ["lists", "at", "2012-06-01", str(files[1])]).output
    assert "X.2" in day
    assert "X.3" not in day
    assert run(app, ["lists", "at", "soon", str(files[1])]).exit_code == 2


def test_editions_are_loaded_into_a_case_shown_compared_and_asked_for_a_party(
    tmp_path: Path,
) -> None:
    case = str(api.new(tmp_path / "case"))
    old = lay(tmp_path, "a.xml", un_xml("2020-01-01", [(1, "TERN", "2011-01-01", "")]))
    new = lay(tmp_path, "b.xml", un_xml("2021-01-01", [(2, "GULL", "2020-03-01", "")]))
    none = lay(tmp_path, "c.xml", "<rss/>")

    def run(*arguments: object) -> tuple[int, str]:
        done = CliRunner().invoke(app, list(map(str, arguments)))
        return done.exit_code, done.output

    assert run("lists", "load", case, none)[0] == 1
    code, shown = run("lists", "load", case, old, none)
    assert code == 3
    assert "never built: nothing was matched before" in shown
    assert run("lists", "load", case, old)[0] == 0
    code, shown = run("lists", "load", case, new)
    assert "(2020-01-01): 1 added, 1 removed, 0 changed" in shown
    assert run("lists", "load", case, new, "--published", "soon")[0] == 2
    code, shown = run("lists", "show", "--case", case)
    assert [line.split()[-3] for line in shown.splitlines()] == ["kept", "standing"]
    assert run("lists", "show")[0] == 2
    code, shown = run("lists", "diff", "--case", case, "un-sc", "--format", "jsonl")
    assert [json.loads(line)["change"] for line in shown.splitlines()] == ["added", "removed"]
    assert run("lists", "diff", "--case", case, "un-sc", "2020-01-01")[0] == 1
    code, shown = run("lists", "at", "2020-06-01", "--case", case, "--name", "Tern")
    assert "delisted between 2020-01-01 and 2021-01-01" in shown
    code, shown = run("lists", "at", "2020-06-01", "--case", case, "--entry", "X.2")
    assert "on 2020-06-01: listed" in shown


def test_a_load_says_what_to_look_at_again(tmp_path: Path) -> None:
    case = api.new(tmp_path / "case")
    lay(case / "documents", "a.txt", "The ship Tern Harbour (IMO 9179842) left Alder.\n")
    editions = [
        lay(tmp_path, f"{year}.xml", un_xml(f"{year}-01-01", [(1, "TERN HARBOUR", "2011-01-01", f"vessel IMO 9179842, {remark}")]))
        for year, remark in ((2020, "red"), (2021, "blue"), (2022, "green"))
    ]  # fmt: skip

    def load(edition: Path) -> str:
        return CliRunner().invoke(app, ["lists", "load", str(case), str(edition)]).output

    load(editions[0])
    api.build(case)
    shown = load(editions[1])
    assert "Tern Harbour, IMO 9179842 ~ TERN HARBOUR, un-sc:X.1: changed" in shown
    assert "remarks: vessel IMO 9179842, red → vessel IMO 9179842, blue" in shown
    api.make_exception(case, "Tern Harbour", "un-sc:X.1", by="A. Analyst", why="Another.")
    api.build(case)
    shown = load(editions[2])
    assert "Tern Harbour, IMO 9179842 now matches TERN HARBOUR, un-sc:X.1" in shown
    assert "no longer silent: Tern Harbour, IMO number 9179842 / un-sc:X.1 TERN HARBOUR" in shown


def test_exceptions_are_recorded_listed_and_withdrawn(tmp_path: Path) -> None:
    case = str(api.new(tmp_path / "case"))
    lay(
        tmp_path / "case" / "lists", "a.xml", un_xml("2020-01-01", [(1, "GULL", "2012-01-01", "")])
    )

    def run(*arguments: object) -> tuple[int, str]:
        done = CliRunner().invoke(app, list(map(str, arguments)))
        return done.exit_code, " ".join(done.output.split())

    assert run("except", case) == (0, "no exception is recorded in this case")
    words: tuple[str, ...] = ("except", case, "Gull", "un-sc:X.1")
    assert run(*words, "--by", "A. Analyst")[0] == 2
    assert run(*words, "--why", "Another party.")[0] == 2
    assert run("except", case, "Gull")[0] == 2
    words = (*words, "--by", "A. Analyst", "--why", "Another party.")
    assert run(*words) == (0, "recorded: Gull is not un-sc:X.1 GULL; silent until either changes")
    assert "1 Gull / un-sc:X.1 GULL: not the same, by A. Analyst" in run("except", case)[1]
    assert "Judged not the same by A. Analyst" in run("screen", "Gull", "--case", case)[1]
    assert run("except", case, "--lift", 1)[0] == 2
    assert run("except", case, "--lift", 1, "--by", "B", "--why", "No.")[0] == 0
    assert "withdrawn, by B" in run("except", case)[1]


def test_the_help_imports_nothing_heavy() -> None:
    code = (
        "import sys; from tidewaiter.cli.app import app\n"
        "heavy = {'spacy', 'pyarrow', 'numpy', 'sqlalchemy', 'lxml', 'rich.progress'} & set(sys.modules)\n"
        "sys.exit(f'imported {heavy}' if heavy else 0)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_an_error_of_ours_is_one_line_and_exit_1(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tidewaiter", "build", str(tmp_path)]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert done.returncode == 1
    assert "holds no case.toml" in done.stderr
    assert "Traceback" not in done.stderr


def test_reading_prints_json_lines_that_lead_back_into_the_text(tmp_path: Path) -> None:
    text = "The ministry said that 40 ships left Alder on 3 May 2024.\n"
    file = tmp_path / "a.txt"
    file.write_text(text)
    done = CliRunner().invoke(app, ["read", str(file), "--format", "jsonl"])
    claims = [json.loads(line) for line in done.output.splitlines()]
    assert claims
    for claim in claims:
        content = claim["content"]
        assert content["text"] == text[content["start"] : content["end"]]


def test_a_document_that_cannot_be_read_does_not_stop_the_others(tmp_path: Path) -> None:
    good, bad = tmp_path / "a.txt", tmp_path / "b.txt"
    good.write_text("The ministry said that 40 ships left Alder on 3 May 2024.\n")
    bad.write_bytes(b"")
    done = CliRunner().invoke(app, ["read", str(bad), str(good), "--format", "jsonl"])
    assert done.exit_code == 3
    assert '"content"' in done.output
    assert CliRunner().invoke(app, ["read", str(bad)]).exit_code == 1


def test_the_command_line_is_built_of_known_parts() -> None:
    assert isinstance(app, typer.Typer)
    assert {
        "new",
        "build",
        "demo",
        "export",
        "pack",
        "pdf",
        "read",
        "screen",
        "detect",
        "verify",
        "packs",
        "presets",
        "simulate",
        "except",
        "vessels",
        "practices",
        "stories",
        "movements",
        "tallies",
        "figures",
        "findings",
        "explain",
    } == COMMANDS
