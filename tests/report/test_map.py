"""Laws of the map, on the two widths at which it is drawn."""

from __future__ import annotations

import math
import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.builders import claim, sighting
from tests.report.test_charts import SVG, case, check, words_of

from tidewaiter.geo.sphere import KM_PER_NM, distance_km
from tidewaiter.model.claims import Event, Place, Role
from tidewaiter.model.dossier import Dossier, EventRow, Exhibit, PlaceMark, TrackLine
from tidewaiter.model.evidence import Locator
from tidewaiter.report.chart.layout import NARROW, WIDE, overlaps
from tidewaiter.report.chart.map import map_rows, map_svg
from tidewaiter.report.chart.map_frame import Frame, frame_of, unrolled
from tidewaiter.report.chart.plane import cross, cut, runs

NOON = datetime(2024, 1, 1, 12, tzinfo=UTC)
WIDTHS = (WIDE, NARROW)
both = pytest.mark.parametrize("width", WIDTHS)
Spot = tuple[float, float]

lats, lons = st.floats(-80, 80), st.floats(-180, 180)
spots = st.lists(st.tuples(lats, lons), max_size=12)
# Steps of a ship: no longer than a third of the way round.
steps = st.lists(st.tuples(st.floats(-9, 9), st.floats(-100, 100)), min_size=1, max_size=12)


def made(
    ports: list[Spot] | None = None,
    looks: list[Spot] | None = None,
    ways: list[tuple[list[Spot], bool]] | None = None,
    name: str = "Harbour",
    role: str = "watched",
) -> Dossier:
    seen = [
        replace(sighting(name, NOON + timedelta(days=i), seen=i % 3 > 0), lat_deg=lat, lon_deg=lon)
        for i, (lat, lon) in enumerate(looks or [])
    ]
    exhibits = [
        Exhibit(f"E{i + 1}", s.sighting_id, "sighting", "", "", "", "", "S1", Locator("s", "rows", 1, 1), None, None, None)
        for i, s in enumerate(seen)
    ]  # fmt: skip
    tracks = tuple(
        TrackLine(1, f"SHIP {i}", tuple(points), heard, None if heard else f"E{900 + i}")
        for i, (points, heard) in enumerate(ways or [])
    )
    places = tuple(
        PlaceMark(f"P{i}", f"{name} {i}", lat, lon, 8.0, role)
        for i, (lat, lon) in enumerate(ports or [])
    )
    return replace(case(0), sightings=tuple(seen), exhibits=tuple(exhibits), tracks=tracks, places=places)  # fmt: skip


def crowd(count: int, km: float) -> list[Spot]:
    """Spots within some kilometres, on a sunflower."""
    turn = [(math.sqrt((i + 0.5) / count) * km / 111, i * 2.39996) for i in range(count)]
    return [(35 + r * math.sin(a), 129 + r * math.cos(a) / 0.82) for r, a in turn]


def way_of(start: Spot, moves: list[Spot]) -> list[Spot]:
    found = [start]
    for dlat, dlon in moves:
        lat = min(max(found[-1][0] + dlat, -80.0), 80.0)
        found.append((lat, (found[-1][1] + dlon + 180) % 360 - 180))
    return found


def paths(svg: str, of: str) -> list[list[Spot]]:
    found = []
    for e in ET.fromstring(svg).iter(f"{SVG}path"):
        if e.get("class") == of:
            numbers = [float(v) for v in re.findall(r"-?\d+\.\d", e.get("d", ""))]
            found.append(list(zip(numbers[::2], numbers[1::2], strict=True)))
    return found


def leaders(svg: str) -> list[tuple[Spot, Spot]]:
    return [
        ((float(e.get("x1", "")), float(e.get("y1", ""))), (float(e.get("x2", "")), float(e.get("y2", ""))))
        for e in ET.fromstring(svg).iter(f"{SVG}line") if e.get("class") == "leader"
    ]  # fmt: skip


