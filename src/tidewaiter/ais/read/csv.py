"""Positions from CSV: the dialects of the field, or any table with known columns."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import IO, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
from numpy.typing import NDArray

from tidewaiter.ais.read.ahead import ahead
from tidewaiter.ais.read.batch import Batch
from tidewaiter.ais.read.checks import checked, rejects
from tidewaiter.ais.read.columns import match
from tidewaiter.ais.read.unpack import DAMAGE
from tidewaiter.errors import UnreadableError

_BLOCK_BYTES = 8 << 20


#: Line, reason, text.
_Refused = tuple[int, str, str]


def read_csv(
    stream: IO[bytes], *, name: str, source: str, columns: Mapping[str, str] | None
) -> Iterator[Batch]:
    """Yield the rows of a CSV file; see :func:`tidewaiter.ais.read.read`.

    A row is a line: quoted line breaks are refused, so that one stray quotation mark spoils one
    row. A packed file that ends early gives its rows so far and a reject that says so.

    Args:
        stream: The unpacked bytes.
        name: The file as refusals name it.
        source: SHA-256 of the file.
        columns: Our column name → the file's.
    """
    whole = WholeLines(stream)
    header, delimiter = _header(whole)
    wanted = match(header, columns)
    broken: list[_Refused] = []

    def refuse(row: Any) -> str:
        text = row.text.strip()
        blank = not text
        reason = f"has {row.actual_columns} columns, the header has {row.expected_columns}"
        broken.append((row.number, "" if blank else reason, text[:200]))
        return "skip"

    def batches() -> Iterator[tuple[pa.RecordBatch, NDArray[np.int64], list[_Refused]]]:
        line = 2
        try:
            for batch in _opened(whole, header, delimiter, wanted, refuse):
                lines, line = _lines(batch.num_rows, line, {number for number, _, _ in broken})
                done = [b for b in broken if b[0] < line and b[1]]  # a blank line is no row
                broken[:] = [b for b in broken if b[0] >= line]
                yield batch, lines, done
        except pa.ArrowInvalid as error:
            reason = f"cannot be read on after line {line - 1}: {str(error).splitlines()[0][:300]}"
            broken.append((line, reason, ""))
        if whole.damage is not None:
            reason = f"the compressed data is damaged or ends early: {whole.damage}"
            broken.append((line, reason, ""))

    def one(numbered: tuple[pa.RecordBatch, NDArray[np.int64], list[_Refused]]) -> Batch:
        batch, lines, done = numbered
        raw = {o: _utf8(batch.column(theirs)) for o, theirs in wanted.items()}
        if batch.num_rows and (kept := _not_blank(raw)) is not None:
            raw = {ours: column.filter(kept) for ours, column in raw.items()}
            lines = lines[kept.to_numpy(zero_copy_only=False)]
        return _with(checked(raw, lines, name=name, source=source), done, name)

    yield from ahead(batches(), one)
    if left := [b for b in broken if b[1]]:
        yield _with(Batch(), left, name)


def _opened(
    stream: WholeLines,
    header: list[str],
    delimiter: str,
    wanted: Mapping[str, str],
    refuse: Callable[[Any], str],
) -> Any:
    """Open Arrow's streaming reader: all as text, so that one bad value costs one row."""
    return pa.csv.open_csv(
        pa.PythonFile(stream, "r"),
        read_options=pa.csv.ReadOptions(block_size=_BLOCK_BYTES, use_threads=False),
        parse_options=pa.csv.ParseOptions(
            delimiter=delimiter, invalid_row_handler=refuse, ignore_empty_lines=False
        ),
        convert_options=pa.csv.ConvertOptions(
            column_types=dict.fromkeys(header, pa.string()),
            include_columns=list(dict.fromkeys(wanted.values())),
            strings_can_be_null=True,
            quoted_strings_can_be_null=True,
            null_values=[""],
            check_utf8=False,
        ),
    )


def _with(found: Batch, refused: list[_Refused], name: str) -> Batch:
    if not refused:
        return found
    table = pa.concat_tables([found.rejects, rejects(name, refused)])
    return replace(found, rejects=table, rows_in=found.rows_in + len(refused))


class WholeLines(io.RawIOBase):
    """A stream that ends, where the data under it breaks off, after the last whole line."""

    def __init__(self, source: IO[bytes]) -> None:
        self._source = source
        self._held = b""
        self._ended = False
        #: What broke the data off; None while it is sound.
        self.damage: str | None = None

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def peek_line(self) -> bytes:
        """Return the first line, without taking it."""
        self._held = self.read(_BLOCK_BYTES) + self._held
        return self._held[: self._held.find(b"\n") + 1 or len(self._held)]

    def read(self, size: int = -1) -> bytes:
        """Return up to ``size`` bytes; nothing at the end."""
        most = _BLOCK_BYTES if size is None or size < 0 else size
        parts, held = [self._held], len(self._held)
        while held < most and not self._ended:
            try:
                # one read at a time: what was unpacked before damage is not lost
                more = self._source.read1(_BLOCK_BYTES)  # type: ignore[attr-defined]
            except DAMAGE as error:
                self.damage = str(error)
                self._ended = True
                sound = b"".join(parts)
                parts = [sound[: sound.rfind(b"\n") + 1]]
            else:
                self._ended = not more
                parts.append(more)
                held += len(more)
        self._held = b"".join(parts)
        # Hold the last line back until more has come: what follows may be broken.
        whole = len(self._held) if self._ended else self._held.rfind(b"\n") + 1
        cut = min(most, whole) or min(most, len(self._held))
        out, self._held = self._held[:cut], self._held[cut:]
        return out


def _not_blank(columns: Mapping[str, Any]) -> Any:
    """Which rows hold anything at all, a blank line is no row; None: every one does."""
    holds = None
    for column in columns.values():
        if not column.null_count:
            return None
        valid = column.is_valid()
        holds = valid if holds is None else pc.or_(holds, valid)
    return holds


def _header(stream: WholeLines) -> tuple[list[str], str]:
    """Return the column names and the delimiter, and leave the stream at its start.

    Raises:
        UnreadableError: The first line cannot be read as text.
    """
    head = stream.peek_line()
    if stream.damage is not None and not head:
        raise UnreadableError(f"the compressed data is damaged: {stream.damage}")
    line = head.removeprefix(b"\xef\xbb\xbf").splitlines()[:1]
    if not line or not line[0].strip():
        raise UnreadableError("is empty: a position table starts with a line of column names")
    try:
        text = line[0].decode("utf-8")
    except UnicodeDecodeError as error:
        raise UnreadableError("is no text: the first line is not UTF-8") from error
    delimiter = max(",;\t", key=text.count)
    return [column.strip('"') for column in text.split(delimiter)], delimiter


def _lines(size: int, first: int, broken: set[int]) -> tuple[Any, int]:
    """Number ``size`` good rows from line ``first`` on, passing over the broken lines."""
    upper = first + size + len(broken)
    lines = np.arange(first, upper, dtype=np.int64)
    if broken:
        lines = lines[~np.isin(lines, np.fromiter(broken, dtype=np.int64))]
    lines = lines[:size]
    return lines, int(lines[-1]) + 1 if size else first


def _utf8(column: Any) -> Any:
    """Text as UTF-8; bytes that are none are replaced, so that a bad name does not cost a row."""
    try:
        column.validate(full=True)
    except pa.ArrowInvalid:
        values = column.cast(pa.binary()).to_pylist()
        return pa.array([None if v is None else v.decode("utf-8", "replace") for v in values])
    return column
