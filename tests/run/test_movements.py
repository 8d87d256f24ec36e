"""Claims and questions put to the movements of whole cases and simulated seas."""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from tests.builders import claim

from tidewaiter import api
from tidewaiter.ais.detect import detect
from tidewaiter.ais.normalise import normalise
from tidewaiter.ais.statics import fold_statics
from tidewaiter.ais.tracks import tracks
from tidewaiter.errors import CaseError
from tidewaiter.geo.ports import bundled
from tidewaiter.link.movements import Calling, Question, Window, happenings, of_moments
from tidewaiter.link.movements.places import PlaceNames
from tidewaiter.link.movements.ships import Sent, Ships, Transmitter, transmitters
from tidewaiter.model.claims import Place
from tidewaiter.model.movements import Meeting
from tidewaiter.run.build import Built
from tidewaiter.run.movements import Movements, of_claim
from tidewaiter.simulate.world import START, World, world


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[Built, ...]:
    return api.demo(tmp_path_factory.mktemp("movements"))


def _met(case: Path, claim: str) -> tuple[Meeting, ...]:
    return api.movements(case, claim=claim)[0].meetings


# --- the exercise -------------------------------------------------------------------------------


def test_the_dark_call_of_the_exercise_is_met(demo: tuple[Built, ...]) -> None:
    case = demo[1].folder
    for name in ("X1", "X4"):
        (made,) = _met(case, name)
        assert (made.port_id, made.answer, made.mmsi) == ("XX-BIRCH", "supported", 799000001)
        assert "it could have been at Birch" in made.sentence
    (denied,) = _met(case, "X2")
    assert (denied.answer, denied.denied) == ("supported", True)
    (undated,) = _met(case, "X3")
    assert (undated.answer, undated.firm) == ("supported", False)
    assert "gives no day" in undated.sentence


def test_a_port_out_of_reach_contradicts_and_an_outage_decides_nothing(
    demo: tuple[Built, ...],
) -> None:
    case = demo[1].folder
    (cedar,) = _met(case, "X6")
    assert (cedar.port_id, cedar.answer, cedar.firm) == ("XX-CEDAR", "contradicted", True)
    assert "not even at 20 kn" in cedar.sentence
    (hazel,) = _met(case, "X7")
    assert (hazel.port_id, hazel.answer, hazel.basis) == ("XX-HAZEL", "undecided", "reception")
    assert "Hardly anybody was heard there" in hazel.sentence


def test_without_the_image_the_dark_call_rests_on_reach_alone(
    demo: tuple[Built, ...], tmp_path: Path
) -> None:
    case = tmp_path / "case"
    _copy(demo[1].folder, case, but="observations.csv")
    api.build(case)
    (made,) = _met(case, "X1")
    assert (made.answer, made.basis, made.firm) == ("supported", "reach", False)
    assert len(made.refs) == 1


def test_the_dossier_shows_what_claims_met(demo: tuple[Built, ...]) -> None:
    page = demo[1].dossier.read_text(encoding="utf-8")
    assert page.index("Claims against movements") < page.index("Silences</h3>")
    assert "<strong>contradicted</strong>, firmly" in page
    file = demo[1].folder / "out" / "tables" / "meetings.csv"
    rows = list(csv.DictReader(file.read_text(encoding="utf-8").splitlines()))
    assert {r["answer"] for r in rows} == {"supported", "contradicted", "undecided"}
    assert all(number.startswith("E") for r in rows for number in r["evidence"].split())


def test_one_can_ask_without_a_claim(demo: tuple[Built, ...]) -> None:
    case = demo[1].folder
    (visit,) = api.could_have_called(case, "Grebe Sound", "Birch", start="2031-03-02").meetings
    assert (visit.answer, visit.basis, visit.firm) == ("supported", "port visit", True)
    (number,) = api.could_have_called(
        case, "IMO 9999993", "XX-CEDAR", start="2031-03-02T13:00", end="2031-03-03T03:00"
    ).meetings
    assert (number.ship, number.answer) == ("Tern Harbour", "contradicted")
    assert number.sentence.startswith("Asked from 2031-03-02 13:00 UTC to 2031-03-03 03:00 UTC.")
    before = {f: f.stat().st_mtime_ns for f in case.rglob("*") if f.is_file()}
    api.could_have_called(case, "Tern Harbour", "XX-BIRCH")
    assert api.verify(case).broken is None
    assert {f for f in before if f.stat().st_mtime_ns != before[f]} == set()


