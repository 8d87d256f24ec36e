"""Records as evidence: one shape for claims, sightings, events, matches, movements and tallies."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from tidewaiter.assess.grades import NOT_GRADED, Reliability
from tidewaiter.model.claims import Claim, Party
from tidewaiter.model.findings import Passage, Relation
from tidewaiter.model.listings import Match
from tidewaiter.model.movements import Meeting
from tidewaiter.model.sightings import Sighting
from tidewaiter.model.tallies import Tally
from tidewaiter.names.clean import fold

#: Acts by which a speaker puts a fact forward as known to be so; the others allege, want or foresee.
ASSERTING = frozenset({"say", "acknowledge", "narrate"})
#: A shared source of material as an analyst types it: ``image:planet-2023-10``, ``ledger:customs``.
_LABEL = re.compile(r"\b(?:image|ledger):[\w.-]*\w")
_IN_BRACKETS = re.compile(rf"\s*\({_LABEL.pattern}\)")
_RATE = re.compile(r"\d+\s*(?:of|/)\s*\d+")
_SENTENCE = 300
#: How a claim is introduced where its speaker did more, or less, than say it.
_LEADS = {
    "deny": " denied", "accuse": " alleged", "acknowledge": " acknowledged", "warn": " warned",
    "expect": " expected", "pledge": " pledged", "demand": " demanded",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Record:
    """A record of any stream, with what weighing it needs.

    Attributes:
        ref: Its id.
        kind: ``claim``, ``sighting``, ``event``, ``match``, ``movement`` or ``tally``.
        sentence: What it says, in a sentence.
        origins: Labels of where it comes from, the first its story; records that share any are one
            line of evidence.
        firm: False for what is only alleged, foreseen, probable or possible.
        start: First day that it speaks of, None if unknown or open.
        end: Last day, inclusive, None if unknown or open.
        record: The record itself.
        said: Day on which it was said or published, None if unknown.
        derived: Whether it repeats or reckons with another record of its story.
        ships: Names and numbers of the ships that it speaks of.
        says: What a movement or a tally does by itself; None for the others.
        source: How reliable its source is.
        label: Its short name for people.
        passages: Where it leads back to.
        about: Ids of the claims that a movement is about.
    """

    ref: str
    kind: str
    sentence: str
    origins: tuple[str, ...]
    firm: bool
    start: date | None
    end: date | None
    record: Claim | Sighting | Match | Meeting | Tally | Mapping[str, Any]
    said: date | None = None
    derived: bool = False
    ships: tuple[str, ...] = ()
    says: Relation | None = None
    source: Reliability = NOT_GRADED
    label: str = ""
    passages: tuple[Passage, ...] = ()
    about: tuple[str, ...] = ()


def of_claim(claim: Claim, story_id: str, speakers: Collection[str] = ()) -> Record:
    """Wrap a claim.

    Its speaker is an origin too: who says a thing twice is still one witness. So is the material
    that it rests on, as an image series that others read as well.

    Args:
        claim: The claim.
        story_id: The story that it belongs to.
        speakers: Names of the speakers of its story: what cites one of them is derived.
    """
    speaker = (speaker_label(claim.speaker.name),) if claim.speaker else ()
    lead = f"{claim.speaker.name}{_LEADS.get(claim.act, '')}: " if claim.speaker else ""
    when = claim.event_time or claim.said_time
    material = tuple(source for source in claim.rests_on if _LABEL.fullmatch(source))
    return Record(
        ref=claim.claim_id,
        kind="claim",
        sentence=_cut(f"{lead}{claim.content.text}"),
        origins=(story_id, *speaker, *material),
        firm=claim.certainty == "certain" and claim.act in ASSERTING,
        start=when.start_date if when else None,
        end=when.end_date if when else None,
        record=claim,
        said=claim.said_on,
        derived=len(material) < len(claim.rests_on) or _cites(claim, speakers),
        ships=tuple(r.name for r in claim.event.roles if r.role == "carrier"),
    )


def _cites(claim: Claim, speakers: Collection[str]) -> bool:
    own = fold(claim.speaker.name) if claim.speaker else None
    told = {fold(name) for name in speakers} - {own}
    behind: Iterable[Party] = (*claim.cites, *claim.via)
    return any(fold(p.name) in told for p in behind)


def of_sighting(sighting: Sighting, speakers: Collection[str] = ()) -> Record:
    """Wrap a sighting; all looks by one source are one line.

    A look that found nothing is firm where it is one look; as a share of many ("60 of 109 imaged
    days") it is a rate, and no absence. It is one with the claims of whoever its source names, and with those that rest on the image
    series that its source names.

    Args:
        sighting: The look.
        speakers: Names of all who speak in the case.
    """
    source = _IN_BRACKETS.sub("", sighting.source).strip()
    words = f" {fold(source)} "
    named = sorted(name for name in speakers if fold(name) and f" {fold(name)} " in words)
    effort = f" ({sighting.effort})" if sighting.effort else ""
    return Record(
        ref=sighting.sighting_id,
        kind="sighting",
        sentence=f"{source}: {sighting.place}, {_days(sighting)}: {sighting.what}{effort}",
        origins=(
            speaker_label(source),
            *(speaker_label(name) for name in named),
            *_LABEL.findall(sighting.source),
        ),
        firm=sighting.seen or not _RATE.search(sighting.effort),
        start=sighting.start_utc.date(),
        end=sighting.end_utc.date(),
        record=sighting,
        ships=(sighting.vessel,) if sighting.vessel else (),
    )


def of_event(event: Mapping[str, Any], sentence: str) -> Record:
    """Wrap a row of the event table; what one transmitter sent is one line.

    What was heard is firm; a gap, a meeting of which a side was not heard, and a false position are
    inferences.
    """
    heard = event["kind"] in ("port_visit", "loitering") or (
        event["kind"] == "encounter" and '"both heard"' in (event["details"] or "")
    )
    numbers = (event["name"], event["imo"], str(event["mmsi"]))
    return Record(
        ref=event["event_id"],
        kind="event",
        sentence=sentence,
        origins=(f"ais:{event['mmsi']}",),
        firm=heard,
        start=event["start"].date(),
        end=event["end"].date(),
        record=event,
        ships=tuple(n for n in numbers if n),
    )


def of_match(ref: str, match: Match, list_name: str | None = None) -> Record:
    """Wrap a list match; one list is one line.

    A match says that two records look alike: it is firm where a number of the entry was asked for.

    Args:
        ref: Its id.
        match: The match.
        list_name: The list, with the file's name where it is one of one's own.
    """
    asked = set(re.findall(r"\w+", match.query))
    return Record(
        ref=ref,
        kind="match",
        sentence=f"{match.queried} looks like {match.listed} on {match.listing.list_id} "
        f"(entry {match.listing.entry}, score {match.score:.2f}, listed "
        f"{match.listing.listed_on or 'on a day that the list does not give'})",
        origins=(f"list:{list_name or match.listing.list_id}",),
        firm=match.alert and any(i.value in asked for i in match.listing.identifiers),
        start=match.listing.listed_on,
        end=None,
        record=match,
        ships=(match.query,),
    )


def of_meeting(ref: str, meeting: Meeting, origins: Collection[str] = ()) -> Record | None:
    """Wrap what movements say of a claim; None where nothing speaks of that ship and time.

    A silence that leaves room for a call supports, and is not firm: reach is no proof of a call.

    Args:
        ref: Its id.
        meeting: The claim against tracks and sightings.
        origins: Where its basis comes from; the transmitter, if empty.
    """
    says: dict[str, Relation] = {
        "supported": "supports", "contradicted": "disputes", "undecided": "context",
    }  # fmt: skip
    if meeting.answer not in says:
        return None
    track = () if meeting.mmsi is None else (f"ais:{meeting.mmsi}",)
    mmsi = () if meeting.mmsi is None else (str(meeting.mmsi),)
    return Record(
        ref=ref,
        kind="movement",
        sentence=meeting.sentence,
        origins=tuple(origins) or track or (f"movement:{ref}",),
        firm=meeting.firm and meeting.basis != "reach",
        start=meeting.start,
        end=meeting.end,
        record=meeting,
        ships=(meeting.ship, *mmsi),
        says=says[meeting.answer],
        about=(meeting.claim_id,),
    )


def of_tally(tally: Tally) -> Record:
    """Wrap a tally: a figure that its inputs do not allow disputes, any other is context."""
    return Record(
        ref=tally.tally_id,
        kind="tally",
        sentence=f"{tally.title}: {tally.sentence}",
        origins=(f"tally:{tally.tally_id}", *(f"operand:{o.ref}" for o in tally.operands)),
        firm=False,
        start=None,
        end=None,
        record=tally,
        says="disputes" if tally.verdict in ("above", "below") else "context",
    )


def speaker_label(name: str) -> str:
    """Return the origin that a speaker is."""
    return f"speaker:{' '.join(name.split()).casefold()}"


def _days(sighting: Sighting) -> str:
    first, last = sighting.start_utc.date(), sighting.end_utc.date()
    return f"{first}" if first == last else f"{first} to {last}"


def _cut(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _SENTENCE else f"{flat[:_SENTENCE].rsplit(' ', 1)[0]} …"
