"""Rates of one unit on which parties disagree."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from tidewaiter.assess.mixed import same_kind
from tidewaiter.assess.related import pair_count
from tidewaiter.assess.widest import Widest
from tidewaiter.model.figures import Disagreement, PairCount, Rate
from tidewaiter.model.ids import content_id
from tidewaiter.model.words import amount, share

Range = tuple[float, float]
_Rates = dict[str | None, list[Rate]]
#: So many pairs of parties are recorded each for a unit; of more, those that lie widest apart.
MOST = 500


@dataclass(frozen=True, slots=True)
class Apart:
    """Disagreements in order, and counts of those of which there were too many to keep each."""

    disagreements: tuple[Disagreement, ...]
    counted: tuple[PairCount, ...]


def disagreements(rates: Iterable[Rate], *, most: int | None = MOST) -> Apart:
    """Find pairs of parties whose rates of one unit, as said, lie wholly apart.

    A party's rates of one kind are one range. Rates of different kinds are not compared; where a
    party names no kind, it is held against the nearest. A party is not held against one of which it
    is a part ("A with B" against A). Where more than ``most`` pairs of one unit disagree, each party
    keeps the pair that lies widest apart, and all are counted.

    Args:
        rates: In any order.
        most: How many pairs are kept each; None for any number.
    """
    units: dict[str, dict[str, _Rates]] = {}
    for rate in sorted(rates, key=lambda r: r.rate_id):
        if not rate.composed:
            by_kind = units.setdefault(rate.unit, {}).setdefault(rate.party, {})
            by_kind.setdefault(rate.of, []).append(rate)
    made: list[Disagreement] = []
    counted: list[PairCount] = []
    for unit, parties in sorted(units.items()):
        some, count = _of_unit(unit, sorted(parties.items()), most)
        made += some
        counted += count
    return Apart(tuple(sorted(made, key=order)), tuple(counted))


def _of_unit(
    unit: str, parties: Sequence[tuple[str, _Rates]], most: int | None
) -> tuple[list[Disagreement], list[PairCount]]:
    who = [set(name.split(" with ")) for name, _ in parties]
    widest = Widest(len(parties), most)
    for i, (_, ours) in enumerate(parties):
        gaps = [
            (j, found[0])
            for j in range(i + 1, len(parties))
            if not who[i] & who[j] and (found := _nearest(ours, parties[j][1])) is not None
        ]
        others = np.array([j for j, _ in gaps], dtype=np.intp)
        widest.add(np.full_like(others, i), others, np.array([g for _, g in gaps], dtype=float))
    kept = widest.kept()
    made = [_apart(unit, parties[i], parties[j]) for i, j in kept]
    if not widest.left_out:
        return made, []
    figures = int(np.count_nonzero(widest.others))
    return made, [pair_count("rates disagree", unit, "", (figures, widest.total, len(made)))]


def order(found: Disagreement) -> tuple[object, ...]:
    """Sort by how many rates stand behind it, then by how far it is apart."""
    return -len(found.rate_ids), -found.apart, found.disagreement_id


def _nearest(ours: _Rates, theirs: _Rates) -> tuple[float, list[Rate], list[Rate]] | None:
    """Return how far the nearest rates of two parties lie apart, and these; None where any meet."""
    compared = [
        (_gap(_range(mine), _range(other)), mine, other)
        for (kind, mine), (their_kind, other) in itertools.product(_kinds(ours), _kinds(theirs))
        if same_kind(kind, their_kind)
    ]
    if not compared:
        return None
    found = min(compared, key=lambda pair: pair[0])
    return found if found[0] > 1 else None


def _apart(unit: str, a: tuple[str, _Rates], b: tuple[str, _Rates]) -> Disagreement:
    found = _nearest(a[1], b[1])
    assert found is not None, "only parties whose rates lie apart are recorded"
    _, mine, other = found
    if _range(mine)[1] < _range(other)[0]:
        return _made(unit, (a[0], mine), (b[0], other))
    return _made(unit, (b[0], other), (a[0], mine))


def _kinds(groups: _Rates) -> list[tuple[str | None, list[Rate]]]:
    """Each kind with the rates that name none: those may be of that kind, unless it is set aside."""
    plain = groups.get(None, [])
    made: list[tuple[str | None, list[Rate]]] = []
    for kind, rates in groups.items():
        if kind is not None:
            made.append((kind, rates if _aside(rates) else [*rates, *plain]))
    return made or [(None, plain)]


def _aside(rates: Sequence[Rate]) -> bool:
    return all(r.alternative for r in rates)


def _range(rates: Sequence[Rate]) -> Range:
    return min(r.bound.said_low for r in rates), max(r.bound.said_high for r in rates)


def _gap(a: Range, b: Range) -> float:
    """How many times the greater lies above the lesser; 1 or less where they meet."""
    return max(b[0] / a[1] if a[1] else 0.0, a[0] / b[1] if b[1] else 0.0)


def _made(unit: str, low: tuple[str, list[Rate]], high: tuple[str, list[Rate]]) -> Disagreement:
    ranges = _range(low[1]), _range(high[1])
    apart = ranges[1][0] / ranges[0][1]
    ids = tuple(sorted(r.rate_id for r in (*low[1], *high[1])))
    lead = "; ".join(
        f"{who}: {amount(*_range(found), unit, _of(found))} ({_from(found)})"
        for who, found in (low, high)
    )
    return Disagreement(
        disagreement_id=content_id("disagreement", unit, *ids),
        unit=unit,
        lower=low[0],
        higher=high[0],
        lower_range=ranges[0],
        higher_range=ranges[1],
        rate_ids=ids,
        apart=apart,
        sentence=(
            f"{lead}. As said they do not meet: the higher begins {share(apart - 1)} above the end of "
            f"the lower.{_room(low[1], high[1])}"
        ),
    )


def _room(low: Sequence[Rate], high: Sequence[Rate]) -> str:
    """Say whether the bounds, wider than what was said, leave room for both."""
    top = max((float("inf") if r.bound.high is None else r.bound.high) for r in low)
    bottom = min(r.bound.low for r in high)
    return " “About” and “more than” leave room for both." if bottom <= top else ""


def _of(rates: Sequence[Rate]) -> str | None:
    kinds = sorted({r.of for r in rates if r.of})
    return kinds[0] if len(kinds) == 1 else None


def _from(rates: Sequence[Rate]) -> str:
    ordered = sorted(rates, key=lambda r: (str(r.over.said), r.over.name))
    return ", ".join(dict.fromkeys(f"{r.over.name}/{r.under.name}" for r in ordered))
