"""A list of one's own as CSV, and OpenSanctions' maritime CSV, which looks alike."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping
from typing import get_args

from tidewaiter.lists.read.entries import day
from tidewaiter.lists.read.files import Opened
from tidewaiter.lists.read.made import Draft
from tidewaiter.lists.read.sheet import rows
from tidewaiter.model.cells import from_cell
from tidewaiter.model.evidence import Locator, Reject
from tidewaiter.model.listings import Edition, Listing, Sanction, Schema

LIST_ID = "own"
_TITLE = "A list of one's own"
#: FollowTheMoney's name, or ours, of what we know → column names that mean it, lower case.
_COLUMNS = {
    "name": ("name", "names", "caption"),
    "alias": ("alias", "aliases", "alt_names", "also_known_as"),
    "weakAlias": ("weak_aliases", "weakalias", "weak_alias"),
    "previousName": ("former_names", "previous_names", "previousname"),
    "entry": ("id", "entry", "reference"),
    "schema": ("type", "schema", "kind"),
    "imoNumber": ("imo", "imo_number", "imonumber"),
    "mmsi": ("mmsi",),
    "callSign": ("call_sign", "call_signs", "callsign"),
    "registrationNumber": ("registration_number", "registrationnumber"),
    "passportNumber": ("passport", "passport_number"),
    "flag": ("flag", "flags"),
    "country": ("country", "countries"),
    "nationality": ("nationality", "nationalities"),
    "birthDate": ("birth_date", "birthdate", "dob", "date_of_birth"),
    "address": ("address", "addresses"),
    "program": ("program", "programs", "programme", "risk", "datasets", "lists"),
    "listed_on": ("listed_on", "listing_date", "since"),
    "measures": ("measures", "provisions"),
    "owner": ("owner", "owners"),
    "operator": ("operator", "operators"),
    "remarks": ("remarks", "note", "notes"),
}
_OURS = ("entry", "schema", "program", "listed_on", "measures", "remarks", "address")
_SEVERAL = re.compile(r"\s*[;|]\s*")


def recognises(source: Opened) -> bool:
    """Say whether the first line names a column of names and one that makes a list of it."""
    if source.root or source.head[:1] in (b"{", b"["):
        return False
    found = _matched(_header(source))
    return "name" in found and len(found) > 1


def read(source: Opened) -> tuple[Edition, tuple[Listing, ...], list[Reject]]:
    """Read rows; several values of one cell are parted by ``;`` or ``|``.

    Without a column for the kind a row with an IMO number or an MMSI is a ship, else anything.
    """
    found = _matched(_header(source))

    def make(row: Mapping[str, str], locator: Locator) -> Listing:
        return _listing(
            {o: from_cell(row.get(t, "").strip()).strip() for o, t in found.items()}, locator
        )

    listings, rejects = rows(source, make)
    return Edition(LIST_ID, _TITLE, None, source.file.sha256, source.file.path), listings, rejects


def _header(source: Opened) -> list[str]:
    """Return the cells of the first line, none where it is no CSV."""
    first = source.head.split(b"\n", 1)[0].decode("utf-8", "replace")
    try:
        return next(csv.reader([first.strip()]), [])
    except csv.Error:
        return []


def _matched(header: Iterable[str]) -> dict[str, str]:
    """Return what we know → the column that says it."""
    plain = {column.strip().strip('"').casefold(): column for column in header}
    return {
        ours: plain[theirs]
        for ours, known in _COLUMNS.items()
        for theirs in reversed(known)
        if theirs in plain
    }


def _listing(said: Mapping[str, str], locator: Locator) -> Listing:
    def several(column: str) -> list[str]:
        return [part for part in _SEVERAL.split(said.get(column, "")) if part]

    if not several("name"):
        raise ValueError("the row has no name")
    kinds = {kind.casefold(): kind for kind in get_args(Schema)}
    ship = bool(several("imoNumber") or several("mmsi"))
    schema: Schema = "Vessel" if ship else "LegalEntity"
    schema = kinds.get(said.get("schema", "").casefold(), schema)
    draft = Draft("own", "", schema, remarks=said.get("remarks") or None)
    for column in said:
        if column not in _OURS:
            for i, text in enumerate(several(column)):
                draft.say("alias" if column == "name" and i else column, _coded(column, text))
    draft.say("address", said.get("address"))
    draft.entry = said.get("entry") or next(
        (i.value for i in draft.identifiers), several("name")[0]
    )
    listed = day(said.get("listed_on"))
    measures = tuple(several("measures"))
    programs: list[str | None] = [*several("program")]
    if listed or measures:
        programs = programs or [None]
    draft.sanctions += [Sanction(None, program, measures, listed) for program in programs]
    return draft.made(locator)


def _coded(column: str, text: str) -> str:
    """Return a country's code in capitals, however it was typed; all else as it is."""
    return text.upper() if column in ("country", "nationality") and len(text) == 2 else text
