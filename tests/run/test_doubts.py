"""How few independent lines are left to an element if doubts hold."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from tidewaiter.model.findings import Element, EvidenceLine
from tidewaiter.model.stories import Edge, Story
from tidewaiter.run.doubts import fewest_lines


def _element(lines: Sequence[Sequence[str]]) -> Element:
    made = tuple(
        EvidenceLine(f"c{s}", "supports", s, "", "claim", s, n, True, "B1", "", ())
        for n, origins in enumerate(lines, start=1)
        for s in origins
    )
    return Element("e", "?", "indicated", len(lines), 0, made, "")


def _stories(names: str, doubts: Sequence[tuple[str, str]]) -> list[Story]:
    edges = [Edge(f"c{a}", f"c{b}", "echo", "") for a, b in doubts]
    return [
        Story(n, n, (f"c{n}",), (), tuple(e for e in edges if f"c{n}" in (e.a, e.b)))
        for n in names
    ]


def test_a_doubt_between_two_lines_leaves_one() -> None:
    lines = [["p"], ["q"], ["r"]]
    assert fewest_lines([_element(lines)], _stories("pqr", [])) == (3,)
    assert fewest_lines([_element(lines)], _stories("pqr", [("p", "q")])) == (2,)
    by_a_third = _stories("pqrx", [("p", "x"), ("q", "x")])
    assert fewest_lines([_element(lines)], by_a_third) == (2,)
    inside = fewest_lines([_element([["p", "q"], ["r"]])], _stories("pqr", [("q", "r")]))
    assert inside == (1,)
    assert fewest_lines([_element([])], _stories("pq", [("p", "q")])) == (0,)


pairs = st.lists(st.tuples(st.sampled_from("pqrsx"), st.sampled_from("pqrsx")), max_size=6)


@settings(deadline=None)
@given(pairs, pairs)
def test_more_doubts_never_leave_more_lines(
    some: list[tuple[str, str]], more: list[tuple[str, str]]
) -> None:
    element = _element([["p"], ["q", "r"], ["s"]])
    (few,) = fewest_lines([element], _stories("pqrsx", [*some, *more]))
    (many,) = fewest_lines([element], _stories("pqrsx", some))
    assert 1 <= few <= many <= 3
