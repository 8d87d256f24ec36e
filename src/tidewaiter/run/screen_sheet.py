"""Screen the rows of a CSV: in parallel, and where it was left off."""

from __future__ import annotations

import gc
import multiprocessing
import os
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from tidewaiter.errors import CaseError
from tidewaiter.link.grade import Settings
from tidewaiter.link.query import Query
from tidewaiter.link.screen import Index
from tidewaiter.model.cells import rows_text
from tidewaiter.model.evidence import Reject
from tidewaiter.model.ids import canonical_json, content_id
from tidewaiter.model.listings import Edition, Match, Schema
from tidewaiter.run import exceptions
from tidewaiter.run.ask import settings_of
from tidewaiter.run.capture import Found, hash_file
from tidewaiter.run.kept_index import opened
from tidewaiter.run.progress import Progress
from tidewaiter.run.screen_draft import Draft
from tidewaiter.run.screen_rows import rows

HEADER = (
    "row", "asked", "score", "alert", "asked_part", "listed_part", "list", "edition", "entry", "kind",
    "listed_name", "why",
)  # fmt: skip
_CHUNK, _AT_ONCE = 250, 6
_FEW = 2_000


@dataclass(frozen=True, slots=True)
class Screened:
    """What became of a sheet: rows in, good and refused, and how many rows had an alert."""

    rows_in: int
    good: int
    alerts: int
    resumed_at: int
    rejects: tuple[Reject, ...]
    editions: tuple[Edition, ...]
    not_loaded: tuple[str, ...]


def screen_sheet(
    sheet: Path,
    out: Path,
    *,
    case: Path | None,
    lists: Sequence[Path],
    schema: Schema | None,
    limit: int,
    alert_at: float | None,
    workers: int | None,
    progress: Progress,
) -> Screened:
    """Screen a sheet; see :func:`tidewaiter.api.screen_sheet`."""
    shelf = opened(case, lists, settings_of(case, alert_at), progress)
    known = exceptions.of_case(case)
    asked = rows(sheet)
    total = sum(1 for _ in rows(sheet))
    given = {
        "sheet": hash_file(Found(sheet.name, sheet, "sheet"), synthetic=False).sha256,
        "editions": [e.sha256 for e in shelf.editions],
        "asked": [schema or "", str(limit), str(shelf.index.settings), canonical_json([j.judgement_id for j in known.judgements])],
    }  # fmt: skip
    draft = Draft(out, content_id("screen", canonical_json(given)), HEADER)
    state = draft.open()
    begun = state.done
    for _ in range(begun):
        next(asked, None)
    rejects = [Reject(*r) for r in state.rejects]
    alerts = state.alerts
    progress("screening", begun, total)
    asker = _Asker(shelf.index, known, limit)
    for chunk, answers in _answered(asked, asker, shelf.folder, workers, total - begun, schema):
        for number, query in chunk:
            if isinstance(query, str):
                rejects.append(Reject(sheet.name, number, query))
        alerts += answers.alerts
        begun += len(chunk)
        draft.add(answers.text, begun, alerts, rejects)
        progress("screening", begun, total)
    draft.finish()
    return Screened(
        total,
        total - len(rejects),
        alerts,
        state.done,
        tuple(rejects),
        shelf.editions,
        shelf.not_loaded,
    )


def _lines(number: int, query: Query, matches: Sequence[Match]) -> Iterator[list[Any]]:
    """Give the alerts of a row, else its nearest miss, else that nothing came near."""
    shown = [m for m in matches if m.alert] or list(matches[:1])
    if not shown:
        yield [number, str(query), "", "no", *[""] * 7, "nothing on these lists comes near"]
    for match in shown:
        listing, edition = match.listing, match.edition
        yield [
            number, str(query), f"{match.score:.4f}", "yes" if match.alert else "no",
            match.queried, match.listed, listing.list_id,
            edition.published if edition else "", listing.entry, listing.schema,
            listing.names[0].line, " ".join(r.sentence for r in match.reasons),
        ]  # fmt: skip


Chunk = list[tuple[int, Query | str]]


@dataclass(frozen=True, slots=True)
class _Answers:
    """The lines of a chunk as CSV, and how many of its rows had an alert."""

    text: str
    alerts: int


@dataclass(frozen=True, slots=True)
class _Asker:
    """Asks an index, and applies the exceptions of a case."""

    index: Index
    known: exceptions.Exceptions
    limit: int

    def ask(self, chunk: Chunk) -> _Answers:
        lines: list[list[Any]] = []
        alerts = 0
        for number, query in chunk:
            if isinstance(query, str):
                lines.append([number, *[""] * (len(HEADER) - 2), f"refused: {query}"])
                continue
            found = self.index.screen(query, limit=self.limit, misses=1)
            matches = self.known.silence(query, found)
            alerts += any(m.alert for m in matches)
            lines.extend(_lines(number, query, matches))
        return _Answers(rows_text(lines), alerts)


_MINE: dict[str, _Asker] = {}


def _answered(
    queries: Iterator[tuple[int, Query | str]],
    asker: _Asker,
    folder: Path | None,
    workers: int | None,
    total: int,
    schema: Schema | None,
) -> Iterator[tuple[Chunk, _Answers]]:
    wanted = workers or (min(os.cpu_count() or 1, 8) if total > _FEW else 1)
    if wanted == 1 or folder is None:
        while chunk := _chunk(queries, schema):
            yield chunk, asker.ask(chunk)
        return
    context = multiprocessing.get_context("spawn")
    given = (folder, asker.index.settings, asker.known, asker.limit)
    with ProcessPoolExecutor(wanted, context, _begin, given) as pool:
        waiting: deque[tuple[Chunk, Future[_Answers]]] = deque()
        while True:
            while len(waiting) < wanted * _AT_ONCE and (chunk := _chunk(queries, schema)):
                waiting.append((chunk, pool.submit(_ask_mine, chunk)))
            if not waiting:
                return
            chunk, answer = waiting.popleft()
            yield chunk, answer.result()


def _chunk(queries: Iterator[tuple[int, Query | str]], schema: Schema | None) -> Chunk:
    chunk: Chunk = []
    for number, query in queries:
        if isinstance(query, Query) and query.schema is None and schema is not None:
            query = replace(query, schema=schema)
        chunk.append((number, query))
        if len(chunk) == _CHUNK:
            break
    return chunk


def _begin(folder: Path, settings: Settings, known: exceptions.Exceptions, limit: int) -> None:
    index = Index.load(folder, settings)
    if index is None:
        raise CaseError(
            f"the index at {folder} went away while it was used; run the command again"
        )
    _MINE["asker"] = _Asker(index, known, limit)
    gc.freeze()  # what lives as long as the process need not be looked at again
    gc.set_threshold(50_000, 20, 50)


def _ask_mine(chunk: Chunk) -> _Answers:
    return _MINE["asker"].ask(chunk)
