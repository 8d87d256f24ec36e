"""Folders of documents are walked in one order, and what is skipped says why."""

from __future__ import annotations

from datetime import date
from email.message import EmailMessage
from pathlib import Path

import pytest

from tidewaiter import api
from tidewaiter.errors import UnreadableError
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
    found = api.read(file)
    ref, claims = found.document, found.claims
    assert (ref.published, ref.publisher) == (date(2021, 3, 5), "ACNA")
    assert len(claims) == 1
    ref = api.read(file, published=date(2020, 1, 1), publisher="Me").document
    assert (ref.published, ref.publisher) == (date(2020, 1, 1), "Me")


@pytest.mark.parametrize(
    ("head", "published", "way"),
    [
        ("LAGOS, March 5, 2021 (ACNA) - ", None, "dateline"),
        ("LAGOS, March 5, 2021 (ACNA) - ", date(2020, 1, 1), "given"),
        ("", None, None),
    ],
)
def test_a_reading_says_where_its_day_is_from(
    tmp_path: Path, head: str, published: date | None, way: str | None
) -> None:
    file = tmp_path / "a.txt"
    file.write_text(f"Ships leave\n{head}The office said that two ships sank.\n")
    assert api.read(file, published=published).published_from == way


def test_a_reading_says_what_was_not_read(tmp_path: Path) -> None:
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "desk@wire.example", "Ships leave"
    mail.set_content(
        "The office said on Monday that two ships had sunk off the cape in a storm.\n"
    )
    mail.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename="annex.pdf")
    (tmp_path / "a.eml").write_bytes(bytes(mail))
    [note] = api.read(tmp_path / "a.eml").notes
    assert "annex.pdf was not read" in note


def test_files_that_no_document_is_called_like_are_listed(tmp_path: Path) -> None:
    for name in ("a.txt", "b.PNG", "in/c.odt", ".hidden.png", "~$d.doc"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"x")
    assert [f.name for f in api.not_documents([tmp_path])] == ["b.PNG", "c.odt"]
    assert api.not_documents([tmp_path / "b.PNG"]) == []


def test_a_huge_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    with file.open("wb") as stream:
        stream.truncate(200_000_000)
    with pytest.raises(UnreadableError, match="larger than 100 MB"):
        api.read(file)
