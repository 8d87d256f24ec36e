from __future__ import annotations

import itertools
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from tidewaiter.ais.detect import detect
from tidewaiter.ais.normalise import normalise
from tidewaiter.ais.read import read
from tidewaiter.geo.ports import Port, Ports, of
from tidewaiter.model.tables import EVENTS, POSITIONS
from tidewaiter.simulate import simulate
from tidewaiter.simulate.sea import PORTS

NO_PORTS = Ports(())
T0 = datetime(2024, 1, 1, tzinfo=UTC)


def _positions(rows: list[tuple[int, float, float, float]]) -> pa.Table:
    """Rows of MMSI, hours, latitude, longitude."""
    made = [
        {
            "mmsi": mmsi, "timestamp": T0 + timedelta(hours=hours), "lat": lat, "lon": lon,
            "source": "s", "line": line,
        }
        for line, (mmsi, hours, lat, lon) in enumerate(rows, start=2)
    ]  # fmt: skip
    return pa.Table.from_pylist(
        [{**dict.fromkeys(POSITIONS.names), **r} for r in made], schema=POSITIONS
    )


tracks = st.lists(
    st.tuples(
        st.sampled_from([273000001, 273000002, 445000003]),
        st.integers(0, 200).map(lambda h: h / 2),
        st.sampled_from([42.0, 42.2, 42.5]),
        st.sampled_from([130.0, 130.3, 131.0]),
    ),
    max_size=25,
    unique_by=lambda r: (r[0], r[1]),
)
RAJIN = of([Port("KPNJN", "Rajin", "KP", 42.2, 130.3)])


@settings(deadline=None, max_examples=50)
@given(tracks)
def test_gaps_are_those_of_a_slow_plain_search(
    rows: list[tuple[int, float, float, float]],
) -> None:
    table, _ = normalise([_positions(rows)])
    expected = set()
    for mmsi in {r[0] for r in rows}:
        hours = sorted(r[1] for r in rows if r[0] == mmsi)
        expected |= {(mmsi, a) for a, b in itertools.pairwise(hours) if b - a >= 12}
    found = detect(table, ports=NO_PORTS)
    assert found.schema == EVENTS
    starts = [(e["start"] - T0) / timedelta(hours=1) for e in found.to_pylist()]
    assert set(zip(found["mmsi"].to_pylist(), starts, strict=True)) == expected


@settings(deadline=None, max_examples=30)
@given(tracks, st.randoms(), st.integers(0, 25))
def test_order_and_cuts_of_the_input_do_not_matter(
    rows: list[tuple[int, float, float, float]], random: object, cut: int
) -> None:
    table = _positions(rows)
    whole = detect(normalise([table])[0], ports=RAJIN, watch=("KPNJN",))
    order = list(range(len(rows)))
    random.shuffle(order)  # type: ignore[attr-defined]
    shuffled = table.take(pa.array(order, pa.int64()))
    parts = [shuffled.slice(0, cut), shuffled.slice(cut)]
    assert detect(normalise(parts)[0], ports=RAJIN, watch=("KPNJN",)).equals(whole)


@settings(deadline=None, max_examples=30)
@given(tracks)
def test_a_shift_across_the_antimeridian_changes_nothing_else(
    rows: list[tuple[int, float, float, float]],
) -> None:
    def moved(by: float) -> list[tuple[object, ...]]:
        def there(lon: float) -> float:
            return (lon + by + 180) % 360 - 180

        ports = of([Port("P", "P", "XX", 42.2, there(130.3))])
        table, _ = normalise([_positions([(m, h, lat, there(lon)) for m, h, lat, lon in rows])])
        found = detect(table, ports=ports, watch=("P",)).to_pylist()
        return [(e["kind"], e["mmsi"], e["start"], e["end"], e["port_id"]) for e in found]

    assert moved(0) == moved(49.5)


def test_a_short_silence_counts_where_it_allows_a_call() -> None:
    sea = [(273000001, 0.0, 42.0, 130.6), (273000001, 6.0, 42.0, 130.6)]
    table = _positions(sea)
    assert detect(table, ports=RAJIN).num_rows == 0
    event = detect(table, ports=RAJIN, watch=("KPNJN",)).to_pylist()[0]
    assert json.loads(event["candidate_ports"])[0]["port_id"] == "KPNJN"
    assert json.loads(event["details"])["rows"] == [
        {"source": "s", "line": 2},
        {"source": "s", "line": 3},
    ]


def test_a_silence_in_the_port_itself_is_no_dark_call() -> None:
    table = _positions([(273000001, 0.0, 42.2, 130.3), (273000001, 6.0, 42.2, 130.3)])
    found = detect(table, ports=RAJIN, watch=("KPNJN",)).to_pylist()
    assert [e["kind"] for e in found] == ["port_visit"]


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


def test_the_simulated_sea_is_found_as_it_truly_was(tmp_path: Path) -> None:
    for seed in range(5):
        sea = simulate(seed)
        sea.write(tmp_path)
        tables = [g for g, _ in read(tmp_path / "positions/exercise.csv", name="p", source="s")]
        ports = of([Port(i, n, "XX", *place, radius_km=4) for i, n, place in PORTS])
        watch = tuple(i for i, _, _ in PORTS)
        found = detect(normalise(tables)[0], ports=ports, watch=watch).to_pylist()
        for silence in sea.silences:
            gap = next(e for e in found if e["kind"] == "gap" and e["mmsi"] == silence.mmsi)
            assert abs(gap["start"] - silence.start) <= timedelta(minutes=10)
            assert abs(gap["end"] - silence.end) <= timedelta(minutes=10)
            candidates = [c["port_id"] for c in json.loads(gap["candidate_ports"])]
            assert candidates[:1] == ([] if silence.port_id is None else [silence.port_id])
        dark = {(s.mmsi, s.port_id) for s in sea.silences}
        heard = {
            (m, c.port_id, c.arrived.date())
            for m, calls in sea.calls.items()
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
    from tidewaiter.geo.ports import bundled

    file = shared / "data/ais/marinecadastre-2022-01-03.csv.gz"
    tables = [good for good, _ in read(file, name="m", source="s")]
    found = detect(normalise(tables)[0], ports=bundled())
    kinds, counts = np.unique(found["kind"].to_numpy(zero_copy_only=False), return_counts=True)
    assert dict(zip(kinds.tolist(), counts.tolist(), strict=True)) == {
        "gap": 323,
        "port_visit": 58,
    }
