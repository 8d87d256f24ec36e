"""Rows of other tools' sheets: columns by names that are told apart by their letters and figures alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from tidewaiter.errors import UnreadableError
from tidewaiter.model.cells import from_cell
from tidewaiter.model.evidence import Reject
from tidewaiter.sheets.rows import header, rows

#: Our name of a column → the names that it may have in the sheet.
Columns = Mapping[str, tuple[str, ...]]


def renamed(columns: Columns, given: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """Return columns with the names that a user gives in place of the known ones.

    Raises:
        UnreadableError: A column of ours is named that there is not.
    """
    if unknown := sorted(given.keys() - columns.keys()):
        raise UnreadableError(
            f"case.toml renames columns {unknown} that are not read; those are {sorted(columns)}"
        )
    return {**columns, **{ours: (theirs,) for ours, theirs in given.items()}}


def held(data: bytes, columns: Columns) -> dict[str, str]:
    """Return which of the columns a sheet has: our name → the name in the sheet; first names first."""
    try:
        names = {plain(name): name for name in reversed(header(data))}
    except UnreadableError:
        return {}
    found = {
        ours: next((names[plain(n)] for n in theirs if plain(n) in names), None)
        for ours, theirs in columns.items()
    }
    return {ours: name for ours, name in found.items() if name is not None}


def loose_rows(
    data: bytes, path: str, columns: Columns
) -> Iterator[tuple[int, dict[str, str]] | Reject]:
    """Yield each row as (line, our name of the column → text); columns that it lacks are empty.

    Raises:
        UnreadableError: As for :func:`tidewaiter.sheets.rows.rows`.
    """
    names = held(data, columns)
    for row in rows(data, path, required=(), known=None):
        if isinstance(row, Reject):
            yield row
            continue
        line, cells = row
        said = {ours: from_cell(cells[theirs]).strip() for ours, theirs in names.items()}
        yield line, {ours: said.get(ours, "") for ours in columns}


def plain(name: str) -> str:
    """Return the letters and figures of a column's name.

    >>> plain(" Archive_Status"), plain("archive status")
    ('archivestatus', 'archivestatus')
    """
    return re.sub(r"[\W_]+", "", name).casefold()