def frame(dossier: Dossier, width: float = WIDE) -> Frame:
    ways: list[list[Spot]] = [list(t.points) for t in dossier.tracks]
    ways += [[(p.lat_deg, p.lon_deg)] for p in dossier.places]
    found = frame_of([*ways, *([(s.lat_deg, s.lon_deg)] for s in dossier.sightings)], width)
    assert found is not None
    return found


def shown(svg: str) -> str:
    return " ".join(t.text or "" for t in ET.fromstring(svg).iter(f"{SVG}text"))


@both
@settings(deadline=None, max_examples=8)
@given(spots, spots, st.tuples(lats, lons), steps)
def test_all_that_is_drawn_lies_in_the_frame_wherever_it_is(
    width: float, ports: list[Spot], looks: list[Spot], start: Spot, moves: list[Spot]
) -> None:
    track = way_of(start, moves)
    dossier = made(ports, looks, [(track, True), (track[-2:], False)])
    svg = map_svg(dossier, width) or ""
    check(svg)
    box = frame(dossier, width)
    for of in ("heard", "silent"):
        for x, y in (p for path in paths(svg, of) for p in path):
            assert -0.06 <= x <= width + 0.06
            assert -0.06 <= y <= box.height + 0.06


@both
@settings(deadline=None, max_examples=20)
@given(st.tuples(lats, lons), steps)
def test_no_line_runs_across_the_map_where_no_ship_did(
    width: float, start: Spot, moves: list[Spot]
) -> None:
    track = way_of(start, moves)
    dossier = made(ways=[(track, True)])
    longest = max(abs(b - a) for a, b in pairwise(unrolled([lon for _, lon in track])))
    box = frame(dossier, width)
    for run in box.way(track):
        for (x1, _), (x2, _) in pairwise(run):
            assert abs(x2 - x1) <= longest * box.per_lon + 1e-6


@both
@settings(deadline=None, max_examples=20)
@given(spots.filter(bool), st.tuples(lats, lons), steps)
def test_each_place_lies_on_the_map_and_a_way_is_drawn_in_full(
    width: float, ports: list[Spot], start: Spot, moves: list[Spot]
) -> None:
    track = way_of(start, moves)
    box = frame(made(ports, ways=[(track, True)]), width)
    for lat, lon in (*ports, *track):
        x, y = box(lat, lon)
        assert -1e-6 <= x <= width + 1e-6
        assert -1e-6 <= y <= box.height + 1e-6
    steps = [
        math.hypot((b - a) * box.per_lon, (q[0] - p[0]) * box.per_lat)
        for (a, b), (p, q) in zip(pairwise(unrolled([lon for _, lon in track])), pairwise(track), strict=True)
    ]  # fmt: skip
    drawn = sum(math.dist(a, b) for run in box.way(track) for a, b in pairwise(run))
    assert drawn == pytest.approx(sum(steps), abs=0.01)


@both
@pytest.mark.parametrize("step", [12, -12])
def test_a_voyage_round_the_world_is_drawn_in_full_and_never_across(
    width: float, step: int
) -> None:
    track = way_of((0.0, 100.0), [(0.5, step)] * 40)
    dossier = made(ways=[(track, True)])
    box, drawn = frame(dossier, width), paths(map_svg(dossier, width) or "", "heard")
    assert box.east - box.west == pytest.approx(360)
    assert len(drawn) > 1
    each = math.hypot(12 * box.per_lon, 0.5 * box.per_lat)
    assert sum(math.dist(a, b) for run in box.way(track) for a, b in pairwise(run)) == pytest.approx(40 * each)  # fmt: skip
    assert max(math.dist(a, b) for run in drawn for a, b in pairwise(run)) < 1.3 * each


