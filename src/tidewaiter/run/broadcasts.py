"""What the transmitters of a case say of themselves, as the static reports have it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from tidewaiter.link.vessels import Report
from tidewaiter.model.evidence import Locator

_COLUMNS = ["mmsi", "imo", "name", "callsign", "timestamp", "until", "reports", "source", "line"]


def broadcasts(statics: Path | None, positions: Path | None) -> tuple[Report, ...]:
    """Return each stretch in which a transmitter said the same of itself.

    A transmitter of which positions alone were heard has one stretch without a name.

    Args:
        statics: Parquet of the case's static reports, sorted by MMSI and time; None for none.
        positions: Parquet of its positions, sorted likewise.
    """
    if statics is None or positions is None:
        return ()
    said = pq.read_table(statics, columns=_COLUMNS)
    silent = _without_words(positions, said["mmsi"])
    return tuple(
        Report(
            row["mmsi"], row.get("imo"), row.get("name"), row.get("callsign"), row["timestamp"],
            row["until"], row["reports"], Locator(row["source"], "rows", row["line"], row["line"]),
        )
        for row in (*said.to_pylist(), *silent)
    )  # fmt: skip


def _without_words(positions: Path, known: Any) -> list[dict[str, Any]]:
    table = pq.read_table(positions, columns=["mmsi", "timestamp", "source", "line"])
    some = table.filter(pc.invert(pc.is_in(table["mmsi"], pc.unique(known))))
    some = some.set_column(2, "source", some["source"].cast(pa.string()))
    spans = some.group_by("mmsi", use_threads=False).aggregate(
        [
            ("timestamp", "min"),
            ("timestamp", "max"),
            ("mmsi", "count"),
            ("source", "first"),
            ("line", "first"),
        ]
    )
    names = {
        "timestamp_min": "timestamp", "timestamp_max": "until", "mmsi_count": "reports",
        "source_first": "source", "line_first": "line",
    }  # fmt: skip
    return [{names.get(k, k): v for k, v in row.items()} for row in spans.to_pylist()]


def ship_types(statics: Path | None) -> dict[int, int]:
    """Return the type that each transmitter gave last, a code of ITU-R M.1371; those that give none left out."""
    if statics is None:
        return {}
    table = pq.read_table(statics, columns=["mmsi", "ship_type"])
    table = table.filter(pc.is_valid(table["ship_type"]))
    last = table.group_by("mmsi", use_threads=False).aggregate([("ship_type", "last")])
    return {row["mmsi"]: row["ship_type_last"] for row in last.to_pylist()}


def draughts(statics: Path | None) -> frozenset[int]:
    """Return the transmitters that ever gave a draught."""
    if statics is None:
        return frozenset()
    table = pq.read_table(statics, columns=["mmsi", "draught"])
    return frozenset(pc.unique(table.filter(pc.is_valid(table["draught"]))["mmsi"]).to_pylist())
