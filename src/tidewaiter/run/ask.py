"""Questions that need no case: read a document, screen a name."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from tidewaiter.errors import CaseError
from tidewaiter.model.claims import Claim, DocumentRef
from tidewaiter.model.listings import Match
from tidewaiter.run import editions, exceptions
from tidewaiter.run.capture import Found, read_whole
from tidewaiter.run.config import DocumentFacts


def read_file(
    file: Path, *, published: date | None, publisher: str | None
) -> tuple[DocumentRef, str, tuple[Claim, ...]]:
    """Read one document; see :func:`tidewaiter.api.read`."""
    from tidewaiter.run.documents import read_document

    item, data = read_whole(Found(file.name, file, "document"), synthetic=False)
    facts = DocumentFacts(path=file.name, published=published, publisher=publisher)
    return read_document(item, data, facts)


def screen(
    queries: Sequence[str], *, case: Path | None, lists: Sequence[Path], limit: int
) -> list[tuple[str, tuple[Match, ...]]]:
    """Screen names and numbers; see :func:`tidewaiter.api.screen`."""
    from tidewaiter.link.screen import Index

    of_case = [] if case is None else editions.standing_listings(case)
    listings = [*of_case, *editions.once_each(editions.whole(editions.read_files(lists)).editions)]
    if not listings:
        raise CaseError(
            "no list to screen against; name a case with lists (--case), or list files"
        )
    index = Index.build(listings)
    known = exceptions.of_case(case)
    return [(q, known.silence(q, index.screen(q, limit=limit))) for q in queries]
