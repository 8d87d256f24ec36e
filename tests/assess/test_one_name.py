"""A name written in another way is the same name, wherever evidence is weighed."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.assess.evidence_builders import say
from tests.assess.test_consistency import CANNOT
from tests.assess.told import PART, exactly, told
from tests.builders import claim

from tidewaiter.assess.compare import compare
from tidewaiter.assess.evidence import of_claim, of_sighting
from tidewaiter.assess.packs import Pattern
from tidewaiter.assess.patterns import speaks_to
from tidewaiter.assess.ships import Facts, Ship
from tidewaiter.names.ships import ship_name
from tidewaiter.run.config import ShipFacts
from tidewaiter.run.ship_facts import ship_facts

WAYS = ("M/V Tern Harbour", "TERN HARBOUR", "the Tern Harbour", "Térn  Harbour", "MV TERN-HARBOUR")


@pytest.mark.parametrize("way", WAYS)
def test_ways_to_write_a_ship_s_name_are_one(way: str) -> None:
    assert ship_name(way) == "tern harbour"
    assert (
        Facts((Ship("Tern Harbour", frozenset({ship_name("Tern Harbour")}), "xb"),)).ship(way).flag
        == "xb"
    )
    pattern = Pattern(kind="claim", ships=("@named",))
    assert speaks_to(say("A", "s1", roles=[("carrier", way)]), pattern, {"tern harbour"})
    part = told("a", exactly(50), by="X", window=PART, roles=(("carrier", way),))
    whole = told("b", exactly(11), by="Y", roles=(("carrier", "Tern Harbour"),))
    assert {r.kind for r in compare([part, whole]).relations} == {CANNOT}


def test_one_ship_written_in_two_ways_is_one_for_the_scope_of_provisions() -> None:
    claims = [claim(f"c{n}", roles=[("carrier", way)]) for n, way in enumerate(WAYS)]
    typed = ShipFacts(name="MV TERN HARBOUR", flag="kp", source="a register")
    facts = ship_facts(claims, [], {}, (), [typed])
    assert [(s.name, s.flag) for s in facts.ships] == [("M/V Tern Harbour", "kp")]


@settings(deadline=None)
@given(st.text(max_size=20))
def test_the_form_of_a_ship_s_name_is_its_own_form(name: str) -> None:
    once = ship_name(name)
    assert ship_name(once.upper()) == ship_name(once)


def test_who_cites_a_voice_of_the_story_under_another_spelling_is_derived() -> None:
    cited = of_claim(
        claim("c", speaker="Wire", cites=["HARBOUR  Office"]), "s", ["Harbour Office"]
    )
    assert cited.derived
    alone = of_claim(
        claim("c", speaker="Harbour office", cites=["Harbour Office"]), "s", ["Harbour Office"]
    )
    assert not alone.derived, "who cites itself"


def test_a_speaker_is_found_in_a_source_as_a_whole_name_only() -> None:
    from datetime import UTC, datetime

    from tests.builders import sighting

    look = sighting(
        "Birch", datetime(2024, 1, 1, tzinfo=UTC), source="Korvet Images for Alder Line"
    )
    origins = of_sighting(look, ["Kor", "Alder Line", "Line"]).origins
    assert "speaker:alder line" in origins
    assert "speaker:kor" not in origins


@pytest.mark.parametrize(
    ("said", "wanted", "fits"),
    [
        ("containers", "t", False), ("containers", "ton", False), ("grounds", "rounds", False),
        ("boxes", "containers", True), ("artillery rounds", "rounds", True), ("kg", "tonnes", True),
        ("rounds/container", "rounds", True), ("rounds/container", "containers", False),
        ("rounds a container", "rounds/container", True), ("% of rounds", "rounds", True),
    ],
)  # fmt: skip
def test_a_unit_is_asked_for_by_whole_words(said: str, wanted: str, fits: bool) -> None:
    record = say("A", "s1", figure=(1, 1, 1), unit=said)
    assert speaks_to(record, Pattern(kind="claim", units=(wanted,))) is fits
