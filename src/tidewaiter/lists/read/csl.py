"""The Consolidated Screening List of the United States, CSV."""

from __future__ import annotations

import re
from collections.abc import Mapping

from tidewaiter.lists.read.entries import day
from tidewaiter.lists.read.files import Opened
from tidewaiter.lists.read.labels import facts, listed_ids
from tidewaiter.lists.read.made import Draft
from tidewaiter.lists.read.sheet import rows
from tidewaiter.model.evidence import Locator, Reject
from tidewaiter.model.listings import Edition, Listing, Sanction, Schema

LIST_ID = "us-csl"
_TITLE = "US Consolidated Screening List"
_NEEDED = ("_id", "source", "type", "name", "alt_names", "ids")
_SCHEMA: dict[str, Schema] = {
    "individual": "Person", "entity": "Organization", "vessel": "Vessel", "aircraft": "Airplane",
}  # fmt: skip
_SAID = (
    ("call_sign", "callSign"), ("vessel_type", "type"), ("vessel_flag", "flag"),
    ("vessel_owner", "owner"), ("gross_tonnage", "tonnage"), ("title", "title"),
    ("gross_registered_tonnage", "grossRegisteredTonnage"),
)  # fmt: skip
_SEVERAL = (
    ("citizenships", "citizenship"), ("nationalities", "nationality"),
    ("dates_of_birth", "birthDate"), ("places_of_birth", "birthPlace"), ("addresses", "address"),
)  # fmt: skip
_PARTS = re.compile(r";\s*")
#: The last words of an address are the code of its country.
_COUNTRY = re.compile(r"(?:^|, )([A-Z]{2})$")


def recognises(source: Opened) -> bool:
    """Say whether a file starts like this list."""
    return source.head.startswith(b"_id,source,entity_number,")


def read(source: Opened) -> tuple[Edition, tuple[Listing, ...], list[Reject]]:
    """Read an edition; see :func:`tidewaiter.lists.read.sheet.rows`."""
    listings, rejects = rows(source, _listing, _NEEDED)
    return Edition(LIST_ID, _TITLE, None, source.file.sha256, source.file.path), listings, rejects


def _listing(row: Mapping[str, str], locator: Locator) -> Listing:
    if not row["name"].strip() or not row["_id"]:
        raise ValueError("the row has no name, or no _id")
    draft = Draft(LIST_ID, row["_id"], _SCHEMA.get(row["type"].casefold(), "LegalEntity"))
    draft.remarks = row.get("remarks") or None
    draft.name(row["name"], "name")
    for name in row["alt_names"].split("; "):
        draft.name(name, "alias")
    for column, name in _SAID:
        draft.say(name, row.get(column))
    for column, name in _SEVERAL:
        if row.get(column):
            for text in _PARTS.split(row[column]):
                draft.say(name, text)
                found = _COUNTRY.search(text) if name == "address" else None
                if found:
                    draft.belongs(found.group(1))
    for name, value, country in listed_ids(row["ids"]):
        draft.say(name, value, country=country)
    for name, value, country in facts((row.get("remarks") or "").strip("()")):
        draft.say(name, value.rstrip(")") if "(" not in value else value, country=country)
    listed, ended = day(row.get("start_date")), day(row.get("end_date"))
    programs = [row["source"], *filter(None, _PARTS.split(row.get("programs") or ""))]
    act = row.get("federal_register_notice") or None
    url = row.get("source_list_url") or None
    for program in programs:
        draft.sanctions.append(
            Sanction(row["source"], program, (), listed, ended, act=act, source_url=url)
        )
    return draft.made(locator)
