from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.builders import claim, party

from tidewaiter.model.claims import Claim, Confidence, Span
from tidewaiter.model.marks import doubts, lanes, lines, voices


def placed(text: str, start: int, end: int, cue: tuple[int, int] | None = None) -> Claim:
    made = claim(f"{start}-{end}", speaker=None)
    return replace(
        made,
        content=Span(text[start:end], start, end),
        cue=None if cue is None else Span(text[slice(*cue)], *cue),
    )


def spans(most: int) -> Any:
    return (
        st.tuples(st.integers(0, most), st.integers(0, most))
        .map(sorted)
        .filter(lambda s: s[0] < s[1])
    )


texts = st.text(alphabet="ab \n“é", min_size=2, max_size=60)
claims = st.lists(st.tuples(spans(60), st.none() | spans(60)), max_size=6)


@settings(deadline=None)
@given(texts, claims)
def test_the_runs_are_the_text_again(text: str, at: list[Any]) -> None:
    made = [placed(text, span[0], span[1], cue) for span, cue in at]
    found = lines(text, made)
    assert "\n".join("".join(run.text for run in line) for line in found) == text
    for line in found:
        for run in line:
            assert text[run.start : run.start + len(run.text)] == run.text


@settings(deadline=None)
@given(texts, claims)
def test_every_character_knows_the_contents_that_hold_it_and_each_opens_once(
    text: str, at: list[Any]
) -> None:
    made = [placed(text, span[0], span[1], cue) for span, cue in at]
    opened: list[int] = []
    for line in lines(text, made):
        for run in line:
            opened += run.opens
            for place in range(run.start, run.start + len(run.text)):
                holds = {i for i, c in enumerate(made) if c.content.start <= place < c.content.end}
                assert set(run.claims) == holds
    begun = [
        i
        for i, c in enumerate(made)
        if c.content.start < len(text) and text[c.content.start] != "\n"
    ]
    assert sorted(opened) == begun


@settings(deadline=None)
@given(st.lists(spans(40), max_size=12))
def test_no_two_contents_that_overlap_share_a_lane(at: list[Any]) -> None:
    made = [placed("x" * 40, *span) for span in at]
    given_lanes = lanes(made)
    for i, a in enumerate(made):
        for j, b in enumerate(made[:i]):
            if a.content.start < b.content.end and b.content.start < a.content.end:
                assert given_lanes[i] != given_lanes[j]


def test_a_content_inside_another_has_the_line_next_to_the_text() -> None:
    outer, inner = placed("abcdefgh", 0, 8), placed("abcdefgh", 2, 4)
    assert lanes([outer, inner]) == [1, 0]
    assert lines("abcdefgh", [outer, inner])[0][1].claims == (0, 1)


def test_who_speaks_most_comes_first_and_the_document_itself_last() -> None:
    made = [
        claim("1", speaker=None),
        claim("2", speaker=None),
        replace(claim("3"), speaker=party("Lee", "person")),
        claim("4", speaker="Harbour Office"),
        claim("5", speaker="Harbour Office"),
    ]
    assert [(v.name, v.kind, v.claims) for v in voices(made)] == [
        ("Harbour Office", "organisation", (3, 4)),
        ("Lee", "person", (2,)),
        (None, None, (0, 1)),
    ]


def test_doubts_are_the_unsure_fields_the_least_sure_first() -> None:
    sure = Confidence("act", 0.99, "a", "plain")
    low, lower = Confidence("via", 0.6, "b", "near"), Confidence("speaker", 0.5, "c", "a guess")
    assert doubts(replace(claim("1"), confidence=(sure, low, lower))) == (lower, low)
