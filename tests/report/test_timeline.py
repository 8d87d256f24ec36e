"""Laws of the timeline, on the two widths at which it is drawn."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.builders import claim
from tests.report.test_charts import SVG, case, check

from tidewaiter.model.dossier import Dossier, Exhibit
from tidewaiter.model.evidence import Locator
from tidewaiter.report.chart.layout import NARROW, WIDE, stack
from tidewaiter.report.chart.timeline import timeline_rows, timeline_svg
from tidewaiter.report.chart.when import When, shape, told, when

both = pytest.mark.parametrize("width", [WIDE, NARROW])
SORTS: tuple[tuple[date | None, date | None, When, str], ...] = (
    (date(2024, 3, 5), date(2024, 3, 5), "day", "2024-03-05"),
    (date(2024, 3, 5), date(2024, 4, 5), "span", "2024-03-05 to 2024-04-05"),
    (date(2024, 2, 1), date(2024, 2, 29), "month", "in 2024-02"),
    (date(2024, 12, 1), date(2024, 12, 31), "month", "in 2024-12"),
    (date(2024, 1, 1), date(2024, 12, 31), "year", "in 2024"),
    (None, date(2024, 3, 5), "by", "by 2024-03-05"),
    (date(2024, 3, 5), None, "since", "since 2024-03-05"),
)
days = st.dates(date(2019, 1, 1), date(2026, 12, 31))
times = st.lists(
    st.tuples(st.none() | days, st.none() | st.integers(0, 900)).map(
        lambda t: (
            t[0],
            None if t[1] is None else (t[0] or date(2022, 1, 1)) + timedelta(days=t[1]),
        )
    ),
    min_size=1,
    max_size=30,
)


def made(given_times: list[tuple[date | None, date | None]], kind: str = "claim") -> Dossier:
    exhibits = tuple(
        Exhibit(f"E{i + 1}", f"r{i}", kind, "words", "", "", "", "S1", Locator("s", "rows", 1, 1), None, a, b)
        for i, (a, b) in enumerate(given_times)
    )  # fmt: skip
    return replace(case(0), exhibits=exhibits, sightings=(), claims=())


def shown(svg: str) -> str:
    return " ".join(t.text or "" for t in ET.fromstring(svg).iter(f"{SVG}text"))


@pytest.mark.parametrize(("start", "end", "sort", "words"), SORTS)
def test_a_time_is_told_with_no_more_than_is_known(
    start: date | None, end: date | None, sort: When, words: str
) -> None:
    assert when(start, end) == sort
    assert told(start, end) == words


def test_no_time_is_no_shape() -> None:
    assert when(None, None) is None
    assert told(None, None) == "time unknown"
    assert when(date(2024, 1, 1), date.max) == "span"


@given(st.dates(), st.dates())
def test_any_two_days_are_some_kind_of_time(one: date, other: date) -> None:
    assert when(min(one, other), max(one, other)) in ("day", "span", "month", "year")


@pytest.mark.parametrize("start", [date(2024, 3, 1), date(2024, 3, 2)])
def test_the_last_day_that_there_is_ends_a_span(start: date) -> None:
    assert when(start, date.max) == "span"
    assert told(start, date.max) == f"{start} to 9999-12-31"


def test_each_kind_of_time_has_a_shape_of_its_own_without_its_colour() -> None:
    drawn = {sort: shape(sort, 10.0, 60.0, 20.0, "#000000") for _, _, sort, _ in SORTS}
    assert len({re.sub(r"[\d.]+", "", d) for d in drawn.values()}) >= 5
    assert len(set(drawn.values())) == 6


@both
@settings(deadline=None, max_examples=40)
@given(times)
def test_nothing_lies_on_another_whatever_the_times(
    width: float, given_times: list[tuple[date | None, date | None]]
) -> None:
    svg = timeline_svg(made(given_times), width)
    assert (svg is None) == all(a is None and b is None for a, b in given_times)
    if svg is not None:
        check(svg)


@both
@settings(deadline=None, max_examples=40)
@given(times)
def test_picture_and_rows_hold_the_same_numbers(
    width: float, given_times: list[tuple[date | None, date | None]]
) -> None:
    dossier = made(given_times)
    svg = timeline_svg(dossier, width)
    if svg is None:
        return
    listed = {row[0] for row in timeline_rows(dossier).rows}
    drawn = set(re.findall(r"\bE\d+\b", shown(svg)))
    assert drawn <= listed
    assert len(listed - drawn) == sum(int(n) for n in re.findall(r"\+(\d+)", shown(svg)))
    undated = sum(a is None and b is None for a, b in given_times)
    assert len(listed) + undated == len(given_times)
    assert (f"{undated} pieces of evidence speak of no known time" in shown(svg).replace("  ", " ")) == bool(undated)  # fmt: skip


@both
def test_the_key_names_the_shapes_that_are_drawn_and_no_other(width: float) -> None:
    words = shown(timeline_svg(made([(date(2024, 3, 5), None)]), width) or "")
    assert "since that day" in words
    for absent in (
        "on that day",
        "from day to day",
        "in that month",
        "in that year",
        "by that day",
    ):
        assert absent not in words
    full = shown(timeline_svg(made([(a, b) for a, b, _, _ in SORTS]), width) or "")
    for there in (
        "on that day",
        "from day to day",
        "in that month",
        "in that year",
        "by that day",
    ):
        assert there in full


@both
def test_what_is_denied_or_was_not_seen_is_hollow(width: float) -> None:
    day = (date(2024, 3, 5),) * 2
    dossier = made([day, day])
    plain = timeline_svg(dossier, width) or ""
    assert "hollow" not in shown(plain)
    claims = (replace(claim("r0"), said_time=None), replace(claim("r1", act="deny"), said_time=None))  # fmt: skip
    svg = timeline_svg(replace(dossier, claims=claims), width) or ""
    assert "hollow: denied, or not seen" in shown(svg)
    drawn = [p.get("fill") for p in ET.fromstring(svg).iter(f"{SVG}path")]
    assert drawn.count("#ffffff") == 3  # as made, as claimed, and in the key
    whats = {row[3] for row in timeline_rows(replace(dossier, claims=claims)).rows}
    assert whats == {"said by Harbour Office", "denied by Harbour Office", "words", "words (denial)"}  # fmt: skip


@both
def test_one_day_far_off_does_not_press_the_rest_and_is_told(width: float) -> None:
    near = [(date(2024, 1, 1) + timedelta(days=9 * i),) * 2 for i in range(30)]
    svg = timeline_svg(made([(date(1953, 7, 27), date(1953, 7, 27)), *near]), width) or ""
    assert "(from 1953-07-27)" in shown(svg)
    assert "1960" not in shown(svg)
    check(svg)


@both
def test_a_lane_too_full_for_shapes_says_how_many_it_holds(width: float) -> None:
    crowd = [(date(2024, 1, 1) + timedelta(days=i), date(2024, 9, 1) + timedelta(days=i)) for i in range(60)]  # fmt: skip
    svg = timeline_svg(made([(a, b) for a, b in crowd]), width) or ""
    assert "60 in all, too many for a shape each" in shown(svg)
    check(svg)


def test_the_description_answers() -> None:
    svg = timeline_svg(made([(date(2024, 3, 5),) * 2, (date(2024, 5, 1), date(2024, 5, 9))], "event")) or ""  # fmt: skip
    told_ = next(ET.fromstring(svg).iter(f"{SVG}desc")).text
    assert told_ == "2 events fall in 2024-03-05 to 2024-05-09."


@settings(deadline=None)
@given(st.lists(st.tuples(st.floats(0, 900), st.floats(0, 90)), max_size=40))
def test_stacked_spans_share_no_ground(asked: list[tuple[float, float]]) -> None:
    spans = [(a, a + wide) for a, wide in asked]
    rows = stack(spans)
    for i, (a, row) in enumerate(zip(spans, rows, strict=True)):
        for b, other in zip(spans[i + 1 :], rows[i + 1 :], strict=True):
            assert row != other or a[1] <= b[0] or b[1] <= a[0]
