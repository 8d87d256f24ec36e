"""The United Kingdom's sanctions list, XML."""

from __future__ import annotations

import re
from typing import Any

from tidewaiter.lists.read.entries import day, entries, every, located, text_of, texts_of
from tidewaiter.lists.read.fields import countries, identifiers_in, put
from tidewaiter.lists.read.files import ListFile
from tidewaiter.lists.read.made import named
from tidewaiter.model.evidence import Reject
from tidewaiter.model.listings import Edition, Identifier, ListedName, Listing, NameKind, Schema

LIST_ID = "uk-sl"
_TITLE = "UK Sanctions List"
_DATE = re.compile(rb"<DateGenerated>(\d\d/\d\d/\d{4})")
_SCHEMA: dict[str, Schema] = {"individual": "Person", "entity": "Organization", "ship": "Vessel"}
_BRITISH = "%d/%m/%Y"


def recognises(text: bytes) -> bool:
    """Say whether a file starts like this list."""
    return b"<Designations" in text[:4096]


def read(file: ListFile, text: bytes) -> tuple[Edition, tuple[Listing, ...], list[Reject]]:
    """Read an edition; see :func:`tidewaiter.lists.read.entries.entries`."""
    listings, rejects = entries(
        file, text, ["Designation"], lambda element: _listing(element, file.sha256)
    )
    found = _DATE.search(text[:4096])
    published = day(found.group(1).decode(), _BRITISH) if found else None
    return Edition(LIST_ID, _TITLE, published, file.sha256, file.path), listings, rejects


def _listing(element: Any, sha256: str) -> Listing:
    entry = text_of(element, "UniqueID")
    if not entry:
        raise ValueError("the entry has no UniqueID")
    names = tuple(dict.fromkeys(_names(element)))
    if not names:
        raise ValueError(f"{entry} has no name")
    identifiers = [Identifier("passportNumber", n) for n in texts_of(element, ".//PassportNumber")]
    identifiers += [
        Identifier("idNumber", n) for n in texts_of(element, ".//NationalIdentifierNumber")
    ]
    for number in texts_of(element, ".//IMONumber"):
        identifiers += identifiers_in(f"IMO {number.upper().removeprefix('IMO')}", only_imo=True)
    remarks = " ".join(texts_of(element, "OtherInformation", "UKStatementofReasons")) or None
    flags = texts_of(element, ".//CurrentBelievedFlagOfShip")
    nations = texts_of(element, ".//Nationality", ".//AddressCountry")
    fields: dict[str, Any] = {
        "list_id": LIST_ID,
        "entry": entry,
        "schema": _SCHEMA.get(text_of(element, "IndividualEntityShip").casefold(), "LegalEntity"),
        "names": names,
        "identifiers": tuple(dict.fromkeys(identifiers)),
        "countries": countries([*nations, *flags]),
        "flag": flags[0] if flags else None,
        "programs": tuple(texts_of(element, "RegimeName")),
        "listed_on": day(text_of(element, "DateDesignated"), _BRITISH),
        "owners": tuple(texts_of(element, ".//CurrentOwnerOperator")),
        "remarks": remarks,
    }
    return put(fields, located(element, sha256))


def _names(element: Any) -> list[ListedName]:
    found = []
    for name in every(element, "Names/Name"):
        parts = (text_of(name, f"Name{i}") for i in range(1, 7))
        whole = " ".join(part for part in parts if part)
        said = text_of(name, "NameType").casefold()
        strength = text_of(name, "AliasStrength").casefold()
        kind: NameKind = "name" if "primary name" in said and "variation" not in said else "alias"
        if "low" in strength:
            kind = "weakAlias"
        if whole:
            found.append(named(whole, kind))
    originals = texts_of(element, "NonLatinNames/NonLatinName/NameNonLatinScript")
    return sorted(found, key=lambda n: n.kind != "name") + [named(n, "alias") for n in originals]