@both
def test_what_was_heard_is_solid_and_what_was_not_is_dashed(width: float) -> None:
    heard, silent = [(10.0, 20.0), (11.0, 21.0)], [(11.0, 21.0), (10.0, 22.0)]
    dossier = made(ways=[(heard, True), (silent, False)])
    svg = map_svg(dossier, width) or ""
    drawn = {e.get("class"): e for e in ET.fromstring(svg).iter(f"{SVG}path") if e.get("class")}
    assert set(drawn) == {"heard", "silent"}
    assert drawn["heard"].get("stroke-dasharray") is None
    assert drawn["silent"].get("stroke-dasharray")
    box = frame(dossier, width)
    for of, ends in (("heard", heard), ("silent", silent)):
        (path,) = paths(svg, of)
        assert path == [pytest.approx(box(*end), abs=0.06) for end in ends]
    assert paths(map_svg(made(ways=[(heard, True)])) or "", "silent") == []
    assert paths(map_svg(made(ways=[(silent, False)])) or "", "heard") == []


@both
@settings(deadline=None, max_examples=15)
@given(st.floats(-78, 78), lons, st.floats(0.1, 30), st.floats(0.1, 90))
def test_the_scale_is_true_at_the_middle_latitude(
    width: float, lat: float, lon: float, down: float, across: float
) -> None:
    dossier = made([(lat, lon), (max(-80, lat - down), lon + across)])
    box = frame(dossier, width)
    root = ET.fromstring(map_svg(dossier, width) or "")
    words = " ".join(t.text or "" for t in root.iter(f"{SVG}text"))
    for unit, sort, km in (("km", "scale-km", 1.0), ("nautical miles", "scale-na", KM_PER_NM)):
        (bar,) = (e for e in root.iter(f"{SVG}line") if e.get("class") == sort)
        long = float(bar.get("x2", "")) - float(bar.get("x1", ""))
        told = re.search(rf"(\d+) {unit}", words)
        assert told is not None
        true = distance_km(box.middle, 0.0, box.middle, long / box.per_lon) / km
        assert float(true) == pytest.approx(float(told[1]), rel=0.01)


@settings(deadline=None)
@given(st.floats(-78, 78), lons, st.floats(1, 60), st.floats(0.5, 20))
def test_a_ring_has_its_radius_on_the_ground(
    lat: float, lon: float, km: float, down: float
) -> None:
    box = frame(made([(lat, lon), (max(-79, lat - down), lon)]))
    rx, ry = box.ring(lat, km)
    across = float(distance_km(lat, lon, lat, lon + rx / box.per_lon))
    up = float(distance_km(lat, lon, lat + ry / box.per_lat, lon))
    assert across == pytest.approx(km, rel=0.01)
    assert up == pytest.approx(km, rel=0.001)


