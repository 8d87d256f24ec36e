"""What a list says of an entry as FollowTheMoney entities, and how like it a ship or party is."""

from __future__ import annotations

from collections.abc import Iterator

from tidewaiter.model.listings import Listing, Match, Ownership
from tidewaiter.report.exports.formats import entity_id
from tidewaiter.report.exports.ftm_entity import Entity, entity

_NAMES = {
    "name": "name",
    "alias": "alias",
    "weakAlias": "weakAlias",
    "previousName": "previousName",
}


def listing_id(listing: Listing) -> str:
    """Return the id of an entry, the same in every edition."""
    return entity_id("listing", listing.list_id, listing.key)


def listed(match: Match, queried: str) -> Iterator[Entity]:
    """Yield the entry, under what it is listed, who stands behind it, and the likeness."""
    listing, key = match.listing, listing_id(match.listing)
    yield _entry(listing, key)
    for i, s in enumerate(listing.sanctions):
        yield entity(
            entity_id("sanction", key, str(i)), "Sanction", entity=key, authority=s.authority,
            program=s.program, provisions=s.measures, listingDate=s.listed_on, endDate=s.ended_on,
            unscId=s.un_reference, authorityId=s.authority_id, recordId=s.act, sourceUrl=s.source_url,
        )  # fmt: skip
    for owner in listing.ownership:
        yield from _behind(owner, listing, key)
    yield entity(
        entity_id("similar", queried, key), "Similar", candidate=queried, match=key,
        confidenceScore=f"{match.score:.4f}", matcher="tidewaiter",
        criteria=(*(r.sentence for r in match.reasons), f"worth a look: {'yes' if match.alert else 'no'}"),
    )  # fmt: skip


def _entry(listing: Listing, key: str) -> Entity:
    given: dict[str, tuple[object, ...]] = {}

    def add(name: str, value: object) -> None:
        given[name] = (*given.get(name, ()), value)

    for name in listing.names:
        add(_NAMES[name.kind], name.line)
    for number in listing.identifiers:
        imo = number.scheme == "imoNumber"
        add(
            number.scheme, f"IMO{number.value}" if imo and number.value.isdigit() else number.value
        )
    for code in listing.countries:
        add("country", code)
    for one in listing.properties:
        add(
            one.name if one.note is None else "notes",
            one.value if one.note is None else f"{one.name}: {one.value} ({one.note})",
        )
    if listing.schema == "Vessel":
        add("flag", listing.flag)
    add("notes", listing.remarks)
    add("notes", f"entry {listing.entry} of {listing.list_id}")
    add("topics", None)
    return entity(key, listing.schema, **given)


def _behind(owner: Ownership, listing: Listing, key: str) -> Iterator[Entity]:
    who = entity_id("owner", listing.list_id, owner.entry or owner.name)
    yield entity(
        who,
        "LegalEntity",
        name=owner.name,
        notes=owner.entry and f"entry {owner.entry} of {listing.list_id}",
    )
    if owner.role == "owner" and listing.schema in ("Vessel", "Company", "Airplane"):
        yield entity(
            entity_id("ownership", who, key),
            "Ownership",
            owner=who,
            asset=key,
            role=owner.relation,
        )
    else:
        yield entity(
            entity_id("behind", who, key, owner.role), "UnknownLink", subject=who, object=key,
            role=(owner.role, owner.relation),
        )  # fmt: skip
