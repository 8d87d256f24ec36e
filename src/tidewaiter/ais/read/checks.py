"""Check rows of text or numbers and part them into positions, static reports and rejects."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from tidewaiter.ais.read.batch import Batch, one_source
from tidewaiter.ais.read.static_rows import STATED, static_rows
from tidewaiter.ais.read.times import times
from tidewaiter.model.tables import POSITIONS, REJECTS

_NUMBER = r"^\s*[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?\s*$"
#: Values that AIS sends for "not available" (ITU-R M.1371-5).
_NOT_AVAILABLE = {"sog": 102.3, "cog": 360.0, "heading": 511.0}
_MOST = {"sog": 102.2, "cog": 359.95, "heading": 359.5}
#: Navigational status in words, as some files write it, and its code.
_STATUS = {
    "under way using engine": 0, "at anchor": 1, "not under command": 2,
    "restricted maneuverability": 3, "restricted manoeuvrability": 3,
    "constrained by her draught": 4, "constrained by draught": 4, "moored": 5, "aground": 6,
    "engaged in fishing": 7, "under way sailing": 8, "ais-sart (active)": 14, "ais-sart": 14,
}  # fmt: skip
#: What the Danish authority calls things that are no ships.
_NO_SHIP = ("Base Station", "AtoN", "SAR Airborne", "Man Overboard Device", "Search and Rescue Transponder")  # fmt: skip


def checked(raw: Mapping[str, Any], lines: NDArray[np.int64], *, name: str, source: str) -> Batch:
    """Return rows as positions and static reports, and the refused ones with the reason.

    A row without a position that says something of the ship is a static report, and good.

    Args:
        raw: Our column name → Arrow array of text, numbers or times; all of one length.
        lines: Line number of each row.
        name: The file as refusals name it.
        source: SHA-256 of the file.
    """
    size = len(lines)
    mmsi, lat, lon = (floats(raw[c]) for c in ("mmsi", "lat", "lon"))
    when = times(raw["timestamp"])
    reasons = np.full(size, None, dtype=object)
    refused = np.zeros(size, dtype=bool)

    def refuse(bad: Any, reason: str, shown: str | None = None) -> None:
        mask = np.asarray(bad) & ~refused  # the first reason stands
        if not mask.any():
            return
        refused[mask] = True
        if shown is None:
            reasons[mask] = reason
        else:
            texts = as_text(raw[shown]).filter(pa.array(mask)).to_pylist()
            reasons[mask] = [reason.format(t if t is not None else "(empty)") for t in texts]

    refuse(
        _bad(mmsi, 1, 999_999_999) | (np.mod(mmsi, 1) != 0), "MMSI {!r} is not nine digits", "mmsi"
    )
    refuse(
        np.asarray(pc.is_null(when)),
        "time {!r} is unreadable; write 2024-02-26T12:00:00",
        "timestamp",
    )
    if "mobile" in raw:
        no_ship = pc.is_in(as_text(raw["mobile"]), pa.array(_NO_SHIP))
        refuse(no_ship.to_numpy(zero_copy_only=False), "{!r} is no ship", "mobile")
    nowhere = _empty(raw["lat"]) & _empty(raw["lon"])
    says = _says_something(raw, size)
    silent = nowhere & says & ~refused
    placed = ~silent
    refuse(placed & nowhere, "the row has no position and says nothing of the ship")
    refuse(placed & np.equal(lat, 91.0), "latitude 91: AIS for 'position not available'")
    refuse(placed & np.equal(lon, 181.0), "longitude 181: AIS for 'position not available'")
    refuse(placed & _bad(lat, -90, 90), "latitude {!r} is outside -90…90", "lat")
    refuse(placed & _bad(lon, -180, 180), "longitude {!r} is outside -180…180", "lon")
    stamps = when.cast(pa.int64()).fill_null(0).to_numpy(zero_copy_only=False)
    numbers = np.where(refused, 0, np.nan_to_num(mmsi)).astype(np.int32)
    positions = _positions(raw, numbers, stamps, lat, lon, lines, source, placed & ~refused)
    statics = static_rows(raw, numbers, stamps, lines, source, says & ~refused)
    return Batch(positions, statics, _rejects(raw, lines, reasons, refused, name), size)


def _positions(
    raw: Mapping[str, Any],
    mmsi: NDArray[np.int32],
    stamps: NDArray[np.int64],
    lat: NDArray[np.float64],
    lon: NDArray[np.float64],
    lines: NDArray[np.int64],
    source: str,
    good: NDArray[np.bool_],
) -> pa.Table:
    every = bool(good.all())

    def some(values: Any) -> Any:
        return values if every else values[good]

    size = int(good.sum())
    columns: dict[str, Any] = {
        "mmsi": pa.array(some(mmsi)),
        "timestamp": pa.array(some(stamps)).cast(POSITIONS.field("timestamp").type),
        "lat": pa.array(some(lat)),
        "lon": pa.array(some(lon)),
        "source": one_source(source, size),
        "line": pa.array(some(lines)),
    }
    for field in ("sog", "cog", "heading"):
        if field not in raw:
            columns[field] = pa.nulls(size, pa.float32())
            continue
        values = some(floats(raw[field]))
        gone = ~((values >= 0) & (values <= _MOST[field]))  # NaN is gone
        columns[field] = pa.array(values.astype(np.float32), mask=gone)
    status = _status(raw["nav_status"]) if "nav_status" in raw else None
    if status is None:
        columns["nav_status"] = pa.nulls(size, pa.int8())
    else:
        columns["nav_status"] = pa.array(some(status), mask=some(status) < 0)
    return pa.table([columns[f.name] for f in POSITIONS], schema=POSITIONS)


def _rejects(
    raw: Mapping[str, Any],
    lines: NDArray[np.int64],
    reasons: Any,
    refused: NDArray[np.bool_],
    name: str,
) -> pa.Table:
    bad = np.flatnonzero(refused)
    if not len(bad):
        return REJECTS.empty_table()
    taken = pa.array(bad)
    texts = [as_text(column).take(taken).to_pylist() for column in raw.values()]
    shown = [
        ",".join("" if v is None else v for v in row)[:200] for row in zip(*texts, strict=True)
    ]
    return rejects(name, list(zip(lines[bad].tolist(), reasons[bad], shown, strict=True)))


def rejects(name: str, rows: list[tuple[int, str, str]]) -> pa.Table:
    """Return refused rows, (line, reason, text), as a table."""
    return pa.table(
        {
            "path": pa.array([name] * len(rows), pa.string()),
            "line": pa.array([r[0] for r in rows], pa.int64()),
            "reason": pa.array([r[1] for r in rows], pa.string()),
            "text": pa.array([r[2] for r in rows], pa.string()),
        },
        schema=REJECTS,
    )


def _bad(values: Any, low: float, high: float) -> Any:
    return ~((values >= low) & (values <= high))  # NaN is bad


def _empty(column: Any) -> NDArray[np.bool_]:
    missing = pc.is_null(column)
    if _is_text(column):
        missing = pc.or_(missing, pc.equal(pc.binary_length(column).fill_null(0), 0))
    return np.asarray(missing.to_numpy(zero_copy_only=False))


def _says_something(raw: Mapping[str, Any], size: int) -> NDArray[np.bool_]:
    said = np.zeros(size, dtype=bool)
    for column in STATED:
        if column in raw:
            said |= ~_empty(raw[column])
    return said


def floats(column: Any) -> NDArray[np.float64]:
    """Return numbers as float64; what is no number becomes NaN."""
    if _is_text(column):
        try:
            numbers = pc.cast(column, pa.float64())
        except pa.ArrowInvalid:
            text = pc.utf8_trim_whitespace(pc.cast(column, pa.string()))
            fits = pc.fill_null(pc.match_substring_regex(text, _NUMBER), False)
            numbers = pc.cast(pc.if_else(fits, text, None), pa.float64())
    else:
        numbers = pc.cast(column, pa.float64())
    if numbers.null_count:
        numbers = numbers.fill_null(np.nan)
    return np.asarray(numbers.to_numpy(zero_copy_only=False))


def _status(column: Any) -> NDArray[np.int8]:
    """Codes of ITU-R M.1371, -1 where none or 15 ("not defined") was sent."""
    try:
        codes = floats(pc.cast(column, pa.float64()))
    except pa.ArrowInvalid:
        coded = pc.dictionary_encode(as_text(column))
        words = [(w or "").strip().lower() for w in coded.dictionary.to_pylist()]
        known = [_STATUS.get(w, int(w) if w.isdigit() else -1) for w in words] or [-1]
        index = coded.indices.fill_null(-1).to_numpy(zero_copy_only=False)
        codes = np.where(index < 0, -1, np.array(known, dtype=np.float64)[index])
    return np.where((codes >= 0) & (codes < 15), np.nan_to_num(codes), -1).astype(np.int8)


def _is_text(column: Any) -> bool:
    return bool(pa.types.is_string(column.type) or pa.types.is_large_string(column.type))


def as_text(column: Any) -> Any:
    """Return a column as plain text."""
    array = column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
    return array if pa.types.is_string(array.type) else pc.cast(array, pa.string())
