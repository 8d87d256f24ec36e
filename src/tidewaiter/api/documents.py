"""Documents: read them and find their claims."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tidewaiter.model.claims import Claim
    from tidewaiter.model.evidence import Reject
    from tidewaiter.model.reading import Reading
    from tidewaiter.report.article_index import Entry
    from tidewaiter.run.progress import Progress


def read(
    file: Path,
    *,
    case: Path | None = None,
    published: date | None = None,
    publisher: str | None = None,
) -> Reading:
    """Read one document and find the claims in it.

    Args:
        file: Text, HTML, PDF, Word, e-mail, a saved page, or a web archive of one page.
        case: What its ``case.toml`` says of the document holds.
        published: Day of publication; what the document itself says, if None.
        publisher: Who published it; what the document itself says, if None.

    Raises:
        UnreadableError: It cannot be read.
        CaseError: ``case.toml`` is missing or wrong.
    """
    from tidewaiter.errors import UnreadableError
    from tidewaiter.run.reading import read_one, tasks

    if file.is_dir():
        raise UnreadableError("is a folder: use read_many")
    found = tasks([file], case=case, published=published, publisher=publisher)
    if len(found) != 1:
        raise UnreadableError(f"holds {len(found)} pages: use read_many")
    return read_one(found[0])


def read_many(
    documents: Sequence[Path] = (),
    *,
    case: Path | None = None,
    published: date | None = None,
    publisher: str | None = None,
    workers: int | None = None,
    progress: Progress | None = None,
) -> Iterator[tuple[Path, Reading | Reject]]:
    """Read documents in processes of their own; one that cannot be read does not stop the others.

    Memory does not grow with their number, as long as the caller lets go of what it was given.

    Args:
        documents: Files, and folders, which stand for the files in them; none: all of the case.
        case: What its ``case.toml`` says of a document holds.
        published: Day of publication of all; what each document itself says, if None.
        publisher: Who published them; what each document itself says, if None.
        workers: Processes; one for each core (one for few documents), if None.
        progress: Is told where the work is.

    Returns:
        Each file (of a web archive: each page) in the order given, with its reading, or with the reason why it has none; documents are
        read while the caller goes on.

    Raises:
        CaseError: Nothing was given, or ``case.toml`` is missing or wrong.
    """
    from tidewaiter.errors import CaseError
    from tidewaiter.run.progress import silent
    from tidewaiter.run.reading import readings, tasks

    if case is None and not documents:
        raise CaseError("name documents to read, or a case that holds some")
    wanted = tasks(documents, case=case, published=published, publisher=publisher)
    read_so_far = readings(wanted, workers=workers, progress=progress or silent)
    return ((task.shown, outcome) for task, outcome in read_so_far)


def not_documents(paths: Sequence[Path]) -> list[Path]:
    """List the files that :func:`read_many` passes over in folders, for no document is called so.

    Hidden files and links to nothing are not listed.

    Args:
        paths: Files and folders, as they are given to :func:`read_many`.
    """
    from tidewaiter.run.documents import ENDINGS, documents

    found = (one.file for path in paths for one in documents(path) if one.skipped is not None)
    return [
        file
        for file in found
        if file.suffix.lower() not in ENDINGS and not file.name.startswith((".", "~$"))
    ]


def reading_html(reading: Reading) -> str:
    """Write a document as one page that loads nothing, with its claims, chains and doubts marked.

    Args:
        reading: The document.
    """
    from tidewaiter.report.article import as_article

    return as_article(reading)


def index_entry(name: str, reading: Reading) -> Entry:
    """Return the line of :func:`index_html` about a document.

    Args:
        name: Its page, relative to the list, with forward slashes.
        reading: The document.
    """
    from tidewaiter.report.article_index import entry

    return entry(name, reading)


def index_html(entries: Sequence[Entry], refused: Sequence[Reject] = ()) -> str:
    """Write a page that leads to the pages of many documents.

    Args:
        entries: From :func:`index_entry`.
        refused: What could not be read.
    """
    from tidewaiter.report.article_index import as_index

    return as_index(entries, refused)


def claim_json(claim: Claim) -> dict[str, Any]:
    """Return a claim as the claim contract writes it."""
    from tidewaiter.press import as_contract

    return as_contract(claim)


def event_json(claim: Claim) -> dict[str, Any]:
    """Return a claim's event with PLOVER codes and its actors as countries and kinds."""
    from tidewaiter.press.coded import as_event

    return as_event(claim)
