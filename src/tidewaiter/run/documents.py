"""Take in documents: find them, read, normalise, extract; once for each captured file."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tidewaiter.errors import UnreadableError
from tidewaiter.ledger.store import Draft
from tidewaiter.model.claims import Claim, DocumentRef
from tidewaiter.model.evidence import Count, Item
from tidewaiter.model.ids import Json
from tidewaiter.model.reading import Reading
from tidewaiter.model.records import as_json, from_json
from tidewaiter.press import VERSION
from tidewaiter.run.archives import is_archive, pages
from tidewaiter.run.capture import Found, hash_file, read_whole
from tidewaiter.run.config import Case, DocumentFacts
from tidewaiter.run.intake import Document, Intake
from tidewaiter.run.workshop import Work, Workshop

if TYPE_CHECKING:
    from tidewaiter.press import normalise
    from tidewaiter.press.read.raw import RawDocument

#: Endings of the kinds that are read; a file without an ending is judged by its content.
ENDINGS = frozenset(
    {
        "",
        ".txt",
        ".text",
        ".md",
        ".html",
        ".htm",
        ".xhtml",
        ".mht",
        ".mhtml",
        ".pdf",
        ".docx",
        ".eml",
    }
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A file that may be a document; ``skipped`` says why it is none that we read."""

    file: Path
    skipped: str | None = None


def documents(path: Path) -> Iterator[Candidate]:
    """Walk a folder and the folders in it, in the order of names.

    Links to folders are not followed. A path that is no folder is a candidate whatever its name.

    Args:
        path: A folder or a file.
    """
    if not path.is_dir():
        yield Candidate(path)
        return
    for folder, inner, names in os.walk(path):
        inner[:] = sorted(name for name in inner if not name.startswith("."))
        for name in sorted(names):
            file = Path(folder) / name
            yield Candidate(file, _why_skipped(file))


def _why_skipped(file: Path) -> str | None:
    if file.name.startswith((".", "~$")):
        return "is hidden"
    if not file.exists():
        return "is a link to nothing"
    if not file.is_file():
        return "is no file"
    ending = file.suffix.lower()
    if ending not in ENDINGS and not is_archive(file.name):
        return f"is no document of a kind that is read ({ending})"
    return None


def take_in(shop: Workshop, case: Case, files: list[Found], intake: Intake) -> None:
    """Read every document; a file that cannot be read is refused, and the others go on."""
    seen: dict[str, str] = {}
    for done, found in enumerate(files):
        shop.progress("reading documents", done, len(files))
        if is_archive(found.path):
            _archive(shop, case, found, intake, seen)
            continue
        try:
            item, data = read_whole(found, synthetic=case.synthetic)
            _take_one(shop, item, data, case.facts(found.path), None, intake, seen)
        except UnreadableError as error:
            intake.refuse(found.path, str(error))
            intake.counts.append(Count(found.path, "document", 1, 0, 1))
            continue
        intake.counts.append(Count(found.path, "document", 1, 1, 0))
    shop.replace("capture", [Draft("capture", p, about) for p, about in intake.captures.items()])
    shop.progress("reading documents", len(files), len(files))


def _archive(
    shop: Workshop, case: Case, found: Found, intake: Intake, seen: dict[str, str]
) -> None:
    """Read the pages of a web archive."""
    good = refused = 0
    try:
        before = found.file.stat().st_mtime_ns
        intake.items.append(hash_file(found, synthetic=case.synthetic))
        for page in pages(found, case):
            try:
                item, data, about = page.opened(synthetic=case.synthetic)
                _take_one(shop, item, data, page.facts, about.declared, intake, seen)
            except UnreadableError as error:
                intake.refuse(page.path, str(error))
                refused += 1
                continue
            intake.captures[page.path] = about.record
            good += 1
        if found.file.stat().st_mtime_ns != before:
            raise UnreadableError("the file changed while it was read; run the build again")
    except UnreadableError as error:
        intake.refuse(found.path, str(error))
        refused += 1
    intake.counts.append(Count(found.path, "page", good + refused, good, refused))


