"""Folders of documents are walked in one order, and what is skipped says why."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tidewaiter.errors import UnreadableError
from tidewaiter.run.ask import read_file
from tidewaiter.run.documents import documents


def test_a_folder_is_walked_and_says_what_is_skipped(tmp_path: Path) -> None:
    for name in (
        "b.txt",
        "a.pdf",
        "inner/c.DOCX",
        "inner/d.eml",
        "picture.png",
        ".hidden",
        "~$c.docx",
        ".git/x.txt",
        "note",
    ):
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(b"x")
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    (tmp_path / "loop").symlink_to(tmp_path)
    found = list(documents(tmp_path))
    read = [c.file.relative_to(tmp_path).as_posix() for c in found if c.skipped is None]
    assert read == ["a.pdf", "b.txt", "note", "inner/c.DOCX", "inner/d.eml"]
    why = {c.file.name: c.skipped for c in found if c.skipped}
    assert set(why) == {"picture.png", ".hidden", "~$c.docx", "gone.txt"}
    assert why["picture.png"] == "is no document of a kind that is read (.png)"
    assert why["gone.txt"] == "is a link to nothing"


def test_a_file_is_a_candidate_whatever_its_name(tmp_path: Path) -> None:
    file = tmp_path / "a.log"
    file.write_text("x")
    assert [c.file for c in documents(file)] == [file]


def test_what_is_said_of_a_document_stands_before_what_it_says(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(
        "Ships leave\nLAGOS, March 5, 2021 (ACNA) - The office said that two ships sank.\n"
    )
    ref, _, claims = read_file(file, published=None, publisher=None)
    assert (ref.published, ref.publisher) == (date(2021, 3, 5), "ACNA")
    assert len(claims) == 1
    ref, _, _ = read_file(file, published=date(2020, 1, 1), publisher="Me")
    assert (ref.published, ref.publisher) == (date(2020, 1, 1), "Me")


def test_a_huge_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    with file.open("wb") as stream:
        stream.truncate(200_000_000)
    with pytest.raises(UnreadableError, match="larger than 100 MB"):
        read_file(file, published=None, publisher=None)
