"""Positions for tests, spelled out ship by ship."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import pyarrow as pa

from tidewaiter.model.tables import POSITIONS, STATICS

T0 = datetime(2024, 1, 1, tzinfo=UTC)
Row = tuple[float, float, float]


def sea(ships: Mapping[int, Sequence[Row]], *, sog: float | None = None) -> pa.Table:
    """Rows of hours since T0, latitude, longitude, for each MMSI."""
    flat = [(mmsi, *row) for mmsi, rows in ships.items() for row in rows]
    made = [
        {
            **dict.fromkeys(POSITIONS.names), "mmsi": mmsi, "lat": lat, "lon": lon, "sog": sog,
            "timestamp": T0 + timedelta(hours=hours), "source": "s", "line": line,
        }
        for line, (mmsi, hours, lat, lon) in enumerate(flat, start=2)
    ]  # fmt: skip
    return pa.Table.from_pylist(made, schema=POSITIONS)


def statics(rows: Iterable[tuple[int, float, dict[str, Any]]]) -> pa.Table:
    """Reports of MMSI, hours since T0, facts."""
    made = [
        {
            **dict.fromkeys(STATICS.names), "mmsi": mmsi, "timestamp": T0 + timedelta(hours=hours),
            "until": T0 + timedelta(hours=hours), "reports": 1, "source": "s", "line": line, **facts,
        }
        for line, (mmsi, hours, facts) in enumerate(rows, start=2)
    ]  # fmt: skip
    return pa.Table.from_pylist(made, schema=STATICS)


def lying(begin: float, end: float, lat: float, lon: float, every: float = 1 / 6) -> list[Row]:
    """A ship that lies at a place and reports every ten minutes."""
    count = round((end - begin) / every)
    return [(begin + i * every, lat, lon) for i in range(count + 1)]


def sailing(
    begin: float, lat: float, lon: float, knots: float, hours: float, every: float = 1 / 6
) -> list[Row]:
    """A ship that sails north and reports every ten minutes."""
    count = round(hours / every)
    return [(begin + i * every, lat + i * every * knots / 60, lon) for i in range(count + 1)]
