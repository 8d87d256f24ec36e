"""Each kernel beside the slow and plain way to the same answer."""

from __future__ import annotations

import math
from datetime import timedelta

import numpy as np
import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.ais.seas import T0, sea

from tidewaiter.ais.detect.candidates import MOST, rank, unit_vectors
from tidewaiter.ais.detect.fleet import Fleet, fleet
from tidewaiter.ais.detect.hearing import HEARD, NOT_HEARD, UNKNOWN, Hearing, Silences
from tidewaiter.ais.detect.legs import known_speeds
from tidewaiter.ais.detect.settings import Visit
from tidewaiter.ais.detect.ticks import MOST_KN, TICK_US, AllTicks
from tidewaiter.ais.detect.visits import visits
from tidewaiter.ais.normalise import normalise
from tidewaiter.ais.tracks import tracks
from tidewaiter.geo.port_grid import nearest_port, port_grid
from tidewaiter.geo.ports import Port, bundled, of
from tidewaiter.geo.sphere import KM_PER_NM, ahead, bearing_deg, distance_km

SHIP = 799000001
Walk = list[tuple[float, float, float]]
PORTS = of(
    [
        Port("XXAAA", "A", "XX", 10.0, -30.0),
        Port("XXBBB", "B", "XX", 10.0213, -30.0, 2.0),  # no step of a walk is as near to A
        Port("XXCCC", "C", "XX", 10.2, -30.0),
    ]
)

#: Steps of a ship that wanders about the ports: hours, and thousandths of a degree.
walks = st.lists(
    st.tuples(
        st.sampled_from([0.1, 0.5, 1.0, 3.0, 6.0]), st.integers(-30, 30), st.integers(-15, 15)
    ),
    min_size=2,
    max_size=30,
)


def _walk(steps: list[tuple[float, int, int]], lon: float = -30.0) -> Walk:
    rows, hours, lat = [], 0.0, 10.0
    for more, north, east in steps:
        hours += more
        lat += north / 1000
        lon += east / 1000
        rows.append((round(hours, 3), lat, lon))
    return rows


def _fleet(ships: dict[int, Walk], sog: float | None = None) -> Fleet:
    table, _ = normalise([sea(ships, sog=sog)])
    return fleet(tracks(table))


@settings(deadline=None, max_examples=60)
@given(walks)
def test_visits_are_those_of_a_plain_walk(steps: list[tuple[float, int, int]]) -> None:
    rows = _walk(steps)
    given_ = Visit(least_confidence=1)
    found = visits(
        _fleet({SHIP: rows}, sog=0.1),
        ports=PORTS,
        grid=port_grid(PORTS, within_km=10),
        settings=given_,
    )
    slow, port, first = [], -1, 0
    for i in range(len(rows) + 1):
        out = i == len(rows)
        if port >= 0:
            p = PORTS.all[port]
            out = (
                out or float(distance_km(*rows[i][1:], p.lat_deg, p.lon_deg)) > p.radius_km * 4 / 3
            )
            if out:
                slow.append((first, i - 1, port))
                port = -1
        if port < 0 and i < len(rows):
            km = [float(distance_km(*rows[i][1:], p.lat_deg, p.lon_deg)) for p in PORTS.all]
            near = int(np.argmin(km))
            if km[near] <= PORTS.all[near].radius_km:
                port, first = near, i
    assert list(zip(found.first, found.last, found.port, strict=True)) == slow


@settings(deadline=None, max_examples=60)
@given(st.floats(-89.9, 89.9), st.floats(-400, 400))
def test_the_nearest_port_is_that_of_a_plain_search(lat: float, lon: float) -> None:
    ports = bundled()
    number, km = nearest_port(port_grid(ports, within_km=50), lat, lon)
    away = distance_km(lat, lon, ports.lat_deg, ports.lon_deg)
    if away.min() < 50:
        assert km == float(away.min()) or math.isclose(km, float(away.min()), abs_tol=1e-6)
        assert away[number] <= away.min() + 1e-6
    elif number >= 0:
        assert km >= 50


