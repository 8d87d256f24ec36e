"""Groups of a graph of claims, and ways from one claim to another."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable

from tidewaiter.model.groups import Groups
from tidewaiter.model.stories import Edge


def groups(ids: Iterable[str], edges: Iterable[Edge]) -> dict[str, str]:
    """Return for each id the representative of its connected component.

    >>> groups("abc", [Edge("a", "c", "figure", "")])
    {'a': 'a', 'b': 'b', 'c': 'a'}
    """
    known = list(ids)
    found = Groups(known)
    for edge in edges:
        found.join(edge.a, edge.b)
    return {ref: found.of(ref) for ref in known}


def tree(
    first: str, edges: Iterable[Edge], order: Callable[[Edge], tuple[int, str, str]]
) -> dict[str, Edge]:
    """Return, for each claim that can be reached, the edge by which it goes back towards ``first``.

    Args:
        first: Where ways end.
        edges: Of a graph.
        order: Which edge is taken first.
    """
    beside: dict[str, list[Edge]] = {}
    for edge in sorted(edges, key=order):
        beside.setdefault(edge.a, []).append(edge)
        beside.setdefault(edge.b, []).append(edge)
    came: dict[str, Edge] = {}
    waiting = deque([first])
    while waiting:
        here = waiting.popleft()
        for edge in beside.get(here, ()):
            there = edge.b if edge.a == here else edge.a
            if there != first and there not in came:
                came[there] = edge
                waiting.append(there)
    return came


def way(a: str, b: str, edges: Iterable[Edge]) -> tuple[Edge, ...]:
    """Return a shortest way from one claim to another, empty if there is none.

    >>> found = way("a", "c", [Edge("a", "b", "figure", ""), Edge("b", "c", "derived", "")])
    >>> [(e.a, e.b) for e in found]
    [('a', 'b'), ('b', 'c')]
    """
    came = tree(b, edges, lambda edge: (0, edge.a, edge.b))
    found = []
    while a != b:
        if a not in came:
            return ()
        edge = came[a]
        found.append(edge)
        a = edge.b if edge.a == a else edge.a
    return tuple(found)
