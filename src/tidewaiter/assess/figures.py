"""From claims to figures that can be laid side by side."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from tidewaiter.errors import UnitError
from tidewaiter.model.bounds import Bound, bound
from tidewaiter.model.claims import Claim, Quantity
from tidewaiter.model.figures import Figure
from tidewaiter.model.units import kind, unit
from tidewaiter.model.words import bare, day, days, over_scaled, said

#: Acts that put a figure forward as so; a pledge, a demand or a denial counts nothing.
_ACTS = frozenset({"say", "acknowledge", "narrate", "accuse"})
_PLACES = ("agent", "recipient", "target", "origin", "destination")


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of the claims of a case beyond themselves.

    Attributes:
        names: Claim id → how an analyst refers to it.
        speaks_for: Speaker → the party for whom it speaks.
        story_of: Claim id → the group of one origin that it belongs to.
    """

    names: Mapping[str, str] = field(default_factory=dict)
    speaks_for: Mapping[str, str] = field(default_factory=dict)
    story_of: Mapping[str, str] = field(default_factory=dict)

    def name(self, claim_id: str) -> str:
        """Return how a claim is referred to."""
        return self.names.get(claim_id, claim_id[:8])

    def party(self, speaker: str) -> str:
        """Return for whom somebody speaks."""
        return self.speaks_for.get(speaker, speaker)


def figures(claims: Iterable[Claim], known: Known | None = None) -> tuple[Figure, ...]:
    """Return every figure with a unit that a claim puts forward as so, in order of id.

    Args:
        claims: In any order.
        known: What is known of them; nothing, if not given.
    """
    facts = known or Known()
    ids = {name: claim_id for claim_id, name in facts.names.items()}
    found = []
    for claim in claims:
        if claim.act not in _ACTS or claim.polarity == "negative":
            continue
        for index, quantity in enumerate(claim.quantities):
            made = _figure(claim, index, quantity, facts, ids)
            if made is not None:
                found.append(made)
    return tuple(sorted(_covering(found), key=lambda f: f.figure_id))


def _covering(found: Sequence[Figure]) -> list[Figure]:
    """Let a figure cover what the one covers from which it was reckoned, where it does not say.

    The rounds that 16,000 containers could hold went where the containers went.
    """
    of_claim = {f.claim_id: f for f in found}

    def sources(figure: Figure, seen: frozenset[str]) -> Iterator[Figure]:
        yield figure
        for claim_id in figure.rests_on:
            if claim_id in of_claim and claim_id not in seen:
                yield from sources(of_claim[claim_id], seen | {claim_id})

    made = []
    for figure in found:
        roles, carriers = dict[str, set[str]](), figure.carriers
        for source in sources(figure, frozenset((figure.claim_id,))):
            carriers = carriers or source.carriers
            said = {role for role, _ in source.roles} - set(roles)
            for role, name in source.roles:
                if role in said:
                    roles.setdefault(role, set()).add(name)
        pairs = tuple(sorted((role, name) for role, names in roles.items() for name in names))
        made.append(replace(figure, carriers=carriers, roles=pairs))
    return made


def _figure(
    claim: Claim, index: int, quantity: Quantity, known: Known, ids: Mapping[str, str]
) -> Figure | None:
    typed = bound(quantity.low, quantity.best, quantity.high)
    if not quantity.unit or not _plausible(typed) or _of_each(claim, quantity):
        return None
    try:
        measure = unit(quantity.unit)
    except UnitError:  # a share, a sum in a notation of its own: nothing to lay it beside
        return None
    who = claim.speaker.name if claim.speaker else claim.document.publisher or "the document"
    first = quantity.alternative_to
    return Figure(
        figure_id=f"{claim.claim_id}#{index}",
        claim_id=claim.claim_id,
        name=known.name(claim.claim_id),
        speaker=who,
        party=known.party(who),
        named=claim.speaker is None or claim.speaker.kind != "unnamed",
        text=quantity.text,
        bound=typed.times(measure.factor),
        unit=str(measure.base),
        of=quantity.of or kind(quantity.unit)[1],
        alternative_to=None if first is None else f"{claim.claim_id}#{first}",
        window=claim.days,
        said=claim.said_on,
        act=claim.act,
        certainty=claim.certainty,
        event=claim.event.type,
        carriers=tuple(sorted({r.name for r in claim.event.roles if r.role == "carrier"})),
        roles=tuple(sorted((r.role, r.name) for r in claim.event.roles if r.role in _PLACES)),
        rests_on=tuple(ids.get(r, r) for r in claim.rests_on),
        story=known.story_of.get(claim.claim_id),
        place=f"{claim.document.id}:{claim.sentence.start}",
        stated=str(measure) if over_scaled(str(measure)) else None,
    )


def _plausible(typed: Bound) -> bool:
    """Say whether a figure can count or weigh anything: no more than 10^18, and no dust but zero."""
    ends = (typed.low, typed.said_low, typed.said_high, typed.high or 0.0)
    return typed.kind != "unknown" and all(e == 0 or 1e-12 <= e <= 1e18 for e in ends)


def _of_each(claim: Claim, quantity: Quantity) -> bool:
    """Say whether it is the figure of one of many ("46 kg each"), and so no count."""
    after = claim.content.text[quantity.end - claim.content.start :]
    return re.match(r"\s*(?:each|apiece)\b", after) is not None


def in_words(figure: Figure) -> str:
    """Write a figure with its speaker and days."""
    return (
        f"{figure.speaker} ({figure.name}, {day(figure.said)}): "
        f"{as_told(figure)}{_margin(figure)}, {days(figure.window)}"
    )


def as_told(figure: Figure, *, kind: bool = True) -> str:
    """Write a figure as it was said, a rate in the unit of its source; ``kind``: with what it counts."""
    return said(figure.bound, figure.unit, figure.of if kind else None, figure.stated)


def _margin(figure: Figure) -> str:
    """What "about" is taken to allow: a contradiction can hang on it."""
    if figure.bound.kind != "approximately":
        return ""
    return f" ({bare(figure.bound.low, figure.bound.high, figure.unit, figure.stated)})"


def same_party(a: Figure, b: Figure) -> bool:
    """Say whether one party gives both; the unnamed are one only within a document."""
    if a.party != b.party:
        return False
    return (a.named and b.named) or document(a) == document(b)


def document(figure: Figure) -> str:
    """Return the id of the document that holds a figure."""
    return figure.place.partition(":")[0]


def once_an_origin(found: Iterable[Figure]) -> list[Figure]:
    """Keep of the figures of one origin that say the same the one that was said first.

    Twelve outlets that repeat a briefing give one figure.
    """
    kept: dict[tuple[object, ...], Figure] = {}
    for f in sorted(found, key=lambda f: (f.said or date.max, f.figure_id)):
        alike = (f.unit, f.bound, f.of, f.event, f.carriers, f.roles)
        origin = f.story or f.figure_id
        key = (origin, *alike, f.window if f.window != (None, None) else None)
        kept.setdefault(key, f)
    return list(kept.values())


def by_alternative(found: Sequence[Figure]) -> dict[str, list[Figure]]:
    """Group figures that stand for each other under the id of the first."""
    groups: dict[str, list[Figure]] = {}
    for figure in found:
        groups.setdefault(figure.alternative_to or figure.figure_id, []).append(figure)
    return groups
