"""Follow every place that a finding shows, and name the first that leads astray."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any

from tidewaiter.model.claims import Claim
from tidewaiter.model.findings import Finding, Passage
from tidewaiter.model.records import from_json
from tidewaiter.run.config import read_case
from tidewaiter.run.explain import SAME, beside, look_up, place_of, read_back

#: Kinds of records that a sentence of a finding may rest on.
RECORDS = ("claim", "sighting", "event", "match", "meeting", "tally", "decision")


def first_astray(
    folder: Path,
    bodies: Mapping[str, Any],
    known: frozenset[str],
    claims: Mapping[str, Any] = MappingProxyType({}),
) -> str | None:
    """Check that all that findings rest on is there, and says what they show.

    Every id must be a record that stands; every locator must lead into a file with that hash, to a
    place inside it, where the very text stands that the finding shows. So must the claims on which
    alone a sentence rests, as on the scope of a provision.

    Args:
        folder: The case.
        bodies: Findings as the ledger has them.
        known: Ids of all records that stand.
        claims: The claims that stand, as the ledger has them.

    Returns:
        The first fault in words, None where there is none.
    """
    if not bodies:
        return None
    made = [read_back(body) for body in bodies.values()]
    for finding in made:
        if fault := _unknown(finding, known):
            return fault
    shown = [*_evidence(made), *_beside(made, claims)]
    now = look_up(folder, read_case(folder), [passage for _, passage in shown])
    for who, passage in shown:
        if now[passage] != SAME:
            at = passage.locator
            return f"{who}: {passage.path}, {at.unit} {at.start} to {at.end}: {now[passage]}"
    return None


def _evidence(made: Sequence[Finding]) -> Iterator[tuple[str, Passage]]:
    for finding in made:
        for line in (line for element in finding.elements for line in element.lines):
            for passage in line.passages:
                yield f"finding {finding.finding_id}, evidence {line.label}", passage


def _beside(made: Sequence[Finding], claims: Mapping[str, Any]) -> Iterator[tuple[str, Passage]]:
    """Yield where claims stand that are no evidence of an element, as ``explain`` shows them."""
    for finding in made:
        for ref in beside(finding):
            if ref in claims:
                place = place_of(from_json(Claim, claims[ref]))
                yield f"finding {finding.finding_id}, claim {ref[:12]}", place


def _unknown(finding: Finding, known: frozenset[str]) -> str | None:
    lines = [line for e in finding.elements for line in e.lines]
    for line in lines:
        if line.ref not in known:
            return f"finding {finding.finding_id}, evidence {line.label}: no such {line.kind} is on the ledger"
        if not line.passages:
            return f"finding {finding.finding_id}, evidence {line.label}: it leads to no place in a file"
        if line.kind == "claim" and _claimed_otherwise(line.sentence, line.passages):
            return (
                f"finding {finding.finding_id}, evidence {line.label}: its sentence is not what its "
                "passage says"
            )
    for said in finding.statements:
        for ref in said.refs:
            if ref not in known:
                return f"finding {finding.finding_id}: {said.sentence!r} rests on {ref}, which is not on the ledger"
    return None


def _claimed_otherwise(sentence: str, passages: Sequence[Passage]) -> bool:
    """Say whether the sentence of a claim does not end in the words of its passage."""
    words = " ".join(passages[0].text.split())
    said = sentence.removesuffix(" …")
    return not (said.endswith(words) or (sentence != said and words[:200] in said))
