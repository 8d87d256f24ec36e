"""Figures laid side by side: rates, contradictions, ceilings, alternatives."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.assess.told import LONG, PART, Figure, about, at_least, at_most, exactly, told

from tidewaiter.assess.compare import compare, ordered
from tidewaiter.assess.figures import Known
from tidewaiter.model.claims import Claim
from tidewaiter.model.figures import Figures
from tidewaiter.model.ids import canonical_json
from tidewaiter.model.records import as_json, from_json
from tidewaiter.model.tallies import Assumption

KG = Assumption("k", "kg_per_round", "a round", 46, None, 46, "kg/round", "s", of="152 mm")
BOXES = Assumption("b", "boxes", "in a voyage", 200, 250, 320, "containers/voyage", "s")
LIMIT = Assumption(
    "l", "limit", "a box", 20.7, None, 21.7, "tonnes/container", "s", role="ceiling"
)
GIVEN = (KG, BOXES, LIMIT)


def _rates(*claims: Claim) -> dict[str, tuple[float, float]]:
    return {
        r.unit: (r.bound.said_low, r.bound.said_high)
        for r in compare(claims).rates
        if not r.alternative
    }


def _kinds(*claims: Claim) -> set[str]:
    return {r.kind for r in compare(claims).relations}


def test_two_counts_of_one_speaker_for_the_same_days_give_a_rate() -> None:
    found = _rates(told("a", (14400, 16000, 16000)), told("b", exactly(64), "voyages"))
    assert found == {"container/voyage": (250, 250)}


def test_what_was_reckoned_from_another_gives_a_rate_though_days_differ() -> None:
    base = told("a", at_least(1000), by="White House", window=PART)
    other = told("b", (270000, None, 300000), "rounds", by="Source", rests_on=("a",), window=LONG)
    assert _rates(base, other) == {"round/container": (270, 300)}
    assert compare([base, other]).rates[0].party == "Source"


@pytest.mark.parametrize(
    "changed",
    [
        {"by": "Another", "said": date(2024, 1, 1)},
        {"window": PART},
        {"of": "mixed munitions"},
        {"roles": (("carrier", "Maria"),)},
        {"polarity": "negative"},
        {"act": "pledge"},
    ],
)
def test_figures_of_different_things_give_no_rate(changed: dict[str, object]) -> None:
    first = told("a", about(5000), roles=(("carrier", "Angara"),))
    second = {"roles": (("carrier", "Angara"),), **changed}
    assert _rates(first, told("b", at_least(2e6), "rounds", **second)) == {}  # type: ignore[arg-type]


def test_a_rate_keeps_its_typed_bound() -> None:
    rate = compare([told("a", about(5000)), told("b", at_least(2e6), "rounds")]).rates[0]
    assert (rate.bound.kind, rate.bound.high) == ("at least", None)
    assert rate.bound.low == pytest.approx(2e6 / 5500)
    assert "at least 364" in rate.sentence


def test_alternatives_are_rates_of_their_own_and_never_summed() -> None:
    shells = told("b", at_least(2e6), "rounds", of="152 mm", or_figures=[(exactly(4e5), "122 mm")])
    found = compare([told("a", about(5000)), shells])
    assert sorted((r.of, r.bound.said_low) for r in found.rates) == [
        ("122 mm", 80),
        ("152 mm", 400),
    ]
    assert len(found.alternatives) == 1
    assert (
        "2,000,000 rounds of 152 mm or 400,000 rounds of 122 mm" in found.alternatives[0].sentence
    )


def test_rates_apart_disagree_and_rates_that_meet_do_not() -> None:
    ours = [told("a", about(16000)), told("b", (4e6, None, 6e6), "rounds")]

    def theirs(rounds: float) -> list[Claim]:
        return [
            told("c", about(5000), by="Ministry"),
            told("d", at_least(rounds), "rounds", by="Ministry", of="152 mm"),
        ]

    found = compare([*ours, *theirs(2e6)]).disagreements
    assert [(d.lower, d.higher) for d in found] == [("Institute", "Ministry")]
    assert found[0].lower_range == (250, 375)
    assert found[0].apart == pytest.approx(400 / 375)
    assert compare([*ours, *theirs(1.5e6)]).disagreements == ()


def test_rates_of_two_kinds_are_not_compared() -> None:
    ours = [told("a", about(5000)), told("b", exactly(2e6), "rounds", of="152 mm")]
    theirs = [
        told("c", about(5000), by="Ministry"),
        told("d", exactly(4e5), "rounds", by="Ministry", of="122 mm"),
    ]
    assert compare([*ours, *theirs]).disagreements == ()


def test_a_part_cannot_be_more_than_the_whole() -> None:
    part = told("a", at_least(10000), by="State", window=PART)
    whole = told("b", about(6700), by="Ministry")
    assert _kinds(part, whole) == {"cannot both be true"}
    relation = compare([part, whole]).relations[0]
    assert relation.differ == pytest.approx(0.33)
    assert _kinds(replace(part, event_time=None), whole) == set()


def test_what_the_party_has_said_since_stands_beside_a_contradiction() -> None:
    part = told("a", at_least(10000), by="State", window=PART, said=date(2024, 12, 20))
    whole = told("b", about(6700), by="Ministry", said=date(2024, 12, 23))
    later = told("c", at_least(10000), by="Ministry")
    relation = compare([part, whole, later]).relations[0]
    assert relation.kind == "cannot both be true"
    assert (
        "Ministry has since given at least 10,000 containers (c, 15 Apr 2025" in relation.sentence
    )


def test_a_whole_may_be_more_than_its_part_and_that_is_not_comparable() -> None:
    part = told("a", at_most(9e6), "rounds", by="Team", window=PART, said=date(2025, 5, 29))
    whole = told("b", at_least(12e6), "rounds", by="Agency", said=date(2025, 7, 13))
    assert _kinds(part, whole) == {"not comparable as they stand"}


def test_equal_windows_need_figures_that_meet() -> None:
    assert _kinds(told("a", about(180), by="Pilot"), told("b", exactly(160), by="Office")) == {
        "cannot both be true"
    }
    assert _kinds(told("a", about(180), by="Pilot"), told("b", exactly(170), by="Office")) == set()


def test_a_count_of_all_ships_is_no_part_of_a_count_of_one() -> None:
    one = (("carrier", "Angara"),)
    four = (*one, ("carrier", "Maria"))
    of_all = told("a", exactly(50), "voyages", by="X", window=PART, event="vessel", roles=four)
    of_one = told("b", exactly(11), "voyages", by="Y", event="vessel", roles=one)
    assert "cannot both be true" not in _kinds(of_all, of_one)
    swapped = told("c", exactly(11), "voyages", by="Y", event="vessel", roles=four)
    part = told("d", exactly(50), "voyages", by="X", window=PART, event="vessel", roles=one)
    assert "cannot both be true" in _kinds(part, swapped)


@pytest.mark.parametrize(
    ("first", "second", "contradict"),
    [
        ("Vostochny, Russia", "Russia", True),
        ("Russia", "Vostochny, Russia", False),
        ("Rason, DPRK", "Russia", False),
        ("Vostochny, Russia", "Vostochny and Dunai, Russia", True),
        ("DPRK", "North Korea", True),
    ],
)
def test_places_within_places_are_parts(first: str, second: str, contradict: bool) -> None:
    part = told("a", exactly(50), by="X", window=PART, roles=(("destination", first),))
    whole = told("b", exactly(11), by="Y", roles=(("destination", second),))
    assert ("cannot both be true" in _kinds(part, whole)) is contradict


def test_soldiers_sent_and_soldiers_killed_are_two_subjects() -> None:
    sent = told("a", exactly(12000), "soldiers", by="X", event="deployment")
    killed = told("b", exactly(600), "soldiers", by="Y", event="casualty")
    assert _kinds(sent, killed) == set()


def test_alternatives_contradict_only_all_together() -> None:
    other = told("b", exactly(3e5), "rounds", by="Y")
    both = told(
        "a", at_least(2e6), "rounds", by="X", of="152 mm", or_figures=[(exactly(4e5), "122 mm")]
    )
    assert _kinds(both, other) == {"cannot both be true"}
    near = told("b", exactly(4e5), "rounds", by="Y")
    assert _kinds(both, near) == set()


def test_a_speakers_later_figure_supersedes_and_an_at_least_is_implied() -> None:
    early = told("a", about(5000), window=PART, said=date(2024, 12, 29))
    late = told("b", about(16000))
    assert _kinds(early, late) == {"superseded"}
    least = told("c", at_least(9), "voyages", by="X")
    more = told("d", at_least(12), "voyages", by="Y", window=PART)
    assert _kinds(least, more) == {"implied by"}


def test_a_rate_is_held_against_a_ceiling_in_any_unit_of_mass() -> None:
    def standing(rounds: float) -> str:
        claims = [told("a", exactly(1000)), told("b", exactly(rounds * 1000), "rounds")]
        (check,) = compare(claims, GIVEN).ceilings
        assert check.used == ("kg_per_round",)
        return check.standing

    assert standing(300) == "fits"
    assert standing(448) == "at the ceiling"
    assert standing(500) == "breaks it"


@pytest.mark.parametrize(("boxes", "left_open"), [(exactly(1000), False), (at_least(1000), True)])
def test_a_broken_ceiling_says_where_the_words_leave_room(boxes: Figure, left_open: bool) -> None:
    (check,) = compare([told("a", boxes), told("b", exactly(500_000), "rounds")], GIVEN).ceilings
    assert check.standing == "breaks it"
    assert ("That is as said" in check.sentence) is left_open


def test_a_mass_a_voyage_is_brought_to_a_container_by_division() -> None:
    claims = [told("a", at_least(74000), "tonnes"), told("b", about(27), "voyages")]
    (check,) = compare(claims, GIVEN).ceilings
    assert check.used == ("boxes",)
    assert check.low == pytest.approx(74e6 / 27 / 320)
    assert check.high == pytest.approx(74e6 / 27 / 200)
    assert check.standing == "fits"


def test_a_factor_for_one_kind_is_not_applied_to_another() -> None:
    claims = [told("a", exactly(1000)), told("b", exactly(8e4), "rounds", of="122 mm")]
    assert compare(claims, GIVEN).rates
    assert compare(claims, GIVEN).ceilings == ()


def test_speakers_of_one_party_are_one_only_where_the_case_says_so() -> None:
    claims = [
        told("a", about(5000), by="Minister", window=PART, said=date(2024, 12, 29)),
        told("b", about(16000), by="Agency"),
    ]
    known = Known(speaks_for={"Minister": "State", "Agency": "State"})
    assert "superseded" in {r.kind for r in compare(claims, (), known).relations}
    assert compare(claims, (), known).series[0].party == "State"
    assert "superseded" not in {r.kind for r in compare(claims).relations}
    assert compare(claims).series == ()


def test_a_figure_of_each_is_no_count() -> None:
    each = told("a", about(46), "kg", text="figure each, they said")
    assert _rates(each, told("b", exactly(64), "voyages")) == {}


figures_of_claims = st.builds(
    lambda i, value, unit, by, part, day: told(
        str(i), (value, value, value), unit, by=by, window=PART if part else LONG,
        said=date(2025, 1, 1 + day),
    ),
    st.integers(0, 99), st.integers(1, 50).map(float), st.sampled_from(("rounds", "containers")),
    st.sampled_from(("X", "Y", "Z")), st.booleans(), st.integers(0, 3),
)  # fmt: skip


@settings(deadline=None, max_examples=60)
@given(
    st.lists(figures_of_claims, max_size=7, unique_by=lambda c: c.claim_id).flatmap(
        lambda claims: st.tuples(st.just(claims), st.permutations(claims))
    )
)
def test_order_of_evidence_does_not_matter(claims: tuple[list[Claim], list[Claim]]) -> None:
    first, second = (compare(c, GIVEN) for c in claims)
    assert first == second
    assert ordered(_shuffled(first)) == first


def _shuffled(found: Figures) -> Figures:
    return Figures(
        rates=found.rates[::-1], disagreements=found.disagreements[::-1],
        ceilings=found.ceilings[::-1], alternatives=found.alternatives[::-1],
        relations=found.relations[::-1], series=found.series[::-1], stances=found.stances[::-1],
    )  # fmt: skip


@settings(deadline=None, max_examples=60)
@given(st.lists(figures_of_claims, max_size=6, unique_by=lambda c: c.claim_id), st.data())
def test_contradictions_do_not_depend_on_names(claims: list[Claim], data: st.DataObject) -> None:
    """Renamed claims contradict each other just the same: the relation is symmetric."""
    ids = data.draw(st.permutations([c.claim_id for c in claims]))
    renamed = [replace(c, claim_id=f"n{i}") for c, i in zip(claims, ids, strict=True)]
    back = {new.claim_id: old.claim_id for old, new in zip(claims, renamed, strict=True)}

    def pairs(found: Figures) -> set[tuple[str, frozenset[str]]]:
        return {
            (r.kind, frozenset(back.get(f.claim_id, f.claim_id) for f in (r.first, r.second)))
            for r in found.relations
            if r.kind == "cannot both be true"
        }

    assert pairs(compare(claims)) == pairs(compare(renamed))


def test_an_unnamed_source_is_not_the_same_from_document_to_document() -> None:
    early = told(
        "a", about(5000), by="an official", kind="unnamed", window=PART, said=date(2024, 12, 29)
    )
    late = told("b", about(16000), by="an official", kind="unnamed", document="d2")
    assert "superseded" not in _kinds(early, late)
    assert compare([early, late]).series == ()
    rounds = told("c", at_least(2e6), "rounds", by="an official", kind="unnamed", said=None)
    assert _rates(late, rounds) == {}
    assert _rates(replace(late, document=rounds.document), rounds) != {}


def test_twelve_reports_of_one_origin_contradict_once() -> None:
    repeats = [told(f"r{i}", about(180), by=f"Outlet {i}") for i in range(12)]
    office = told("o", exactly(160), by="Office")
    alone = compare([*repeats, office])
    assert len(alone.relations) == 12
    known = Known(story_of={c.claim_id: "one" for c in repeats})
    assert len(compare([*repeats, office], (), known).relations) == 1


def test_figures_of_one_origin_for_the_same_days_give_a_rate() -> None:
    claims = [
        told("a", about(5000), by="X"),
        told("b", at_least(2e6), "rounds", by="Y", said=date(2025, 1, 1)),
    ]
    assert compare(claims).rates == ()
    known = Known(story_of={"a": "one", "b": "one"})
    assert [r.why for r in compare(claims, (), known).rates] == ["one origin, same days"]


def test_alternatives_stand_in_a_series_each() -> None:
    def of(name: str, first: float, other: float, day: date) -> Claim:
        return told(
            name, at_least(first), "rounds", of="152 mm", or_figures=[(exactly(other), "122 mm")],
            said=day,
        )  # fmt: skip

    claims = [of("a", 2e6, 4e5, date(2023, 12, 29)), of("b", 3e6, 5e5, date(2024, 2, 26))]
    found = compare(claims).series
    assert sorted((s.of, len(s.figures)) for s in found) == [("122 mm", 2), ("152 mm", 2)]
    assert all("one of two readings" in s.sentence for s in found)


open_figures = st.builds(
    lambda i, low, best, high, unit, window, kind: told(
        str(i), (low, best, high), unit, window=window, of=kind
    ),
    st.integers(0, 99),
    st.none() | st.just(0.0), st.none() | st.floats(0, 1e7), st.none() | st.just(1e7),
    st.sampled_from(("rounds", "containers", "tonnes", "kg", "voyages", "% of it", "")),
    st.sampled_from((None, LONG, PART, (None, date(2025, 1, 1)), (date(2024, 1, 1), None))),
    st.sampled_from((None, "152 mm", "mixed munitions", "one stack")),
)  # fmt: skip
OPEN = (
    Assumption("o", "open", "o", 1, None, None, "kg/round", "s"),
    Assumption("z", "zero", "z", 0, 0, 0, "containers/voyage", "s"),
)


@settings(deadline=None, max_examples=80)
@given(st.lists(open_figures, max_size=6, unique_by=lambda c: c.claim_id))
def test_whatever_the_figures_all_that_is_found_can_be_kept(claims: list[Claim]) -> None:
    found = compare(claims, (*GIVEN, *OPEN))
    kept = json.loads(canonical_json(as_json(found)))
    assert from_json(Figures, kept) == found


def test_what_was_reckoned_from_a_figure_covers_what_that_covers() -> None:
    ships = (
        ("carrier", "Angara"),
        ("origin", "Rason, DPRK"),
        ("destination", "Vostochny, Russia"),
    )
    base = told("a", exactly(64), "voyages", roles=ships, event="vessel")
    boxes = told("b", about(16000), rests_on=("a",))
    rounds = told("c", at_least(4e6), "rounds", rests_on=("b",))
    elsewhere = told("d", exactly(1e6), "rounds", by="Y", roles=(("destination", "Libya"),))
    to_russia = told("e", exactly(1e6), "rounds", by="Y", roles=(("destination", "Russia"),))
    assert _kinds(base, boxes, rounds, elsewhere) == set()
    assert _kinds(base, boxes, rounds, to_russia) == {"cannot both be true"}


def test_figures_that_share_no_who_and_no_where_are_not_of_one_thing() -> None:
    first = told("a", exactly(43), "tankers", by="X", roles=(("agent", "Alder Line"),))
    second = told("b", exactly(3), "tankers", by="Y", roles=(("agent", "Birch Line"),))
    assert _kinds(first, second) == set()
    assert _kinds(first, replace(second, event=first.event)) == {"cannot both be true"}


def test_a_rate_is_shown_in_the_unit_of_its_source() -> None:
    price = told(
        "a", exactly(410), "dollars/tonne", or_figures=[(exactly(385), "under that flag")],
        said=date(2025, 1, 1),
    )  # fmt: skip
    price = replace(
        price, quantities=tuple(replace(q, unit="dollars/tonne") for q in price.quantities)
    )
    (either,) = compare([price]).alternatives
    assert "410 dollars of under" not in either.sentence
    assert "410 dollars a tonne" in either.sentence
    later = told("b", about(500), "dollars/tonne", said=date(2025, 3, 1))
    (series,) = [s for s in compare([price, later]).series if len(s.figures) == 2]
    assert series.sentence.startswith("Institute, dollars a tonne: 410 dollars a tonne")
    assert "about 500 dollars a tonne" in series.sentence


def test_a_ceiling_is_shown_in_the_unit_of_its_assumption() -> None:
    limit = Assumption(
        "p", "cap", "a price cap", 60_000, None, 60_000, "dollars/tonne", "s", role="ceiling"
    )
    claims = [told("a", exactly(82e6), "dollars"), told("b", exactly(1000), "tonnes")]
    (check,) = compare(claims, [limit]).ceilings
    assert "is 82,000 dollars a tonne" in check.sentence
    assert "(a price cap, 60,000 dollars a tonne): breaks it" in check.sentence
