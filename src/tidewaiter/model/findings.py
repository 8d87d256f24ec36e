"""Findings: elements of a provision against numbered lines of evidence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from tidewaiter.model.evidence import Locator
from tidewaiter.model.provisions import Provision, Scope

Relation = Literal["supports", "disputes", "context"]
Status = Literal["established", "indicated", "not established"]
Confidence = Literal["low", "moderate", "high"]


@dataclass(frozen=True, slots=True)
class Passage:
    """A place in a captured file and what stands there.

    Attributes:
        path: The file, relative to the case folder.
        locator: The place in it.
        text: What stands there, as a reader is shown it; cut with ``…`` where it is long.
        digest: SHA-256 of all that stands there, in UTF-8.
    """

    path: str
    locator: Locator
    text: str
    digest: str


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    """One numbered piece of evidence under an element.

    Attributes:
        ref: Id of the record (claim, sighting, event, match, meeting, tally).
        relation: What it does to the element.
        story_id: Its origin; records of one origin count once.
        sentence: What it says.
        kind: ``claim``, ``sighting``, ``event``, ``match``, ``movement`` or ``tally``.
        label: Its short name for people: the analyst's id, or the beginning of ``ref``.
        line: Number of its independent line within the element and relation, from 1; 0 for context.
        firm: Whether its source puts it forward as known.
        grade: Admiralty grade of source and item, such as ``B2``.
        grade_why: Why it is graded so.
        passages: Where all that leads back to.
    """

    ref: str
    relation: Relation
    story_id: str
    sentence: str
    kind: str
    label: str
    line: int
    firm: bool
    grade: str
    grade_why: str
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Element:
    """One thing that must be true for the provision to apply, and how far it is shown.

    ``independent_lines`` counts those that support it, ``firm_lines`` those of them that count
    towards "established".
    """

    element_id: str
    question: str
    status: Status
    independent_lines: int
    firm_lines: int
    lines: tuple[EvidenceLine, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence of a finding and the ids of the records that it rests on.

    ``about`` is ``likelihood``, ``confidence``, ``element``, ``scope``, ``reply`` or ``override``.
    """

    about: str
    sentence: str
    refs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Override:
    """A word that a named person set in place of the one that the rules give.

    Attributes:
        kind: ``likelihood`` or ``confidence``.
        computed: What the rules give now.
        then: What they gave when the person decided.
        stands: The person's word.
        by: Who.
        why: The reason given.
        day: When.
    """

    kind: Literal["likelihood", "confidence"]
    computed: str
    then: str
    stands: str
    by: str
    why: str
    day: date


@dataclass(frozen=True, slots=True)
class PutAside:
    """A record that is not used, with the reason."""

    ref: str
    label: str
    why: str


@dataclass(frozen=True, slots=True)
class Finding:
    """What the evidence shows of a provision's elements. Never a verdict on a person.

    ``scope`` has one answer for each of ``provisions``. ``likelihood`` and ``confidence`` are the
    words that stand; where a person set them, ``overrides`` keeps those of the rules too.
    """

    finding_id: str
    title: str
    provisions: tuple[Provision, ...]
    elements: tuple[Element, ...]
    likelihood: str
    likelihood_range: str
    confidence: Confidence
    confidence_sentence: str
    alternatives: tuple[str, ...]
    replies: tuple[str, ...]
    would_change: tuple[str, ...]
    not_checked: tuple[str, ...]
    scope: tuple[Scope, ...]
    statements: tuple[Statement, ...]
    overrides: tuple[Override, ...]
    put_aside: tuple[PutAside, ...]


@dataclass(frozen=True, slots=True)
class NotApplied:
    """A finding that a pack asks for and that this case gives no ground for, with the reasons."""

    finding_id: str
    title: str
    why: str
    scope: tuple[Scope, ...]
