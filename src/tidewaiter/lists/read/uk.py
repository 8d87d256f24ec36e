"""The United Kingdom's sanctions list, XML."""

from __future__ import annotations

import re
from typing import Any

from tidewaiter.lists.read.entries import (
    children,
    day,
    edition,
    entries,
    every,
    line,
    text_of,
    texts_of,
)
from tidewaiter.lists.read.files import Opened
from tidewaiter.lists.read.made import Draft, joined
from tidewaiter.model.evidence import Locator, Reject
from tidewaiter.model.listings import Edition, Listing, NameKind, Sanction, Schema

LIST_ID = "uk-sl"
_TITLE = "UK Sanctions List"
_AUTHORITY = "United Kingdom"
_DATE = re.compile(rb"<DateGenerated>(\d\d/\d\d/\d{4})")
_SCHEMA: dict[str, Schema] = {"individual": "Person", "entity": "Organization", "ship": "Vessel"}
_BRITISH = "%d/%m/%Y"
#: Element → FollowTheMoney's name for what it holds.
_SAID = (
    (".//IMONumber", "imoNumber"), (".//HullIdentificationNumber", "registrationNumber"),
    (".//NationalIdentifierNumber", "idNumber"), (".//BusinessRegistrationNumber", "registrationNumber"),
    (".//CurrentOwnerOperator", "owner"), (".//PreviousOwnerOperator", "notes"),
    (".//ParentCompany", "linked"), (".//CurrentBelievedFlagOfShip", "flag"), (".//PreviousFlag", "pastFlags"),
    (".//TypeOfShip", "type"), (".//TonnageOfShip", "tonnage"), (".//YearBuilt", "buildDate"),
    ("Titles/Title", "title"), (".//Position", "position"), (".//Nationality", "nationality"),
    (".//Gender", "gender"), (".//DOB", "birthDate"), (".//TypeOfEntity", "legalForm"),
    (".//PhoneNumber", "phone"), (".//EmailAddress", "email"), (".//Website", "website"),
)  # fmt: skip
_NOTES = {".//PreviousOwnerOperator": "former owner or operator"}


def recognises(source: Opened) -> bool:
    """Say whether a file starts like this list."""
    return source.root == "Designations"


def read(source: Opened) -> tuple[Edition, tuple[Listing, ...], list[Reject]]:
    """Read an edition; see :func:`tidewaiter.lists.read.entries.entries`."""
    listings, rejects = entries(source, ["Designation"], _listing)
    return edition(source, LIST_ID, _TITLE, _DATE, _BRITISH), listings, rejects


def _listing(element: Any, locator: Locator) -> Listing:
    entry = text_of(element, "UniqueID")
    if not entry:
        raise ValueError("the entry has no UniqueID")
    schema = _SCHEMA.get(text_of(element, "IndividualEntityShip").casefold(), "LegalEntity")
    draft = Draft(LIST_ID, entry, schema)
    draft.remarks = " ".join(texts_of(element, "OtherInformation", "UKStatementofReasons")) or None
    _names(draft, element)
    for path, name in _SAID:
        for text in texts_of(element, path):
            draft.say(name, text, note=_NOTES.get(path))
    for passport in every(element, ".//Passport"):
        number = text_of(passport, "PassportNumber")
        draft.say("passportNumber", number, country=text_of(passport, "PassportIssuingCountry"))
    for where in every(element, ".//BirthDetails/Location"):
        parts = texts_of(where, "TownOfBirth", "CountryOfBirth")
        draft.say("birthPlace", joined(*parts))
    for address in every(element, "Addresses/Address"):
        parts = [line(part) for part in address]
        draft.say("address", joined(*parts))
        draft.belongs(text_of(address, "AddressCountry"))
    imposed = text_of(element, "SanctionsImposed").split("|")
    draft.sanctions.append(
        Sanction(
            _AUTHORITY,
            text_of(element, "RegimeName") or None,
            tuple(part.strip() for part in imposed if part.strip()),
            day(text_of(element, "DateDesignated"), _BRITISH),
            un_reference=text_of(element, "UNReferenceNumber") or None,
            authority_id=text_of(element, "OFSIGroupID") or None,
        )
    )
    updated = day(text_of(element, "LastUpdated"), _BRITISH)
    draft.say("modifiedAt", updated.isoformat() if updated else None)
    return draft.made(locator)


def _names(draft: Draft, element: Any) -> None:
    for name in every(element, "Names/Name"):
        parts = children(name)
        texts = (
            (parts[f"Name{i}"][0].text or "").strip() for i in range(1, 7) if f"Name{i}" in parts
        )
        said = text_of(name, "NameType").casefold()
        strength = text_of(name, "AliasStrength").casefold()
        kind: NameKind = "name" if "primary name" in said and "variation" not in said else "alias"
        if "low" in strength:
            kind = "weakAlias"
        draft.name(" ".join(text for text in texts if text), kind)
    for original in every(element, "NonLatinNames/NonLatinName/NameNonLatinScript"):
        draft.name(original.text, "alias")
