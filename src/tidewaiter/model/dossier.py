"""What a dossier shows: everything already looked up, cut by locator, and numbered.

``report`` turns a :class:`Dossier` into pages and files and asks nobody else for anything.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from tidewaiter.model.claims import Claim
from tidewaiter.model.evidence import Locator
from tidewaiter.model.figures import Figures
from tidewaiter.model.findings import Finding, NotApplied
from tidewaiter.model.listings import Match
from tidewaiter.model.movements import Meeting
from tidewaiter.model.sightings import Sighting
from tidewaiter.model.stories import Edge, Story
from tidewaiter.model.tallies import Assumption, Tally
from tidewaiter.model.typology import Indicator
from tidewaiter.model.vessels import Hull


@dataclass(frozen=True, slots=True)
class Source:
    """A captured file as the dossier lists it.

    ``number`` is "S1", "S2", …; ``grade`` the Admiralty reliability A–F, F where nobody graded it.
    """

    number: str
    path: str
    kind: str
    title: str
    publisher: str | None
    published: date | None
    sha256: str
    size: int
    grade: str
    rows_in: int
    rows_good: int
    rows_rejected: int
    synthetic: bool


@dataclass(frozen=True, slots=True)
class Exhibit:
    """One numbered piece of evidence.

    The same number ("E7") stands on map, timeline, charts, tables and findings.

    Attributes:
        number: "E1", "E2", ….
        ref: Id of the record it shows.
        kind: ``claim``, ``sighting``, ``event`` or ``match``.
        title: A line of text ("Gap of 31 h, 273123450").
        before: Source text before the passage, for context; empty for records without text.
        passage: The passage itself, cut from the source by locator.
        after: Source text after it.
        source: Number of the source.
        locator: Where it stands.
        story_id: Its line of independence, None where that does not apply.
        start: First day of what it speaks of, None if unknown.
        end: Last day, inclusive.
        lat_deg: Where, None if nowhere in particular.
        lon_deg: Where.
        precision_m: Radius within which the place is meant.
    """

    number: str
    ref: str
    kind: str
    title: str
    before: str
    passage: str
    after: str
    source: str
    locator: Locator
    story_id: str | None
    start: date | None
    end: date | None
    lat_deg: float | None = None
    lon_deg: float | None = None
    precision_m: float | None = None


@dataclass(frozen=True, slots=True)
class PlaceMark:
    """A port or watched site on the map. ``role`` is ``watched``, ``candidate`` or ``context``."""

    place_id: str
    name: str
    lat_deg: float
    lon_deg: float
    radius_km: float
    role: str


@dataclass(frozen=True, slots=True)
class TrackLine:
    """A ship's way for the map: ``points`` are (lat, lon) degrees; ``observed`` False = inferred."""

    mmsi: int
    label: str
    points: tuple[tuple[float, float], ...]
    observed: bool
    exhibit: str | None = None


@dataclass(frozen=True, slots=True)
class EventRow:
    """A vessel event, as the reader of a page needs it; ``candidates`` best first."""

    event_id: str
    exhibit: str
    kind: str
    mmsi: int
    name: str | None
    flag: str | None
    start_utc: datetime
    end_utc: datetime
    duration_h: float
    place: str
    sentence: str
    candidates: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class VesselRow:
    """One hull as the streams know it; ``mentions`` are exhibit numbers, ``why`` the link's reason.

    ``conflicts`` are sentences on what contradicts; ``indicated`` names deceptive practices with the
    weight of the weightiest sign.
    """

    name: str
    imo: str | None
    mmsi: int | None
    flag: str | None
    matches: tuple[Match, ...]
    mentions: tuple[str, ...]
    why: str
    conflicts: tuple[str, ...] = ()
    indicated: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PartyRow:
    """Somebody whom claims or lists name, and who was screened; ``mentions`` are exhibit numbers.

    ``also`` are other names taken for its own, ``roles`` what it does here, ``why`` the reasons.
    """

    name: str
    kind: str
    matches: tuple[Match, ...]
    mentions: tuple[str, ...]
    also: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LineRow:
    """Origins of one voice: one independent line of evidence, as findings count them.

    ``name`` says whose it is: the body whose offices speak, else who spoke first, and how many more.
    """

    name: str
    story_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Called:
    """How an analyst calls a typed claim."""

    name: str
    claim_id: str


@dataclass(frozen=True, slots=True)
class ReachRow:
    """Could the ship have called at a port while it was silent?

    ``answer`` is ``possible``, ``impossible`` or ``not decidable``.
    """

    exhibit: str
    port: str
    answer: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Dossier:
    """Everything that a dossier shows.

    ``doubtful`` may join stories and joins nothing; ``fewest`` is the number of stories left if all
    of it holds; ``lines`` are the stories by voice, ``called`` what an
    analyst calls typed claims. ``hulls`` stand in the order of ``vessels``; ``indicators`` speak of them by id.
    """

    title: str
    question: str
    answer: str
    synthetic: bool
    version: str
    built_utc: datetime
    chain_head: str
    records: int
    sources: tuple[Source, ...]
    exhibits: tuple[Exhibit, ...]
    findings: tuple[Finding, ...]
    stories: tuple[Story, ...]
    tallies: tuple[Tally, ...]
    claims: tuple[Claim, ...]
    sightings: tuple[Sighting, ...]
    events: tuple[EventRow, ...]
    reach: tuple[ReachRow, ...]
    vessels: tuple[VesselRow, ...]
    parties: tuple[PartyRow, ...]
    places: tuple[PlaceMark, ...]
    tracks: tuple[TrackLine, ...]
    not_checked: tuple[str, ...]
    method: tuple[str, ...]
    meetings: tuple[Meeting, ...] = ()
    figures: Figures = field(default_factory=Figures)
    not_applied: tuple[NotApplied, ...] = ()
    doubtful: tuple[Edge, ...] = ()
    fewest: int | None = None
    hulls: tuple[Hull, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    lines: tuple[LineRow, ...] = ()
    assumptions: tuple[Assumption, ...] = ()
    called: tuple[Called, ...] = ()
