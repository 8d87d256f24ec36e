from __future__ import annotations

import gc
import multiprocessing
import os
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest
from benchmarks.articles import articles

from tidewaiter import api
from tidewaiter.errors import CaseError, TidewaiterError, UnreadableError
from tidewaiter.model.evidence import Reject
from tidewaiter.model.reading import Reading
from tidewaiter.run import documents, reading
from tidewaiter.run.progress import silent

SAID = "The ministry said that 40 ships left Alder on 3 May 2024.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Twelve documents, one of them empty, and two files that are none."""
    made = tmp_path / "given"
    (made / "deep").mkdir(parents=True)
    for number, text in enumerate(articles(10, paragraphs=2)):
        (made / f"{number:02}.txt").write_text(text)
    (made / "deep" / "z.txt").write_text(SAID)
    (made / "05b.txt").write_text("")
    (made / ".hidden.txt").write_text(SAID)
    (made / "claims.jsonl").write_text("{}")
    return made


def contents(found: Iterator[tuple[Path, Reading | Reject]]) -> list[tuple[str, object]]:
    return [
        (file.name, one.reason if isinstance(one, Reject) else one.claims) for file, one in found
    ]


def test_processes_give_what_one_gives_in_the_order_of_the_files(folder: Path) -> None:
    alone = contents(api.read_many([folder], workers=1))
    assert [name for name, _ in alone] == [
        "00.txt", "01.txt", "02.txt", "03.txt", "04.txt", "05.txt", "05b.txt", "06.txt", "07.txt",
        "08.txt", "09.txt", "z.txt",
    ]  # fmt: skip
    assert dict(alone)["05b.txt"] == "is empty"
    assert contents(api.read_many([folder], workers=2)) == alone


def test_progress_is_told_of_each_document(folder: Path) -> None:
    told: list[tuple[int, int]] = []
    wanted = reading.tasks([folder])
    found = reading.readings(
        wanted, workers=1, progress=lambda what, done, total: told.append((done, total))
    )
    assert sum(1 for _ in found) == 12
    assert told == [(n, 12) for n in range(13)]


def test_a_fault_of_ours_costs_one_document(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = documents.read_document

    def faulty(item, data, facts):  # type: ignore[no-untyped-def]
        if item.path == "03.txt":
            raise IndexError("out of range")
        return whole(item, data, facts)

    monkeypatch.setattr(documents, "read_document", faulty)
    refused = [one for _, one in api.read_many([folder], workers=1) if isinstance(one, Reject)]
    assert [r.path for r in refused] == ["03.txt", "05b.txt"]
    assert "IndexError: out of range" in refused[0].reason


def deadly(task: reading.Task) -> Reading | Reject:
    """Stand in for the reader, in the worker: one document ends its process."""
    if task.found.path in ("02.txt", "07.txt"):
        os._exit(9)
    return Reject(task.found.path, 0, "read")


def test_a_document_that_ends_its_process_costs_no_other(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "_attempt", deadly)
    monkeypatch.setattr(reading, "_begin", os.getpid)
    found = list(reading.readings(reading.tasks([folder]), workers=2, progress=silent))
    assert [task.found.path for task, _ in found] == [
        t.found.path for t in reading.tasks([folder])
    ]
    ended = [task.found.path for task, one in found if getattr(one, "reason", "") != "read"]
    assert ended == ["02.txt", "07.txt"]


def unable() -> None:
    """Stand in for the start of a worker that fails."""
    os._exit(9)


def test_processes_that_cannot_start_are_an_error_not_a_refusal_of_all(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "_begin", unable)
    with pytest.raises(TidewaiterError, match="one worker"):
        list(reading.readings(reading.tasks([folder]), workers=2, progress=silent))


def test_an_end_in_the_middle_ends_the_processes(folder: Path) -> None:
    found = api.read_many([folder], workers=2)
    next(found)
    del found
    gc.collect()
    assert not multiprocessing.active_children()


def test_nothing_is_kept_of_a_document_that_was_read(tmp_path: Path) -> None:
    from tidewaiter.press.parse import model

    for number, text in enumerate(articles(30, paragraphs=2, seed=2)):
        (tmp_path / f"{number:02}.txt").write_text(text)
    strings: list[set[int]] = []
    sizes: list[int] = []
    tracemalloc.start()
    try:
        for _ in range(3):  # the first time round, the caches of words fill
            strings.append(set())
            for number, (_, one) in enumerate(api.read_many([tmp_path], workers=1)):
                assert isinstance(one, Reading)
                if number >= 10:  # and the tables are read
                    strings[-1].add(len(model().vocab.strings))
                del one
            gc.collect()  # a parse holds itself in circles
            sizes.append(tracemalloc.get_traced_memory()[0])
    finally:
        tracemalloc.stop()
    assert len(set().union(*strings)) == 1
    assert sizes[2] - sizes[1] < 50_000  # the parse of one document takes 100 kB


def test_what_the_case_says_holds_and_what_is_given_goes_before(tmp_path: Path) -> None:
    case = api.new(tmp_path / "case")
    (case / "documents").mkdir(exist_ok=True)
    (case / "documents" / "a.txt").write_text(SAID)
    (case / "case.toml").write_text(
        'title = "x"\nsynthetic = true\n[[document]]\npath = "documents/a.txt"\ntitle = "A title"\n'
        'publisher = "A paper"\npublished = 2024-06-01\n'
    )
    [(_, one)] = api.read_many(case=case)
    assert isinstance(one, Reading)
    ref = one.document
    assert (ref.path, ref.title, ref.publisher, str(ref.published)) == (
        "documents/a.txt", "A title", "A paper", "2024-06-01",
    )  # fmt: skip
    assert one.synthetic
    same = api.read(case / "documents" / "a.txt", case=case)
    assert same == one
    other = api.read(case / "documents" / "a.txt", case=case, publisher="Another")
    assert other.document.publisher == "Another"
    assert not api.read(case / "documents" / "a.txt").synthetic


def test_nothing_to_read_is_said_at_once(tmp_path: Path) -> None:
    with pytest.raises(CaseError):
        api.read_many()
    with pytest.raises(UnreadableError, match="read_many"):
        api.read(tmp_path)
    [(_, one)] = api.read_many([tmp_path / "absent.txt"])
    assert isinstance(one, Reject)
