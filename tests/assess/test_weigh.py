from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.assess.evidence_builders import PACK, found, judged, pack, say
from tests.builders import sighting

from tidewaiter.assess.confidence import LEVELS
from tidewaiter.assess.evidence import Record, of_match, of_meeting, of_sighting
from tidewaiter.assess.likelihood import RANK
from tidewaiter.assess.lines import independent, lines
from tidewaiter.model.decisions import Decision
from tidewaiter.model.evidence import Locator
from tidewaiter.model.findings import Finding, NotApplied
from tidewaiter.model.listings import Identifier, ListedName, Listing, Match, Sanction
from tidewaiter.model.movements import Meeting

STATUS = ("not established", "indicated", "established")
NOON = datetime(2024, 1, 1, tzinfo=UTC)


def _rank(records: list[Record]) -> tuple[int, int, int, int, int]:
    """Likelihood, confidence, status, independent and firm lines; all lowest where nothing speaks."""
    made = judged(records)
    if isinstance(made, NotApplied):
        return 0, 0, 0, 0, 0
    element = made.elements[0]
    return (
        RANK[made.likelihood],
        LEVELS.index(made.confidence),
        STATUS.index(element.status),
        element.independent_lines,
        element.firm_lines,
    )


def _look(place: str, *, seen: bool = True, source: str = "Image Co") -> Record:
    return of_sighting(sighting(place, NOON, seen=seen, source=source))


def _record(
    who: str, story: str, act: str, event: str, certainty: str, grade: str, day: int | None
) -> Record:
    said = None if day is None else date(2024, 1, day)
    made = say(who, story, grade=grade, said=said, act=act, event=event, certainty=certainty)
    return replace(made, said=said)


claims = st.builds(
    _record,
    st.sampled_from("ABCD"),
    st.sampled_from("stuv"),
    st.sampled_from(["say", "accuse", "deny"]),
    st.sampled_from(["transfer", "visit"]),
    st.sampled_from(["certain", "possible"]),
    st.sampled_from("ABCDEF"),
    st.sampled_from([None, 1, 2, 3]),
)
denials = st.builds(
    lambda who, story, grade: say(who, story, grade=grade, act="deny", event="statement"),
    st.sampled_from("ABCD"),
    st.sampled_from("stuv"),
    st.sampled_from("ABCDEF"),
)
looks = st.builds(
    lambda seen, source: _look("Birch", seen=seen, source=source),
    st.booleans(),
    st.sampled_from(["Image Co", "A", "Other Co"]),
)
records = st.lists(st.one_of(claims, looks), max_size=9, unique_by=lambda r: r.ref)


@settings(deadline=None)
@given(records, st.randoms(use_true_random=False))
def test_the_order_of_evidence_does_not_matter(made: list[Record], mixed: random.Random) -> None:
    shuffled = list(made)
    mixed.shuffle(shuffled)
    assert judged(shuffled) == judged(made)


@settings(deadline=None, max_examples=300)
@given(records, st.data())
def test_a_report_that_repeats_a_known_origin_changes_nothing(
    made: list[Record], data: st.DataObject
) -> None:
    """It may be firmer, and of a better source: what it repeats is not.

    Where nobody knows who told it first, the less firm of the two counts.
    """
    told = [r for r in made if r.kind == "claim"]
    if not told:
        return
    known = data.draw(st.sampled_from(told))
    later = date(2024, 1, 3) + timedelta(days=data.draw(st.integers(1, 9)))
    repeat = replace(
        known,
        ref="a repeat",
        firm=data.draw(st.booleans()),
        source=replace(known.source, grade=data.draw(st.sampled_from("ABCDEF"))),
        said=later,
        derived=data.draw(st.booleans()),
    )
    before, after = _rank(made), _rank([*made, repeat])
    assert after[3] == before[3]
    assert all(a <= b for a, b in zip(after, before, strict=True))
    if known.said is not None and not known.derived:
        assert after == before


@settings(deadline=None, max_examples=300)
@given(records, st.sampled_from("ABCD"), st.sampled_from("stuv"), st.booleans())
def test_no_record_that_shares_an_origin_adds_a_line(
    made: list[Record], who: str, story: str, firm: bool
) -> None:
    """Not even one that joins two lines: they are one from then on."""
    joining = replace(say(who, story), ref="joins", firm=firm, said=date(2024, 2, 1))
    shared = [r for r in made if r.kind == "claim" and set(r.origins) & set(joining.origins)]
    if not any(r.record.event.type == "transfer" for r in shared):  # type: ignore[union-attr]
        return
    if any(r.record.act == "deny" for r in shared):  # type: ignore[union-attr]
        return  # what it shares may stand against, and it for
    assert _rank([*made, joining])[3] <= _rank(made)[3]


