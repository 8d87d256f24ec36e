"""Denials that concern a finding: of its acts, or by those whom its evidence names."""

from __future__ import annotations

from collections.abc import Sequence

from tidewaiter.assess.evidence import Record
from tidewaiter.model.claims import Claim
from tidewaiter.model.findings import Relation, Statement
from tidewaiter.names.ships import ship_name

#: Roles by which a denial and a claim speak of the same parties or ships.
_WHO = frozenset({"agent", "recipient", "carrier", "target"})


def replies(
    spoken: Sequence[tuple[Record, Relation]], records: Sequence[Record]
) -> tuple[Statement, ...]:
    """Return the denials that concern a finding, each once.

    A denial concerns it where a pattern of one of its elements takes it up, or where it is of an
    event of a kind that supports the finding and names, or comes from, somebody who is a party there.

    Args:
        spoken: Records that speak to the finding, with what each does to an element.
        records: All records of the case.
    """
    supports = [
        r.record for r, side in spoken if side == "supports" and isinstance(r.record, Claim)
    ]
    kinds = {claim.event.type for claim in supports}
    parties = {name for claim in supports for name in _parties(claim)}
    found = {r.ref: r.record for r, _ in spoken if _denies(r)}
    for record in records:
        claim = record.record
        if _denies(record) and isinstance(claim, Claim) and claim.event.type in kinds:
            speaker = {ship_name(claim.speaker.name)} if claim.speaker else set()
            if (_parties(claim) | speaker) & parties:
                found[record.ref] = claim
    claims = {ref: claim for ref, claim in found.items() if isinstance(claim, Claim)}
    return tuple(_reply(ref, claims[ref]) for ref in sorted(claims))


def _denies(record: Record) -> bool:
    return isinstance(record.record, Claim) and record.record.act == "deny"


def _parties(claim: Claim) -> set[str]:
    return {ship_name(r.name) for r in claim.event.roles if r.role in _WHO}


def _reply(ref: str, claim: Claim) -> Statement:
    who = claim.speaker.name if claim.speaker else "Somebody"
    via = f", as carried by {claim.via[0].name}," if claim.via else ""
    return Statement("reply", f"{who}{via} denies: {claim.content.text}", (ref,))
