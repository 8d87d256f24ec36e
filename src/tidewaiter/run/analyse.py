"""The flow, once, on one screen: from what came in to what is found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tidewaiter.ledger.store import Draft
from tidewaiter.link.stories import origins
from tidewaiter.model.claims import Claim
from tidewaiter.model.figures import Figures
from tidewaiter.model.findings import Finding, NotApplied
from tidewaiter.model.listings import Match
from tidewaiter.model.movements import Meeting
from tidewaiter.model.parties import Named
from tidewaiter.model.records import as_json
from tidewaiter.model.stories import Origins, Story, story_of
from tidewaiter.model.tallies import Assumption, Tally
from tidewaiter.model.typology import Indicator
from tidewaiter.model.vessels import Hull
from tidewaiter.run import decisions, names
from tidewaiter.run.config import Assumptions, Case
from tidewaiter.run.figures import records_of, side_by_side
from tidewaiter.run.findings import Evidence, findings
from tidewaiter.run.hulls import hulls_of
from tidewaiter.run.intake import Intake
from tidewaiter.run.matches import matches_of
from tidewaiter.run.members import members_of
from tidewaiter.run.movements import meetings
from tidewaiter.run.packs import packs_of
from tidewaiter.run.ports import CasePorts
from tidewaiter.run.practices import indicators_of
from tidewaiter.run.ship_facts import ship_facts
from tidewaiter.run.tallies import assumptions_of, tallies
from tidewaiter.run.workshop import Workshop


@dataclass(frozen=True, slots=True)
class Analysis:
    """Everything that link and assess made of an intake.

    ``hulls`` are the ships that the case speaks of, ``others`` those that were heard besides.
    """

    claims: Sequence[Claim]
    stories: tuple[Story, ...]
    hulls: tuple[Hull, ...]
    matches: Mapping[int, tuple[Match, ...]]
    parties: tuple[Named, ...]
    party_matches: Mapping[int, tuple[Match, ...]]
    assumptions: tuple[Assumption, ...]
    tallies: tuple[Tally, ...]
    findings: tuple[Finding, ...]
    origins: Origins
    meetings: tuple[Meeting, ...]
    figures: Figures
    others: tuple[Hull, ...]
    indicators: tuple[Indicator, ...]
    not_applied: tuple[NotApplied, ...] = ()


def analyse(
    shop: Workshop, case: Case, given: Assumptions, ports: CasePorts, intake: Intake
) -> Analysis:
    """Link and assess what came in, and append what follows to the ledger.

    Raises:
        UnitError, CaseError: A tally or a pack of the case is wrong.
    """
    claims, decided = intake.claims(), decisions.of_ledger(shop.ledger)
    shop.progress("linking", 0, 0)
    short_ids = {short: claim.claim_id for short, claim in intake.typed.items()}
    told = origins(claims, short_ids, decided, members_of(case))
    linked = hulls_of(shop, case, intake, claims, _with_events(case, intake))
    ships = tuple(hull for hull in linked if hull.of_case)
    listed = matches_of(shop, case, intake, claims, ships)
    shop.progress("meeting movements", 0, 0)
    met = meetings(case, ports.ports, intake, ships, claims)
    shop.progress("assessing", 0, 0)
    drawn = tallies(given, intake.typed, intake.events)
    evidence = Evidence(claims, told.stories, listed.by_id, {m.meeting_id: m for m in met}, drawn)
    facts = ship_facts(claims, ships, listed.ships, intake.standing, case.ship)
    packs = packs_of(shop.folder, case)
    made_findings, not_applied = findings(
        shop, case, ports.ports, intake, packs, evidence, facts, decided
    )
    assumed = assumptions_of(given)
    made = Analysis(
        claims=claims,
        stories=told.stories,
        hulls=ships,
        matches=listed.ships,
        parties=listed.parties,
        party_matches=listed.of_parties,
        assumptions=assumed,
        meetings=met,
        figures=side_by_side(case, claims, assumed, intake.typed, story_of(told.stories)),
        tallies=drawn,
        findings=made_findings,
        origins=told,
        others=tuple(hull for hull in linked if not hull.of_case),
        indicators=indicators_of(case, ports, intake, linked, listed.ships, claims),
        not_applied=not_applied,
    )
    _keep(shop, intake, made)
    return made


def _with_events(case: Case, intake: Intake) -> frozenset[int]:
    """Ships whose events touch a watched place; in a case that watches nothing, none."""
    watched = set(case.watch.places)
    touched = (
        e["mmsi"]
        for e in intake.events
        if e["port_id"] in watched
        or any(f'"{p}"' in (e["candidate_ports"] or "") for p in watched)
    )
    return frozenset(touched)


def _keep(shop: Workshop, intake: Intake, made: Analysis) -> None:
    standing = {c.claim_id for d in intake.documents for c in d.claims}
    standing |= {c.claim_id for c in intake.typed.values()}
    gone = [ref for ref in shop.ledger.standing("claim") if ref not in standing]
    shop.append(Draft("claim", ref, None) for ref in gone)
    shop.replace("name", names.drafts(intake, (c.claim_id for c in made.claims)))
    kinds: dict[str, list[tuple[str, Any]]] = {
        "story": [(s.story_id, s) for s in made.stories],
        "hull": [(h.hull_id, h) for h in (*made.hulls, *made.others)],
        "match": list(_once(made).items()),
        "assumption": [(a.assumption_id, a) for a in made.assumptions],
        "tally": [(t.tally_id, t) for t in made.tallies],
        "finding": [(f.finding_id, f) for f in made.findings],
        "indicator": [(i.indicator_id, i) for i in made.indicators],
        "meeting": [(m.meeting_id, m) for m in made.meetings],
        **records_of(made.figures),
        "not_applied": [(f.finding_id, f) for f in made.not_applied],
    }
    for kind, records in kinds.items():
        shop.replace(kind, [Draft(kind, ref, as_json(record)) for ref, record in records])


def _once(made: Analysis) -> dict[str, Match]:
    """Return each match once; an owner that speaks too is kept as the owner."""
    found: dict[str, Match] = {}
    for matches in (*made.matches.values(), *made.party_matches.values()):
        for match in matches:
            found.setdefault(match.match_id, match)
    return found
