"""Questions that need no case: read a document, screen a name."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from tidewaiter.errors import CaseError, UnreadableError
from tidewaiter.lists.diff import Difference
from tidewaiter.model.claims import Claim, DocumentRef
from tidewaiter.model.evidence import Reject
from tidewaiter.model.listings import Edition, Listing, Match
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


def lists(files: Sequence[Path]) -> tuple[list[tuple[Edition, tuple[Listing, ...]]], list[Reject]]:
    """Read list files; see :func:`tidewaiter.api.lists`."""
    from tidewaiter.lists.read import ListFile, read

    captured = [read_whole(Found(f.name, f, "list"), synthetic=False) for f in files]
    result = read([ListFile(item.path, data, item.sha256) for item, data in captured])
    return list(result.editions), list(result.rejects)


def lists_diff(old: Path, new: Path) -> Difference:
    """Compare two editions; see :func:`tidewaiter.api.lists_diff`."""
    from tidewaiter.lists.diff import diff

    (one, before), (two, after) = _edition(old), _edition(new)
    if one.list_id != two.list_id:
        raise CaseError(f"{old.name} is an edition of {one.list_id}, {new.name} of {two.list_id}")
    return diff(before, after)


def _edition(file: Path) -> tuple[Edition, tuple[Listing, ...]]:
    editions, rejects = lists([file])
    if len(editions) != 1:
        raise UnreadableError(f"{file.name} {rejects[0].reason}")
    return editions[0]


def lists_at(
    day: date, files: Sequence[Path]
) -> list[tuple[Edition, tuple[Listing, ...], tuple[Listing, ...]]]:
    """Return who was listed on a day; see :func:`tidewaiter.api.lists_at`."""
    from tidewaiter.lists.diff import listed_at

    return [(edition, *listed_at(found, day)) for edition, found in _whole(files)]


def _whole(files: Sequence[Path]) -> list[tuple[Edition, tuple[Listing, ...]]]:
    """Read list files, none of which may be refused as a whole."""
    editions, rejects = lists(files)
    if whole := [r for r in rejects if r.line == 0]:
        raise UnreadableError(f"{whole[0].path}: {whole[0].reason}")
    return editions


def _listings_of_files(files: Sequence[Path]) -> list[Listing]:
    return [listing for _, listings in _whole(files) for listing in listings]
