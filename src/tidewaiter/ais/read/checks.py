"""Check rows of text or numbers and part them into good rows and rejects."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from tidewaiter.model.tables import POSITIONS, REJECTS
from tidewaiter.model.tables import UTC as UTC_TYPE

_NUMBER = r"^\s*[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?\s*$"
#: Values that AIS sends for "not available" (ITU-R M.1371-5).
_NOT_AVAILABLE = {"sog": 102.3, "cog": 360.0, "heading": 511.0}


def checked(
    raw: Mapping[str, Any], lines: np.ndarray[Any, np.dtype[np.int64]], *, name: str, source: str
) -> tuple[pa.Table, pa.Table]:
    """Return the good rows as positions, and the others with the reason.

    Args:
        raw: Our column name → Arrow array of text, numbers or times; all of one length.
        lines: Line number of each row.
        name: The file as refusals name it.
        source: SHA-256 of the file.
    """
    size = len(lines)
    mmsi, lat, lon = (_float(raw[c]) for c in ("mmsi", "lat", "lon"))
    when = _time(raw["timestamp"])
    reasons = np.full(size, None, dtype=object)
    refused = np.zeros(size, dtype=bool)

    def refuse(bad: Any, reason: str, shown: str | None = None) -> None:
        mask = np.asarray(bad) & ~refused  # the first reason stands
        refused[mask] = True
        if shown is None:
            reasons[mask] = reason
        else:
            texts = _text(raw[shown]).filter(pa.array(mask)).to_pylist()
            reasons[mask] = [reason.format(t if t is not None else "(empty)") for t in texts]

    refuse(
        _bad(mmsi, 1, 999_999_999) | (np.mod(mmsi, 1) != 0), "MMSI {!r} is not nine digits", "mmsi"
    )
    refuse(
        np.asarray(pc.is_null(when)),
        "time {!r} is unreadable; write 2024-02-26T12:00:00",
        "timestamp",
    )
    refuse(np.equal(lat, 91.0), "latitude 91: AIS for 'position not available'")
    refuse(np.equal(lon, 181.0), "longitude 181: AIS for 'position not available'")
    refuse(_bad(lat, -90, 90), "latitude {!r} is outside -90…90", "lat")
    refuse(_bad(lon, -180, 180), "longitude {!r} is outside -180…180", "lon")
    good = ~refused
    keep = pa.array(good)
    columns: dict[str, Any] = {
        "mmsi": pa.array(np.nan_to_num(mmsi).astype(np.int64)),
        "timestamp": when,
        "lat": pa.array(lat),
        "lon": pa.array(lon),
        "source": pa.array([source]).take(pa.array(np.zeros(size, dtype=np.int32))),
        "line": pa.array(lines),
    }
    for field in POSITIONS:
        if field.name in columns:
            continue
        if field.name not in raw:
            columns[field.name] = pa.nulls(size, field.type)
        elif pa.types.is_floating(field.type):
            columns[field.name] = _available(field.name, _float(raw[field.name]))
        elif field.name == "imo":
            columns[field.name] = _imo(_text(raw["imo"]))
        else:
            columns[field.name] = _blank_to_null(_text(raw[field.name]))
    rows = pa.table([columns[f.name].filter(keep) for f in POSITIONS], schema=POSITIONS)
    return rows, _rejects(raw, lines, reasons, good, name)


def _rejects(raw: Mapping[str, Any], lines: Any, reasons: Any, good: Any, name: str) -> pa.Table:
    bad = np.flatnonzero(~good)
    taken = pa.array(bad)
    texts = [_text(column).take(taken).to_pylist() for column in raw.values()]
    shown = [
        ",".join("" if v is None else v for v in row)[:200] for row in zip(*texts, strict=True)
    ]
    return pa.table(
        {
            "path": pa.array([name] * len(bad), pa.string()),
            "line": pa.array(lines[bad], pa.int64()),
            "reason": pa.array(list(reasons[bad]), pa.string()),
            "text": pa.array(shown, pa.string()),
        },
        schema=REJECTS,
    )


def _bad(values: Any, low: float, high: float) -> Any:
    return ~((values >= low) & (values <= high))  # NaN is bad


def _float(column: Any) -> Any:
    """Numbers as float64; what is no number becomes NaN."""
    if not _is_text(column):
        return pc.cast(column, pa.float64()).fill_null(np.nan).to_numpy(zero_copy_only=False)
    text = pc.utf8_trim_whitespace(pc.cast(column, pa.string()))
    fits = pc.fill_null(pc.match_substring_regex(text, _NUMBER), False)
    numbers = pc.cast(pc.if_else(fits, text, None), pa.float64())
    return numbers.fill_null(np.nan).to_numpy(zero_copy_only=False)


def _time(column: Any) -> Any:
    """Times in UTC; a time without zone is UTC; what is no time becomes null."""
    if pa.types.is_timestamp(column.type):
        zoned = column if column.type.tz else pc.assume_timezone(column, "UTC")
        return pc.cast(zoned, UTC_TYPE, safe=False)
    text = pc.utf8_trim_whitespace(_text(column))
    moments = pc.match_substring_regex(text, r"\d[T ]\d")  # a day alone is no moment
    text = pc.if_else(pc.fill_null(moments, False), text, None)
    bare = pc.replace_substring_regex(text, r"(Z|[+]00:?00)$", "")
    try:
        return pc.assume_timezone(pc.cast(bare, pa.timestamp("us")), "UTC")
    except pa.ArrowInvalid:
        return pa.array([_one_time(t) for t in text.to_pylist()], UTC_TYPE)


def _one_time(text: str | None) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text or "")
    except ValueError:
        return None
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def _available(name: str, values: Any) -> Any:
    gone = np.isnan(values)
    if name in _NOT_AVAILABLE:
        gone |= np.isclose(values, _NOT_AVAILABLE[name], atol=1e-6)
    return pa.array(values, pa.float64(), mask=gone)


def _imo(text: Any) -> Any:
    """IMO numbers as seven digits without the letters; 0 and blanks are null."""
    digits = pc.replace_substring_regex(pc.fill_null(text, ""), r"^(?i:IMO)?\s*", "")
    return pc.if_else(pc.match_substring_regex(digits, r"^[1-9][0-9]{6}$"), digits, None)


def _blank_to_null(text: Any) -> Any:
    trimmed = pc.utf8_trim(text, " \t@")  # AIS pads names with @
    return pc.if_else(pc.equal(pc.utf8_length(trimmed), 0), None, trimmed)


def _is_text(column: Any) -> bool:
    return bool(pa.types.is_string(column.type) or pa.types.is_large_string(column.type))


def _text(column: Any) -> Any:
    array = column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
    return array if pa.types.is_string(array.type) else pc.cast(array, pa.string())