@settings(deadline=None, max_examples=300)
@given(records, st.sampled_from(["certain", "possible"]), st.sampled_from("ABCDEF"))
def test_an_independent_supporting_line_never_lowers(
    made: list[Record], certainty: str, grade: str
) -> None:
    new = say("Z", "z", certainty=certainty, grade=grade)
    before, after = _rank(made), _rank([*made, new])
    assert all(a >= b for a, b in zip(after, before, strict=True))
    assert after[3] == before[3] + 1


@settings(deadline=None, max_examples=300)
@given(
    records,
    st.one_of(
        denials,
        st.just(_look("Elsewhere", seen=False, source="Z")),
        st.just(_look("Elsewhere", seen=False, source="A")),
    ),
)
def test_a_disputing_line_never_raises(made: list[Record], dispute: Record) -> None:
    """Whoever it comes from, also from somebody who supports, or disputes already."""
    before = judged(made)
    after = judged([*made, replace(dispute, ref="a dispute")])
    if isinstance(before, Finding) and isinstance(after, Finding):
        assert RANK[after.likelihood] <= RANK[before.likelihood]
        assert LEVELS.index(after.confidence) <= LEVELS.index(before.confidence)
        assert STATUS.index(after.elements[0].status) <= STATUS.index(before.elements[0].status)
    if isinstance(before, NotApplied) and isinstance(after, Finding):
        assert after.likelihood == "cannot be judged yet"


@settings(deadline=None)
@given(records)
def test_lines_part_the_records(made: list[Record]) -> None:
    parts = lines(made)
    assert sorted(r.ref for line in parts for r in line.records) == sorted(r.ref for r in made)
    labels = [{o for r in line.records for o in r.origins} for line in parts]
    assert all(not a & b for i, a in enumerate(labels) for b in labels[i + 1 :])


def test_two_independent_firm_lines_establish() -> None:
    made = found([say("A", "s1"), say("B", "s2")])
    assert (made.elements[0].status, made.elements[0].independent_lines) == ("established", 2)
    assert made.likelihood == "very likely"


def test_one_story_in_two_papers_is_one_line() -> None:
    element = found([say("A", "s1"), say("B", "s1")]).elements[0]
    assert (element.status, element.independent_lines) == ("indicated", 1)


def test_who_speaks_twice_is_one_line() -> None:
    assert found([say("A", "s1"), say("A", "s2")]).elements[0].independent_lines == 1


def test_lines_joined_through_a_third_are_one() -> None:
    both = replace(say("C", "s1"), origins=("s1", "s2"))
    assert independent([say("A", "s1"), say("B", "s2")]) == 2
    assert independent([say("A", "s1"), say("B", "s2"), both]) == 1


def test_claims_on_one_image_series_are_one_line_with_its_looks() -> None:
    told = say("A", "s1", rests_on=["image:birch-1"])
    look = _look("Birch", source="Release (image:birch-1)")
    assert found([told, look]).elements[0].independent_lines == 1
    assert found([told, _look("Birch")]).elements[0].independent_lines == 2


def test_a_look_is_one_line_with_the_claims_of_whom_its_source_names() -> None:
    look = of_sighting(
        sighting("Birch", NOON, source="Images read by Harbour Watch"), ["Harbour Watch"]
    )
    assert independent([say("Harbour Watch", "s1"), look]) == 1


def test_an_allegation_alone_establishes_nothing() -> None:
    told = [say("A", "s1", act="accuse"), say("B", "s2", certainty="possible")]
    made = found(told)
    assert (made.elements[0].status, made.likelihood) == ("indicated", "likely")


def test_a_source_graded_unreliable_is_not_firm() -> None:
    made = found([say("A", "s1"), say("B", "s2", grade="D")])
    assert (made.elements[0].status, made.elements[0].independent_lines) == ("indicated", 2)


def test_who_repeats_with_more_certainty_makes_no_story_firm() -> None:
    first = say("A", "s1", certainty="possible", said=date(2024, 1, 1))
    louder = say("B", "s1", said=date(2024, 1, 2))
    assert found([first, louder, say("C", "s2")]).elements[0].firm_lines == 1


def test_who_tells_it_first_with_less_certainty_on_the_same_day_keeps_it_from_being_firm() -> None:
    day = date(2024, 1, 1)
    told = [say("A", "s1", certainty="possible", said=day), say("B", "s1", said=day)]
    assert found(told).elements[0].firm_lines == 0


