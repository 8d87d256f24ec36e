"""Ships of real tracks against real lists: few false alarms, and the ship that is listed is found."""

from __future__ import annotations

import csv
import gzip
import shutil
from pathlib import Path

from tidewaiter import api

#: Rows of the real file to read: 4,000 ships, a few minutes of the US coasts.
ROWS = 20_000


def test_few_real_ships_are_indicated(shared: Path, tmp_path: Path) -> None:
    case = api.new(tmp_path / "case")
    with gzip.open(shared / "data/ais/marinecadastre-2022-01-03.csv.gz", "rt") as rows:
        kept = "".join(line for line, _ in zip(rows, range(ROWS + 1), strict=False))
    (case / "positions" / "p.csv").write_text(kept)
    for part in ("sdn", "alt", "add", "sdn_comments"):
        name = f"ofac-2021-07-{part}.csv.gz"
        shutil.copy(shared / "data/lists" / name, case / "lists" / name)
    api.build(case)
    found = api.vessels(case)
    ships = len(found.known) + found.heard
    assert ships > 3_000
    indicated = [k for k in (*found.known, *found.besides) if k.indicators]
    assert len(indicated) <= ships / 500
    for known in (*found.known, *found.besides):
        assert all(
            i.innocent and i.not_checked for i in known.indicators if i.status == "indicated"
        )


def test_in_a_simulated_sea_only_ships_that_did_something_are_indicated(tmp_path: Path) -> None:
    case = api.new(tmp_path / "case")
    sea = tmp_path / "sea"
    api.simulate(sea, seed=7)
    shutil.copy(sea / "positions.csv", case / "positions" / "p.csv")
    shutil.copy(sea / "ports.csv", case / "ports.csv")
    with (sea / "truth.csv").open() as rows:
        did = {
            int(row["mmsi"])
            for row in csv.DictReader(rows)
            if row["kind"] != "port_visit" and row["what"] != "outage"
        }
    api.build(case)
    found = api.vessels(case)
    indicated = {
        int(mmsi)
        for known in (*found.known, *found.besides)
        if any(i.status == "indicated" for i in known.indicators)
        for mmsi in known.hull.values("mmsi")
    }
    assert len(indicated) >= 10
    assert indicated <= did
