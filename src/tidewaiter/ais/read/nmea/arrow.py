"""Arrow tables from the columns that the kernels fill."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from tidewaiter.ais.read.batch import one_source
from tidewaiter.ais.read.nmea import payload as p
from tidewaiter.ais.read.nmea.table import Bytes, Ints
from tidewaiter.model.tables import POSITIONS, STATICS, UTC

_DIGITS = 10 ** np.arange(6, -1, -1, dtype=np.int64)


def positions(filled: Ints, source: str) -> pa.Table:
    """Return rows of ``POSITIONS``.

    Args:
        filled: Columns that ``payload.messages`` wrote, rows in use only; is copied.
        source: SHA-256 of the file.
    """
    degrees = filled[[p.LAT, p.LON]] / 600_000
    columns = [
        pa.array(filled[p.MMSI].astype(np.int32)),
        _times(filled[p.TIME]),
        pa.array(degrees[0]),
        pa.array(degrees[1]),
        _numbers(filled[p.SOG] / 10, filled[p.SOG] < 0, np.float32),
        _numbers(filled[p.COG] / 10, filled[p.COG] < 0, np.float32),
        _numbers(filled[p.HEADING], filled[p.HEADING] < 0, np.float32),
        _numbers(filled[p.STATUS], filled[p.STATUS] < 0, np.int8),
        one_source(source, filled.shape[1]),
        pa.array(filled[p.POSITION_LINE].copy()),
    ]
    return pa.Table.from_arrays(columns, schema=POSITIONS)


def statics(filled: Ints, text: Bytes, ends: Ints, source: str) -> pa.Table:
    """Return rows of ``STATICS``, one a report.

    Args:
        filled: Columns that ``payload.messages`` wrote, rows in use only; is copied.
        text: Names, callsigns and destinations, each end to end.
        ends: Where each text ends, from 0 on.
        source: SHA-256 of the file.
    """
    size = filled.shape[1]
    when = _times(filled[p.TIME])
    columns = [
        pa.array(filled[p.MMSI].astype(np.int32)),
        when,
        when,
        pa.array(np.ones(size, np.int32)),
        _seven_digits(filled[p.IMO]),
        _texts(text[p.NAME], ends[p.NAME, : size + 1]),
        _texts(text[p.CALLSIGN], ends[p.CALLSIGN, : size + 1]),
        _numbers(filled[p.SHIP_TYPE], filled[p.SHIP_TYPE] == 0, np.int16),
        _numbers(filled[p.LENGTH], filled[p.LENGTH] == 0, np.float32),
        _numbers(filled[p.BREADTH], filled[p.BREADTH] == 0, np.float32),
        _numbers(filled[p.DRAUGHT] / 10, filled[p.DRAUGHT] == 0, np.float32),
        _texts(text[p.DESTINATION], ends[p.DESTINATION, : size + 1]),
        one_source(source, size),
        pa.array(filled[p.STATIC_LINE].copy()),
    ]
    return pa.Table.from_arrays(columns, schema=STATICS)


def _times(us: Ints) -> Any:
    return pa.Array.from_buffers(UTC, len(us), [None, pa.py_buffer(us.copy())])


def _numbers(values: NDArray[Any], absent: NDArray[np.bool_], kind: Any) -> Any:
    return pa.array(values.astype(kind), mask=absent)


def _texts(text: Bytes, ends: Ints) -> Any:
    """Text end to end as Arrow strings, which lie just so; the empty ones are null."""
    offsets = ends.astype(np.int32)
    said = np.packbits(offsets[1:] > offsets[:-1], bitorder="little")
    buffers = [pa.py_buffer(said), pa.py_buffer(offsets), pa.py_buffer(text[: ends[-1]].copy())]
    return pa.Array.from_buffers(pa.string(), len(ends) - 1, buffers)


def _seven_digits(numbers: Ints) -> Any:
    """Numbers of seven digits as text; 0 is null."""
    said = numbers[numbers > 0]
    text = (said[:, np.newaxis] // _DIGITS % 10 + 48).astype(np.uint8).ravel()
    ends = np.concatenate([[0], np.cumsum(np.where(numbers > 0, 7, 0))])
    return _texts(text, ends)
