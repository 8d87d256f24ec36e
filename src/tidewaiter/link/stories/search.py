"""Ask every rule which claims it joins, and which it doubts."""

from __future__ import annotations

import typing
from collections.abc import Iterable, Iterator, Mapping, Sequence

from tidewaiter.link.stories import (
    carriers,
    conversions,
    doubts,
    evidence,
    figures,
    membership,
    occasions,
    quotations,
    repeats,
    sources,
)
from tidewaiter.link.stories.aliases import Aliases
from tidewaiter.link.stories.graph import groups, tree
from tidewaiter.link.stories.judged import Ruling
from tidewaiter.link.stories.meet import Why, pairs
from tidewaiter.link.stories.membership import Members
from tidewaiter.link.stories.seen import Seen
from tidewaiter.model.groups import Groups
from tidewaiter.model.stories import Edge, EdgeKind

#: What joins two claims wherever the others stand; carriers come beside them.
RULES = (
    evidence.RULE,
    conversions.RULE,
    figures.RULE,
    *repeats.RULES,
    *sources.RULES,
    quotations.RULE,
    *occasions.RULES,
)
RANK = {kind: rank for rank, kind in enumerate(typing.get_args(EdgeKind))}
#: Edges that somebody put there, and that a story shows beside the way to its first claim.
_PUT = frozenset({"judgement", "derived"})
#: Most claims that one claim is shown to go back to, perhaps.
_MOST = 3
#: A claim of which it is open to which of some others it goes back.
_Open = tuple[EdgeKind, Why, Seen, list[Seen]]


class Search:
    """The claims that rules may join, and what they find among them.

    Args:
        claims: In the order of being said, without those that a person let stand alone.
        aliases: Names in them.
        ruled: Decisions.
        members: Who is a member of which body.
    """

    def __init__(
        self, claims: Sequence[Seen], aliases: Aliases, ruled: Ruling, members: Members
    ) -> None:
        self._claims, self._aliases, self._ruled = claims, aliases, ruled
        carried, carried_by_several = carriers.rules(claims)
        self._rules = sorted((*RULES, carried), key=lambda rule: RANK[rule.kind])
        self._doubts = (*doubts.RULES, carried_by_several, membership.rule(members, aliases))

    def joining(self, short_ids: Mapping[str, str]) -> Iterator[Edge]:
        """Yield what joins two claims wherever the others stand, the surest first.

        Of what rules find, only as much as holds the groups together.
        """
        found = Groups(claim.ref for claim in self._claims)
        for (a, b), why in evidence.derived(self._claims, short_ids):
            if not self._apart(a, b):
                found.join(a.ref, b.ref)
                yield self._edge(a, b, "derived", why)
        for rule in self._rules:
            for a, b in pairs(rule, self._claims, self._ruled.touched):
                if not self._apart(a, b) and found.join(a.ref, b.ref):
                    yield self._edge(a, b, rule.kind, rule.why)

    def doubtful(self) -> Iterator[Edge]:
        """Yield what may join two claims."""
        for rule in self._doubts:
            for a, b in pairs(rule, self._claims, self._ruled.touched):
                if not self._apart(a, b):
                    yield self._edge(a, b, rule.kind, rule.why)

    def attached(self, sure: Iterable[Edge]) -> tuple[list[Edge], list[Edge]]:
        """Join what goes back to one of several that may be meant, where these are of one origin.

        Args:
            sure: Edges that stand already; each that is added may show that others are sure too.

        Returns:
            All edges that join, and the doubts that are left: those of a claim that is joined to
            none of the claims that it may go back to.
        """
        joining, waiting = list(sure), list(self._open())
        ids = [claim.ref for claim in self._claims]
        while True:
            of = groups(ids, joining)
            decided = [w for w in waiting if len({of[c.ref] for c in w[3]}) == 1]
            if not decided:
                break
            joining += [self._edge(c, met[0], kind, why) for kind, why, c, met in decided]
            waiting = [w for w in waiting if len({of[c.ref] for c in w[3]}) > 1]
        unsure = [
            self._edge(c, one, kind, why, "; others may be meant")
            for kind, why, c, met in waiting
            if of[c.ref] not in {of[one.ref] for one in met}
            for one in met[:_MOST]
        ]
        return best(joining), unsure

    def shown(self, members: Sequence[Seen], edges: Sequence[Edge]) -> tuple[Edge, ...]:
        """For each claim its way to the first, as direct as may be, and what somebody put there."""
        first = members[0]
        direct = [e for c in members[1:] if (e := self._direct(first, c)) is not None]
        ways = tree(first.ref, best([*edges, *direct]), order)
        put = [e for e in edges if e.kind in _PUT]
        return tuple(sorted({*ways.values(), *put}, key=order))

    def _open(self) -> Iterator[_Open]:
        for claim, met in conversions.by_others(self._claims, self._apart):
            yield "conversion", conversions.why, claim, met
        for claim, met in repeats.printed(self._claims, self._apart):
            yield "repeats", repeats.why, claim, met

    def _direct(self, a: Seen, b: Seen) -> Edge | None:
        if self._apart(a, b):
            return None
        rule = next((r for r in self._rules if r.meet(a, b)), None)
        return None if rule is None else self._edge(a, b, rule.kind, rule.why)

    def _edge(self, a: Seen, b: Seen, kind: EdgeKind, why: Why, tail: str = "") -> Edge:
        earlier, later = (a, b) if a.order <= b.order else (b, a)
        reason = why(earlier, later, self._aliases) + tail
        return Edge(min(a.ref, b.ref), max(a.ref, b.ref), kind, reason)

    def _apart(self, a: Seen, b: Seen) -> bool:
        return self._ruled.apart(a.ref, b.ref)


def order(edge: Edge) -> tuple[int, str, str]:
    """Sort edges by how sure they are."""
    return RANK[edge.kind], edge.a, edge.b


def best(edges: Iterable[Edge]) -> list[Edge]:
    """Keep one edge of each pair, the surest."""
    kept: dict[tuple[str, str], Edge] = {}
    for edge in edges:
        known = kept.get((edge.a, edge.b))
        if known is None or (RANK[edge.kind], edge.reason) < (RANK[known.kind], known.reason):
            kept[edge.a, edge.b] = edge
    return sorted(kept.values(), key=order)
