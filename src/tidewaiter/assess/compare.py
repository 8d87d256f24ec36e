"""All figures of a case laid side by side."""

from __future__ import annotations

from collections.abc import Iterable

from tidewaiter.assess import ceilings, consistency, disagreements, rates, related, series, stances
from tidewaiter.assess.figures import Known, figures
from tidewaiter.model.claims import Claim
from tidewaiter.model.figures import Figures
from tidewaiter.model.tallies import Assumption


def compare(
    claims: Iterable[Claim], given: Iterable[Assumption] = (), known: Known | None = None
) -> Figures:
    """Find rates, disagreements, broken ceilings, alternatives, contradictions, series and stances.

    Args:
        claims: Of a case, in any order; the result does not depend on it.
        given: Its assumptions.
        known: How claims are referred to, who speaks for whom, which share an origin.
    """
    told = sorted(claims, key=lambda c: c.claim_id)
    found = figures(told, known)
    divided = rates.rates(found)
    apart = disagreements.disagreements(divided, most=disagreements.MOST)
    stand = consistency.relations(found, most=consistency.MOST)
    return Figures(
        rates=divided,
        disagreements=apart.disagreements,
        ceilings=ceilings.ceilings(divided, given),
        alternatives=series.alternatives(found, divided),
        relations=stand.relations,
        series=series.series(found),
        stances=stances.stances(told, known),
        counted=tuple(sorted((*stand.counted, *apart.counted), key=related.order_of_counts)),
    )


def ordered(found: Figures) -> Figures:
    """Put each kind in its order again, as after a way through the ledger."""
    return Figures(
        rates=tuple(sorted(found.rates, key=rates.order)),
        disagreements=tuple(sorted(found.disagreements, key=disagreements.order)),
        ceilings=tuple(sorted(found.ceilings, key=ceilings.order)),
        alternatives=tuple(sorted(found.alternatives, key=series.order_of_alternatives)),
        relations=tuple(sorted(found.relations, key=related.order)),
        series=tuple(sorted(found.series, key=series.order)),
        stances=tuple(sorted(found.stances, key=stances.order)),
        counted=tuple(sorted(found.counted, key=related.order_of_counts)),
    )
