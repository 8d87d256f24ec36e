"""Every two figures compared one by one, the dumb way: what the fast way is held against."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence

from tidewaiter.assess.covers import group, one_subject, part_of
from tidewaiter.assess.figures import by_alternative, document, once_an_origin
from tidewaiter.assess.mixed import single
from tidewaiter.assess.related import time
from tidewaiter.assess.windows import apart, known
from tidewaiter.model.figures import Figure

Pair = frozenset[str]


def pairs(figures: Sequence[Figure]) -> dict[str, set[Pair]]:
    """Contradictions and pairs that are not comparable, as ids of the first figures of each."""
    counted = [
        f
        for f in sorted(once_an_origin(figures), key=time)
        if group(f) is not None and "/" not in f.unit and not single(f.of)
    ]
    sets = list(by_alternative(counted).values())
    cannot = {_ids(a, b) for a, b in itertools.combinations(sets, 2) if _contradict(a, b)}
    latest: dict[tuple[str, str, str, str | None], Sequence[Figure]] = {}
    for s in sets:
        latest[s[0].unit, s[0].party, "" if s[0].named else document(s[0]), group(s[0])] = s
    open_ = {
        _ids(a, b)
        for a, b in itertools.combinations(latest.values(), 2)
        if all(_seem_apart(x, y) for x, y in itertools.product(a, b))
    }
    return {"cannot both be true": cannot, "not comparable as they stand": open_ - cannot}


def _ids(a: Sequence[Figure], b: Sequence[Figure]) -> Pair:
    return frozenset((a[0].figure_id, b[0].figure_id))


def _contradict(a: Sequence[Figure], b: Sequence[Figure]) -> bool:
    return all(
        x.unit == y.unit and x.claim_id != y.claim_id and (_more(x, y) or _more(y, x))
        for x, y in itertools.product(a, b)
    )


def _more(part: Figure, whole: Figure) -> bool:
    return part.bound.low > _top(whole) and part_of(part, whole)


def _seem_apart(a: Figure, b: Figure) -> bool:
    if a.unit != b.unit or not (a.bound.low > _top(b) or b.bound.low > _top(a)):
        return False
    if not one_subject(a, b) or not known(a.window) or not known(b.window):
        return False
    recent = a.said is None or b.said is None or abs((a.said - b.said).days) <= 365
    return recent and not apart(a.window, b.window)


def _top(figure: Figure) -> float:
    return math.inf if figure.bound.high is None else figure.bound.high
