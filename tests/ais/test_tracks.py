from __future__ import annotations

import gzip
import itertools
import json
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from tests.ais.seas import lying, sailing, sea

from tidewaiter.ais.normalise import normalise
from tidewaiter.ais.read import read
from tidewaiter.ais.tracks import BAD_TIME, JUMP, MIRRORED, tracks

SHIP = 799000001


def _tracked(rows: list[tuple[float, float, float]]) -> list[tuple[int, int]]:
    table, _ = normalise([sea({SHIP: rows})])
    made = tracks(table)
    return list(zip(made["track"].to_pylist(), made["noise"].to_pylist(), strict=True))


def test_one_ship_is_one_track_whatever_its_silences() -> None:
    rows = [*sailing(0, 0, 0, 12, 5), *sailing(200, 3, 0.5, 12, 5)]
    assert set(_tracked(rows)) == {(1, 0)}


@pytest.mark.parametrize("lon", [0.0, 179.95, -180.0])
@pytest.mark.parametrize("lat", [0.0, 69.0, 89.5, -89.9])
def test_poles_and_antimeridian_part_no_ship(lat: float, lon: float) -> None:
    rows = [(h / 6, lat, (lon + h * 0.02 + 180) % 360 - 180) for h in range(30)]
    assert set(_tracked(rows)) == {(1, 0)}


def test_two_hulls_under_one_number_are_two_tracks() -> None:
    one, two = (
        sailing(0, 0, 0, 12, 10),
        [(h + 0.05, lat, lon) for h, lat, lon in sailing(0, 5, 5, 12, 10)],
    )
    made = Counter(t for t, _ in _tracked([*one, *two]))
    assert made == {1: len(one), 2: len(two)}


def test_a_position_alone_and_far_off_is_noise_with_a_reason_and_stays() -> None:
    rows = [*lying(0, 5, 10, 20), (2.05, 30.0, 60.0)]
    made = _tracked(rows)
    assert made.count((0, JUMP)) == 1
    assert made.count((1, 0)) == len(rows) - 1


def test_a_wrong_sign_is_told_from_a_jump() -> None:
    made = _tracked([*lying(0, 5, 10, 20), (2.05, 10.0, -20.0)])
    assert made.count((0, MIRRORED)) == 1


def test_a_wrong_clock_is_told_from_a_jump() -> None:
    course = sailing(0, 0, 0, 20, 10)
    ahead = course[30]
    made = _tracked([*course, (2.05, ahead[1], ahead[2])])
    assert made.count((0, BAD_TIME)) == 1


def test_a_stray_position_does_not_wake_a_track_of_long_ago() -> None:
    away = [(10 + i / 6, 5.0, 5.0) for i in range(12)]
    rows = [*(r for r in lying(0, 80, 0, 0) if not 10 <= r[0] <= 12), *away, (70.05, 6.0, 8.0)]
    made = _tracked(rows)
    assert made.count((2, 0)) == len(away)
    assert made.count((0, JUMP)) == 1


def _labels(shared: Path, name: str, key: str) -> tuple[list[str], list[int]]:
    """Global Fishing Watch's segment and our track of each position that stays after folding."""
    file = shared / f"data/ais/gfw-tracks/{name}.json.gz"
    with gzip.open(file, "rt") as lines:
        theirs = {i: str(json.loads(line).get(key)) for i, line in enumerate(lines, start=1)}
    rows, _ = normalise([b.positions for b in read(file, name="f", source="s")])
    made = tracks(rows)
    return [theirs[i] for i in made["line"].to_pylist()], made["track"].to_pylist()


def test_the_tool_of_global_fishing_watch_and_we_agree_but_where_it_is_explained(
    shared: Path,
) -> None:
    """Two kinds of difference: ours goes on where theirs ends a segment after a day, and a
    satellite with a wrong clock starts a track of ours for half a day where theirs drops it."""
    theirs, ours = _labels(shared, "338013000", "expected")
    assert Counter(theirs).most_common(1)[0][1] == 1000
    assert Counter(ours) == {1: 907, 2: 111, 0: 5}
    theirs, ours = _labels(shared, "segmented-416000000", "segment")
    # of neighbours in one of their segments nearly all are in one track of ours ...
    pairs = [
        (ours[i], ours[j])
        for name in set(theirs)
        for rows in [[i for i, t in enumerate(theirs) if t == name]]
        for i, j in itertools.pairwise(rows)
    ]
    assert np.mean([a == b for a, b in pairs]) > 0.95
    # ... and ours are fewer, since no track ends by time alone while it is the only one
    assert (len(set(theirs)), len(set(ours) - {0})) == (29, 10)
