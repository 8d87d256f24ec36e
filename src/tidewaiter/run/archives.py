"""Pages of web archives as documents, each with where it stands in its archive."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from tidewaiter.errors import UnreadableError
from tidewaiter.model.cells import sheet_text
from tidewaiter.model.evidence import Item
from tidewaiter.model.filenames import free_name
from tidewaiter.model.ids import Json, sha256
from tidewaiter.run.capture import Found
from tidewaiter.run.config import Case, DocumentFacts

if TYPE_CHECKING:
    from tidewaiter.press.read.captures import Capture, Page, Survey

_ENDINGS = (".warc", ".warc.gz", ".wacz")
_LONGEST = 80


@dataclass(frozen=True, slots=True)
class About:
    """What is known of a page's bytes beside them.

    Attributes:
        declared: Encoding that the server named.
        words: Where it comes from, for the analyst.
        record: The same for the ledger.
    """

    declared: str | None
    words: str
    record: dict[str, Json]


@dataclass(frozen=True, slots=True)
class ArchivedPage:
    """A page in an archive, not read yet; or what of the archive is refused.

    Attributes:
        archive: The archive's file.
        path: ``ARCHIVE/TIME-HOST-PATH.html``, one of a kind in the case.
        facts: What is known of it before.
        capture: Where it is; None where it is refused.
        refused: Why.
        notes: What else the archive holds, on the first page alone.
    """

    archive: Found
    path: str
    facts: DocumentFacts
    capture: Capture | None = None
    refused: str = ""
    notes: tuple[str, ...] = field(default=())

    @property
    def name(self) -> str:
        """Its path within the archive; empty for what is refused of the archive."""
        return self.path[len(self.archive.path) + 1 :]

    def opened(self, *, synthetic: bool) -> tuple[Item, bytes, About]:
        """Read the page's bytes; the item stands for them, not for the archive.

        Raises:
            UnreadableError: It is refused, or cannot be read.
        """
        from tidewaiter.press.read.captures import page
        from tidewaiter.press.read.wacz import wacz_page

        if self.capture is None:
            raise UnreadableError(self.refused)
        with _opened(self.archive) as file:
            if self.capture.member:
                found = wacz_page(file, self.capture)
            else:
                file.seek(self.capture.offset)
                found = page(file, self.capture)
        item = Item(sha256(found.data), self.path, len(found.data), "document", synthetic)
        return item, found.data, _about(self, self.capture, found, item)


def is_archive(path: str) -> bool:
    """Say whether a file is a web archive, by its name.

    >>> is_archive("documents/crawl.WARC.gz"), is_archive("page.html")
    (True, False)
    """
    return path.lower().endswith(_ENDINGS)


def pages(found: Found, case: Case | None) -> list[ArchivedPage]:
    """List the pages of an archive that are documents, and what of it is refused.

    Args:
        found: The archive.
        case: What its ``case.toml`` says of the pages, or of the archive as a whole, holds.

    Raises:
        UnreadableError: It is damaged as a whole, hostile, or holds no page.
    """
    with _opened(found) as file:
        state = os.fstat(file.fileno())
    held = _survey(found, state.st_size, state.st_mtime_ns)
    wanted = sorted(
        (c for c in held.answers if c.is_page), key=lambda c: (c.captured, c.member, c.offset)
    )
    rest = _rest(held)
    if not wanted and not held.refused:
        raise UnreadableError(f"holds no page that is a document{': ' if rest else ''}{rest}")
    taken: set[str] = set()
    notes = (f"the archive holds besides: {rest}",) if rest else ()
    out: list[ArchivedPage] = []
    for capture in wanted:
        path = f"{found.path}/{free_name(*_name(capture), taken)}"
        facts = _facts(case, found.path, path, capture, alone=len(wanted) == 1)
        out.append(ArchivedPage(found, path, facts, capture, notes=() if out else notes))
    for what, reason in held.refused:
        facts = DocumentFacts(path=found.path)
        out.append(ArchivedPage(found, found.path, facts, refused=f"{what}: {reason}"))
    return out


def page_at(folder: Path, path: str, *, synthetic: bool) -> tuple[Item, bytes, About] | None:
    """Read a page again by its path in a case; None where no archive of the case holds one called so.

    Raises:
        UnreadableError: The archive or the page cannot be read.
    """
    archive, _, name = path.rpartition("/")
    file = folder / archive
    if not (name and is_archive(archive) and file.is_file()):
        return None
    listed = pages(Found(archive, file, "document"), None)
    page = next((p for p in listed if p.path == path and p.capture), None)
    return None if page is None else page.opened(synthetic=synthetic)


@lru_cache(maxsize=4)
def _survey(found: Found, size: int, changed_ns: int) -> Survey:
    """Survey an archive once, as long as it stays as it is; whoever is given it leaves it as it is."""
    from tidewaiter.press.read.captures import Survey, survey
    from tidewaiter.press.read.wacz import survey_wacz

    with _opened(found) as file:
        if found.path.lower().endswith(".wacz"):
            return survey_wacz(file)
        held = Survey()
        survey(file, held)
        return held


@contextmanager
def _opened(found: Found) -> Iterator[BinaryIO]:
    try:
        with found.file.open("rb") as file:
            yield file
    except OSError as error:
        raise UnreadableError(f"cannot be read: {error.strerror}") from error


def _rest(held: Survey) -> str:
    counted = dict(held.counted)
    counted["answers that are no pages"] = sum(not c.is_page for c in held.answers)
    return ", ".join(f"{n:,} {what}" for what, n in sorted(counted.items()) if n)


def _name(capture: Capture) -> tuple[str, str]:
    """Name a page by when it was captured and by its address, in letters that any disk takes."""
    from tidewaiter.press.read.answer import PAGES

    moment = re.sub(r"[^0-9]", "", capture.captured)[:14] or "undated"
    address = re.sub(r"[^A-Za-z0-9.]|\.{2,}", "-", capture.url.partition("://")[2])
    address = re.sub(r"-[-.]*", "-", address)
    ending = PAGES[capture.mime]
    stem = address[:_LONGEST].strip("-.").removesuffix(ending)
    return f"{moment}-{stem or 'page'}", ending


def _facts(
    case: Case | None, archive: str, path: str, capture: Capture, *, alone: bool
) -> DocumentFacts:
    """Return what the case says of a page; else of the archive, where that names no other address.

    The only page of an archive is the one that is meant, whatever address led to it.
    """
    given = DocumentFacts(path=path)
    if case is not None:
        whole = [d for d in case.document if d.path == archive]
        of_page = [d for d in case.document if d.path == path]
        same = [d for d in whole if d.url == capture.url or (alone and d.url)]
        given = next(iter((*of_page, *same, *(d for d in whole if d.url is None))), given)
    return given.model_copy(update={"path": path, "url": given.url or capture.url})


def _about(page: ArchivedPage, capture: Capture, found: Page, item: Item) -> About:
    place = f"{capture.member} in {page.archive.path}" if capture.member else page.archive.path
    proved = "the archive gives no digest of it"
    if found.digest:
        agrees = "agrees" if found.proved else "is of a kind that is not known"
        proved = f"its digest {found.digest} {agrees}"
    undone = f"{', '.join(found.undone)}; " if found.undone else ""
    words = (
        f"captured {capture.captured} from {capture.url}: record at byte {capture.offset} of {place}; "
        f"{undone}bytes are counted in the page as unpacked, SHA-256 {item.sha256}; {proved}"
    )
    headers: Json = [[name, value[:1000]] for name, value in found.head.headers[:100]]
    return About(
        found.head.charset,
        words,
        {
            "archive": page.archive.path,
            "member": capture.member,
            "offset": capture.offset,
            "url": capture.url,
            "captured": capture.captured,
            "listed_title": capture.title,
            "sha256": item.sha256,
            "size": item.size,
            "digest": found.digest,
            "digest_agrees": found.proved,
            "undone": list(found.undone),
            "headers": headers,
        },
    )


def captures_csv(records: Mapping[str, Mapping[str, Any]], *, synthetic: bool) -> str:
    """Write the table of captured pages; the headers of the servers stay on the ledger."""
    columns = ("archive", "member", "offset", "url", "captured", "sha256", "size", "digest")
    stamp = [["stamp"], ["SYNTHETIC"]] if synthetic else [[], []]
    rows = []
    for path, record in sorted(records.items()):
        agrees = {True: "yes", None: ""}[record["digest_agrees"]]
        cells = [path, *(record[c] for c in columns), agrees, "; ".join(record["undone"])]
        rows.append([*cells, *stamp[1]])
    return sheet_text(["document", *columns, "digest_agrees", "undone", *stamp[0]], rows)
