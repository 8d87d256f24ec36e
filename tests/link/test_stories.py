"""Each way in which two claims share an origin, and what shares none."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from tests.link.told import DAY, JANUARY, MARCH, found, grouped, told

from tidewaiter.link.stories.aliases import Aliases
from tidewaiter.model.claims import Claim, Span
from tidewaiter.model.stories import Origins

LATER = DAY + timedelta(days=60)


def _kinds(made: Origins) -> list[str]:
    return [edge.kind for story in made.stories for edge in story.edges]


def test_one_speaker_and_one_figure_in_two_papers_is_one_story() -> None:
    a = told("a", figure=(5000, 5000, 5000), window=JANUARY)
    b = told("b", figure=(4500, 5000, 5500), window=JANUARY, published=LATER)
    made = found(a, b)
    assert [s.claim_ids for s in made.stories] == [("a", "b")]
    assert made.stories[0].reasons == ("Harbour Office gives one figure in both: figure",)


def test_another_figure_or_another_time_is_another_story() -> None:
    a = told("a", figure=(5000, 5000, 5000), window=JANUARY)
    b = told("b", figure=(6700, 6700, 6700), window=JANUARY, published=LATER)
    c = told("c", figure=(5000, 5000, 5000), window=MARCH, published=LATER)
    assert grouped(a, b, c) == [{"a"}, {"b"}, {"c"}]


def test_a_later_figure_of_one_speaker_is_a_doubt() -> None:
    a = told("a", figure=(5000, 5000, 5000), window=JANUARY)
    b = told("b", figure=(6700, 6700, 6700), window=JANUARY, published=LATER)
    made = found(a, b)
    assert [edge.kind for edge in made.doubtful] == ["update"]
    assert "first gave figure, then figure" in made.doubtful[0].reason
    assert (len(made.stories), made.fewest) == (2, 1)


def test_twelve_papers_with_one_briefing_are_one_line() -> None:
    papers = [
        told(f"p{i}", publisher=f"Paper {i}", published=DAY + timedelta(days=i % 2), speaker="Minister Vo", kind="person")
        for i in range(12)
    ]  # fmt: skip
    assert len(grouped(*papers)) == 1
    assert len(grouped(*papers, told("q", speaker="Minister Vo", published=LATER))) == 2


def test_a_speaker_on_two_matters_on_one_day_has_one_origin_in_one_document_only() -> None:
    a = told("a", event="transfer", document="d")
    b = told("b", event="visit", document="d")
    c = told("c", event="visit", document="e")
    assert grouped(a, b) == [{"a", "b"}]
    assert grouped(a, c) == [{"a"}, {"c"}]


def test_a_paper_that_cites_a_speaker_repeats_the_speaker() -> None:
    a = told("a", speaker="Coast Agency")
    b = told("b", speaker="Minister Vo", cites=["Coast Agency"])
    made = found(a, b)
    assert len(made.stories) == 1
    assert made.stories[0].reasons == ("Minister Vo cites Coast Agency",)


def test_what_a_speaker_said_long_before_is_repeated_only_with_its_figure() -> None:
    a = told("a", speaker="Coast Agency", figure=(180, 180, 180))
    b = told("b", speaker="Vo", cites=["Coast Agency"], published=LATER)
    c = told("c", speaker="Vo", cites=["Coast Agency"], published=LATER, figure=(180, 180, 180))
    assert grouped(a, b) == [{"a"}, {"b"}]
    assert grouped(a, c) == [{"a", "c"}]


def test_a_carrier_is_the_origin_only_where_nobody_is_named() -> None:
    wire = told("w", speaker=None, publisher="Seabird Wire")
    official = told("o", speaker="an official", kind="unnamed", via=["Seabird Wire"])
    minister = told("m", speaker="Minister Vo", via=["Seabird Wire"])
    assert grouped(wire, official) == [{"o", "w"}]
    assert grouped(wire, minister) == [{"m"}, {"w"}]


def test_who_names_the_outlet_repeats_what_the_outlet_printed() -> None:
    pilot = told("p", speaker="Osk Varrel", publisher="Seabird Wire")
    paper = told("q", speaker="Seabird Wire", publisher="Leeward Post")
    own = told("r", speaker=None, publisher="Seabird Wire", published=DAY - timedelta(days=9))
    carried = told("s", speaker="Osk Varrel", via=["Seabird Wire"], published=DAY + timedelta(9))
    assert grouped(pilot, paper) == [{"p", "q"}]
    assert grouped(own, paper) == [{"q", "r"}]
    assert grouped(pilot, carried) == [{"p", "s"}]
    assert "printed by Seabird Wire" in found(pilot, paper).stories[0].reasons[0]


def test_an_outlet_that_had_it_from_two_speakers_leaves_a_doubt() -> None:
    pilot = told("p", speaker="Osk Varrel", publisher="Seabird Wire", document="w")
    office = told("o", speaker="Harbour Office", publisher="Seabird Wire", document="w")
    paper = told("q", speaker="Seabird Wire", publisher="Leeward Post")
    made = found(pilot, office, paper)
    assert len(made.stories) == 3
    assert [edge.kind for edge in made.doubtful] == ["repeats", "repeats"]
    assert made.fewest == 1


def test_an_outlet_whose_speakers_are_of_one_origin_leaves_none() -> None:
    pilot = told("p", speaker="Osk Varrel", publisher="Seabird Wire", document="w")
    office = told(
        "o", speaker="Harbour Office", cites=["Osk Varrel"], publisher="Seabird Wire", document="w"
    )
    paper = told("q", speaker="Seabird Wire", publisher="Leeward Post")
    made = found(pilot, office, paper)
    assert (len(made.stories), made.doubtful) == (1, ())


def test_who_cites_one_of_an_outlets_speakers_is_not_in_doubt_about_the_others() -> None:
    pilot = told("p", speaker="Osk Varrel", publisher="Seabird Wire", document="w")
    office = told("o", speaker="Harbour Office", publisher="Seabird Wire", document="w")
    paper = told("q", speaker="Seabird Wire", cites=["Osk Varrel"], publisher="Leeward Post")
    made = found(pilot, office, paper)
    assert grouped(pilot, office, paper) == [{"o"}, {"p", "q"}]
    assert made.doubtful == ()


def test_both_cite_one_named_source() -> None:
    a = told("a", speaker="One", cites=["Pilots Guild"])
    b = told("b", speaker="Two", cites=["The Pilots' Guild"])
    c = told("c", speaker="Three", cites=["Pilots Guild"], event="visit")
    assert grouped(a, b, c) == [{"a", "b"}, {"c"}]
    assert "both cite" in found(a, b).stories[0].reasons[0]


def test_makers_of_images_are_no_common_source() -> None:
    a = told("a", speaker="One", cites=["Planet Labs"], figure=(6, 6, 6))
    b = told("b", speaker="Two", cites=["Planet Labs"], figure=(6, 6, 6))
    assert grouped(a, b) == [{"a"}, {"b"}]


def test_two_institutes_that_count_on_images_of_one_port_are_a_doubt() -> None:
    roles = [("origin", "Rajin, DPRK")]
    a = told("a", speaker="One", cites=["Planet Labs"], roles=roles, window=JANUARY)
    b = told("b", speaker="Two", roles=roles, window=JANUARY, sentence="Two counted on satellite images")  # fmt: skip
    c = told("c", speaker="Three", roles=roles, window=JANUARY)
    made = found(a, b, c)
    assert [(e.a, e.b, e.kind) for e in made.doubtful] == [("a", "b", "imagery")]
    assert (len(made.stories), made.fewest) == (3, 2)


def test_one_carrier_with_one_figure() -> None:
    a = told("a", speaker="an official", kind="unnamed", via=["Wire"], figure=(40, 40, 40))
    b = told("b", speaker="a source", kind="unnamed", via=["Wire"], figure=(40, 40, 40))
    c = told("c", speaker="Minister Vo", via=["Wire"], figure=(40, 40, 40))
    d = told("d", speaker="Minister Li", via=["Wire"], figure=(40, 40, 40))
    assert grouped(a, b, c) == [{"a", "b", "c"}]
    assert grouped(c, d) == [{"c"}, {"d"}]
    assert [edge.kind for edge in found(c, d).doubtful] == ["carrier"]


def test_one_document_may_tell_two_occasions_apart() -> None:
    monday, weeks_later = date(2024, 5, 6), date(2024, 5, 30)
    a, b = told("a", document="d", said=monday), told("b", document="d", said=weeks_later)
    a = replace(a, sentence=Span(a.sentence.text, 100, 120))
    assert grouped(a, b) == [{"a"}, {"b"}]
    c, d = (
        replace(told(ref, document="d", event="visit"), sentence=Span("", n, n + 9))
        for n, ref in ((300, "c"), (400, "d"))
    )
    assert grouped(a, b, c, d) == [{"a"}, {"b"}, {"c", "d"}]
    assert found(c, d).stories[0].reasons == ("Harbour Office says both in one document",)


def test_a_state_has_too_many_mouths_for_one_occasion() -> None:
    a = told("a", speaker="Russia", kind="state")
    b = told("b", speaker="Russia", kind="state")
    c = told("c", speaker="Russia", kind="state", figure=(40, 40, 40))
    d = told("d", speaker="Vo", cites=["Russia"], figure=(40, 40, 40))
    assert grouped(a, b) == [{"a"}, {"b"}]
    assert grouped(c, d) == [{"c", "d"}]


def test_on_an_unknown_day_nothing_is_one_occasion_but_in_one_document() -> None:
    a, b = told("a", published=None), told("b", published=None)
    assert grouped(a, b) == [{"a"}, {"b"}]
    c, d = (
        told(ref, published=None, document="d", event=e)
        for ref, e in (("c", "visit"), ("d", "sanction"))
    )
    assert grouped(c, d) == [{"c", "d"}]


def test_words_in_lower_case_name_nobody() -> None:
    a, b = told("a", speaker="port authority"), told("b", speaker="port authority")
    assert grouped(a, b) == [{"a"}, {"b"}]


def test_what_a_member_says_may_be_behind_what_its_body_says_and_joins_nothing() -> None:
    def of(
        ref: str, who: str, window: tuple[date, date] = JANUARY, event: str = "transfer"
    ) -> Claim:
        return told(ref, speaker=who, window=window, event=event)

    team, ministry = of("t", "Monitoring Team"), of("m", "Alder Ministry")
    other, later = of("o", "Birch Ministry"), of("l", "Alder Ministry", MARCH)
    members = {"Monitoring Team": ["Alder Ministry", "Cedar Ministry"]}
    made = found(team, ministry, other, members=members)
    assert (len(made.stories), made.fewest) == (3, 2)
    assert [(e.a, e.b, e.kind) for e in made.doubtful] == [("m", "t", "member")]
    assert made.doubtful[0].reason.startswith(
        "Alder Ministry belongs to a member of Monitoring Team; what the one says may be"
    )
    assert found(team, ministry, other).doubtful == ()
    assert found(team, later, members=members).doubtful == (), "of other days"
    elsewhere = of("t", "Monitoring Team", event="casualty")
    assert found(elsewhere, ministry, members=members).doubtful == (), "of another matter"
    two = [of("m", "Alder Ministry"), of("c", "Cedar Ministry")]
    assert found(*two, members=members).doubtful == (), "members are none of each other"


def test_another_speaker_with_the_same_figure_is_a_doubt() -> None:
    a = told("a", speaker="One", figure=(10000, None, None), window=JANUARY)
    b = told("b", speaker="Two", figure=(9000, 10000, 11000), window=JANUARY)
    c = told("c", speaker="Three", figure=(9, 9, 9), window=JANUARY)
    d = told("d", speaker="Four", figure=(9, 9, 9), window=JANUARY)
    assert [(e.a, e.b, e.kind) for e in found(a, b, c, d).doubtful] == [("a", "b", "echo")]


def test_unnamed_speakers_of_two_documents_are_two() -> None:
    a = told("a", speaker="an official", kind="unnamed", figure=(40, 40, 40))
    b = told("b", speaker="an official", kind="unnamed", figure=(40, 40, 40))
    assert grouped(a, b) == [{"a"}, {"b"}]


LONG = (
    "crews loaded crates of machine parts at the northern quay until dawn broke over Alder harbour"
)


def test_eight_words_in_a_row_are_copied() -> None:
    a = told("a", speaker="One", text=f"The mayor wrote that {LONG}")
    b = told("b", speaker="Two", text=f"As seen, {LONG}", event="visit", published=LATER)
    c = told(
        "c", speaker="Three", text="crews loaded crates of machine parts at the southern quay"
    )
    assert grouped(a, b, c) == [{"a", "b"}, {"c"}]
    assert _kinds(found(a, b)) == ["quotation"]
    one_document = told("d", speaker="Four", text=LONG, document=a.document.id)
    assert grouped(a, one_document) == [{"a"}, {"d"}]


def test_names_and_numbers_of_one_event_are_nobodys_words() -> None:
    text = "Tern Harbour loaded 180 containers at Birch Port, Lower Cedar, on 2 March"
    a, b = told("a", speaker="One", text=text), told("b", speaker="Two", text=text)
    assert grouped(a, b) == [{"a"}, {"b"}]


def test_five_words_of_a_direct_quotation_are_enough() -> None:
    words = "dark lights, crates, ropes and engines"
    a = told("a", speaker="One", text=words, sentence=f"“{words}”, One said.")
    b = told("b", speaker="Two", text=words, sentence=f'"{words}", Two said.')
    c = told("c", speaker="Three", text=words)
    assert grouped(a, b, c) == [{"a", "b"}, {"c"}]


def test_boilerplate_is_nobodys_quotation() -> None:
    text = "the harbour company in Alder city did not respond to a request for comment on Friday evening hours"
    a, b = told("a", speaker="One", text=text), told("b", speaker="Two", text=text)
    assert grouped(a, b) == [{"a"}, {"b"}]


# --- conversions -------------------------------------------------------------------------------


def _count(ref: str, who: str, number: float, **given: object) -> Claim:
    return told(ref, speaker=who, figure=(number, number, number), window=JANUARY, **given)  # type: ignore[arg-type]


def _could_hold(ref: str, who: str, number: float, **given: object) -> Claim:
    made: dict[str, object] = {
        "text": "they could hold many rounds", "certainty": "possible", "unit": "rounds",
        "window": JANUARY, **given,
    }  # fmt: skip
    return told(ref, speaker=who, figure=(number, number, number), **made)  # type: ignore[arg-type]


def test_a_speaker_converts_their_own_count() -> None:
    a = _count("a", "Vo", 5000, event="vessel")
    b = _could_hold("b", "Vo", 2_000_000)
    made = found(a, b)
    assert grouped(a, b) == [{"a", "b"}]
    assert _kinds(made) == ["conversion"]


def test_another_who_says_what_a_count_could_hold_has_it_from_the_count() -> None:
    a = _count("a", "Vo", 1000)
    b = _could_hold("b", "a source", 300_000, kind="unnamed", said=DAY + timedelta(days=3))
    assert grouped(a, b) == [{"a", "b"}]
    assert found(a, b).stories[0].reasons == (
        "figure is what figure, counted by Vo, could come to",
    )


@pytest.mark.parametrize(
    ("why", "count", "converted"),
    [
        ("both count for themselves", {}, {"certainty": "certain", "text": "rounds were seen"}),
        ("it says how many there may be", {}, {"text": "there may be many rounds"}),
        ("it rests on an image", {}, {"rests_on": ["image:x"]}),
        ("it cites a source of its own", {}, {"cites": ["Dockers"]}),
        ("it is of other days", {}, {"window": MARCH}),
        ("it was said long after", {}, {"said": LATER}),
        ("it was said before", {"said": LATER}, {}),
        ("the kind of event differs", {"event": "visit"}, {}),
        ("one denies", {"polarity": "negative"}, {}),
        ("the unit is the same", {"unit": "rounds"}, {}),
    ],
)
def test_two_who_count_for_themselves_are_not_joined(
    why: str, count: dict[str, object], converted: dict[str, object]
) -> None:
    a, b = _count("a", "Vo", 5000, **count), _could_hold("b", "Li", 2_000_000, **converted)
    assert grouped(a, b) == [{"a"}, {"b"}], why


def test_who_has_a_count_of_their_own_converts_that_one() -> None:
    theirs = _count("a", "Vo", 6700, said=DAY - timedelta(days=2))
    own = _count("b", "Institute", 25, unit="voyages", event="vessel")
    assert grouped(theirs, own, _could_hold("c", "Institute", 2_500_000)) == [{"a"}, {"b", "c"}]


def test_with_two_counts_on_one_day_nobody_knows_which_was_converted() -> None:
    a, b = _count("a", "Vo", 5000), _count("b", "Li", 7000)
    made = found(a, b, _could_hold("c", "Xu", 2_000_000))
    assert len(made.stories) == 3
    assert [edge.kind for edge in made.doubtful] == ["conversion", "conversion"]
    later = _count("d", "Wu", 6000, said=DAY + timedelta(days=1))
    newest = _could_hold("c", "Xu", 2_000_000, said=DAY + timedelta(days=2))
    assert grouped(a, b, later, newest) == [{"a"}, {"b"}, {"c", "d"}]


# --- what analysts typed, and names ------------------------------------------------------------


def test_an_analyst_can_say_what_rests_on_what() -> None:
    a = told("a", speaker="One")
    b = told("b", speaker="Two", rests_on=["F1"])
    c = told("c", speaker="Three", rests_on=["image:x"])
    d = told("d", speaker="Four", rests_on=["image:x"])
    assert grouped(a, b, c, d, short={"F1": "a"}) == [{"a", "b"}, {"c", "d"}]


def test_two_claims_of_one_speaker_in_one_sentence_are_one_even_with_different_days() -> None:
    a = told("a", document="d", said=DAY)
    b = told("b", document="d", said=LATER, event="visit")
    assert grouped(a, b) == [{"a", "b"}]


def test_names_are_compared_folded_by_country_and_by_initials() -> None:
    known = Aliases(
        ["KCNA", "the Korean Central News Agency", "Korea Coastal Navigation Authority", "DPRK",
         "North Korea", "MND", "Ministry of National Defense", "VOA", "Voice of America", "Müller", "Muller"]
    )  # fmt: skip
    key = known.key
    assert key("MND") == key("The Ministry of National Defense")
    assert key("VOA") == key("Voice of America")
    assert key("DPRK") == key("North Korea")
    assert key("Müller") == key("Muller")
    assert key("KCNA") not in (
        key("Korean Central News Agency"), key("Korea Coastal Navigation Authority"),
    )  # fmt: skip
    a = told("a", speaker="MSMT")
    b = told("b", speaker="Vo", cites=["Multilateral Sanctions Monitoring Team"])
    assert grouped(a, b) == [{"a", "b"}]


def test_a_story_keeps_its_id_when_a_repeat_comes_in() -> None:
    a = told("a", speaker="Coast Agency", said=date(2024, 5, 1))
    b = told("b", speaker="Vo", cites=["Coast Agency"], said=date(2024, 5, 2))
    assert found(a).stories[0].story_id == found(b, a).stories[0].story_id
    assert found(a, b).stories[0].claim_ids == ("a", "b")
