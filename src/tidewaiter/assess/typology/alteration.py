"""Identity altered."""

from __future__ import annotations

from datetime import timedelta
from difflib import SequenceMatcher

from tidewaiter.assess.typology.found import Found, by_claims, sign
from tidewaiter.assess.typology.settings import Settings
from tidewaiter.assess.typology.ship import Event, Ship
from tidewaiter.assess.typology.words import words
from tidewaiter.model.typology import Sign
from tidewaiter.names.clean import fold

INNOCENT = (
    "Ships are sold, renamed and given new numbers of radio lawfully; crews mistype, sets are "
    "swapped, and a lifeboat's or a second set may carry the ship's number. Papers of class and "
    "registry would show it."
)
_CONFLICTS = {
    "two IMO numbers": 0.5, "two names": 0.3, "two MMSIs": 0.3, "another IMO number": 0.3,
    "another name": 0.2, "no IMO number": 0.1, "MMSIs a digit apart": 0.1,
}  # fmt: skip
_ONE_NAME = 0.8


def alteration(ship: Ship, settings: Settings) -> Found:
    """Did the ship change what it calls itself, or bear another's numbers? An IMO number stays with a hull for life, so a new one weighs most; a new name weighs little, more near a silence or a meeting."""
    found = Found(checked=ship.heard or ship.screened)
    for event, details in ship.of("identity_change"):
        found.supports += _change(ship, event, details, settings)
    for event, details in ship.of("shared_identity"):
        if details["shared"] == "IMO":
            aside = any(_not_a_ship(m) for m in (event["mmsi"], event["other_mmsi"]))
            found.supports.append(sign(event, 0.05 if aside else 0.4, ship.words(event)))
    for conflict in ship.hull.conflicts:
        weight = _CONFLICTS.get(conflict.kind)
        if weight is not None:
            found.supports.append(Sign(ship.hull.hull_id, weight, conflict.sentence))
    by_claims(found, ship.claims, words("altered"), (0.4, 0.2))
    if not ship.heard:
        found.open("No track of this ship was given: what it broadcast is not known.")
    found.open("Hull, paint and markings: no picture of the ship was compared.")
    return found


def _change(
    ship: Ship, event: Event, details: dict[str, object], settings: Settings
) -> list[Sign]:
    old, new = str(details["from"]), str(details["to"])
    if event["duration_h"] > settings.longest_silence_d * 24:
        return [sign(event, 0.05, f"{ship.words(event)} Years may lie between.")]
    match details["changed"]:
        case "imo":
            both = bool(details.get("from_check_digit")) and bool(details.get("to_check_digit"))
            return [sign(event, 0.6 if both else 0.1, ship.words(event))]
        case "name":
            if _alike(old, new):
                return []
            near = _near(ship, event, settings)
            more = " It did so near a silence or a meeting." if near else ""
            return [sign(event, 0.4 if near else 0.2, ship.words(event) + more)]
        case "callsign":
            return [sign(event, 0.1, ship.words(event))]
        case "mmsi":
            return [sign(event, 0.2, ship.words(event))]
    return []


def _alike(one: str, other: str) -> bool:
    a, b = fold(one), fold(other)
    return a in b or b in a or SequenceMatcher(None, a, b).ratio() >= _ONE_NAME


def _near(ship: Ship, event: Event, settings: Settings) -> bool:
    """Say whether a silence where others were heard, or a meeting, lies near."""
    margin = timedelta(days=settings.name_near_d)
    kinds = [
        *ship.of("encounter"),
        *((e, d) for e, d in ship.of("gap") if d.get("heard_by_others") == "heard"),
    ]
    return any(
        e["start"] - margin <= event["end"] and event["start"] <= e["end"] + margin
        for e, _ in kinds
    )


def _not_a_ship(mmsi: int) -> bool:
    """Say whether a number is of a craft of a mother ship, a buoy or a handheld set."""
    return not 200_000_000 <= mmsi < 800_000_000
