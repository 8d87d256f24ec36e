"""Laws of a ship's strip, on the two widths at which it is drawn."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.report.test_charts import SVG, case, check, hull

from tidewaiter.model.dossier import Dossier, EventRow, Exhibit
from tidewaiter.model.evidence import Locator
from tidewaiter.model.vessels import By, Conflict, Field, Held, Hull, OnList
from tidewaiter.report.chart.layout import NARROW, WIDE
from tidewaiter.report.chart.ship import ship_rows, ship_svg
from tidewaiter.report.chart.ship_lanes import Statement, changes, rows_of, statements

both = pytest.mark.parametrize("width", [WIDE, NARROW])
BIRTH = datetime(2020, 1, 1, tzinfo=UTC)
AT = Locator("s", "rows", 1, 2)


def day(n: int) -> datetime:
    return BIRTH + timedelta(days=n)


fields: st.SearchStrategy[Field] = st.sampled_from(("name", "flag", "mmsi", "callsign", "imo"))
speakers: st.SearchStrategy[By] = st.sampled_from(("broadcast", "list", "claim", "analyst"))
moments = st.none() | st.integers(0, 2000).map(day)
held = st.lists(
    st.builds(
        lambda field, value, first, last, by, n: Held(
            field, value, min(first, last) if first and last else first,
            max(first, last) if first and last else last, by, f"r{n}",
        ),
        fields, st.sampled_from(("Angara", "ANGARA", "Lady R", "A name of a ship that runs on for sixty letters and more")),
        moments, moments, speakers, st.integers(0, 8),
    ),
    max_size=20,
)  # fmt: skip


def ship(
    statements: tuple[Held, ...],
    conflicts: tuple[Conflict, ...] = (),
    listed: tuple[OnList, ...] = (),
) -> Hull:
    return Hull("Lady R", None, 613000001, None, (), "why", "h", statements, (), conflicts, (), listed)  # fmt: skip


def known(*events: EventRow) -> Dossier:
    """A case in which r0 to r4 are exhibits E10 to E14, and the list's entry is E30."""
    exhibits = [Exhibit(f"E{10 + i}", f"r{i}", "claim", "x", "", "", "", "S1", Locator("s", "rows", 9, 9), None, None, None) for i in range(5)]  # fmt: skip
    exhibits.append(Exhibit("E30", "match", "match", "x", "", "", "", "S1", AT, None, None, None))
    return replace(case(0), exhibits=tuple(exhibits), events=events)


def event(n: int, kind: str, place: str = "") -> EventRow:
    start = day(100 + 30 * n)
    return EventRow(f"v{n}", f"E{50 + n}", kind, 613000001, "LADY R", None, start, start + timedelta(hours=30), 30.0, place, f"What happened {n}.", ())  # fmt: skip


def shown(svg: str) -> str:
    return " ".join(t.text or "" for t in ET.fromstring(svg).iter(f"{SVG}text"))


def dashes(svg: str) -> list[str | None]:
    return [r.get("stroke-dasharray") for r in ET.fromstring(svg).iter(f"{SVG}rect")]


@both
@settings(deadline=None, max_examples=40)
@given(held)
def test_nothing_lies_on_another_and_the_rows_hold_the_same_numbers(
    width: float, some: list[Held]
) -> None:
    dossier, one = known(event(0, "port_visit", "Rajin"), event(1, "gap")), ship(tuple(some))
    svg = ship_svg(dossier, one, 1, width) or ""
    check(svg)
    listed = {n for row in ship_rows(dossier, one).rows for n in row[0].split()}
    drawn = set(re.findall(r"\bE\d+\b", shown(svg)))
    assert drawn <= listed
    if not re.search(r" \+\d", shown(svg)):
        assert drawn == listed
    lanes = {s.lane for s in statements(dossier, one)}
    assert all(lane in shown(svg) for lane in lanes)


@settings(deadline=None)
@given(held)
def test_equal_statements_are_joined_and_none_is_lost(some: list[Held]) -> None:
    found = [s for s in statements(known(), ship(tuple(some))) if s.lane == "Name"]
    rows = rows_of(found)
    assert sum(len(row.statements) for row in rows) == len(found)
    assert len({(row.value.casefold(), row.sort) for row in rows}) == len(rows)
    for row in rows:
        for s in row.statements:
            if s.start and s.end:
                assert any(a and b and a <= s.start and s.end <= b for a, b in row.stretches)
        closed = [(a, b) for a, b in row.stretches if a and b]
        assert all(a > d or b < c for a, b in closed for c, d in closed if (a, b) != (c, d))


@pytest.mark.parametrize(
    ("spans", "joined"),
    [
        ([(1, 100), (2, 5)], [(1, 100)]),
        ([(2, 5), (1, 3), (6, 9)], [(1, 9)]),
        ([(1, 3), (5, 9)], [(1, 3), (5, 9)]),
        ([(1, 3), (1, 3)], [(1, 3)]),
        ([(1, None), (2, 5)], [(1, None), (2, 5)]),
    ],
)
def test_what_overlaps_or_follows_is_one_stretch(
    spans: list[tuple[int, int | None]], joined: list[tuple[int, int | None]]
) -> None:
    said = [Statement("Name", "A", "written", day(a), None if b is None else day(b), (), "") for a, b in spans]  # fmt: skip
    (row,) = rows_of(said)
    assert row.stretches == [(day(a), None if b is None else day(b)) for a, b in joined]


