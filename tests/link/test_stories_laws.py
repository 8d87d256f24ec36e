"""What holds of origins whatever the claims are."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.link.told import found, grouped, told

from tidewaiter.link.stories import carriers, doubts, origins
from tidewaiter.link.stories.graph import groups, way
from tidewaiter.link.stories.meet import Rule, pairs
from tidewaiter.link.stories.search import RULES
from tidewaiter.link.stories.seen import Seen, seen
from tidewaiter.model.claims import Claim
from tidewaiter.model.decisions import Decision
from tidewaiter.model.stories import Edge

BEGIN = date(2024, 1, 1)
names = st.sampled_from(["Wire", "Post", "Vo", "Li"])
some = st.lists(names, max_size=2, unique=True)
days = st.integers(0, 40).map(lambda n: BEGIN + timedelta(days=n))
windows = st.one_of(
    st.none(),
    st.tuples(days, st.integers(0, 20)).map(lambda w: (w[0], w[0] + timedelta(days=w[1]))),
)
texts = st.sampled_from(
    [
        "crates came",
        "they could hold many rounds",
        "crews loaded crates machine parts northern quay dawn broke Alder harbour",
        "old crews loaded crates machine parts northern quay dawn broke Alder",
        "counted on satellite images",
    ]
)
parts: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
    {
        "speaker": st.one_of(st.none(), names),
        "kind": st.sampled_from(["organisation", "organisation", "unnamed"]),
        "via": some,
        "cites": some,
        "event": st.sampled_from(["transfer", "visit"]),
        "figure": st.one_of(st.none(), st.sampled_from([5.0, 100.0, 700.0]).map(lambda n: (n, n, n))),
        "unit": st.sampled_from(["containers", "rounds"]),
        "certainty": st.sampled_from(["certain", "possible"]),
        "window": windows,
        "published": st.one_of(st.none(), days),
        "publisher": st.one_of(st.none(), names),
        "text": texts,
        "roles": st.sampled_from([(), (("place", "Alder"),)]),
        "rests_on": st.sampled_from([(), ("image:x",), ("0",)]),
        "document": st.sampled_from(["d1", "d2", "d3"]),
    }
)  # fmt: skip
many = st.lists(parts, max_size=9).map(
    lambda rows: [told(str(n), **row) for n, row in enumerate(rows)]
)


def _decided(verdict: str, *about: str, at: int = 0) -> Decision:
    moment = datetime(2025, 1, 1, tzinfo=UTC) + timedelta(hours=at)
    return Decision("origin", verdict, tuple(sorted(about)), "", "A. Analyst", "Because.", moment)


def _rules(claims: list[Seen]) -> list[Rule]:
    return [*RULES, *doubts.RULES, *carriers.rules(claims)]


def _parted(ids: list[str], met: list[tuple[Seen, Seen]]) -> set[frozenset[str]]:
    of = groups(ids, [Edge(a.ref, b.ref, "figure", "") for a, b in met])
    return {frozenset(ref for ref in ids if of[ref] == root) for root in of.values()}


@settings(deadline=None, max_examples=300)
@given(many, st.sets(st.integers(0, 8).map(str)))
def test_few_pairs_hold_together_what_all_would(claims: list[Claim], split: set[str]) -> None:
    known = list(seen(claims)[0])
    ids = [c.ref for c in known]
    for rule in _rules(known):
        all_ = [(a, b) for a, b in combinations(known, 2) if rule.meet(a, b)]
        few = list(pairs(rule, known, frozenset(split)))
        assert all(rule.meet(a, b) for a, b in few)
        assert _parted(ids, few) == _parted(ids, all_), rule.left.__doc__
        touched = {frozenset((a.ref, b.ref)) for a, b in all_ if {a.ref, b.ref} & split}
        assert touched <= {frozenset((a.ref, b.ref)) for a, b in few}


@settings(deadline=None)
@given(
    many,
    st.randoms(use_true_random=False),
    st.lists(st.tuples(st.integers(0, 8), st.integers(0, 8)), max_size=3),
)
def test_order_does_not_matter_and_each_claim_is_in_one_story(
    claims: list[Claim], random: Any, decided: list[tuple[int, int]]
) -> None:
    verdicts = {frozenset(pair): pair for pair in decided if pair[0] != pair[1]}  # one a question
    decisions = [
        _decided("split" if i % 2 else "joined", str(i), str(j)) for i, j in verdicts.values()
    ]
    made = origins(claims, None, decisions)
    assert sorted(ref for s in made.stories for ref in s.claim_ids) == sorted(
        c.claim_id for c in claims
    )
    assert made.fewest <= len(made.stories)
    for story in made.stories:  # what is shown holds the story together
        of = groups(story.claim_ids, story.edges)
        assert len(set(of.values())) == 1
    random.shuffle(claims)
    random.shuffle(decisions)
    assert origins(claims, None, decisions) == made


@settings(deadline=None)
@given(many, st.data())
def test_a_report_that_repeats_a_known_origin_changes_no_count(
    claims: list[Claim], data: Any
) -> None:
    """A paper reprints a claim: same speaker and figure, or citing the speaker, on the next day."""
    if not claims:
        return
    one = data.draw(st.sampled_from(claims))
    window = (BEGIN, BEGIN + timedelta(days=1))
    origin = told(
        "o", speaker="Coast Agency", figure=(180, 180, 180), window=window, published=BEGIN
    )
    repeats = [
        told("r1", speaker="Coast Agency", figure=(170, 180, 190), window=window, published=BEGIN + timedelta(days=90)),
        told("r2", speaker="Gull Gazette", cites=["Coast Agency"], window=window, published=BEGIN + timedelta(days=5)),
        told("r3", speaker=None, publisher="Tern Times", cites=["Coast Agency"], figure=(180, 180, 180), published=BEGIN),
    ]  # fmt: skip
    before = found(*claims, origin)
    for repeat in repeats:
        after = found(*claims, origin, repeat)
        assert len(after.stories) == len(before.stories)
    copy = told("copy", rests_on=[one.claim_id], speaker="Copyist", event="visit")
    assert len(found(*claims, copy).stories) == len(found(*claims).stories)


@settings(deadline=None)
@given(many)
def test_an_independent_report_adds_exactly_one(claims: list[Claim]) -> None:
    new = told("new", speaker="Lone Pilot", figure=(31, 31, 31), text="the pilot saw a barge")
    before, after = found(*claims), found(*claims, new)
    assert len(after.stories) == len(before.stories) + 1
    assert after.fewest == before.fewest + 1


@settings(deadline=None)
@given(many, st.data())
def test_a_split_takes_away_what_joins_the_two_and_no_more(claims: list[Claim], data: Any) -> None:
    if len(claims) < 2:
        return
    a, b = data.draw(st.sampled_from(list(combinations([c.claim_id for c in claims], 2))))
    after = found(*claims, decisions=[_decided("split", a, b)])
    assert all({e.a, e.b} != {a, b} for s in after.stories for e in (*s.edges, *s.doubtful))
    alone = found(*claims, decisions=[_decided("split", a)])
    assert (a,) in [s.claim_ids for s in alone.stories]
    assert not any(a in (e.a, e.b) for e in alone.doubtful)


def test_a_split_says_by_which_way_the_two_still_hang_together() -> None:
    a, b, c = (told(ref, figure=(40, 40, 40)) for ref in "abc")
    made = found(a, b, c, decisions=[_decided("split", "a", "b")])
    assert len(made.stories) == 1
    assert [(e.a, e.b) for e in way("a", "b", made.stories[0].edges)] == [("a", "c"), ("b", "c")]
    both = [_decided("split", "a", "b"), _decided("split", "a", "c")]
    assert grouped(a, b, c, decisions=both) == [{"a"}, {"b", "c"}]


def test_a_person_joins_and_a_later_decision_is_the_stronger() -> None:
    a, b = told("a", speaker="One"), told("b", speaker="Two")
    joined = _decided("joined", "a", "b", at=1)
    made = found(a, b, decisions=[joined])
    assert [e.by for s in made.stories for e in s.edges] == ["A. Analyst"]
    assert "A. Analyst joined them on 2025-01-01: Because." in made.stories[0].reasons
    assert len(grouped(a, b, decisions=[joined, _decided("split", "a", at=2)])) == 2
    assert len(grouped(a, b, decisions=[joined, _decided("split", "a", at=0)])) == 1
    assert len(grouped(a, b, decisions=[_decided("withdrawn", "a", "b")])) == 2
    assert len(grouped(a, decisions=[joined])) == 1


def test_a_split_answers_a_doubt() -> None:
    a, b = (told(r, speaker=f"S{r}", figure=(10000,) * 3, window=(BEGIN, BEGIN)) for r in "ab")
    assert found(a, b).fewest == 1
    assert found(a, b, decisions=[_decided("split", "a", "b")]).fewest == 2


@pytest.mark.parametrize("rule", [*RULES, *doubts.RULES])
def test_each_rule_says_in_a_sentence_what_it_is(rule: Rule) -> None:
    said = " ".join((rule.left.__doc__ or "").split())
    assert said.endswith(".")
    assert len(said) > 30
