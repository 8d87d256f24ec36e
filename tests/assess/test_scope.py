"""The traps of scope: whom a paragraph is about, on which day, and which way the goods go."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests.assess.evidence_builders import PACK, judged, pack, say

from tidewaiter.assess.evidence import Record
from tidewaiter.assess.pack_file import load
from tidewaiter.assess.scope import scope
from tidewaiter.assess.ships import Entry, Facts, Ship
from tidewaiter.model.findings import Finding, NotApplied
from tidewaiter.model.provisions import Provision, Scope

DPRK = load("dprk-arms")
EU = load("eu-833-2014")
MARCH = (date(2024, 3, 1), date(2024, 3, 31))
RUSSIAN = Ship("Volna", frozenset({"volna", "9000003"}), flag="ru", flag_from="a register")
KOREAN = Ship("Kum San", frozenset({"kum san"}), flag="kp", flag_from="its MMSI")
UNKNOWN = Ship("Nobody", frozenset({"nobody"}))


def _act(
    ship: str = "Volna", *, window: tuple[date | None, date | None] | None = MARCH, **roles: str
) -> Record:
    return say("A", "s", window=window, roles=[("carrier", ship), *roles.items()], event="vessel")


def _ask(
    provision: str,
    acts: list[Record],
    ships: list[Ship],
    lists: tuple[str, ...] = (),
    eu: bool = False,
) -> Scope:
    made = EU if eu else DPRK
    return scope(made.provision(provision), made.regime, acts, Facts(tuple(ships), lists))[0]


@pytest.mark.parametrize("provision", ["unsc-2397-13", "unsc-1874-17", "unsc-2375-11"])
def test_a_russian_ship_that_nothing_links_to_the_dprk_is_out_of_scope(provision: str) -> None:
    made = _ask(provision, [_act()], [RUSSIAN])
    assert (made.answer, made.breach) == ("does not apply", False)
    assert "Volna: flag RU (a register)" in made.because


def test_a_dark_russian_ship_is_an_indicator() -> None:
    assert "an indicator, no breach" in _ask("unsc-2397-13", [_act()], [RUSSIAN]).because


def test_a_ship_of_the_dprk_is_in_scope_but_calls_upon_is_never_a_breach() -> None:
    made = _ask("unsc-2397-13", [_act("Kum San")], [KOREAN])
    assert (made.answer, made.breach) == ("applies", False)
    assert "binds nobody: no breach of it can follow" in made.because
    assert _ask("unsc-1874-17", [_act("Kum San")], [KOREAN]).breach


def test_a_link_that_the_analyst_gives_counts() -> None:
    managed = replace(RUSSIAN, linked=(("kp", "its manager is in Pyongyang"),))
    made = _ask("unsc-1874-17", [_act()], [managed])
    assert (made.answer, made.breach) == ("applies", True)
    assert "its manager is in Pyongyang" in made.because


def test_a_ship_whose_flag_is_not_known_cannot_be_told() -> None:
    assert _ask("unsc-2397-13", [_act("Nobody")], [UNKNOWN]).answer == "cannot be told"
    assert _ask("unsc-2397-13", [_act("Never heard of")], []).answer == "cannot be told"


def test_no_finding_rests_on_what_cannot_be_told_of_the_ships() -> None:
    rule = next(f for f in DPRK.findings if f.finding_id == "silence")
    dark = say(
        "A",
        "s",
        event="vessel",
        roles=[("carrier", "Nobody")],
        text="it had AIS off",
        window=MARCH,
    )
    only = replace(DPRK, findings=(rule,))
    assert isinstance(judged([dark], only, Facts((UNKNOWN,))), NotApplied)
    assert isinstance(judged([dark], only, Facts((RUSSIAN,))), NotApplied)
    of_dprk = replace(UNKNOWN, flag="kp")
    assert isinstance(judged([dark], only, Facts((of_dprk,))), Finding)


@pytest.mark.parametrize("provision", ["unsc-2321-12", "unsc-2371-6", "unsc-2375-6"])
def test_rules_for_designated_ships_do_not_fire_for_others(provision: str) -> None:
    made = _ask(provision, [_act()], [RUSSIAN], lists=("ftm/un_1718_vessels.json",))
    assert (made.answer, made.breach) == ("does not apply", False)
    assert "not found there (ftm/un_1718_vessels.json" in made.because


def test_a_list_that_does_not_hold_all_of_them_shows_nothing_by_its_silence() -> None:
    assert _ask("unsc-2321-12", [_act()], [RUSSIAN], lists=("un-sc",)).answer == "cannot be told"


def test_without_the_list_nobody_can_tell() -> None:
    made = _ask("unsc-2321-12", [_act()], [RUSSIAN])
    assert (made.answer, made.because) == (
        "cannot be told",
        "It is about ships on the UN list of designated ships. Volna: no edition of that list is in this case.",
    )


def _listed(day: date | None, program: str = "DPRK") -> Ship:
    return replace(RUSSIAN, entries=(Entry("un-sc", program, day, "match 1"),))


def test_a_ship_listed_in_june_did_nothing_as_a_listed_ship_in_march() -> None:
    made = _ask("unsc-2321-12", [_act()], [_listed(date(2024, 6, 1))], lists=("un-sc",))
    assert (made.answer, made.refs) == ("does not apply", ("match 1",))
    assert "ended on 2024-03-31, when it was not listed yet" in made.because


def test_a_ship_listed_before_the_act_is_in_scope() -> None:
    made = _ask("unsc-2321-12", [_act()], [_listed(date(2024, 2, 1))], lists=("un-sc",))
    assert (made.answer, made.breach) == ("applies", True)


@pytest.mark.parametrize("day", [date(2024, 3, 15), None])
def test_a_listing_amid_the_days_of_the_act_or_of_no_day_cannot_be_told(day: date | None) -> None:
    made = _ask("unsc-2321-12", [_act()], [_listed(day)], lists=("un-sc",))
    assert made.answer == "cannot be told"


def test_an_entry_under_another_programme_is_none_of_this_regime() -> None:
    made = _ask(
        "unsc-2321-12", [_act()], [_listed(date(2020, 1, 1), "LIBYA")], lists=("own/1718.csv",)
    )
    assert made.answer == "does not apply"


@pytest.mark.parametrize(
    ("day", "answer"),
    [
        ((date(2006, 9, 1), date(2006, 10, 13)), "does not apply"),
        ((date(2006, 10, 14), date(2006, 10, 14)), "applies"),
        ((date(2006, 9, 1), date(2006, 12, 1)), "cannot be told"),
        ((None, date(2006, 10, 1)), "does not apply"),
        ((None, None), "cannot be told"),
        (None, "cannot be told"),
    ],
)
def test_a_provision_applies_from_the_day_it_came_into_force(
    day: tuple[date | None, date | None] | None, answer: str
) -> None:
    made = _ask("unsc-1718-8b", [_act(window=day, origin="DPRK")], [RUSSIAN])
    assert made.answer == answer


def test_one_act_in_force_is_enough() -> None:
    acts = [_act(window=(date(2005, 1, 1),) * 2, origin="DPRK"), _act(origin="DPRK")]
    assert _ask("unsc-1718-8b", acts, [RUSSIAN]).answer == "applies"


def test_a_provision_ends() -> None:
    ended = pack(
        PACK.replace(
            "in_force_from = 2020-01-01", "in_force_from = 2020-01-01\nin_force_until = 2024-02-01"
        )
    )
    made, _ = scope(ended.provision("p1"), ended.regime, [_act()], Facts())
    assert made.answer == "does not apply"


@pytest.mark.parametrize(
    ("provision", "way", "answer"),
    [
        ("unsc-1718-8b", {"origin": "Rajin, DPRK", "destination": "Russia"}, "applies"),
        ("unsc-1874-9", {"agent": "North Korea", "recipient": "Russia"}, "applies"),
        ("unsc-1718-8ai", {"origin": "DPRK", "destination": "Russia"}, "does not apply"),
        ("unsc-2270-6", {"recipient": "North Korea"}, "applies"),
        ("unsc-1718-8b", {"recipient": "North Korea"}, "does not apply"),
        ("unsc-2270-8", {"recipient": "North Korea"}, "applies"),
        ("unsc-2270-8", {"origin": "North Korea"}, "applies"),
        ("unsc-1874-10", {}, "cannot be told"),
    ],
)
def test_arms_from_and_to_the_dprk_are_in_different_paragraphs(
    provision: str, way: dict[str, str], answer: str
) -> None:
    act = say("A", "s", window=MARCH, roles=list(way.items()))
    assert _ask(provision, [act], []).answer == answer


def test_the_union_closes_its_ports_to_ships_in_its_annex_alone() -> None:
    said = Entry(
        "the Volna was entered in Annex XLII", "", date(2024, 6, 25), "claim 1", said=True
    )
    later = [_act(window=(date(2024, 8, 1),) * 2)]
    assert _ask("eu-833-3s", later, [replace(RUSSIAN, entries=(said,))], eu=True).breach
    assert _ask("eu-833-3s", later, [RUSSIAN], eu=True).answer == "cannot be told"
    before = [_act(window=(date(2024, 6, 1),) * 2)]
    early = _ask("eu-833-3s", before, [replace(RUSSIAN, entries=(said,))], eu=True)
    assert early.answer == "does not apply"


def test_a_description_is_no_ship_that_could_be_listed() -> None:
    some = Ship(
        "Russian-flagged vessels", frozenset({"russian-flagged vessels"}), "ru", described=True
    )
    acts = [_act(), _act("Russian-flagged vessels")]
    made = _ask("unsc-2321-12", acts, [_listed(date(2024, 6, 1)), some], lists=("un-sc",))
    assert "Russian-flagged" not in made.because


def test_a_name_that_two_ships_have_means_neither() -> None:
    other = Ship("Volna", frozenset({"volna", "9000015"}), flag="kp")
    made = _ask("unsc-2397-13", [_act()], [RUSSIAN, other])
    assert (made.answer, made.breach) == ("cannot be told", False)
    by_number = _ask("unsc-2397-13", [_act("9000003")], [RUSSIAN, other])
    assert by_number.answer == "does not apply"


def test_names_and_numbers_of_one_event_are_one_ship() -> None:
    event = replace(_act(), kind="event", ships=("VOLNA II", "9000003", "273000001"))
    assert Facts((RUSSIAN,)).ships_of([event]) == (RUSSIAN,)
    assert [s.name for s in Facts().ships_of([event])] == ["VOLNA II"]


def test_every_provision_gives_one_of_three_answers_with_a_reason() -> None:
    for made in (DPRK, EU):
        for provision in made.provisions:
            answer = _in(provision)
            assert answer.because
            assert not (answer.breach and not provision.binds)


def _in(provision: Provision) -> Scope:
    made = DPRK if provision in DPRK.provisions else EU
    acts = [_act("Kum San", origin="DPRK", window=(date(2024, 7, 1),) * 2)]
    return scope(provision, made.regime, acts, Facts((KOREAN,)))[0]
