"""How few independent lines are left to the elements of a finding if every doubt holds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from tidewaiter.model.findings import Element
from tidewaiter.model.groups import Groups
from tidewaiter.model.stories import Story, story_of


def fewest_lines(elements: Sequence[Element], stories: Iterable[Story]) -> tuple[int, ...]:
    """Return for each element how many of its supporting lines are left if every doubt holds.

    What only may join two claims is a doubt and joins nothing; here all are taken to hold, also those
    that join two lines by way of a third origin. Lines that no claim is in stay by themselves.

    Args:
        elements: Of a finding.
        stories: All stories of the case, with their doubts.
    """
    known = list(stories)
    origin = story_of(known)
    doubts = {
        (origin[edge.a], origin[edge.b])
        for story in known
        for edge in story.doubtful
        if edge.a in origin and edge.b in origin
    }
    return tuple(_fewest(element, sorted(doubts)) for element in elements)


def _fewest(element: Element, doubts: Sequence[tuple[str, str]]) -> int:
    lines: dict[int, dict[str, None]] = {}
    for one in element.lines:
        if one.relation == "supports":
            lines.setdefault(one.line, {})[one.story_id] = None
    within = [pair for origins in lines.values() for pair in pairwise(origins)]
    names = {name for pair in (*within, *doubts) for name in pair}
    names.update(origin for origins in lines.values() for origin in origins)
    joined = Groups(sorted(names))
    for a, b in (*within, *doubts):
        joined.join(a, b)
    return len({joined.of(next(iter(origins))) for origins in lines.values()})
