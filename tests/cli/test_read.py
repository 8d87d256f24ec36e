"""What ``tidewaiter read`` promises at the terminal."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from email.message import EmailMessage
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tidewaiter.cli.app import app

SAID = "The ministry said that 40 ships left Alder on 3 May 2024.\n"
DENIED = "Ships wait\nCapt. Ana Horn denied that the Tern had left, according to a port agent.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "given"
    (made / "b").mkdir(parents=True)
    (made / "a.txt").write_text(SAID)
    (made / "b" / "a.txt").write_text(DENIED)
    return made


def run(*arguments: object) -> tuple[int, str, str]:
    done = CliRunner().invoke(app, ["read", *map(str, arguments)])
    return done.exit_code, done.stdout, done.stderr


def test_a_table_says_who_how_what_and_the_facts(folder: Path) -> None:
    code, shown, aside = run(folder / "a.txt", "--publisher", "A [bold]paper")
    assert code == 0
    assert aside == ""
    for words in ("A [bold]paper", "1 claim", "ministry", "say", "40 ships", "2024-05-03"):
        assert words in shown


def test_what_was_not_read_goes_to_the_error_stream_and_the_head_of_the_table(
    tmp_path: Path,
) -> None:
    mail = EmailMessage()
    mail["From"], mail["Date"] = "desk@wire.example", "Thu, 05 Jun 2025 10:00:00 +0000"
    mail.set_content(SAID)
    mail.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename="annex.pdf")
    file = tmp_path / "a.eml"
    file.write_bytes(bytes(mail))
    code, shown, aside = run(file)
    assert code == 0
    assert f"note: {file}: its attachment annex.pdf was not read" in aside
    assert "annex.pdf" in shown
    assert "published 2025-06-05, from its metadata" in " ".join(shown.split())


def test_files_of_other_kinds_in_a_folder_are_counted(folder: Path) -> None:
    (folder / "scan.PNG").write_bytes(b"x")
    (folder / "b" / "old.doc").write_bytes(b"x")
    code, _, aside = run(folder)
    assert code == 0
    assert "passed over, not of a kind that is read: 1 .doc, 1 .png" in aside


def test_a_place_that_cannot_be_written_is_one_line(folder: Path) -> None:
    out = folder / "a.txt" / "x.jsonl"
    command = [sys.executable, "-m", "tidewaiter", "read", str(folder / "a.txt"), "--format", "jsonl"]  # fmt: skip
    done = subprocess.run([*command, "--out", str(out)], capture_output=True, text=True)
    assert done.returncode == 1
    [line] = [one for one in done.stderr.splitlines() if "Warning" not in one]
    assert line.startswith("tidewaiter: ")
    assert str(folder / "a.txt") in line


def test_the_marked_text_numbers_contents_and_notes_each_below_its_paragraph(folder: Path) -> None:
    _, shown, _ = run(folder / "b" / "a.txt", "--format", "marked")
    lines = shown.splitlines()
    assert lines[0] == "Ships wait"
    assert "⟦1 " in lines[1]
    assert " 1⟧" in lines[1]
    assert lines[2].strip().startswith("1 ")
    assert "deny" in lines[2]


def test_a_page_goes_to_the_output_or_to_a_file(folder: Path, tmp_path: Path) -> None:
    code, page, _ = run(folder / "a.txt", "--format", "html")
    assert code == 0
    assert page.startswith("<!doctype html>")
    out = tmp_path / "new" / "a.html"
    assert run(folder / "a.txt", "--format", "html", "--out", out)[0] == 0
    assert out.read_text(encoding="utf-8") == page


def test_a_folder_becomes_pages_with_an_index(folder: Path, tmp_path: Path) -> None:
    (folder / "c.txt").write_text("")
    out = tmp_path / "pages"
    same = tmp_path / "a.txt"
    same.write_text(SAID)
    code, shown, aside = run(folder, same, "--format", "html", "--out", out)
    assert code == 3
    assert shown == ""
    assert "c.txt: is empty" in aside
    assert "3 read, 1 refused" in aside
    names = sorted(f.relative_to(out).as_posix() for f in out.rglob("*.html"))
    assert names == ["a.txt-2.html", "a.txt.html", "b/a.txt.html", "index.html"]
    index = (out / "index.html").read_text(encoding="utf-8")
    assert 'href="b/a.txt.html"' in index
    assert "is empty" in index


@pytest.mark.parametrize("form", ["jsonl", "marked"])
def test_the_result_of_many_is_one_file_or_one_a_document(
    folder: Path, tmp_path: Path, form: str
) -> None:
    ending = {"jsonl": ".jsonl", "marked": ".txt"}[form]
    _, printed, _ = run(folder, "--format", form)
    assert run(folder, "--format", form, "--out", tmp_path / f"all{ending}")[0] == 0
    whole = (tmp_path / f"all{ending}").read_text(encoding="utf-8")
    if form == "jsonl":
        assert whole == printed
        assert {json.loads(line)["document"]["path"] for line in whole.splitlines()} == {
            "a.txt", "b/a.txt",
        }  # fmt: skip
    assert run(folder, "--format", form, "--out", tmp_path / "each")[0] == 0
    parts = [
        (tmp_path / "each" / f"{n}{ending}").read_text(encoding="utf-8")
        for n in ("a.txt", "b/a.txt")
    ]
    assert "".join(parts) == whole


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "name a document"),
        (["given", "--format", "xml"], "must be table"),
        (["given", "--format", "html"], "name a folder"),
        (["given", "--format", "html", "--out", "x.html"], "must be a folder"),
        (["given", "--format", "html", "--out", "given/pages"], "must not lie in"),
        (["given/a.txt", "--out", "x"], "goes with"),
        (["given/a.txt", "--format", "html", "--out", "x.jsonl"], "must end in .html"),
        (["given", "--format", "jsonl", "--out", "x.json"], "must end in .jsonl"),
        (["given/a.txt", "--format", "marked", "--out", "given/a.txt"], "the document itself"),
    ],
)
def test_what_makes_no_sense_is_said_before_anything_is_read(
    folder: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], words: str
) -> None:
    monkeypatch.chdir(folder.parent)
    code, _, aside = run(*arguments)
    assert code == 2
    assert words in " ".join(aside.split())
    assert (folder / "a.txt").read_text() == SAID


def _shown(terminal: int) -> bytes:
    try:
        return os.read(terminal, 1 << 16)
    except OSError:  # nobody writes to it any more
        return b""


def test_progress_on_a_terminal_leaves_the_output_alone(folder: Path, tmp_path: Path) -> None:
    """The bar is drawn on the error stream; what is printed meanwhile goes where it was sent."""
    parent, child = pty.openpty()
    out = tmp_path / "out.jsonl"
    command = [
        sys.executable,
        "-W",
        "ignore",
        "-m",
        "tidewaiter",
        "read",
        str(folder),
        "--format",
        "jsonl",
    ]
    with out.open("w") as stream:
        running = subprocess.Popen(command, stdout=stream, stderr=child)
    os.close(child)
    drawn = b"".join(iter(lambda: _shown(parent), b""))
    assert running.wait() == 0
    assert b"reading documents" in drawn
    os.close(parent)
    assert len([json.loads(line) for line in out.read_text().splitlines()]) >= 2


def test_a_terminal_gets_colours(folder: Path) -> None:
    parent, child = pty.openpty()
    command = [
        sys.executable,
        "-W",
        "ignore",
        "-m",
        "tidewaiter",
        "read",
        str(folder / "a.txt"),
        "--format",
        "marked",
    ]
    environment = {**os.environ, "TERM": "xterm-256color"}
    environment.pop("NO_COLOR", None)
    done = subprocess.run(command, stdout=child, stderr=child, env=environment, check=False)
    os.close(child)
    shown = os.read(parent, 1 << 16).decode()
    os.close(parent)
    assert done.returncode == 0
    assert "\x1b[" in shown
    assert "⟦1 " in shown
