"""Sheets as CSV whose cells no spreadsheet takes for formulas, and the way back to the text."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence

#: What a spreadsheet may take for the start of a formula (OWASP: CSV injection), and our own mark.
#: Signs at full width are formulas too where Excel speaks Chinese or Japanese.
_LEADS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "'")

#: With a line feed alone for its end, the writer leaves a lone carriage return unquoted.
_END = "\r\n"


def cell(value: object) -> object:
    """Return a value as a cell; text that begins like a formula is kept from being one.

    Text that begins with an apostrophe gets one more, so that :func:`from_cell` takes back just
    what was added.

    >>> cell("=1+1"), cell("'tis"), cell(-3)
    ("'=1+1", "''tis", -3)
    """
    return f"'{value}" if isinstance(value, str) and value.startswith(_LEADS) else value


def from_cell(text: str) -> str:
    """Return the text that :func:`cell` was given; text of other sheets stays as it is.

    >>> from_cell("'=1+1"), from_cell("''tis"), from_cell("'tis"), from_cell("quay")
    ('=1+1', "'tis", "'tis", 'quay')
    """
    return text[1:] if text.startswith("'") and text[1:].startswith(_LEADS) else text


def sheet_text(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Write headings and rows as CSV (RFC 4180, line feeds), safe to open."""
    return rows_text([header]) + rows_text(rows)


def rows_text(rows: Iterable[Sequence[object]]) -> str:
    """Write rows of a sheet as :func:`sheet_text` does."""
    lines = _Lines()
    csv.writer(lines, lineterminator=_END).writerows(map(cell, row) for row in rows)
    return "".join(line.removesuffix(_END) + "\n" for line in lines)


class _Lines(list[str]):
    """Takes what a writer of CSV writes, a row at a time."""

    def write(self, row: str) -> None:
        self.append(row)
