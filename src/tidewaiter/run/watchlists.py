"""Take in the watchlists of a case: every edition is recorded once, those that stand are screened."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tidewaiter.errors import UnreadableError
from tidewaiter.ledger.store import Draft
from tidewaiter.lists import VERSION
from tidewaiter.lists.editions import standing
from tidewaiter.model.evidence import Count, Item, Reject
from tidewaiter.model.ids import content_id
from tidewaiter.model.listings import Edition, Listing
from tidewaiter.model.records import as_json, from_json
from tidewaiter.run.capture import Found, read_whole
from tidewaiter.run.config import Case
from tidewaiter.run.editions import groups, once_each, parse
from tidewaiter.run.intake import Intake
from tidewaiter.run.workshop import Work, Workshop


def take_in(shop: Workshop, case: Case, files: list[Found], intake: Intake) -> None:
    """Read all lists, folder by folder; what is no list that we know is refused.

    The entries of standing editions alone are taken further.
    """
    found = {file.path: file for file in files}
    entries = intake.entries
    for done, paths in enumerate(groups(found)):
        shop.progress("reading watchlists", done, len(groups(found)))
        captured: list[tuple[Item, bytes]] = []
        for path in paths:
            try:
                captured.append(read_whole(found[path], synthetic=case.synthetic))
            except UnreadableError as error:
                intake.refuse(path, str(error))
                intake.counts.append(Count(path, "file", 1, 0, 1))
        if captured:
            entries.update(_folder(shop, captured, intake))
    intake.standing = list(standing(intake.editions))
    stand = [(edition, entries[edition.path]) for edition in intake.standing]
    bodies = shop.ledger.current("listing", list({ref for _, refs in stand for ref in refs}))
    intake.listings = once_each(
        (edition, [from_json(Listing, bodies[ref]) for ref in refs]) for edition, refs in stand
    )


def _folder(
    shop: Workshop, captured: list[tuple[Item, bytes]], intake: Intake
) -> dict[str, list[str]]:
    """Take in one folder; return the refs of the entries of each edition by its path."""
    intake.items.extend(item for item, _ in captured)
    given = [[item.path, item.sha256] for item, _ in captured]
    notes = shop.once(f"read editions, {VERSION}", given, lambda: _work(captured))
    intake.editions.extend(from_json(Edition, e) for e in notes["editions"])
    intake.rejects.extend(from_json(Reject, r) for r in notes["rejects"])
    intake.counts.extend(from_json(Count, c) for c in notes["counts"])
    read: Mapping[str, Any] = notes["listings"]
    return {path: list(refs) for path, refs in read.items()}


def _work(captured: list[tuple[Item, bytes]]) -> Work:
    read = parse(captured)
    editions = [edition for edition, _ in read.editions]
    drafts: dict[str, Draft] = {}
    entries: dict[str, list[str]] = {}
    for edition, listings in read.editions:
        entries[edition.path] = []
        for listing in listings:
            ref = content_id(edition.sha256, listing.listing_id)
            drafts[ref] = Draft("listing", ref, as_json(listing), listing.listed_on)
            entries[edition.path].append(ref)
    return Work(
        drafts=[
            *(Draft("edition", e.sha256, as_json(e), e.published) for e in editions),
            *drafts.values(),
        ],
        notes={
            "editions": [as_json(e) for e in editions],
            "listings": entries,
            "rejects": [as_json(r) for r in read.rejects],
            "counts": [as_json(c) for c in read.counts],
        },
    )
