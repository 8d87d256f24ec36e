"""Whom claims name is screened once, states and the unnamed never."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.builders import claim
from tests.lists.builders import listing

from tidewaiter.link.acronyms import acronyms
from tidewaiter.link.parties import parties
from tidewaiter.model.listings import ListedName
from tidewaiter.model.vessels import Hull, OnList


def test_speakers_carriers_of_words_and_actors_are_named_once_with_their_claims() -> None:
    found = parties(
        [
            claim("c1", speaker="Harbour Office", via=["Some Wire"], roles=[("agent", "Sea Trade Co"), ("carrier", "Tern")]),
            claim("c2", speaker="HARBOUR OFFICE", cites=["A. Person"], roles=[("agent", "Russia"), ("recipient", "the army")]),
        ]
    )  # fmt: skip
    assert [(n.name, n.mentions) for n in found] == [
        ("A. Person", ("c2",)),
        ("Harbour Office", ("c1", "c2")),
        ("Sea Trade Co", ("c1",)),
        ("Some Wire", ("c1",)),
    ]
    assert {n.name: n.schema for n in found}["Sea Trade Co"] is None


def test_a_short_name_and_the_full_one_are_one_party_where_a_text_gives_both() -> None:
    said = [
        claim("c1", speaker="OSC"),
        claim("c2", speaker="Open Source Centre"),
        claim("c3", speaker="NIS"),
    ]
    [alone, joined] = parties(said, texts=["The Open Source Centre (OSC) said so."])
    assert (alone.name, alone.also) == ("NIS", ())
    assert (joined.name, joined.also, joined.mentions) == (
        "Open Source Centre",
        ("OSC",),
        ("c1", "c2"),
    )
    assert joined.why == ("a document writes Open Source Centre (OSC)",)
    assert len(parties(said)) == 3


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("the Korean Central News Agency (KCNA) said", {"KCNA": "Korean Central News Agency"}),
        ("Pyongyang's Korean Central News Agency (KCNA)", {"KCNA": "Korean Central News Agency"}),
        (
            "Organization for Security and Co-operation in Europe (OSCE)",
            {"OSCE": "Organization for Security and Co-operation in Europe"},
        ),
        ("PORT SUDAN (AMR) - A freighter", {}),
        ("the Open Source Centre (UK)", {}),
        ("Open Source Centre (OSC). Ocean Shipping Council (OSC)", {}),
    ],
)
def test_a_short_name_must_be_spelled_by_the_words_before_it(
    text: str, found: dict[str, str]
) -> None:
    assert acronyms([text]) == found


def test_names_of_one_list_entry_are_one_party_and_owners_are_parties() -> None:
    entry = listing(
        "7",
        "Sea Trade Co",
        schema="Company",
        names=(ListedName("Sea Trade Co", "name"), ListedName("Blue Lines", "alias")),
    )
    said = [claim("c1", speaker="Blue Lines", roles=[("agent", "Tern")])]
    owned = Hull(
        "TERN",
        None,
        None,
        None,
        (),
        "",
        listed=(OnList("own", "1", "l", "TERN", ("SEA TRADE CO",), ""),),
    )
    [one] = parties(said, hulls=[owned], listings=[entry])
    assert {one.name, *one.also} == {"SEA TRADE CO", "Blue Lines"}
    assert "owner or operator of TERN by own 1" in one.roles
    assert one.why == ("un-sc 7 bears the names Blue Lines and SEA TRADE CO",)


def test_a_name_that_two_entries_bear_joins_nothing() -> None:
    names = (ListedName("Blue Lines", "alias"),)
    entries = [
        listing(
            "7", "Sea Trade", schema="Company", names=(ListedName("Sea Trade", "name"), *names)
        ),
        listing("8", "Ocean Co", schema="Company", names=(ListedName("Ocean Co", "name"), *names)),
    ]
    said = [claim(n, speaker=n) for n in ("Blue Lines", "Sea Trade", "Ocean Co")]
    assert len(parties(said, listings=entries)) == 3


@settings(deadline=None)
@given(st.permutations(["OSC", "Open Source Centre", "Sea Trade", "Blue Lines", "NIS"]))
def test_the_order_of_claims_changes_no_party(order: list[str]) -> None:
    texts = ["The Open Source Centre (OSC) said"]
    found = parties([claim(n, speaker=n) for n in order], texts=texts)
    assert [(n.name, n.also, n.why) for n in found] == [
        ("Blue Lines", (), ()),
        ("NIS", (), ()),
        ("Open Source Centre", ("OSC",), ("a document writes Open Source Centre (OSC)",)),
        ("Sea Trade", (), ()),
    ]
