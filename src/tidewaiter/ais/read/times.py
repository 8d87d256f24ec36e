"""Times as the field writes them, in UTC."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from tidewaiter.model.moments import moment_in
from tidewaiter.model.tables import UTC as UTC_TYPE

#: Where the digits of year, month, day, hour, minute and second stand in a text of known length.
_FIXED = {
    # 26/02/2024 12:00:00, day first: the Danish Maritime Authority
    (19, "dd/dd/dddd dd:dd:dd"): ((6, 10), (3, 5), (0, 2), (11, 13), (14, 16), (17, 19)),
    # 20240226_120000: exactEarth
    (15, "dddddddd_dddddd"): ((0, 4), (4, 6), (6, 8), (9, 11), (11, 13), (13, 15)),
}
_DAYS_IN_MONTH = np.array([0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31])
#: 1980 to 2100 in seconds: what a bare number can mean.
_UNIX = (315_532_800, 4_102_444_800)


def times(column: Any) -> Any:
    """Return moments in UTC; a time without zone is UTC; what is no time becomes null.

    ISO 8601, the Danish authority's ``26/02/2024 12:00:00``, exactEarth's ``20240226_120000``, and
    UNIX seconds or milliseconds are understood. A day alone is no moment.

    Args:
        column: Arrow array of text, timestamps or numbers.
    """
    if pa.types.is_timestamp(column.type):
        zoned = column if column.type.tz else pc.assume_timezone(column, "UTC")
        return pc.cast(zoned, UTC_TYPE, safe=False)
    text = column if pa.types.is_string(column.type) else pc.cast(column, pa.string())
    if (quick := _fixed(text)) is not None:
        return quick
    # Arrow reads a bare day as a moment too: a moment is longer than that
    if (pc.min(pc.binary_length(text)).as_py() or 0) > len("2024-02-26"):
        for kind in (pa.timestamp("us"), UTC_TYPE):
            try:
                return pc.cast(text, kind).cast(UTC_TYPE)
            except pa.ArrowInvalid:
                continue
    return pa.array([_one(t) for t in text.to_pylist()], UTC_TYPE)


def _fixed(text: Any) -> Any:
    """All texts of one fixed shape read at once; None where they are not."""
    if not len(text) or text.null_count:
        return None
    first = text[0].as_py()
    shape = "".join("d" if c.isdigit() else c for c in first)
    places = _FIXED.get((len(first), shape))
    if places is None:
        return None
    lengths = pc.binary_length(text).to_numpy(zero_copy_only=False)
    if (lengths != len(first)).any():
        return None
    start = np.frombuffer(text.buffers()[1], np.int32, count=1, offset=text.offset * 4)[0]
    data = np.frombuffer(
        text.buffers()[2], np.uint8, count=len(text) * len(first), offset=int(start)
    ).reshape(len(text), len(first))
    digits = data - np.uint8(ord("0"))
    want = np.array([c == "d" for c in shape])
    same = data == np.frombuffer(shape.encode(), np.uint8)
    if not (np.where(want, digits <= 9, same)).all():
        return None
    year, month, day, hour, minute, second = (_number(digits, *place) for place in places)
    sound = (month >= 1) & (month <= 12) & (day >= 1) & (hour < 24) & (minute < 60) & (second < 60)
    sound &= day <= _DAYS_IN_MONTH[np.where(sound, month, 1)]
    month = np.where(sound, month, 1)
    days = (year - 1970).astype("datetime64[Y]").astype("datetime64[M]") + (month - 1)
    stamp = days.astype("datetime64[D]") + (day - 1)
    sound &= stamp.astype("datetime64[M]") == days  # 30 February is no day
    micros = stamp.astype("datetime64[us]").astype(np.int64)
    micros += (hour * 3600 + minute * 60 + second) * 1_000_000
    return pa.array(micros, pa.int64(), mask=~sound).cast(pa.timestamp("us")).cast(UTC_TYPE)


def _number(digits: Any, start: int, end: int) -> Any:
    value = np.zeros(len(digits), dtype=np.int64)
    for at in range(start, end):
        value = value * 10 + digits[:, at]
    return value


def _one(text: str | None) -> datetime | None:
    bare = (text or "").strip()
    try:
        return _unix(float(bare))
    except ValueError:
        pass
    for pattern in ("%d/%m/%Y %H:%M:%S", "%Y%m%d_%H%M%S"):
        try:
            return datetime.strptime(bare, pattern).replace(tzinfo=UTC)
        except ValueError:
            continue
    try:
        if len(bare) <= len("2024-02-26"):
            return None
        return moment_in(bare)
    except ValueError:
        return None


def _unix(number: float) -> datetime | None:
    for seconds in (number, number / 1000):
        if _UNIX[0] <= seconds < _UNIX[1]:
            return datetime.fromtimestamp(seconds, UTC)
    return None
