"""PLOVER codes of claims."""

from __future__ import annotations

from typing import get_args

import pytest

from tidewaiter.model.claims import Act, EventType, Polarity, Role
from tidewaiter.press.extract.events.plover import code

TYPES = frozenset(
    {"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "PROTEST",
     "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"}
)  # fmt: skip
SENT = (Role("agent", "Russia"), Role("recipient", "North Korea"))
CASES: tuple[tuple[EventType, tuple[Role, ...], str, str | None, str | None], ...] = (
    ("inspection", (), "Police arrested the master", "COERCE", "arrest"),
    ("inspection", (), "the coastguard seized the dhow", "COERCE", "seize"),
    ("inspection", (), "a court released the ship", "RETREAT", "release"),
    ("attack", (), "a drone hit the depot", "ASSAULT", "drones"),
    ("attack", (), "they shelled the village", "ASSAULT", "heavy-weapons"),
    ("casualty", (), "nine men were killed", "ASSAULT", None),
    ("casualty", (), "nine men died of fever", None, None),
    ("transfer", SENT, "gave air defence equipment", "AID", None),
    ("transfer", SENT, "sold air defence equipment", "COOPERATE", None),
    ("transfer", (), "the oil changed hands", None, None),
    ("sanction", (), "blacklisted two ships", "SANCTION", None),
    ("sanction", (), "lifted the embargo", "CONCEDE", None),
    ("deployment", (), "sent 200 soldiers", "MOBILIZE", "troops"),
    ("deployment", (), "withdrew its men", "RETREAT", "withdraw"),
    ("visit", (), "toured the yard", "CONSULT", "visit"),
    ("vessel", (), "switched off its transponder", None, None),
)


@pytest.mark.parametrize(("kind", "roles", "words", "event", "mode"), CASES)
def test_codes(
    kind: EventType, roles: tuple[Role, ...], words: str, event: str | None, mode: str | None
) -> None:
    found = code(kind, "say", "positive", roles, words=words)
    assert (found.event, found.mode) == (event, mode)


def test_what_did_not_happen_has_no_event_code() -> None:
    assert code("attack", "deny", "negative", words="shelled").event is None


def test_speaking_has_a_code_of_its_own() -> None:
    assert code("vessel", "accuse", "positive").speech == "ACCUSE"
    assert code("vessel", "condemn", "positive").speech_mode == "disapprove"
    assert code("attack", "say", "positive").speech is None


@pytest.mark.parametrize("kind", get_args(EventType))
def test_all_codes_are_of_the_ontology(kind: EventType) -> None:
    for act in get_args(Act):
        for polarity in get_args(Polarity):
            found = code(kind, act, polarity, SENT, words="sold sent killed")
            assert {found.event, found.speech} <= TYPES | {None}
            assert found.event is not None or found.mode is None
