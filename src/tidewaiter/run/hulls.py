"""The hulls of a case: its streams linked, with the decisions of people and the stays on lists."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from tidewaiter.ledger.store import Ledger
from tidewaiter.link.vessels import Text, Typed, hulls
from tidewaiter.lists.editions import line
from tidewaiter.lists.stays import stays
from tidewaiter.model.claims import Claim
from tidewaiter.model.decisions import Decision
from tidewaiter.model.judgements import Judgement
from tidewaiter.model.listings import Edition, Listing
from tidewaiter.model.records import from_json
from tidewaiter.model.vessels import Hull
from tidewaiter.run.broadcasts import broadcasts
from tidewaiter.run.config import Case
from tidewaiter.run.decisions import of_ledger, standing
from tidewaiter.run.exceptions import judgements
from tidewaiter.run.intake import Intake
from tidewaiter.run.workshop import Workshop

#: By what a ship is known in a judgement → in a decision, the surest first.
_HANDLES = {"IMO number": "imo", "MMSI": "mmsi", "name": "name"}


def hulls_of(
    shop: Workshop,
    case: Case,
    intake: Intake,
    claims: Sequence[Claim],
    of_interest: frozenset[int],
) -> tuple[Hull, ...]:
    """Link what came in to hulls, those of the case and all others that were heard.

    Args:
        shop: Its ledger holds the decisions of people.
        case: What the analyst says of ships.
        intake: What came in.
        claims: Those that stand.
        of_interest: MMSIs that touched a watched place.
    """
    texts = [
        Text(d.item.sha256, d.text, d.ref.published, d.ref.title or d.item.path)
        for d in intake.documents
    ]
    typed = [Typed(s.name, s.imo, s.mmsi, s.flag, s.source) for s in case.ship]
    found = hulls(
        broadcasts(intake.statics, intake.positions), intake.listings, claims, intake.sightings, texts, typed=typed,
        editions={e.sha256: e.published for e in intake.editions},
        decisions=[*standing(of_ledger(shop.ledger), "hull"), *_not_the_same(judgements(shop.ledger))],
        of_interest=of_interest,
    )  # fmt: skip
    return _with_stays(shop.ledger, intake, found)


def _not_the_same(judged: Iterable[Judgement]) -> Iterator[Decision]:
    """Take what a person judged not the same as a list entry for split from it."""
    for one in judged:
        known = {fact.what: fact.values[0] for fact in one.asked.facts}
        ship = next((f"{h}:{known[what]}" for what, h in _HANDLES.items() if what in known), None)
        if one.verdict == "not the same" and ship is not None:
            yield Decision(
                "hull", "split", (f"list:{one.listing_id}", ship),
                f"{one.asked.words} and {one.list_id} {one.entry}", one.by, one.why, one.judged_utc,
            )  # fmt: skip


def _with_stays(ledger: Ledger, intake: Intake, found: Sequence[Hull]) -> tuple[Hull, ...]:
    """Say of each list entry from when to when it stood there, as far as the editions can tell."""
    named = {entry.listing_id for hull in found for entry in hull.listed}
    listings = [x for x in intake.listings if x.listing_id in named]
    if not listings:
        return tuple(found)
    of_file = {e.sha256: line(e) for e in intake.editions}
    wanted = {x.listing_id: (of_file[x.locator.sha256], x.key) for x in listings}
    lines = {name for name, _ in wanted.values()}
    keys = {key for _, key in wanted.values()}
    held = [(e, _entries(ledger, intake, e, keys)) for e in intake.editions if line(e) in lines]
    told: dict[tuple[str, str], list[str]] = {}
    for stay in stays(held, sorted(set(wanted.values()))):
        told.setdefault((stay.line, stay.listing.key), []).append(stay.sentence)
    return tuple(
        replace(
            hull,
            listed=tuple(
                replace(x, stays=tuple(told.get(wanted[x.listing_id], ()))) for x in hull.listed
            ),
        )
        for hull in found
    )


def _entries(
    ledger: Ledger, intake: Intake, edition: Edition, keys: Collection[str]
) -> list[Listing]:
    bodies = ledger.current("listing", intake.entries[edition.path])
    return [
        from_json(Listing, body)
        for body in bodies.values()
        if (body["record"] or body["entry"]) in keys
    ]
