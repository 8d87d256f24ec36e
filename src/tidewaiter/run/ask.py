"""Questions that need no case: read a document, screen a name."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from tidewaiter.errors import CaseError, UnreadableError
from tidewaiter.model.claims import Claim, DocumentRef
from tidewaiter.model.listings import Listing, Match
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

    listings = [*_listings_of_case(case), *_listings_of_files(lists)]
    if not listings:
        raise CaseError(
            "no list to screen against; name a case with lists (--case), or list files"
        )
    index = Index.build(listings)
    return [(query, index.screen(query, limit=limit)) for query in queries]


def _listings_of_case(case: Path | None) -> list[Listing]:
    if case is None:
        return []
    files = [f for f in (case / "lists").rglob("*") if f.is_file() and f.name[0] != "."]
    if not files:
        raise CaseError(f"{case} holds no lists; put list files into {case / 'lists'}")
    return _listings_of_files(sorted(files))


def _listings_of_files(files: Sequence[Path]) -> list[Listing]:
    from tidewaiter.lists.read import ListFile, read

    captured = [read_whole(Found(f.name, f, "list"), synthetic=False) for f in files]
    result = read([ListFile(item.path, data, item.sha256) for item, data in captured])
    whole = [r for r in result.rejects if r.line == 0]
    if whole:
        raise UnreadableError(f"{whole[0].path}: {whole[0].reason}")
    return [listing for _, listings in result.editions for listing in listings]