@pytest.mark.parametrize(
    ("ship", "port", "start", "end", "said"),
    [
        ("Tern Harbor", "Birch", None, None, "near it: Tern Harbour"),
        ("Tern Harbour", "Birhc", None, None, "Birch (XX-BIRCH)"),
        ("Tern Harbour", "Victoria", None, None, "give the id"),
        ("Tern Harbour", "Birch", "soon", None, "must look like"),
        ("Tern Harbour", "Birch", "2031-03-02", "2031-03-01", "lies before"),
    ],
)
def test_what_cannot_be_asked_says_what_to_do(
    demo: tuple[Built, ...], ship: str, port: str, start: str | None, end: str | None, said: str
) -> None:
    with pytest.raises(CaseError, match=said.replace("(", r"\(").replace(")", r"\)")):
        api.could_have_called(demo[1].folder, ship, port, start=start, end=end)


def test_a_case_that_was_changed_or_never_built_says_so(
    demo: tuple[Built, ...], tmp_path: Path
) -> None:
    with pytest.raises(CaseError, match="build the case first"):
        api.movements(api.new(tmp_path / "new"))
    case = tmp_path / "case"
    _copy(demo[1].folder, case)
    api.build(case)
    settings = case / "case.toml"
    settings.write_text(settings.read_text("utf-8").replace('"XX-CEDAR", ', ""), "utf-8")
    with pytest.raises(CaseError, match="build the case again"):
        api.could_have_called(case, "Tern Harbour", "Birch")


def test_what_was_not_known_then_is_not_shown(demo: tuple[Built, ...]) -> None:
    assert (
        api.movements(demo[1].folder, at=datetime.fromisoformat("2020-01-01T00:00:00+00:00")) == ()
    )


def test_a_claim_without_a_ship_says_so(demo: tuple[Built, ...]) -> None:
    with pytest.raises(CaseError, match="puts no named ship at a place"):
        api.movements(demo[1].folder, claim="X5")


def _copy(source: Path, target: Path, but: str = "") -> None:
    for file in source.rglob("*"):
        inside = file.relative_to(source)
        if file.is_file() and inside.parts[0] != "out" and file.name != but:
            (target / inside).parent.mkdir(parents=True, exist_ok=True)
            (target / inside).write_bytes(file.read_bytes())


# --- the public record --------------------------------------------------------------------------


def test_without_tracks_ship_claims_are_untouched_and_meet_sightings(
    demo: tuple[Built, ...],
) -> None:
    found = [m for met in api.movements(demo[0].folder) for m in met.meetings]
    assert {m.ship for m in found} == {"Angara", "Maria", "Lady R", "Maia-1"}
    assert {m.answer for m in found} == {"untouched"}
    assert not any(m.firm for m in found)
    at_rajin = [m for m in found if m.port_id == "KPNJN"]
    assert {m.looks for m in at_rajin} == {(49, 109)}
    assert all("49 of 109 looks: a rate, not an absence" in m.sentence for m in at_rajin)
    f03 = [m for m in _met(demo[0].folder, "F03") if m.port_id == "KPNJN"]
    assert all("A stack of about 300 containers" in m.sentence for m in f03)
    f23 = {m.port_id for m in _met(demo[0].folder, "F23")}
    assert f23 == {"KPNJN", "RUVYP", "RU-DUNAI"}


# --- names --------------------------------------------------------------------------------------


def _known(ships: Ships) -> Movements:
    return Movements(PlaceNames(bundled()), ships, None, (), (), Calling())


class _Hull:
    def __init__(self, name: str, imo: str | None = None, mmsi: int | None = None) -> None:
        self.name, self.imo, self.mmsi = name, imo, mmsi


