"""Three answers with bounds."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tidewaiter.geo.reach import reach, reach_many
from tidewaiter.geo.sphere import KM_PER_NM

RAJIN, VOSTOCHNY = (42.233, 130.3), (42.733, 133.05)
WONSAN, NAMPO = (39.2, 127.6), (38.7, 125.2)
here = st.tuples(st.floats(34, 45), st.floats(124, 140))


@pytest.mark.parametrize(
    ("hours", "answer"), [(20.0, "impossible"), (21.5, "not decidable"), (24.0, "possible")]
)
def test_rajin_to_vostochny_and_back_at_twelve_knots(hours: float, answer: str) -> None:
    assert reach(RAJIN, RAJIN, VOSTOCHNY, hours=hours, speed_kn=12).answer == answer


def test_a_peninsula_between_makes_a_call_undecided_not_possible() -> None:
    """Wonsan to Nampo is 110 nm over land and some 770 round Korea."""
    found = reach(WONSAN, WONSAN, NAMPO, hours=60, speed_kn=12)
    assert found.answer == "not decidable"
    low, high = (km / KM_PER_NM for km in found.there_km)
    assert low == pytest.approx(116, rel=0.05)
    assert high == pytest.approx(765, rel=0.05)
    assert (
        reach(WONSAN, WONSAN, NAMPO, hours=2 * high / 12 + 0.1, speed_kn=12).answer == "possible"
    )


def test_a_port_without_water_is_never_possible() -> None:
    found = reach((48.0, -6.0), (48.0, -6.0), (48.86, 2.35), hours=1000, speed_kn=12)
    assert found.answer == "not decidable"
    assert found.surely_h == -math.inf
    assert found.there_km[1] == math.inf


def test_the_radius_is_taken_off_and_the_stay_counted() -> None:
    plain = reach(RAJIN, RAJIN, VOSTOCHNY, hours=30, speed_kn=10)
    near = reach(RAJIN, RAJIN, VOSTOCHNY, hours=30, speed_kn=10, radius_km=18.52)
    long = reach(RAJIN, RAJIN, VOSTOCHNY, hours=30, speed_kn=10, stay_h=3)
    assert near.slack_h == pytest.approx(plain.slack_h + 2)
    assert near.surely_h == pytest.approx(plain.surely_h + 2)
    assert long.slack_h == pytest.approx(plain.slack_h - 3)
    inside = reach(VOSTOCHNY, VOSTOCHNY, VOSTOCHNY, hours=3, speed_kn=10, radius_km=5, stay_h=2)
    assert (inside.answer, inside.detour_km, inside.slack_h) == ("possible", 0.0, 1.0)


def test_a_closed_canal_is_no_way() -> None:
    north, south = (31.6, 32.4), (29.7, 32.55)
    one = reach(north, north, south, hours=48, speed_kn=10)
    other = reach(north, north, south, hours=48, speed_kn=10, canals=False)
    assert (one.answer, other.answer) == ("possible", "not decidable")


@settings(deadline=None, max_examples=60)
@given(here, here, here, st.floats(1, 200), st.floats(1, 25))
def test_bounds_are_in_order_and_the_answer_follows_from_them(
    a: tuple[float, float],
    b: tuple[float, float],
    port: tuple[float, float],
    hours: float,
    kn: float,
) -> None:
    port = (round(port[0]), round(port[1]))  # few ports, asked for often
    found = reach(a, b, port, hours=hours, speed_kn=kn)
    assert found.there_km[0] <= found.there_km[1]
    assert found.back_km[0] <= found.back_km[1]
    assert found.surely_h <= found.slack_h
    expected = (
        "impossible"
        if found.slack_h < 0
        else "possible"
        if found.surely_h >= 0
        else "not decidable"
    )
    assert found.answer == expected
    turned = reach((a[0], a[1] + 360), b, port, hours=hours, speed_kn=kn)
    assert turned.slack_h == pytest.approx(found.slack_h, abs=1e-6)


def test_many_are_as_one_by_one() -> None:
    rng = np.random.default_rng(3)
    starts = np.column_stack([rng.uniform(36, 43, 60), rng.uniform(129, 139, 60)])
    ends = starts + rng.normal(0, 0.5, starts.shape)
    hours, kn = rng.uniform(5, 120, 60), rng.uniform(5, 15, 60)
    many = reach_many(starts, ends, VOSTOCHNY, hours=hours, speed_kn=kn, radius_km=5, stay_h=2)
    assert len(set(many.answer.tolist())) == 3
    for k in range(60):
        one = reach(
            tuple(starts[k]), tuple(ends[k]), VOSTOCHNY,
            hours=hours[k], speed_kn=kn[k], radius_km=5, stay_h=2,
        )  # fmt: skip
        assert one.answer == many.answer[k]
        assert one.surely_h == pytest.approx(many.surely_h[k])
        assert one.there_km == pytest.approx(tuple(many.there_km[k]))
    none = reach_many(starts[:0], ends[:0], VOSTOCHNY, hours=1, speed_kn=1)
    assert none.answer.shape == (0,)
