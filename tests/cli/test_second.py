"""What `tidewaiter read --reader llm` promises at the terminal."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.press.proposed import ARTICLE, FIRST, QUOTED
from tests.run.chat_server import Chat, fails, says, serving
from typer.testing import CliRunner, Result

from tidewaiter.cli.app import app

ALONE = ["--published", "2025-06-05", "--format", "jsonl"]
REFERENCE = Path(__file__).parents[2] / "docs" / "reference" / "cli.md"


@pytest.fixture
def chat() -> Iterator[Chat]:
    with serving() as chat:
        chat.script = [says({"claims": [FIRST, QUOTED, FIRST | {"content": "it sank \x1b[31m"}]})]
        yield chat


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "a.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


def _run(article: Path, chat: Chat, *more: str) -> Result:
    asked = ["--reader", "llm", "--endpoint", chat.url, "--model", "small", *more]
    return CliRunner().invoke(app, ["read", str(article), *ALONE, *asked])


def test_nothing_is_sent_unless_asked(article: Path, chat: Chat) -> None:
    assert CliRunner().invoke(app, ["read", str(article), *ALONE]).exit_code == 0
    for options in (["--endpoint", chat.url], ["--model", "small"], ["--record", "x"]):
        found = CliRunner().invoke(app, ["read", str(article), *options])
        assert found.exit_code == 2
        assert "--reader llm" in " ".join(found.output.split())
    assert chat.requests == []


def test_the_lines_of_the_rules_stay_and_proposals_follow_with_their_reader(
    article: Path, chat: Chat
) -> None:
    alone = CliRunner().invoke(app, ["read", str(article), *ALONE]).stdout
    both = _run(article, chat)
    assert both.exit_code == 0
    assert both.stdout.startswith(alone)
    more = [json.loads(line) for line in both.stdout[len(alone) :].splitlines()]
    assert [m["content"]["text"] for m in more] == [FIRST["content"], QUOTED["content"]]
    assert all(m["reader"]["kind"] == "llm" and m["reader"]["model"] == "tiny-1" for m in more)
    assert all("reader" not in json.loads(line) for line in alone.splitlines())


def test_it_says_where_how_much_goes_and_what_was_refused(article: Path, chat: Chat) -> None:
    said = _run(article, chat).stderr
    where = chat.url.split("/")[2]
    first = said.splitlines()[0]
    assert first == (
        f"sending {len(ARTICLE)} characters of text in 1 request to {where}, model small, "
        "without an API key"
    )
    assert "of 3 proposed 1 refused" in said
    assert "refused: proposal 3, claim: “it sank \\x1b[31m” is not in the text" in said
    assert "\x1b" not in said


def test_the_table_shows_both_readings_side_by_side(
    article: Path, chat: Chat, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "220")
    chat.script = [says({"claims": [FIRST | {"act": "warn", "quantities": []}]})]
    shown = _run(article, chat, "--format", "table").stdout
    assert "model (proposal)" in shown
    assert "rules only" in shown
    (row,) = (line for line in shown.splitlines() if "differ" in line and "1" in line[:3])
    assert "harbour office, say:" in row
    assert "harbour office, warn:" in row
    assert "quantities: 0–40 containers" in shown
    assert "quantities: none" in shown


def test_questions_and_raw_answers_are_kept_where_asked(
    article: Path, chat: Chat, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1749168000")
    kept = tmp_path / "asked.jsonl"
    for _ in range(2):
        assert _run(article, chat, "--record", str(kept)).exit_code == 0
    first, second = map(json.loads, kept.read_text(encoding="utf-8").splitlines())
    assert first == second
    assert first["asked_utc"] == "2025-06-06T00:00:00+00:00"
    assert json.loads(first["response"])["model"] == "tiny-1"
    assert (first["start"], first["end"]) == (0, len(ARTICLE))


def test_a_server_that_fails_leaves_the_claims_of_the_rules_and_an_exit_code(
    article: Path, chat: Chat
) -> None:
    alone = CliRunner().invoke(app, ["read", str(article), *ALONE]).stdout
    chat.script = [fails(404, "no such model")]
    found = _run(article, chat)
    assert (found.exit_code, found.stdout) == (1, alone)
    assert "not read twice: a.txt: part 1 of 1:" in found.stderr
    assert "no such model" in found.stderr


def test_some_documents_not_read_twice_is_another_exit_code(
    article: Path, chat: Chat, tmp_path: Path
) -> None:
    empty = tmp_path / "empty.txt"
    empty.write_bytes(b"")
    assert _run(article, chat, str(empty)).exit_code == 3


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        (["--reader", "oracle"], "must be rules or llm"),
        (["--reader", "llm", "--model", "small"], "needs --endpoint"),
        (["--reader", "llm", "--endpoint", "https://models.example"], "--model"),
        (
            ["--reader", "llm", "--endpoint", "https://models.example", "--model", "m", "--format", "marked"],
            "must be table or jsonl",
        ),
    ],
)  # fmt: skip
def test_options_that_do_not_go_together_are_refused(
    article: Path, options: list[str], reason: str
) -> None:
    found = CliRunner().invoke(app, ["read", str(article), *options])
    assert found.exit_code == 2
    assert reason in " ".join(found.output.split())


def test_every_option_of_the_second_reader_stands_in_the_reference() -> None:
    reference = REFERENCE.read_text(encoding="utf-8")
    for option in ("--reader", "--endpoint", "--model", "--api-key-env", "--timeout", "--allow-http", "--record"):  # fmt: skip
        assert f"{option}" in reference
