"""Append to a ledger and read from it, on SQLite or PostgreSQL alike."""

from __future__ import annotations

import json
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from tidewaiter.errors import LedgerError
from tidewaiter.ledger.chain import Row, first_break, record_id, row_hash
from tidewaiter.ledger.tables import HEAD, RECORD
from tidewaiter.model.ids import Json, canonical_json

#: The schema version that this code reads and writes.
REVISION = "0001"
_BATCH = 500


@dataclass(frozen=True, slots=True)
class Draft:
    """A record to append: ``ref`` is its own id in its domain (a claim's id, a file's hash).

    ``body`` None withdraws the ref. ``so_from`` and ``so_to`` say when it was so.
    """

    kind: str
    ref: str
    body: Json
    so_from: date | None = None
    so_to: date | None = None


class Ledger:
    """An open ledger. Use it as a context manager, or call :meth:`close`."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine

    @classmethod
    def open(cls, url: str) -> Ledger:
        """Open the ledger at a SQLAlchemy URL, making or upgrading its tables.

        Args:
            url: ``sqlite:///path/ledger.sqlite`` or ``postgresql+psycopg://…``.

        Raises:
            LedgerError: It cannot be opened, or was written by a newer version.
        """
        engine = sa.create_engine(url)
        if engine.dialect.name == "sqlite":
            _configure_sqlite(engine)
        try:
            _migrate(engine)
        except sa.exc.DBAPIError as error:
            engine.dispose()
            raise LedgerError(f"cannot open the ledger at {url}: {error.orig}") from error
        return cls(engine)

    @classmethod
    def open_file(cls, path: Path) -> Ledger:
        """Open the SQLite ledger at ``path``; see :meth:`open`."""
        return cls.open(f"sqlite:///{path}")

    def __enter__(self) -> Ledger:
        """Return itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close it."""
        self.close()

    def close(self) -> None:
        """Give the connections back."""
        self._engine.dispose()

    def append(self, drafts: Iterable[Draft], *, learned: datetime) -> int:
        """Append records in one transaction; what the ledger already says is not said twice.

        A draft whose ref already stands with the same body changes nothing; with another body it
        supersedes the standing record. All of the drafts are appended, or none.

        Args:
            drafts: In the order in which they shall stand.
            learned: When we learned it, UTC.

        Returns:
            How many records were added.
        """
        if learned.tzinfo is None:
            raise LedgerError("the time of learning must carry its zone (UTC)")
        with self._writing() as connection:
            seq, prev = self._head(connection)
            first = seq
            batch: list[dict[str, Any]] = []
            standing = _Standing(connection)
            for chunk in _chunks(drafts):
                standing.load(chunk)
                for draft in chunk:
                    body = canonical_json(draft.body)
                    old_id, old_body = standing.get(draft)
                    if body == old_body or (old_body is None and draft.body is None):
                        continue
                    seq += 1
                    row = _row(draft, body, old_id, seq, prev, learned)
                    prev = row["hash"]
                    standing.put(draft, row["id"], body)
                    batch.append(row)
                if len(batch) >= _BATCH:
                    connection.execute(RECORD.insert(), batch)
                    batch = []
            if batch:
                connection.execute(RECORD.insert(), batch)
            if seq > first:
                connection.execute(HEAD.update().values(seq=seq, hash=prev))
            return seq - first

    def current(self, kind: str, refs: Sequence[str] | None = None) -> dict[str, Any]:
        """Return what stands now: the body of each ref of a kind, in order of first appearance.

        Args:
            kind: Such as ``claim``.
            refs: Only these; None for all.
        """
        return self.at(kind, None, refs)

    def at(
        self, kind: str, moment: datetime | None, refs: Sequence[str] | None = None
    ) -> dict[str, Any]:
        """Return what was known at a moment: as :meth:`current`, without what was learned later.

        Args:
            kind: Such as ``claim``.
            moment: UTC; None for now.
            refs: Only these; None for all.
        """
        query = sa.select(RECORD.c.ref, RECORD.c.body).where(RECORD.c.kind == kind)
        if moment is not None:
            query = query.where(RECORD.c.learned_utc <= _stamp(moment))
        found: dict[str, str] = {}
        with self._engine.connect() as connection:
            parts = [None] if refs is None else [list(c) for c in _chunks(refs)]
            for part in parts:
                asked = query if part is None else query.where(RECORD.c.ref.in_(part))
                result = connection.execute(asked.order_by(RECORD.c.seq))
                found.update((ref, body) for ref, body in result)
        return {ref: json.loads(body) for ref, body in found.items() if body != "null"}

    def standing(self, kind: str) -> tuple[str, ...]:
        """Return the refs of a kind that stand now, in order of first appearance."""
        last: dict[str, bool] = {}
        query = sa.select(RECORD.c.ref, RECORD.c.body == "null").where(RECORD.c.kind == kind)
        with self._engine.connect() as connection:
            for ref, withdrawn in connection.execute(query.order_by(RECORD.c.seq)):
                last[ref] = not withdrawn
        return tuple(ref for ref, stands in last.items() if stands)

    def head(self, *, before_kind: str | None = None) -> tuple[int, str, datetime | None]:
        """Return number, hash and time of learning of the last record (0, zeros, None if empty).

        Args:
            before_kind: Look past trailing records of this kind.
        """
        query = sa.select(RECORD.c.seq, RECORD.c.hash, RECORD.c.learned_utc)
        if before_kind is not None:
            query = query.where(RECORD.c.kind != before_kind)
        with self._engine.connect() as connection:
            row = connection.execute(query.order_by(RECORD.c.seq.desc()).limit(1)).first()
        if row is None:
            return 0, "0" * 64, None
        return row.seq, row.hash, datetime.fromisoformat(row.learned_utc)

    def rows(self) -> Generator[Row, None, None]:
        """Yield every record by rising number."""
        with self._engine.connect() as connection:
            query = sa.select(RECORD).order_by(RECORD.c.seq)
            with connection.execution_options(yield_per=1000).execute(query) as result:
                for row in result:
                    yield Row(*row)

    def verify(self) -> str | None:
        """Name the first record that was altered, removed or added, or return None."""
        with self._engine.connect() as connection:
            seq, last = self._head(connection)
        with closing(self.rows()) as rows:
            return first_break(rows, seq, last)

    @contextmanager
    def _writing(self) -> Iterator[sa.Connection]:
        with self._engine.connect() as connection, connection.begin():
            if connection.dialect.name == "sqlite":
                connection.exec_driver_sql("BEGIN IMMEDIATE")
            else:
                connection.execute(sa.select(HEAD.c.seq).with_for_update())
            yield connection

    @staticmethod
    def _head(connection: sa.Connection) -> tuple[int, str]:
        row = connection.execute(sa.select(HEAD.c.seq, HEAD.c.hash)).first()
        if row is None:
            raise LedgerError("the head of the ledger is missing: it was removed behind its back")
        return row.seq, row.hash


class _Standing:
    """What stands under the refs of one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection
        self._known: dict[tuple[str, str], tuple[str | None, str | None]] = {}

    def load(self, drafts: Sequence[Draft]) -> None:
        by_kind: dict[str, list[str]] = {}
        for draft in drafts:
            if (draft.kind, draft.ref) not in self._known:
                self._known[draft.kind, draft.ref] = (None, None)
                by_kind.setdefault(draft.kind, []).append(draft.ref)
        for kind, refs in by_kind.items():
            query = (
                sa.select(RECORD.c.ref, RECORD.c.id, RECORD.c.body)
                .where(RECORD.c.kind == kind, RECORD.c.ref.in_(refs))
                .order_by(RECORD.c.seq)
            )
            for ref, id_, body in self._connection.execute(query):
                self._known[kind, ref] = (id_, body)

    def get(self, draft: Draft) -> tuple[str | None, str | None]:
        return self._known[draft.kind, draft.ref]

    def put(self, draft: Draft, id_: str, body: str) -> None:
        self._known[draft.kind, draft.ref] = (id_, body)


