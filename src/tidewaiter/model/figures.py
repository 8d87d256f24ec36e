"""Figures of claims laid side by side: rates, contradictions, ceilings, series, changes of stance."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from tidewaiter.model.bounds import Bound
from tidewaiter.model.claims import Act, Certainty

Window = tuple[date | None, date | None]
#: How two figures of one thing stand to each other.
RelationKind = Literal[
    "cannot both be true", "not comparable as they stand", "superseded", "implied by"
]
#: What pairs are counted where they are too many to record each.
PairKind = RelationKind | Literal["rates disagree"]
Standing = Literal["fits", "at the ceiling", "breaks it"]
Stance = Literal["alleged", "denied", "acknowledged"]


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of one claim, with what is needed to lay it beside another.

    Attributes:
        figure_id: Claim and index of the quantity.
        claim_id: The claim.
        name: How the claim is referred to: the analyst's short id, else a part of ``claim_id``.
        speaker: Who says it.
        party: For whom the speaker speaks; the speaker itself where nobody said otherwise.
        named: False for "an official" and the like, who may be another each time.
        text: The words of the figure.
        bound: What it bounds, in base units.
        unit: Base unit, such as ``round`` or ``kg``.
        of: Of what kind.
        alternative_to: ``figure_id`` of the first of several alternatives.
        window: Days of which it speaks, both inclusive.
        said: Day on which it was said.
        act: How it was put forward.
        certainty: How sure the speaker is.
        event: Type of the claimed event.
        carriers: Ships or other carriers, empty where none is named.
        roles: Other participants: role and name.
        rests_on: Ids of claims from which it was reckoned.
        story: Group of one origin, None where unknown.
        place: Document and paragraph, equal for figures of one paragraph.
        stated: The unit in which it was stated, None where nobody asks.
    """

    figure_id: str
    claim_id: str
    name: str
    speaker: str
    party: str
    named: bool
    text: str
    bound: Bound
    unit: str
    of: str | None
    alternative_to: str | None
    window: Window
    said: date | None
    act: Act
    certainty: Certainty
    event: str
    carriers: tuple[str, ...]
    roles: tuple[tuple[str, str], ...]
    rests_on: tuple[str, ...]
    story: str | None
    place: str
    stated: str | None = None


@dataclass(frozen=True, slots=True)
class Rate:
    """One figure divided by another that describes the same thing.

    Attributes:
        rate_id: Of the content.
        over: The figure divided.
        under: The figure that divides.
        party: For whom it speaks; both names where the figures are of two parties.
        unit: Base unit, such as ``container/voyage``.
        of: Kind of thing, where either figure says.
        bound: The rate; ``said_low`` and ``said_high`` from the figures as said.
        why: Why the two describe one thing.
        alternative: Whether a figure is one of a claim's later alternatives.
        composed: Whether it is the product of two other rates of the same figures.
        sentence: The rate with its figures.
    """

    rate_id: str
    over: Figure
    under: Figure
    party: str
    unit: str
    of: str | None
    bound: Bound
    why: str
    alternative: bool
    composed: bool
    sentence: str


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two parties whose rates of one unit lie wholly apart, as said.

    ``apart`` is the greater rate's lower end over the lesser's upper end.
    """

    disagreement_id: str
    unit: str
    lower: str
    higher: str
    lower_range: tuple[float, float]
    higher_range: tuple[float, float]
    rate_ids: tuple[str, ...]
    apart: float
    sentence: str


@dataclass(frozen=True, slots=True)
class Relation:
    """How two figures of one thing stand to each other.

    ``first`` is the one that the sentence names first; ``differ`` is the share by which the lesser
    figure as said lies below the greater. ``first_more`` and ``second_more`` say in how many pairs of
    this kind each of the two is that were counted and not recorded; see :class:`PairCount`.
    """

    relation_id: str
    kind: RelationKind
    first: Figure
    second: Figure
    differ: float
    sentence: str
    first_more: int = 0
    second_more: int = 0


@dataclass(frozen=True, slots=True)
class PairCount:
    """Pairs of figures, or of parties' rates, of one unit that stand to each other in one way.

    There are too many of them to record each.

    Attributes:
        count_id: Of the unit, the happening and the kind.
        kind: How they stand to each other.
        unit: Base unit.
        happening: What is counted: ``movement``, ``casualty`` and so on; empty of rates.
        figures: How many figures, or parties, are in any such pair.
        pairs: How many pairs there are.
        recorded: How many of them are records of their own: of each figure the widest apart.
        sentence: All that in words.
    """

    count_id: str
    kind: PairKind
    unit: str
    happening: str
    figures: int
    pairs: int
    recorded: int
    sentence: str


@dataclass(frozen=True, slots=True)
class CeilingCheck:
    """A rate brought to the unit of a ceiling and held against it.

    ``used`` are the keys of the assumptions that brought it there; ``low`` and ``high``, and the
    limit's least and greatest, are in the base unit ``unit``.
    """

    check_id: str
    ceiling: str
    rate_id: str
    party: str
    used: tuple[str, ...]
    low: float
    high: float
    unit: str
    limit_low: float
    limit_high: float
    standing: Standing
    sentence: str


@dataclass(frozen=True, slots=True)
class Alternatives:
    """Figures that one claim gives in place of each other; they are never summed."""

    alternatives_id: str
    figures: tuple[Figure, ...]
    sentence: str


@dataclass(frozen=True, slots=True)
class Series:
    """One quantity as one party gave it over time, earliest saying first."""

    series_id: str
    party: str
    unit: str
    of: str | None
    figures: tuple[Figure, ...]
    sentence: str


@dataclass(frozen=True, slots=True)
class Step:
    """One saying in a change of stance."""

    claim_id: str
    name: str
    party: str
    stance: Stance
    said: date | None
    first_time: bool
    text: str


@dataclass(frozen=True, slots=True)
class StanceChange:
    """What was alleged of a party, what it denied, and what it acknowledged, in order of saying."""

    change_id: str
    party: str
    event: str
    steps: tuple[Step, ...]
    sentence: str


@dataclass(frozen=True, slots=True)
class Figures:
    """All that was found between the figures of a case, each kind in order of importance.

    ``counted`` says of which relations there were too many to keep each.
    """

    rates: tuple[Rate, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
    ceilings: tuple[CeilingCheck, ...] = ()
    alternatives: tuple[Alternatives, ...] = ()
    relations: tuple[Relation, ...] = ()
    series: tuple[Series, ...] = ()
    stances: tuple[StanceChange, ...] = ()
    counted: tuple[PairCount, ...] = ()

    def pairs(self, kind: PairKind) -> int:
        """Return how many pairs of figures, or of parties, stand to each other so, kept or counted."""
        recorded = sum(r.kind == kind for r in self.relations)
        if kind == "rates disagree":
            recorded = len(self.disagreements)
        return recorded + sum(c.pairs - c.recorded for c in self.counted if c.kind == kind)
