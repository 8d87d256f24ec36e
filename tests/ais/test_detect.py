"""Laws that all rules keep, and slow oracles beside the kernels."""

from __future__ import annotations

import itertools
import json
from datetime import timedelta
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.ais.seas import T0, lying, sailing, sea

from tidewaiter.ais.detect import Detector, detect
from tidewaiter.ais.merge import RunWriter, pieces
from tidewaiter.ais.normalise import normalise
from tidewaiter.ais.read import read
from tidewaiter.ais.statics import fold_statics
from tidewaiter.geo.ports import Port, Ports, bundled, of
from tidewaiter.geo.sphere import distance_km
from tidewaiter.model.tables import EVENTS
from tidewaiter.simulate import simulate
from tidewaiter.simulate.sea import PORTS
from tidewaiter.simulate.world import world

NO_PORTS = Ports(())
RAJIN = of([Port("KPNJN", "Rajin", "KP", 42.2, 130.3)])
Rows = list[tuple[int, float, float, float]]

tracks = st.lists(
    st.tuples(
        st.sampled_from([273000001, 273000002, 445000003]),
        st.integers(0, 200).map(lambda h: h / 2),
        st.sampled_from([42.0, 42.05, 42.2]),
        st.sampled_from([130.0, 130.05, 130.3]),
    ),
    max_size=25,
    unique_by=lambda r: (r[0], r[1]),
)


def _positions(rows: Rows) -> pa.Table:
    ships: dict[int, list[tuple[float, float, float]]] = {}
    for mmsi, *rest in rows:
        ships.setdefault(mmsi, []).append((rest[0], rest[1], rest[2]))
    return sea(ships)


def _core(events: pa.Table) -> list[tuple[object, ...]]:
    keep = ("kind", "mmsi", "start", "end", "port_id", "other_mmsi", "rule")
    rows = [e for e in events.to_pylist() if "inland" not in e["rule"]]  # land is not shifted
    return [tuple(e[k] for k in keep) for e in rows]


@settings(deadline=None, max_examples=50)
@given(tracks)
def test_gaps_are_those_of_a_slow_plain_search(rows: Rows) -> None:
    table, _ = normalise([_positions(rows)])
    expected = set()
    for mmsi in {r[0] for r in rows}:
        hours = sorted(r[1] for r in rows if r[0] == mmsi)
        expected |= {(mmsi, a) for a, b in itertools.pairwise(hours) if b - a >= 12}
    found = detect(table, ports=NO_PORTS)
    assert found.schema == EVENTS
    gaps = [e for e in found.to_pylist() if e["kind"] == "gap"]
    assert {(e["mmsi"], (e["start"] - T0) / timedelta(hours=1)) for e in gaps} == expected


@settings(deadline=None, max_examples=30)
@given(tracks, st.randoms(), st.integers(0, 25))
def test_order_and_cuts_of_the_input_do_not_matter(rows: Rows, random: object, cut: int) -> None:
    table = _positions(rows)
    whole = detect(normalise([table])[0], ports=RAJIN, watch=("KPNJN",))
    order = list(range(len(rows)))
    random.shuffle(order)  # type: ignore[attr-defined]
    shuffled = table.take(pa.array(order, pa.int64()))
    parts = [shuffled.slice(0, cut), shuffled.slice(cut)]
    assert detect(normalise(parts)[0], ports=RAJIN, watch=("KPNJN",)).equals(whole)


@pytest.mark.parametrize("most_rows", [1, 5_000, 20_000])
def test_pieces_of_any_size_give_the_same_events(tmp_path: Path, most_rows: int) -> None:
    made = world(11, ships=30, days=6)
    said = fold_statics([made.statics])
    whole = detect(normalise([made.positions])[0], ports=made.ports, statics=said)
    runs = []
    for i, start in enumerate(range(0, made.positions.num_rows, 9_000)):
        writer = RunWriter(tmp_path / f"{i}.parquet")
        writer.add(made.positions.slice(start, 9_000))
        writer.close()
        runs.append(writer.file)
    detector = Detector(ports=made.ports, statics=said)
    for piece, _ in pieces(runs, most_rows=most_rows):
        detector.add(piece)
    assert detector.finish().equals(whole)
    assert whole.num_rows > 20


