"""False flag or flag hopping."""

from __future__ import annotations

from datetime import datetime, timedelta

from tidewaiter.assess.typology.found import Found, by_claims, sign
from tidewaiter.assess.typology.settings import Settings
from tidewaiter.assess.typology.ship import Ship
from tidewaiter.assess.typology.words import words
from tidewaiter.model.typology import Sign
from tidewaiter.names.clean import fold
from tidewaiter.names.numbers import mmsi_country

INNOCENT = (
    "Owners change flags lawfully for cost, trade or finance, and a sale often brings a new one; lists "
    "keep the flag of the day of listing, and the digits of an MMSI can be mistyped."
)
_SEVERAL = {2: 0.2, 3: 0.5}


def flags(ship: Ship, settings: Settings) -> Found:
    """Does the ship fly a flag that is not its own, or change flags quickly? Counted are the countries in the digits of its MMSIs within a year, digits that no country has, flags by lists that differ, and what lists and claims say. Only the registry can tell."""
    found = Found(checked=ship.heard or bool(ship.hull.listed))
    for event, details in ship.of("identity_change"):
        if details["changed"] == "flag":
            found.supports.append(sign(event, 0.2, ship.words(event)))
    _hopping(ship, settings, found)
    for conflict in ship.hull.conflicts:
        if conflict.kind == "flag and MMSI":
            found.supports.append(Sign(ship.hull.hull_id, 0.2, conflict.sentence))
    _digits(ship, found)
    for entry in ship.hull.listed:
        if any(f" {w} " in f" {fold(entry.remarks)} " for w in words("flag")):
            said = f"{entry.list_id} {entry.entry}: {entry.remarks}"
            found.supports.append(Sign(entry.listing_id, 0.5, said))
    by_claims(found, ship.claims, words("flag"), (0.5, 0.3))
    found.checked = found.checked or bool(found.supports or found.disputes)
    found.open("The registry of the flag was not asked.")
    return found


def _digits(ship: Ship, found: Found) -> None:
    """Digits that no country has; with an IMO number the set was programmed by somebody who knew it."""
    for mmsi in ship.hull.values("mmsi"):
        if "200000000" <= mmsi < "800000000" and mmsi_country(int(mmsi)) is None:
            words_of = f"MMSI {mmsi} begins with {mmsi[:3]}, which no country has."
            found.supports.append(Sign(ship.hull.hull_id, 0.15, words_of))


def _hopping(ship: Ship, settings: Settings, found: Found) -> None:
    """Count the flags heard within the span, at the moment with most of them."""
    heard = [
        (h.first, h.last, h.value)
        for h in ship.hull.held
        if h.field == "flag" and h.by == "broadcast" and h.first and h.last
    ]
    most: set[str] = set()
    for _, end, _ in heard:
        begin: datetime = end - timedelta(days=settings.flags_within_d)
        within = {value for first, last, value in heard if last >= begin and first <= end}
        if (len(within), sorted(within)) > (len(most), sorted(most)):
            most = within
    if len(most) > 1:
        weight = _SEVERAL[min(len(most), 3)]
        told = f"{len(most)} flags within {settings.flags_within_d:g} days by its MMSIs: {', '.join(sorted(most))}."
        found.supports.append(Sign(ship.hull.hull_id, weight, told))
