"""Positions from CSV: MarineCadastre in both column styles, or any table with known columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
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
    try:
        with _opened(file) as stream:
            reader = pa.csv.open_csv(
                stream,
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
                rows, rejects = checked(
                    {ours: _utf8(batch.column(theirs)) for ours, theirs in wanted.items()},
                    lines,
                    name=name,
                    source=source,
                )
                done = [b for b in broken if b[0] < line]
                broken[:] = [b for b in broken if b[0] >= line]
                yield rows, pa.concat_tables([rejects, _as_rejects(done, name)])
    except (OSError, EOFError) as error:
        reason = f"the compressed data is damaged or ends early after line {line - 1}: {error}"
        broken.append((line, reason.splitlines()[0][:300], ""))
    except pa.ArrowInvalid as error:
        reason = f"cannot be read on after line {line - 1}: {str(error).splitlines()[0][:300]}"
        broken.append((line, reason, ""))
    if broken:
        yield POSITIONS.empty_table(), _as_rejects(broken, name)


def _header(file: Path) -> tuple[list[str], str]:
    """Return the column names and the delimiter.

    Raises:
        UnreadableError: The first line cannot be read as text.
    """
    try:
        with _opened(file) as stream:
            head = bytes(stream.read(1 << 16))
    except (OSError, EOFError) as error:
        raise UnreadableError(f"the compressed data is damaged: {error}") from error
    line = head.lstrip(b"\xef\xbb\xbf").splitlines()[:1]
    if not line or not line[0].strip():
        raise UnreadableError("is empty: a position table starts with a line of column names")
    try:
        text = line[0].decode("utf-8")
    except UnicodeDecodeError as error:
        raise UnreadableError("is no text: the first line is not UTF-8") from error
    delimiter = max(",;\t", key=text.count)
    return [column.strip('"') for column in text.split(delimiter)], delimiter


def _opened(file: Path) -> Any:
    with file.open("rb") as stream:
        compressed = stream.read(2) == _GZIP
    return pa.input_stream(str(file), compression="gzip" if compressed else None)


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
