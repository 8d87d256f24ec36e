"""What rows say of the ship beside its position: one static report a run of equal rows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from tidewaiter.ais.read.batch import one_source
from tidewaiter.model.tables import STATICS

#: Columns that a row may state of its ship.
STATED = (
    "imo", "name", "callsign", "ship_type", "length", "width", "to_bow", "to_stern", "to_port",
    "to_starboard", "draught", "destination",
)  # fmt: skip
_NOTHING = ("", "unknown", "undefined", "n/a", "none", "null")


def static_rows(
    raw: Mapping[str, Any],
    mmsi: NDArray[np.int32],
    stamps: NDArray[np.int64],
    lines: NDArray[np.int64],
    source: str,
    said: NDArray[np.bool_],
) -> pa.Table:
    """Return the static reports of some rows, equal neighbours in time folded into one.

    Args:
        raw: Our column name → Arrow array.
        mmsi: Of each row.
        stamps: Microseconds since 1970 of each row.
        lines: Line number of each row.
        source: SHA-256 of the file.
        said: Which rows say anything and are good.
    """
    rows = np.flatnonzero(said)
    if not len(rows):
        return STATICS.empty_table()
    codes = [_codes(raw[column]) for column in STATED if column in raw]
    rows = rows[np.lexsort((lines[rows], stamps[rows], mmsi[rows]))]
    new = np.zeros(len(rows), dtype=bool)
    new[0] = True
    new[1:] = np.diff(mmsi[rows]) != 0
    for coded in codes:
        of_rows = coded[rows]
        new[1:] |= of_rows[1:] != of_rows[:-1]
    first = np.flatnonzero(new)
    last = np.append(first[1:], len(rows)) - 1
    taken = pa.array(rows[first])
    stated = {c: raw[c].take(taken) for c in STATED if c in raw}
    size = len(first)
    utc = STATICS.field("timestamp").type
    columns: dict[str, Any] = {
        "mmsi": pa.array(mmsi[rows[first]]),
        "timestamp": pa.array(stamps[rows[first]]).cast(utc),
        "until": pa.array(stamps[rows[last]]).cast(utc),
        "reports": pa.array((last - first + 1).astype(np.int32)),
        "imo": _each(stated.get("imo"), _imo, pa.string(), size),
        "ship_type": _each(stated.get("ship_type"), _type, pa.int16(), size),
        "length": _size(stated, "length", "to_bow", "to_stern", size),
        "width": _size(stated, "width", "to_port", "to_starboard", size),
        "draught": _each(stated.get("draught"), _metres, pa.float32(), size),
        "source": one_source(source, size),
        "line": pa.array(lines[rows[first]]),
    }
    for column in ("name", "callsign", "destination"):
        columns[column] = _each(stated.get(column), _words, pa.string(), size)
    table = pa.table([columns[f.name] for f in STATICS], schema=STATICS)
    known = np.zeros(size, dtype=bool)
    for field in STATICS.names[4:-2]:
        known |= table[field].is_valid().to_numpy()
    return table.filter(pa.array(known))


def _codes(column: Any) -> NDArray[np.int64]:
    coded = pc.dictionary_encode(column)
    coded = coded.combine_chunks() if isinstance(coded, pa.ChunkedArray) else coded
    return np.asarray(coded.indices.fill_null(-1).to_numpy(zero_copy_only=False), dtype=np.int64)


def _each(column: Any, read: Any, kind: Any, size: int) -> Any:
    """Read each different value of a column once."""
    if column is None:
        return pa.nulls(size, kind)
    coded = pc.dictionary_encode(column)
    coded = coded.combine_chunks() if isinstance(coded, pa.ChunkedArray) else coded
    values = pa.array([read(v) for v in coded.dictionary.to_pylist()], kind)
    return values.take(coded.indices)


def _words(value: Any) -> str | None:
    text = str(value or "").strip(" \t@")  # AIS pads names with @
    return None if text.lower() in _NOTHING else text


def _imo(value: Any) -> str | None:
    """Seven digits without the letters; 0 and blanks are null."""
    text = str(value or "").strip().upper().removeprefix("IMO").strip().removesuffix(".0")
    return text if len(text) == 7 and text.isdigit() and text[0] != "0" else None


def _number(value: Any) -> float | None:
    try:
        number = float(value)
    except (TypeError, ValueError):
        return None
    return number if 0 < number < 1e6 else None


def _metres(value: Any) -> float | None:
    return _number(value)


def _type(value: Any) -> int | None:
    number = _number(value)
    return None if number is None or number > 9999 else int(number)


def _size(stated: Mapping[str, Any], whole: str, one: str, other: str, size: int) -> Any:
    if whole in stated:
        return _each(stated[whole], _metres, pa.float32(), size)
    if one not in stated or other not in stated:
        return pa.nulls(size, pa.float32())
    parts = [_each(stated[p], _metres, pa.float32(), size).fill_null(0) for p in (one, other)]
    total = pc.add(*parts)
    return pc.if_else(pc.greater(total, 0), total, pa.scalar(None, pa.float32()))