def test_agents_count_where_they_are_ships_and_countries_are_no_places() -> None:
    known = _known(Ships([_Hull("Tern Harbour")], []))
    roles = [
        ("agent", "the cargo ship Tern Harbour"),
        ("agent", "North Korea"),
        ("place", "Rajin"),
        ("destination", "Russia"),
    ]
    (made,) = of_claim(known, claim("c", event="visit", roles=roles))
    assert (made.ship, made.port_id) == ("Tern Harbour", "KPNJN")
    assert list(of_claim(known, claim("c", event="statement", roles=roles))) == []


def test_carriers_without_a_name_are_not_asked_for_and_unknown_places_say_so() -> None:
    known = _known(Ships([], []))
    nobody = [("carrier", "Russian-flagged cargo vessels"), ("place", "Rajin")]
    assert list(of_claim(known, claim("c", roles=nobody))) == []
    (made,) = of_claim(known, claim("c", roles=[("carrier", "Tern"), ("place", "Nowhere Quay")]))
    assert (made.port_id, made.answer) == (None, "untouched")
    assert "no port that is known" in made.sentence


def test_places_that_the_reader_found_decide_among_ports_of_one_name() -> None:
    roles = [("carrier", "Tern"), ("place", "Victoria")]
    known = _known(Ships([], []))
    (open_,) = of_claim(known, claim("c", roles=roles))
    assert open_.port_id is None
    assert "may be one of" in open_.sentence
    place = Place("Victoria", "Victoria", 0, 8, "port", "CMVCC", "cm", None, None, None)
    (read,) = of_claim(known, replace(claim("c", roles=roles), places=(place,)))
    assert read.port_id == "CMVCC"
    (said,) = of_claim(
        known, claim("c", roles=[("carrier", "Tern"), ("place", "Victoria, Canada")])
    )
    assert said.port_id == "CAVIC"


def test_numbers_that_differ_are_said_and_names_that_differ_too() -> None:
    ships = Ships(
        [_Hull("Tern", "9999993"), _Hull("Tern", "9999981", 1)],
        [
            Transmitter(1, (Sent("TERN", 0, 9),), frozenset({"9999981"})),
            Transmitter(2, (Sent("HERON", 0, 9),), frozenset({"9999993"})),
            Transmitter(3, (Sent("GREBE", 0, 9),), frozenset({"9999979"})),
        ],
    )
    named = ships.find("M/V Tern")
    assert [c.mmsi for c in named.candidates] == [1, 2]
    assert all("whether they are one is not decided" in c.doubts[0] for c in named.candidates)
    assert "sends the name HERON" in named.candidates[1].notes[0]
    assert ships.find("IMO 9999979").candidates[0].mmsi == 3
    assert ships.find("000000003").candidates[0].doubts == ()


def test_a_name_that_was_sent_at_another_time_is_a_doubt() -> None:
    sent = (Sent("TERN", 0, 100), Sent("HERON", 200, 300))
    one = Ships([], [Transmitter(1, sent, frozenset())]).find("Tern").candidates[0]
    assert one.doubts_in(Window(50, 60, 50, 60)) == ()
    assert "HERON in that time, not Tern" in one.doubts_in(Window(250, 260, 250, 260))[0]
    assert one.doubts_in(Window(400, 500, 400, 500)) == ()  # nothing was sent then
    known = Ships([_Hull("Tern", "9999993")], [Transmitter(1, sent, frozenset({"9999993"}))])
    assert known.find("Tern").candidates[0].doubts_in(Window(250, 260, 250, 260)) == ()


# --- seas of which the truth is known -----------------------------------------------------------


@cache
def _sea(seed: int) -> tuple[World, pa.Table]:
    made = world(seed, ships=60)
    rows, _ = normalise([made.positions])
    return made, rows


def _movements(made: World, rows: pa.Table, folder: Path) -> Movements:
    statics = fold_statics([made.statics])
    pq.write_table(tracks(rows), folder / "positions.parquet")
    events = detect(rows, ports=made.ports, statics=statics).to_pylist()
    return Movements(
        PlaceNames(made.ports), Ships([], transmitters(statics)),
        folder / "positions.parquet", happenings(events), (), Calling(),
    )  # fmt: skip


