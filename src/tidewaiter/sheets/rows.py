"""Rows of a CSV sheet with their line numbers; what cannot be a row is refused with its reason."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, TypeVar

from tidewaiter.errors import UnreadableError
from tidewaiter.model.evidence import Reject

if TYPE_CHECKING:
    from _csv import Reader

Made = TypeVar("Made")


def rows(
    data: bytes, path: str, *, required: Sequence[str], known: Sequence[str] | None
) -> Iterator[tuple[int, dict[str, str]] | Reject]:
    """Yield each row as (line of its first character, column → text without outer blanks).

    Args:
        data: The sheet, UTF-8, with a header.
        path: As shown in a refusal.
        required: Columns that the header must hold.
        known: All columns that may occur; None: any.

    Raises:
        UnreadableError: No UTF-8, no header, or a header that lacks or has unknown columns.
    """
    reader, header = _begun(data)
    if missing := [name for name in required if name not in header]:
        raise UnreadableError(
            f"the header lacks the columns {missing}; see docs/reference/case.md"
        )
    if known is not None and (unknown := [name for name in header if name not in known]):
        raise UnreadableError(f"the header has unknown columns {unknown}; known: {list(known)}")
    line = reader.line_num + 1
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield Reject(path, line, f"not readable as CSV: {error}")
            line = reader.line_num + 1
            continue
        start, line = line, reader.line_num + 1
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != len(header):
            reason = f"has {len(cells)} columns, the header has {len(header)}"
            yield Reject(path, start, reason, ",".join(cells)[:200])
            continue
        yield start, {name: cell.strip() for name, cell in zip(header, cells, strict=True)}


def made(
    found: Iterable[tuple[int, dict[str, str]] | Reject],
    path: str,
    make: Callable[[int, dict[str, str]], Made],
    shown: Callable[[dict[str, str]], str],
) -> tuple[list[Made], list[Reject]]:
    """Make something of each row; a ValueError of ``make`` refuses it with its words.

    Args:
        found: Rows, as :func:`rows` yields them.
        path: As shown in a refusal.
        make: Makes it of line and cells.
        shown: What of a refused row is shown.
    """
    good: list[Made] = []
    rejects: list[Reject] = []
    for row in found:
        if isinstance(row, Reject):
            rejects.append(row)
            continue
        line, cells = row
        try:
            good.append(make(line, cells))
        except ValueError as error:
            rejects.append(Reject(path, line, str(error), shown(cells)[:200]))
    return good, rejects


def header(data: bytes) -> list[str]:
    """Return the names of a sheet's columns.

    Raises:
        UnreadableError: It is no UTF-8, or its first line is no row.
    """
    return _begun(data)[1]


def _begun(data: bytes) -> tuple[Reader, list[str]]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableError(
            f"not UTF-8 at byte {error.start}; save the sheet as UTF-8"
        ) from error
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        return reader, [name.strip() for name in next(reader, [])]
    except csv.Error as error:
        raise UnreadableError(f"the header is not readable as CSV: {error}") from error


def names(text: str) -> tuple[str, ...]:
    """Split a cell at semicolons.

    >>> names("KCNA; Yonhap")
    ('KCNA', 'Yonhap')
    """
    return tuple(part.strip() for part in text.split(";") if part.strip())


def number(text: str, column: str) -> float | None:
    """Read a number; empty is None.

    Raises:
        ValueError: It is no finite number.
    """
    if not text:
        return None
    try:
        value = float(text.replace(",", ""))
    except ValueError:
        raise ValueError(f"{column}: {text!r} is not a number") from None
    if value - value != 0:
        raise ValueError(f"{column}: {text!r} is not a finite number")
    return value
