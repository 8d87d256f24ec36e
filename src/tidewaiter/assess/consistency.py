"""Which figures of one thing cannot both be true, which say the same, which only seem to differ."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from tidewaiter.assess.columns import Columns, Index, columns
from tidewaiter.assess.covers import group, one_subject, part_of
from tidewaiter.assess.figures import as_told, by_alternative, document, once_an_origin
from tidewaiter.assess.follows import implied, superseded
from tidewaiter.assess.mixed import kinds_differ, single
from tidewaiter.assess.related import among, order, order_of_counts, pair_count, related, time
from tidewaiter.assess.widest import Widest, wanted
from tidewaiter.assess.windows import apart, known
from tidewaiter.model.figures import Figure, PairCount, Relation, RelationKind
from tidewaiter.model.words import day, days

#: Figures said further apart than this are of different states of knowledge: not laid side by side.
_STALE_DAYS = 365
#: So many pairs of one unit and kind are recorded each; of more, those that lie widest apart.
MOST = 500
_DAYS = "They speak of different days"
_KINDS = "They speak of different kinds of things"
_UNSAID = "It is not said that they cover the same places and ships"

Sets = Sequence[Sequence[Figure]]
Pairs = Iterator[tuple[Index, Index]]


@dataclass(frozen=True, slots=True)
class Consistency:
    """Relations in order, and counts of those of which there were too many to keep each."""

    relations: tuple[Relation, ...]
    counted: tuple[PairCount, ...]


def relations(
    figures: Iterable[Figure], *, of: str | None = None, most: int | None = MOST
) -> Consistency:
    """Relate the figures of one unit to each other.

    A count over a window cannot be less than one over a part of it. So two figures *cannot both be
    true* where one surely counts a part of what the other counts, and its least value is above the
    other's greatest. Where only the numbers are disjoint, and windows or coverage leave room, they
    are *not comparable as they stand*; of that, each party's latest figure alone is looked at. A
    figure is *superseded* by the party's own later one, and an "at least" is *implied by* a figure
    for a part of it that is no less. Of a claim's alternatives, all must contradict.

    Every two figures are compared. Where more than ``most`` pairs of one unit stand to each other in
    one of the first two ways, each figure keeps the pair that lies widest apart (of those that are not
    comparable, ``most`` at most), and all are counted.

    Args:
        figures: In any order; neither order nor the names of the two matter.
        of: Only relations of the figures of this claim.
        most: How many pairs are kept each; None for any number.
    """
    counts = [
        f for f in figures if group(f) is not None and "/" not in f.unit and not single(f.of)
    ]
    by_unit: dict[tuple[str, str], list[Figure]] = {}
    for figure in sorted(once_an_origin(counts), key=time):
        by_unit.setdefault((figure.unit, group(figure) or ""), []).append(figure)
    found: list[Relation] = []
    kept: list[PairCount] = []
    for (unit, happening), counted in by_unit.items():
        unit_of = _Unit(unit, happening, list(by_alternative(counted).values()), of, most)
        some, many = unit_of.related()
        found += [r for r in some if of is None or of in (r.first.claim_id, r.second.claim_id)]
        kept += many
    return Consistency(tuple(sorted(found, key=order)), tuple(sorted(kept, key=order_of_counts)))


class _Unit:
    """The figures of one unit and kind of happening, a claim's alternatives together."""

    def __init__(
        self, unit: str, happening: str, sets: Sets, of: str | None, most: int | None
    ) -> None:
        self.unit, self.happening, self.sets, self.most = unit, happening, sets, most
        self.columns: Columns = columns([s[0] for s in sets])
        self.several = np.array([len(s) > 1 for s in sets], dtype=np.bool_)
        claims: dict[str, int] = {}
        self.claim = np.array(
            [claims.setdefault(s[0].claim_id, len(claims)) for s in sets], dtype=np.intp
        )
        asked = [n for n, s in enumerate(sets) if of is None or s[0].claim_id == of]
        self.rows = np.array(asked, dtype=np.intp)

    def related(self) -> tuple[list[Relation], list[PairCount]]:
        if len(self.rows) == 0:
            return [], []
        overtaken = superseded(self.sets)
        later = {r.first.figure_id: r.second for r in overtaken}
        cannot, many = self._kept("cannot both be true", self._contradictions(), later)
        apart, more = self._kept("not comparable as they stand", self._apart(), later)
        follows = implied([s[0] for s in self.sets if len(s) == 1])
        return [*cannot, *overtaken, *follows, *apart], [*many, *more]

    def _kept(
        self, kind: RelationKind, pairs: Pairs, later: Mapping[str, Figure]
    ) -> tuple[list[Relation], list[PairCount]]:
        each = kind == "cannot both be true"
        widest = Widest(len(self.sets), self.most)
        for a, b in pairs:
            widest.add(a, b, self.columns.differ(a, b))
            if not each:
                self._count(widest, a, b)
        chosen = widest.kept(each=each)
        listed = np.bincount(np.array(chosen, dtype=np.intp).ravel(), minlength=len(self.sets))
        more = widest.others - listed
        made = [self._relation(kind, i, j, later) for i, j in chosen]
        if not widest.left_out:
            return made, []
        at = {s[0].figure_id: n for n, s in enumerate(self.sets)}
        made = [
            among(r, int(more[at[r.first.figure_id]]), int(more[at[r.second.figure_id]]))
            for r in made
        ]
        why = "; ".join(
            f"{n:,}: {w[0].lower()}{w[1:]}" for w, n in sorted(widest.why.items()) if n
        )
        figures = int(np.count_nonzero(widest.others))
        made_of = (figures, widest.total, len(made))
        return made, [pair_count(kind, self.unit, self.happening, made_of, why)]

    def _relation(
        self, kind: RelationKind, i: int, j: int, later: Mapping[str, Figure]
    ) -> Relation:
        a, b = self.sets[i], self.sets[j]
        why = _room(a[0], b[0]) if kind != "cannot both be true" else _why(a, b, later)
        return related(kind, a[0], b[0], why)

    def _contradictions(self) -> Pairs:
        c = self.columns

        def either(a: Index, b: Index) -> np.ndarray:
            return c.too_much(a, b) | c.too_much(b, a)

        for a, b in wanted(self.rows, len(self.sets), either):
            some = self._contradict(a, b)
            yield a[some], b[some]

    def _contradict(self, a: Index, b: Index) -> np.ndarray:
        """Say of pairs whether they contradict each other; those with alternatives in full."""
        over = self.columns.too_much(a, b)
        some = over | self.columns.too_much(b, a)
        part, whole = np.where(over, a, b), np.where(over, b, a)
        some &= self.claim[a] != self.claim[b]
        some[some] = self.columns.covers(part[some], whole[some])
        return self._in_full(a, b, some, lambda x, y: _reasons(x, y) is not None)

    def _apart(self) -> Pairs:
        """Pairs of each party's latest figures that seem to be apart and do not contradict."""
        latest: dict[tuple[str, str], int] = {}
        for n, s in enumerate(self.sets):
            latest[s[0].party, "" if s[0].named else document(s[0])] = n
        mine = np.array(sorted(latest.values()), dtype=np.intp)
        rows = np.nonzero(np.isin(mine, self.rows))[0]

        def seem(a: Index, b: Index) -> np.ndarray:
            return self.columns.seem_apart(mine[a], mine[b], _STALE_DAYS)

        for i, j in wanted(rows, len(mine), seem):
            a, b = mine[i], mine[j]
            some = self.columns.one_subject(a, b)
            some = self._in_full(a, b, some, _all_seem_apart)
            some[some] = ~self._contradict(a[some], b[some])
            yield a[some], b[some]

    def _in_full(
        self, a: Index, b: Index, some: np.ndarray,
        holds: Callable[[Sequence[Figure], Sequence[Figure]], bool],
    ) -> np.ndarray:  # fmt: skip
        """Ask of pairs with alternatives whether all of them hold; the first alone was compared."""
        for n in np.nonzero(some & (self.several[a] | self.several[b]))[0]:
            i, j = sorted((int(a[n]), int(b[n])))
            some[n] = holds(self.sets[i], self.sets[j])
        return some

    def _count(self, widest: Widest, a: Index, b: Index) -> None:
        """Count what leaves room for both, as :func:`_room` says it of a pair."""
        same = self.columns.same_days(a, b)
        kinds = int(np.count_nonzero(self.columns.kinds_differ(a[same], b[same])))
        rest = int(np.count_nonzero(same)) - kinds
        widest.why.update({_DAYS: len(a) - kinds - rest, _KINDS: kinds, _UNSAID: rest})


