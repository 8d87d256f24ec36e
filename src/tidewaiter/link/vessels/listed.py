"""Statements of list entries: ships, and entries of other kinds that give an IMO number."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from tidewaiter.link.vessels.statements import Statement, at
from tidewaiter.model.listings import Listing
from tidewaiter.model.vessels import Field, Held
from tidewaiter.names.countries import country

_SCHEMES: dict[str, Field] = {"imoNumber": "imo", "mmsi": "mmsi", "callSign": "callsign"}
_NOTES = {"previousName": "former name", "alias": "alias", "weakAlias": "weak alias", "name": ""}


def listed(listings: Iterable[Listing], editions: Mapping[str, date | None]) -> list[Statement]:
    """Return a statement for each entry that may be a ship.

    The UN lists ships as entities; companies have IMO numbers of their own, which no ship bears, so
    an entry of another kind joins by its number alone.

    Args:
        listings: Entries of the standing editions.
        editions: Day of each edition by the hash of its file.
    """
    found = []
    for listing in sorted(listings, key=lambda x: (x.list_id, x.key, x.listing_id)):
        ship = listing.schema == "Vessel"
        numbers = [i for i in listing.identifiers if i.scheme in _SCHEMES]
        if ship or any(i.scheme == "imoNumber" for i in numbers):
            found.append(_statement(listing, ship, editions.get(listing.locator.sha256)))
    return found


def _statement(listing: Listing, ship: bool, published: date | None) -> Statement:
    first, last = at(listing.listed_on or published), at(published or listing.listed_on)

    entry = f"{listing.list_id} {listing.entry}"

    def held(field: Field, value: str, note: str = "") -> Held:
        return Held(
            field, value, first, last, "list", listing.listing_id, listing.locator, 1, note, entry
        )

    says = [
        held(_SCHEMES[i.scheme], _number(i.scheme, i.value))
        for i in listing.identifiers
        if i.scheme in _SCHEMES
    ]
    if ship:
        says += [held("name", n.line, _NOTES[n.kind]) for n in listing.names if n.script is None]
        if listing.flag:
            says.append(held("flag", _country(listing.flag)))
        says += [held("flag", _country(v), "former flag") for v in listing.values("pastFlags")]
    else:
        says += [held("name", listing.names[0].line, "of an entry that is listed as an entity")]
    return Statement(f"list:{listing.listing_id}", "list", tuple(says), f"{entry} lists it")


def _number(scheme: str, value: str) -> str:
    return value.zfill(9) if scheme == "mmsi" else value


def _country(text: str) -> str:
    code = country(text)
    return code.upper() if code else text
