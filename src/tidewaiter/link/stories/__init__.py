"""Which claims share an origin: independence is counted, not articles.

Each way of sharing one is a file of this package. What joins two claims is an edge with its reason;
the groups that the edges hold together are the independent lines. What only may join two claims is
a doubt: it is shown and joins nothing, so the number of lines is a range.
"""

from __future__ import annotations

import typing
from collections.abc import Iterable, Iterator, Mapping, Sequence

from tidewaiter.link.stories import (
    carriers,
    conversions,
    doubts,
    evidence,
    figures,
    occasions,
    quotations,
    repeats,
    sources,
)
from tidewaiter.link.stories.aliases import Aliases
from tidewaiter.link.stories.graph import groups, tree, way
from tidewaiter.link.stories.judged import Ruling, ruling
from tidewaiter.link.stories.meet import Pair, Rule, pairs
from tidewaiter.link.stories.seen import Seen, seen
from tidewaiter.model.claims import Claim
from tidewaiter.model.decisions import Decision
from tidewaiter.model.ids import content_id
from tidewaiter.model.stories import Edge, EdgeKind, Origins, Story

__all__ = ["origins", "stories", "way"]

_RULES = (
    evidence.RULE,
    conversions.RULE,
    figures.RULE,
    *repeats.RULES,
    *sources.RULES,
    quotations.RULE,
    *occasions.RULES,
)
_RANK = {kind: rank for rank, kind in enumerate(typing.get_args(EdgeKind))}
#: Edges that somebody put there, and that a story shows beside the way to its first claim.
_PUT = frozenset({"judgement", "derived"})


def stories(
    claims: Sequence[Claim], short_ids: Mapping[str, str] | None = None
) -> tuple[Story, ...]:
    """Group claims by origin; see :func:`origins`."""
    return origins(claims, short_ids).stories


def origins(
    claims: Sequence[Claim],
    short_ids: Mapping[str, str] | None = None,
    decisions: Iterable[Decision] = (),
) -> Origins:
    """Group claims by origin, and say what else may join them.

    Origin is transitive: a chain of twelve repeats is one story. A decision that two claims are of
    one origin joins them; one that they are not takes away what joins the two directly, and no more.

    Args:
        claims: In any order; the result does not depend on it.
        short_ids: An analyst's own ids of typed claims, as ``rests_on`` uses them → claim ids.
        decisions: Of people, of any kind; those on claims that are not here say nothing.
    """
    known, aliases = seen(claims)
    ruled = ruling(decisions, frozenset(c.ref for c in known))
    free = [c for c in known if c.ref not in ruled.alone]
    rules = (*_RULES, carriers.rules(free)[0])
    search = _Search(free, aliases, ruled, rules)
    joining = _best([*ruled.edges(), *search.joining(short_ids or {})])
    group_of = groups([c.ref for c in known], joining)
    place = {claim.ref: n for n, claim in enumerate(known)}
    open_ = _between(_best(search.doubtful()), group_of, place)
    left = groups(sorted(set(group_of.values())), (_of_groups(e, group_of) for e in open_))
    members: dict[str, list[Seen]] = {}
    for claim in known:
        members.setdefault(group_of[claim.ref], []).append(claim)
    inside: dict[str, list[Edge]] = {}
    for edge in joining:
        inside.setdefault(group_of[edge.a], []).append(edge)
    leaving: dict[str, list[Edge]] = {}
    for edge in open_:
        for ref in (edge.a, edge.b):
            leaving.setdefault(group_of[ref], []).append(edge)
    made = [
        _story(some, search.shown(some, inside.get(key, [])), leaving.get(key, []))
        for key, some in members.items()
    ]
    made.sort(key=lambda s: (-len(s.claim_ids), s.label, s.story_id))
    return Origins(tuple(made), tuple(open_), len(set(left.values())))