def test_known_speeds_are_the_percentile_of_plain_legs() -> None:
    dice = np.random.default_rng(3)
    for knots in (5.0, 12.0, 19.0, 33.0):
        speeds = dice.uniform(knots - 2, knots + 2, 200)
        hours = np.cumsum(np.full(200, 0.25))
        lat = -20 + np.cumsum(speeds) * 0.25 / 60
        ships = _fleet(
            {SHIP: [(float(h), float(y), -30.0) for h, y in zip(hours, lat, strict=True)]}
        )
        (speed,), (legs,) = known_speeds(
            ships.stamps, ships.leg_km, ships.starts, np.zeros(1, dtype=np.int64)
        )
        plain = distance_km(lat[:-1], -30.0, lat[1:], -30.0) / KM_PER_NM / 0.25
        expected = float(np.clip(np.percentile(plain, 95), 8, 25))
        assert legs == 199
        assert abs(speed - expected) <= 0.15


@settings(deadline=None, max_examples=40)
@given(walks, st.sampled_from([-30.0, 179.99]))
def test_slow_steps_are_those_of_plain_interpolation(
    steps: list[tuple[float, int, int]], lon: float
) -> None:
    rows = _walk(steps, lon)
    wrapped = [(h, y, (x + 180) % 360 - 180) for h, y, x in rows]
    gathered = AllTicks()
    gathered.add(
        _fleet({SHIP: wrapped}),
        grid=port_grid(of([]), within_km=10),
        bridge_h=2.0,
        from_port_km=10.0,
    )
    made = gathered.all()
    hour0 = T0.timestamp() / 3600
    at = np.array([hour0 + r[0] for r in rows])
    lat, east = np.array([r[1] for r in rows]), np.array([r[2] for r in rows])
    for number, y, x in zip(made.number, made.lat_deg, made.lon_deg, strict=True):
        hour = int(number) * TICK_US / 3.6e9
        assert math.isclose(np.interp(hour, at, lat), y, abs_tol=1e-6)
        turn = (np.interp(hour, at, east) - x + 180) % 360 - 180
        assert abs(turn) < 1e-6
        after = np.searchsorted(at, hour, side="right")
        assert after == len(at) or at[after] - at[after - 1] <= 2.0 + 1e-6 or hour in at
    assert (made.speed_kn < MOST_KN).all()
    assert (np.diff(made.number) > 0).all()


@settings(deadline=None, max_examples=30)
@given(
    st.tuples(st.floats(-60, 60), st.floats(-180, 180)),
    st.tuples(st.floats(-3, 3), st.floats(-3, 3)),
    st.floats(5, 72),
    st.one_of(st.just(math.nan), st.floats(0, 359)),
    st.integers(-1, 3924),
)
def test_candidates_are_those_of_a_plain_ranking(
    here: tuple[float, float], by: tuple[float, float], hours: float, course: float, declared: int
) -> None:
    ports = bundled()
    there = (here[0] + by[0], (here[1] + by[1] + 180) % 360 - 180)
    speed = 14.0 * KM_PER_NM
    best, said = rank(
        np.array([[*here, course]]), np.array([[*there, math.nan]]), np.array([hours]),
        np.array([speed]), 2.0, ports.lat_deg, ports.lon_deg, ports.radius_km,
        unit_vectors(ports.lat_deg, ports.lon_deg), np.array([declared]),
        np.zeros(len(ports), dtype=bool),
    )  # fmt: skip
    to = distance_km(*here, ports.lat_deg, ports.lon_deg)
    back = distance_km(*there, ports.lat_deg, ports.lon_deg)
    way = np.maximum(0, to - ports.radius_km) + np.maximum(0, back - ports.radius_km)
    slack = hours - 2.0 - way / speed
    score = np.full(len(ports), -1.0)
    for p in np.flatnonzero(
        (slack >= 1e-9) & ~((to <= ports.radius_km) & (back <= ports.radius_km))
    ):
        value = 0.5 / (1 + slack[p] / 24)
        port = ports.all[p]
        if math.isnan(course) or to[p] < 2 * port.radius_km:
            value *= 0.5
        else:
            off = math.radians(course - bearing_deg(*here, port.lat_deg, port.lon_deg))
            value *= ((1 + math.cos(off)) / 2) ** 2
        score[p] = 1 - (1 - value) * 0.3 if p == declared else value
    expected = np.sort(score[score >= 0])[::-1][:MOST]
    got = said[0, best[0] >= 0, 2]
    assert np.allclose(got, expected[: len(got)], atol=1e-6)
    assert len(got) == len(expected)


