"""Land, coast and sea by cells of one minute."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tidewaiter.geo.coast import _world
from tidewaiter.geo.mask import inland, surface, window
from tidewaiter.geo.passages import passages
from tidewaiter.geo.raster import CANAL

lats, lons = st.floats(-90, 90), st.floats(-180, 180)


@pytest.mark.parametrize(
    ("place", "lat", "lon", "values"),
    [
        ("Paris", 48.86, 2.35, {2}),
        ("middle of the Sea of Japan", 40.0, 134.0, {0}),
        ("quays of Rajin", 42.233, 130.300, {1}),
        ("north pole", 90.0, 0.0, {0}),
        ("south pole", -90.0, 77.0, {2}),
        ("ice within Antarctica, on the antimeridian", -84.6, 180.0, {2}),
        ("Chukotka, where the data is cut at 180°", 67.5, 180.0, {2}),
        ("off Chukotka", 70.2, -179.9, {0}),
        ("Vanua Levu, Fiji", -16.6, 179.2, {2}),
        ("sea east of Taveuni, Fiji, over the antimeridian", -17.0, 180.5, {0}),
        ("Caspian", 42.0, 50.5, {0}),
        ("Lake Baikal is land to a sea ship", 53.5, 108.0, {2}),
        ("the sea fairway of the Bosporus", 41.11, 29.065, {0}),
    ],
)
def test_known_places(place: str, lat: float, lon: float, values: set[int]) -> None:
    assert int(surface(lat, lon)) in values, place


def test_a_closed_canal_is_land() -> None:
    suez = next(p for p in passages() if p.name == "Suez Canal").points[3:6]
    assert surface(suez[:, 0], suez[:, 1]).tolist() == [0, 0, 0]
    assert surface(suez[:, 0], suez[:, 1], canals=False).tolist() == [2, 2, 2]
    assert CANAL not in surface(suez[:, 0], suez[:, 1])


def test_nowhere_is_sea_and_shapes_stay() -> None:
    assert surface(np.nan, 3.0).shape == ()
    assert int(surface(np.nan, 3.0)) == 0
    assert surface(np.zeros((2, 3)), 0.0).shape == (2, 3)


@settings(deadline=None)
@given(lats, lons, st.integers(-2, 2))
def test_a_turn_changes_nothing(lat: float, lon: float, turns: int) -> None:
    lon = round(lon * 60) / 60 + 0.5 / 60  # the middle of a cell: no rounding over its edge
    assert int(surface(lat, lon)) == int(surface(lat, lon + 360 * turns))


@settings(deadline=None, max_examples=40)
@given(st.integers(-175, 175), st.integers(-85, 80), st.integers(1, 4), st.integers(1, 4))
def test_a_window_is_the_same_as_its_points(west: int, south: int, wide: int, tall: int) -> None:
    """Over the seams of tiles too: whichever window asks, a cell has one value."""
    cells = window(west, south, west + wide, south + tall)
    lat = south + (np.arange(60 * tall) + 0.5) / 60
    lon = west + (np.arange(60 * wide) + 0.5) / 60
    assert (cells == surface(lat[:, None], lon[None, :])).all()


@pytest.mark.parametrize("box", [(128.0, 38.0, 142.0, 46.0), (175.0, -20.0, 185.0, -14.0)])
def test_a_coarse_cell_is_sea_only_if_all_of_it_is(box: tuple[float, float, float, float]) -> None:
    fine, coarse = window(*box), window(*box, 4)
    blocks = fine.reshape(coarse.shape[0], 15, coarse.shape[1], 15)
    assert ((coarse == 0) == (blocks == 0).all(axis=(1, 3))).all()
    assert ((coarse == 2) == (blocks == 2).all(axis=(1, 3))).all()


@pytest.mark.parametrize(
    "box", [(129, 41, 133, 44), (177, -19, 183, -15), (177, 64, 187, 70), (14, 67, 18, 70)]
)
def test_the_mask_agrees_with_the_rings_by_the_textbook_rule(
    box: tuple[int, int, int, int],
) -> None:
    """A slow oracle: even-odd by a ray to the east, from rings that run on over 180°."""
    rings = [np.column_stack([np.unwrap(r[:, 0], period=360), r[:, 1]]) for r in _world()]
    rings = [r for r in rings if r[:, 1].max() > box[1] and r[:, 1].min() < box[3]]
    rng = np.random.default_rng(7)
    lat = np.floor(rng.uniform(box[1], box[3], 40) * 60) / 60 + 0.5 / 60
    lon = np.floor(rng.uniform(box[0], box[2], 40) * 60) / 60 + 0.5 / 60
    for y, x0, value in zip(lat, lon, surface(lat, lon), strict=True):
        inside = 0
        for ring in rings:
            over = np.flatnonzero((ring[:-1, 1] > y) != (ring[1:, 1] > y))
            p, q = ring[over], ring[over + 1]
            crossing = p[:, 0] + (y - p[:, 1]) / (q[:, 1] - p[:, 1]) * (q - p)[:, 0]
            inside += sum(int((crossing > x0 + turn).sum()) % 2 for turn in (-360, 0, 360))
        if value != 1:  # on the coast either is right
            assert (value == 2) == (inside % 2 == 1), (y, x0)


def test_bad_windows_are_refused() -> None:
    with pytest.raises(ValueError, match="divisor of 60"):
        window(0, 0, 1, 1, 7)
    with pytest.raises(ValueError, match="west < east"):
        window(179, 0, -179, 1)


@settings(deadline=None, max_examples=30)
@given(st.floats(-80, 80), lons, st.floats(2, 60))
def test_inland_is_land_with_land_all_round(lat: float, lon: float, km: float) -> None:
    if bool(inland(lat, lon, km)):
        angle = np.radians(np.arange(0, 360, 10))
        for share in (0.3, 0.6, 0.95):
            y = lat + share * km / 111.3 * np.sin(angle)
            x = lon + share * km / 111.3 / np.cos(np.radians(lat)) * np.cos(angle)
            assert (surface(y, x) == 2).all()


def test_inland_grows_with_nothing_but_land() -> None:
    assert inland([48.86, 48.86], [2.35, 362.35], 100).all()
    assert not inland(48.86, 2.35, 300)
    assert not inland([40.0, np.nan], [134.0, 0.0], 5).any()