@pytest.mark.parametrize("shift_deg", [360.0, -360.0, 202.0, 170.0])
def test_a_shift_in_longitude_changes_nothing_else(shift_deg: float) -> None:
    made = world(12, ships=30, days=6)
    ordered, _ = normalise([made.positions])
    there = ordered["lon"].to_numpy() + shift_deg
    if abs(shift_deg) < 360:
        there = (there + 180) % 360 - 180
    ports = of(
        Port(p.port_id, p.name, "XX", p.lat_deg, (p.lon_deg + shift_deg + 180) % 360 - 180, 4.0)
        for p in made.ports.all
    )
    moved = ordered.set_column(3, "lon", pa.array(there))
    assert _core(detect(moved, ports=ports)) == _core(detect(ordered, ports=made.ports))


def test_a_shift_by_a_day_changes_the_day_alone() -> None:
    made = world(13, ships=30, days=6)
    ordered, _ = normalise([made.positions])
    day = pa.scalar(timedelta(days=1), pa.duration("us"))
    later = ordered.set_column(
        1, ordered.schema.field(1), pa.compute.add(ordered["timestamp"], day)
    )
    one = detect(ordered, ports=made.ports).to_pylist()
    other = detect(later, ports=made.ports).to_pylist()
    assert [(e["mmsi"], e["kind"], e["start"] + timedelta(days=1), e["details"]) for e in one] == [
        (e["mmsi"], e["kind"], e["start"], e["details"]) for e in other
    ]


def test_a_short_silence_counts_where_it_allows_a_call() -> None:
    table = _positions([(273000001, 0.0, 42.0, 130.6), (273000001, 6.0, 42.0, 130.6)])
    assert detect(table, ports=RAJIN).num_rows == 0
    event = detect(table, ports=RAJIN, watch=("KPNJN",)).to_pylist()[0]
    assert json.loads(event["candidate_ports"])[0]["port_id"] == "KPNJN"
    details = json.loads(event["details"])
    assert details["rows"] == [{"source": "s", "line": 2}, {"source": "s", "line": 3}]
    assert details["reach"]["KPNJN"]["answer"] == "possible"


def test_a_silence_in_the_port_itself_is_no_dark_call() -> None:
    table = _positions([(273000001, 0.0, 42.2, 130.3), (273000001, 6.0, 42.2, 130.3)])
    found = detect(table, ports=RAJIN, watch=("KPNJN",)).to_pylist()
    assert [e["kind"] for e in found] == ["port_visit"]


def test_a_destination_and_the_course_rank_the_candidates() -> None:
    east, west = Port("XXEAS", "East", "XX", 0.0, 2.0), Port("XXWES", "West", "XX", 0.0, -2.0)
    rows = [(0.0, 0.0, 0.0), (26.0, 0.0, 0.0)]
    table = sea({799000001: rows}, sog=10.0)
    heading_east = table.set_column(
        5, table.schema.field(5), pa.array([90.0, 270.0], pa.float32())
    )
    gap = detect(heading_east, ports=of([east, west])).to_pylist()[0]
    assert [c["port_id"] for c in json.loads(gap["candidate_ports"])] == ["XXEAS", "XXWES"]


def test_passing_by_is_no_visit_and_stopping_is() -> None:
    passing = [(273000001, h / 10, 42.2, 130.0 + h * 0.02) for h in range(40)]
    assert detect(_positions(passing), ports=RAJIN).num_rows == 0
    stopping = [
        (273000001, 0.0, 42.2, 130.0),
        *((273000001, 1 + h / 2, 42.2, 130.3) for h in range(10)),
        (273000001, 7.0, 42.2, 131.0),
    ]
    visit = detect(_positions(stopping), ports=RAJIN).to_pylist()[0]
    assert (visit["kind"], visit["port_id"]) == ("port_visit", "KPNJN")
    assert json.loads(visit["details"])["confidence"] == 4


