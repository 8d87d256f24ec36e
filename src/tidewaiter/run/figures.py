"""Figures side by side: compared in a build, kept on the ledger, read from it again."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, get_args, get_type_hints

from tidewaiter.assess.compare import compare, ordered
from tidewaiter.assess.figures import Known
from tidewaiter.link.stories.aliases import aliases_of
from tidewaiter.model.claims import Claim
from tidewaiter.model.figures import Figures
from tidewaiter.model.records import from_json
from tidewaiter.model.tallies import Assumption, Tally
from tidewaiter.run.config import Case
from tidewaiter.run.opened import opened

#: Field of :class:`Figures` → kind on the ledger, and the field that holds a record's id.
_KINDS = {
    "rates": ("rate", "rate_id"),
    "disagreements": ("disagreement", "disagreement_id"),
    "ceilings": ("ceiling", "check_id"),
    "alternatives": ("alternatives", "alternatives_id"),
    "relations": ("relation", "relation_id"),
    "series": ("series", "series_id"),
    "stances": ("stance", "change_id"),
}


def side_by_side(
    case: Case,
    claims: Collection[Claim],
    given: Iterable[Assumption],
    typed: Mapping[str, Claim],
    story_of: Mapping[str, str],
) -> Figures:
    """Lay the figures of a case beside each other.

    Args:
        case: Its settings say who speaks for whom.
        claims: All that stand.
        given: The assumptions.
        typed: The analyst's short id → claim.
        story_of: Claim id → story.
    """
    known = Known(
        names={claim.claim_id: short for short, claim in typed.items()},
        speaks_for=_parties(case, claims),
        story_of=story_of,
    )
    return compare(claims, given, known)


def _parties(case: Case, claims: Collection[Claim]) -> dict[str, str]:
    """Return speaker → whose figures his are: the body for which he speaks, or his own, under one name."""
    aliases = aliases_of(claims)
    bodies = {aliases.key(s.name): s.bodies[0] for s in case.source if len(s.bodies) == 1}
    speakers = {c.speaker.name for c in claims if c.speaker}
    found = {name: aliases.key(name) for name in sorted(speakers)}
    return {name: bodies.get(key) or aliases.shown(key) for name, key in found.items()}


def records_of(found: Figures) -> dict[str, list[tuple[str, Any]]]:
    """Return kind → id and record, as the ledger keeps them."""
    return {
        kind: [(getattr(r, ref), r) for r in getattr(found, field)]
        for field, (kind, ref) in _KINDS.items()
    }


def figures_of(case: Path, at: datetime | None = None) -> Figures:
    """Read what was found between figures; see :func:`tidewaiter.api.figures`."""
    kinds = {field: get_args(hint)[0] for field, hint in get_type_hints(Figures).items()}
    with opened(case) as ledger:
        read = {
            field: tuple(from_json(kinds[field], b) for b in ledger.at(kind, at).values())
            for field, (kind, _) in _KINDS.items()
        }
    return ordered(Figures(**read))


def tallies_of(case: Path, at: datetime | None = None) -> tuple[Tally, ...]:
    """Read the tallies of a case; see :func:`tidewaiter.api.tallies`."""
    with opened(case) as ledger:
        return tuple(from_json(Tally, body) for body in ledger.at("tally", at).values())
