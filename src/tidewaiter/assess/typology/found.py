"""What a rule found: signs for and against, and what it could not look at."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from tidewaiter.assess.typology.ship import Event
from tidewaiter.model.claims import Claim
from tidewaiter.model.typology import Sign
from tidewaiter.names.clean import fold


@dataclass(slots=True)
class Found:
    """Filled by a rule. ``checked`` says whether the material allowed to look at all."""

    checked: bool
    supports: list[Sign] = field(default_factory=list)
    disputes: list[Sign] = field(default_factory=list)
    not_checked: list[str] = field(default_factory=list)

    def open(self, sentence: str) -> None:
        """Note what was not, or could not be, looked at."""
        self.not_checked.append(sentence)


def sign(event: Event, weight: float, sentence: str) -> Sign:
    """Return an event as a sign."""
    return Sign(event["event_id"], round(weight, 3), sentence)


def by_claims(
    found: Found, claims: Iterable[Claim], words: Iterable[str], weights: tuple[float, float]
) -> int:
    """Add the claims that hold one of some words: denials speak against, all others for.

    Args:
        found: Is added to.
        claims: That name the ship.
        words: Folded; each may be several words.
        weights: Of a certain claim, and of one that is not, or is an accusation.

    Returns:
        How many were found.
    """
    wanted = tuple(f" {w} " for w in words)
    count = 0
    for claim in claims:
        text = f" {fold(claim.content.text)} "
        if not any(w in text for w in wanted):
            continue
        count += 1
        who = claim.speaker.name if claim.speaker else (claim.document.publisher or "A document")
        told = f"{who}: {claim.content.text}"
        if claim.denied:
            found.disputes.append(Sign(claim.claim_id, weights[0], told))
        else:
            firm = claim.certainty == "certain" and claim.act in ("say", "acknowledge", "narrate")
            found.supports.append(Sign(claim.claim_id, weights[0 if firm else 1], told))
    return count