def _called(made: World) -> list[tuple[int, str, float, float]]:
    """True calls: of port visits, and of silences with a port."""
    return [
        (t.mmsi, t.port_id, t.start_h, min(t.end_h, 240.0))
        for t in made.true
        if t.port_id is not None
    ]


def _answers(
    known: Movements, made: World, calls: Sequence[tuple[int, str, float, float]]
) -> list[tuple[tuple[int, str, float, float], tuple[Meeting, ...]]]:
    found = []
    for call in calls:
        mmsi, port, begin, end = call
        window = of_moments(START + timedelta(hours=begin), START + timedelta(hours=end))
        asked = Question("", str(mmsi), port, date(2031, 1, 1), date(2031, 1, 11))
        found.append((call, known.answers(asked, made.ports.get(port), window)))
    return found


@pytest.mark.parametrize("seed", [1, 2])
def test_true_calls_are_supported_and_never_contradicted(seed: int, tmp_path: Path) -> None:
    made, rows = _sea(seed)
    found = _answers(_movements(made, rows, tmp_path), made, _called(made))
    assert len(found) > 100
    supported = sum(any(m.answer == "supported" for m in met) for _, met in found)
    assert [call for call, met in found if all(m.answer == "contradicted" for m in met)] == []
    assert supported / len(found) > 0.98


@pytest.mark.parametrize("seed", [1, 2])
def test_true_calls_are_not_contradicted_when_half_of_the_sea_is_lost(
    seed: int, tmp_path: Path
) -> None:
    made, rows = _sea(seed)
    dice = np.random.default_rng(seed)
    hour = (rows["timestamp"].cast("int64").to_numpy() // 3_600_000_000 // 12).astype(np.int64)
    block = hour * 7919 + rows["mmsi"].to_numpy()
    blocks, at = np.unique(block, return_inverse=True)
    lost = rows.filter(pa.array((dice.random(len(blocks)) < 0.5)[at]))
    found = _answers(_movements(made, lost, tmp_path), made, _called(made))
    assert [call for call, met in found if any(m.answer == "contradicted" for m in met)] == []


@pytest.mark.parametrize("seed", [1])
def test_ports_that_a_ship_never_came_near_are_never_firmly_supported(
    seed: int, tmp_path: Path
) -> None:
    made, rows = _sea(seed)
    known = _movements(made, rows, tmp_path)
    been = {(m, p) for m, p, _, _ in _called(made)}
    numbers = sorted({m for m, _ in been})
    calls = [
        (m, p.port_id, 48.0, 96.0)
        for m in numbers
        for p in made.ports.all
        if (m, p.port_id) not in been
    ]
    found = _answers(known, made, calls)
    assert not any(m.firm and m.answer == "supported" for _, met in found for m in met)
    plain = [met for _, met in found if len(met) == 1]
    contradicted = sum(met[0].answer == "contradicted" for met in plain)
    assert contradicted / len(plain) > 0.8


def test_only_the_ships_own_rows_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made, rows = _sea(1)
    known = _movements(made, rows, tmp_path)
    asked: list[Any] = []
    read = pq.read_table

    def watched(*given: Any, **named: Any) -> pa.Table:
        asked.append(named.get("filters"))
        return read(*given, **named)

    monkeypatch.setattr(pq, "read_table", watched)
    mmsi = _called(made)[0][0]
    _answers(known, made, _called(made)[:1] * 2)
    assert asked == [[("mmsi", "=", mmsi)]]


def test_meetings_are_on_the_ledger_once(demo: tuple[Built, ...]) -> None:
    from tidewaiter.ledger.store import Ledger

    with Ledger.open_file(demo[1].folder / "out" / "ledger.sqlite") as ledger:
        kept = ledger.current("meeting")
    assert len(kept) == len({json.dumps(body, sort_keys=True) for body in kept.values()}) == 6
