"""Which figures of one thing cannot both be true, which say the same, which only seem to differ."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from tidewaiter.assess.covers import carriers, group, one_subject, part_of
from tidewaiter.assess.figures import (
    by_alternative,
    document,
    in_words,
    once_an_origin,
    same_party,
)
from tidewaiter.assess.mixed import same_kind, several, single
from tidewaiter.assess.windows import apart, known
from tidewaiter.model.figures import Figure, Relation, RelationKind
from tidewaiter.model.ids import content_id
from tidewaiter.model.words import day, days, said, share, span

#: Figures said further apart than this are of different states of knowledge: not laid side by side.
_STALE_DAYS = 365
_RANK: dict[RelationKind, int] = {
    "cannot both be true": 0, "not comparable as they stand": 1, "superseded": 2, "implied by": 3,
}  # fmt: skip


def relations(figures: Iterable[Figure]) -> tuple[Relation, ...]:
    """Relate the figures of one unit to each other.

    A count over a window cannot be less than one over a part of it. So two figures *cannot both be
    true* where one surely counts a part of what the other counts, and its least value is above the
    other's greatest. Where only the numbers are disjoint, and windows or coverage leave room, they
    are *not comparable as they stand*; of that, each party's latest figure alone is looked at. A
    figure is *superseded* by the party's own later one, and an "at least" is *implied by* a figure
    for a part of it that is no less. Of a claim's alternatives, all must contradict.

    Args:
        figures: In any order; neither order nor the names of the two matter.
    """
    counts = [
        f for f in figures if group(f) is not None and "/" not in f.unit and not single(f.of)
    ]
    by_unit: dict[tuple[str, str | None], list[Figure]] = {}
    for figure in sorted(once_an_origin(counts), key=_time):
        by_unit.setdefault((figure.unit, group(figure)), []).append(figure)
    found: list[Relation] = []
    for counted in by_unit.values():
        sets = list(by_alternative(counted).values())
        superseded = _superseded(sets)
        later = {r.first.figure_id: r.second for r in superseded}
        pairs = itertools.combinations(sets, 2)
        cannot = [r for a, b in pairs if (r := _contradict(a, b, later))]
        taken = {frozenset((r.first.figure_id, r.second.figure_id)) for r in cannot}
        found += [*cannot, *superseded, *_implied(sets)]
        found += _not_comparable(sets, taken)
    return tuple(sorted(found, key=order))


def _contradict(
    a: Sequence[Figure], b: Sequence[Figure], later: Mapping[str, Figure]
) -> Relation | None:
    reasons = []
    for x, y in itertools.product(a, b):
        if x.claim_id == y.claim_id or (reason := _too_much(x, y) or _too_much(y, x)) is None:
            return None
        reasons.append(reason)
    since = "".join(_since(f, later) for f in sorted((a[0], b[0]), key=_time))
    why = f"{reasons[0]}{_origin(a[0], b[0])}{since}"
    return _made("cannot both be true", a[0], b[0], why)


def _since(figure: Figure, later: Mapping[str, Figure]) -> str:
    """Say what the party has given since, where it has."""
    new = later.get(figure.figure_id)
    if new is None:
        return ""
    return (
        f" {new.party} has since given {said(new.bound, new.unit, new.of)} "
        f"({new.name}, {day(new.said)}, {days(new.window)})."
    )


def _too_much(part: Figure, whole: Figure) -> str | None:
    """Say why ``part`` cannot be a part of ``whole``, None where it can."""
    if part.bound.low <= _top(whole) or not part_of(part, whole):
        return None
    if part.window == whole.window:
        return "Both speak of the same days: they cannot both be true as they stand."
    return (
        f"The days of {part.name} lie within those of {whole.name}, and what was counted in a part is "
        "at most what was counted in all: they cannot both be true as they stand."
    )


def _superseded(sets: Sequence[Sequence[Figure]]) -> list[Relation]:
    chains: dict[tuple[object, ...], list[Figure]] = {}
    for figures in sets:
        f = figures[0]
        if f.said is not None and known(f.window):
            who = f.party if f.named else (f.party, document(f))
            chains.setdefault((who, carriers(f)), []).append(f)
    made = []
    for chain in chains.values():
        for earlier, later in itertools.pairwise(sorted(chain, key=_time)):
            if earlier.said == later.said or not _goes_on(earlier, later):
                continue
            fell = later.bound.said_high < earlier.bound.said_low
            tail = f"{later.party}'s own later figure" + (", which is lower." if fell else ".")
            made.append(_made("superseded", earlier, later, f"The second is {tail}"))
    return made


def _goes_on(earlier: Figure, later: Figure) -> bool:
    ends = earlier.window[1], later.window[1]
    if ends[0] is None or ends[1] is None or ends[1] < ends[0]:
        return False
    fits = same_kind(earlier.of, later.of) and one_subject(earlier, later)
    return fits and not apart(earlier.window, later.window)


def _implied(sets: Sequence[Sequence[Figure]]) -> list[Relation]:
    """Find for each "at least" the strongest figure of another party from which it follows."""
    alone = [s[0] for s in sets if len(s) == 1]
    strong = sorted(alone, key=lambda f: (-f.bound.low, f.figure_id))
    made = []
    for whole in alone:
        if whole.bound.kind != "at least":
            continue
        part = next((f for f in strong if _gives(f, whole)), None)
        if part is not None:
            why = f"{whole.name} follows from {part.name}, which counts no less for a part of it."
            made.append(_made("implied by", whole, part, why, keep=True))
    return made


def _gives(part: Figure, whole: Figure) -> bool:
    if part.bound.low < whole.bound.low or same_party(part, whole) or not part_of(part, whole):
        return False
    alike = part.window == whole.window and part.bound == whole.bound
    return not alike or part.figure_id < whole.figure_id  # of two alike one follows, not both


def _not_comparable(
    sets: Sequence[Sequence[Figure]], taken: set[frozenset[str]]
) -> list[Relation]:
    latest: dict[tuple[str, str], Sequence[Figure]] = {}
    for figures in sorted(sets, key=lambda s: _time(s[0])):
        f = figures[0]
        latest[f.party, "" if f.named else document(f)] = figures
    made = []
    for a, b in itertools.combinations(latest.values(), 2):
        pair = frozenset((a[0].figure_id, b[0].figure_id))
        if pair not in taken and all(_seem_apart(x, y) for x, y in itertools.product(a, b)):
            made.append(_made("not comparable as they stand", a[0], b[0], _room(a[0], b[0])))
    return made


def _seem_apart(a: Figure, b: Figure) -> bool:
    disjoint = a.bound.low > _top(b) or b.bound.low > _top(a)
    if not disjoint or not one_subject(a, b) or not known(a.window) or not known(b.window):
        return False
    recent = a.said is None or b.said is None or abs((a.said - b.said).days) <= _STALE_DAYS
    return recent and not apart(a.window, b.window)


def _room(a: Figure, b: Figure) -> str:
    """Say what lets both be true."""
    if a.window != b.window:
        why = "They speak of different days"
    elif several(a.of) or several(b.of) or not same_kind(a.of, b.of):
        why = "They speak of different kinds of things"
    else:
        why = "It is not said that they cover the same places and ships"
    return f"{why}: not comparable as they stand, and both can be true.{_origin(a, b)}"


def _origin(a: Figure, b: Figure) -> str:
    shared = a.story is not None and a.story == b.story and a.party != b.party
    return " Both go back to one origin." if shared else ""


def _made(kind: RelationKind, a: Figure, b: Figure, why: str, *, keep: bool = False) -> Relation:
    first, second = (a, b) if keep else sorted((a, b), key=_time)
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


def _differ(a: Figure, b: Figure) -> float:
    """Share by which the lesser figure as said lies below the greater; 0 where they meet."""
    low, high = sorted((a.bound, b.bound), key=lambda x: (x.said_low, x.said_high))
    return max(0.0, 1 - low.said_high / high.said_low) if high.said_low else 0.0


def _compared(first: Figure, second: Figure, differ: float) -> str:
    if not differ:
        return ""
    lower = second.bound.said_high < first.bound.said_low
    return f"the second figure is {share(differ)} lower" if lower else f"the first figure is {share(differ)} lower"  # fmt: skip


def _top(figure: Figure) -> float:
    return math.inf if figure.bound.high is None else figure.bound.high


def _time(figure: Figure) -> tuple[date, date, str]:
    return figure.said or date.max, figure.window[1] or date.max, figure.figure_id


def order(relation: Relation) -> tuple[object, ...]:
    """Contradictions first; among equals the latest told, then the widest apart."""
    told = min(relation.first.said or date.min, relation.second.said or date.min)
    return _RANK[relation.kind], -told.toordinal(), -relation.differ, relation.relation_id
