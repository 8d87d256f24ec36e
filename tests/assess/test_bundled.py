"""The bundled packs on small invented records: each element shown, and not shown."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from tests.assess.evidence_builders import judged, say

from tidewaiter.assess.evidence import Record, of_event
from tidewaiter.assess.grades import Reliability
from tidewaiter.assess.pack_file import load
from tidewaiter.assess.packs import Pack
from tidewaiter.assess.ships import Entry, Facts, Ship
from tidewaiter.model.findings import Element, Finding, NotApplied

AUGUST = (date(2024, 8, 1), date(2024, 8, 31))
ENTRY = Entry("the Volna was entered in Annex XLII", "", date(2024, 6, 25), "c", said=True)
VOLNA = Ship("Volna", frozenset({"volna", "9000003"}), flag="ru", entries=(ENTRY,))


def _only(pack_id: str, finding_id: str) -> Pack:
    made = load(pack_id)
    return replace(made, findings=tuple(f for f in made.findings if f.finding_id == finding_id))


def _visit(port: str, day: date, mmsi: int = 273000001) -> Record:
    start = datetime(day.year, day.month, day.day, tzinfo=UTC)
    row = {
        "event_id": f"{port}{day}{mmsi}", "kind": "port_visit", "mmsi": mmsi, "name": "VOLNA",
        "imo": "9000003", "port_id": port, "candidate_ports": None, "details": None,
        "start": start, "end": start,
    }  # fmt: skip
    return replace(of_event(row, f"VOLNA lay at {port}."), source=Reliability("B", "test"))


def _listed(speaker: str = "European Union") -> Record:
    return say(
        speaker, f"l-{speaker}", event="sanction", text="the Volna was entered in Annex XLII",
        roles=[("target", "Volna")], window=(date(2024, 6, 25), date(2024, 6, 25)),
    )  # fmt: skip


def _carried(**more: Any) -> Record:
    return say("Port Watch", "p", event="vessel", roles=[("carrier", "Volna")], **more)


def _elements(made: object) -> dict[str, Element]:
    assert isinstance(made, Finding), made
    return {e.element_id: e for e in made.elements}


def test_a_listed_ship_at_a_port_of_the_union_is_in_scope_after_its_entry() -> None:
    pack = _only("eu-833-2014", "port-call")
    told = [_listed(), _carried(window=AUGUST), _visit("NLRTM", date(2024, 8, 3))]
    made = judged(told, pack, Facts((VOLNA,)))
    elements = _elements(made)
    assert (elements["listed"].status, elements["call"].status) == ("indicated", "indicated")
    assert isinstance(made, Finding)
    assert made.scope[0].breach
    assert "not re-read" in made.scope[0].because or not made.provisions[0].checked


def test_a_call_before_the_entry_or_at_another_port_is_nothing() -> None:
    pack = _only("eu-833-2014", "port-call")
    early = [_listed(), _carried(window=AUGUST), _visit("NLRTM", date(2024, 5, 3))]
    made = judged(early, pack, Facts((VOLNA,)))
    assert isinstance(made, NotApplied)
    assert made.scope[0].answer == "does not apply"
    elsewhere = [_listed(), _carried(window=AUGUST), _visit("RUVYP", date(2024, 8, 3))]
    nothing = judged(elsewhere, pack, Facts((VOLNA,)))
    assert isinstance(nothing, NotApplied)
    assert nothing.why.startswith(
        "Nothing in this case answers: Did it call at a port of the Union"
    )


def _arms(speaker: str, **more: Any) -> Record:
    way = [("origin", "Rajin, DPRK"), ("destination", "Russia"), ("carrier", "Volna")]
    roles = [*way, ("item", "artillery shells")]
    return say(speaker, f"s-{speaker}", roles=roles, window=AUGUST, **more)


def test_arms_from_the_dprk_need_no_designation_and_stay_indicated_by_claims() -> None:
    pack = _only("dprk-arms", "arms-from-dprk")
    made = judged([_arms("A"), _arms("B")], pack, Facts((VOLNA,), ("own/un-1718-vessels.csv",)))
    statuses = {i: e.status for i, e in _elements(made).items()}
    assert statuses == {
        "departure": "established",
        "nature": "indicated",
        "carriage": "established",
        "receipt": "established",
    }
    assert isinstance(made, Finding)
    assert made.likelihood == "likely"
    answers = {s.provision_id: s.answer for s in made.scope}
    assert answers["unsc-2321-12"] == "does not apply"
    assert answers["unsc-2397-13"] == "does not apply"
    assert answers["unsc-1718-8b"] == "applies"


def test_arms_to_the_dprk_are_another_finding() -> None:
    way = [("recipient", "North Korea"), ("item", "air defence systems")]
    to_dprk = say("A", "s", roles=way, window=AUGUST)
    assert isinstance(judged([to_dprk], _only("dprk-arms", "arms-from-dprk")), NotApplied)
    made = judged([to_dprk], _only("dprk-arms", "arms-to-dprk"))
    assert _elements(made)["supply"].status == "indicated"


def test_what_containers_could_hold_is_no_evidence_of_what_they_held() -> None:
    reckoned = say(
        "C", "s", roles=[("item", "rounds of artillery")], text="could hold shells", window=AUGUST
    )
    boxes = say(
        "A", "t", roles=[("origin", "Rajin"), ("destination", "Russia"), ("item", "containers")],
        window=AUGUST,
    )  # fmt: skip
    nature = _elements(judged([boxes, reckoned], _only("dprk-arms", "arms-from-dprk")))["nature"]
    assert nature.status == "not established"
    assert [line.relation for line in nature.lines] == ["context"]


def test_a_ship_heard_at_a_port_shows_no_cargo() -> None:
    pack = _only("dprk-arms", "arms-from-dprk")
    heard = [_visit("KPNJN", date(2024, 8, 3)), _visit("KPNJN", date(2024, 8, 9), 273000002)]
    assert isinstance(judged([_carried(window=AUGUST), *heard], pack, Facts((VOLNA,))), NotApplied)
