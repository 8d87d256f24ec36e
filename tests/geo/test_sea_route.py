"""Ways at sea: upper bounds that are real lines over water."""

from __future__ import annotations

import heapq
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tidewaiter.geo.mask import mask, surface
from tidewaiter.geo.passages import Passage, passages
from tidewaiter.geo.sea_route import clear, field_from, length_km, route
from tidewaiter.geo.search import leg_km, search
from tidewaiter.geo.sphere import KM_PER_NM, distance_km

PLACES = {
    "Rajin": (42.233, 130.300), "Vostochny": (42.733, 133.050), "Dunai": (42.880, 132.338),
    "Primorsk": (60.33, 28.70), "Rotterdam": (51.95, 4.05), "Busan": (35.10, 129.05),
    "Vladivostok": (43.10, 131.90), "Shanghai": (31.20, 122.00), "Wonsan": (39.17, 127.45),
    "Nampo": (38.72, 125.40), "Suva": (-18.13, 178.42), "Apia": (-13.83, -171.76),
    "Anadyr": (64.73, 177.50), "Nome": (64.50, -165.40), "Murmansk": (68.97, 33.05),
    "Tromso": (69.65, 18.96), "Port Said": (31.27, 32.31), "Suez": (29.90, 32.55),
    "Istanbul": (41.00, 28.95), "Odessa": (46.48, 30.75), "Niigata": (37.95, 139.05),
    "Osaka": (34.65, 135.40),
}  # fmt: skip

#: Nautical miles: what tables of distances and the peer give, and how far from it we may be.
GOLD = [
    ("Rajin", "Vostochny", 125, 0.06),  # the great circle; the headland and the bay are more
    ("Rajin", "Dunai", 98, 0.12),
    ("Primorsk", "Rotterdam", 1035, 0.04),  # by Kiel
    ("Busan", "Vladivostok", 505, 0.03),
    ("Vladivostok", "Shanghai", 945, 0.04),
    ("Wonsan", "Nampo", 800, 0.06),  # round Korea; 99 on the great circle
    ("Suva", "Apia", 630, 0.03),
    ("Anadyr", "Nome", 448, 0.03),
    ("Murmansk", "Tromso", 410, 0.05),
    ("Port Said", "Suez", 90, 0.08),
    ("Istanbul", "Odessa", 345, 0.03),
    ("Niigata", "Osaka", 735, 0.05),
]


@pytest.mark.parametrize(("a", "b", "nm", "share"), GOLD)
def test_distances_are_those_of_the_tables(a: str, b: str, nm: float, share: float) -> None:
    way = route(PLACES[a], PLACES[b])
    assert way is not None
    assert length_km(way) / KM_PER_NM == pytest.approx(nm, rel=share)


@pytest.mark.parametrize(("a", "b"), [gold[:2] for gold in GOLD])
def test_a_route_keeps_to_the_water(a: str, b: str) -> None:
    way = route(PLACES[a], PLACES[b])
    assert way is not None
    assert way[0] == PLACES[a]
    lat, lon = np.array(way).T
    assert np.hypot(lat[-1] - PLACES[b][0], (lon[-1] - PLACES[b][1]) % 360 % 360) < 1e-6
    assert (np.abs(np.diff(lon)) < 90).all()
    share = (np.arange(997) + 0.37) / 997  # off the corners of cells
    lat, lon = ((v[:-1, None] + share * np.diff(v)[:, None]).ravel() for v in (lat, lon))
    # Points ashore are those between a quay and open water, at the ends alone.
    quay = np.minimum(distance_km(lat, lon, *PLACES[a]), distance_km(lat, lon, *PLACES[b]))
    assert (quay[surface(lat, lon) != 0] < 20).all()


@pytest.mark.parametrize(("a", "b"), [gold[:2] for gold in GOLD])
def test_both_ways_are_nearly_equal(a: str, b: str) -> None:
    there, back = route(PLACES[a], PLACES[b]), route(PLACES[b], PLACES[a])
    assert there is not None
    assert back is not None
    assert length_km(there) == pytest.approx(length_km(back), rel=0.03)


def test_without_canals_the_ship_goes_round_jutland() -> None:
    way = route(PLACES["Primorsk"], PLACES["Rotterdam"], canals=False)
    assert way is not None
    assert 1180 < length_km(way) / KM_PER_NM < 1300
    assert max(lat for lat, lon in way if lon < 11) > 57.4


@pytest.mark.parametrize("passage", passages(), ids=lambda p: p.name)
def test_each_passage_opens_a_way(passage: Passage) -> None:
    points = passage.points
    line = length_km([(float(lat), float(lon)) for lat, lon in points])
    found = field_from(*points[0], reach_km=640).distance_km(*points[-1])
    assert float(found) < line * 1.2 + 10


sea = st.tuples(st.floats(36, 44), st.floats(128, 140))


@settings(deadline=None, max_examples=60)
@given(sea, st.integers(-1, 1))
def test_no_way_is_shorter_than_the_great_circle_and_turns_do_not_matter(
    place: tuple[float, float], turns: int
) -> None:
    port = PLACES["Rajin"]
    field = field_from(*port, reach_km=1200)
    way = float(field.distance_km(*place))
    assert way >= float(distance_km(*port, *place))
    turned = field_from(port[0], port[1] - 360, reach_km=1200)
    other = float(turned.distance_km(place[0], place[1] + 360 * turns))
    assert other == pytest.approx(way, rel=1e-3, abs=1) or math.isinf(way)


