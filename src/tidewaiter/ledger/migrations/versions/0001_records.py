"""Make the record and head tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create both tables and the empty head."""
    seq = sa.BigInteger().with_variant(sa.Integer, "sqlite")
    op.create_table(
        "record",
        sa.Column("seq", seq, primary_key=True, autoincrement=False),
        sa.Column("id", sa.String(64), nullable=False, unique=True),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("ref", sa.String(128), nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("so_from", sa.String(40)),
        sa.Column("so_to", sa.String(40)),
        sa.Column("learned_utc", sa.String(40), nullable=False),
        sa.Column("supersedes", sa.String(64)),
        sa.Column("prev", sa.String(64), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
    )
    op.create_index("record_kind_ref", "record", ["kind", "ref", "seq"])
    head = op.create_table(
        "head",
        sa.Column("one", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("seq", seq, nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
    )
    op.bulk_insert(head, [{"one": 1, "seq": 0, "hash": "0" * 64}])


def downgrade() -> None:
    """Refuse: a ledger only grows."""
    raise RuntimeError("a ledger is append-only; there is no way back to an empty one")
