"""What a user waits for with ship tracks: reading a CSV, finding events in a million positions.

The floor beside the reader is pyarrow's own CSV reader on the same file; each group is shown as ratios.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.csv
import pytest

from tidewaiter.ais.detect import detect
from tidewaiter.ais.normalise import normalise
from tidewaiter.ais.read import read
from tidewaiter.geo.ports import bundled
from tidewaiter.model.tables import POSITIONS

ROWS, SHIPS = 1_000_000, 500


@pytest.fixture(scope="module")
def positions() -> pa.Table:
    dice = np.random.default_rng(1)
    start = int(datetime(2024, 1, 1, tzinfo=UTC).timestamp())
    times = (start + dice.integers(0, 30 * 86400, ROWS)) * 1_000_000
    columns: dict[str, Any] = {
        "mmsi": 273_000_000 + dice.integers(0, SHIPS, ROWS),
        "timestamp": pa.array(times).cast(pa.timestamp("us", tz="UTC")),
        "lat": 35 + dice.random(ROWS) * 8,
        "lon": 128 + dice.random(ROWS) * 8,
        "sog": dice.random(ROWS) * 14,
        "source": ["s"] * ROWS,
        "line": np.arange(2, ROWS + 2),
    }
    arrays = [
        pa.array(columns[f.name]).cast(f.type) if f.name in columns else pa.nulls(ROWS, f.type)
        for f in POSITIONS
    ]
    return normalise([pa.table(arrays, schema=POSITIONS)])[0]


@pytest.fixture(scope="module")
def sheet(positions: pa.Table, tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("csv") / "p.csv"
    pa.csv.write_csv(positions.select(["mmsi", "timestamp", "lat", "lon", "sog"]), file)
    return file


@pytest.mark.benchmark(group="csv, 1 M rows")
def test_read_and_check(benchmark: Any, sheet: Path, positions: pa.Table) -> None:
    def run() -> int:
        return sum(good.num_rows for good, _ in read(sheet, name="p", source="s"))

    assert benchmark.pedantic(run, rounds=3) == positions.num_rows


@pytest.mark.benchmark(group="csv, 1 M rows")
def test_pyarrow_alone(benchmark: Any, sheet: Path, positions: pa.Table) -> None:
    rows = benchmark.pedantic(lambda: pa.csv.read_csv(sheet).num_rows, rounds=3)
    assert rows == positions.num_rows


@pytest.mark.benchmark(group="events, 1 M positions")
def test_detect(benchmark: Any, positions: pa.Table) -> None:
    found = benchmark.pedantic(lambda: detect(positions, ports=bundled()), rounds=3)
    assert set(found["kind"].to_pylist()) <= {"gap", "port_visit"}
