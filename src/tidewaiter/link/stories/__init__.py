"""Which claims share an origin: independence is counted, not articles.

Each way of sharing one is a file of this package. What joins two claims is an edge with its reason;
the groups that the edges hold together are the independent lines. What only may join two claims is
a doubt: it is shown and joins nothing, so the number of lines is a range.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from tidewaiter.link.stories.graph import groups
from tidewaiter.link.stories.judged import ruling
from tidewaiter.link.stories.membership import Members
from tidewaiter.link.stories.search import RANK, Search, best
from tidewaiter.link.stories.seen import Seen, seen
from tidewaiter.model.claims import Claim
from tidewaiter.model.decisions import Decision
from tidewaiter.model.ids import content_id
from tidewaiter.model.stories import Edge, Origins, Story


def stories(
    claims: Sequence[Claim], short_ids: Mapping[str, str] | None = None
) -> tuple[Story, ...]:
    """Group claims by origin; see :func:`origins`."""
    return origins(claims, short_ids).stories


def origins(
    claims: Sequence[Claim],
    short_ids: Mapping[str, str] | None = None,
    decisions: Iterable[Decision] = (),
    members: Members | None = None,
) -> Origins:
    """Group claims by origin, and say what else may join them.

    Origin is transitive: a chain of twelve repeats is one story. A decision that two claims are of
    one origin joins them; one that they are not takes away what joins the two directly, and no more.

    Args:
        claims: In any order; the result does not depend on it.
        short_ids: An analyst's own ids of typed claims, as ``rests_on`` uses them → claim ids.
        decisions: Of people, of any kind; those on claims that are not here say nothing.
        members: Bodies with the names of their members: a doubt between what they say.
    """
    known, aliases = seen(claims)
    ruled = ruling(decisions, frozenset(c.ref for c in known))
    search = Search([c for c in known if c.ref not in ruled.alone], aliases, ruled, members or {})
    found, unsure = search.attached(search.joining(short_ids or {}))
    joining = best([*ruled.edges(), *found])
    group_of = groups([c.ref for c in known], joining)
    place = {claim.ref: n for n, claim in enumerate(known)}
    open_ = _between([*search.doubtful(), *unsure], group_of, place)
    inside, leaving = _by_group(joining, group_of), _by_group(open_, group_of)
    of_group: dict[str, list[Seen]] = {}
    for claim in known:
        of_group.setdefault(group_of[claim.ref], []).append(claim)
    largest = sorted(of_group.items(), key=lambda item: (-len(item[1]), item[1][0].order))
    made = (
        _story(some, search.shown(some, inside.get(key, [])), leaving.get(key, []))
        for key, some in largest
    )
    return Origins(tuple(made), tuple(open_), fewest(group_of, open_))


def fewest(group_of: Mapping[str, str], doubtful: Iterable[Edge]) -> int:
    """Return how many groups are left if all doubts hold.

    Args:
        group_of: Claim id → a name of its group.
        doubtful: Edges between claims of different groups.
    """
    between = (Edge(group_of[e.a], group_of[e.b], e.kind, "") for e in doubtful)
    return len(set(groups(sorted(set(group_of.values())), between).values()))


def _between(
    edges: Iterable[Edge], group_of: Mapping[str, str], place: Mapping[str, int]
) -> list[Edge]:
    """Keep one edge of each kind between each two groups: of the claims that were said first."""
    kept: dict[tuple[str, str, str], Edge] = {}
    first = sorted(best(edges), key=lambda e: (RANK[e.kind], *sorted((place[e.a], place[e.b]))))
    for edge in first:
        one, other = sorted((group_of[edge.a], group_of[edge.b]))
        if one != other:
            kept.setdefault((one, other, edge.kind), edge)
    return list(kept.values())


def _by_group(edges: Iterable[Edge], group_of: Mapping[str, str]) -> dict[str, list[Edge]]:
    """Put each edge under the groups of its ends, which may be one."""
    found: dict[str, list[Edge]] = {}
    for edge in edges:
        for group in sorted({group_of[edge.a], group_of[edge.b]}):
            found.setdefault(group, []).append(edge)
    return found


def _story(members: Sequence[Seen], edges: Sequence[Edge], doubtful: Sequence[Edge]) -> Story:
    first = members[0].claim
    return Story(
        story_id=content_id("story", first.claim_id),
        label=f"{first.voice}, {_short(first.content.text)}",
        claim_ids=tuple(c.ref for c in members),
        edges=tuple(edges),
        doubtful=tuple(doubtful),
    )


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= 60 else f"{flat[:59].rsplit(' ', 1)[0]} …"
