"""Simulated seas with all kinds mixed: what is found against what the scripts say."""

from __future__ import annotations

import json
from collections import Counter
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tidewaiter import api
from tidewaiter.ais.detect import detect
from tidewaiter.ais.normalise import normalise
from tidewaiter.ais.statics import fold_statics
from tidewaiter.simulate.roles import True_
from tidewaiter.simulate.world import START, World, world

SEEDS = (1, 2, 3, 4, 5, 6)
KINDS = (
    "gap", "port_visit", "encounter", "loitering", "spoofing", "identity_change", "shared_identity",
)  # fmt: skip
_SLACK = timedelta(hours=1)


@cache
def _sea(seed: int) -> tuple[World, list[dict[str, Any]]]:
    made = world(seed, ships=80)
    rows, _ = normalise([made.positions])
    found = detect(rows, ports=made.ports, statics=fold_statics([made.statics]))
    return made, found.to_pylist()


def _same(true: True_, event: dict[str, Any]) -> bool:
    """Say whether an event is what truly happened: ship, kind, other side, port, and time."""
    if (true.kind, true.mmsi) != (event["kind"], event["mmsi"]):
        return False
    if true.kind in ("encounter", "shared_identity") and true.other_mmsi != event["other_mmsi"]:
        return False
    if true.kind == "port_visit" and true.port_id != event["port_id"]:
        return False
    start = START + timedelta(hours=true.start_h)
    end = START + timedelta(hours=min(true.end_h, 1e4))
    if true.kind == "gap":
        return bool(abs(event["start"] - start) < _SLACK and abs(event["end"] - end) < _SLACK)
    return bool(event["start"] <= end + _SLACK and event["end"] >= start - _SLACK)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_found_with_an_f1_of_95_percent(kind: str) -> None:
    found = right = true = hit = 0
    for seed in SEEDS:
        made, events = _sea(seed)
        of_kind = [e for e in events if e["kind"] == kind]
        happened = [t for t in made.true if t.kind == kind]
        right += sum(any(_same(t, e) for t in happened) for e in of_kind)
        found += len(of_kind)
        hit += sum(any(_same(t, e) for e in of_kind) for t in happened)
        true += len(happened)
    assert true >= 6 * len(SEEDS) - 12
    precision, recall = right / found, hit / true
    assert 2 * precision * recall / (precision + recall) >= 0.95


def test_each_way_of_spoofing_and_meeting_is_found() -> None:
    missed = Counter(
        t.what
        for seed in SEEDS
        for t in _sea(seed)[0].true
        if t.kind in ("spoofing", "encounter", "identity_change", "shared_identity")
        and not any(_same(t, e) for e in _sea(seed)[1])
    )
    happened = Counter(t.what for seed in SEEDS for t in _sea(seed)[0].true)
    for what in ("frozen position", "circle", "impossible jump", "both heard", "one dark", "both dark", "name", "flag", "MMSI", "IMO"):  # fmt: skip
        assert happened[what] >= 6
        assert missed[what] <= 0.05 * happened[what], what


def test_the_hidden_port_is_among_the_first_three_and_never_impossible() -> None:
    calls = among = 0
    for seed in SEEDS:
        made, events = _sea(seed)
        rows, _ = normalise([made.positions])
        hidden = [t for t in made.true if t.kind == "gap" and t.port_id is not None]
        watch = tuple(sorted({t.port_id for t in hidden if t.port_id is not None}))
        watched = detect(rows, ports=made.ports, watch=watch).to_pylist()
        for true in hidden:
            gap = next(e for e in events if _same(true, e))
            first = [c["port_id"] for c in json.loads(gap["candidate_ports"])][:3]
            calls += 1
            among += true.port_id in first
            again = next(e for e in watched if _same(true, e))
            assert json.loads(again["details"])["reach"][true.port_id]["answer"] != "impossible"
    assert calls >= 24
    assert among >= 0.95 * calls


def test_no_silence_is_called_dark_in_an_outage() -> None:
    said: Counter[tuple[str, str]] = Counter()
    for seed in SEEDS:
        made, events = _sea(seed)
        for true in (t for t in made.true if t.kind == "gap"):
            gap = next(e for e in events if _same(true, e))
            said[true.what, json.loads(gap["details"])["heard_by_others"]] += 1
    assert said["outage", "heard"] == 0
    assert said["outage", "not heard"] >= 30
    off = sum(n for (what, _), n in said.items() if what == "off")
    assert said["off", "heard"] >= 0.75 * off


def test_a_sea_written_as_csv_and_as_nmea_gives_the_same_events(tmp_path: Path) -> None:
    found = []
    for form in ("csv", "nmea"):
        folder = tmp_path / form
        api.simulate(folder, seed=3, ships=30, days=6, form=form)
        out = folder / "events.csv"
        result = api.detect([folder / f"positions.{form}"], out, ports=folder / "ports.csv")
        assert result.rejected == 0
        found.append(result.events)
        assert (folder / "SYNTHETIC.txt").read_text().startswith("SYNTHETIC")
    assert found[0] == found[1]
    assert sum(found[0].values()) > 20


def test_one_seed_gives_the_same_files_and_another_does_not(tmp_path: Path) -> None:
    for name, seed in (("a", 1), ("b", 1), ("c", 2)):
        api.simulate(tmp_path / name, seed=seed, ships=12, days=6)
    a, b, c = ((tmp_path / n / "positions.csv").read_bytes() for n in "abc")
    assert a == b
    assert a != c
