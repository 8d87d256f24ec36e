"""The Consolidated Screening List of the United States, CSV."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping
from typing import Any

from tidewaiter.errors import UnreadableError
from tidewaiter.lists.read.entries import day
from tidewaiter.lists.read.fields import countries, identifiers_in, put
from tidewaiter.lists.read.files import ListFile
from tidewaiter.lists.read.made import named
from tidewaiter.lists.read.sheet import rows
from tidewaiter.model.evidence import Locator, Reject
from tidewaiter.model.listings import Edition, Identifier, Listing, Schema

LIST_ID = "us-csl"
_TITLE = "US Consolidated Screening List"
_NEEDED = ("_id", "source", "type", "name", "alt_names", "ids")
_SCHEMA: dict[str, Schema] = {
    "individual": "Person", "entity": "Organization", "vessel": "Vessel", "aircraft": "Airplane",
}  # fmt: skip
_OWNER = re.compile(r"Linked To: ([^;)]+)")


def recognises(text: bytes) -> bool:
    """Say whether a file starts like this list."""
    return text.removeprefix(b"\xef\xbb\xbf").startswith(b"_id,source,entity_number,type,")


def read(file: ListFile, text: bytes) -> tuple[Edition, tuple[Listing, ...], list[Reject]]:
    """Read an edition.

    Raises:
        UnreadableError: A needed column is missing.
    """
    stream = io.StringIO(text.decode("utf-8-sig", "replace"), newline="")
    reader = csv.DictReader(stream)
    if missing := [c for c in _NEEDED if c not in (reader.fieldnames or ())]:
        raise UnreadableError(f"lacks the columns {missing} of the Consolidated Screening List")
    listings, rejects = rows(file, reader, _listing)
    return Edition(LIST_ID, _TITLE, None, file.sha256, file.path), listings, rejects


def _listing(row: Mapping[str, str], locator: Locator) -> Listing:
    if not row["name"].strip() or not row["_id"]:
        raise ValueError("the row has no name, or no _id")
    names = [named(row["name"].strip(), "name")]
    names += [named(n.strip(), "alias") for n in row["alt_names"].split("; ") if n.strip()]
    identifiers = list(identifiers_in(f"{row['ids']}; {row.get('remarks', '')}"))
    if row.get("call_sign"):
        identifiers.append(Identifier("callSign", row["call_sign"]))
    codes = {
        code.strip().lower()
        for column in ("citizenships", "nationalities")
        for code in (row.get(column) or "").split(";")
        if len(code.strip()) == 2
    }
    flag = row.get("vessel_flag") or None
    fields: dict[str, Any] = {
        "list_id": LIST_ID,
        "entry": row["_id"],
        "schema": _SCHEMA.get(row["type"].casefold(), "LegalEntity"),
        "names": tuple(dict.fromkeys(names)),
        "identifiers": tuple(dict.fromkeys(identifiers)),
        "countries": tuple(sorted(codes | set(countries([flag or ""])))),
        "flag": flag,
        "programs": tuple(
            dict.fromkeys(
                [row["source"], *filter(None, re.split(r";\s*", row.get("programs") or ""))]
            )
        ),
        "listed_on": day(row.get("start_date")),
        "owners": tuple(
            dict.fromkeys(
                [
                    *filter(None, [row.get("vessel_owner")]),
                    *_OWNER.findall(row.get("remarks") or ""),
                ]
            )
        ),
        "remarks": row.get("remarks") or None,
    }
    return put(fields, locator)
