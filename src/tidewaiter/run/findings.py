"""Findings of a case: its records as evidence, with grades and places, weighed by its packs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from tidewaiter.assess import evidence
from tidewaiter.assess.evidence import Record
from tidewaiter.assess.grades import reliability
from tidewaiter.assess.guards import located
from tidewaiter.assess.movements import movement_records
from tidewaiter.assess.packs import Pack
from tidewaiter.assess.patterns import speaks_to
from tidewaiter.assess.ships import Facts
from tidewaiter.assess.weigh import weigh
from tidewaiter.geo.ports import Ports
from tidewaiter.link.stories.aliases import Aliases, aliases_of
from tidewaiter.lists.editions import line
from tidewaiter.model.claims import Claim
from tidewaiter.model.decisions import Decision
from tidewaiter.model.evidence import Locator
from tidewaiter.model.findings import Finding, NotApplied, Passage
from tidewaiter.model.listings import Match
from tidewaiter.model.movements import Meeting
from tidewaiter.model.stories import Story, story_of
from tidewaiter.model.tallies import Tally
from tidewaiter.names.ships import ship_name
from tidewaiter.run.config import Case
from tidewaiter.run.events import sentence
from tidewaiter.run.intake import Intake
from tidewaiter.run.passages import NotThereError, cut
from tidewaiter.run.workshop import Workshop


@dataclass(frozen=True, slots=True)
class Evidence:
    """Everything that can speak to a finding."""

    claims: Sequence[Claim]
    stories: Sequence[Story]
    matches: Mapping[str, Match]
    meetings: Mapping[str, Meeting]
    tallies: Sequence[Tally]


def findings(
    shop: Workshop,
    case: Case,
    ports: Ports,
    intake: Intake,
    packs: Sequence[Pack],
    given: Evidence,
    facts: Facts,
    decisions: Sequence[Decision],
) -> tuple[tuple[Finding, ...], tuple[NotApplied, ...]]:
    """Make the findings that the packs of a case ask for.

    Returns:
        The findings, and those for which the case gives no ground, with the reasons.
    """
    all_records = [graded(r, case, intake) for r in records(ports, intake, given)]
    all_records += movement_records(given.meetings, {r.ref: r for r in all_records})
    speaking = _speaking(all_records, packs)
    placed = _placed(shop, intake, speaking, {r.ref: r for r in all_records})
    good, aside = located(placed)
    silent = [r for r in all_records if r.ref not in {p.ref for p in placed}]
    made = [
        weigh(pack, rule, [*good, *silent], facts=facts, decisions=decisions, put_aside=aside)
        for pack in packs
        for rule in pack.findings
    ]
    return (
        tuple(one for one in made if isinstance(one, Finding)),
        tuple(one for one in made if isinstance(one, NotApplied)),
    )


def records(ports: Ports, intake: Intake, given: Evidence) -> list[Record]:
    """Wrap everything that came in and was found, but for movements, in a fixed order."""
    speakers = sorted({c.speaker.name for c in given.claims if c.speaker})
    return [
        *claim_records(intake, given.claims, given.stories),
        *(evidence.of_sighting(s, speakers) for s in intake.sightings),
        *(evidence.of_event(e, sentence(e, ports)) for e in intake.events),
        *(evidence.of_match(ref, m, list_of(m)) for ref, m in given.matches.items()),
        *(evidence.of_tally(t) for t in given.tallies),
    ]


def claim_records(
    intake: Intake, claims: Sequence[Claim], stories: Iterable[Story]
) -> list[Record]:
    """Wrap the claims alone, each with its story and its speaker as origins."""
    origin = story_of(stories)
    told: dict[str, set[str]] = {story_id: set() for story_id in origin.values()}
    for claim in claims:
        if claim.speaker:
            told[origin[claim.claim_id]].add(claim.speaker.name)
    short = {claim.claim_id: name for name, claim in intake.typed.items()}
    aliases = aliases_of(claims)
    made = []
    for claim in claims:
        story = origin[claim.claim_id]
        record = _with_voice(evidence.of_claim(claim, story, told[story]), claim, aliases)
        made.append(replace(record, label=short.get(claim.claim_id, claim.claim_id[:8])))
    return made


def _with_voice(record: Record, claim: Claim, aliases: Aliases) -> Record:
    """Add its speaker under any of its names: KCNA and the Korean Central News Agency are one line."""
    if claim.speaker is None or claim.speaker.kind == "unnamed":
        return record
    voice = f"voice:{aliases.key(claim.speaker.name)}"
    return replace(record, origins=(*record.origins, voice))


def list_of(match: Match) -> str:
    """Name the list of a match: by its id, or the file's name of a list of one's own."""
    return match.listing.list_id if match.edition is None else line(match.edition)


def graded(record: Record, case: Case, intake: Intake) -> Record:
    """Grade the source of a record and join it to the body whose information it passes on."""
    grades = {s.name.casefold(): s.grade for s in case.source}
    item = record.record
    chain: list[str | None] = []
    if isinstance(item, Claim):
        known = item.speaker is None or item.speaker.kind != "unnamed"
        speaker = item.speaker.name if item.speaker else None
        file = item.document.path or ""
        grades = _of_file(grades, case, file)
        chain = [speaker, *(p.name for p in item.via), item.document.publisher, file]
        if not known and (speaker or "").casefold() not in grades:
            chain = []  # nobody can say how reliable a source is that nobody names
    elif record.kind == "sighting":
        chain = [
            name
            for name in (s.name for s in case.source)
            if f"speaker:{name.casefold()}" in record.origins
        ]
    elif isinstance(item, Match):
        path = item.edition.path if item.edition else ""
        grades = _of_file(grades, case, path)
        chain = [item.listing.list_id, path]
    elif record.kind == "event":
        file = next((i.path for i in intake.items if i.sha256 in _sources(item)), "")
        grades = _of_file(grades, case, file)
        chain = ["AIS", file]
    source = reliability([name for name in chain if name], grades)
    return replace(record, source=source, origins=(*record.origins, *_bodies(record, case)))


def _of_file(grades: Mapping[str, str], case: Case, path: str) -> dict[str, str]:
    grade = case.facts(path).grade
    return {**grades, **({path.casefold(): grade} if grade else {})}


def _bodies(record: Record, case: Case) -> tuple[str, ...]:
    """Return the bodies behind those who are origins of a record."""
    named = {s.name.casefold(): s.bodies for s in case.source}
    speakers = (o.removeprefix("speaker:") for o in record.origins if o.startswith("speaker:"))
    return tuple(f"body:{body.casefold()}" for name in speakers for body in named.get(name, ()))


def _speaking(found: Sequence[Record], packs: Iterable[Pack]) -> list[Record]:
    """Return the records that speak to any element: only their places are looked up."""
    named = frozenset(ship_name(s) for r in found if r.kind == "claim" for s in r.ships)
    patterns = [
        p for pack in packs for rule in pack.findings for e in rule.elements for p in e.patterns
    ]
    return [r for r in found if any(speaks_to(r, p, named) for p in patterns)]


def _placed(
    shop: Workshop, intake: Intake, speaking: Sequence[Record], known: Mapping[str, Record]
) -> list[Record]:
    """Cut what each record leads back to out of the captured files."""
    places = {
        record.ref: tuple(at for r in _behind(record, known) for at in _locators(r))
        for record in speaking
    }
    by_file: dict[str, list[Locator]] = {}
    for locators in places.values():
        for locator in locators:
            by_file.setdefault(locator.sha256, []).append(locator)
    paths = {item.sha256: item.path for item in intake.items}
    texts = {d.item.path: d.text for d in intake.documents}
    found: dict[Locator, Passage | NotThereError] = {}
    for digest, wanted in by_file.items():
        if digest in paths:
            found.update(cut(shop.folder, paths[digest], wanted, texts.__getitem__))
    passages = {
        ref: tuple(p for at in locators if isinstance(p := found.get(at), Passage))
        for ref, locators in places.items()
    }
    return [replace(record, passages=passages[record.ref]) for record in speaking]


def _behind(record: Record, known: Mapping[str, Record]) -> list[Record]:
    """Return the records in whose places a record stands: itself, or those that it compares."""
    item = record.record
    if isinstance(item, Meeting):
        refs = list(item.refs) or [item.claim_id]
    elif isinstance(item, Tally):
        refs = [o.ref for o in (*item.operands, item.claimed) if o is not None]
    else:
        return [record]
    return [known[ref] for ref in refs if ref in known]


def _locators(record: Record) -> tuple[Locator, ...]:
    item = record.record
    if isinstance(item, Claim):
        span = item.content
        return (Locator(item.document.id, "chars", span.start, span.end),)
    if isinstance(item, Match):
        return (item.listing.locator,)
    if record.kind == "sighting":
        return (item.locator,)  # type: ignore[union-attr]
    if record.kind == "event":
        rows = _rows(item)
        ends = [rows[0], rows[-1]] if len(rows) > 1 else rows
        return tuple(Locator(r["source"], "rows", r["line"], r["line"]) for r in ends)
    return ()


def _rows(event: Any) -> list[dict[str, Any]]:
    return list(json.loads(event["details"] or "{}").get("rows", []))


def _sources(event: Any) -> set[str]:
    return {row["source"] for row in _rows(event)}