def _row(
    draft: Draft, body: str, supersedes: str | None, seq: int, prev: str, learned: datetime
) -> dict[str, Any]:
    row = Row(
        seq=seq,
        id=record_id(draft.kind, draft.ref, body, supersedes),
        kind=draft.kind,
        ref=draft.ref,
        body=body,
        so_from=None if draft.so_from is None else draft.so_from.isoformat(),
        so_to=None if draft.so_to is None else draft.so_to.isoformat(),
        learned_utc=_stamp(learned),
        supersedes=supersedes,
        prev=prev,
        hash="",
    )
    values = {name: getattr(row, name) for name in Row.__slots__}
    values["hash"] = row_hash(row)
    return values


def _stamp(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")


def _chunks(items: Iterable[Any]) -> Iterator[list[Any]]:
    chunk: list[Any] = []
    for item in items:
        chunk.append(item)
        if len(chunk) == _BATCH:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _configure_sqlite(engine: sa.Engine) -> None:
    @sa.event.listens_for(engine, "connect")
    def _connect(connection: Any, _: object) -> None:
        connection.isolation_level = None  # we say BEGIN ourselves, so that readers never lock
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=NORMAL")
        connection.execute("PRAGMA busy_timeout=30000")


def _migrate(engine: sa.Engine) -> None:
    with engine.connect() as connection:
        tables = sa.inspect(connection).get_table_names()
        found = (
            connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
            if "alembic_version" in tables
            else None
        )
    if found == REVISION:
        return
    if found is not None and found > REVISION:
        raise LedgerError(
            f"the ledger has schema {found}, this version knows {REVISION}: install a newer tidewaiter"
        )
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.set_main_option("path_separator", "os")
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, REVISION)
