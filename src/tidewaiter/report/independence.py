"""How many independent lines speak of each kind of figure, and how many if every doubt holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain, pairwise

from tidewaiter.model.claims import Claim, Quantity
from tidewaiter.model.dossier import Dossier, LineRow


@dataclass(frozen=True, slots=True)
class Said:
    """One figure of one claim."""

    claim: Claim
    quantity: Quantity
    story_id: str
    day: str


@dataclass(frozen=True, slots=True)
class Kind:
    """All claims that give a figure in one unit.

    ``lines`` are the independent lines that they make, with the origins of each among these claims;
    ``fewest`` is how many lines are left if all doubts hold.
    """

    unit: str
    claims: int
    lines: tuple[LineRow, ...]
    fewest: int
    figures: tuple[Said, ...]


def kinds(dossier: Dossier) -> tuple[Kind, ...]:
    """Return the units in which two or more claims speak, those of most claims first."""
    story_of = {ref: s.story_id for s in dossier.stories for ref in s.claim_ids}
    said: dict[str, list[Said]] = {}
    for claim in dossier.claims:
        for quantity in claim.quantities:
            if quantity.unit and claim.claim_id in story_of:
                one = Said(claim, quantity, story_of[claim.claim_id], _day(claim))
                said.setdefault(quantity.unit, []).append(one)
    all_lines, merged = lines(dossier), _merged(dossier, story_of)
    made = []
    for unit, figures in said.items():
        claims = {f.claim.claim_id for f in figures}
        if len(claims) < 2:
            continue
        origins = {f.story_id for f in figures}
        kept = ((row.name, tuple(s for s in row.story_ids if s in origins)) for row in all_lines)
        mine = tuple(LineRow(name, ids) for name, ids in kept if ids)
        least = len({merged[row.story_ids[0]] for row in mine})
        in_order = tuple(sorted(figures, key=lambda f: f.day))
        made.append(Kind(unit, len(claims), mine, least, in_order))
    return tuple(sorted(made, key=lambda k: (-k.claims, k.unit)))


def lines(dossier: Dossier) -> tuple[LineRow, ...]:
    """Return the independent lines of all claims; each origin is one where nobody said more."""
    if dossier.lines:
        known = {s.story_id for s in dossier.stories}
        return tuple(row for row in dossier.lines if known & set(row.story_ids))
    return tuple(LineRow(s.label, (s.story_id,)) for s in dossier.stories)


def least(dossier: Dossier) -> int:
    """Return how many lines are left if every doubt holds."""
    story_of = {ref: s.story_id for s in dossier.stories for ref in s.claim_ids}
    return len(set(_merged(dossier, story_of).values()))


def _day(claim: Claim) -> str:
    said = claim.said_time.start_date if claim.said_time else None
    return str(said or claim.document.published or "day unknown")


def _merged(dossier: Dossier, story_of: Mapping[str, str]) -> dict[str, str]:
    """Return for each story the one that stands for its line and all that doubts may join to it."""
    head: dict[str, str] = {}

    def find(one: str) -> str:
        while head.get(one, one) != one:
            one = head[one]
        return one

    voices = (pair for row in lines(dossier) for pair in pairwise(row.story_ids))
    for a, b in chain(voices, _pairs(dossier, story_of)):
        first, second = sorted((find(a), find(b)))
        head[second] = first
    return {s.story_id: find(s.story_id) for s in dossier.stories}


def _pairs(dossier: Dossier, story_of: Mapping[str, str]) -> Iterable[tuple[str, str]]:
    for edge in dossier.doubtful:
        if edge.a in story_of and edge.b in story_of:
            yield story_of[edge.a], story_of[edge.b]
