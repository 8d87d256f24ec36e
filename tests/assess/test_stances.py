"""Changes of stance and series over time, on claims typed here and on claims read from texts."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.assess.told import about, at_least, told

from tidewaiter import api
from tidewaiter.assess.compare import compare
from tidewaiter.model.claims import Claim
from tidewaiter.model.figures import StanceChange

ARTICLE = Path(__file__).parents[3] / "shared" / "articles" / "pyongyang-2025-06-05.txt"
OWN = """\
Kyiv said on 18 October 2024 that North Korea had deployed troops to Russia.
On 21 October 2024, Pyongyang denied that it had deployed troops to Russia.
On 28 April 2025, Pyongyang acknowledged for the first time that it had deployed troops to Russia.
"""


def _said(
    by: str, act: str, day: int, *, agent: str = "Alder", polarity: str = "positive"
) -> Claim:
    return told(
        f"{by}{act}{day}", (None, None, None), by=by, act=act, polarity=polarity,
        said=date(2031, 3, day), roles=(("agent", agent), ("destination", "Birch")),
    )  # fmt: skip


def _stances(change: StanceChange) -> list[tuple[str, str]]:
    return [(s.party, s.stance) for s in change.steps]


def test_an_allegation_a_denial_and_an_acknowledgement_are_one_change() -> None:
    claims = [
        _said("Cedar", "accuse", 1),
        _said("Alder", "deny", 2, polarity="negative"),
        _said("Alder", "acknowledge", 9),
    ]
    (change,) = compare(claims).stances
    assert _stances(change) == [
        ("Cedar", "alleged"), ("Alder", "denied"), ("Alder", "acknowledged"),
    ]  # fmt: skip
    assert compare(reversed(claims)).stances == (change,)


def test_one_word_alone_or_of_another_subject_is_no_change() -> None:
    assert compare([_said("Alder", "deny", 2)]).stances == ()
    assert compare([_said("Cedar", "accuse", 1), _said("Dover", "accuse", 2)]).stances == ()
    elsewhere = told(
        "x", (None, None, None), by="Cedar", act="accuse", roles=(("agent", "Dover"),)
    )
    assert compare([elsewhere, _said("Alder", "deny", 2)]).stances == ()


def test_a_country_is_known_by_any_of_its_names() -> None:
    claims = [_said("Cedar", "say", 1, agent="DPRK soldiers"), _said("North Korea", "deny", 2)]
    assert len(compare(claims).stances) == 1


def test_a_series_runs_by_day_of_saying_and_keeps_how_it_was_said() -> None:
    claims = [
        told("b", at_least(10000), said=date(2024, 6, 14)),
        told("a", about(5000), said=date(2023, 12, 29)),
        told("c", about(9000), by="Another", said=date(2023, 12, 29)),
    ]
    (series,) = compare(claims).series
    assert [f.claim_id for f in series.figures] == ["a", "b"]
    assert "about 5,000 containers (29 Dec 2023, a) → at least 10,000" in series.sentence


def test_the_capital_that_acknowledges_what_it_had_denied_is_found_in_a_text(
    tmp_path: Path,
) -> None:
    file = tmp_path / "a.txt"
    file.write_text(OWN, encoding="utf-8")
    (change,) = compare(api.read(file, published=date(2025, 6, 5)).claims).stances
    assert change.party == "North Korea"
    assert [s for _, s in _stances(change)] == ["alleged", "denied", "acknowledged"]
    assert [s.first_time for s in change.steps] == [False, False, True]
    assert "acknowledged by North Korea “for the first time” (28 Apr 2025" in change.sentence


@pytest.mark.skipif(
    not ARTICLE.is_file(), reason="the worked articles are not beside this checkout"
)
def test_an_article_s_first_acknowledgement_is_found_beside_what_others_said() -> None:
    changes = compare(api.read(ARTICLE, published=date(2025, 6, 5)).claims).stances
    deaths = next(c for c in changes if c.event == "casualty")
    assert ("Lee Seong-kweun", "alleged") in _stances(deaths)
    assert ("DPRK", "acknowledged") in _stances(deaths)
    troops = next(c for c in changes if c.event == "deployment")
    assert troops.party == "DPRK"
    assert any(s.first_time and s.said == date(2025, 4, 1) for s in troops.steps)


def test_a_negative_statement_is_a_denial_of_who_takes_part_alone() -> None:
    said = _said("Cedar", "accuse", 1)
    assert compare([said, _said("Dover", "say", 2, polarity="negative")]).stances == ()
    (change,) = compare([said, _said("Alder", "say", 2, polarity="negative")]).stances
    assert change.party == "Alder"


def test_a_shared_destination_makes_no_subject() -> None:
    other = _said("Cedar", "accuse", 1, agent="Dover")
    assert compare([other, _said("Alder", "deny", 2)]).stances == ()


def test_a_common_noun_makes_no_subject() -> None:
    def ships(name: str) -> Claim:
        return told(
            "o", (None, None, None), by="Cedar", act="say", said=date(2031, 3, 1),
            roles=(("carrier", name),),
        )  # fmt: skip

    denied = told(
        "d", (None, None, None), by="Alder Line", act="deny", polarity="negative",
        said=date(2031, 3, 2), roles=(("carrier", "ships"), ("carrier", "Tern Harbour")),
    )  # fmt: skip
    assert compare([ships("ships"), denied]).stances == ()
    assert len(compare([ships("Tern Harbour"), denied]).stances) == 1


def _word(
    name: str, text: str, *, by: str, act: str = "say", day: int = 1, event: str = "vessel",
    roles: tuple[tuple[str, str], ...] = (),
) -> Claim:  # fmt: skip
    return told(
        name, (None, None, None), by=by, act=act, text=text, event=event, roles=roles,
        said=date(2031, 3, day), polarity="negative" if act == "deny" else "positive",
    )  # fmt: skip


TERN, PLOVER = (("carrier", "Tern Harbour"),), (("carrier", "Plover Bank"),)


@pytest.mark.parametrize(
    ("said", "denied", "roles", "opposed"),
    [
        ("it called at Birch", "it had called at Birch", TERN, "transport"),
        ("its transponder was off", "the crew had touched the transponder", TERN, "transponder"),
        ("it sailed under three flags", "it had called at Birch", TERN, None),
        ("it sailed under three flags", "it had registered the ship", TERN, None),
        ("it called at Birch", "it had sold fuel", TERN, None),
        ("it called at Birch", "it had called at Birch", PLOVER, None),
        ("it called at Birch", "it had called at Birch", (("carrier", "M/V TERN HARBOUR"),), "transport"),
        ("it called at Birch", "the matter", TERN, None),
    ],
)  # fmt: skip
def test_a_denial_is_set_against_what_is_said_of_that_act_and_that_ship(
    said: str, denied: str, roles: tuple[tuple[str, str], ...], opposed: str | None
) -> None:
    claims = [
        _word("a", said, by="Wire", roles=(*TERN, ("agent", "Alder Line"))),
        _word("d", denied, by="Alder Line", act="deny", day=2, roles=roles),
    ]
    found = compare(claims).stances
    assert [c.event for c in found if len(c.steps) > 1] == ([opposed] if opposed else [])


def test_a_registry_answers_for_its_own_register_only() -> None:
    def of(registry: str) -> list[Claim]:
        return [
            _word("a", "it struck the ship off its register", by="Wire", roles=(*TERN, ("agent", registry))),
            _word("d", "it had never registered the ship", by="Birch Registry", act="deny", day=2, roles=TERN),
        ]  # fmt: skip

    assert compare(of("Cedar Registry")).stances == ()
    assert [c.event for c in compare(of("Birch Registry")).stances] == ["registration"]


def test_words_on_two_ships_are_two_matters() -> None:
    claims = [
        _word("a", "it called at Birch", by="Wire", roles=TERN),
        _word("d", "it had called at Birch", by="Alder Line", act="deny", day=2, roles=TERN),
        _word("k", "it had called at Cedar", by="Alder Line", act="acknowledge", day=3, roles=PLOVER),
    ]  # fmt: skip
    (change,) = compare(claims).stances
    assert [s.claim_id for s in change.steps] == ["a", "d"]


def test_a_denial_of_what_is_not_stated_opposes_nothing() -> None:
    accused = _word("a", "it moved fuel", by="Wire", roles=(("agent", "Alder Line"),))
    denial = _word("d", "the charge", by="Alder Line", act="deny", day=2, event="statement")
    (alone,) = compare([accused, denial]).stances
    assert [s.claim_id for s in alone.steps] == ["d"]
    assert alone.sentence.startswith(
        "A denial by Alder Line, of what is not stated as an act: “the"
    )
    assert compare([denial]).stances == (), "of whom nobody says anything"
    mocked = _word("d", "the denial as a joke", by="Alder Line", act="deny", event="statement")
    assert compare([accused, mocked]).stances == ()
