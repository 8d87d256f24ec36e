"""Records as evidence: one shape for claims, sightings, events and list matches."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from tidewaiter.assess.packs import Pattern
from tidewaiter.model.claims import Claim
from tidewaiter.model.listings import Match
from tidewaiter.model.sightings import Sighting
from tidewaiter.model.units import unit

#: Acts by which a speaker puts a fact forward as known to be so; the others allege, want or foresee.
ASSERTING = frozenset({"say", "acknowledge", "narrate"})


@dataclass(frozen=True, slots=True)
class Record:
    """A record of any stream, with what weighing it needs.

    Attributes:
        ref: Its id.
        kind: ``claim``, ``sighting``, ``event`` or ``match``.
        sentence: What it says, in a sentence.
        origins: Labels of where it comes from; records that share one are one line of evidence.
        firm: False for what is only alleged, foreseen, probable or possible.
        day: A day that it speaks of, None if unknown.
        record: The record itself.
    """

    ref: str
    kind: str
    sentence: str
    origins: tuple[str, ...]
    firm: bool
    day: date | None
    record: Claim | Sighting | Match | Mapping[str, Any]


def of_claim(claim: Claim, story_id: str) -> Record:
    """Wrap a claim. Its speaker is an origin too: who says a thing twice is still one witness."""
    speaker = (f"speaker:{claim.speaker.name.casefold()}",) if claim.speaker else ()
    lead = f"{claim.speaker.name}: " if claim.speaker else ""
    when = claim.event_time or claim.said_time
    return Record(
        ref=claim.claim_id,
        kind="claim",
        sentence=f"{lead}{claim.content.text}",
        origins=(story_id, *speaker),
        firm=claim.certainty == "certain" and claim.act in ASSERTING,
        day=(when.start_date or when.end_date) if when else None,
        record=claim,
    )


def of_sighting(sighting: Sighting) -> Record:
    """Wrap a sighting; all looks by one source are one line."""
    return Record(
        ref=sighting.sighting_id,
        kind="sighting",
        sentence=f"{sighting.place}, {sighting.start_utc:%Y-%m-%d}: {sighting.what}",
        origins=(f"speaker:{sighting.source.casefold()}",),
        firm=True,
        day=sighting.start_utc.date(),
        record=sighting,
    )


def of_event(event: Mapping[str, Any], sentence: str) -> Record:
    """Wrap a row of the event table.

    What was heard is firm; a gap, a meeting of which a side was not heard, and a false position are
    inferences.
    """
    heard = event["kind"] in ("port_visit", "loitering") or (
        event["kind"] == "encounter" and '"both heard"' in (event["details"] or "")
    )
    return Record(
        ref=event["event_id"],
        kind="event",
        sentence=sentence,
        origins=(f"ais:{event['mmsi']}",),
        firm=heard,
        day=event["start"].date(),
        record=event,
    )


def of_match(ref: str, match: Match) -> Record:
    """Wrap a list match; one list is one line."""
    return Record(
        ref=ref,
        kind="match",
        sentence=f"{match.queried} looks like {match.listed} on {match.listing.list_id} "
        f"(entry {match.listing.entry}, score {match.score:.2f})",
        origins=(f"list:{match.listing.list_id}",),
        firm=match.alert,
        day=match.listing.listed_on,
        record=match,
    )


def speaks_to(record: Record, pattern: Pattern) -> bool:
    """Say whether a record fulfils every condition of a pattern."""
    if record.kind != pattern.kind:
        return False
    item = record.record
    if isinstance(item, Claim):
        return _claim_fits(item, pattern)
    if isinstance(item, Sighting):
        return (
            _any_in(pattern.places, item.place)
            and _any_in(pattern.words, item.what)
            and pattern.seen in (None, item.seen)
        )
    if isinstance(item, Match):
        return item.alert and (not pattern.lists or item.listing.list_id in pattern.lists)
    return _event_fits(item, pattern)


def _claim_fits(claim: Claim, pattern: Pattern) -> bool:
    return (
        (not pattern.event or claim.event.type in pattern.event)
        and (not pattern.acts or claim.act in pattern.acts)
        and pattern.polarity in (None, claim.polarity)
        and (not pattern.units or _has_unit(claim, pattern.units))
        and _any_in(pattern.words, claim.content.text)
        and all(_has_role(claim, role, words) for role, words in (pattern.roles or {}).items())
    )


def _has_role(claim: Claim, role: str, words: tuple[str, ...]) -> bool:
    return any(r.role == role and _any_in(words, r.name) for r in claim.event.roles)


def _has_unit(claim: Claim, names: tuple[str, ...]) -> bool:
    wanted = {str(unit(name)) for name in names}
    return any(q.unit and any(w in q.unit.casefold() for w in wanted) for q in claim.quantities)


def _event_fits(event: Mapping[str, Any], pattern: Pattern) -> bool:
    if pattern.kinds and event["kind"] not in pattern.kinds:
        return False
    if not pattern.candidate:
        return True
    candidates = json.loads(event["candidate_ports"] or "[]")
    ports = {c["port_id"] for c in candidates} | {event["port_id"]}
    return bool(ports & set(pattern.candidate))


def _any_in(words: tuple[str, ...], text: str) -> bool:
    folded = text.casefold()
    return not words or any(word.casefold() in folded for word in words)
