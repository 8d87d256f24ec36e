"""Relations of many figures: the same as every two compared, and nothing left out in silence."""

from __future__ import annotations

import itertools
from collections import Counter
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.assess import plain
from tests.assess.told import LONG, PART, about, at_least, at_most, exactly, told

from tidewaiter.assess.compare import compare
from tidewaiter.assess.consistency import Consistency, relations
from tidewaiter.assess.disagreements import disagreements
from tidewaiter.assess.figures import figures
from tidewaiter.assess.rates import rates
from tidewaiter.model.claims import Claim
from tidewaiter.model.figures import Figure, Figures, PairCount

CANNOT, OPEN = "cannot both be true", "not comparable as they stand"
_FIRST = date(2024, 1, 1)
_days = st.none() | st.integers(0, 40).map(lambda n: _FIRST + timedelta(days=n))
_windows = st.tuples(_days, _days).map(
    lambda w: (min(w), max(w)) if w[0] and w[1] else w  # type: ignore[type-var]
)
_roles = st.lists(
    st.sampled_from(
        (
            ("carrier", "Angara"), ("carrier", "Maria"), ("carrier", "ships"),
            ("destination", "Russia"), ("destination", "Vostochny, Russia"), ("destination", "Libya"),
            ("origin", "Rason, DPRK"), ("agent", "Alder Line"), ("agent", "Birch Line"),
        )
    ),
    max_size=3, unique=True,
)  # fmt: skip
_values = st.sampled_from((3.0, 5.0, 8.0, 9.0, 13.0, 40.0))
_figures = st.one_of(*(_values.map(way) for way in (exactly, about, at_least, at_most)))


@st.composite
def _claims(draw: st.DrawFn) -> list[Claim]:
    return [
        told(
            f"c{n}",
            draw(_figures),
            draw(st.sampled_from(("rounds", "containers"))),
            by=draw(st.sampled_from(("X", "Y", "Z", "an official"))),
            kind=draw(st.sampled_from(("organisation", "unnamed"))),
            document=draw(st.sampled_from(("d1", "d2"))),
            of=draw(st.sampled_from((None, None, "152 mm", "122 mm", "mixed munitions"))),
            or_figures=draw(st.lists(st.tuples(_figures, st.just("122 mm")), max_size=1)),
            window=draw(st.none() | st.just(PART) | st.just(LONG) | _windows),
            said=draw(st.none() | st.sampled_from((date(2023, 1, 1), date(2024, 3, 1), date(2025, 1, 1)))),
            roles=draw(_roles),
            event=draw(st.sampled_from(("transfer", "vessel", "casualty", "statement"))),
        )
        for n in range(draw(st.integers(0, 9)))
    ]  # fmt: skip


def _pairs(found: Consistency, kind: str) -> set[plain.Pair]:
    made = [r for r in found.relations if r.kind == kind]
    pairs = {frozenset((r.first.figure_id, r.second.figure_id)) for r in made}
    assert len(pairs) == len(made), "no pair twice"
    return pairs


@settings(deadline=None, max_examples=400)
@given(_claims())
def test_the_pairs_are_those_of_every_two_compared(claims: list[Claim]) -> None:
    some = figures(claims)
    expected = plain.pairs(some)
    found = relations(some, most=None)
    assert {kind: _pairs(found, kind) for kind in expected} == expected
    assert found.counted == ()


@settings(deadline=None, max_examples=200)
@given(_claims(), st.integers(0, 3))
def test_what_is_left_out_is_counted_and_no_figure_is_lost(claims: list[Claim], most: int) -> None:
    some = figures(claims)
    found = relations(some, most=most)
    for kind, pairs in plain.pairs(some).items():
        recorded = _pairs(found, kind)
        assert recorded <= pairs
        counts = [c for c in found.counted if c.kind == kind]
        assert all(c.pairs > most for c in counts), "only more than the bound is counted"
        whole = sum(c.pairs for c in counts) + len(
            [p for p in recorded if not any(_counted(some, p, c) for c in counts)]
        )
        assert whole == len(pairs), "recorded one by one, or counted"
        if kind == CANNOT:
            assert set().union(*recorded) == set().union(*pairs), "each figure keeps one"


@settings(deadline=None, max_examples=100)
@given(_claims())
def test_what_a_relation_counts_beside_it_is_what_was_left_out(claims: list[Claim]) -> None:
    some = figures(claims)
    of_figure = Counter(f for pair in plain.pairs(some)[CANNOT] for f in pair)
    found = relations(some, most=0)
    recorded = Counter(f for pair in _pairs(found, CANNOT) for f in pair)
    for r in found.relations:
        if r.kind == CANNOT:
            for figure, more in ((r.first, r.first_more), (r.second, r.second_more)):
                assert more == of_figure[figure.figure_id] - recorded[figure.figure_id]


