"""Ship-to-ship transfer."""

from __future__ import annotations

from tidewaiter.assess.typology.found import Found, by_claims, sign
from tidewaiter.assess.typology.settings import Settings
from tidewaiter.assess.typology.ship import Ship
from tidewaiter.assess.typology.words import words

INNOCENT = (
    "Ships lie together lawfully to take bunkers, stores, crew or a pilot, to lighten, tow, fish in "
    "pairs or shelter; lawful transfers are common where ports are shallow."
)
_SIDES = {"both heard": 0.4, "one dark": 0.3, "both dark": 0.2}
#: Towing, dredging, diving, military, pilots, search and rescue, tugs, tenders, law and medical craft.
_SERVICE = frozenset({31, 32, 33, 34, 35, 50, 51, 52, 53, 54, 55, 58})
_FISHING, _PLEASURE = 30, frozenset({36, 37})


def transfer(ship: Ship, settings: Settings) -> Found:
    """Did the ship lie beside another away from port long enough to pass cargo? Meetings of which a side was silent are a chance to meet, no more; what passed between them is not seen from tracks."""
    found = Found(checked=ship.heard)
    for event, details in ship.of("encounter"):
        words_of = ship.words(event)
        types = [ship.types.get(m, 0) for m in (event["mmsi"], event["other_mmsi"] or 0)]
        if any(t in _SERVICE for t in types):
            found.disputes.append(
                sign(event, 0.3, f"{words_of} One of them is a tug, pilot or service craft.")
            )
        elif all(t == _FISHING for t in types) or any(t in _PLEASURE for t in types):
            found.disputes.append(
                sign(event, 0.3, f"{words_of} They are fishing or pleasure craft.")
            )
        else:
            found.supports.append(sign(event, _SIDES.get(details["sides"], 0.2), words_of))
    by_claims(found, ship.claims, words("transfer"), (0.4, 0.2))
    found.checked = found.checked or bool(found.supports or found.disputes)
    if not ship.heard:
        found.open("No track of this ship was given: no meeting could be seen.")
    else:
        found.open("Meetings within 10 km of a port, and with ships that carry no AIS.")
    return found