def test_who_reckons_with_a_claim_does_not_weaken_it() -> None:
    day = date(2024, 1, 1)
    reckoned = replace(say("A", "s1", certainty="possible", said=day), derived=True)
    assert found([say("A", "s1", said=day), reckoned]).elements[0].firm_lines == 1


@pytest.mark.parametrize(
    ("listed", "relation"),
    [
        (date(2024, 2, 1), "supports"),
        (date(2024, 3, 1), "supports"),
        (date(2024, 6, 1), "context"),
        (None, "context"),
    ],
)
def test_an_entry_counts_from_the_day_of_its_listing(listed: date | None, relation: str) -> None:
    with_list = pack(
        f"""{PACK}[[finding.element]]
id = "listed"
question = "Was the ship listed?"
subject = "the ship"
did = "was listed"
[[finding.element.evidence]]
kind = "match"
listed_by_act = true
"""
    )
    told = say("A", "s1", window=(date(2024, 3, 1), date(2024, 3, 31)))
    [line] = found([told, _match(listed)], with_list).elements[1].lines
    assert line.relation == relation


def _match(listed: date | None) -> Record:
    listing = Listing(
        "l1", "un-sc", "KPi.1", "Vessel", (ListedName("VOLNA", "name"),),
        (Identifier("imoNumber", "9000003", True),), (), None,
        (Sanction("UN", "DPRK", listed_on=listed),), (), (), None, Locator("s", "rows", 2, 2),
    )  # fmt: skip
    asked = "Volna, IMO 9000003"
    return of_match("m1", Match(asked, listing, 0.99, True, "Volna", "VOLNA", ()))


def test_a_match_is_firm_where_a_number_agrees() -> None:
    by_number = _match(None)
    assert by_number.firm
    item = by_number.record
    assert isinstance(item, Match)
    assert not of_match("m1", replace(item, query="Volna")).firm


def test_confidence_needs_graded_sources() -> None:
    ungraded = [say(n, f"s{n}", grade="F") for n in "ABC"]
    assert found(ungraded).elements[0].status == "established"
    assert found(ungraded).confidence == "low"
    assert found([say(n, f"s{n}") for n in "AB"]).confidence == "moderate"
    assert found([say(n, f"s{n}") for n in "ABC"]).confidence == "high"


def test_a_dispute_keeps_an_element_from_being_established() -> None:
    told = [say("A", "s1"), say("B", "s2"), say("C", "s3", act="deny", event="statement")]
    made = found(told)
    assert (made.elements[0].status, made.likelihood) == ("indicated", "likely")
    assert made.replies == ("C denies: ships carried crates",)


def test_a_disputed_line_that_stands_alone_is_even() -> None:
    made = found([say("A", "s1"), say("C", "s3", act="deny", event="statement")])
    assert (made.likelihood, made.likelihood_range) == ("roughly even chance", "45–55 %")


def test_who_looked_and_found_the_contrary_weighs_more_than_a_denial() -> None:
    empty = _look("Birch", seen=False)
    assert found([say("A", "s1"), say("B", "s2"), empty]).likelihood == "roughly even chance"
    assert found([say("A", "s1", certainty="possible"), empty]).likelihood == "unlikely"


def test_claims_alone_do_not_establish_what_only_a_look_can() -> None:
    strict = pack(PACK.replace("act = true\n", "act = true\nclaims_establish = false\n"))
    told = [say("A", "s1"), say("B", "s2")]
    alone = found(told, strict).elements[0]
    assert alone.status == "indicated"
    assert "rests on claims alone" in alone.why
    assert found([*told, _look("Birch")], strict).elements[0].status == "established"


def test_a_negative_look_supports_nothing() -> None:
    made = judged([_look("Rajin", seen=False)])
    assert isinstance(made, Finding)
    assert made.elements[0].status == "not established"
    assert made.likelihood == "cannot be judged yet"


def test_a_share_of_looks_that_found_nothing_is_a_rate_and_no_absence() -> None:
    look = sighting("Birch", NOON, seen=False)
    rate = of_sighting(replace(look, effort="60 of 109 imaged days"))
    told = [say("A", "s1"), say("B", "s2")]
    assert "(60 of 109 imaged days)" in rate.sentence
    assert found([*told, rate]).likelihood == "likely"
    once = of_sighting(replace(look, effort="one image"))
    assert found([*told, once]).likelihood == "roughly even chance"


def _meeting(answer: str, basis: str, *, firm: bool, claim_id: str) -> Record:
    made = of_meeting(
        "m", Meeting(claim_id, "Tern", 799000001, "Birch", "XX-BIRCH", None, None, answer, basis, firm, (), "…")  # type: ignore[arg-type]
    )  # fmt: skip
    assert made is not None
    return made


