"""Questions that need no case: read a document, screen a name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from tidewaiter.errors import UnreadableError
from tidewaiter.link.grade import Settings
from tidewaiter.model.claims import Claim, DocumentRef
from tidewaiter.model.listings import Edition, Match, Schema
from tidewaiter.run import exceptions
from tidewaiter.run.capture import Found, read_whole
from tidewaiter.run.config import DocumentFacts, read_case
from tidewaiter.run.kept_index import opened
from tidewaiter.run.progress import Progress


def read_file(
    file: Path, *, published: date | None, publisher: str | None
) -> tuple[DocumentRef, str, tuple[Claim, ...]]:
    """Read one document; see :func:`tidewaiter.api.read`."""
    from tidewaiter.press.read import LARGEST
    from tidewaiter.run.documents import read_document

    if file.is_file() and file.stat().st_size > LARGEST:
        raise UnreadableError(f"is larger than {LARGEST // 1_000_000} MB; split it into documents")
    item, data = read_whole(Found(file.name, file, "document"), synthetic=False)
    facts = DocumentFacts(path=file.name, published=published, publisher=publisher)
    return read_document(item, data, facts)


@dataclass(frozen=True, slots=True)
class Screening:
    """Answers to queries, the editions that were asked, and the official lists that were not."""

    answers: tuple[tuple[str, tuple[Match, ...]], ...]
    editions: tuple[Edition, ...]
    not_loaded: tuple[str, ...]


def screen(
    queries: Sequence[str],
    *,
    case: Path | None,
    lists: Sequence[Path],
    schema: Schema | None,
    limit: int,
    alert_at: float | None,
    progress: Progress,
) -> Screening:
    """Screen names and numbers; see :func:`tidewaiter.api.screen`."""
    from tidewaiter.link.query import Query

    shelf = opened(case, lists, settings_of(case, alert_at), progress)
    known = exceptions.of_case(case)
    answers = []
    for text in queries:
        query = replace(Query.parse(text), schema=schema)
        answers.append((text, known.silence(query, shelf.index.screen(query, limit=limit))))
    return Screening(tuple(answers), shelf.editions, shelf.not_loaded)


def settings_of(case: Path | None, alert_at: float | None) -> Settings:
    """Return the thresholds of a case, with another alert line where one is given."""
    found = Settings() if case is None else read_case(case).screen.settings()
    return found if alert_at is None else replace(found, alert_at=alert_at)