def _take_one(
    shop: Workshop,
    item: Item,
    data: bytes,
    facts: DocumentFacts,
    declared: str | None,
    intake: Intake,
    seen: dict[str, str],
) -> None:
    if item.sha256 in seen:
        raise UnreadableError(f"holds the same bytes as {seen[item.sha256]}")
    seen[item.sha256] = item.path
    document = _document(shop, item, data, facts, declared)
    intake.items.append(item)
    intake.documents.append(document)


def _document(
    shop: Workshop, item: Item, data: bytes, facts: DocumentFacts, declared: str | None
) -> Document:
    given: dict[str, Json] = {"sha256": item.sha256, "facts": as_facts(facts)}
    if declared:
        given["declared"] = declared
    notes = shop.once(
        f"read document, {VERSION}", given, lambda: _work(item, data, facts, declared)
    )
    if "refused" in notes:
        raise UnreadableError(notes["refused"])
    text_file = shop.part(notes, "text.txt")
    text = "" if text_file is None else text_file.read_bytes().decode("utf-8")
    bodies = shop.ledger.current("claim", notes["claims"])
    claims = tuple(from_json(Claim, bodies[ref]) for ref in notes["claims"] if ref in bodies)
    return Document(item, from_json(DocumentRef, notes["document"]), text, claims)


def _work(item: Item, data: bytes, facts: DocumentFacts, declared: str | None) -> Work:
    try:
        reading = read_document(item, data, facts, declared)
    except UnreadableError as error:
        return Work(notes={"refused": str(error)})
    return Work(
        drafts=[claim_draft(claim) for claim in reading.claims],
        parts={"text.txt": reading.text.encode("utf-8", "surrogatepass")},
        notes={
            "document": as_json(reading.document),
            "claims": [c.claim_id for c in reading.claims],
        },
    )


def read_document(
    item: Item, data: bytes, facts: DocumentFacts, declared: str | None = None
) -> Reading:
    """Read one document: what is known of it, its normalised text and the claims in it.

    What the case says of a document stands before what the document says of itself; ``declared`` is the
    encoding that a web server named.

    Raises:
        UnreadableError: It cannot be read.
    """
    from tidewaiter.press.extract import claims as extract
    from tidewaiter.press.parse import forgetting

    opened = open_document(item, data, facts, declared)
    ref = opened.ref
    with forgetting():
        claims = extract(
            opened.document,
            published=ref.published,
            publisher=ref.publisher,
            title=ref.title,
            path=ref.path,
            sha256=item.sha256,
            url=ref.url,
        )
    day_from = "given" if facts.published else opened.raw.published_from
    return Reading(
        ref,
        opened.document.text,
        claims,
        notes=opened.raw.notes,
        published_from=day_from if ref.published else None,
    )


@dataclass(frozen=True, slots=True)
class Opened:
    """A document before its claims are looked for: text with its way back, and what it says of itself."""

    ref: DocumentRef
    document: normalise.Document
    raw: RawDocument


def open_document(
    item: Item, data: bytes, facts: DocumentFacts, declared: str | None = None
) -> Opened:
    """Read and normalise one document.

    What the case says of a document stands before what the document says of itself.

    Raises:
        UnreadableError: It cannot be read.
    """
    from tidewaiter.press.normalise import normalise
    from tidewaiter.press.read import read

    raw = read(data, item.path, declared)
    ref = DocumentRef(
        id=item.sha256,
        title=facts.title or raw.title,
        publisher=facts.publisher or raw.publisher,
        published=facts.published or raw.published,
        path=item.path,
        url=facts.url,
    )
    return Opened(ref, normalise(raw), raw)


def claim_draft(claim: Claim) -> Draft:
    """Return the ledger record of a claim; it was so when its event is said to have happened."""
    when = claim.event_time
    return Draft(
        "claim",
        claim.claim_id,
        as_json(claim),
        when.start_date if when else None,
        when.end_date if when else None,
    )


def as_facts(facts: DocumentFacts) -> Json:
    """Return what is known of a document as plain JSON, without its grade."""
    return {
        "path": facts.path,
        "title": facts.title,
        "publisher": facts.publisher,
        "published": facts.published.isoformat() if facts.published else None,
        "url": facts.url,
    }