@settings(deadline=None, max_examples=60)
@given(sea, sea)
def test_a_clear_hop_makes_no_way_much_longer(
    a: tuple[float, float], b: tuple[float, float]
) -> None:
    field = field_from(*PLACES["Rajin"], reach_km=1200)
    if bool(clear(*a, *b)) and (surface(*np.array([a, b]).T) == 0).all():
        to_a, to_b = float(field.distance_km(*a)), float(field.distance_km(*b))
        if math.isfinite(to_a):
            assert to_b <= (to_a + float(distance_km(*a, *b))) * 1.03 + 20


@settings(deadline=None, max_examples=60)
@given(sea)
def test_where_the_line_is_clear_the_way_is_nearly_the_line(place: tuple[float, float]) -> None:
    start = (42.0, 131.0)
    if bool(clear(*start, *place)) and int(surface(*place)) == 0:
        direct = float(distance_km(*start, *place))
        way = float(field_from(*start, reach_km=1200).distance_km(*place))
        assert way <= direct * 1.01 + 8


def test_fields_take_arrays_and_nothing() -> None:
    field = field_from(*PLACES["Rajin"], reach_km=400)
    found = field.distance_km(
        np.array([[42.0, np.nan], [0.0, 42.7]]), np.array([[131.0, 1], [0, 133]])
    )
    assert found.shape == (2, 2)
    assert np.isfinite(found).tolist() == [[True, False], [False, True]]


def test_the_caspian_has_no_way_out() -> None:
    assert route((42.0, 50.5), (43.0, 34.0)) is None
    assert np.isinf(field_from(42.0, 50.5, reach_km=2000).distance_km(43.0, 34.0))


def test_clear_is_the_same_both_ways_and_over_the_antimeridian() -> None:
    assert clear([10.0, 10.0], [179.0, -179.0], [12.0, 12.0], [-179.0, 179.0]).tolist() == [
        True,
        True,
    ]
    assert not clear(-16.6, 178.0, -16.6, 181.0)  # through Vanua Levu
    assert not clear(np.nan, 0.0, 0.0, 0.0)
    assert clear(0.0, -20.0, 0.0, -20.0)


MAP = (
    "..........",
    ".####.###.",
    ".#......#.",
    ".#.####.#.",
    ".#.#..#.#.",
    ".#...##.#.",
    ".#####..#.",
    "......#.#.",
    ".####...#.",
    "..........",
)


def test_the_kernel_without_shortcuts_is_plain_dijkstra() -> None:
    value = np.array([[2 if c == "#" else 0 for c in row] for row in MAP], dtype=np.int8)
    n = len(MAP)
    rows, columns = np.divmod(np.arange(n * n), n)
    free = value.ravel() == 0
    xs, ys = (np.where(free, v, -1).astype(np.int32) for v in (columns, rows))
    box = np.array([0, 90 * 60, 1, 1])
    seeds = np.full(n * n, np.inf)
    seeds[0] = 0.0
    none, no_km = np.empty((0, 2), np.int64), np.empty(0)
    grid = (mask().store, True, value, box, xs, ys, seeds, none, no_km)
    plain, _ = search(*grid, False)
    slow = _dijkstra(value)
    assert plain == pytest.approx(slow.ravel())
    any_angle, _ = search(*grid, True)
    assert (any_angle <= plain + 1e-9).all()
    assert (np.isinf(any_angle) == np.isinf(plain)).all()


def _dijkstra(
    value: np.ndarray[tuple[int, ...], np.dtype[np.int8]],
) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    km = np.full(value.shape, np.inf)
    heap = [(0.0, 0, 0)]
    while heap:
        so_far, r, c = heapq.heappop(heap)
        if so_far >= km[r, c]:
            continue
        km[r, c] = so_far
        for dr in (-1, 0, 1):
            for dc in (-1, 0, 1):
                y, x = r + dr, c + dc
                if not (0 <= y < len(value) and 0 <= x < len(value)):
                    continue
                if value[y, x] == 0 and value[r, x] == 0 and value[y, c] == 0:
                    leg = leg_km(c + 0.5, 5400.5 + r, x + 0.5, 5400.5 + y)
                    heapq.heappush(heap, (so_far + leg, y, x))
    return km


@pytest.mark.parametrize(
    ("a", "b"), [("Busan", "Vladivostok"), ("Vladivostok", "Shanghai"), ("Niigata", "Osaka")]
)
def test_the_peer_agrees_within_a_tenth(a: str, b: str) -> None:
    searoute = pytest.importorskip("searoute", reason="peer of the benchmarks: make bench")
    way = route(PLACES[a], PLACES[b])
    assert way is not None
    peer = searoute.searoute(PLACES[a][::-1], PLACES[b][::-1], units="naut")
    assert length_km(way) / KM_PER_NM == pytest.approx(peer["properties"]["length"], rel=0.1)
