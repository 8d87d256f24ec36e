"""The European Union's consolidated financial sanctions file, XML 1.1."""

from __future__ import annotations

import re
from typing import Any

from tidewaiter.lists.read.entries import children, day, edition, entries, line
from tidewaiter.lists.read.files import Opened
from tidewaiter.lists.read.made import Draft, joined
from tidewaiter.lists.read.numbers import imos_in
from tidewaiter.model.evidence import Locator, Reject
from tidewaiter.model.listings import Edition, Listing, NameKind, Sanction, Schema
from tidewaiter.names.countries import country
from tidewaiter.names.numbers import imo_valid

LIST_ID = "eu-fsf"
_TITLE = "European Union Consolidated Financial Sanctions List"
_AUTHORITY = "European Union"
_DATE = re.compile(rb'generationDate="(\d{4}-\d\d-\d\d)')
_SCHEMA: dict[str, Schema] = {"P": "Person", "person": "Person", "E": "Organization"}
_NUMBERS = {
    "passport": "passportNumber", "diplpassport": "passportNumber", "regnumber": "registrationNumber",
    "fiscalcode": "taxNumber", "swiftbic": "swiftBic", "imo": "imoNumber",
}  # fmt: skip
_CONTACTS = {"PHONE": "phone", "EMAIL": "email", "WEB": "website"}
_PLACE = ("place", "street", "poBox", "city", "zipCode", "region")


def recognises(source: Opened) -> bool:
    """Say whether a file starts like this list."""
    return source.root == "export" and b"europa.ec/fpi/fsd/export" in source.head


def read(source: Opened) -> tuple[Edition, tuple[Listing, ...], list[Reject]]:
    """Read an edition; see :func:`tidewaiter.lists.read.entries.entries`."""
    listings, rejects = entries(source, ["sanctionEntity"], _listing)
    return edition(source, LIST_ID, _TITLE, _DATE), listings, rejects


def _listing(element: Any, locator: Locator) -> Listing:
    entry = element.get("euReferenceNumber") or element.get("logicalId")
    if not entry:
        raise ValueError("the entry has no euReferenceNumber")
    said = children(element)
    remarks = joined(*(e.text for e in said.get("remark", ())), by=" ") or None
    numbers = list(imos_in(remarks))
    code = next(
        (e.get("classificationCode") or e.get("code") for e in said.get("subjectType", ())), ""
    )
    schema: Schema = _SCHEMA.get(code, "LegalEntity")
    if (
        schema != "Person"
        and "vessel" in (remarks or "").casefold()
        and any(map(imo_valid, numbers))
    ):
        schema = "Vessel"
    draft = Draft(LIST_ID, entry, schema, remarks=remarks)
    for alias in said.get("nameAlias", ()):
        _name(draft, alias)
    for number in numbers:
        draft.say("imoNumber", number)
    for given in said.get("identification", ()):
        number = given.get("number") or given.get("latinNumber")
        scheme = _NUMBERS.get(given.get("identificationTypeCode", ""), "idNumber")
        draft.say(scheme, number, country=_nation(given))
    for given in said.get("citizenship", ()):
        draft.say("citizenship", _nation(given))
    for given in said.get("birthdate", ()):
        _birth(draft, given)
    for given in said.get("address", ()):
        where = joined(*(given.get(k) for k in _PLACE), given.get("countryDescription"))
        if where and where != "UNKNOWN":
            draft.say("address", where)
        draft.belongs(_nation(given))
        for contact in children(given).get("contactInfo", ()):
            draft.say(_CONTACTS.get(contact.get("key", ""), "notes"), contact.get("value"))
    listed = day(element.get("designationDate"))
    for given in said.get("regulation", ()):
        draft.sanctions.append(_sanction(element, given, listed))
    if listed and not draft.sanctions:
        draft.sanctions.append(Sanction(_AUTHORITY, listed_on=listed))
    return draft.made(locator)


def _nation(given: Any) -> str:
    """Return the code of the country, or its words; ``00`` and UNKNOWN are none."""
    code = given.get("countryIso2Code") or ""
    words = given.get("countryDescription") or ""
    if country(code):
        return str(code)
    return "" if words == "UNKNOWN" else str(words)


def _sanction(element: Any, given: Any, listed: Any) -> Sanction:
    urls = [line(e) for e in children(given).get("publicationUrl", ())]
    return Sanction(
        _AUTHORITY,
        given.get("programme") or None,
        listed_on=listed,
        un_reference=element.get("unitedNationId") or None,
        act=given.get("numberTitle") or None,
        source_url=next(iter(urls), None),
    )


def _name(draft: Draft, alias: Any) -> None:
    parts = (alias.get(k, "") for k in ("firstName", "middleName", "lastName"))
    whole = alias.get("wholeName", "").strip() or " ".join(p for p in parts if p)
    note = joined(*(e.text for e in children(alias).get("remark", ())))
    weak = alias.get("strong") == "false" or "low quality" in note.casefold()
    kind: NameKind = "weakAlias" if weak else "alias" if draft.names else "name"
    draft.name(whole, kind)
    for name, key in (("title", "title"), ("position", "function"), ("gender", "gender")):
        draft.say(name, alias.get(key))


def _birth(draft: Draft, given: Any) -> None:
    note = "circa" if given.get("circa") == "true" else None
    year, month, date = (given.get(k) or "" for k in ("year", "monthOfYear", "dayOfMonth"))
    exact = given.get("birthdate")
    if not exact and year:
        exact = "-".join([year, *(p.zfill(2) for p in (month, date) if p)]) if month else year
    draft.say("birthDate", exact, note=note)
    for key, limit in (("yearRangeFrom", "from"), ("yearRangeTo", "to")):
        draft.say("birthDate", given.get(key), note=limit)
    where = joined(
        *(given.get(k) for k in ("place", "city", "region")), given.get("countryDescription")
    )
    draft.say("birthPlace", "" if where == "UNKNOWN" else where)