def _why(a: Sequence[Figure], b: Sequence[Figure], later: Mapping[str, Figure]) -> str:
    reasons = _reasons(a, b)
    assert reasons is not None, "only pairs that contradict each other are recorded"
    since = "".join(_since(f, later) for f in sorted((a[0], b[0]), key=time))
    return f"{reasons[0]}{_origin(a[0], b[0])}{since}"


def _reasons(a: Sequence[Figure], b: Sequence[Figure]) -> list[str] | None:
    """Say why each figure of one claim contradicts each of another; None where any does not."""
    reasons = []
    for x, y in itertools.product(a, b):
        if x.claim_id == y.claim_id or (reason := _too_much(x, y) or _too_much(y, x)) is None:
            return None
        reasons.append(reason)
    return reasons


def _since(figure: Figure, later: Mapping[str, Figure]) -> str:
    """Say what the party has given since, where it has."""
    new = later.get(figure.figure_id)
    if new is None:
        return ""
    return (
        f" {new.party} has since given {as_told(new)} "
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


def _all_seem_apart(a: Sequence[Figure], b: Sequence[Figure]) -> bool:
    return all(_seem_apart(x, y) for x, y in itertools.product(a, b))


def _seem_apart(a: Figure, b: Figure) -> bool:
    disjoint = a.bound.low > _top(b) or b.bound.low > _top(a)
    if not disjoint or not one_subject(a, b) or not known(a.window) or not known(b.window):
        return False
    recent = a.said is None or b.said is None or abs((a.said - b.said).days) <= _STALE_DAYS
    return recent and not apart(a.window, b.window)


def _room(a: Figure, b: Figure) -> str:
    """Say what lets both be true."""
    if a.window != b.window:
        why = _DAYS
    elif kinds_differ(a, b):
        why = _KINDS
    else:
        why = _UNSAID
    return f"{why}: not comparable as they stand, and both can be true.{_origin(a, b)}"


def _origin(a: Figure, b: Figure) -> str:
    shared = a.story is not None and a.story == b.story and a.party != b.party
    return " Both go back to one origin." if shared else ""


def _top(figure: Figure) -> float:
    return math.inf if figure.bound.high is None else figure.bound.high
