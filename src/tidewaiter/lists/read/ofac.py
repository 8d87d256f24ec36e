"""OFAC's SDN list in its legacy CSV set: sdn, alt, add and sdn_comments."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from tidewaiter.errors import UnreadableError
from tidewaiter.lists.read.fields import countries, identifiers_in, put
from tidewaiter.lists.read.files import ListFile, Result
from tidewaiter.lists.read.made import named
from tidewaiter.model.evidence import Count, Locator, Reject
from tidewaiter.model.listings import Edition, Identifier, Listing, NameKind, Schema

LIST_ID = "ofac-sdn"
_TITLE = "OFAC Specially Designated Nationals List"
_NULL = "-0-"
_EXPECTED = (
    "is no list that we know; expected UN, EU, UK or OFAC XML (sdn.xml), the US Consolidated "
    "Screening List, FollowTheMoney JSON lines, one of OFAC's CSV files sdn, alt, add, "
    "sdn_comments, or a CSV with a column name and others such as imo, mmsi, aliases"
)
Kind = Literal["sdn", "alt", "add", "comments"]
_BY_WIDTH: dict[int, Kind] = {12: "sdn", 5: "alt", 6: "add", 2: "comments"}
_SCHEMA: dict[str, Schema] = {"individual": "Person", "vessel": "Vessel", "aircraft": "Airplane"}
_ALT: dict[str, NameKind] = {"aka": "alias", "fka": "previousName", "nka": "alias"}
_OWNER = re.compile(r"Linked To: ([^;]+?)\.?(?:;|$)")
_QUOTED = re.compile(r"(a\.k\.a\.|f\.k\.a\.|n\.k\.a\.) '([^']+)'")


@dataclass(frozen=True, slots=True)
class Part:
    """One file of the set: rows by line, cells without blanks, nulls empty."""

    file: ListFile
    kind: Kind
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    rejects: tuple[Reject, ...]


def part(file: ListFile, text: bytes) -> Part:
    """Recognise one file of the set by its columns, and read its rows.

    Raises:
        UnreadableError: It is none of them.
    """
    try:
        decoded = text.rstrip(b"\x1a\r\n").decode("utf-8-sig")
    except UnicodeDecodeError:
        decoded = text.rstrip(b"\x1a\r\n").decode("cp1252", "replace")
    if "\0" in decoded[:4096] or decoded.lstrip()[:1] in ("<", "{", "["):
        raise UnreadableError(_EXPECTED)
    lines = [line.rstrip("\r") for line in decoded.split("\n")]
    first = next(_rows(lines), None)
    kind = _BY_WIDTH.get(len(first[1])) if isinstance(first, tuple) else None
    if kind is None or not isinstance(first, tuple) or not first[1][0].isdigit():
        raise UnreadableError(_EXPECTED)
    width = len(first[1])
    good: list[tuple[int, tuple[str, ...]]] = []
    rejects = []
    for row in _rows(lines):
        if isinstance(row, Reject):
            rejects.append(Reject(file.path, row.line, row.reason, row.text))
        elif len(row[1]) != width or not row[1][0].isdigit():
            reason = f"has {len(row[1])} columns, an OFAC {kind} file has {width} and starts with a number"
            rejects.append(Reject(file.path, row[0], reason, ",".join(row[1])[:200]))
        else:
            good.append(row)
    return Part(file, kind, tuple(good), tuple(rejects))


def _rows(lines: Sequence[str]) -> Iterator[tuple[int, tuple[str, ...]] | Reject]:
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            cells = next(csv.reader(io.StringIO(line), strict=True))
        except csv.Error as error:
            yield Reject("", number, f"not readable as CSV: {error}", line[:200])
            continue
        yield number, tuple("" if c.strip() == _NULL else c.strip() for c in cells)


def join(parts: Sequence[Part]) -> Result:
    """Join the parts into one edition for each sdn file.

    A part without a party to belong to is refused row by row; a part without any sdn file, whole.
    """
    mains = [p for p in parts if p.kind == "sdn"]
    rest = [p for p in parts if p.kind != "sdn"]
    rejects: list[Reject] = [r for p in parts for r in p.rejects]
    counts = []
    if len(mains) != 1:
        refused = parts if len(mains) > 1 else rest
        why = "more than one sdn file is here" if mains else "its sdn file is not here"
        for p in refused:
            rejects.append(Reject(p.file.path, 0, f"is an OFAC {p.kind} file, but {why}"))
            counts.append(Count(p.file.path, "file", 1, 0, 1))
        return Result((), tuple(rejects), tuple(counts))
    main = mains[0]
    parties = {cells[0] for _, cells in main.rows}
    extra: dict[tuple[Kind, str], list[tuple[str, ...]]] = {}
    for p in rest:
        orphans = [(line, cells) for line, cells in p.rows if cells[0] not in parties]
        for _, cells in p.rows:
            extra.setdefault((p.kind, cells[0]), []).append(cells)
        rejects.extend(
            Reject(p.file.path, line, f"belongs to party {cells[0]}, which the sdn file lacks")
            for line, cells in orphans
        )
        counts.append(_count(p, len(orphans)))
    listings = []
    for line, cells in main.rows:
        comments = "".join(c[1] for c in extra.get(("comments", cells[0]), ()))
        listings.append(
            _listing(
                cells,
                line,
                main.file.sha256,
                extra.get(("alt", cells[0]), ()),
                extra.get(("add", cells[0]), ()),
                comments,
            )
        )
    counts.append(_count(main, 0))
    edition = Edition(LIST_ID, _TITLE, None, main.file.sha256, main.file.path)
    return Result(((edition, tuple(listings)),), tuple(rejects), tuple(counts))


def _count(part: Part, orphans: int) -> Count:
    good, rejected = len(part.rows) - orphans, len(part.rejects) + orphans
    return Count(part.file.path, "rows", good + rejected, good, rejected)


def _listing(
    cells: tuple[str, ...],
    line: int,
    sha256: str,
    alts: Sequence[tuple[str, ...]],
    addresses: Sequence[tuple[str, ...]],
    comments: str,
) -> Listing:
    _, name, kind, program, title, call_sign, _, _, _, flag, owner, remarks = cells
    remarks = remarks + comments
    names = [named(name, "name")]
    names += [named(alt[3], _ALT.get(alt[2], "alias")) for alt in alts if alt[3]]
    names += [
        named(text, "previousName" if mark == "f.k.a." else "weakAlias")
        for mark, text in _QUOTED.findall(remarks)
    ]
    identifiers = list(identifiers_in(remarks))
    if call_sign:
        identifiers.append(Identifier("callSign", call_sign))
    owners = [owner] if owner else []
    owners += _OWNER.findall(remarks)
    fields: dict[str, Any] = {
        "list_id": LIST_ID,
        "entry": cells[0],
        "schema": _SCHEMA.get(kind, "LegalEntity"),
        "names": tuple(dict.fromkeys(names)),
        "identifiers": tuple(dict.fromkeys(identifiers)),
        "countries": countries([*(a[4] for a in addresses), flag]),
        "flag": flag or None,
        "programs": tuple(part for part in re.split(r"\]?\s*\[|\]", program) if part),
        "listed_on": None,
        "owners": tuple(dict.fromkeys(owners)),
        "remarks": "; ".join(part for part in (title, remarks) if part) or None,
    }
    return put(fields, Locator(sha256, "rows", line, line))
