"""Rates of one unit on which parties disagree."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence

from tidewaiter.assess.mixed import same_kind
from tidewaiter.model.figures import Disagreement, Rate
from tidewaiter.model.ids import content_id
from tidewaiter.model.words import amount, share

Range = tuple[float, float]


def disagreements(rates: Iterable[Rate]) -> tuple[Disagreement, ...]:
    """Find pairs of parties whose rates of one unit, as said, lie wholly apart.

    A party's rates of one kind are one range. Rates of different kinds are not compared; where a
    party names no kind, it is held against the nearest. A party is not held against one of which it
    is a part ("A with B" against A).

    Args:
        rates: In any order.
    """
    groups: dict[tuple[str, str], dict[str | None, list[Rate]]] = {}
    for rate in sorted(rates, key=lambda r: r.rate_id):
        if not rate.composed:
            by_kind = groups.setdefault((rate.unit, rate.party), {})
            by_kind.setdefault(rate.of, []).append(rate)
    made = []
    for (unit, a), (other, b) in itertools.combinations(sorted(groups), 2):
        if unit == other and not {*a.split(" with ")} & {*b.split(" with ")}:
            found = _apart(unit, a, b, groups[unit, a], groups[unit, b])
            if found is not None:
                made.append(found)
    return tuple(sorted(made, key=order))


def order(found: Disagreement) -> tuple[object, ...]:
    """Sort by how many rates stand behind it, then by how far it is apart."""
    return -len(found.rate_ids), -found.apart, found.disagreement_id


def _apart(
    unit: str, a: str, b: str, ours: dict[str | None, list[Rate]], theirs: dict[str | None, list[Rate]]
) -> Disagreement | None:  # fmt: skip
    compared = [
        (mine, other)
        for (kind, mine), (their_kind, other) in itertools.product(_kinds(ours), _kinds(theirs))
        if same_kind(kind, their_kind)
    ]
    if not compared:
        return None
    mine, other = min(compared, key=lambda pair: _gap(_range(pair[0]), _range(pair[1])))
    first, second = _range(mine), _range(other)
    if _gap(first, second) <= 1:
        return None
    if first[1] < second[0]:
        return _made(unit, (a, mine), (b, other))
    return _made(unit, (b, other), (a, mine))


def _kinds(groups: dict[str | None, list[Rate]]) -> list[tuple[str | None, list[Rate]]]:
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
