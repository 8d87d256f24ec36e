"""The rows of a sheet that is to be screened, as queries."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, get_args

from tidewaiter.errors import UnreadableError
from tidewaiter.link.query import Query
from tidewaiter.lists.read.numbers import identifier
from tidewaiter.model.cells import from_cell
from tidewaiter.model.listings import Identifier, Schema, Scheme
from tidewaiter.names.countries import country

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


def rows(sheet: Path) -> Iterator[tuple[int, Query | str]]:
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
            (_text(row, columns[n]) for n in names if n in columns and row[columns[n]]), ""
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
        value = _text(row, columns[column]) if column in columns else ""
        if value.upper() in _NOTHING:
            continue
        number = identifier(scheme, value, schema)
        if number is not None:
            yield number


def _text(row: Mapping[Any, Any], column: str) -> str:
    """Return what a cell says, also where the sheet is one that we wrote."""
    return from_cell(str(row[column] or "").strip()).strip()
