"""Take in the documents of a case: read, normalise, extract; once for each captured file."""

from __future__ import annotations

from tidewaiter.errors import UnreadableError
from tidewaiter.ledger.store import Draft
from tidewaiter.model.claims import Claim, DocumentRef
from tidewaiter.model.evidence import Count, Item
from tidewaiter.model.ids import Json
from tidewaiter.model.records import as_json, from_json
from tidewaiter.press import VERSION
from tidewaiter.run.capture import Found, read_whole
from tidewaiter.run.config import Case, DocumentFacts
from tidewaiter.run.intake import Document, Intake
from tidewaiter.run.workshop import Work, Workshop


def take_in(shop: Workshop, case: Case, files: list[Found], intake: Intake) -> None:
    """Read every document; a file that cannot be read is refused, and the others go on."""
    seen: dict[str, str] = {}
    for done, found in enumerate(files):
        shop.progress("reading documents", done, len(files))
        try:
            item, data = read_whole(found, synthetic=case.synthetic)
            if item.sha256 in seen:
                raise UnreadableError(f"holds the same bytes as {seen[item.sha256]}")
            seen[item.sha256] = found.path
            document = _document(shop, item, data, case.facts(found.path))
        except UnreadableError as error:
            intake.refuse(found.path, str(error))
            intake.counts.append(Count(found.path, "document", 1, 0, 1))
            continue
        intake.items.append(item)
        intake.documents.append(document)
        intake.counts.append(Count(found.path, "document", 1, 1, 0))
    shop.progress("reading documents", len(files), len(files))


def _document(shop: Workshop, item: Item, data: bytes, facts: DocumentFacts) -> Document:
    given: Json = {"sha256": item.sha256, "facts": as_facts(facts)}
    notes = shop.once(f"read document, {VERSION}", given, lambda: _work(item, data, facts))
    if "refused" in notes:
        raise UnreadableError(notes["refused"])
    text_file = shop.part(notes, "text.txt")
    text = "" if text_file is None else text_file.read_bytes().decode("utf-8")
    bodies = shop.ledger.current("claim", notes["claims"])
    claims = tuple(from_json(Claim, bodies[ref]) for ref in notes["claims"] if ref in bodies)
    return Document(item, from_json(DocumentRef, notes["document"]), text, claims)


def _work(item: Item, data: bytes, facts: DocumentFacts) -> Work:
    try:
        ref, text, claims = read_document(item, data, facts)
    except UnreadableError as error:
        return Work(notes={"refused": str(error)})
    return Work(
        drafts=[claim_draft(claim) for claim in claims],
        parts={"text.txt": text.encode("utf-8", "surrogatepass")},
        notes={"document": as_json(ref), "claims": [c.claim_id for c in claims]},
    )


def read_document(
    item: Item, data: bytes, facts: DocumentFacts
) -> tuple[DocumentRef, str, tuple[Claim, ...]]:
    """Read one document: its reference, its normalised text and the claims in it.

    What the case says of a document stands before what the document says of itself.

    Raises:
        UnreadableError: It cannot be read.
    """
    from tidewaiter.press.extract import claims as extract
    from tidewaiter.press.normalise import normalise
    from tidewaiter.press.parse import forgetting
    from tidewaiter.press.read import read

    raw = read(data, item.path)
    document = normalise(raw)
    ref = DocumentRef(
        id=item.sha256,
        title=facts.title or raw.title,
        publisher=facts.publisher or raw.publisher,
        published=facts.published or raw.published,
        path=item.path,
        url=facts.url,
    )
    with forgetting():
        claims = extract(
            document,
            published=ref.published,
            publisher=ref.publisher,
            title=ref.title,
            path=ref.path,
            sha256=item.sha256,
            url=ref.url,
        )
    return ref, document.text, claims


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
