from __future__ import annotations

import math
import re
import time
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.builders import claim, sighting
from tests.report.test_report import HOSTILE, dossier

from tidewaiter.model.dossier import Dossier, EventRow, Exhibit, PlaceMark, TrackLine
from tidewaiter.model.evidence import Locator
from tidewaiter.model.stories import Edge, Story
from tidewaiter.model.tallies import Band, Operand, Swing, Tally
from tidewaiter.model.vessels import By, Field, Held, Hull
from tidewaiter.report.chart.elements import elements_svg
from tidewaiter.report.chart.layout import Box, Placer, fit, overlaps, pack, words_width
from tidewaiter.report.chart.map import map_rows, map_svg
from tidewaiter.report.chart.quantities import quantities_rows, quantities_svg
from tidewaiter.report.chart.scale import scale_of
from tidewaiter.report.chart.ship import ship_rows, ship_svg
from tidewaiter.report.chart.stories import stories_rows, stories_svg
from tidewaiter.report.chart.timeline import timeline_rows, timeline_svg
from tidewaiter.report.chart.tree import tally_rows, tally_svg

SVG = "{http://www.w3.org/2000/svg}"
FIGURES = (
    (None, None, 9e6),
    (64.0, 64.0, 64.0),
    (540.0, 600.0, 660.0),
    (1000.0, None, None),
    (0.0, None, 3.0),
)


