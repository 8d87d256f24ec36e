"""Could that ship have been there? Laws of the answer, and what each basis needs."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.builders import sighting

from tidewaiter.ais.detect.legs import known_speeds
from tidewaiter.geo.ports import Port
from tidewaiter.geo.sphere import KM_PER_NM, distance_km
from tidewaiter.link.movements import (
    Calling,
    Happening,
    Looks,
    Question,
    Track,
    Window,
    account,
    looks,
    meet,
    of_days,
    of_moments,
    settle,
    silences,
    untracked,
)
from tidewaiter.link.movements.track import NEAR_KM
from tidewaiter.model.movements import Meeting
from tidewaiter.model.sightings import Sighting

T0 = datetime(2031, 3, 1, tzinfo=UTC)
T0_US = int(T0.timestamp()) * 1_000_000
HOUR = 3_600_000_000
PORT = Port("XX-PORT", "Port", "XX", -12.0, -22.0, 4.0)  # open water: no way round any land
DEG_H = 60.0  # a degree of latitude takes so many hours at one knot
Row = tuple[float, float, float]


def track(rows: Sequence[Row], *, known: float | None = None, **given: Any) -> Track:
    """Positions by hours since T0; the known speed as for a case, unless given."""
    hours, lat, lon = (np.array(column, dtype=np.float64) for column in zip(*rows, strict=True))
    stamps = T0_US + np.round(hours * HOUR).astype(np.int64)
    km = np.zeros(len(rows), dtype=np.float32)
    km[1:] = distance_km(lat[:-1], lon[:-1], lat[1:], lon[1:])
    speeds, legs = known_speeds(stamps, km, np.array([0, len(rows)]), np.array([0]))
    none = np.empty(0)
    base = Track(
        799000001, "799000001", stamps, lat, lon, known or float(speeds[0]), int(legs[0]), {},
        (none.astype(np.int64), none, none),
    )  # fmt: skip
    return replace(base, **given)


def hours(begin: float | None, end: float | None) -> Window:
    """A window in hours since T0."""
    at = (None if h is None else T0 + timedelta(hours=h) for h in (begin, end))
    return of_moments(*at)


def ask(
    rows: Sequence[Row] | Track,
    window: Window,
    events: Sequence[Happening] = (),
    seen: Sequence[Sighting] = (),
    *,
    denied: bool = False,
    calling: Calling | None = None,
) -> Meeting:
    one = rows if isinstance(rows, Track) else track(rows)
    one = replace(one, silences=silences(events, one.track_id))
    found = looks(seen, PORT, window, names=frozenset({"tern"}), imos=frozenset({"9999993"}))
    question = Question("c1", "Tern", "Port", date(2031, 3, 1), date(2031, 3, 2), denied)
    return meet(question, PORT, window, one, events, found, calling or Calling())


def happening(kind: str, begin: float, end: float, **given: Any) -> Happening:
    base = Happening(
        f"{kind}-{begin:g}", kind, 799000001, "799000001", T0_US + int(begin * HOUR),
        T0_US + int(end * HOUR), -12.0, -22.0, None, None, "heard",
    )  # fmt: skip
    return replace(base, **given)


def look(hour: float, *, seen: bool, vessel: str | None = None, **given: Any) -> Sighting:
    base = sighting("Port", T0 + timedelta(hours=hour), seen=seen)
    return replace(base, lat_deg=-12.0, lon_deg=-22.0, vessel=vessel, **given)


def away(nm: float) -> float:
    """Latitude so many nautical miles north of the port."""
    return -12.0 + nm * KM_PER_NM / 111.195


#: Out 60 nm from the port at hour 0, back there at hour 20.
DARK = [
    (-1.0, away(60), -22.0),
    (0.0, away(60), -22.0),
    (20.0, away(60), -22.0),
    (21.0, away(60), -22.0),
]


# --- laws ---------------------------------------------------------------------------------------

voyages = st.lists(
    st.tuples(st.floats(-1.5, 1.5), st.floats(-1.5, 1.5), st.floats(5.0, 15.0)),
    min_size=1,
    max_size=4,
)


def sail(
    legs: Sequence[tuple[float, float, float]], stay_h: float
) -> tuple[list[Row], float, float]:
    """Sail over waypoints about the port, call there in the middle, and go on; report every 10 min."""
    points = [(-12.0 + y, -22.0 + x, kn) for y, x, kn in legs]
    middle = len(points) // 2
    way = [*points[:middle], (-12.0, -22.0, 12.0), *points[middle:]]
    now, here = 0.0, (-13.0, -23.0)
    knots: list[tuple[float, float, float]] = [(now, *here)]
    arrived = left = 0.0
    for i, (lat, lon, kn) in enumerate(way):
        now += float(distance_km(*here, lat, lon)) / KM_PER_NM / kn
        here = (lat, lon)
        knots.append((now, *here))
        if i == middle:
            arrived, left = now, now + stay_h
            now = left
            knots.append((now, *here))
    times = np.arange(0.0, now, 1 / 6)
    t, y, x = (np.array(c) for c in zip(*knots, strict=True))
    rows = list(
        zip(
            times.tolist(),
            np.interp(times, t, y).tolist(),
            np.interp(times, t, x).tolist(),
            strict=True,
        )
    )
    return rows, arrived, left


def kept(rows: Sequence[Row], holes: Sequence[tuple[float, float]], thin: int) -> list[Row]:
    """Take positions away: whole stretches, and all but each n-th of the rest."""
    end = rows[-1][0]
    return [
        r
        for i, r in enumerate(rows)
        if i % thin == 0 and not any(a * end <= r[0] < (a + b) * end for a, b in holes)
    ]


removals = st.lists(st.tuples(st.floats(0, 1), st.floats(0, 0.6)), max_size=3)


@settings(deadline=None, max_examples=150)
@given(
    voyages, st.floats(3, 20), removals, st.integers(1, 40), st.floats(-30, 30), st.floats(1, 60)
)
def test_a_true_call_is_never_contradicted_whatever_part_of_the_track_is_lost(
    legs: list[tuple[float, float, float]], stay: float, holes: list[tuple[float, float]],
    thin: int, before: float, length: float,
) -> None:  # fmt: skip
    rows, arrived, left = sail(legs, stay)
    begin = min(max(arrived + before, arrived - length + 0.5), left - 0.5)
    window = hours(begin, begin + length)
    left_over = kept(rows, holes, thin)
    if len(left_over) > 1:
        assert ask(left_over, window).answer != "contradicted"
    full = ask(rows, window)
    assert (full.answer, full.basis, full.firm) == ("supported", "heard there", True)


@settings(deadline=None, max_examples=150)
@given(voyages, st.floats(0, 40), st.floats(1, 80))
def test_a_gapless_track_that_never_came_near_never_supports(
    legs: list[tuple[float, float, float]], begin: float, length: float
) -> None:
    rows, _, _ = sail(legs, 3)
    elsewhere = [(h, lat + 5.0, lon) for h, lat, lon in rows]  # 300 nm north of the port
    made = ask(elsewhere, hours(begin, begin + length))
    covered = begin >= elsewhere[0][0] and begin + length <= elsewhere[-1][0]
    assert made.answer in (("contradicted",) if covered else ("undecided", "untouched"))


@settings(deadline=None, max_examples=200)
@given(
    voyages, st.floats(-1.5, 1.5), st.floats(3, 20), removals, removals, st.integers(1, 40),
    st.floats(0, 60), st.floats(1, 60),
)  # fmt: skip
def test_losing_positions_never_turns_an_answer_round(
    legs: list[tuple[float, float, float]], shift: float, stay: float,
    first: list[tuple[float, float]], more: list[tuple[float, float]], thin: int,
    begin: float, length: float,
) -> None:  # fmt: skip
    rows, _, _ = sail(legs, stay)
    rows = [(h, lat + shift, lon) for h, lat, lon in rows]
    window = hours(begin, begin + length)
    had = kept(rows, first, 1)
    has = kept(had, more, thin) if len(had) > 1 else had
    if len(has) < 2:
        return
    before, after = ask(had, window), ask(has, window)
    if before.answer == "supported":
        assert after.answer != "contradicted"
    if before.answer != "supported" or not before.firm:
        assert not (after.answer == "supported" and after.firm)
    if after.answer == "contradicted":
        assert before.answer == "contradicted"


@settings(deadline=None, max_examples=100)
@given(
    st.lists(
        st.tuples(st.floats(0.01, 30), st.floats(-3, 3), st.floats(-3, 3)), min_size=2, max_size=12
    ),
    st.floats(-10, 80),
    st.floats(0.5, 80),
)
def test_every_silence_is_told_as_a_slow_oracle_tells_it(
    steps: list[tuple[float, float, float]], begin: float, length: float
) -> None:
    at = np.cumsum([s[0] for s in steps])
    rows = [(float(h), -12.0 + y, -22.0 + x) for h, (_, y, x) in zip(at, steps, strict=True)]
    end = begin + length
    made = account(track(rows, known=12.0), PORT, hours(begin, end), Calling())
    pairs = open_ = 0
    for (h0, y0, x0), (h1, y1, x1) in itertools.pairwise(rows):
        if h1 <= begin or h0 >= end:
            continue
        pairs += 1
        wide = PORT.radius_km + NEAR_KM
        there, back = (
            max(0.0, float(distance_km(y, x, PORT.lat_deg, PORT.lon_deg)) - wide)
            / KM_PER_NM
            / 20.0
            for y, x in ((y0, x0), (y1, x1))
        )
        open_ += h0 + there <= h1 - back and h0 + there < end and h1 - back > begin
    assert made.pairs == pairs
    assert len(made.rooms) + made.brief == open_


# --- each basis ---------------------------------------------------------------------------------


def test_a_silence_with_room_for_a_call_supports_and_no_more() -> None:
    made = ask(DARK, hours(-0.5, 20.5), [happening("gap", 0, 20)])
    assert (made.answer, made.basis, made.firm) == ("supported", "reach", False)
    assert made.refs == ("gap-0",)
    assert "a call was possible, which does not show one" in made.sentence
    assert "Others were heard there meanwhile." in made.sentence


def test_where_nobody_was_heard_the_silence_decides_nothing() -> None:
    made = ask(DARK, hours(-0.5, 20.5), [happening("gap", 0, 20, heard="not heard")])
    assert (made.answer, made.basis, made.firm) == ("undecided", "reception", False)
    assert "outage" in made.sentence


def test_unknown_reception_is_said() -> None:
    made = ask(DARK, hours(-0.5, 20.5), [happening("gap", 0, 20, heard="unknown")])
    assert made.answer == "supported"
    assert "Whether receivers worked there is unknown" in made.sentence


@pytest.mark.parametrize(
    ("begin", "end", "answer"),
    [
        # 107 km to the radius at 15.4 kn: there after 3.76 h, gone by 16.24 h at the latest;
        # 97 km to the wide berth at 21 kn: near after 2.50 h, gone by 17.50 h
        (-0.5, 2.4, "contradicted"),
        (-0.5, 2.6, "undecided"),
        (-0.5, 3.7, "undecided"),
        (-0.5, 3.8, "supported"),
        (8.0, 9.0, "supported"),
        (16.2, 20.5, "supported"),
        (16.3, 20.5, "undecided"),
        (17.4, 20.5, "undecided"),
        (17.6, 20.5, "contradicted"),
    ],
)
def test_a_silence_counts_only_for_the_part_in_the_window(
    begin: float, end: float, answer: str
) -> None:
    made = ask(track(DARK, known=14.0), hours(begin, end))
    assert made.answer == answer
    assert ("neither shown to be possible nor excluded" in made.sentence) == (
        answer == "undecided"
    )


def test_time_outside_the_track_is_not_covered() -> None:
    rows = [(h / 6, away(300), -22.0) for h in range(100)]
    assert ask(rows, hours(2, 10)).answer == "contradicted"
    late = ask(rows, hours(2, 40))
    assert (late.answer, late.basis) == ("undecided", "track")
    assert "never heard after" in late.sentence
    assert late.sentence.startswith(
        "Where it was heard in the window: It was never heard nearer than 556 km"
    )
    assert ask(rows, hours(20, 40)).answer == "untouched"
    assert ask(rows, hours(2, None)).answer == "undecided"


def test_a_window_without_days_is_said_and_never_contradicted() -> None:
    rows = [(h / 6, away(300), -22.0) for h in range(100)]
    made = ask(rows, hours(None, None))
    assert made.answer == "undecided"
    assert "gives no day" in made.sentence
    visit = [happening("port_visit", 2, 6, port_id="XX-PORT")]
    assert ask(rows, hours(None, None), visit).firm is False


def test_a_port_visit_stands_before_positions_and_reach() -> None:
    visit = happening("port_visit", 5, 9, port_id="XX-PORT")
    made = ask(DARK, hours(-0.5, 20.5), [visit, happening("gap", 0, 20)])
    assert (made.answer, made.basis, made.firm) == ("supported", "port visit", True)
    assert made.refs[0] == "port_visit-5"
    elsewhere = replace(visit, port_id="XX-OTHER")
    assert ask(DARK, hours(-0.5, 20.5), [elsewhere]).basis == "reach"


def test_passing_by_outside_the_radius_excludes_nothing() -> None:
    rows = [(h / 6, away(-60 + h * 2), -21.9) for h in range(61)]  # passes 11 km off at 12 kn
    made = ask(rows, hours(0.5, 9.5))
    assert (made.answer, made.firm) == ("undecided", False)
    assert "11 km" in made.sentence


def test_a_denied_call_is_asked_as_the_call_itself() -> None:
    made = ask(DARK, hours(-0.5, 20.5), denied=True)
    assert made.denied
    assert made.answer == "supported"
    assert made.sentence.startswith("The claim denies the call")


def test_false_positions_contradict_nothing() -> None:
    rows = [(h / 6, away(300), -22.0) for h in range(100)]
    made = ask(rows, hours(2, 10), [happening("spoofing", 3, 5)])
    assert (made.answer, made.firm) == ("undecided", False)
    assert "spoofing-3" in made.refs


def test_a_day_is_a_day_by_any_clock_of_the_place() -> None:
    rows = [(h / 6, away(0), -22.0) for h in range(12)]
    rows += [(2 + h / 6, away(h * 2), -22.0) for h in range(1, 300)]
    late = [(h + 23.5 - 24, lat, lon) for h, lat, lon in rows]
    made = ask(late, of_days(date(2031, 3, 1), date(2031, 3, 1), -22.0))
    assert made.firm
    before = ask(
        [(h - 3.0, lat, lon) for h, lat, lon in rows],
        of_days(date(2031, 3, 1), date(2031, 3, 1), -22.0),
    )
    assert (before.answer, before.firm) == ("supported", False)
    assert "by some clocks only" in before.sentence


# --- sightings ----------------------------------------------------------------------------------


def test_only_a_sighting_that_names_the_ship_supports() -> None:
    window = hours(-0.5, 2.0)
    assert ask(DARK, window, seen=[look(1, seen=True)]).answer == "contradicted"
    named = ask(
        track(DARK, known=14.0), hours(-0.5, 20.5), seen=[look(9, seen=True, vessel="M/V Tern")]
    )
    assert (named.answer, named.basis, named.firm) == ("supported", "sighting", True)
    other = ask(DARK, hours(-0.5, 20.5), seen=[look(9, seen=True, vessel="Grebe")])
    assert other.basis == "reach"


def test_a_sighting_against_the_track_decides_nothing() -> None:
    rows = [(h / 6, away(300), -22.0) for h in range(100)]
    made = ask(rows, hours(2, 10), seen=[look(5, seen=True, vessel="IMO 9999993")])
    assert (made.answer, made.basis) == ("undecided", "sighting")
    assert "not even at" in made.sentence


def test_an_empty_look_narrows_and_looks_all_over_leave_no_call() -> None:
    one = ask(DARK, hours(-0.5, 20.5), seen=[look(9, seen=False)])
    assert one.answer == "supported"
    assert "narrows it and no more" in one.sentence
    many = ask(DARK, hours(-0.5, 20.5), seen=[look(h, seen=False) for h in range(1, 20)])
    assert (many.answer, many.basis) == ("undecided", "reach")
    assert "leave 1.0 h at a stretch" in many.sentence


def test_a_rate_is_a_rate_and_no_absence() -> None:
    series = [
        look(0, seen=True, effort="49 of 109 imaged days"),
        look(0, seen=False, effort="60 of 109 imaged days"),
    ]
    made = untracked(
        Question("c1", "Tern", "Port", None, None), PORT, hours(-1, 1),
        looks(series, PORT, hours(-1, 1), names=frozenset({"tern"}), imos=frozenset()), "No tracks.",
    )  # fmt: skip
    assert made.looks == (49, 109)
    assert (made.answer, made.basis) == ("untouched", "sighting")
    assert "49 of 109 looks: a rate, not an absence" in made.sentence
    alone = looks(series[1:], PORT, hours(-1, 1), names=frozenset(), imos=frozenset())
    assert alone.rate == (49, 109)


def test_what_was_seen_elsewhere_or_then_is_not_counted() -> None:
    far = replace(look(0, seen=True), lat_deg=-11.0)
    assert (
        looks([far, look(5, seen=True)], PORT, hours(-1, 1), names=frozenset(), imos=frozenset())
        == Looks()
    )


# --- several tracks -----------------------------------------------------------------------------


def test_of_two_tracks_one_elsewhere_contradicts_nothing() -> None:
    rows = [(h / 6 - 1, away(300), -22.0) for h in range(200)]
    window = hours(-0.5, 20.5)
    out, room = ask(rows, window), ask(DARK, window)
    assert (out.answer, room.answer) == ("contradicted", "supported")
    both = settle([replace(out, track_id="799000001-1"), replace(room, track_id="799000001-2")])
    assert [m.answer for m in both] == ["undecided", "supported"]
    assert not any(m.firm for m in both)
    assert all("2 tracks may be this ship's" in m.sentence for m in both)
    assert [m.answer for m in settle([out, out])] == ["contradicted", "contradicted"]


def test_a_track_in_doubt_contradicts_nothing() -> None:
    rows = [(h / 6 - 1, away(300), -22.0) for h in range(200)]
    made = ask(track(rows, doubts=("It sends another IMO number.",)), hours(0, 10))
    assert (made.answer, made.firm) == ("undecided", False)
    assert made.sentence.endswith("It sends another IMO number.")
