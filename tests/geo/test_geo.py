from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tidewaiter.errors import UnreadableError
from tidewaiter.geo.coast import Ring, land
from tidewaiter.geo.mask import surface
from tidewaiter.geo.ports import bundled, read_ports
from tidewaiter.geo.reach import reach
from tidewaiter.geo.sphere import distance_km

lats, lons = st.floats(-89, 89), st.floats(-180, 180)
points = st.tuples(lats, lons)


@settings(deadline=None)
@given(points, points, points)
def test_distances_are_symmetric_and_no_detour_is_shorter(
    a: tuple[float, float], b: tuple[float, float], c: tuple[float, float]
) -> None:
    assert float(distance_km(*a, *b)) == pytest.approx(float(distance_km(*b, *a)), abs=1e-6)
    direct = float(distance_km(*a, *b))
    assert direct <= float(distance_km(*a, *c)) + float(distance_km(*c, *b)) + 1e-6


@settings(deadline=None, max_examples=40)
@given(points, points, points, st.floats(0.5, 100), st.floats(1, 30))
def test_more_time_or_speed_never_makes_a_call_less_possible(
    a: tuple[float, float],
    b: tuple[float, float],
    port: tuple[float, float],
    hours: float,
    kn: float,
) -> None:
    rank = ["impossible", "not decidable", "possible"]
    first = reach(a, b, port, hours=hours, speed_kn=kn)
    for more in (
        reach(a, b, port, hours=hours * 1.5, speed_kn=kn),
        reach(a, b, port, hours=hours, speed_kn=kn * 1.5),
    ):
        assert rank.index(more.answer) >= rank.index(first.answer)


def test_the_antimeridian_is_no_wall() -> None:
    there = reach((0, 179.5), (0, -179.5), (0, 180), hours=10, speed_kn=10)
    assert there.answer == "possible"
    assert there.detour_km == pytest.approx(0, abs=1e-6)


def test_watch_sites_stand_before_the_gazetteer() -> None:
    ports = bundled()
    assert ports.get("KPNJN").name == "Rajin"
    assert ports.has("RU-DUNAI")
    assert len({p.port_id for p in ports.all}) == len(ports) > 3900


def test_bad_ports_are_refused_with_their_line() -> None:
    good, bad = read_ports(
        b"port_id,name,country,lat,lon\nA,a,XX,1,2\nB,b,XX,95,2\nA,c,XX,1,2\n", "p"
    )
    assert [p.port_id for p in good.all] == ["A"]
    assert [r.line for r in bad] == [3, 4]
    with pytest.raises(UnreadableError, match="lacks the columns"):
        read_ports(b"x,y\n1,2\n", "p")


def test_coasts_stay_in_their_box() -> None:
    for box in ((127.5, 39.5, 136.5, 44.5), (170.0, -25.0, 190.0, 0.0)):
        rings = land(*box)
        assert rings
        for ring in rings:
            assert (ring[:, 0] >= box[0] - 1e-9).all()
            assert (ring[:, 0] <= box[2] + 1e-9).all()
            assert (ring[:, 1] >= box[1] - 1e-9).all()
            assert (ring[:, 1] <= box[3] + 1e-9).all()


def test_a_box_inside_a_continent_is_all_land() -> None:
    ring, *holes = land(100, 50, 101, 51)
    assert not holes
    assert ring[:, 0].min() == 100
    assert ring[:, 1].max() == 51


@pytest.mark.parametrize(
    "box",
    [(-180, 55, 180, 75), (150, 50, 210, 75), (160, -30, 200, 0), (-180, -85, 180, -60)],
)
def test_the_land_of_a_map_is_the_land_of_the_mask(box: tuple[int, int, int, int]) -> None:
    """Over the antimeridian too, where rings once drew strips round the globe."""
    west, south, east, north = box
    rings = land(*box)
    dice = np.random.default_rng(1)
    for lat, lon in zip(
        dice.uniform(south + 0.3, north - 0.3, 150),
        dice.uniform(west + 0.3, east - 0.3, 150),
        strict=True,
    ):
        under = int(surface(lat, lon))
        if under != 1:  # on the coast itself neither is asked
            assert _inside(rings, lat, lon) == (under == 2), (lat, lon)


def _inside(rings: list[Ring], lat: float, lon: float) -> bool:
    """Even-odd rule, by counting edges east of the point."""
    crossed = 0
    for ring in rings:
        x, y = ring[:, 0], ring[:, 1]
        x2, y2 = np.roll(x, -1), np.roll(y, -1)
        over = (y > lat) != (y2 > lat)
        at = x[over] + (lat - y[over]) / (y2[over] - y[over]) * (x2[over] - x[over])
        crossed += int((at > lon).sum())
    return crossed % 2 == 1
