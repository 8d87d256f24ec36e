"""Movements as evidence: said once, and from where their basis comes."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from tests.builders import sighting

from tidewaiter.assess.evidence import Record, of_event, of_sighting
from tidewaiter.assess.grades import Reliability
from tidewaiter.assess.lines import independent
from tidewaiter.assess.movements import movement_records
from tidewaiter.model.movements import Meeting

NOON = datetime(2031, 3, 2, 12, tzinfo=UTC)
GAP = of_event(
    {
        "event_id": "gap", "kind": "gap", "mmsi": 799000001, "name": "TERN", "imo": None,
        "details": None, "start": NOON, "end": NOON,
    },
    "TERN was not heard.",
)  # fmt: skip
LOOK = replace(of_sighting(sighting("Birch", NOON)), source=Reliability("B", "graded"))
KNOWN: dict[str, Record] = {GAP.ref: GAP, LOOK.ref: LOOK}
MET = Meeting(
    "c1", "Tern", 799000001, "Birch", "XX-BIRCH", date(2031, 3, 2), date(2031, 3, 2), "supported",
    "sighting", True, (LOOK.ref, GAP.ref), "It was seen.",
)  # fmt: skip


def test_what_the_same_track_says_of_several_claims_is_one_record() -> None:
    undated = replace(MET, claim_id="c2", start=None, end=None, basis="reach", firm=False)
    denied = replace(MET, claim_id="c3", denied=True)
    [made] = movement_records({"m3": denied, "m2": undated, "m1": MET}, KNOWN)
    assert (made.ref, made.about, made.firm) == ("m1", ("c1", "c2", "c3"), True)


def test_another_answer_or_another_port_is_another_record() -> None:
    away = replace(MET, claim_id="c2", answer="contradicted")
    there = replace(MET, claim_id="c3", port_id="XX-CEDAR")
    assert len(movement_records({"m1": MET, "m2": away, "m3": there}, KNOWN)) == 3


def test_a_movement_comes_from_its_basis_and_joins_no_lines() -> None:
    [seen] = movement_records({"m1": MET}, KNOWN)
    assert (seen.origins, seen.source.grade) == (LOOK.origins, "B")
    assert independent([LOOK, GAP]) == independent([LOOK, GAP, seen]) == 2
    [reach] = movement_records({"m1": replace(MET, basis="reach")}, KNOWN)
    assert (reach.origins, reach.firm) == (GAP.origins, False)


def test_what_nothing_touches_is_no_record() -> None:
    assert movement_records({"m": replace(MET, answer="untouched", refs=())}, {}) == []