class _Search:
    """The claims that rules may join, and what they find among them."""

    def __init__(
        self, claims: Sequence[Seen], aliases: Aliases, ruled: Ruling, rules: Sequence[Rule]
    ) -> None:
        self._claims, self._aliases, self._ruled, self._rules = claims, aliases, ruled, rules

    def joining(self, short_ids: Mapping[str, str]) -> Iterator[Edge]:
        for (a, b), reason in evidence.derived(self._claims, short_ids):
            if not self._apart(a, b):
                yield _edge(a, b, "derived", reason)
        for rule in self._rules:
            yield from self._of(rule)
        yield from (edge for edge, sure in self._attached() if sure)

    def doubtful(self) -> Iterator[Edge]:
        for rule in (*doubts.RULES, carriers.rules(self._claims)[1]):
            yield from self._of(rule)
        yield from (edge for edge, sure in self._attached() if not sure)

    def shown(self, members: Sequence[Seen], edges: Sequence[Edge]) -> tuple[Edge, ...]:
        """For each claim its way to the first, as direct as may be, and what somebody put there."""
        first = members[0]
        direct = [e for c in members[1:] if (e := self._direct(first, c)) is not None]
        ways = tree(first.ref, _best([*edges, *direct]), _order)
        put = [e for e in edges if e.kind in _PUT]
        return tuple(sorted({*ways.values(), *put}, key=_order))

    def _direct(self, a: Seen, b: Seen) -> Edge | None:
        if self._apart(a, b):
            return None
        rule = next((r for r in self._rules if r.meet(a, b)), None)
        return None if rule is None else _edge(a, b, rule.kind, rule.why(a, b, self._aliases))

    def _of(self, rule: Rule) -> Iterator[Edge]:
        for a, b in pairs(rule, self._claims, self._ruled.touched):
            if not self._apart(a, b):
                yield _edge(a, b, rule.kind, rule.why(a, b, self._aliases))

    def _attached(self) -> Iterator[tuple[Edge, bool]]:
        """What goes back to one of several that may be meant; it is sure where there is one."""
        found: tuple[tuple[EdgeKind, Iterator[tuple[Pair, bool]]], ...] = (
            ("conversion", conversions.by_others(self._claims, self._apart)),
            ("repeats", repeats.printed(self._claims, self._apart)),
        )
        whys = {"conversion": conversions.why, "repeats": repeats.why}
        for kind, met in found:
            for (a, b), sure in met:
                if not self._apart(a, b):
                    reason = whys[kind](a, b, self._aliases)
                    yield _edge(a, b, kind, reason if sure else f"{reason}; so do others"), sure

    def _apart(self, a: Seen, b: Seen) -> bool:
        return self._ruled.apart(a.ref, b.ref)


def _edge(a: Seen, b: Seen, kind: EdgeKind, reason: str) -> Edge:
    one, other = sorted((a.ref, b.ref))
    return Edge(one, other, kind, reason)


def _order(edge: Edge) -> tuple[int, str, str]:
    return _RANK[edge.kind], edge.a, edge.b


def _best(edges: Iterable[Edge]) -> list[Edge]:
    """Keep one edge of each pair, the surest."""
    best: dict[tuple[str, str], Edge] = {}
    for edge in edges:
        known = best.get((edge.a, edge.b))
        if known is None or (_RANK[edge.kind], edge.reason) < (_RANK[known.kind], known.reason):
            best[edge.a, edge.b] = edge
    return sorted(best.values(), key=_order)


def _between(
    edges: Iterable[Edge], group_of: Mapping[str, str], place: Mapping[str, int]
) -> list[Edge]:
    """Keep one edge of each kind between each two groups: of the claims that were said first."""
    kept: dict[tuple[str, str, str], Edge] = {}
    for edge in sorted(edges, key=lambda e: (_RANK[e.kind], *sorted((place[e.a], place[e.b])))):
        one, other = sorted((group_of[edge.a], group_of[edge.b]))
        if one != other:
            kept.setdefault((one, other, edge.kind), edge)
    return list(kept.values())


def _of_groups(edge: Edge, group_of: Mapping[str, str]) -> Edge:
    return Edge(group_of[edge.a], group_of[edge.b], edge.kind, edge.reason)


def _story(members: Sequence[Seen], edges: Sequence[Edge], doubtful: Sequence[Edge]) -> Story:
    first = members[0].claim
    who = first.speaker.name if first.speaker else (first.document.publisher or "own voice")
    return Story(
        story_id=content_id("story", first.claim_id),
        label=f"{who}, {_short(first.content.text)}",
        claim_ids=tuple(c.ref for c in members),
        edges=tuple(edges),
        doubtful=tuple(doubtful),
    )


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= 60 else f"{flat[:59].rsplit(' ', 1)[0]} …"