def case(count: int, events: int = 0, words: str = "Speaker") -> Dossier:
    """A case of a size: claims over three years by eleven speakers in chains of twelve."""
    day = date(2024, 1, 1)
    made = [
        replace(
            claim(
                f"c{i}", speaker=f"{words} {i % 11}", figure=FIGURES[i % 5], unit=f"unit{i % 3}",
                window=(day + timedelta(days=i % 900), day + timedelta(days=i % 900 + i % 40)),
                document=f"d{i % 7}",
            ),
            said_time=None,
        )
        for i in range(count)
    ]  # fmt: skip
    locator = Locator("s", "chars", 0, 3)
    exhibits = [
        Exhibit(f"E{i + 1}", c.claim_id, "claim", words, "", "x", "", "S1", locator, f"s{i // 12}",
                c.event_time.start_date if c.event_time else None, c.event_time.end_date if c.event_time else None)
        for i, c in enumerate(made)
    ]  # fmt: skip
    start = datetime(2024, 1, 1, tzinfo=UTC)
    rows = []
    for i in range(events):
        begun = start + timedelta(hours=7 * i)
        number = f"E{count + i + 1}"
        kind = ("gap", "port_visit", "encounter", "loitering")[i % 4]
        rows.append(
            EventRow(f"v{i}", number, kind, 273000000 + i % 5, words, None, begun,
                     begun + timedelta(hours=30), 30.0, "somewhere", words, ())
        )  # fmt: skip
        exhibits.append(
            Exhibit(number, f"v{i}", "event", words, "", "", "", "S1", locator, None, begun.date(), begun.date(), 1.0, 2.0)
        )  # fmt: skip
    looks = [sighting(words, start + timedelta(days=i)) for i in range(min(count, 400))]
    exhibits += [
        Exhibit(f"E{count + events + i + 1}", s.sighting_id, "sighting", words, "", "", "", "S1", locator, None,
                s.start_utc.date(), s.end_utc.date(), s.lat_deg, s.lon_deg, 500.0)
        for i, s in enumerate(looks)
    ]  # fmt: skip
    chains = [made[i : i + 12] for i in range(0, count, 12)]
    stories = tuple(
        Story(
            f"s{n}", words, tuple(c.claim_id for c in chain),
            tuple(Edge(a.claim_id, b.claim_id, "repeats", words) for a, b in pairwise(chain)),
            (Edge(chain[0].claim_id, chains[n - 1][0].claim_id, "echo", words),) if n else (),
        )
        for n, chain in enumerate(chains)
    )  # fmt: skip
    tracks = tuple(
        TrackLine(273000000 + n, words,
                  tuple((math.sin(i / 50 + n) * 20, 170 + i / 50 + n % 9) for i in range(400)), n % 3 > 0,
                  f"E{count + 1}" if n % 3 == 0 and events else None)
        for n in range(max(1, events // 40))
    )  # fmt: skip
    places = tuple(
        PlaceMark(f"P{n}", f"{words} {n}", math.sin(n) * 15, 175.0 + n % 13, 10.0, ("watched", "candidate")[n % 2])
        for n in range(min(count, 60))
    )  # fmt: skip
    return replace(
        dossier(words, claims=0), claims=tuple(made), exhibits=tuple(exhibits), stories=stories,
        events=tuple(rows), sightings=tuple(looks), tracks=tracks, places=places,
    )  # fmt: skip


def tally(words: str = "Inputs", high: float | None = 30.0) -> Tally:
    operands = tuple(
        Operand(n, words, 2.0, 3.0, h, "containers", f"c{i}")
        for i, (n, h) in enumerate((("a", 5.0), ("b", high)))
    )
    swings = (Swing("a", 2.0, 5.0, 0.6), Swing("b", 2.0, high, None if high is None else 0.4))
    return Tally(
        "t", words, "a + b", operands, 4.0, None if high is None else 35.0, "container",
        Operand("claimed", words, 10.0, None, None, "containers", "c1"), "fits", words,
        band=Band(5.0, 9.0, 20.0, 100, 1), swings=swings,
    )  # fmt: skip


def hull(words: str = "Tern") -> Hull:
    def at(n: int) -> datetime:
        return datetime(2024, 1, 1, tzinfo=UTC) + timedelta(days=n)

    fields: tuple[Field, ...] = ("name", "flag", "mmsi", "callsign", "imo")
    by: tuple[By, ...] = ("broadcast", "list", "document")
    held = tuple(
        Held(
            fields[i % 5],
            f"{words} {i}" if i % 5 != 2 else "273000001",
            at(i * 3),
            at(i * 5),
            by[i % 3],
            f"r{i}",
        )
        for i in range(40)
    )
    return Hull(words, None, 273000001, None, (), words, "h", held)


DRAWN: dict[str, Callable[[Dossier], str | None]] = {
    "map": map_svg, "timeline": timeline_svg, "quantities": quantities_svg, "stories": stories_svg,
    "tally": lambda d: tally_svg(d, tally(d.title), 1), "open tally": lambda d: tally_svg(d, tally(d.title, None), 2),
    "ship": lambda d: ship_svg(d, hull(d.title), 1),
}  # fmt: skip


def words_of(svg: str) -> Iterator[tuple[Box, str]]:
    """The box of each piece of text, as narrow as any face is likely to set it."""
    for t in ET.fromstring(svg).iter(f"{SVG}text"):
        size = float(t.get("font-size", "12"))
        assert size >= 12
        wide = words_width(t.text or "", size) * 0.86
        x, y = float(t.get("x", "")), float(t.get("y", ""))
        left = x - {"middle": wide / 2, "end": wide}.get(t.get("text-anchor", ""), 0.0)
        yield (left, y - size * 0.72, left + wide, y + 2), t.text or ""


def check(svg: str) -> None:
    root = ET.fromstring(svg)
    width, height = (float(v) for v in root.get("viewBox", "").split()[2:])
    assert root.get("role") in ("img", "group")
    assert [child.tag for child in root][:2] == [f"{SVG}title", f"{SVG}desc"]
    assert not re.search(r"\b(nan|inf)\b", re.sub(r">[^<]*<|aria-label=\"[^\"]*\"", "><", svg))
    for e in root.iter():
        for key, most in (("x", width), ("x1", width), ("x2", width), ("cx", width), ("y", height), ("y1", height), ("y2", height), ("cy", height)):  # fmt: skip
            if e.get(key) is not None and e.tag != f"{SVG}desc":
                assert -0.01 <= float(e.get(key, "")) <= most + 0.01, (e.tag, e.attrib)
    boxes = list(words_of(svg))
    for i, (box, words) in enumerate(boxes):
        assert box[0] >= -3, words
        assert box[2] <= width + 3, words
        for other, more in boxes[i + 1 :]:
            assert not overlaps(box, other), (words, more)


@pytest.mark.parametrize("name", DRAWN)
@pytest.mark.parametrize("count", [1, 13, 60, 400])
def test_all_lies_inside_and_no_words_on_others(name: str, count: int) -> None:
    svg = DRAWN[name](case(count, count))
    if svg is not None:
        check(svg)


@pytest.mark.parametrize("name", DRAWN)
def test_hostile_words_stay_words(name: str) -> None:
    svg = DRAWN[name](case(30, 30, HOSTILE)) or ""
    tags = {e.tag.removeprefix(SVG) for e in ET.fromstring(svg).iter()}
    known = {
        "svg",
        "title",
        "desc",
        "rect",
        "text",
        "line",
        "path",
        "circle",
        "a",
        "g",
        "clipPath",
        "ellipse",
    }
    assert tags <= known
    assert not any(k.startswith("on") for e in ET.fromstring(svg).iter() for k in e.attrib)
    assert all(e.get("href", "#").startswith("#") for e in ET.fromstring(svg).iter())


@pytest.mark.parametrize("name", DRAWN)
def test_the_same_case_gives_the_same_bytes(name: str) -> None:
    assert DRAWN[name](case(40, 40)) == DRAWN[name](case(40, 40))


def test_a_large_case_is_drawn_small_and_soon() -> None:
    large = case(5000, 2000)
    map_svg(case(2))
    begun = time.perf_counter()
    sizes = {name: len((draw(large) or "").encode()) for name, draw in DRAWN.items()}
    assert time.perf_counter() - begun < 5  # under 2 s alone; room for a busy machine
    assert max(sizes.values()) < 150_000, sizes


@pytest.mark.parametrize("name", DRAWN)
def test_ten_thousand_letters_do_not_burst_a_picture(name: str) -> None:
    svg = DRAWN[name](case(30, 30, "x" * 10_000)) or ""
    check(svg)


def test_every_mark_is_a_link_to_an_exhibit_or_an_origin() -> None:
    one = case(30, 10)
    known = {e.number for e in one.exhibits} | {f"L{i}" for i in range(1, len(one.stories) + 1)}
    for draw in (timeline_svg, quantities_svg, stories_svg, map_svg):
        root = ET.fromstring(draw(one) or "")
        targets = {a.get("href", "")[1:] for a in root.iter(f"{SVG}a")}
        assert targets
        assert targets <= known


def test_every_picture_has_its_rows() -> None:
    one = case(30, 10)
    tables = [
        map_rows(one), timeline_rows(one), quantities_rows(one), stories_rows(one), tally_rows(one, tally()),
        ship_rows(one, hull()),
    ]  # fmt: skip
    for table in tables:
        assert table.rows
        assert len(table.rows) == len(table.anchors)
        assert {len(row) for row in table.rows} == {len(table.head)}
    assert len(quantities_rows(one).rows) == 30


def test_nothing_to_show_is_none() -> None:
    none = replace(case(0), sightings=(), places=(), tracks=(), exhibits=(), stories=(), claims=())
    for draw in (map_svg, timeline_svg, quantities_svg, stories_svg, elements_svg):
        assert draw(none) is None


def test_a_case_over_the_antimeridian_is_not_drawn_round_the_world() -> None:
    marks = (
        PlaceMark("a", "West", 10.0, 179.0, 5.0, "watched"),
        PlaceMark("b", "East", 11.0, -179.0, 5.0, "watched"),
    )
    svg = map_svg(replace(case(0), sightings=(), tracks=(), places=marks)) or ""
    assert "180°" in svg
    xs = [float(c.get("cx", "")) for c in ET.fromstring(svg).iter(f"{SVG}circle")]
    assert 200 < max(xs) - min(xs) < 860


@settings(deadline=None)
@given(st.lists(st.tuples(st.floats(0, 900), st.floats(0, 90)), max_size=40))
def test_packed_spans_share_no_ground(given_spans: list[tuple[float, float]]) -> None:
    spans = sorted((a, a + wide) for a, wide in given_spans)
    rows = pack(spans)
    for i, (a, row) in enumerate(zip(spans, rows, strict=True)):
        for b, other in zip(spans[i + 1 :], rows[i + 1 :], strict=True):
            assert row != other or a[1] <= b[0]


@settings(deadline=None)
@given(st.lists(st.tuples(st.floats(0, 300), st.floats(0, 200), st.floats(1, 90)), max_size=40))
def test_placed_boxes_share_no_ground(asked: list[tuple[float, float, float]]) -> None:
    placer = Placer(300, 200)
    boxes = [b for x, y, w in asked if (b := placer.put(x, y, w, 14)) is not None]
    assert not any(overlaps(a, b) for i, a in enumerate(boxes) for b in boxes[i + 1 :])


@settings(deadline=None)
@given(st.text(max_size=80), st.floats(20, 300))
def test_cut_words_fit(words: str, width: float) -> None:
    assert words_width(fit(words, width)) <= width


@settings(deadline=None)
@given(st.lists(st.floats(0, 1e18, allow_subnormal=False), min_size=1), st.floats(0, 1e18))
def test_a_value_lies_on_its_scale(values: list[float], value: float) -> None:
    scale = scale_of(values, 10, 100)
    assert 10 <= scale.at(value) <= 100.001
    assert all(9.9 <= scale.at(v) <= 100.1 for v, _ in scale.ticks())
    assert len(scale.ticks()) < 14