def test_a_movement_that_contradicts_disputes_and_one_that_agrees_supports() -> None:
    told = say("A", "s1", roles=[("carrier", "Tern")])
    heard = _meeting("supported", "port visit", firm=True, claim_id=told.ref)
    assert found([told, heard]).elements[0].status == "established"
    away = _meeting("contradicted", "track", firm=True, claim_id=told.ref)
    assert found([told, away]).likelihood == "roughly even chance"
    assert found([told, away]).elements[0].lines[1].relation == "disputes"


def test_reach_is_not_firm() -> None:
    told = say("A", "s1", roles=[("carrier", "Tern")])
    made = found([told, _meeting("supported", "reach", firm=True, claim_id=told.ref)])
    assert (made.elements[0].independent_lines, made.elements[0].firm_lines) == (2, 1)


def test_a_movement_of_another_claim_says_nothing_here() -> None:
    made = found([say("A", "s1"), _meeting("contradicted", "track", firm=True, claim_id="other")])
    assert [line.kind for line in made.elements[0].lines] == ["claim"]


def test_a_movement_that_nothing_touches_is_no_evidence() -> None:
    untouched = Meeting(
        "c", "T", None, "B", None, None, None, "untouched", "nothing", False, (), ""
    )
    assert of_meeting("m", untouched) is None


def test_the_verb_fits_the_status() -> None:
    def said(told: list[Record]) -> str:
        return next(s.sentence for s in found(told).statements if s.about == "element")

    assert said([say("A", "s1"), say("B", "s2")]).startswith("Crates were moved.")
    assert said([say("A", "s1")]).startswith("Crates are reported to have been moved.")
    denied = [say("C", "s3", act="deny", event="statement")]
    assert said(denied).startswith("It is not shown here that crates were moved.")


def test_likelihood_and_confidence_stand_in_sentences_of_their_own() -> None:
    first, second = found([say("A", "s1"), say("B", "s2")]).statements[:2]
    assert first.sentence == "It is very likely (80–95 %) that crates were moved."
    assert second.sentence.startswith("Confidence in this is moderate.")
    assert "likely" not in second.sentence
    assert len(first.refs) == 2


def test_a_denial_of_something_else_is_no_reply() -> None:
    other = say("C", "s3", act="deny", event="visit", roles=[("agent", "Somebody")])
    rule = pack(PACK.replace('acts = ["deny"]', 'acts = ["deny"]\nwords = ["crates of gold"]'))
    assert found([say("A", "s1", roles=[("agent", "Mill")]), other], rule).replies == ()


def test_a_denial_by_a_party_of_the_evidence_is_a_reply() -> None:
    denial = say("Mill", "s3", act="deny", event="transfer", text="it had moved anything")
    rule = pack(PACK.replace('event = ["transfer"]\n', 'event = ["transfer"]\nacts = ["say"]\n').replace(
        'acts = ["deny"]', 'acts = ["deny"]\nwords = ["crates of gold"]'))  # fmt: skip
    made = found([say("A", "s1", roles=[("agent", "Mill")]), denial], rule)
    assert made.replies == ("Mill denies: it had moved anything",)


def _decided(kind: str, verdict: str, then: str) -> Decision:
    return Decision(
        kind, verdict, ("test/f1",), f"test/f1, by the rules {then}", "A. Analyst",  # type: ignore[arg-type]
        "A crate was opened.", NOON,
    )  # fmt: skip


def test_a_person_can_set_another_word_and_both_are_shown() -> None:
    told = [say("A", "s1")]
    made = found(told, decisions=[_decided("likelihood", "very likely", "likely")])
    assert (made.likelihood, made.overrides[0].computed) == ("very likely", "likely")
    [shown] = [s.sentence for s in made.statements if s.about == "override"]
    assert "'very likely'" in shown
    assert "the rules give 'likely'. Reason given: A crate was opened." in shown
    assert "A. Analyst" in shown


def test_an_override_says_what_the_rules_gave_when_it_was_made() -> None:
    told = [say("A", "s1"), say("B", "s2")]
    made = found(told, decisions=[_decided("likelihood", "likely", "roughly even chance")])
    [shown] = [s.sentence for s in made.statements if s.about == "override"]
    assert "'very likely' (when that was decided, 'roughly even chance')" in shown


def test_a_withdrawn_override_leaves_the_rules_alone() -> None:
    made = found([say("A", "s1")], decisions=[_decided("confidence", "withdrawn", "low")])
    assert (made.confidence, made.overrides) == ("low", ())
