from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests.assess.evidence_builders import NOON, PACK, found, judged, look, pack, say
from tests.builders import sighting

from tidewaiter.assess.evidence import Record, of_match, of_meeting, of_sighting
from tidewaiter.assess.lines import independent
from tidewaiter.model.decisions import Decision
from tidewaiter.model.evidence import Locator
from tidewaiter.model.findings import Finding
from tidewaiter.model.listings import Identifier, ListedName, Listing, Match, Sanction
from tidewaiter.model.movements import Meeting


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
    release = look("Birch", source="Release (image:birch-1)")
    assert found([told, release]).elements[0].independent_lines == 1
    assert found([told, look("Birch")]).elements[0].independent_lines == 2


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
    empty = look("Birch", seen=False)
    assert found([say("A", "s1"), say("B", "s2"), empty]).likelihood == "roughly even chance"
    assert found([say("A", "s1", certainty="possible"), empty]).likelihood == "unlikely"


def test_claims_alone_do_not_establish_what_only_a_look_can() -> None:
    strict = pack(PACK.replace("act = true\n", "act = true\nclaims_establish = false\n"))
    told = [say("A", "s1"), say("B", "s2")]
    alone = found(told, strict).elements[0]
    assert alone.status == "indicated"
    assert "rests on claims alone" in alone.why
    assert found([*told, look("Birch")], strict).elements[0].status == "established"


def test_a_negative_look_supports_nothing() -> None:
    made = judged([look("Rajin", seen=False)])
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
