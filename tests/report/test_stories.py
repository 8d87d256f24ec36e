from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.builders import claim
from tests.report.drawn import about, held, links, words
from tests.report.test_charts import case, check
from tests.report.test_report import HOSTILE

from tidewaiter.model.claims import Period
from tidewaiter.model.dossier import Dossier, LineRow
from tidewaiter.model.stories import Edge, EdgeKind, Story
from tidewaiter.report.chart.layout import NARROW, WIDE
from tidewaiter.report.chart.stories import stories_rows, stories_svg
from tidewaiter.report.chart.story_cards import together
from tidewaiter.report.chart.story_tree import JOINTS, origins

Pair = tuple[int, int, EdgeKind]
KINDS: tuple[EdgeKind, ...] = (
    "judgement", "derived", "shared evidence", "conversion", "figure", "repeats", "common source",
    "carrier", "quotation", "occasion",
)  # fmt: skip
pairs = st.lists(
    st.tuples(st.integers(0, 29), st.integers(0, 29), st.sampled_from(KINDS)), max_size=60
)
sizes = st.lists(st.integers(1, 9), min_size=1, max_size=12)


def edge(a: str, b: str, kind: EdgeKind) -> Edge:
    return Edge(min(a, b), max(a, b), kind, "they are alike")


def told(
    stories: list[int], joins: list[Pair], doubts: Sequence[tuple[int, int]] = (), name: str = "Speaker"
) -> Dossier:  # fmt: skip
    """Claims parted into stories of such sizes; joins within one, doubts between two."""
    made = [
        replace(
            claim(f"c{i}", speaker=f"{name} {i % 5}", document=f"d{i % 3}"),
            said_time=Period("then", *[date(2024, 1, 1) + timedelta(days=i // 3)] * 2),
        )
        for i in range(sum(stories))
    ]
    of = [n for n, size in enumerate(stories) for _ in range(size)]
    count = len(of)
    edges: list[list[Edge]] = [[] for _ in stories]
    between: list[list[Edge]] = [[] for _ in stories]
    for a, b, kind in joins:
        if a < count and b < count and a != b and of[a] == of[b]:
            edges[of[a]].append(edge(f"c{a}", f"c{b}", kind))
    for i, n in enumerate(of):
        # As the assessment has it, a claim has a way to the first of its story.
        if i % 2 and of.index(n) != i:
            edges[n].append(edge(f"c{of.index(n)}", f"c{i}", "repeats"))
    for a, b in doubts:
        if a < count and b < count and of[a] != of[b]:
            for n in (of[a], of[b]):
                between[n].append(edge(f"c{a}", f"c{b}", "echo"))
    parted = tuple(
        Story(
            f"s{n}", f"{name}, a label", tuple(f"c{i}" for i, m in enumerate(of) if m == n),
            tuple(dict.fromkeys(edges[n])), tuple(dict.fromkeys(between[n])),
        )
        for n in range(len(stories))
    )  # fmt: skip
    doubtful = tuple(dict.fromkeys(e for some in between for e in some))
    return replace(case(count), claims=tuple(made), stories=parted, doubtful=doubtful)


@settings(deadline=None, max_examples=80)
@given(sizes, pairs)
def test_a_claim_stands_once_and_below_what_it_goes_back_to(
    stories: list[int], joins: list[Pair]
) -> None:
    one = told(stories, joins)
    for origin, story in zip(origins(one), one.stories, strict=True):
        met: dict[str, int] = {}
        assert sorted(m.ref for m in origin.members) == sorted(story.claim_ids)
        for m in origin.members:
            assert (m.edge is None) == (m.depth == 0)
            assert m.depth == 0 or met[m.above] == m.depth - 1
            met[m.number] = m.depth
        tree = [m.edge for m in origin.members if m.edge]
        assert len(tree) + len(origin.more) == len(set(story.edges))
        laid = [m for row in together(origin.members) for m in (*row.members, *row.beside)]
        assert laid == list(origin.members)


@settings(deadline=None, max_examples=50)
@given(sizes, pairs, st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=12), st.sampled_from([WIDE, NARROW]))  # fmt: skip
def test_any_stories_are_drawn_inside_and_stand_in_the_table(
    stories: list[int], joins: list[Pair], doubts: list[tuple[int, int]], width: float
) -> None:
    one = told(stories, joins, doubts)
    svg, table = stories_svg(one, width) or "", stories_rows(one)
    check(svg)
    listed = {row[1] for row in table.rows} | {row[0] for row in table.rows}
    assert {n for n, _ in links(svg)} <= listed
    said = words(svg)
    drawn = {n for n, _ in links(svg) if n.startswith("E")}
    left = sum(int(m[1]) for w in said if (m := re.match(r"(\d+) more claims of this origin", w)))
    left += sum(int(w[1:]) for w in said if re.fullmatch(r"\+\d+", w))
    assert len(drawn) + left >= len(one.claims)
    assert len({row[1] for row in table.rows if row[5] in ("said first", "joins")}) == len(
        one.claims
    )


@settings(deadline=None, max_examples=40)
@given(st.lists(st.tuples(st.integers(0, 19), st.integers(0, 19)), max_size=9))
def test_a_doubt_is_dashed_and_stands_once(doubts: list[tuple[int, int]]) -> None:
    one = told([4] * 5, [], doubts)
    svg = stories_svg(one) or ""
    maybe = [w for w in words(svg) if " may be one with " in w]
    assert (
        len(maybe) == len(one.doubtful) == sum(r[5] == "may join" for r in stories_rows(one).rows)
    )
    assert ("stroke-dasharray" in svg) == bool(one.doubtful)


def test_rings_of_citation_end_and_lose_no_link() -> None:
    ring: list[Pair] = [(i, (i + 1) % 6, "quotation") for i in range(6)]
    one = told([6], ring)
    rows = stories_rows(one).rows
    assert {r[5] for r in rows} == {"said first", "joins", "joins too"}
    assert sum(r[5] != "said first" for r in rows) == len(one.stories[0].edges)
    assert any(w.startswith("Also joined: ") for w in words(stories_svg(one) or ""))


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("shape", ["chain", "star"])
def test_eighty_claims_of_one_origin_stay_a_picture(width: float, shape: str) -> None:
    joins: list[Pair] = [(i if shape == "chain" else 0, i + 1, "quotation") for i in range(79)]
    svg = stories_svg(told([80], joins), width) or ""
    check(svg)
    high = float(re.findall(r'viewBox="0 0 \S+ ([\d.]+)"', svg)[0])
    assert high < 650
    assert any("more claims of this origin stand in the table" in w for w in words(svg))


def test_sixty_stories_name_or_count_all() -> None:
    svg = stories_svg(told([3] * 20 + [1] * 40, [])) or ""
    check(svg)
    assert "6 more origins stand in the table." in words(svg)
    assert any("more origins had no room in the row above" in w for w in words(svg))


def test_origins_of_one_voice_are_one_line() -> None:
    one = replace(
        told([2, 2, 2], []), lines=(LineRow("A government", ("s0", "s2")), LineRow("B", ("s1",)))
    )
    svg = stories_svg(one) or ""
    assert about(svg).startswith("6 claims go back to 3 origins of 2 voices: 2 independent lines")
    assert "one voice: A government" in words(svg)
    assert ("L1", "", "A government", "", "L3", "one voice") in [
        r[:6] for r in stories_rows(one).rows
    ]


def test_every_kind_of_link_has_a_sign_in_the_key() -> None:
    for kind in KINDS:
        one = told([2], [])
        joined = (replace(one.stories[0].edges[0], kind=kind),)
        one = replace(one, stories=(replace(one.stories[0], edges=joined),))
        assert JOINTS[kind][0] in words(stories_svg(one) or "")
    assert len({shape for _, shape, _ in JOINTS.values()}) >= 8


def test_what_a_row_says_stands_in_the_table() -> None:
    one = told([5, 3, 1], [(0, 1, "quotation"), (1, 2, "derived")], [(0, 6)])
    cells = [c for row in stories_rows(one).rows for c in row]
    for width in (WIDE, NARROW):
        said = [
            w for w in words(stories_svg(one, width) or "") if re.match(r"\d{4}-|Speaker \d", w)
        ]
        assert len(said) > 10
        assert all(held(w, cells) for w in said)


def test_hostile_and_long_words_stay_inside() -> None:
    for name in (HOSTILE, "x" * 10_000, "국가정보원 " * 20, "مرفأ " * 20):
        for width in (WIDE, NARROW):
            check(stories_svg(told([3, 2, 1], [], [(0, 4)], name), width) or "")
