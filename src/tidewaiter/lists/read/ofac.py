"""OFAC's SDN list in its legacy CSV set: sdn, alt, add and sdn_comments."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Literal

from tidewaiter.errors import UnreadableError
from tidewaiter.lists.read.files import ListFile, Opened, Result, check_hope
from tidewaiter.lists.read.labels import facts
from tidewaiter.lists.read.made import Draft
from tidewaiter.lists.read.sheet import MOST_SIGNS
from tidewaiter.model.evidence import Count, Locator, Reject
from tidewaiter.model.listings import Edition, Listing, NameKind, Sanction, Schema

LIST_ID = "ofac-sdn"
TITLE = "OFAC Specially Designated Nationals List"
AUTHORITY = "Office of Foreign Assets Control"
_NULLS = frozenset(("-0-", "-0- "))
_EXPECTED = (
    "is no list that we know; expected UN, EU, UK or OFAC XML (sdn.xml or advanced), the US "
    "Consolidated Screening List, FollowTheMoney JSON lines, one of OFAC's CSV files sdn, alt, "
    "add, sdn_comments, or a CSV with a column name and others such as imo, mmsi, aliases; found "
)
Kind = Literal["sdn", "alt", "add", "comments"]
_BY_WIDTH: dict[int, Kind] = {12: "sdn", 5: "alt", 6: "add", 2: "comments"}
_SCHEMA: dict[str, Schema] = {"individual": "Person", "vessel": "Vessel", "aircraft": "Airplane"}
_ALT: dict[str, NameKind] = {"aka": "alias", "fka": "previousName", "nka": "alias"}
_PROGRAMS = re.compile(r"\]?\s*\[|\]")
#: Lines that are parsed together.
_BLOCK = 20_000
Row = tuple[int, list[str]]


@dataclass(frozen=True, slots=True)
class Part:
    """One file of the set: rows by line, cells without blanks, nulls empty."""

    file: ListFile
    kind: Kind
    rows: tuple[Row, ...]
    rejects: tuple[Reject, ...]

    @property
    def folder(self) -> str:
        """Return the folder: what lies together belongs to one edition."""
        return self.file.path.rpartition("/")[0]


def part(source: Opened) -> Part:
    """Recognise one file of the set by its columns, and read its rows.

    Raises:
        UnreadableError: It is none of them.
    """
    file = source.file
    if source.root:
        raise UnreadableError(f"{_EXPECTED}<{source.root}>")
    if b"\0" in source.head or source.head.lstrip()[:1] in (b"<", b"{", b"["):
        raise UnreadableError(f"{_EXPECTED}something that is no text in lines")
    text = source.text().rstrip("\x1a\r\n")
    first = next(_rows(text), None)
    kind = _BY_WIDTH.get(len(first[1])) if isinstance(first, tuple) else None
    if kind is None or not isinstance(first, tuple) or not first[1][0].isdigit():
        shown = " ".join(source.head[:80].decode("utf-8", "replace").split())
        raise UnreadableError(f"{_EXPECTED}{shown!r}" if shown else f"{_EXPECTED}nothing")
    width = len(first[1])
    good: list[Row] = []
    rejects: list[Reject] = []
    for row in _rows(text):
        check_hope(len(good), rejects)
        if isinstance(row, Reject):
            rejects.append(Reject(file.path, row.line, row.reason, row.text))
        elif len(row[1]) != width or not row[1][0].isdigit():
            reason = f"has {len(row[1])} columns, an OFAC {kind} file has {width} and starts with a number"
            rejects.append(Reject(file.path, row[0], reason, ",".join(row[1][:50])[:200]))
        else:
            good.append(row)
    return Part(file, kind, tuple(good), tuple(rejects))


def _rows(text: str) -> Iterator[Row | Reject]:
    """Yield the cells of each line: a stray quotation mark spoils its own line alone."""
    stream = io.StringIO(text, newline="\n")
    before = 0
    while lines := list(islice(stream, _BLOCK)):
        yield from _rows_of(lines, before)
        before += len(lines)


def _rows_of(lines: Sequence[str], before: int) -> Iterator[Row | Reject]:
    at = 0
    while at < len(lines):
        reader = csv.reader(_unless_too_long(lines, at), strict=True)
        done = 0
        try:
            for cells in reader:
                if reader.line_num != done + 1:
                    break  # a quotation mark was left open
                done += 1
                if cells:
                    yield before + at + done, _cells(cells)
        except csv.Error:
            pass
        for number in range(at + done, at + reader.line_num):
            yield from _row(before + number + 1, lines[number])
        at += max(reader.line_num, 1)


def _unless_too_long(lines: Sequence[str], at: int) -> Iterator[str]:
    for number in range(at, len(lines)):
        line = lines[number]
        # an open quotation mark makes the reader give such a line back to be refused
        yield line if len(line) <= MOST_SIGNS else '"'


def _row(number: int, line: str) -> Iterator[Row | Reject]:
    if len(line) > MOST_SIGNS:
        yield Reject("", number, f"the line is longer than {MOST_SIGNS:,} signs", line[:200])
        return
    try:
        cells = next(csv.reader((line,), strict=True), [])
    except csv.Error as error:
        yield Reject("", number, f"not readable as CSV: {error}", line[:200])
        return
    if cells:
        yield number, _cells(cells)


def _cells(cells: list[str]) -> list[str]:
    return ["" if cell in _NULLS else cell for cell in cells]


def join(parts: Sequence[Part]) -> Result:
    """Join the parts of each folder into one edition.

    A part without a party to belong to is refused row by row; a part without any sdn file, or
    beside two of them, whole.
    """
    folders: dict[str, list[Part]] = {}
    for p in parts:
        folders.setdefault(p.folder, []).append(p)
    results = [_join(together) for together in folders.values()]
    return Result(
        tuple(e for r in results for e in r.editions),
        tuple(x for r in results for x in r.rejects),
        tuple(c for r in results for c in r.counts),
    )


def _join(parts: Sequence[Part]) -> Result:
    mains = [p for p in parts if p.kind == "sdn"]
    rest = [p for p in parts if p.kind != "sdn"]
    rejects: list[Reject] = [r for p in parts for r in p.rejects]
    counts = []
    if len(mains) != 1:
        why = "more than one sdn file is in its folder" if mains else "its sdn file is not here"
        for p in parts:
            rejects.append(Reject(p.file.path, 0, f"is an OFAC {p.kind} file, but {why}"))
            total = len(p.rows) + len(p.rejects)
            counts.append(Count(p.file.path, "rows", total, 0, total))
        return Result((), tuple(rejects), tuple(counts))
    main = mains[0]
    parties = {cells[0] for _, cells in main.rows}
    extra: dict[Kind, dict[str, list[list[str]]]] = {"alt": {}, "add": {}, "comments": {}}
    for p in rest:
        orphans = 0
        for line, cells in p.rows:
            if cells[0] in parties:
                extra[p.kind].setdefault(cells[0], []).append(cells)
            else:
                why = f"belongs to party {cells[0]}, which the sdn file lacks"
                rejects.append(Reject(p.file.path, line, why))
                orphans += 1
        counts.append(_count(p, orphans))
    listings: list[Listing] = []
    refused = 0
    for line, cells in main.rows:
        locator = Locator(main.file.sha256, "rows", line, line)
        try:
            listings.append(_listing(cells, locator, extra))
        except ValueError as error:
            rejects.append(Reject(main.file.path, line, str(error)))
            refused += 1
    counts.append(_count(main, refused))
    edition = Edition(LIST_ID, TITLE, None, main.file.sha256, main.file.path)
    return Result(((edition, tuple(listings)),), tuple(rejects), tuple(counts))


def _count(part: Part, orphans: int) -> Count:
    good, rejected = len(part.rows) - orphans, len(part.rejects) + orphans
    return Count(part.file.path, "rows", good + rejected, good, rejected)


def _listing(
    cells: Sequence[str], locator: Locator, extra: Mapping[Kind, Mapping[str, Sequence[list[str]]]]
) -> Listing:
    party, name, kind, program, title, call_sign, ship, tonnage, gross, flag, owner, remarks = (
        cells
    )
    remarks += "".join(c[1] for c in extra["comments"].get(party, ()))
    draft = Draft(LIST_ID, party, _SCHEMA.get(kind, "LegalEntity"))
    draft.remarks = "; ".join(part for part in (title, remarks) if part) or None
    draft.name(name, "name")
    for alt in extra["alt"].get(party, ()):
        draft.name(alt[3], _ALT.get(alt[2], "alias"))
    for text in _PROGRAMS.split(program):
        if text:
            draft.sanctions.append(Sanction(AUTHORITY, text))
    if kind in ("vessel", "aircraft"):
        draft.say("callSign", call_sign)
        draft.say("type", ship)
        draft.say("tonnage", tonnage)
        draft.say("grossRegisteredTonnage", gross)
        draft.say("flag", flag)
        draft.say("owner", owner)
    draft.say("position", title)
    for address in extra["add"].get(party, ()):
        where = ", ".join([part for part in address[2:5] if part])
        draft.say("address", where, note=address[5] or None)
        draft.belongs(address[4])
    for what, value, country in facts(remarks):
        draft.say(what, value, country=country)
    return draft.made(locator)