@settings(deadline=None, max_examples=100)
@given(_claims())
def test_the_relations_of_a_claim_are_those_in_which_it_is(claims: list[Claim]) -> None:
    some = figures(claims)
    everything = relations(some, most=None).relations
    for claim in claims:
        mine = [r for r in everything if claim.claim_id in (r.first.claim_id, r.second.claim_id)]
        assert list(relations(some, of=claim.claim_id, most=None).relations) == mine


def _counted(some: tuple[Figure, ...], pair: plain.Pair, count: PairCount) -> bool:
    groups = {"transfer": "movement", "vessel": "movement", "casualty": "casualty"}
    figure = next(f for f in some if f.figure_id in pair)
    return (figure.unit, groups[figure.event]) == (count.unit, count.happening)


def _many(number: int) -> list[Claim]:
    """So many figures for the same days of which no two meet, each of a party of its own."""
    values = (10.0, 20.0, 50.0, 200.0, 1000.0)[:number]
    return [told(f"c{n}", exactly(v), by=f"Speaker {n}") for n, v in enumerate(values)]


def test_each_figure_of_many_keeps_the_widest_and_says_how_many_more() -> None:
    found = relations(figures(_many(5)), most=9)
    (count,) = found.counted
    assert (count.figures, count.pairs, count.recorded) == (5, 10, 4)
    named = {frozenset((r.first.name, r.second.name)) for r in found.relations}
    assert named == {
        frozenset(p) for p in (("c0", "c4"), ("c1", "c4"), ("c2", "c4"), ("c0", "c3"))
    }
    widest = next(r for r in found.relations if {r.first.name, r.second.name} == {"c1", "c4"})
    assert "c1 stands so in 3 more pairs, c4 stands so in 1 more pair." in widest.sentence
    assert "5 figures of goods and ships moved, in containers, make 10 pairs" in count.sentence


def test_up_to_the_bound_each_pair_is_recorded_and_nothing_is_counted() -> None:
    found = relations(figures(_many(5)), most=10)
    assert (len(found.relations), found.counted) == (10, ())


def test_of_many_that_are_not_comparable_the_reasons_are_counted() -> None:
    claims = [
        told(f"c{n}", exactly(10.0 + n), by=f"S{n}", of=kind, roles=roles, window=window)
        for n, (kind, roles, window) in enumerate(
            [
                ("mixed munitions", (), LONG), ("152 mm", (), LONG),
                (None, (("destination", "Russia"),), (_FIRST, None)),
            ]
        )
    ]  # fmt: skip
    found = relations(figures(claims), most=1)
    (count,) = found.counted
    assert (count.kind, count.pairs, count.recorded) == (OPEN, 3, 1)
    assert "(2: they speak of different days; 1: they speak of different kinds of things)" in (
        count.sentence
    )


def test_a_thousand_figures_that_all_contradict_leave_few_records() -> None:
    claims = [told(f"c{n}", exactly(10.0 + n), by=f"Speaker {n}") for n in range(1000)]
    found = compare(claims)
    assert found.counted[0].pairs == 999 * 500
    assert len([r for r in found.relations if r.kind == CANNOT]) < 1000


def _parties(counts: list[float]) -> list[Claim]:
    """Two figures a party, each on a day of its own, that make a rate: so many rounds a container."""
    return [
        told(f"{unit}{n}", exactly(value), unit, by=f"S{n}", said=date(2025, 1, 1 + n))
        for n, count in enumerate(counts)
        for unit, value in (("containers", 100.0), ("rounds", 100.0 * count))
    ]


@settings(deadline=None, max_examples=60)
@given(st.lists(st.sampled_from((2.0, 3.0, 5.0, 9.0)), max_size=8), st.integers(0, 6))
def test_of_many_rates_that_disagree_each_party_keeps_the_widest(
    counts: list[float], most: int
) -> None:
    made = rates(figures(_parties(counts)))
    everything = disagreements(made, most=None)
    apart = [(a, b) for a, b in itertools.combinations(counts, 2) if a != b]
    assert (len(everything.disagreements), everything.counted) == (len(apart), ())
    found = disagreements(made, most=most)
    assert set(found.disagreements) <= set(everything.disagreements)
    if len(apart) <= most:
        assert found == everything
        return
    (count,) = found.counted
    assert (count.pairs, count.recorded) == (len(apart), len(found.disagreements))
    widest = {d.lower: d.apart for d in reversed(everything.disagreements)}
    for d in everything.disagreements:
        for party in (d.lower, d.higher):
            widest[party] = max(widest.get(party, 0.0), d.apart)
    kept = [(p, d.apart) for d in found.disagreements for p in (d.lower, d.higher)]
    for party, gap in widest.items():
        assert (party, gap) in kept
    whole = Figures(disagreements=found.disagreements, counted=found.counted)
    assert whole.pairs("rates disagree") == len(apart)
