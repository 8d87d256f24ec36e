"""Complex ownership."""

from __future__ import annotations

from collections.abc import Sequence

from tidewaiter.assess.typology.found import Found, by_claims
from tidewaiter.assess.typology.settings import Settings
from tidewaiter.assess.typology.ship import Ship
from tidewaiter.assess.typology.words import words
from tidewaiter.model.listings import Reason
from tidewaiter.model.typology import Sign
from tidewaiter.names.clean import fold

INNOCENT = (
    "Most merchant ships are owned by a company with this one ship, managed by another and chartered by "
    "a third; that is how the trade is financed and insured."
)


def ownership(ship: Ship, settings: Settings) -> Found:
    """Who stands behind the ship, and do they hide it? Counted are listed parties whom a list names behind the ship, owners that differ from list to list, and what claims say. Registers of companies were not asked."""
    behind = [
        m for m in ship.matches if m.alert and m.listing.schema != "Vessel" and _behind(m.reasons)
    ]
    owners: dict[str, tuple[str, str, set[str]]] = {}
    for entry in ship.hull.listed:
        for owner in entry.owners:
            kept = owners.setdefault(fold(owner), (owner, entry.listing_id, set()))
            kept[2].add(entry.list_id)
    found = Found(checked=bool(behind or owners))
    for match in behind:
        told = f"{match.queried}, named as standing behind it, looks like {match.listed} on {match.listing.list_id} (entry {match.listing.entry})."
        found.supports.append(Sign(match.listing.listing_id, 0.5, told))
    if len(owners) > 1:
        names = "; ".join(f"{o} ({', '.join(sorted(lists))})" for o, _, lists in owners.values())
        ref = next(iter(owners.values()))[1]
        found.supports.append(
            Sign(ref, 0.2, f"{len(owners)} parties stand behind it by the lists: {names}.")
        )
    said = by_claims(found, ship.claims, words("owner"), (0.4, 0.2))
    found.checked = found.checked or said > 0
    if not found.checked:
        found.open("Owner and manager: no list and no claim here names any.")
    found.open("Registers of companies and ships were not asked.")
    return found


def _behind(reasons: Sequence[Reason]) -> bool:
    return any("owner or operator" in r.sentence for r in reasons)