@both
def test_a_joined_span_says_how_often_it_is_said(width: float) -> None:
    said = tuple(Held("name", "Lady R", day(10 * i), day(10 * i + 20), "claim", f"r{i}") for i in range(5))  # fmt: skip
    svg = ship_svg(known(), ship(said), 1, width) or ""
    assert "Lady R ×5" in shown(svg)
    assert shown(svg).count("Lady R") == 2  # the head and the one bar
    assert "+2" in shown(svg)
    assert len(ship_rows(known(), ship(said)).rows) == 5


@both
def test_what_is_said_without_a_day_is_drawn_and_said_to_be_so(width: float) -> None:
    said = (Held("name", "Lady R", day(1), day(9), "claim", "r1"), Held("flag", "RU", None, None, "analyst", "a"))  # fmt: skip
    svg = ship_svg(known(), ship(said), 1, width) or ""
    assert "RU, no day" in shown(svg)
    assert "said without a day" in shown(svg)
    assert ship_svg(known(), ship(said[1:]), 1, width) is None


@both
def test_what_a_list_says_is_drawn_and_leads_to_its_entry(width: float) -> None:
    said = (Held("name", "Angara", day(100), day(400), "list", "entry", AT, note="former name"),)
    listed = (OnList("ofac-sdn", "29485", "entry", "Angara", (), "", ("listed from 2020-04-10",)),)
    svg = ship_svg(known(), ship(said, listed=listed), 1, width) or ""
    assert dashes(svg).count("8 3") == 3  # the name, the stay on the list, the key
    assert "ofac-sdn 29485" in shown(svg)
    assert svg.count('href="#E30"') == 2
    rows = ship_rows(known(), ship(said, listed=listed)).rows
    assert ("E30", "Lists", "ofac-sdn 29485", "2020-04-10 to 2021-02-04", "listed from 2020-04-10") in rows  # fmt: skip


@both
def test_a_change_of_name_and_a_conflict_are_seen(width: float) -> None:
    said = (
        Held("name", "ANGARA", day(0), day(500), "broadcast", "m1"), Held("name", "LADY R", day(600), day(900), "broadcast", "m2"),
        Held("imo", "9179842", day(0), day(500), "broadcast", "m1"), Held("imo", "9161003", day(600), day(900), "broadcast", "m2"),
    )  # fmt: skip
    conflict = Conflict("two IMO numbers", ("9179842", "9161003"), ("r1",), "One hull sent two.")
    svg = ship_svg(known(), ship(said, (conflict,)), 1, width) or ""
    for words in ("≠ 2 names", "≠ 2 numbers", "Does not fit", "two IMO numbers: 9179842 / 9161003", "another value is said from here", "E11"):  # fmt: skip
        assert words in shown(svg)
    assert ("E11", "Does not fit", "two IMO numbers: 9179842 / 9161003", "2021-08-23", "One hull sent two.") in ship_rows(known(), ship(said, (conflict,))).rows  # fmt: skip
    same = ship_svg(known(), ship((said[0], replace(said[1], value="Angara"))), 1, width) or ""
    assert "≠" not in shown(same)
    assert "another value" not in shown(same)


def test_a_change_is_where_another_value_is_first_said() -> None:
    def said(value: str, n: int) -> Statement:
        return Statement("Name", value, "heard", day(n), day(n + 9), (), "")

    assert changes([said("A", 5), said("a", 2), said("B", 7), said("C", 3), said("B", 9)]) == [day(3), day(7)]  # fmt: skip
    assert changes([said("A", 5), said("B", 5)]) == []
    assert changes([]) == []


@both
def test_visits_silences_and_meetings_are_drawn_by_shape(width: float) -> None:
    dossier = known(
        event(0, "port_visit", "Rajin"),
        event(1, "gap"),
        event(2, "encounter"),
        event(3, "loitering"),
    )
    svg = ship_svg(dossier, ship(()), 1, width) or ""
    for words in ("Visits", "Rajin", "E50", "Silences", "30 h", "E51", "Meetings", "E52", "Other events", "E53"):  # fmt: skip
        assert words in shown(svg)
    shapes = {(r.get("rx"), r.get("stroke-dasharray"), r.get("fill-opacity")) for r in ET.fromstring(svg).iter(f"{SVG}rect") if r.get("height") == "11"}  # fmt: skip
    assert len(shapes) >= 3
    assert {row[0] for row in ship_rows(dossier, ship(())).rows} == {"E50", "E51", "E52", "E53"}


@both
def test_the_key_names_what_is_drawn_and_nothing_else(width: float) -> None:
    words = shown(ship_svg(known(event(0, "gap")), ship(()), 1, width) or "")
    assert "not heard" in words
    for absent in ("by a list", "heard by radio", "port visit", "another value", "without a day"):
        assert absent not in words


@both
def test_a_lane_too_full_says_how_much_stands_in_the_table(width: float) -> None:
    said = tuple(Held("name", f"Name {i}", day(i), day(900), "claim", "x") for i in range(30))
    svg = ship_svg(known(), ship(said), 1, width) or ""
    check(svg)
    assert "18 more statements stand in the table." in shown(svg)


def test_the_description_answers() -> None:
    svg = ship_svg(known(event(0, "port_visit", "Rajin")), ship((Held("name", "Lady R", day(1), day(9), "claim", "r1"),)), 1) or ""  # fmt: skip
    told = next(ET.fromstring(svg).iter(f"{SVG}desc")).text
    assert told == "Said of it: 1 name (Lady R). In the strip: visits 1 (E50)."


@both
def test_long_words_fit(width: float) -> None:
    check(
        ship_svg(known(), hull("A very long name of a ship that runs on and on"), 1, width) or ""
    )
