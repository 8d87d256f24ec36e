"""A relation between two figures in words, and in its place among others."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tidewaiter.assess.figures import in_words
from tidewaiter.model.counted import counted
from tidewaiter.model.figures import Figure, PairCount, PairKind, Relation, RelationKind
from tidewaiter.model.ids import content_id
from tidewaiter.model.words import name, share, span

_RANK: dict[PairKind, int] = {
    "cannot both be true": 0, "not comparable as they stand": 1, "superseded": 2, "implied by": 3,
    "rates disagree": 4,
}  # fmt: skip
_HAPPENING = {
    "movement": "goods and ships moved", "deployment": "deployments", "casualty": "casualties",
    "attack": "attacks", "inspection": "inspections",
}  # fmt: skip


def related(kind: RelationKind, a: Figure, b: Figure, why: str, *, keep: bool = False) -> Relation:
    """Write a relation: both figures, how far apart, and why; the earlier first, unless ``keep``."""
    first, second = (a, b) if keep else sorted((a, b), key=time)
    differ = _differ(first, second)
    told = span(first.said, second.said)
    parts = [f"said {told}" if told else "", _compared(first, second, differ)]
    middle = ", ".join(p for p in parts if p)
    lead = f"{in_words(first)}. {in_words(second)}."
    return Relation(
        relation_id=content_id("relation", kind, first.figure_id, second.figure_id),
        kind=kind,
        first=first,
        second=second,
        differ=differ,
        sentence=f"{lead} {middle[:1].upper()}{middle[1:]}{'. ' if middle else ''}{why}",
    )


def among(found: Relation, first_more: int, second_more: int) -> Relation:
    """Say on a relation in how many more pairs of its kind its two figures are."""
    told = [
        f"{f.name} stands so in {counted(more, 'more pair')}"
        for f, more in ((found.first, first_more), (found.second, second_more))
        if more
    ]
    tail = f" {', '.join(told)}." if told else ""
    return replace(
        found, first_more=first_more, second_more=second_more, sentence=f"{found.sentence}{tail}"
    )


def pair_count(
    kind: PairKind, unit: str, happening: str, numbers: tuple[int, int, int], why: str = ""
) -> PairCount:
    """Write how many pairs there are of which only the widest are recorded.

    Args:
        kind: How the two of each pair stand to each other.
        unit: Base unit.
        happening: What is counted.
        numbers: Figures in any such pair, pairs, and how many of them are recorded.
        why: What leaves room for both, with numbers of pairs; empty where nothing does.
    """
    figures, pairs, recorded = numbers
    made = f"make {pairs:,} pair{'s' * (pairs != 1)} that"
    if kind == "rates disagree":
        told = (
            f"The rates of {figures:,} parties in {name(unit)} {made} disagree. Too many to set out: "
            f"here are {recorded:,} of them, of each party the one that lies widest apart."
        )
    else:
        stand, chosen = _STANDS.get(kind, _OTHERS)
        told = (
            f"{figures:,} figures of {_HAPPENING.get(happening, happening)}, in {name(unit)}, {made} "
            f"{stand}{f' ({why})' if why else ''}. Too many to set out: here are "
            f"{chosen.format(recorded)}. All those of one claim: tidewaiter figures CASE --of ID."
        )
    return PairCount(
        count_id=content_id("pairs", kind, unit, happening),
        kind=kind,
        unit=unit,
        happening=happening,
        figures=figures,
        pairs=pairs,
        recorded=recorded,
        sentence=told,
    )


_OTHERS = (
    "do not meet and are not comparable as they stand",
    "the {:,} of them that lie widest apart, of each figure one",
)
_STANDS: dict[PairKind, tuple[str, str]] = {
    "cannot both be true": (
        "cannot both be true", "{:,} of them, of each figure the one that lies widest apart",
    ),
}  # fmt: skip


def time(figure: Figure) -> tuple[date, date, str]:
    """Sort by the day of saying, then by the last day spoken of; unknown days last."""
    return figure.said or date.max, figure.window[1] or date.max, figure.figure_id


def order(relation: Relation) -> tuple[object, ...]:
    """Contradictions first; among equals the latest told, then the widest apart."""
    told = min(relation.first.said or date.min, relation.second.said or date.min)
    return _RANK[relation.kind], -told.toordinal(), -relation.differ, relation.relation_id


def order_of_counts(found: PairCount) -> tuple[object, ...]:
    """Contradictions first, then the most pairs."""
    return _RANK[found.kind], -found.pairs, found.count_id


def _differ(a: Figure, b: Figure) -> float:
    """Share by which the lesser figure as said lies below the greater; 0 where they meet."""
    low, high = sorted((a.bound, b.bound), key=lambda x: (x.said_low, x.said_high))
    return max(0.0, 1 - low.said_high / high.said_low) if high.said_low else 0.0


def _compared(first: Figure, second: Figure, differ: float) -> str:
    if not differ:
        return ""
    lower = second.bound.said_high < first.bound.said_low
    return f"the second figure is {share(differ)} lower" if lower else f"the first figure is {share(differ)} lower"  # fmt: skip
