"""Lists as CSV: rows one at a time, each with the lines that it stands on."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Mapping, Sequence

from tidewaiter.errors import UnreadableError
from tidewaiter.lists.read.files import Opened, check_hope
from tidewaiter.model.evidence import Locator, Reject
from tidewaiter.model.listings import Listing

#: A row of a list is some kilobytes long; a line beyond this is none.
MOST_SIGNS = 1 << 20
_MOST_REJECTS_TEXT = 200


class Lines:
    """Lines of a text for a CSV reader; one that is too long is an error, and the next goes on."""

    def __init__(self, text: str) -> None:
        """Start before the first line."""
        self._stream = io.StringIO(text, newline="")

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._stream.readline()
        if not line:
            raise StopIteration
        if len(line) > MOST_SIGNS:
            raise csv.Error(f"the line is longer than {MOST_SIGNS:,} signs")
        return line.replace("\0", "")


def rows(
    source: Opened,
    make: Callable[[Mapping[str, str], Locator], Listing],
    needed: Sequence[str] = (),
) -> tuple[tuple[Listing, ...], list[Reject]]:
    """Make a listing of each row of a sheet with a header.

    Args:
        source: The opened file.
        make: Makes a listing; a ValueError refuses the row with its words.
        needed: Columns without which this is another list.

    Returns:
        The entries, and the refused rows.

    Raises:
        UnreadableError: The header lacks a column or cannot be read, or no row is as expected.
    """
    path, sha256 = source.file.path, source.file.sha256
    reader = csv.reader(Lines(source.text()))
    try:
        header = next(reader, [])
    except csv.Error as error:
        raise UnreadableError(f"its header is not readable as CSV: {error}") from error
    if missing := [column for column in needed if column not in header]:
        shown = ", ".join(header[:8])
        raise UnreadableError(
            f"lacks the columns {missing}; found {shown} and {len(header)} in all"
        )
    listings: list[Listing] = []
    rejects: list[Reject] = []
    while True:
        check_hope(len(listings), rejects)
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            break
        except csv.Error as error:
            rejects.append(Reject(path, line, f"not readable as CSV: {error}"))
            continue
        if not cells:
            continue
        if len(cells) != len(header):
            reason = "has another number of columns than the header"
            rejects.append(Reject(path, line, reason, ",".join(cells[:50])[:_MOST_REJECTS_TEXT]))
            continue
        row = dict(zip(header, cells, strict=True))
        try:
            listings.append(make(row, Locator(sha256, "rows", line, reader.line_num)))
        except ValueError as error:
            rejects.append(Reject(path, line, str(error)))
    return tuple(listings), rejects
