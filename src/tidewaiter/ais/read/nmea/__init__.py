"""Read AIS as receivers log it: sentences of NMEA 0183, in bulk."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import IO, Final

import numpy as np
import pyarrow as pa

from tidewaiter.ais.read.batch import Batch
from tidewaiter.ais.read.nmea import arrow, layout, lines, parts, payload
from tidewaiter.ais.read.nmea import table as t
from tidewaiter.ais.read.nmea.blocks import Blocks
from tidewaiter.ais.read.nmea.reasons import ORPHAN, reason
from tidewaiter.ais.read.nmea.table import Bytes, Ints
from tidewaiter.model.tables import REJECTS

_BLOCK_BYTES: Final = 16 << 20
#: Sentences to a batch: 15 columns of them are 16 MB.
_ROWS: Final = 1 << 17
_SENTENCE: Final = re.compile(rb"^\s*(?:\\[^\\\r\n]*\\)*![A-Z0-9-]{2}VD[MO],", re.MULTILINE)
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


def looks_like_nmea(head: bytes) -> bool:
    r"""Tell from the first 64 KiB of a file, unpacked, whether it holds AIS sentences.

    >>> looks_like_nmea(b"# a log\n!AIVDM,1,1,,A,13aEOK?P00PD2wVMdLDRhgvL289?,0*26\n")
    True
    >>> looks_like_nmea(b"mmsi,timestamp,lat,lon\n")
    False
    """
    return _SENTENCE.search(head.removeprefix(b"\xef\xbb\xbf")) is not None


def read_nmea(
    stream: IO[bytes],
    *,
    name: str,
    source: str,
    start: datetime | None = None,
    block_bytes: int = _BLOCK_BYTES,
) -> Iterator[Batch]:
    """Yield positions, static reports and rejects batch by batch, in bounded memory.

    Messages 1-3, 5, 9, 18, 19, 24 and 27 are decoded (ITU-R M.1371-5), others passed over. A
    sentence's time is that of its tag block or of its group's, else of the field behind it, else
    of the last ``$PGHP`` line, else of a clock that starts at ``start`` and goes with the UTC
    seconds in the messages. A message in parts has the time of its first part. Comments, blank
    lines and sentences that begin with $ are no rows.

    Args:
        stream: The file, unpacked; if reading it fails, the whole lines so far are used, and a
            reject says that it is damaged.
        name: The file as refusals name it.
        source: SHA-256 of the file.
        start: When the first line was received, UTC, for files whose lines carry no time.
        block_bytes: How much is read at a time; the rows do not depend on it.

    Yields:
        Batches; a reject of a message in parts locates the line of its last part.
    """
    decoder = _Decoder(name, source, start)
    blocks = Blocks(stream, block_bytes)
    for block in blocks:
        yield from decoder.batches(block)
    yield decoder.rest(blocks.damage)


class _Decoder:
    """The kernels in their order, and what carries over from block to block."""

    def __init__(self, name: str, source: str, start: datetime | None) -> None:
        self._name, self._source = name, source
        self._state, self._groups = lines.fresh_state()
        self._layout = layout.layout()
        self._clock = payload.clock(_whole_seconds_us(start))
        self._waiting = parts.Waiting()
        self._held: Bytes = np.empty(0, np.uint8)
        self._table: Ints = np.empty((t.COLUMNS, _ROWS), np.int64)
        self._positions: Ints = np.empty((payload.POSITION_ROWS, _ROWS), np.int64)
        self._statics: Ints = np.empty((payload.STATIC_ROWS, _ROWS), np.int64)
        self._text: Bytes = np.empty((payload.TEXT_ROWS, _ROWS * payload.TEXT_CHARS), np.uint8)
        self._ends: Ints = np.empty((payload.TEXT_ROWS, _ROWS + 1), np.int64)

    def batches(self, fresh: bytes) -> Iterator[Batch]:
        """Decode a block of whole lines."""
        at = len(self._held)
        block: Bytes = np.concatenate([self._held, np.frombuffer(fresh, np.uint8)])
        while at < len(block):
            rows, at = lines.sentences(
                block, at, len(block), self._state, self._groups, self._table
            )
            joined, lost = self._waiting.joined(block, self._table, rows)
            located, told = payload.messages(
                block, joined, self._table, rows, self._layout, self._clock,
                self._positions, self._statics, self._text, self._ends,
            )  # fmt: skip
            table = self._table[:, :rows]
            refused = table[:, table[t.REASON] != 0]
            yield Batch(
                arrow.positions(self._positions[:, :located], self._source),
                arrow.statics(self._statics[:, :told], self._text, self._ends, self._source),
                self._rejects(block, refused, lost),
                rows,
            )
        self._held = self._waiting.held(block)

    def rest(self, damage: str | None) -> Batch:
        """Give up the parts that still wait, and say what broke the file off."""
        rejects = self._rejects(self._held, self._table[:, :0], self._waiting.left())
        if damage is None:
            return Batch(rejects=rejects)
        line = int(self._state[0]) + 1
        words = f"the compressed data is damaged or ends early: {damage}"
        broken = pa.Table.from_arrays(
            [pa.array([self._name]), pa.array([line]), pa.array([words]), pa.array([""])],
            schema=REJECTS,
        )
        return Batch(rejects=pa.concat_tables([rejects, broken]), rows_in=1)

    def _rejects(self, block: Bytes, refused: Ints, lost: Ints) -> pa.Table:
        wanted = [t.LINE, t.START, t.END, t.REASON, t.FIRST, t.SECOND]
        given_up = np.vstack([lost[:3], np.full((1, lost.shape[1]), ORPHAN), lost[3:]])
        rows = sorted(np.hstack([refused[wanted], given_up]).T.tolist())
        texts = [bytes(block[a : min(b, a + 800)]) for _, a, b, *_ in rows]
        return pa.Table.from_arrays(
            [
                pa.array([self._name] * len(rows), pa.string()),
                pa.array([row[0] for row in rows], pa.int64()),
                pa.array([reason(*row[3:]) for row in rows], pa.string()),
                pa.array([text.decode("utf-8", "replace")[:200] for text in texts], pa.string()),
            ],
            schema=REJECTS,
        )


def _whole_seconds_us(moment: datetime | None) -> int:
    """Return microseconds since 1970 of the whole second; a time without zone is UTC."""
    if moment is None:
        return t.NO_TIME
    zoned = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment
    return (zoned - _EPOCH) // timedelta(seconds=1) * 1_000_000
