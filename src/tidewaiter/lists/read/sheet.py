"""Lists as CSV with a header: rows one at a time, each with the lines that it stands on."""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping
from typing import Any

from tidewaiter.lists.read.files import ListFile
from tidewaiter.model.evidence import Locator, Reject
from tidewaiter.model.listings import Listing


def rows(
    file: ListFile,
    reader: csv.DictReader[str],
    make: Callable[[Mapping[str, str], Locator], Listing],
) -> tuple[tuple[Listing, ...], list[Reject]]:
    """Make a listing of each row.

    Args:
        file: The captured file.
        reader: Of its text, before the first row.
        make: Makes a listing; a ValueError refuses the row with its words.

    Returns:
        The entries, and the refused rows.
    """
    listings: list[Listing] = []
    rejects: list[Reject] = []
    while True:
        line = reader.line_num + 1
        try:
            row: dict[Any, Any] = next(reader)
        except StopIteration:
            return tuple(listings), rejects
        except csv.Error as error:
            rejects.append(Reject(file.path, line, f"not readable as CSV: {error}"))
            continue
        if None in row or None in row.values():
            reason = "has another number of columns than the header"
            rejects.append(Reject(file.path, line, reason))
            continue
        try:
            listings.append(make(row, Locator(file.sha256, "rows", line, reader.line_num)))
        except ValueError as error:
            rejects.append(Reject(file.path, line, str(error)))