def test_a_gap_inside_a_visit_is_survived_and_names_the_last_port() -> None:
    rows = [
        *((h / 2, 42.2, 130.3) for h in range(8)),
        *((20 + h / 2, 42.2, 130.3) for h in range(8)),
        (26.0, 42.2, 131.0),
        (50.0, 42.2, 132.0),
    ]
    found = detect(sea({273000001: rows}), ports=RAJIN).to_pylist()
    (visit,) = (e for e in found if e["kind"] == "port_visit")
    assert (visit["start"], visit["end"]) == (T0, T0 + timedelta(hours=23.5))
    gaps = [e for e in found if e["kind"] == "gap"]
    assert [json.loads(g["details"])["last_port"] for g in gaps] == ["KPNJN", "KPNJN"]


def test_silence_where_others_are_heard_is_told_from_silence_where_all_fall_silent() -> None:
    others = {799000010 + i: lying(0, 40, 0.05 * i, 0.1) for i in range(4)}
    dark = [*lying(0, 10, 0.0, 0.0), *lying(25, 40, 0.0, 0.0)]
    outage = {
        m: [r for r in rows if not 10 < r[0] < 25]
        for m, rows in {**others, 799000001: dark}.items()
    }

    def said(ships: dict[int, list[tuple[float, float, float]]]) -> set[str]:
        found = detect(normalise([sea(ships)])[0], ports=NO_PORTS)
        gaps = [e for e in found.to_pylist() if e["kind"] == "gap"]
        return {json.loads(g["details"])["heard_by_others"] for g in gaps}

    assert said({**others, 799000001: dark}) == {"heard"}
    assert said(outage) == {"not heard"}
    assert said({799000001: dark}) == {"unknown"}


# encounters where others lose them


def _met(ships: dict[int, list[tuple[float, float, float]]]) -> list[dict[str, object]]:
    found = detect(normalise([sea(ships)])[0], ports=NO_PORTS)
    return [e for e in found.to_pylist() if e["kind"] == "encounter"]


@pytest.mark.parametrize(
    ("lat", "lon"), [(10.0, 20.0), (10.0, 179.999), (69.0, 20.0), (-69.0, -180.0)]
)
@pytest.mark.parametrize("begin", [10.5, 22.5])
def test_a_meeting_of_three_hours_is_found_anywhere_at_any_hour(
    lat: float, lon: float, begin: float
) -> None:
    east = 0.003 / np.cos(np.radians(lat))
    other = (lon + east + 180) % 360 - 180
    end = begin + 2 + 59 / 60
    ships = {
        799000001: [
            *sailing(begin - 3, lat - 0.6, lon, 12, 2.8),
            *lying(begin, end, lat, lon, 1 / 12),
        ],
        799000002: lying(begin, end, lat, float(other), 1 / 12),
    }
    one, two = _met(ships)
    assert (one["mmsi"], one["other_mmsi"], two["mmsi"]) == (799000001, 799000002, 799000002)
    assert one["duration_h"] >= 2.5  # type: ignore[operator]


def test_a_hole_of_an_hour_on_one_side_does_not_break_a_meeting() -> None:
    one, two = lying(0, 3, 0, 0), lying(0, 3, 0, 0.003)
    holed = [r for r in two if not 1 < r[0] < 2]
    assert len(_met({799000001: one, 799000002: holed})) == 2
    gone = [r for r in two if r[0] < 0.5 or r[0] > 2.9]
    assert _met({799000001: one, 799000002: gone}) == []


@pytest.mark.parametrize(
    ("km", "hours", "knots", "expected"),
    [(0.4, 3, 0.5, 2), (0.6, 3, 0.5, 0), (0.4, 1.5, 0.5, 0), (0.4, 3, 3.0, 0)],
)
def test_the_limits_of_an_encounter_hold(
    km: float, hours: float, knots: float, expected: int
) -> None:
    ships = {
        799000001: sailing(0, 0.0, 0.0, knots, hours),
        799000002: sailing(0, 0.0, km / 111.2, knots, hours),
    }
    assert len(_met(ships)) == expected


