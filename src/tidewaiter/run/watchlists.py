"""Take in the watchlists of a case, once for each set of captured files."""

from __future__ import annotations

from tidewaiter.errors import UnreadableError
from tidewaiter.ledger.store import Draft
from tidewaiter.lists import VERSION
from tidewaiter.model.evidence import Count, Item, Reject
from tidewaiter.model.ids import content_id
from tidewaiter.model.listings import Edition, Listing
from tidewaiter.model.records import as_json, from_json
from tidewaiter.run.capture import Found, read_whole
from tidewaiter.run.config import Case
from tidewaiter.run.intake import Intake
from tidewaiter.run.workshop import Work, Workshop


def take_in(shop: Workshop, case: Case, files: list[Found], intake: Intake) -> None:
    """Read all lists; what is no list that we know is refused."""
    captured: list[tuple[Item, bytes]] = []
    for found in files:
        try:
            captured.append(read_whole(found, synthetic=case.synthetic))
        except UnreadableError as error:
            intake.refuse(found.path, str(error))
            intake.counts.append(Count(found.path, "file", 1, 0, 1))
    if not captured:
        return
    shop.progress("reading watchlists", 0, len(captured))
    intake.items.extend(item for item, _ in captured)
    given = [[item.path, item.sha256] for item, _ in captured]
    notes = shop.once(f"read lists, {VERSION}", given, lambda: _work(captured))
    intake.editions = [from_json(Edition, e) for e in notes["editions"]]
    bodies = shop.ledger.current("listing", notes["listings"])
    intake.listings = [from_json(Listing, bodies[ref]) for ref in notes["listings"]]
    intake.rejects.extend(from_json(Reject, r) for r in notes["rejects"])
    intake.counts.extend(from_json(Count, c) for c in notes["counts"])
    shop.progress("reading watchlists", len(captured), len(captured))


def _work(captured: list[tuple[Item, bytes]]) -> Work:
    from tidewaiter.lists.read import ListFile, read

    files = [ListFile(item.path, data, item.sha256) for item, data in captured]
    result = read(files)
    editions = [edition for edition, _ in result.editions]
    drafts: dict[str, Draft] = {}
    for edition, listings in result.editions:
        for listing in listings:
            ref = content_id(edition.sha256, listing.listing_id)
            drafts[ref] = Draft("listing", ref, as_json(listing), listing.listed_on)
    return Work(
        drafts=[
            *(Draft("edition", e.sha256, as_json(e), e.published) for e in editions),
            *drafts.values(),
        ],
        notes={
            "editions": [as_json(e) for e in editions],
            "listings": list(drafts),
            "rejects": [as_json(r) for r in result.rejects],
            "counts": [as_json(c) for c in result.counts],
        },
    )
