"""What every ledger promises, on SQLite and on PostgreSQL alike."""

from __future__ import annotations

import os
import uuid
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from tidewaiter.errors import LedgerError
from tidewaiter.ledger.store import Draft, Ledger

T0 = datetime(2026, 1, 1, tzinfo=UTC)


def _sqlite(folder: Path) -> str:
    return f"sqlite:///{folder / 'ledger.sqlite'}"


def _postgres() -> str:
    url = os.environ.get("TIDEWAITER_TEST_POSTGRES")
    if not url:
        pytest.skip("no PostgreSQL server: set TIDEWAITER_TEST_POSTGRES to its SQLAlchemy URL")
    name = f"tidewaiter_{uuid.uuid4().hex}"
    engine = sa.create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(sa.text(f"CREATE DATABASE {name}"))
    engine.dispose()
    return url.rsplit("/", 1)[0] + f"/{name}"


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    return _sqlite(tmp_path) if request.param == "sqlite" else _postgres()


@pytest.fixture
def ledger(url: str) -> Iterator[Ledger]:
    with Ledger.open(url) as opened:
        yield opened


@pytest.fixture
def tamper(url: str) -> Callable[[str], None]:
    def run(statement: str) -> None:
        engine = sa.create_engine(url)
        with engine.begin() as connection:
            connection.exec_driver_sql(statement)
        engine.dispose()

    return run


def _claims(*pairs: tuple[str, int]) -> list[Draft]:
    return [Draft("claim", ref, {"figure": figure}) for ref, figure in pairs]


def test_what_is_said_twice_is_kept_once(ledger: Ledger) -> None:
    assert ledger.append(_claims(("a", 1), ("b", 2)), learned=T0) == 2
    assert ledger.append(_claims(("a", 1), ("b", 2)), learned=T0 + timedelta(days=1)) == 0
    assert ledger.head()[0] == 2


def test_a_correction_supersedes_and_the_old_state_stays_readable(ledger: Ledger) -> None:
    ledger.append(_claims(("a", 1)), learned=T0)
    ledger.append(_claims(("a", 5)), learned=T0 + timedelta(days=2))
    assert ledger.current("claim") == {"a": {"figure": 5}}
    assert ledger.at("claim", T0 + timedelta(days=1)) == {"a": {"figure": 1}}
    first, second = ledger.rows()
    assert second.supersedes == first.id


def test_a_value_may_come_back(ledger: Ledger) -> None:
    for figure in (1, 2, 1):
        assert ledger.append(_claims(("a", figure)), learned=T0) == 1
    assert ledger.current("claim") == {"a": {"figure": 1}}
    assert ledger.verify() is None


def test_what_is_withdrawn_stands_no_more_and_stays_on_the_ledger(ledger: Ledger) -> None:
    ledger.append(_claims(("a", 1)), learned=T0)
    assert ledger.append([Draft("claim", "a", None)], learned=T0) == 1
    assert ledger.append([Draft("claim", "a", None)], learned=T0) == 0
    assert ledger.current("claim") == {}
    assert ledger.standing("claim") == ()
    assert ledger.head()[0] == 2


def test_kinds_do_not_share_refs(ledger: Ledger) -> None:
    ledger.append([Draft("claim", "a", 1), Draft("event", "a", 2)], learned=T0)
    assert (ledger.current("claim"), ledger.current("event")) == ({"a": 1}, {"a": 2})


def test_a_failed_append_leaves_nothing(ledger: Ledger) -> None:
    def drafts() -> Iterator[Draft]:
        yield Draft("claim", "a", 1)
        raise KeyError("the reader failed")

    with pytest.raises(KeyError):
        ledger.append(drafts(), learned=T0)
    assert ledger.head()[0] == 0
    assert ledger.verify() is None


def test_the_same_records_give_the_same_chain_however_they_are_batched(
    ledger: Ledger, tmp_path: Path
) -> None:
    drafts = _claims(*((str(i), i) for i in range(1200)))
    ledger.append(drafts, learned=T0)
    with Ledger.open(f"sqlite:///{tmp_path / 'other.sqlite'}") as other:
        for start in range(0, 1200, 7):
            other.append(drafts[start : start + 7], learned=T0)
        assert other.head() == ledger.head()


def test_a_time_without_zone_is_refused(ledger: Ledger) -> None:
    with pytest.raises(LedgerError, match="UTC"):
        ledger.append(_claims(("a", 1)), learned=datetime(2026, 1, 1))  # noqa: DTZ001


@pytest.mark.parametrize(
    ("statement", "named"),
    [
        ("UPDATE record SET body = '{\"figure\":9}' WHERE seq = 2", "record 2 .* was altered"),
        ("UPDATE record SET learned_utc = '2020-01-01' WHERE seq = 2", "record 2 .* was altered"),
        ("UPDATE record SET so_from = '2020-01-01' WHERE seq = 1", "record 1 .* was altered"),
        ("UPDATE record SET ref = 'z' WHERE seq = 3", "record 3 .* was altered"),
        ("DELETE FROM record WHERE seq = 1", "record 1 was removed"),
        ("DELETE FROM record WHERE seq = 2", "record 2 was removed"),
        ("DELETE FROM record WHERE seq = 3", "record 3 was removed"),
        (
            "INSERT INTO record SELECT 4, 'x', kind, ref, body, so_from, so_to, learned_utc,"
            " supersedes, prev, hash FROM record WHERE seq = 3",
            "record 4 .* was added",
        ),
        ("UPDATE head SET seq = 2", "record 3 .* was added"),
        ("UPDATE head SET hash = 'x'", "record 3 was replaced"),
    ],
)
def test_tampering_is_named(
    ledger: Ledger, tamper: Callable[[str], None], statement: str, named: str
) -> None:
    import re

    ledger.append(_claims(("a", 1), ("b", 2), ("c", 3)), learned=T0)
    assert ledger.verify() is None
    tamper(statement)
    found = ledger.verify()
    assert found is not None
    assert re.search(named, found), found


def test_a_reader_in_another_connection_sees_what_was_committed(ledger: Ledger, url: str) -> None:
    with Ledger.open(url) as reader:
        ledger.append(_claims(("a", 1)), learned=T0)
        assert reader.current("claim") == {"a": {"figure": 1}}


def test_many_refs_can_be_asked_for_at_once(ledger: Ledger) -> None:
    ledger.append(_claims(*((str(i), i) for i in range(1500))), learned=T0)
    assert len(ledger.current("claim", [str(i) for i in range(0, 1500, 2)])) == 750
