"""Rules about one ship, each with the case it is for and the innocent one beside it."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from tests.ais.seas import T0, lying, sailing, sea, statics

from tidewaiter.ais.detect import detect
from tidewaiter.ais.detect.settings import settings
from tidewaiter.ais.normalise import normalise
from tidewaiter.ais.statics import fold_statics
from tidewaiter.errors import CaseError
from tidewaiter.geo.ports import Ports

SHIP, OTHER = 799000001, 799000002
NO_PORTS = Ports(())


def _events(table: pa.Table, kind: str, said: pa.Table | None = None) -> list[dict[str, Any]]:
    rows, _ = normalise([table])
    found = detect(rows, ports=NO_PORTS, statics=said).to_pylist()
    return [{**e, "details": json.loads(e["details"])} for e in found if e["kind"] == kind]


def test_a_position_frozen_under_way_is_spoofing_and_a_ship_at_anchor_is_not() -> None:
    still = lying(0, 6, 10, -30)
    (event,) = _events(sea({SHIP: still}, sog=9.0), "spoofing")
    assert (event["details"]["why"], event["duration_h"]) == ("frozen position", 6.0)
    assert _events(sea({SHIP: still}, sog=0.2), "spoofing") == []
    assert _events(sea({SHIP: lying(0, 3, 10, -30)}, sog=9.0), "spoofing") == []


def _circle(
    radius_nm: float, turns_an_hour: float, hours: float
) -> list[tuple[float, float, float]]:
    at = np.arange(0, hours, 1 / 12)
    angle = 2 * np.pi * turns_an_hour * at
    lat, lon = 10 + radius_nm / 60 * np.sin(angle), 179.99 + radius_nm / 60 * np.cos(angle)
    return [
        (float(h), float(y), float((x + 180) % 360 - 180))
        for h, y, x in zip(at, lat, lon, strict=True)
    ]


def test_circles_at_speed_are_spoofing_and_swinging_at_anchor_is_not() -> None:
    (event,) = _events(sea({SHIP: _circle(1.5, 0.8, 6)}), "spoofing")
    assert event["details"]["why"] == "circle"
    assert event["details"]["radius_km"] == pytest.approx(1.5 * 1.852, rel=0.05)
    assert _events(sea({SHIP: _circle(0.1, 0.8, 6)}), "spoofing") == []
    assert _events(sea({SHIP: sailing(0, 0, 0, 12, 6)}), "spoofing") == []


def test_a_jump_and_back_is_one_event_and_two_hulls_are_another_kind() -> None:
    here = lying(0, 20, 10, -30)
    away = [(h, 12.0, -35.0) for h in (8.05, 8.15, 8.3, 8.5, 8.7, 8.9)]
    jumped = [r for r in here if not 8 < r[0] < 9]
    (event,) = _events(sea({SHIP: [*jumped, *away]}), "spoofing")
    assert (event["details"]["why"], event["details"]["came_back"]) == ("impossible jump", True)
    both = [*here, *((h + 0.03, lat + 5, lon) for h, lat, lon in here)]
    assert _events(sea({SHIP: both}), "spoofing") == []
    (shared,) = _events(sea({SHIP: both}), "shared_identity")
    assert (shared["other_mmsi"], shared["track_id"]) == (SHIP, f"{SHIP}-2")


def test_positions_far_inland_are_spoofing_and_a_busy_river_is_not() -> None:
    moscow = {SHIP: lying(0, 3, 55.6, 37.3)}
    (event,) = _events(sea(moscow, sog=3.0), "spoofing")
    assert event["details"]["why"] == "position inland"
    river = {799000001 + i: lying(0, 3, 55.6 + i / 1000, 37.3) for i in range(3)}
    assert _events(sea(river), "spoofing") == []


def _said(*reports: tuple[int, float, dict[str, Any]]) -> pa.Table:
    return fold_statics([statics(reports)])


def test_a_new_name_is_a_change_and_one_wrong_bit_is_none() -> None:
    track = sea({SHIP: lying(0, 20, 10, -30)})
    old = [(SHIP, float(h), {"name": "TERN", "imo": "9179842"}) for h in range(5)]
    new = [(SHIP, float(h), {"name": "GREBE"}) for h in range(10, 15)]
    (event,) = _events(track, "identity_change", _said(*old, *new))
    assert (event["details"]["from"], event["details"]["to"]) == ("TERN", "GREBE")
    assert (event["start"].hour, event["end"].hour, event["name"]) == (4, 10, "TERN")
    once = [(SHIP, 2.5, {"name": "VERN"}), (SHIP, 12.0, {"name": "TERN"})]
    assert _events(track, "identity_change", _said(*old, *once)) == []


def test_a_new_flag_shows_as_a_new_number_for_the_same_hull() -> None:
    russian, korean = 273000001, 440000001
    track = sea({russian: lying(0, 5, 10, -30), korean: lying(10, 15, 10, -30)})
    said = [(russian, float(h), {"imo": "9179842"}) for h in range(5)]
    said += [(korean, float(h), {"imo": "9179842"}) for h in range(10, 15)]
    (event,) = _events(track, "identity_change", _said(*said))
    assert (event["mmsi"], event["details"]["changed"], event["details"]["flags"]) == (
        korean, "flag", ["RU", "KR"],
    )  # fmt: skip


@pytest.mark.parametrize(("imo", "expected"), [("9179842", 2), ("9179843", 0), ("1234567", 2)])
def test_one_imo_number_on_two_ships_is_shared_if_its_check_digit_is_right(
    imo: str, expected: int
) -> None:
    track = sea({SHIP: lying(0, 9, 10, -30), OTHER: lying(0, 9, 40, 20)})
    said = [(m, float(h), {"imo": imo}) for m in (SHIP, OTHER) for h in range(9)]
    found = _events(track, "shared_identity", _said(*said))
    assert len(found) == expected
    assert {e["other_mmsi"] for e in found} <= {SHIP, OTHER}


def test_statics_carry_facts_on_and_do_not_depend_on_order() -> None:
    reports = [
        (SHIP, 0.0, {"name": "TERN"}),
        (SHIP, 1.0, {"callsign": "XXT1"}),
        (SHIP, 2.0, {"name": "TERN", "destination": "ALDER"}),
        (SHIP, 3.0, {"destination": "BIRCH"}),
    ]
    made = _said(*reports)
    assert made.equals(fold_statics([statics(reports).take([3, 1, 0, 2])]))
    rows = made.to_pylist()
    assert [(r["name"], r["callsign"], r["destination"], r["reports"]) for r in rows] == [
        ("TERN", "XXT1", "ALDER", 3),
        ("TERN", "XXT1", "BIRCH", 1),
    ]
    assert (rows[0]["timestamp"], rows[0]["until"].hour) == (T0, 2)


def test_an_event_bears_the_name_of_its_time() -> None:
    rows = [*lying(0, 1, 10, -30), *lying(20, 21, 10, -30), *lying(60, 61, 10, -30)]
    said = [(SHIP, h, {"name": "TERN" if h < 30 else "GREBE"}) for h in (0.5, 0.6, 0.7, 50.0)]
    found = _events(sea({SHIP: rows}), "gap", _said(*said))
    assert [e["name"] for e in found] == ["TERN", "TERN"]
    assert [e["details"]["heard_by_others"] for e in found] == ["unknown", "unknown"]


def test_presets_and_settings_are_checked() -> None:
    assert settings("coastal").gap.longer_than_h == 6.0
    assert settings("coastal", {"gap.longer_than_h": "8"}).gap.longer_than_h == 8.0
    for preset, given in (
        ("deep", {}),
        ("standard", {"gap.x": 1}),
        ("standard", {"gap.stay_h": "y"}),
    ):
        with pytest.raises(CaseError):
            settings(preset, given)
    rows = [*lying(0, 1, 10, -30), *lying(8, 9, 10, -30)]
    table, _ = normalise([sea({SHIP: rows})])
    assert detect(table, ports=NO_PORTS).num_rows == 0
    assert detect(table, ports=NO_PORTS, settings=settings("coastal")).num_rows == 1
