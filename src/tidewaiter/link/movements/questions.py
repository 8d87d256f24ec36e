"""What a claim asks of movements: which ships it puts at which places, and when."""

from __future__ import annotations

from collections.abc import Iterator

from tidewaiter.link.movements.answer import Question
from tidewaiter.link.movements.looks import plain
from tidewaiter.link.movements.places import Meant, PlaceNames, too_wide
from tidewaiter.link.movements.ships import Ships, is_name
from tidewaiter.model.claims import Claim

#: In these events a ship that acts or is acted on was there.
_SHIP_EVENTS = ("vessel", "transfer", "visit", "inspection")
_PLACES = ("place", "origin", "destination")


def questions(claim: Claim, ships: Ships, places: PlaceNames) -> Iterator[tuple[Question, Meant]]:
    """Yield a question for each ship and place of a claim; none where it names no ship.

    Args:
        claim: What was said.
        ships: Those of the case.
        places: Its ports by name.
    """
    start, end = claim.days
    denied = claim.denied
    for ship in _ships(ships, claim):
        for meant in _places(places, claim):
            yield Question(claim.claim_id, ship, meant.text, start, end, denied), meant


def _ships(known: Ships, claim: Claim) -> list[str]:
    found: dict[str, str] = {}
    for role in claim.event.roles:
        means = known.means(role.name)
        if role.role == "carrier" and means is None and is_name(role.name):
            means = role.name
        acts = role.role in ("agent", "target") and claim.event.type in _SHIP_EVENTS
        if means is not None and (role.role == "carrier" or acts):
            found.setdefault(plain(means), means)
    return list(found.values())


def _places(known: PlaceNames, claim: Claim) -> list[Meant]:
    """Return the places of a claim, ports once each; what is no port counts where there is no port."""
    texts = [r.name for r in claim.event.roles if r.role in _PLACES]
    texts = texts or [p.text for p in claim.places if p.kind == "port"]
    found = [m for text in texts for m in known.meant(text, claim.places) if not too_wide(m.text)]
    ports = {m.ports[0].port_id: m for m in reversed(found) if len(m.ports) == 1}
    once = [m for m in found if len(m.ports) == 1 and ports[m.ports[0].port_id] is m]
    return once or list({m.text: m for m in found}.values())
