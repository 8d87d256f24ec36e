"""Which state and which kind of body stands behind a name."""

from __future__ import annotations

import csv
import tomllib
from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tidewaiter.names.countries import country
from tidewaiter.press.extract.events.actors import actor, alpha3

NAMES = (
    ("Estonia’s navy", "ee", "military"),
    ("Estonia's navy", "ee", "military"),
    ("the Kremlin", "ru", "government"),
    ("KCNA", "kp", "media"),
    ("Islamic Revolutionary Guard Corps", "ir", "military"),
    ("Ministry of Defence of Bulgaria", "bg", "government"),
    ("Government of Yemen", "ye", "government"),
    ("Russian embassy in Ankara", "ru", "government"),
    ("U.S. destroyer", "us", "military"),
    ("Central Bank of Libya", "ly", "government"),
    ("Moscow", "ru", "government"),
    ("DPRK", "kp", "government"),
    ("Nigerian police", "ng", "government"),
    ("Nigerien soldiers", "ne", "military"),
    ("Guinean court", "gn", "government"),
    ("Equatorial Guinean coastguard", "gq", "government"),
    ("European Union", None, "organisation"),
    ("Brussels", None, "organisation"),
    ("Congolese army", None, "military"),
    ("Dominican navy", None, "military"),
    ("Turkish and British officials", None, "government"),
    ("Russia–DPRK alliance", None, "organisation"),
    ("Ilse Moor", None, None),
    ("Tern Harbour", None, None),
    ("", None, None),
)


@pytest.mark.parametrize(("name", "code", "kind"), NAMES)
def test_names(name: str, code: str | None, kind: str | None) -> None:
    found = actor(name)
    assert (found.country, found.kind) == (code, kind)
    assert found.country3 == alpha3(code)


def test_every_country_of_the_lists_has_a_three_letter_code() -> None:
    text = (files("tidewaiter.names") / "data" / "countries.csv").read_text(encoding="utf-8")
    codes = [row["code"] for row in csv.DictReader(text.splitlines())]
    found = [alpha3(code) for code in codes]
    assert None not in found
    assert len(set(found)) == len(found)


def test_names_of_the_lists_mean_the_same_state_here() -> None:
    text = (files("tidewaiter.names") / "data" / "countries.csv").read_text(encoding="utf-8")
    for row in csv.DictReader(text.splitlines()):
        for name in row["names"].split("|"):
            assert actor(name).country in (row["code"], None), name


def test_people_and_seats_agree_with_the_lists() -> None:
    path = files("tidewaiter.press.extract") / "data" / "actors.toml"
    states = tomllib.loads(path.read_text(encoding="utf-8"))["states"]
    seen: dict[str, str] = {}
    for code, state in states.items():
        for word in [*state["people"], *state["seats"]]:
            assert seen.setdefault(word, code) == code
            assert country(word) in (code, None), word
            assert actor(word).country == code, word


@settings(deadline=None)
@given(st.text(max_size=60))
def test_any_text_is_answered(text: str) -> None:
    found = actor(text)
    assert (found.country is None) == (found.country3 is None)
