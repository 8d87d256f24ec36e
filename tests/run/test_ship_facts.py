"""What a case knows of its ships before a provision is asked whether it is about them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from tests.builders import claim

from tidewaiter import api
from tidewaiter.assess.ships import Facts
from tidewaiter.model.claims import Claim
from tidewaiter.model.vessels import Hull
from tidewaiter.run.config import ShipFacts
from tidewaiter.run.ship_facts import ship_facts

HEARD = Hull("Volna", "9000003", 273000001, "ru", (), "heard")


def _facts(
    claims: list[Claim], hulls: list[Hull] | None = None, typed: list[ShipFacts] | None = None
) -> Facts:
    return ship_facts(claims, hulls or [], {}, (), typed or [])


def _sanction(
    text: str, *ships: str, polarity: str = "positive", day: date | None = None
) -> Claim:
    made = claim(
        text, event="sanction", text=text, roles=[("target", s) for s in ships], window=(day, day)
    )
    return replace(made, polarity=polarity)  # type: ignore[arg-type]


def test_a_hull_is_known_by_all_its_numbers() -> None:
    facts = _facts([], [HEARD])
    assert {facts.ship(n).flag for n in ("VOLNA", "9000003", "273000001", "IMO 9000003")} == {"ru"}
    assert facts.ship("Volna II").flag is None


def test_words_of_a_claim_say_a_flag() -> None:
    facts = _facts([claim("c1", roles=[("carrier", "Russian-flagged cargo vessels")])])
    ship = facts.ship("russian-flagged cargo vessels")
    assert (ship.flag, ship.described, ship.refs) == ("ru", True, ("c1",))
    plain = _facts([claim("c1", roles=[("carrier", "two small ships")])]).ship("two small ships")
    assert (plain.flag, plain.described) == (None, True)


def test_the_analyst_adds_flags_and_links() -> None:
    typed = ShipFacts(
        name="Volna", imo="9000003", flag="kp", linked={"kp": "crew"}, source="a register"
    )
    ship = _facts([], [HEARD], [typed]).ship("Volna")
    assert (ship.flag, ship.linked) == ("kp", (("kp", "crew"),))
    assert ship.flag_from == "a register; RU by the number that its transmitter sends"
    alone = _facts([], [], [typed]).ship("9000003")
    assert alone.flag == "kp"


def test_another_imo_number_is_another_ship() -> None:
    typed = ShipFacts(name="Volna", imo="9000015", flag="kp", source="a register")
    facts = _facts([], [HEARD], [typed])
    assert facts.ship("9000003").flag == "ru"
    assert facts.ship("9000015").flag == "kp"
    assert facts.ship("Volna").flag is None  # which of the two?


def test_claims_say_who_was_listed_when_and_who_was_not() -> None:
    listed = _sanction("the Volna (IMO 9000003) was listed", "Volna", day=date(2024, 6, 25))
    other = _sanction("the Volna (IMO 9000015) was listed", "Volna", day=date(2020, 1, 1))
    denied = _sanction("neither was on the UN list", "Volna", "Grebe", polarity="negative")
    ship = _facts([listed, other, denied], [HEARD]).ship("Volna")
    assert [(e.listed_on, e.said) for e in ship.entries] == [(date(2024, 6, 25), True)]
    assert ship.unlisted == ((denied.claim_id, "neither was on the UN list"),)


LIST = "name,id,imo,type,program,listed_on\nVOLNA,KPv.1,9000003,Vessel,DPRK 1718,2024-06-01\n"
REPORT = """A ship at Rajin

The Volna (IMO 9000003) is a small ship.

The Harbour Watch said that the Volna called at Rajin with crates.
"""


@pytest.mark.parametrize(("month", "applied"), [("2024-03", False), ("2024-07", True)])
def test_a_ship_listed_in_june_did_nothing_as_a_listed_ship_in_march(
    tmp_path: Path, month: str, applied: bool
) -> None:
    folder = api.new(tmp_path / "case")
    (folder / "case.toml").write_text('title = "A case"\n[assess]\npacks = ["dprk-arms"]\n')
    (folder / "documents" / "a.txt").write_text(REPORT)
    (folder / "lists" / "un-1718-vessels.csv").write_text(LIST)
    (folder / "claims.csv").write_text(
        "id,document,quote,speaker,event,origin,carrier,place,event_start,event_end\n"
        "C1,documents/a.txt,the Volna called at Rajin with crates,Harbour Watch,vessel,Rajin,Volna,Rajin,"
        f"{month}-02,{month}-03\n"
    )
    assert not api.build(folder).rejects
    found = api.findings(folder)
    made = {f.finding_id for f in found.findings}
    assert ("dprk-arms/designated-ship" in made) == applied
    scopes = [
        *(s for f in found.findings for s in f.scope),
        *(s for n in found.not_applied for s in n.scope),
    ]
    [asked] = {s.because for s in scopes if s.provision_id == "unsc-2371-6"}
    if applied:
        listed = next(f for f in found.findings if f.finding_id == "dprk-arms/designated-ship")
        assert [e.status for e in listed.elements] == ["indicated", "indicated"]
        assert "listed on 2024-06-01, before acts" in asked
    else:
        assert "when it was not listed yet" in asked
    assert api.verify(folder).broken is None
