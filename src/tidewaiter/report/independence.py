"""How many independent lines speak of each kind of figure, and how many if every doubt holds."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain, pairwise

from tidewaiter.model.dossier import Dossier, LineRow
from tidewaiter.model.groups import Groups
from tidewaiter.model.stories import story_of


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


def kinds(dossier: Dossier) -> tuple[Kind, ...]:
    """Return the units in which two or more claims speak, those of most claims first."""
    origin = story_of(dossier.stories)
    speak: dict[str, set[str]] = {}
    for claim in dossier.claims:
        for quantity in claim.quantities:
            if quantity.unit and claim.claim_id in origin:
                speak.setdefault(quantity.unit, set()).add(claim.claim_id)
    all_lines, merged = lines(dossier), _merged(dossier)
    made = []
    for unit, claims in speak.items():
        if len(claims) < 2:
            continue
        origins = {origin[ref] for ref in claims}
        kept = ((row.name, tuple(s for s in row.story_ids if s in origins)) for row in all_lines)
        mine = tuple(LineRow(name, ids) for name, ids in kept if ids)
        made.append(Kind(unit, len(claims), mine, len({merged[row.story_ids[0]] for row in mine})))
    return tuple(sorted(made, key=lambda k: (-k.claims, k.unit)))


def lines(dossier: Dossier) -> tuple[LineRow, ...]:
    """Return the independent lines of all claims; each origin is one where nobody said more."""
    if dossier.lines:
        known = {s.story_id for s in dossier.stories}
        return tuple(row for row in dossier.lines if known & set(row.story_ids))
    return tuple(LineRow(s.label, (s.story_id,)) for s in dossier.stories)


def least(dossier: Dossier) -> int:
    """Return how many lines are left if every doubt holds."""
    return len(set(_merged(dossier).values()))


def _merged(dossier: Dossier) -> dict[str, str]:
    """Return for each story the one that stands for its line and all that doubts may join to it."""
    origin = story_of(dossier.stories)
    doubts = (
        (origin[e.a], origin[e.b]) for e in dossier.doubtful if e.a in origin and e.b in origin
    )
    voices = [pair for row in lines(dossier) for pair in pairwise(row.story_ids)]
    joined = Groups({*(s.story_id for s in dossier.stories), *chain.from_iterable(voices)})
    for a, b in chain(voices, doubts):
        joined.join(a, b)
    return {s.story_id: joined.of(s.story_id) for s in dossier.stories}
