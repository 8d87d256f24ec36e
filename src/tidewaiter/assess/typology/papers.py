"""Papers falsified."""

from __future__ import annotations

from tidewaiter.assess.typology.found import Found, by_claims
from tidewaiter.assess.typology.settings import Settings
from tidewaiter.assess.typology.ship import Ship
from tidewaiter.assess.typology.words import words

INNOCENT = (
    "Papers are amended lawfully when cargo, buyer or port change under way, and clerks err; only the "
    "papers themselves, compared with their issuers, tell."
)


def papers(ship: Ship, settings: Settings) -> Found:
    """Does anybody say that the ship's or its cargo's papers were false? No sensor shows papers: this rests on claims alone, each with its speaker."""
    found = Found(checked=False)
    found.checked = by_claims(found, ship.claims, words("papers"), (0.5, 0.3)) > 0
    found.open("Bills of lading, manifests and certificates: none was seen.")
    return found
