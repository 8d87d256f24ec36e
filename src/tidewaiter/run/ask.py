"""A question that needs no case: does a name stand on a list?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from tidewaiter.link.grade import Settings
from tidewaiter.model.listings import Edition, Match, Schema
from tidewaiter.run import exceptions
from tidewaiter.run.config import read_case
from tidewaiter.run.kept_index import opened
from tidewaiter.run.progress import Progress


@dataclass(frozen=True, slots=True)
class Screening:
    """Answers to queries, the editions that were asked, and the official lists that were not."""

    answers: tuple[tuple[str, tuple[Match, ...]], ...]
    editions: tuple[Edition, ...]
    not_loaded: tuple[str, ...]


def screen(
    queries: Sequence[str],
    *,
    case: Path | None,
    lists: Sequence[Path],
    schema: Schema | None,
    limit: int,
    alert_at: float | None,
    progress: Progress,
) -> Screening:
    """Screen names and numbers; see :func:`tidewaiter.api.screen`."""
    from tidewaiter.link.query import Query

    shelf = opened(case, lists, settings_of(case, alert_at), progress)
    known = exceptions.of_case(case)
    answers = []
    for text in queries:
        query = replace(Query.parse(text), schema=schema)
        answers.append((text, known.silence(query, shelf.index.screen(query, limit=limit))))
    return Screening(tuple(answers), shelf.editions, shelf.not_loaded)


def settings_of(case: Path | None, alert_at: float | None) -> Settings:
    """Return the thresholds of a case, with another alert line where one is given."""
    found = Settings() if case is None else read_case(case).screen.settings()
    return found if alert_at is None else replace(found, alert_at=alert_at)
