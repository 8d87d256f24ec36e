"""Pairs that a rule joins: all of them one by one, or as few as hold the same groups together.

A speaker with thousands of claims makes millions of pairs. Groups need a few of them only: claims
are swept in the order of the days that they speak of, and each is tied to one whose days reach far
enough. Claims that a person split from others are left out of the sweep and compared with each.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import merge

from tidewaiter.link.stories.aliases import Aliases
from tidewaiter.link.stories.seen import Seen
from tidewaiter.model.stories import EdgeKind

Pair = tuple[Seen, Seen]
#: First and last of what must overlap, the claim's id, the claim.
_Spanned = tuple[int, int, str, Seen]
Keys = Callable[[Seen], Iterable[Hashable]]
Why = Callable[[Seen, Seen, Aliases], str]
Span = Callable[[Seen], tuple[int, int]]


def days_spoken_of(claim: Seen) -> tuple[int, int]:
    """Return the first and the last day that a claim speaks of."""
    return claim.start, claim.end


def day_of_saying(claim: Seen) -> int | None:
    """Return the day on which a claim was said, else printed."""
    return claim.said


@dataclass(frozen=True, slots=True)
class Rule:
    """One way in which two claims meet. ``left.__doc__`` is the rule in a sentence.

    Two claims meet where a key of one under ``left`` is a key of the other under ``right``.

    Attributes:
        kind: Of the edges.
        left: Keys of a claim.
        right: Keys of the other, None for the same as ``left``.
        why: The sentence of an edge.
        days: Most days between the two being said; None for any. An unknown day is near to none.
        span: First and last of what must overlap, by default the days that they speak of; None for
            nothing.
        apart: What must differ between the two, None for nothing; only with neither of the above.
        undated: Whether two unknown days are near each other.
        day: When a claim was said, as ``days`` takes it.
    """

    kind: EdgeKind
    left: Keys
    why: Why
    right: Keys | None = None
    days: int | None = None
    span: Span | None = days_spoken_of
    apart: Callable[[Seen], Hashable] | None = None
    undated: bool = False
    day: Callable[[Seen], int | None] = day_of_saying

    def meet(self, a: Seen, b: Seen) -> bool:
        """Say whether two claims meet by this rule."""
        if not self._fit(a, b):
            return False
        right = self.right or self.left
        return not set(self.left(a)).isdisjoint(right(b)) or not set(self.left(b)).isdisjoint(
            right(a)
        )

    def _fit(self, a: Seen, b: Seen) -> bool:
        if self.span is not None:
            (start, end), (begin, stop) = self.span(a), self.span(b)
            if start > stop or begin > end:
                return False
        if self.apart is not None and self.apart(a) == self.apart(b):
            return False
        if self.days is None:
            return True
        one, other = self.day(a), self.day(b)
        if one is None or other is None:
            return self.undated and one is other
        return abs(one - other) <= self.days


def pairs(rule: Rule, claims: Sequence[Seen], split: frozenset[str]) -> Iterator[Pair]:
    """Yield pairs that meet, enough of them to hold together what all would.

    Args:
        rule: The rule.
        claims: All, in the order of being said.
        split: Ids of claims of which all pairs are wanted.
    """
    lefts = _by_key(rule.left, claims)
    rights = lefts if rule.right is None else _by_key(rule.right, claims)
    for key, left in lefts.items():
        right = rights.get(key)
        if right is None or (right is left and len(left) < 2):
            continue
        free = [c for c in left if c.ref not in split]
        others = free if right is left else [c for c in right if c.ref not in split]
        yield from _few(rule, free, others)
    for one in claims:
        if one.ref in split:
            yield from _all_of(rule, one, lefts, rights)


def _by_key(keys: Keys, claims: Sequence[Seen]) -> dict[Hashable, list[Seen]]:
    found: dict[Hashable, list[Seen]] = {}
    for claim in claims:
        for key in _keys(keys, claim):
            found.setdefault(key, []).append(claim)
    return found


def _keys(keys: Keys, claim: Seen) -> list[Hashable]:
    """Return the keys of a claim in an order that is the same in every process, as sets' is not."""
    return sorted(set(keys(claim)), key=repr)


