from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.builders import claim

from tidewaiter.link.stories import stories
from tidewaiter.model.claims import Claim

JANUARY = (date(2024, 1, 1), date(2024, 1, 31))
MARCH = (date(2024, 3, 1), date(2024, 3, 31))


def _groups(*claims: Claim, short: dict[str, str] | None = None) -> list[set[str]]:
    return sorted((set(s.claim_ids) for s in stories(claims, short)), key=sorted)


def test_one_speaker_and_one_figure_in_two_papers_is_one_story() -> None:
    a = claim("a", figure=(5000, 5000, 5000), window=JANUARY, document="d1")
    b = claim("b", figure=(5000, 5000, 5000), window=JANUARY, document="d2")
    assert _groups(a, b) == [{"a", "b"}]
    assert "same speaker" in stories([a, b])[0].reasons[0]


def test_another_figure_or_another_time_is_another_story() -> None:
    a = claim("a", figure=(5000, 5000, 5000), window=JANUARY)
    b = claim("b", figure=(6700, 6700, 6700), window=JANUARY)
    c = claim("c", figure=(5000, 5000, 5000), window=MARCH)
    assert _groups(a, b, c) == [{"a"}, {"b"}, {"c"}]


def test_a_paper_that_cites_a_speaker_repeats_the_speaker() -> None:
    a = claim("a", speaker="Coast Agency")
    b = claim("b", speaker="Minister Vo", cites=["Coast Agency"])
    assert _groups(a, b) == [{"a", "b"}]


def test_unnamed_sources_join_nothing() -> None:
    a = claim("a", speaker="One", cites=[])
    b = claim("b", speaker="Two", cites=[])
    assert _groups(a, b) == [{"a"}, {"b"}]


def test_an_analyst_can_say_what_rests_on_what() -> None:
    a = claim("a", speaker="One")
    b = claim("b", speaker="Two", rests_on=["F1"])
    c = claim("c", speaker="Three", rests_on=["image:x"])
    d = claim("d", speaker="Four", rests_on=["image:x"])
    assert _groups(a, b, c, d, short={"F1": "a"}) == [{"a", "b"}, {"c", "d"}]


def test_a_chain_of_twelve_that_cite_one_another_is_one_line() -> None:
    chain = [claim("c0", speaker="Agency 0")]
    chain += [
        claim(f"c{i}", speaker=f"Agency {i}", cites=[f"Agency {i - 1}"]) for i in range(1, 12)
    ]
    assert len(stories(chain)) == 1
    assert len(stories(chain[:5] + chain[6:])) == 2


speakers = st.sampled_from(["A", "B", "C"])


@settings(deadline=None)
@given(
    st.lists(st.tuples(speakers, st.lists(speakers, max_size=2), st.integers(1, 2)), max_size=7),
    st.randoms(),
)
def test_order_does_not_matter_and_each_claim_is_in_one_story(
    rows: list[tuple[str, list[str], int]], random: object
) -> None:
    claims = [
        claim(str(i), speaker=who, cites=cites, figure=(n, n, n))
        for i, (who, cites, n) in enumerate(rows)
    ]
    told = stories(claims)
    assert sorted(ref for s in told for ref in s.claim_ids) == sorted(c.claim_id for c in claims)
    random.shuffle(claims)  # type: ignore[attr-defined]
    assert [(s.story_id, s.claim_ids) for s in stories(claims)] == [
        (s.story_id, s.claim_ids) for s in told
    ]
