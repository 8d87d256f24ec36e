"""Answers are graded, explained, and say no to what contradicts itself."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.lists.builders import edition, listing

from tidewaiter.link.query import Query
from tidewaiter.link.screen import ALERT_AT, Index
from tidewaiter.model.listings import Identifier, ListedName, Listing, NameKind, Property, Schema
from tidewaiter.names.numbers import imo_valid


def _ship(entry: str, name: str, imo: str | None = None, **other: Any) -> Listing:
    numbers = () if imo is None else (Identifier("imoNumber", imo, imo_valid(imo)),)
    return listing(entry, name, identifiers=numbers, **other)


def _imo(number: str) -> Identifier:
    return Identifier("imoNumber", number, imo_valid(number))


TERN = _ship("1", "TERN HARBOUR LIGHT", "9179842", countries=("pa",))
INDEX = Index.build([TERN])


def _one(query: Query | str, of: Listing = TERN) -> tuple[float, bool, str]:
    (match,) = Index.build([of]).screen(query)
    assert sum(r.points for r in match.reasons) == pytest.approx(match.score, abs=2e-3)
    assert match.alert == (match.score >= ALERT_AT)
    return match.score, match.alert, " ".join(r.sentence for r in match.reasons)


def test_one_imo_number_is_one_hull_whatever_the_name() -> None:
    score, alert, why = _one(Query("Gull", "Vessel", (_imo("9179842"),)))
    assert alert
    assert score == 0.98
    assert "IMO number is the same" in why
    assert "names do not agree" in why
    assert _one(Query("Tern Harbour Light", "Vessel", (_imo("9179842"),)))[0] > 0.98


def test_two_valid_imo_numbers_are_two_hulls_whatever_the_name() -> None:
    score, alert, why = _one(Query("TERN HARBOUR LIGHT", "Vessel", (_imo("8517839"),)))
    assert (score, alert) == (0.5, False)
    assert "two hulls" in why


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("9179843", "the one asked fails its check digit: a slip"),  # one digit off
        ("9178942", "the one asked fails its check digit: a slip"),  # two changed about
        ("1234568", "contradict nothing"),  # fails its check, and is another number
    ],
)
def test_a_number_that_fails_its_check_contradicts_nothing_and_is_told(
    number: str, words: str
) -> None:
    assert not imo_valid(number)
    score, alert, why = _one(Query("TERN HARBOUR LIGHT", "Vessel", (_imo(number),)))
    assert alert
    assert score > 0.9
    assert words in why


def test_a_listed_number_that_fails_its_check_is_told() -> None:
    wrong = _ship("2", "TERN HARBOUR LIGHT", "9179843")
    _, alert, why = _one(Query("TERN HARBOUR LIGHT", "Vessel", (_imo("9179842"),)), wrong)
    assert alert
    assert "the listed one fails its check digit" in why


def test_a_number_one_digit_off_is_found_without_any_name() -> None:
    (match,) = INDEX.screen("IMO 9179843")
    assert not match.alert
    assert 0.5 < match.score < ALERT_AT
    assert "a slip" in match.reasons[0].sentence


def test_country_and_date_qualify_and_are_told() -> None:
    person = listing(
        "p", "Ivan Tern Petrov", schema="Person", countries=("ru",),
        properties=(Property("birthDate", "1960-05-01"),),
    )  # fmt: skip
    plain = _one(Query("Ivan Petrov", "Person"), person)[0]
    agrees = _one(Query("Ivan Petrov", "Person", (), ("ru",), ("1961",)), person)
    differs = _one(Query("Ivan Petrov", "Person", (), ("pa",), ("1985",)), person)
    assert differs[0] < plain < agrees[0]
    assert "No country agrees" in differs[2]
    assert "No year of birth agrees" in differs[2]
    about = (Property("birthDate", "1960", "circa"),)
    unsure = listing("q", "Ivan Tern Petrov", schema="Person", properties=about)
    assert _one(Query("Ivan Petrov", "Person", (), (), ("1985",)), unsure)[0] == plain
    flagged = _one(Query("TERN HARBOUR LIGHT", "Vessel", (), ("kp",)))
    assert 0.95 < flagged[0] < 1


@pytest.mark.parametrize(
    ("kind", "least", "most"),
    [
        ("name", 1.0, 1.0),
        ("alias", 1.0, 1.0),
        ("previousName", 0.98, 0.98),
        ("weakAlias", 0.93, 0.93),
    ],
)
def test_what_a_list_doubts_is_worth_less(kind: NameKind, least: float, most: float) -> None:
    named = listing(
        "1", "x", names=(ListedName("Other Thing", "name"), ListedName("Tern Harbour", kind))
    )
    score, _, why = _one("Tern Harbour", named)
    assert least <= score <= most
    assert kind != "previousName" or "former name" in why


def test_a_weak_alias_of_one_word_says_nothing_of_a_longer_name() -> None:
    person = listing(
        "p",
        "x",
        schema="Person",
        names=(ListedName("Other", "name"), ListedName("Zakharova", "weakAlias")),
    )
    assert not _one(Query("Svetlana Zakharova", "Person"), person)[1]
    assert _one(Query("Zakharova", "Person"), person)[1]


def test_what_is_asked_as_a_ship_is_not_answered_with_a_namesake_of_another_kind() -> None:
    person = listing("p", "Maria Angara", schema="Person")
    index = Index.build([person])
    assert index.screen(Query("Maria Angara", "Vessel")) == ()
    assert index.screen("Maria Angara")[0].alert


def test_a_near_miss_stands_below_the_line_and_says_what_it_lacks() -> None:
    (match,) = Index.build([_ship("1", "KUM SAN 2")]).screen("KUM SAN 1")
    assert (match.score, match.alert) == (0.6, False)
    assert "numbers in the names differ" in match.reasons[0].sentence


def test_the_edition_of_an_entry_is_told() -> None:
    of_list = replace(edition("2026-02-27"), sha256="ab")  # the hash that builders give a locator
    (match,) = Index.build([_ship("1", "TERN")], [of_list]).screen("TERN")
    assert match.edition == of_list
    (match,) = Index.build([_ship("1", "TERN")], [edition("2026-02-27")]).screen("TERN")
    assert match.edition is None


def test_original_script_and_romanisation_find_one_another() -> None:
    ship = listing("1", "CHONG CHON GANG")
    person = listing("2", "김정은", schema="Person")
    index = Index.build([ship, person])
    assert [m.listing.entry for m in index.screen("청천강") if m.alert] == ["1"]
    assert [m.listing.entry for m in index.screen("Kim Jŏng-ŭn") if m.alert] == ["2"]
    assert [m.listing.entry for m in index.screen("Ким Чен Ын") if m.alert] in ([], ["2"])


NAMES = [
    "TERN HARBOUR", "GULL POINT 3", "Ivan Petrov", "Morion LLC", "محمد حسين", "청천강", "Sea Star", "Kittiwake Marine",
    "Евгений Рыжков", "长城科技有限公司", "KUM SAN 1",
]  # fmt: skip
SCHEMATA: list[Schema] = ["Vessel", "Person", "Organization"]


@settings(deadline=None, max_examples=60)
@given(
    st.lists(st.sampled_from(NAMES), min_size=1, max_size=8, unique=True),
    st.one_of(st.text(max_size=25), st.sampled_from(NAMES)),
    st.randoms(),
)
def test_answers_do_not_depend_on_the_order_of_the_list(
    names: list[str], query: str, random: Random
) -> None:
    listings = [listing(str(i), name, schema=SCHEMATA[i % 3]) for i, name in enumerate(names)]
    shuffled = listings.copy()
    random.shuffle(shuffled)
    one, other = Index.build(listings).screen(query), Index.build(shuffled).screen(query)
    assert sorted((m.listing.entry, m.score) for m in one) == sorted(
        (m.listing.entry, m.score) for m in other
    )
    assert [m.score for m in one] == sorted((m.score for m in one), reverse=True)


@settings(deadline=None, max_examples=20)
@given(st.one_of(st.text(max_size=25), st.sampled_from(NAMES)))
def test_a_kept_index_answers_like_the_one_that_was_made(
    tmp_path_factory: pytest.TempPathFactory, query: str
) -> None:
    listings = [listing(str(i), name, schema=SCHEMATA[i % 3]) for i, name in enumerate(NAMES)]
    made = Index.build(listings, [edition("2026-02-27")])
    folder = tmp_path_factory.mktemp("index")
    made.catalogue.save(folder)
    opened = Index.load(folder)
    assert opened is not None
    assert opened.screen(query) == made.screen(query)


def test_an_index_that_does_not_serve_is_not_opened(tmp_path: Path) -> None:
    assert Index.load(tmp_path / "nowhere") is None
    INDEX.catalogue.save(tmp_path)
    (tmp_path / "index.json").write_text('{"version": "index/0"}')
    assert Index.load(tmp_path) is None
    (tmp_path / "index.json").write_text("{")
    assert Index.load(tmp_path) is None
