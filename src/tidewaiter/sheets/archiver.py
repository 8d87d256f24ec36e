"""Sheets of Bellingcat's auto-archiver, exported as CSV: what was archived, when, and under which name.

Column names: its ``gsheet_feeder`` and ``gsheet_db`` modules, version 1.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from tidewaiter.model.evidence import Reject
from tidewaiter.model.moments import moment_in
from tidewaiter.sheets.loose import Columns, held, loose_rows
from tidewaiter.sheets.rows import made

COLUMNS: Columns = {
    "url": ("link", "url"),
    "status": ("archive status", "status"),
    "folder": ("destination folder", "folder"),
    "location": ("archive location",),
    "archived": ("archive date",),
    "thumbnail": ("thumbnail",),
    "published": ("upload timestamp",),
    "title": ("upload title",),
    "text": ("text content",),
    "screenshot": ("screenshot",),
    "hash": ("hash",),
    "perceptual": ("perceptual hashes",),
    "wacz": ("wacz",),
    "replay": ("replaywebpage",),
}
_HASHES = {"sha256": 64, "sha3512": 128}


@dataclass(frozen=True, slots=True)
class Archived:
    """A row.

    Attributes:
        line: Its line in the sheet.
        url: What was archived.
        title: Title of the upload; None where the tool found none.
        published: Day of the upload, UTC; None where the tool found none.
        archived: When it was archived, as the sheet has it.
        status: How that went, as the sheet has it.
        hash: Name of the hash function (``sha256``, ``sha3_512``) and digest of the file; None without.
        names: Names and addresses of the files made, the WACZ file first.
    """

    line: int
    url: str
    title: str | None
    published: date | None
    archived: str
    status: str
    hash: tuple[str, str] | None
    names: tuple[str, ...]


def is_archiver(data: bytes, columns: Columns = COLUMNS) -> bool:
    """Say whether a sheet has the columns of the auto-archiver."""
    found = held(data, columns).keys()
    return {"url", "status"} <= found and bool({"location", "hash", "wacz"} & found)


def archived(
    data: bytes, path: str, columns: Columns = COLUMNS
) -> tuple[list[Archived], list[Reject]]:
    """Read a sheet of the auto-archiver.

    Args:
        data: The sheet, UTF-8.
        path: As shown in a refusal.
        columns: Names of its columns.

    Returns:
        Good rows and refused ones.

    Raises:
        UnreadableError: The sheet as a whole is not readable.
    """
    return made(loose_rows(data, path, columns), path, _row, lambda cells: cells["url"])


def _row(line: int, cells: dict[str, str]) -> Archived:
    if not cells["url"]:
        raise ValueError("names no address that was archived")
    names = [
        name.strip()
        for column in ("wacz", "location", "screenshot", "thumbnail")
        for name in cells[column].splitlines()
    ]
    return Archived(
        line=line,
        url=cells["url"],
        title=cells["title"] or None,
        published=_day(cells["published"]),
        archived=cells["archived"],
        status=cells["status"],
        hash=_hash(cells["hash"]),
        names=tuple(name for name in names if name),
    )


def _day(text: str) -> date | None:
    if not text:
        return None
    try:
        return moment_in(text).date()
    except ValueError:
        raise ValueError(
            f"upload timestamp: {text!r} is no date such as 2024-02-26T12:00:00+00:00"
        ) from None


def _hash(text: str) -> tuple[str, str] | None:
    """Read "SHA-256:…", "SHA3-512:…" or bare digits; None for what is no hash ("not-calculated")."""
    kind, _, digits = text.rpartition(":")
    digits = digits.strip().lower()
    if not re.fullmatch(r"[0-9a-f]+", digits):
        return None
    name = re.sub(r"[\W_]+", "", kind).lower()
    fitting = [k for k, size in _HASHES.items() if size == len(digits) and name in ("", k)]
    return ({"sha3512": "sha3_512"}.get(fitting[0], fitting[0]), digits) if fitting else None