def _all_of(
    rule: Rule,
    one: Seen,
    lefts: dict[Hashable, list[Seen]],
    rights: dict[Hashable, list[Seen]],
) -> Iterator[Pair]:
    met: dict[str, Seen] = {}
    for key in _keys(rule.left, one):
        met.update((c.ref, c) for c in rights.get(key, ()))
    for key in _keys(rule.right or rule.left, one):
        met.update((c.ref, c) for c in lefts.get(key, ()))
    yield from ((one, c) for c in met.values() if c is not one and rule._fit(one, c))


def _few(rule: Rule, left: list[Seen], right: list[Seen]) -> Iterator[Pair]:
    if rule.apart is not None:
        yield from _parts(left, rule.apart)
        return
    spans = _spans(rule, left)
    others = spans if left is right else _spans(rule, right)
    if rule.days is None:
        yield from _chain(spans) if left is right else _across(spans, others)
    else:
        yield from _near(rule, rule.days, spans, others)


def _spans(rule: Rule, claims: Iterable[Seen]) -> list[_Spanned]:
    """Return claims with what must overlap, by its start."""
    if rule.days is not None and not rule.undated:
        claims = (c for c in claims if rule.day(c) is not None)
    spanned = ((*(rule.span(c) if rule.span else (0, 0)), c.ref, c) for c in claims)
    return sorted(spanned, key=lambda s: s[:3])


def _near(rule: Rule, days: int, left: list[_Spanned], right: list[_Spanned]) -> Iterator[Pair]:
    """Sweep claims of each two days that lie near each other."""
    same = left is right
    lefts, rights = _by_day(rule, left), _by_day(rule, right)
    for day, some in lefts.items():
        if same:
            yield from _chain(some)
        for other in _days_near(day, days, rights, later=same):
            if not (same and other == day):
                yield from _across(some, rights[other])


def _days_near(
    day: int | None, days: int, known: Mapping[int | None, object], *, later: bool
) -> Iterable[int | None]:
    if day is None:
        return (None,) if None in known else ()
    return (d for d in range(day if later else day - days, day + days + 1) if d in known)


def _by_day(rule: Rule, claims: Iterable[_Spanned]) -> dict[int | None, list[_Spanned]]:
    found: dict[int | None, list[_Spanned]] = {}
    for spanned in claims:
        found.setdefault(rule.day(spanned[3]), []).append(spanned)
    return found


def _chain(claims: Iterable[_Spanned]) -> Iterator[Pair]:
    """Tie each claim to the one before it that reaches farthest, where they meet."""
    farthest: _Spanned | None = None
    for spanned in claims:
        if farthest is not None and farthest[1] >= spanned[0]:
            yield farthest[3], spanned[3]
        if farthest is None or spanned[1] > farthest[1]:
            farthest = spanned


def _across(left: Iterable[_Spanned], right: Iterable[_Spanned]) -> Iterator[Pair]:
    """Tie claims of two sides that meet.

    Those of one side that a claim of the other side has met hold together already, so of them only
    the one that reaches farthest is kept.
    """
    open_: tuple[list[_Spanned], list[_Spanned]] = ([], [])
    sides = merge(((s, 0) for s in left), ((s, 1) for s in right), key=lambda e: e[0][:3])
    for spanned, side in sides:
        alive = [other for other in open_[1 - side] if other[1] >= spanned[0]]
        met = [other for other in alive if other[3] is not spanned[3]]
        yield from ((other[3], spanned[3]) for other in met)
        open_[1 - side][:] = [max(alive, key=lambda s: (s[1], s[2]))] if met else alive
        open_[side].append(spanned)


def _parts(claims: Sequence[Seen], part: Callable[[Seen], Hashable]) -> Iterator[Pair]:
    """Tie each claim to one of another part."""
    other: Seen | None = None
    for claim in claims[1:]:
        if part(claim) != part(claims[0]):
            other = other or claim
            yield claims[0], claim
    if other is not None:
        yield from ((other, c) for c in claims[1:] if part(c) == part(claims[0]))
