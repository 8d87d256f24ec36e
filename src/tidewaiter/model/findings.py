"""Findings: elements of a provision against numbered lines of evidence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Relation = Literal["supports", "disputes", "context"]
Status = Literal["established", "indicated", "not established"]
Confidence = Literal["low", "moderate", "high"]


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    """One numbered piece of evidence under an element.

    ``ref`` is the id of the record (claim, sighting, event, match); ``story_id`` its line of
    independence: records of one story count once.
    """

    ref: str
    relation: Relation
    story_id: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Element:
    """One thing that must be true for the provision to apply, and how far it is shown."""

    element_id: str
    question: str
    status: Status
    independent_lines: int
    lines: tuple[EvidenceLine, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Provision:
    """A paragraph of an instrument. ``checked`` is False until somebody re-read it in the text."""

    provision_id: str
    instrument: str
    paragraph: str
    verb: str
    addressee: str
    gist: str
    checked: bool
    source: str


@dataclass(frozen=True, slots=True)
class Finding:
    """What the evidence shows of one provision's elements. Never a verdict on a person."""

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