@settings(deadline=None, max_examples=25)
@given(
    st.lists(
        st.tuples(st.integers(0, 11), st.integers(0, 20), st.integers(0, 20)),
        min_size=2,
        max_size=40,
    )
)
def test_pairs_are_those_of_a_slow_plain_search(cells: list[tuple[int, int, int]]) -> None:
    from tidewaiter.ais.detect.encounters import _pairs
    from tidewaiter.ais.detect.ticks import Ticks

    number = np.array([c[0] for c in cells], dtype=np.int32)
    lat = 68.9 + np.array([c[1] for c in cells]) * 0.002
    lon = np.array([179.98 + c[2] * 0.004 for c in cells])
    lon = (lon + 180) % 360 - 180
    track = np.arange(len(cells), dtype=np.int32)
    ticks = Ticks(
        number, track, lat, lon, np.zeros(len(cells), np.float32), track.astype(np.int64), track
    )
    a, b, _ = _pairs(ticks, track, 0.5)
    slow = {
        (i, j)
        for i, j in itertools.combinations(range(len(cells)), 2)
        if number[i] == number[j] and float(distance_km(lat[i], lon[i], lat[j], lon[j])) <= 0.5
    }
    assert {(int(i), int(j)) for i, j in zip(a, b, strict=True)} == slow


def test_loitering_ends_where_company_begins() -> None:
    alone = lying(0, 30, 0.0, 0.0)
    assert _kinds({799000001: alone}) == ["loitering"]
    visitor = [
        *sailing(0, -2.4, 0.003, 12, 11.9),
        *lying(12, 15, 0.0, 0.003),
        *sailing(15.2, 0.1, 0.003, 12, 15),
    ]
    found = detect(normalise([sea({799000001: alone, 799000002: visitor})])[0], ports=NO_PORTS)
    waits = [e for e in found.to_pylist() if e["kind"] == "loitering"]
    assert [e["mmsi"] for e in waits] == [799000001, 799000001]
    assert all(e["duration_h"] < 16 for e in waits)


def _kinds(ships: dict[int, list[tuple[float, float, float]]]) -> list[str]:
    found = detect(normalise([sea(ships)])[0], ports=NO_PORTS)
    return list(found["kind"].to_pylist())


def test_loitering_in_port_is_none() -> None:
    rows = lying(0, 30, 42.2, 130.35)
    kinds = detect(sea({799000001: rows}), ports=RAJIN)["kind"].to_pylist()
    assert "loitering" not in kinds


def test_the_exercise_sea_is_found_as_it_truly_was(tmp_path: Path) -> None:
    for seed in range(5):
        made = simulate(seed)
        made.write(tmp_path)
        batches = list(read(tmp_path / "positions/exercise.csv", name="p", source="s"))
        ports = of([Port(i, n, "XX", *place, radius_km=4) for i, n, place in PORTS])
        watch = tuple(i for i, _, _ in PORTS)
        rows, _ = normalise([b.positions for b in batches])
        found = detect(rows, ports=ports, watch=watch).to_pylist()
        for silence in made.silences:
            gap = next(e for e in found if e["kind"] == "gap" and e["mmsi"] == silence.mmsi)
            assert abs(gap["start"] - silence.start) <= timedelta(minutes=10)
            assert abs(gap["end"] - silence.end) <= timedelta(minutes=10)
            candidates = [c["port_id"] for c in json.loads(gap["candidate_ports"])]
            assert candidates[:1] == ([] if silence.port_id is None else [silence.port_id])
        dark = {(s.mmsi, s.port_id) for s in made.silences}
        heard = {
            (m, c.port_id, c.arrived.date())
            for m, calls in made.calls.items()
            for c in calls
            if (m, c.port_id) not in dark
        }
        visits = {
            (e["mmsi"], e["port_id"], e["start"].date())
            for e in found
            if e["kind"] == "port_visit"
        }
        assert visits == heard


def test_one_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a", "b"):
        simulate(7).write(tmp_path / name)
    assert (tmp_path / "a/positions/exercise.csv").read_bytes() == (
        tmp_path / "b/positions/exercise.csv"
    ).read_bytes()


def test_the_real_file_gives_its_known_events(shared: Path) -> None:
    file = shared / "data/ais/marinecadastre-2022-01-03.csv.gz"
    batches = list(read(file, name="m", source="s"))
    rows, _ = normalise([b.positions for b in batches])
    found = detect(rows, ports=bundled(), statics=fold_statics([b.statics for b in batches]))
    kinds, counts = np.unique(found["rule"].to_numpy(zero_copy_only=False), return_counts=True)
    assert dict(zip(kinds.tolist(), counts.tolist(), strict=True)) == {
        "gap/2": 316,
        "port_visit/2": 58,
        "spoofing-jump/1": 1,
    }
