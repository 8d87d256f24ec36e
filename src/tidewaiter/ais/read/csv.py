"""Positions from CSV: MarineCadastre in both column styles, or any table with known columns."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO, Any, cast

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv

from tidewaiter.ais.read.checks import checked
from tidewaiter.ais.read.columns import match
from tidewaiter.errors import UnreadableError
from tidewaiter.model.tables import POSITIONS, REJECTS

_BLOCK_BYTES = 8 << 20
_GZIP = b"\x1f\x8b"


def read_csv(
    file: Path, *, name: str, source: str, columns: Mapping[str, str] | None
) -> Iterator[tuple[pa.Table, pa.Table]]:
    """Yield (good rows, rejects) of a CSV file; see :func:`tidewaiter.ais.read.read`.

    A row is a line: quoted line breaks are refused, so that one stray quotation mark spoils one
    row. A gzipped file that ends early gives its rows so far and a reject that says so.
    """
    header, delimiter = _header(file)
    wanted = match(header, columns)
    broken: list[tuple[int, str, str]] = []

    def refuse(row: Any) -> str:
        text = row.text.strip()
        blank = not text
        reason = f"has {row.actual_columns} columns, the header has {row.expected_columns}"
        broken.append((row.number, "" if blank else reason, text[:200]))
        return "skip"

    line = 2
    with file.open("rb") as raw:
        stream = _WholeLines(_unpacked(raw))
        try:
            reader = pa.csv.open_csv(
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
            for batch in reader:
                lines, line = _lines(batch.num_rows, line, {number for number, _, _ in broken})
                raw_columns = {o: _utf8(batch.column(theirs)) for o, theirs in wanted.items()}
                kept = _not_blank(raw_columns)
                rows, rejects = checked(
                    {ours: column.filter(kept) for ours, column in raw_columns.items()},
                    lines[kept.to_numpy(zero_copy_only=False)],
                    name=name,
                    source=source,
                )
                done = [b for b in broken if b[0] < line]
                broken[:] = [b for b in broken if b[0] >= line]
                yield rows, pa.concat_tables([rejects, _as_rejects(done, name)])
        except pa.ArrowInvalid as error:
            reason = f"cannot be read on after line {line - 1}: {str(error).splitlines()[0][:300]}"
            broken.append((line, reason, ""))
    if stream.damage is not None:
        broken.append((line, f"the compressed data is damaged or ends early: {stream.damage}", ""))
    if broken:
        yield POSITIONS.empty_table(), _as_rejects(broken, name)


class _WholeLines(io.RawIOBase):
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

    def read(self, size: int = -1) -> bytes:
        """Return up to ``size`` bytes; nothing at the end."""
        most = _BLOCK_BYTES if size is None or size < 0 else size
        while len(self._held) < most and not self._ended:
            try:
                more = self._source.read(_BLOCK_BYTES)
            except (OSError, EOFError, zlib.error) as error:
                self.damage = str(error)
                self._ended = True
                self._held = self._held[: self._held.rfind(b"\n") + 1]
            else:
                self._ended = not more
                self._held += more
        # Hold the last line back until more has come: what follows may be broken.
        whole = len(self._held) if self._ended else self._held.rfind(b"\n") + 1
        cut = min(most, whole) or min(most, len(self._held))
        out, self._held = self._held[:cut], self._held[cut:]
        return out


def _unpacked(raw: IO[bytes]) -> IO[bytes]:
    packed = raw.read(2) == _GZIP
    raw.seek(0)
    return cast("IO[bytes]", gzip.GzipFile(fileobj=raw)) if packed else raw


def _not_blank(columns: Mapping[str, Any]) -> Any:
    """Which rows hold anything at all: a blank line is no row."""
    holds = None
    for column in columns.values():
        valid = column.is_valid()
        holds = valid if holds is None else pc.or_(holds, valid)
    return holds


def _header(file: Path) -> tuple[list[str], str]:
    """Return the column names and the delimiter.

    Raises:
        UnreadableError: The first line cannot be read as text.
    """
    with file.open("rb") as raw:
        try:
            head = _unpacked(raw).readline(1 << 16)
        except (OSError, EOFError, zlib.error) as error:
            raise UnreadableError(f"the compressed data is damaged: {error}") from error
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


def _as_rejects(broken: list[tuple[int, str, str]], name: str) -> pa.Table:
    rows = [b for b in broken if b[1]]  # a blank line is no row
    return pa.table(
        {
            "path": pa.array([name] * len(rows), pa.string()),
            "line": pa.array([b[0] for b in rows], pa.int64()),
            "reason": pa.array([b[1] for b in rows], pa.string()),
            "text": pa.array([b[2] for b in rows], pa.string()),
        },
        schema=REJECTS,
    )
