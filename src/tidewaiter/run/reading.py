"""Documents read in the order given, by several processes where there are many."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from tidewaiter.errors import TidewaiterError, UnreadableError
from tidewaiter.model.evidence import Reject
from tidewaiter.model.reading import Reading
from tidewaiter.run.archive_sheets import with_sheets
from tidewaiter.run.archives import ArchivedPage, is_archive, pages
from tidewaiter.run.capture import Found, find, read_whole
from tidewaiter.run.config import Case, DocumentFacts, read_case
from tidewaiter.run.progress import Progress

#: Documents that wait for each process: enough that none is idle, few enough to hold.
_AT_ONCE = 4
#: A process needs two seconds to begin, in which it would have read about so many documents.
_FEW = 24
#: What a fault of ours may raise; it must not cost the other documents.
_FAULTS = (
    ArithmeticError, AssertionError, AttributeError, LookupError, MemoryError, RecursionError, TypeError,
    ValueError,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Task:
    """A document to read, with what is known of it before."""

    found: Found
    facts: DocumentFacts
    synthetic: bool = False
    page: ArchivedPage | None = None

    @property
    def shown(self) -> Path:
        """The file; of a page in a web archive its path as if the archive were a folder."""
        return self.found.file if self.page is None else self.found.file / self.page.name


Outcome = Reading | Reject


def tasks(
    paths: Sequence[Path],
    *,
    case: Path | None = None,
    published: date | None = None,
    publisher: str | None = None,
) -> list[Task]:
    """List the documents to read.

    Args:
        paths: Files, and folders, which stand for the documents in them by their endings, sorted; hidden
            ones are left alone. None: all documents of the case.
        case: What its ``case.toml`` says of a document holds.
        published: Day of publication; goes before what the case says.
        publisher: Who published them; goes before what the case says.

    Raises:
        CaseError: ``case.toml`` is missing or wrong.
    """
    given = {"published": published, "publisher": publisher}
    given = {name: value for name, value in given.items() if value is not None}
    known = None if case is None else with_sheets(read_case(case), case)
    if case is not None and not paths:
        found = [f for f in find(case) if f.kind == "document"]
    else:
        found = [f for path in paths for f in _files(path, case)]
    out: list[Task] = []
    for one in found:
        if is_archive(one.path):
            out += _of_archive(one, known, given)
            continue
        facts = DocumentFacts(path=one.path) if known is None else known.facts(one.path)
        out.append(
            Task(one, facts.model_copy(update=given), known is not None and known.synthetic)
        )
    return out


def _of_archive(found: Found, case: Case | None, given: Mapping[str, object]) -> Iterator[Task]:
    """List the pages of a web archive; one that cannot be read is a page that is refused."""
    synthetic = case is not None and case.synthetic
    try:
        listed = pages(found, case)
    except UnreadableError as error:
        facts = DocumentFacts(path=found.path)
        listed = [ArchivedPage(found, found.path, facts, refused=str(error))]
    for page in listed:
        facts = page.facts.model_copy(update=given)
        yield Task(Found(page.path, found.file, found.kind), facts, synthetic, page)


def _files(path: Path, case: Path | None) -> Iterator[Found]:
    from tidewaiter.run.documents import documents

    root = path if path.is_dir() else path.parent
    for candidate in documents(path):
        if candidate.skipped is None:
            yield Found(_name(candidate.file, root, case), candidate.file, "document")


def _name(file: Path, root: Path, case: Path | None) -> str:
    """Return the path within the case, else within the folder that was given."""
    if case is not None and file.resolve().is_relative_to(case.resolve()):
        return file.resolve().relative_to(case.resolve()).as_posix()
    return file.relative_to(root).as_posix()


def read_one(task: Task) -> Reading:
    """Read one document.

    Raises:
        UnreadableError: It cannot be read.
    """
    from tidewaiter.press.read import LARGEST
    from tidewaiter.run.documents import read_document

    _one_thread()
    if task.page is not None:
        item, data, about = task.page.opened(synthetic=task.synthetic)
        reading = read_document(item, data, task.facts, about.declared)
        return replace(
            reading,
            synthetic=task.synthetic,
            notes=(*reading.notes, *task.page.notes),
            captured=about.words,
        )
    file = task.found.file
    if file.is_file() and file.stat().st_size > LARGEST:
        raise UnreadableError(f"is larger than {LARGEST // 1_000_000} MB; split it into documents")
    item, data = read_whole(task.found, synthetic=task.synthetic)
    return replace(read_document(item, data, task.facts), synthetic=task.synthetic)


def readings(
    wanted: Sequence[Task], *, workers: int | None, progress: Progress
) -> Iterator[tuple[Task, Outcome]]:
    """Read documents, one after the other; each is let go of once it was given out.

    Args:
        wanted: What to read.
        workers: Processes; one for each core, but only one for few documents, if None.
        progress: Is told where the work is.

    Yields:
        Each task in the order given, with its reading, or with the reason why it has none.
    """
    several = min(os.cpu_count() or 1, 8) if len(wanted) > _FEW else 1
    count = min(workers or several, len(wanted))
    outcomes = ((t, _attempt(t)) for t in wanted) if count <= 1 else _parallel(wanted, count)
    progress("reading documents", 0, len(wanted))
    for done, (task, outcome) in enumerate(outcomes, start=1):
        progress("reading documents", done, len(wanted))
        yield task, outcome


def _attempt(task: Task) -> Outcome:
    try:
        return read_one(task)
    except UnreadableError as error:
        return Reject(task.found.path, 0, str(error))
    except _FAULTS as error:
        fault = f"{type(error).__name__}: {error}"[:200]
        return Reject(
            task.found.path, 0, f"met a fault of this program, please report it: {fault}"
        )


# --- several processes


def _parallel(wanted: Sequence[Task], workers: int) -> Iterator[tuple[Task, Outcome]]:
    coming = iter(wanted)
    waiting: deque[tuple[Task, Future[Outcome]]] = deque()
    pool = _pool(workers)
    try:
        while True:
            while len(waiting) < workers * _AT_ONCE and (task := next(coming, None)) is not None:
                waiting.append((task, _submitted(pool, task)))
            if not waiting:
                return
            task, future = waiting[0]
            try:
                outcome = future.result()
            except BrokenProcessPool:
                pool.shutdown()
                yield from _one_by_one([task for task, _ in waiting])
                waiting.clear()
                pool = _pool(workers)
                continue
            waiting.popleft()
            yield task, outcome
    finally:
        pool.shutdown(cancel_futures=True)


def _one_by_one(wanted: Sequence[Task]) -> Iterator[tuple[Task, Outcome]]:
    """Read after a process died: each document by itself, so that the one that kills is known.

    Raises:
        TidewaiterError: No process can be started at all.
    """
    pool: ProcessPoolExecutor | None = None
    try:
        for task in wanted:
            pool = pool or _pool(1)
            try:
                pool.submit(os.getpid).result()
            except BrokenProcessPool as error:
                raise TidewaiterError(
                    "no further process can be started to read with: read with one worker, and call from "
                    'under `if __name__ == "__main__":` in a script'
                ) from error
            try:
                yield task, pool.submit(_attempt, task).result()
            except BrokenProcessPool:
                pool.shutdown()
                pool = None
                yield task, Reject(task.found.path, 0, "ended the process that was reading it")
    finally:
        if pool is not None:
            pool.shutdown()


def _submitted(pool: ProcessPoolExecutor, task: Task) -> Future[Outcome]:
    try:
        return pool.submit(_attempt, task)
    except BrokenProcessPool as error:
        failed: Future[Outcome] = Future()
        failed.set_exception(error)
        return failed


def _pool(workers: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(workers, multiprocessing.get_context("spawn"), _begin)


def _begin() -> None:
    from tidewaiter.press.parse import model

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent ends its workers
    _one_thread()
    model()
    gc.freeze()  # the model lives as long as the process


def _one_thread() -> None:
    """Keep numpy from starting threads, which the parser has no use for.

    A process with one thread takes its locks without atomic instructions: 7 % faster.
    """
    if "numpy" not in sys.modules:
        os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
