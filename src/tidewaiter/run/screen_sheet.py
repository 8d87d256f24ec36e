"""Screen the rows of a CSV: in parallel, and where it was left off."""

from __future__ import annotations

import csv
import gc
import io
import json
import multiprocessing
import os
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, get_args

from tidewaiter.errors import CaseError, UnreadableError
from tidewaiter.link.grade import Settings
from tidewaiter.link.query import Query
from tidewaiter.link.screen import Index
from tidewaiter.lists.read.numbers import identifier
from tidewaiter.model.evidence import Reject
from tidewaiter.model.ids import canonical_json, content_id
from tidewaiter.model.listings import Edition, Identifier, Match, Schema, Scheme
from tidewaiter.names.countries import country
from tidewaiter.run import exceptions
from tidewaiter.run.ask import settings_of
from tidewaiter.run.capture import Found, hash_file
from tidewaiter.run.kept_index import opened
from tidewaiter.run.progress import Progress
from tidewaiter.run.write import inert

#: What we know → column names that mean it, lower case.
_COLUMNS = {
    "name": (
        "name",
        "names",
        "caption",
        "vessel_name",
        "shipname",
        "ship_name",
        "company",
        "full_name",
    ),
    "schema": ("type", "schema", "kind"),
    "country": ("country", "countries", "nationality", "flag"),
    "date": ("birth_date", "date_of_birth", "dob", "build_year", "built", "year_built"),
}
_NUMBERS: Mapping[str, Scheme] = {
    "imo": "imoNumber", "imo_number": "imoNumber", "imonumber": "imoNumber", "mmsi": "mmsi",
    "call_sign": "callSign", "callsign": "callSign", "passport": "passportNumber", "passport_number": "passportNumber",
    "registration_number": "registrationNumber", "tax_number": "taxNumber", "inn": "innCode", "ogrn": "ogrnCode",
    "lei": "leiCode",
}  # fmt: skip
_KINDS: Mapping[str, Schema] = {
    "ship": "Vessel", "vessel": "Vessel", "person": "Person", "individual": "Person",
    "company": "Company", "organisation": "Organization", "organization": "Organization", "entity": "LegalEntity",
    "aircraft": "Airplane",
}  # fmt: skip
_SCHEMATA: Mapping[str, Schema] = {**{s.casefold(): s for s in get_args(Schema)}, **_KINDS}
_NOTHING = frozenset(("", "0", "-", "N/A", "NONE", "UNKNOWN"))
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
    rows = _rows(sheet)
    total = sum(1 for _ in _rows(sheet))
    given = {
        "sheet": hash_file(Found(sheet.name, sheet, "sheet"), synthetic=False).sha256,
        "editions": [e.sha256 for e in shelf.editions],
        "asked": [schema or "", str(limit), str(shelf.index.settings), canonical_json([j.judgement_id for j in known.judgements])],
    }  # fmt: skip
    draft = _Draft(out, content_id("screen", canonical_json(given)))
    state = draft.open()
    begun = state.done
    for _ in range(begun):
        next(rows, None)
    rejects = [Reject(*r) for r in state.rejects]
    alerts = state.alerts
    progress("screening", begun, total)
    asker = _Asker(shelf.index, known, limit)
    for chunk, answers in _answered(rows, asker, shelf.folder, workers, total - begun, schema):
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
        yield [
            number,
            inert(str(query)),
            "",
            "no",
            "",
            "",
            "",
            "",
            "",
            "",
            "",
            "nothing on these lists comes near",
        ]
    for match in shown:
        listing, edition = match.listing, match.edition
        yield [
            number, inert(str(query)), f"{match.score:.4f}", "yes" if match.alert else "no",
            inert(match.queried), inert(match.listed), listing.list_id,
            edition.published if edition else "", inert(listing.entry), listing.schema,
            inert(listing.names[0].line), inert(" ".join(r.sentence for r in match.reasons)),
        ]  # fmt: skip


# --- rows


def _rows(sheet: Path) -> Iterator[tuple[int, Query | str]]:
    """Yield line number and query of each row; a reason instead where there is nothing to ask.

    Raises:
        UnreadableError: The sheet cannot be read, or has no column that we know.
    """
    try:
        stream = sheet.open(encoding="utf-8-sig", errors="replace", newline="")
    except OSError as error:
        raise UnreadableError(f"{sheet} cannot be read: {error.strerror}") from error
    with stream:
        reader = csv.DictReader(stream)
        columns = {str(c).strip().casefold(): c for c in reader.fieldnames or ()}
        if not any(c in columns for c in (*_COLUMNS["name"], *_NUMBERS)):
            raise UnreadableError(
                f"{sheet} has no column to screen by; expected name, or imo, mmsi, call_sign, passport, "
                f"registration_number; found: {', '.join(columns) or 'nothing'}"
            )
        try:
            for row in reader:
                yield reader.line_num, _query(row, columns)
        except csv.Error as error:
            raise UnreadableError(
                f"{sheet} line {reader.line_num} is not readable as CSV: {error}"
            ) from error


