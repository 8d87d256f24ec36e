"""Attributed claims: who says what, through whom, how much, when.

The fields are those of the claim contract, which ``docs/reference/claims.md`` describes.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

PartyKind = Literal["person", "organisation", "state", "group", "unnamed"]
Act = Literal[
    "say", "accuse", "acknowledge", "deny", "pledge", "agree",
    "demand", "warn", "praise", "condemn", "expect", "narrate",
]  # fmt: skip
Certainty = Literal["certain", "probable", "possible"]
Polarity = Literal["positive", "negative"]
EventType = Literal[
    "transfer", "deployment", "casualty", "attack", "meeting", "visit", "agreement",
    "support", "sanction", "inspection", "vessel", "appointment", "policy", "statement",
]  # fmt: skip
PlaceKind = Literal["port", "city", "country", "region", "sea", "strait", "canal", "unknown"]
RoleName = Literal[
    "agent", "recipient", "origin", "destination", "item", "carrier", "place", "target"
]


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a document's normalised text: ``text == document[start:end]``, in code points."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody who speaks, carries words or is cited.

    ``name`` is resolved ("Lee" → "Lee Seong-kweun"); ``text`` is what stands at ``start:end``.
    """

    name: str
    text: str
    start: int
    end: int
    kind: PartyKind


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as an interval; None means no bound on that side.

    ``alternative_to`` is the index, in the claim's quantities, of the one that this is an
    alternative of ("152 mm or 122 mm"); alternatives are never summed.
    """

    text: str
    start: int
    end: int
    low: float | None
    best: float | None
    high: float | None
    unit: str | None
    of: str | None
    alternative_to: int | None = None


@dataclass(frozen=True, slots=True)
class Period:
    """Days, both inclusive; None means open on that side. ``text`` is how the document said it."""

    text: str
    start_date: date | None
    end_date: date | None


@dataclass(frozen=True, slots=True)
class Role:
    """A participant of the claimed event; ``start`` and ``end`` are None where it was implied."""

    role: RoleName
    name: str
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """What is said to have happened."""

    type: EventType
    roles: tuple[Role, ...] = ()


@dataclass(frozen=True, slots=True)
class Confidence:
    """How sure a field of a claim is, and why.

    Attributes:
        field: Name of the field, such as ``speaker``.
        score: Share of right values, 0 to 1, among those found the same way in development.
        code: The way in which it was found.
        why: The same in words.
    """

    field: str
    score: float
    code: str
    why: str


@dataclass(frozen=True, slots=True)
class Place:
    """A place that the content names, found in the bundled gazetteer.

    Attributes:
        name: As the gazetteer writes it; as the text does where it could not be told which.
        text: What stands at ``start:end`` of the document.
        start: Code points before it.
        end: Code points before its end.
        kind: What it is.
        id: UN/LOCODE of a port, ISO 3166-1 alpha-2 of a country (lower case), ``city:…``,
            ``region:…``, ``sea:…`` or ``passage:…``; None where several places share the name.
        country: Alpha-2 in lower case; of all candidates where they lie in one country.
        lat: Degrees WGS 84, the middle of what is large; None where unknown.
        lon: Degrees WGS 84.
        precision_km: Radius within which the place lies: about 10 for a port, 25 for a city, half
            the extent of a sea; None where there is no position.
        candidates: The ids of the places that share the name, where nothing decides.
        reason: Why it is this one, or why it is none.
    """

    name: str
    text: str
    start: int
    end: int
    kind: PlaceKind
    id: str | None
    country: str | None
    lat: float | None
    lon: float | None
    precision_km: float | None
    candidates: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class DocumentRef:
    """The document that holds a claim. ``id`` is the SHA-256 of its captured bytes."""

    id: str
    title: str | None
    publisher: str | None
    published: date | None
    path: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """One attributed claim.

    ``rests_on`` names what the claim was derived from where an analyst typed that in: other claim
    ids or a shared source such as an image series (``image:planet-rajin``). ``confidence`` is empty
    for claims typed by hand.
    """

    claim_id: str
    document: DocumentRef
    content: Span
    sentence: Span
    cue: Span | None
    speaker: Party | None
    via: tuple[Party, ...]
    cites: tuple[Party, ...]
    act: Act
    certainty: Certainty
    polarity: Polarity
    event: Event
    quantities: tuple[Quantity, ...]
    event_time: Period | None
    said_time: Period | None
    rests_on: tuple[str, ...] = field(default=())
    confidence: tuple[Confidence, ...] = field(default=())
    places: tuple[Place, ...] = field(default=())

    @property
    def said_on(self) -> date | None:
        """Return the day on which it was said, else printed, None if unknown."""
        said = self.said_time.start_date if self.said_time else None
        return said or self.document.published

    @property
    def denied(self) -> bool:
        """Whether the speaker says that what is claimed is not so."""
        return self.act == "deny" or self.polarity == "negative"

    @property
    def voice(self) -> str:
        """Who says it: the speaker, else the publisher."""
        return self.speaker.name if self.speaker else (self.document.publisher or "own voice")

    @property
    def days(self) -> tuple[date | None, date | None]:
        """Return the first and the last day of which it speaks, None where open or unknown."""
        when = self.event_time
        return (when.start_date, when.end_date) if when else (None, None)

    @property
    def order(self) -> tuple[date, str, int, str]:
        """Sort by day of being said, the unknown last, then by place in the document."""
        return self.said_on or date.max, self.document.id, self.content.start, self.claim_id
