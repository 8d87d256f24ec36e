"""The ledger as JSON lines: every record in order, with all that its chain needs.

A record that was taken out keeps its number, id, times and hashes. The hash of a row covers the id,
and the id covers the content: the chain of the rest is checked as before, and whoever has the content
can show that it is the one.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import IO, Any

from tidewaiter.errors import LedgerError
from tidewaiter.ledger.chain import GENESIS, Row, record_id, row_hash
from tidewaiter.model.ids import canonical_json

#: Longest line that is read: no record comes near it.
_LONGEST = 256 << 20
_FIELDS = ("seq", "id", "kind", "so_from", "so_to", "learned_utc", "supersedes", "prev", "hash")


def line(row: Row, taken_out: dict[str, Any] | None = None) -> bytes:
    """Write a record as one line.

    Args:
        row: The record.
        taken_out: What stands there in place of its ref and body; None keeps them.
    """
    said: dict[str, Any] = {name: getattr(row, name) for name in _FIELDS}
    if taken_out is None:
        said |= {"ref": row.ref, "body": json.loads(row.body)}
    else:
        said |= {"redacted": taken_out}
    try:
        return json.dumps(said, ensure_ascii=False, allow_nan=False).encode() + b"\n"
    except UnicodeEncodeError:  # half a surrogate pair is text in JSON alone
        return json.dumps(said, allow_nan=False).encode() + b"\n"


def read_lines(stream: IO[bytes]) -> Iterator[tuple[Row, bool]]:
    """Read records, and whether each was taken out; its ref and body are empty then.

    Raises:
        LedgerError: A line is no record.
    """
    number = 0
    while data := stream.readline(_LONGEST):
        number += 1
        try:
            said = json.loads(data)
            out = "redacted" in said
            ref, body = ("", "") if out else (said["ref"], canonical_json(said["body"]))
            yield Row(**{name: said[name] for name in _FIELDS}, ref=ref, body=body), out
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            raise LedgerError(f"line {number} of the ledger is no record") from error


def checked(lines: Iterable[tuple[Row, bool]], seq: int, head: str) -> Iterator[tuple[Row, bool]]:
    """Yield records while the chain holds.

    Args:
        lines: See :func:`read_lines`.
        seq: Number of the last record.
        head: Its hash.

    Raises:
        LedgerError: Names the first record that was altered, removed or added.
    """
    expected, prev = 1, GENESIS
    for row, out in lines:
        name = f"record {row.seq} ({row.kind})"
        if row.seq != expected:
            raise LedgerError(f"{name} stands where record {expected} should")
        if not out and row.id != record_id(row.kind, row.ref, row.body, row.supersedes):
            raise LedgerError(f"{name} was altered: its content does not give its id")
        if row.prev != prev or row.hash != row_hash(replace(row, prev=prev)):
            raise LedgerError(f"{name} was altered or does not follow record {row.seq - 1}")
        expected, prev = row.seq + 1, row.hash
        yield row, out
    if (expected - 1, prev) != (seq, head):
        raise LedgerError(
            f"record {expected - 1} is not the end of the chain that the bundle names"
        )
