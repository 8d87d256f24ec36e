"""Figures side by side: compared in a build, kept on the ledger, read from it again."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args, get_type_hints

from tidewaiter.assess.compare import compare, ordered
from tidewaiter.assess.consistency import relations
from tidewaiter.assess.figures import Known, figures
from tidewaiter.link.stories.aliases import aliases_of
from tidewaiter.model.claims import Claim
from tidewaiter.model.figures import Figure, Figures, Step
from tidewaiter.model.records import from_json
from tidewaiter.model.tallies import Assumption, Tally
from tidewaiter.run import names
from tidewaiter.run.config import Case, read_case
from tidewaiter.run.opened import opened

if TYPE_CHECKING:
    from tidewaiter.ledger.store import Ledger

#: Field of :class:`Figures` → kind on the ledger, and the field that holds a record's id.
_KINDS = {
    "rates": ("rate", "rate_id"),
    "disagreements": ("disagreement", "disagreement_id"),
    "ceilings": ("ceiling", "check_id"),
    "alternatives": ("alternatives", "alternatives_id"),
    "relations": ("relation", "relation_id"),
    "series": ("series", "series_id"),
    "stances": ("stance", "change_id"),
    "counted": ("pair_count", "count_id"),
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
    short = {claim.claim_id: name for name, claim in typed.items()}
    return compare(claims, given, _known(case, claims, short, story_of))


def _known(
    case: Case, claims: Collection[Claim], short: Mapping[str, str], story_of: Mapping[str, str]
) -> Known:
    return Known(names=short, speaks_for=_parties(case, claims), story_of=story_of)


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


def figures_of(case: Path, at: datetime | None = None, of: str | None = None) -> Figures:
    """Read what was found between figures; see :func:`tidewaiter.api.figures`."""
    kinds = {field: get_args(hint)[0] for field, hint in get_type_hints(Figures).items()}
    with opened(case) as ledger:
        read = {
            field: tuple(from_json(kinds[field], b) for b in ledger.at(kind, at).values())
            for field, (kind, _) in _KINDS.items()
        }
        found = Figures(**read)
        if of is not None:
            found = _of_claim(case, ledger, at, of, found)
    return ordered(found)


def _of_claim(case: Path, ledger: Ledger, at: datetime | None, of: str, found: Figures) -> Figures:
    """Keep what is found of a claim's figures, and compare them with all others again."""
    named = names.of_ledger(ledger, at)
    ref = named.resolve(of)
    claims = [from_json(Claim, body) for body in ledger.at("claim", at).values()]
    story_of = {c: s for s, body in ledger.at("story", at).items() for c in body["claim_ids"]}
    known = _known(read_case(case), claims, {c: n for n, c in named.typed.items()}, story_of)
    rates = [r for r in found.rates if ref in (r.over.claim_id, r.under.claim_id)]
    ids = {r.rate_id for r in rates}
    return Figures(
        rates=tuple(rates),
        disagreements=tuple(d for d in found.disagreements if ids & set(d.rate_ids)),
        ceilings=tuple(c for c in found.ceilings if c.rate_id in ids),
        alternatives=tuple(a for a in found.alternatives if _holds(ref, a.figures)),
        relations=relations(figures(claims, known), of=ref, most=None).relations,
        series=tuple(s for s in found.series if _holds(ref, s.figures)),
        stances=tuple(s for s in found.stances if _holds(ref, s.steps)),
    )


def _holds(ref: str, members: Iterable[Figure | Step]) -> bool:
    return any(member.claim_id == ref for member in members)


def tallies_of(case: Path, at: datetime | None = None) -> tuple[Tally, ...]:
    """Read the tallies of a case; see :func:`tidewaiter.api.tallies`."""
    with opened(case) as ledger:
        return tuple(from_json(Tally, body) for body in ledger.at("tally", at).values())
