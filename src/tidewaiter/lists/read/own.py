"""A list of one's own as CSV, and OpenSanctions' maritime CSV, which looks alike."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping
from typing import Any, get_args

from tidewaiter.lists.read.entries import day
from tidewaiter.lists.read.fields import countries, put
from tidewaiter.lists.read.files import ListFile
from tidewaiter.lists.read.made import named
from tidewaiter.lists.read.sheet import rows
from tidewaiter.model.evidence import Locator, Reject
from tidewaiter.model.listings import Edition, Identifier, Listing, Schema
from tidewaiter.names.numbers import imo_valid

LIST_ID = "own"
_TITLE = "A list of one's own"
#: What we know → column names that mean it, lower case.
_COLUMNS = {
    "names": ("name", "names", "caption"),
    "aliases": ("alias", "aliases", "alt_names", "also_known_as"),
    "former": ("former_names", "previous_names", "previousname"),
    "entry": ("id", "entry", "reference"),
    "schema": ("type", "schema", "kind"),
    "imo": ("imo", "imo_number", "imonumber"),
    "mmsi": ("mmsi",),
    "call_sign": ("call_sign", "call_signs", "callsign"),
    "registration": ("registration_number", "registrationnumber"),
    "passport": ("passport", "passport_number"),
    "flag": ("flag", "flags"),
    "countries": ("country", "countries", "nationality"),
    "programs": ("program", "programs", "programme", "risk", "datasets", "lists"),
    "listed_on": ("listed_on", "listing_date", "since"),
    "owners": ("owner", "owners"),
    "remarks": ("remarks", "note", "notes"),
}
_SEVERAL = re.compile(r"\s*[;|]\s*")


def recognises(text: bytes) -> bool:
    """Say whether the first line names a column of names and one that makes a list of it."""
    first = text.removeprefix(b"\xef\xbb\xbf")[:4096].split(b"\n", 1)[0]
    found = _matched(first.decode("utf-8", "replace").strip().split(","))
    return "names" in found and len(found) > 1


def read(file: ListFile, text: bytes) -> tuple[Edition, tuple[Listing, ...], list[Reject]]:
    """Read rows; several values of one cell are parted by ``;`` or ``|``.

    Without a column for the kind a row with an IMO number or an MMSI is a ship, else anything.
    """
    reader = csv.DictReader(io.StringIO(text.decode("utf-8-sig", "replace"), newline=""))
    found = _matched(reader.fieldnames or ())

    def make(row: Mapping[str, str], locator: Locator) -> Listing:
        return _listing({o: row[theirs].strip() for o, theirs in found.items()}, locator)

    listings, rejects = rows(file, reader, make)
    return Edition(LIST_ID, _TITLE, None, file.sha256, file.path), listings, rejects


def _matched(header: Any) -> dict[str, str]:
    """Return what we know → the column that says it."""
    plain = {str(column).strip().strip('"').casefold(): column for column in header}
    return {
        ours: plain[theirs]
        for ours, known in _COLUMNS.items()
        for theirs in reversed(known)
        if theirs in plain
    }


def _listing(said: Mapping[str, str], locator: Locator) -> Listing:
    def several(column: str) -> list[str]:
        return [part for part in _SEVERAL.split(said.get(column, "")) if part]

    if not several("names"):
        raise ValueError("the row has no name")
    main, *others = several("names")
    names = [named(main, "name")]
    names += [named(text, "alias") for text in (*others, *several("aliases"))]
    names += [named(text, "previousName") for text in several("former")]
    identifiers = []
    for number in several("imo"):
        digits = number.upper().removeprefix("IMO").strip()
        identifiers.append(Identifier("imoNumber", digits, imo_valid(digits)))
    identifiers += [Identifier("mmsi", n) for n in several("mmsi")]
    identifiers += [Identifier("callSign", n) for n in several("call_sign")]
    identifiers += [Identifier("registrationNumber", n) for n in several("registration")]
    identifiers += [Identifier("passportNumber", n) for n in several("passport")]
    kinds = {kind.casefold(): kind for kind in get_args(Schema)}
    ship = any(i.scheme in ("imoNumber", "mmsi") for i in identifiers)
    schema: Schema = "Vessel" if ship else "LegalEntity"
    schema = kinds.get(said.get("schema", "").casefold(), schema)
    nations = [*several("countries"), *several("flag")]
    codes = {n.lower() for n in nations if len(n) == 2 and n.isalpha()}
    fields: dict[str, Any] = {
        "list_id": LIST_ID,
        "entry": said.get("entry") or next((i.value for i in identifiers), main),
        "schema": schema,
        "names": tuple(dict.fromkeys(names)),
        "identifiers": tuple(dict.fromkeys(identifiers)),
        "countries": tuple(sorted(codes | set(countries(nations)))),
        "flag": next(iter(several("flag")), None),
        "programs": tuple(several("programs")),
        "listed_on": day(said.get("listed_on")),
        "owners": tuple(several("owners")),
        "remarks": said.get("remarks") or None,
    }
    return put(fields, locator)