def _judged(others: dict[int, Walk], gap: tuple[float, float]) -> int:
    """The verdict by plain sets: one ship lies still, the others where they are."""
    cells: dict[int, set[int]] = {}
    for mmsi, rows in others.items():
        for hours, lat, lon in rows:
            if abs(math.floor(lat * 2) - 20) <= 1 and abs(math.floor(lon * 2) + 60) <= 1:
                cells.setdefault(math.floor(hours), set()).add(mmsi)
    hour = math.floor(gap[0])
    before = cells.get(hour - 1, set()) | cells.get(hour, set())
    after = set().union(*(cells.get(hour + h, set()) for h in (1, 2, 3)))
    looked = min(6, max(1, int(gap[1] - gap[0])))
    heard = sum(1 for h in range(1, looked + 1) if cells.get(hour + h))
    stayed = len(before & after)
    enough = 2 * heard >= looked
    if not before and not enough:
        return UNKNOWN
    return (
        HEARD
        if enough and (not before or (stayed > 0 and 4 * stayed >= len(before)))
        else NOT_HEARD
    )


@settings(deadline=None, max_examples=60)
@given(
    st.lists(
        st.tuples(st.integers(0, 40), st.integers(1, 40), st.sampled_from([10.1, 10.6, 12.0])),
        max_size=6,
    )
)
def test_the_verdict_on_reception_is_that_of_plain_sets(
    spells: list[tuple[int, int, float]],
) -> None:
    others = {
        799000010 + i: [(begin + h / 2 + 0.1, lat, -29.9) for h in range(2 * long)]
        for i, (begin, long, lat) in enumerate(spells)
    }
    begun, ended = 12.5, 30.25
    stamps = [int((T0 + timedelta(hours=h)).timestamp() * 1e6) for h in (begun, ended)]
    hearing = Hearing()
    if others:
        hearing.add(_fleet(others))
    silences = Silences(
        np.array([SHIP], np.int32), np.array([stamps[0]]), np.array([stamps[1]]),
        np.array([[10.2, -29.9, math.nan]]), np.array([[10.2, -29.9, math.nan]]), np.array([0.0]),
    )  # fmt: skip
    assert int(hearing.verdict(silences).code[0]) == _judged(others, (begun, ended))


@settings(deadline=None, max_examples=50)
@given(
    st.lists(
        st.tuples(
            st.integers(1, 5), st.integers(0, 6), st.sampled_from([1.0, 2.0]), st.integers(0, 9)
        ),
        max_size=40,
    )
)
def test_positions_are_sorted_and_folded_as_plain_python_does(
    rows: list[tuple[int, int, float, int]],
) -> None:
    made = [(m, h, lat, float(lon)) for m, h, lat, lon in rows]
    ships: dict[int, Walk] = {}
    for mmsi, hours, lat, lon in made:
        ships.setdefault(mmsi, []).append((hours, lat, lon))
    table, stats = normalise([sea(ships)]) if ships else normalise([])
    expected = sorted(set(made))
    got = [
        (r["mmsi"], (r["timestamp"] - T0) / timedelta(hours=1), r["lat"], r["lon"])
        for r in table.to_pylist()
    ]
    assert got == expected
    assert (stats.rows_in, stats.folded) == (len(made), len(made) - len(expected))
    assert isinstance(table, pa.Table)


@settings(deadline=None, max_examples=60)
@given(st.floats(-85, 85), st.floats(-180, 180), st.floats(0, 360), st.floats(0.1, 2000))
def test_the_point_ahead_lies_as_far_and_in_that_direction(
    lat: float, lon: float, course: float, km: float
) -> None:
    there = ahead(lat, lon, course, km)
    assert math.isclose(float(distance_km(lat, lon, *there)), km, rel_tol=1e-6)
    off = (bearing_deg(lat, lon, *there) - course + 180) % 360 - 180
    assert abs(off) < 1e-3
