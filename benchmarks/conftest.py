"""A sea that all benchmarks share, and tables that are shown at the end."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tidewaiter.geo.ports import Port, Ports
from tidewaiter.simulate.world import world

_SHIPS_OF_ONE = 430
#: Tables to show when all is measured: title, and lines.
TABLES = pytest.StashKey[list[tuple[str, str]]]()


def pytest_configure(config: pytest.Config) -> None:
    """Make room for the tables."""
    config.stash[TABLES] = []


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the tables after all else."""
    for title, text in terminalreporter.config.stash[TABLES]:
        terminalreporter.write_sep("-", title)
        terminalreporter.write_line(text)


def copies(ships: int, days: float, every_min: float) -> tuple[pa.Table, Ports]:
    """A simulated sea laid beside itself until it has so many ships, as a feed sends it: by time."""
    made = world(1, ships=min(ships, _SHIPS_OF_ONE), days=days, every_min=every_min)
    tables, ports = [], []
    heard = len(set(made.positions["mmsi"].to_pylist()))
    for i in range(-(-ships // heard)):
        # a quarter of a degree apart: no ship of one copy comes near one of another
        mmsi = pa.array((made.positions["mmsi"].to_numpy() + 1_000 * i).astype(np.int32))
        lat = pa.array(made.positions["lat"].to_numpy() + 0.25 * i)
        tables.append(made.positions.set_column(0, "mmsi", mmsi).set_column(2, "lat", lat))
        ports += [
            Port(f"{p.port_id}-{i}", p.name, "XX", p.lat_deg + 0.25 * i, p.lon_deg, 4.0)
            for p in made.ports.all
        ]
    rows = pa.concat_tables(tables)
    order = np.argsort(rows["timestamp"].cast(pa.int64()).to_numpy(), kind="stable")
    return rows.take(pa.array(order)).drop(["source", "line"]), Ports(tuple(ports))


@pytest.fixture(scope="session")
def shared() -> Path:
    folder = Path(__file__).parents[2] / "shared"
    if not folder.is_dir():
        pytest.skip("the folder of real data, ../shared, is absent")
    return folder


@pytest.fixture(scope="session")
def big(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Ports, int]:
    """Ten million positions of about five thousand ships over two weeks, as Parquet."""
    rows, ports = copies(5_000, 14.0, 10.0)
    file = tmp_path_factory.mktemp("sea") / "sea.parquet"
    rows = rows.slice(0, 10_000_000)
    pq.write_table(rows, file, row_group_size=1 << 20)
    return file, ports, rows.num_rows
