"""The two tables of a ledger: its records in order, and where the chain ends."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Index, Integer, MetaData, String, Table, Text

METADATA = MetaData()

_SEQ = BigInteger().with_variant(Integer, "sqlite")

#: One row a record. ``id`` hashes kind, ref, body and supersedes; ``hash`` also hashes the rest of
#: the row and the hash before it. ``so_from`` and ``so_to`` say when it was so, ``learned_utc``
#: when we learned it. A body of ``null`` withdraws what the ref stood for.
RECORD = Table(
    "record",
    METADATA,
    Column("seq", _SEQ, primary_key=True, autoincrement=False),
    Column("id", String(64), nullable=False, unique=True),
    Column("kind", String(32), nullable=False),
    Column("ref", String(128), nullable=False),
    Column("body", Text, nullable=False),
    Column("so_from", String(40)),
    Column("so_to", String(40)),
    Column("learned_utc", String(40), nullable=False),
    Column("supersedes", String(64)),
    Column("prev", String(64), nullable=False),
    Column("hash", String(64), nullable=False),
    Index("record_kind_ref", "kind", "ref", "seq"),
)

#: One row: the last record's number and hash, written in the transaction that appends.
HEAD = Table(
    "head",
    METADATA,
    Column("one", Integer, primary_key=True, autoincrement=False),
    Column("seq", _SEQ, nullable=False),
    Column("hash", String(64), nullable=False),
)