def _query(row: Mapping[Any, Any], columns: Mapping[str, str]) -> Query | str:
    if None in row:
        return "has more columns than the header"

    def said(names: Sequence[str]) -> str:
        return next(
            (str(row[columns[n]]).strip() for n in names if n in columns and row[columns[n]]), ""
        )

    schema = _SCHEMATA.get(said(_COLUMNS["schema"]).casefold())
    numbers = tuple(_numbers(row, columns, schema or "Vessel"))
    name = said(_COLUMNS["name"])
    if not name and not numbers:
        return "has no name and no number"
    nations = (country(part.strip()) for part in said(_COLUMNS["country"]).split(";"))
    date = said(_COLUMNS["date"])
    codes = tuple(dict.fromkeys(code for code in nations if code))
    return Query(name, schema, numbers, codes, (date,) if date[:4].isdigit() else ())


def _numbers(
    row: Mapping[Any, Any], columns: Mapping[str, str], schema: Schema
) -> Iterator[Identifier]:
    """Yield the numbers of a row, in the form in which lists have them."""
    for column, scheme in _NUMBERS.items():
        value = str(row[columns[column]] or "").strip() if column in columns else ""
        if value.upper() in _NOTHING:
            continue
        number = identifier(scheme, value, schema)
        if number is not None:
            yield number


# --- answers, in the order of the rows

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
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\n")
        alerts = 0
        for number, query in chunk:
            if isinstance(query, str):
                writer.writerow([number, *[""] * (len(HEADER) - 2), f"refused: {query}"])
                continue
            found = self.index.screen(query, limit=self.limit, misses=1)
            matches = self.known.silence(query, found)
            alerts += any(m.alert for m in matches)
            writer.writerows(_lines(number, query, matches))
        return _Answers(text.getvalue(), alerts)


_MINE: dict[str, _Asker] = {}


def _answered(
    rows: Iterator[tuple[int, Query | str]],
    asker: _Asker,
    folder: Path | None,
    workers: int | None,
    total: int,
    schema: Schema | None,
) -> Iterator[tuple[Chunk, _Answers]]:
    wanted = workers or (min(os.cpu_count() or 1, 8) if total > _FEW else 1)
    if wanted == 1 or folder is None:
        while chunk := _chunk(rows, schema):
            yield chunk, asker.ask(chunk)
        return
    context = multiprocessing.get_context("spawn")
    given = (folder, asker.index.settings, asker.known, asker.limit)
    with ProcessPoolExecutor(wanted, context, _begin, given) as pool:
        waiting: deque[tuple[Chunk, Future[_Answers]]] = deque()
        while True:
            while len(waiting) < wanted * _AT_ONCE and (chunk := _chunk(rows, schema)):
                waiting.append((chunk, pool.submit(_ask_mine, chunk)))
            if not waiting:
                return
            chunk, answer = waiting.popleft()
            yield chunk, answer.result()


def _chunk(rows: Iterator[tuple[int, Query | str]], schema: Schema | None) -> Chunk:
    chunk: Chunk = []
    for number, query in rows:
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


# --- the result while it grows


@dataclass(frozen=True, slots=True)
class _State:
    done: int = 0
    alerts: int = 0
    rejects: tuple[tuple[str, int, str], ...] = ()


class _Draft:
    """The output as far as it goes, beside a note of where that is; whole only under its own name."""

    def __init__(self, out: Path, key: str) -> None:
        self._out, self._key = out, key
        self._part = out.with_name(f".{out.name}.part")
        self._note = out.with_name(f".{out.name}.part.json")

    def open(self) -> _State:
        """Go on with a draft of the same question, or begin anew."""
        try:
            said = json.loads(self._note.read_bytes())
            if said["key"] == self._key and self._part.stat().st_size >= said["bytes"]:
                with self._part.open("r+b") as stream:
                    stream.truncate(said["bytes"])
                return _State(said["done"], said["alerts"], tuple(map(tuple, said["rejects"])))
        except (OSError, ValueError, KeyError, TypeError):
            pass
        self._out.parent.mkdir(parents=True, exist_ok=True)
        self._part.write_text(",".join(HEADER) + "\n", encoding="utf-8")
        return _State()

    def add(self, text: str, done: int, alerts: int, rejects: Sequence[Reject]) -> None:
        """Add lines, then note how far they go: a kill between the two loses nothing."""
        with self._part.open("ab") as stream:
            stream.write(text.encode("utf-8", "replace"))
            stream.flush()
            size = stream.tell()
        note = {
            "key": self._key, "bytes": size, "done": done, "alerts": alerts,
            "rejects": [[r.path, r.line, r.reason] for r in rejects],
        }  # fmt: skip
        draft = self._note.with_suffix(".new")
        draft.write_text(json.dumps(note), encoding="utf-8")
        draft.replace(self._note)

    def finish(self) -> None:
        """Give the output its name."""
        self._part.replace(self._out)
        self._note.unlink(missing_ok=True)
