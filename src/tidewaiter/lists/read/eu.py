"""The European Union's consolidated financial sanctions file, XML 1.1."""

from __future__ import annotations

import re
from typing import Any

from tidewaiter.lists.read.entries import day, entries, every, located, texts_of
from tidewaiter.lists.read.fields import countries, identifiers_in, put
from tidewaiter.lists.read.files import ListFile
from tidewaiter.lists.read.made import named
from tidewaiter.model.evidence import Reject
from tidewaiter.model.listings import Edition, Identifier, ListedName, Listing, NameKind, Schema

LIST_ID = "eu-fsf"
_TITLE = "European Union Consolidated Financial Sanctions List"
_DATE = re.compile(rb'generationDate="(\d{4}-\d\d-\d\d)')
_SCHEMA: dict[str, Schema] = {"P": "Person", "person": "Person", "E": "Organization"}


def recognises(text: bytes) -> bool:
    """Say whether a file starts like this list."""
    return b"europa.ec/fpi/fsd/export" in text[:4096]


def read(file: ListFile, text: bytes) -> tuple[Edition, tuple[Listing, ...], list[Reject]]:
    """Read an edition; see :func:`tidewaiter.lists.read.entries.entries`."""
    listings, rejects = entries(
        file, text, ["sanctionEntity"], lambda element: _listing(element, file.sha256)
    )
    found = _DATE.search(text[:4096])
    published = day(found.group(1).decode()) if found else None
    return Edition(LIST_ID, _TITLE, published, file.sha256, file.path), listings, rejects


def _listing(element: Any, sha256: str) -> Listing:
    entry = element.get("euReferenceNumber") or element.get("logicalId")
    if not entry:
        raise ValueError("the entry has no euReferenceNumber")
    names = tuple(dict.fromkeys(_names(element)))
    if not names:
        raise ValueError(f"{entry} has no name")
    remarks = " ".join(texts_of(element, "remark")) or None
    identifiers = [*identifiers_in(remarks or "", only_imo=True), *_documents(element)]
    code = next(
        (e.get("classificationCode") or e.get("code") for e in every(element, "subjectType")), ""
    )
    schema: Schema = _SCHEMA.get(code, "LegalEntity")
    if schema != "Person" and any(i.scheme == "imoNumber" for i in identifiers):
        schema = "Vessel" if "vessel" in (remarks or "").casefold() else schema
    nations = [e.get("countryDescription", "") for e in every(element, "citizenship")]
    nations += [e.get("countryDescription", "") for e in every(element, "address")]
    fields: dict[str, Any] = {
        "list_id": LIST_ID,
        "entry": entry,
        "schema": schema,
        "names": names,
        "identifiers": tuple(dict.fromkeys(identifiers)),
        "countries": countries(nations),
        "flag": None,
        "programs": tuple(
            dict.fromkeys(e.get("programme", "") for e in every(element, "regulation"))
        ),
        "listed_on": day(element.get("designationDate")),
        "owners": (),
        "remarks": remarks,
    }
    return put(fields, located(element, sha256))


def _names(element: Any) -> list[ListedName]:
    found: list[ListedName] = []
    for alias in every(element, "nameAlias"):
        parts = (alias.get(k, "") for k in ("firstName", "middleName", "lastName"))
        whole = alias.get("wholeName", "") or " ".join(p for p in parts if p)
        low = "low quality" in " ".join(texts_of(alias, "remark")).casefold()
        weak = alias.get("strong") == "false" or low
        kind: NameKind = "weakAlias" if weak else "alias" if found else "name"
        if whole.strip():
            found.append(named(" ".join(whole.split()), kind))
    return found


def _documents(element: Any) -> list[Identifier]:
    found: list[Identifier] = []
    for given in every(element, "identification"):
        number = (given.get("number") or given.get("latinNumber") or "").strip()
        kind = given.get("identificationTypeCode", "")
        if number:
            scheme = "passportNumber" if kind == "passport" else "idNumber"
            found.append(Identifier(scheme, number))  # type: ignore[arg-type]
    return found
