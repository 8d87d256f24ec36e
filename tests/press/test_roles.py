"""Who does what to whom in a sentence."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.press.happening import events, named

SENTENCES: tuple[tuple[str, str], ...] = (
    (
        "Belarus sent 60 trucks to Eritrea.",
        "agent=Belarus item=trucks recipient=Eritrea",
    ),
    (
        "The firm shipped 4,000 tonnes of coal from Nampo to Qingdao.",
        "agent=firm item=coal origin=Nampo destination=Qingdao",
    ),
    (
        "Norway will supply Moldova with 12 radars.",
        "agent=Norway recipient=Moldova item=radars",
    ),
    (
        "Shells, rockets and fuel were delivered to Ukraine by Poland.",
        "item=Shells item=rockets item=fuel recipient=Ukraine agent=Poland",
    ),
    (
        "The freighter Tern Harbour carried wheat to Alder.",
        "carrier=Tern Harbour item=wheat destination=Alder",
    ),
    (
        "Marines boarded the tanker Amber Tern off Gabon.",
        "agent=Marines target=Amber Tern place=Gabon",
    ),
    (
        "The tanker Amber Tern was seized by Spanish police in the port of Vigo.",
        "target=Amber Tern agent=Spanish police place=Vigo",
    ),
    (
        "Customs officers found rifles and two mortars on the dhow.",
        "agent=Customs officers item=rifles item=mortars",
    ),
    (
        "Turkey deployed 400 commandos to Niger.",
        "agent=Turkey item=commandos destination=Niger",
    ),
    (
        "A battalion of soldiers left Sabha for Tripoli.",
        "item=battalion of soldiers origin=Sabha destination=Tripoli",
    ),
    (
        "Rebels killed nine policemen near Goma.",
        "agent=Rebels target=policemen place=Goma",
    ),
    ("Twelve miners died in Donetsk.", "target=miners place=Donetsk"),
    (
        "Iran and Oman signed a treaty on fishing.",
        "agent=Iran agent=Oman",
    ),
    (
        "Canada imposed sanctions on five judges.",
        "agent=Canada target=judges",
    ),
    ("The Council froze the accounts of the bank.", "agent=Council target=bank"),
    ("Sweden listed two ships.", "agent=Sweden target=ships"),
    (
        "Panama struck the Amber Tern off its register.",
        "agent=Panama carrier=Amber Tern",
    ),
    (
        "The Amber Tern sailed from Kavala to Malta.",
        "carrier=Amber Tern origin=Kavala destination=Malta",
    ),
    (
        "The minister of transport, Ilse Moor, visited Varna.",
        "agent=Ilse Moor place=Varna",
    ),
    (
        "Militants began shelling the depot.",
        "agent=Militants target=depot",
    ),
    (
        "The navy, which had followed the ship, fired two missiles at the base.",
        "agent=navy item=missiles target=base",
    ),
    (
        "Egypt detained the ship and released its master.",
        "agent=Egypt target=ship",
    ),
    (
        "The trader is suspected of having sold oil to Syria.",
        "agent=trader item=oil recipient=Syria",
    ),
    (
        "Estonia's navy stopped the tanker near Muuga.",
        "agent=Estonia's navy target=tanker place=Muuga",
    ),
    ("The wounded men were taken hostage by pirates.", "agent=pirates"),
)
NONE_PLAIN = (
    "The allegations are baseless.",
    "Prices doubled within a week.",
    "The ceasefire expired at midnight.",
    "Talks broke down after an hour.",
)


@pytest.mark.parametrize(("text", "expected"), SENTENCES)
def test_participants(text: str, expected: str) -> None:
    found = named(events(text)[0])
    for role, name in _pairs(expected):
        assert any(r == role and (name == n or name in n.split("; ")) for r, n in found), found


def test_few_participants_are_invented() -> None:
    extra = [
        (text, role, name)
        for text, expected in SENTENCES
        for role, name in named(events(text)[0])
        if (role, name) not in _pairs(expected)
    ]
    assert len(extra) <= 4, extra


@pytest.mark.parametrize("text", NONE_PLAIN)
def test_where_nobody_is_named_nobody_acts(text: str) -> None:
    assert named(events(text)[0]) == set()


def test_the_ship_is_the_one_called_so() -> None:
    text = "The tanker Amber Tern met the frigate Grey Heron. The tanker switched off its transponder. The frigate left the bay."
    _, second, third = events(text)
    assert named(second) == {("carrier", "Amber Tern")}
    assert ("carrier", "Grey Heron") in named(third)


def test_both_ships_are_the_two_named_last() -> None:
    text = "The tanker Amber Tern lay beside the Grey Heron Star. Both ships left the bay."
    assert ("carrier", "Amber Tern") in named(events(text)[1])


def test_it_is_the_ship_where_ships_act() -> None:
    text = "Police searched the freighter Amber Tern. It sailed from Alder on Friday."
    assert ("carrier", "Amber Tern") in named(events(text)[1])


def test_there_is_the_place_named_last() -> None:
    text = "The envoy flew to Khartoum. He met two generals there."
    assert ("place", "Khartoum") in named(events(text)[1])


def test_we_is_who_speaks_and_no_role_without_a_speaker() -> None:
    assert ("agent", "we") not in named(events("We sank the barge.")[0])


@pytest.mark.parametrize("text", [text for text, _ in SENTENCES])
def test_spans_lie_in_the_text(text: str) -> None:
    for role in events(text)[0].roles:
        assert role.start is not None
        assert role.end is not None
        assert 0 <= role.start < role.end <= len(text)
        assert text[role.start : role.end].strip()


@pytest.mark.parametrize("text", [text for text, _ in SENTENCES[::4]])
def test_later_sentences_change_nothing(text: str) -> None:
    alone = events(f"{text}\n")[0]
    assert events(f"{text}\n\nThe tanker Grey Heron sank off Oman.\n")[0] == alone


@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=80), st.sampled_from([text for text, _ in SENTENCES]))
def test_any_text_has_exact_spans(noise: str, text: str) -> None:
    whole = f"{noise} {text}"
    for happened in events(whole):
        for role in happened.roles:
            assert role.name
            assert role.start is None or whole[role.start : role.end]


def _pairs(expected: str) -> set[tuple[str, str]]:
    """Read "agent=Iran item=two words" into pairs."""
    pairs: list[list[str]] = []
    for word in expected.split(" "):
        if "=" in word:
            pairs.append(word.split("="))
        else:
            pairs[-1][1] += f" {word}"
    return {(role, name) for role, name in pairs}
