"""Whom claims name is screened once, states and the unnamed never."""

from __future__ import annotations

from tests.builders import claim

from tidewaiter.link.parties import parties


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
