"""The hash chain: what binds each record to all before it, and what breaks when one is touched."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tidewaiter.model.ids import content_id

#: The hash "before" the first record.
GENESIS = "0" * 64


@dataclass(frozen=True, slots=True)
class Row:
    """One record as it lies in the ledger; the columns of :data:`tidewaiter.ledger.tables.RECORD`."""

    seq: int
    id: str
    kind: str
    ref: str
    body: str
    so_from: str | None
    so_to: str | None
    learned_utc: str
    supersedes: str | None
    prev: str
    hash: str


def _field(value: str | None) -> str:
    return "n" if value is None else f"s{value}"


def record_id(kind: str, ref: str, body: str, supersedes: str | None) -> str:
    """Return a record's id: the address of its content and of what it replaces."""
    return content_id(kind, ref, body, _field(supersedes))


def row_hash(row: Row) -> str:
    """Return the hash that a row must carry, from its content and the hash before it."""
    return content_id(
        row.prev,
        str(row.seq),
        row.id,
        _field(row.so_from),
        _field(row.so_to),
        row.learned_utc,
    )


def first_break(rows: Iterable[Row], head_seq: int, head_hash: str) -> str | None:
    """Walk the chain and name the first record that was altered, removed or added.

    Args:
        rows: All records by rising number.
        head_seq: Number of the last record, as the ledger's head says.
        head_hash: Hash of the last record, as the ledger's head says.

    Returns:
        A sentence naming the record, or None when the chain is whole.
    """
    expected, prev = 1, GENESIS
    for row in rows:
        name = f"record {row.seq} ({row.kind} {row.ref[:16]})"
        if row.seq != expected:
            if row.seq > expected:
                return f"record {expected} was removed from the ledger"
            return f"{name} was added to the ledger out of order"
        if row.seq > head_seq:
            return f"{name} was added to the ledger behind its back"
        if row.id != record_id(row.kind, row.ref, row.body, row.supersedes):
            return f"{name} was altered: its content does not give its id"
        if row.hash != row_hash(row):
            return f"{name} was altered: its row does not give its hash"
        if row.prev != prev:
            return f"{name} does not follow record {row.seq - 1}: one of them was replaced"
        expected, prev = row.seq + 1, row.hash
    if expected - 1 < head_seq:
        return f"record {expected} was removed from the ledger"
    if prev != head_hash:
        return f"record {expected - 1} was replaced: the head of the ledger names another hash"
    return None