@both
@pytest.mark.parametrize(("count", "km"), [(4, 5), (30, 50), (90, 50), (30, 1)])
@pytest.mark.parametrize("name", ["Quay", "A terminal with a name of more than sixty letters by the sea", "ميناء"])  # fmt: skip
def test_no_leader_crosses_another_or_a_label(
    width: float, count: int, km: float, name: str
) -> None:
    dossier = made(crowd(count, km), crowd(count // 2, km * 0.8), name=name)
    svg = map_svg(dossier, width) or ""
    check(svg)
    drawn = leaders(svg)
    for one, other in combinations(drawn, 2):
        assert not cross(one, other)
    box = frame(dossier, width)
    for words, text in words_of(svg):
        if words[3] > box.height or re.search("[°]", text):
            continue
        inner = (words[0] + 2, words[1] + 3, words[2] - 6, words[3] - 3)
        assert not any(cut(*leader, inner) for leader in drawn), text


@both
def test_a_crowded_map_numbers_its_marks_and_names_them_under_it(width: float) -> None:
    svg = map_svg(made(crowd(30, 50)), width) or ""
    words = shown(svg)
    assert all(re.search(rf"Harbour {i}\b", words) for i in range(30))
    pills = [t.text for t in ET.fromstring(svg).iter(f"{SVG}text") if (t.text or "").isdigit()]
    assert all(pills.count(n) == 2 for n in pills)


@both
@pytest.mark.parametrize("count", [0, 3, 40, 200, 340])
def test_picture_and_rows_say_the_same_or_how_much_is_left_out(width: float, count: int) -> None:
    spread = [(10 + math.sin(i) * 2, 20 + math.cos(i * 1.7) * 2) for i in range(count)]
    dossier = made(
        [(10, 20), (11, 21)], spread, [([(10, 20), (11, 21)], True), ([(11, 21), (9, 20)], False)]
    )
    svg = map_svg(dossier, width) or ""
    rows = map_rows(dossier)
    listed = {row[0] for row in rows.rows if row[0]}
    drawn = set(re.findall(r"\bE\d+\b", shown(svg)))
    assert drawn <= listed
    left = sum(int(n) for n in re.findall(r"\+(\d+)", shown(svg)))
    left += sum(int(n) for n in re.findall(r"(\d+) sightings", shown(svg)))
    assert len(listed - drawn) == left
    assert {row[2] for row in rows.rows if row[1].startswith("port")} <= set(re.findall(r"Harbour \d", shown(svg)))  # fmt: skip
    assert sum(row[1] == "way heard" for row in rows.rows) == 1


@both
def test_many_looks_at_one_spot_are_counted(width: float) -> None:
    words = shown(map_svg(made(looks=[(42.0, 130.0)] * 10), width) or "")
    assert len(set(re.findall(r"E\d+", words))) == 6
    assert "+4 in the table" in words


@both
def test_the_key_names_what_is_drawn_and_nothing_else(width: float) -> None:
    words = shown(map_svg(made([(-12, -22)]), width) or "")
    assert "port watched" in words
    for absent in ("heard", "claimed", "seen", "land", "could have reached"):
        assert absent not in words
    full = made([(42, 130)], [(42, 131), (42.5, 130)], [([(42, 130), (42, 131)], True), ([(42, 131), (42.2, 130)], False)])  # fmt: skip
    words = shown(map_svg(full, width) or "")
    for there in ("way heard", "not heard, way unknown", "port watched", "seen", "looked for", "land"):  # fmt: skip
        assert there in words


@both
def test_a_port_in_reach_of_a_silent_ship_is_marked_and_the_silence_named(width: float) -> None:
    gap = EventRow(
        "v", "E17", "gap", 1, None, None, NOON, NOON, 9.0, "", "", (("Harbour 0", 3.0),)
    )
    dossier = replace(made([(42, 130), (43, 131)], role="candidate"), events=(gap,))
    svg = map_svg(dossier, width) or ""
    assert "port that a silent ship could have reached (E17)" in shown(svg)
    assert map_rows(dossier).rows[0][1] == "port in reach of a silent ship (E17)"


@both
def test_a_port_leads_to_its_place_in_the_page(width: float) -> None:
    dossier = made([(42, 130), (43, 131)])
    plain, led = map_svg(dossier, width) or "", map_svg(dossier, width, {"P1": "P2"}) or ""
    assert 'role="img"' in plain
    assert "<a " not in plain
    assert re.findall('href="([^"]*)"', led) == ["#P2"]
    assert 'role="group"' in led
    assert map_rows(dossier, {"P1": "P2"}).ids == (None, "P2")


@both
def test_a_claimed_way_is_a_dotted_bow_and_one_off_the_map_is_counted(width: float) -> None:
    def going(n: int, lat: float) -> object:
        ends = [Place(name, name, 0, 1, "port", None, None, at, 130.0, 10.0) for name, at in ((f"A{n}", 42.0), (f"B{n}", lat))]  # fmt: skip
        event = Event("transfer", (Role("origin", f"A{n}"), Role("destination", f"B{n}")))
        return replace(claim(f"c{n}"), event=event, places=tuple(ends))

    dossier = replace(made([(42, 130), (43, 131)]), claims=(going(0, 43.0), going(1, -30.0)))  # type: ignore[arg-type]
    svg = map_svg(dossier, width) or ""
    assert len(paths(svg, "claimed")) == 1
    assert "1 claimed ways, off the map" in shown(svg)
    assert sum(row[1] == "way as claimed" for row in map_rows(dossier).rows) == 2


def test_nothing_with_a_place_is_no_map_and_one_point_is_one() -> None:
    assert map_svg(made()) is None
    svg = map_svg(made([(42.2, 130.3)])) or ""
    check(svg)
    assert "20 km" in shown(svg)


def test_the_description_answers() -> None:
    looks = [(42.0, 130.0)] * 4
    svg = map_svg(made([(42, 130)], looks, [([(42, 130), (43, 131)], False)])) or ""
    told = next(ET.fromstring(svg).iter(f"{SVG}desc")).text or ""
    assert told.startswith(
        "2 sightings (2 at Harbour); 2 looks that found nothing; 1 watched port"
    )
    assert "1 silence (E900)" in told


@settings(deadline=None)
@given(st.lists(st.tuples(st.floats(-50, 150), st.floats(-50, 150)), min_size=2, max_size=20))
def test_stretches_of_a_way_lie_in_the_box_and_on_the_way(points: list[Spot]) -> None:
    for run in runs(points, (0, 0, 100, 100)):
        assert all(-1e-6 <= v <= 100 + 1e-6 for p in run for v in p)


@settings(deadline=None)
@given(*[st.tuples(st.integers(0, 20), st.integers(0, 20))] * 4)
def test_crossing_does_not_depend_on_order(a: Spot, b: Spot, c: Spot, d: Spot) -> None:
    assert cross((a, b), (c, d)) == cross((d, c), (a, b))


@both
def test_words_do_not_lie_on_marks_of_others(width: float) -> None:
    dossier = made(crowd(30, 50))
    svg = map_svg(dossier, width) or ""
    box = frame(dossier, width)
    at = [box(p.lat_deg, p.lon_deg) for p in dossier.places]
    for words, text in words_of(svg):
        if "°" not in text:
            assert not any(overlaps(words, (x - 3, y - 3, x + 3, y + 3)) for x, y in at), text


@both
@pytest.mark.parametrize(
    ("lat", "lon"), [(42.2, 130.3), (-78.0, 179.5), (75.0, -179.9), (0.0, 0.0)]
)
def test_a_small_map_shows_where_the_large_one_lies(width: float, lat: float, lon: float) -> None:
    dossier = replace(made([(lat, lon), (lat + 1, lon + 1)]), synthetic=False)
    svg = map_svg(dossier, width) or ""
    check(svg)
    assert "where this map lies" in shown(svg)
    (small,) = (g for g in ET.fromstring(svg).iter(f"{SVG}g") if g.get("transform"))
    sea, *_, mark, edge = small.iter(f"{SVG}rect")
    assert sea.get("width") == edge.get("width")
    x, y, wide, high = (float(mark.get(k, "")) for k in ("x", "y", "width", "height"))
    assert x + wide / 2 == pytest.approx(float(edge.get("width", "")) / 2, abs=0.2)
    assert 0 <= y <= y + high <= float(edge.get("height", ""))


def test_a_map_of_oceans_or_of_an_exercise_needs_no_small_one() -> None:
    for dossier in (made([(0, 0), (10, 60)]), replace(made([(0, 0)]), synthetic=True)):
        assert "where this map lies" not in shown(map_svg(dossier) or "")


@both
@pytest.mark.parametrize("back", [False, True])
def test_the_arrow_on_a_way_points_where_the_ship_went(width: float, back: bool) -> None:
    way: list[Spot] = [(10, 20), (10, 25)]
    svg = map_svg(made(ways=[(way[::-1] if back else way, True)]), width) or ""
    (turn,) = re.findall(r"rotate\((-?\d+)\)", svg)
    assert abs(int(turn)) == (180 if back else 0)
