"""The UN Security Council's consolidated list, XML."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from tidewaiter.lists.read.entries import day, edition, entries, line, texts
from tidewaiter.lists.read.files import Opened
from tidewaiter.lists.read.made import Draft, joined
from tidewaiter.lists.read.numbers import imos_in
from tidewaiter.model.evidence import Locator, Reject
from tidewaiter.model.listings import Edition, Listing, NameKind, Sanction
from tidewaiter.names.numbers import imo_valid

LIST_ID = "un-sc"
_TITLE = "United Nations Security Council Consolidated List"
_AUTHORITY = "United Nations Security Council"
_DATE = re.compile(rb'dateGenerated="(\d{4}-\d\d-\d\d)')
_NAME_PARTS = ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME")
_OWNER = re.compile(r"([Oo]wned|[Mm]anaged|[Oo]perated) by ([A-Z][^.;,(]+)")
#: An entity that is called a vessel right before its number is one; IMO numbers of companies differ.
_SHIP = re.compile(r"\bvessel\b[.,:; (]{1,3}IMO(?: number| no\.?)?[:# ]*(\d{7})\b", re.IGNORECASE)
_QUALITY: dict[str, NameKind] = {"low": "weakAlias", "f.k.a.": "previousName"}
_PASSPORT = ("passport", "passeport", "pasaporte")
_LIMIT = {"APPROXIMATELY": "circa"}
_PLACE = ("STREET", "CITY", "STATE_PROVINCE", "ZIP_CODE", "COUNTRY")
_NUMBERED = re.compile(r"(?:^|\s)\d{1,2}\)\s*")


def recognises(source: Opened) -> bool:
    """Say whether a file starts like this list."""
    return source.root == "CONSOLIDATED_LIST"


def read(source: Opened) -> tuple[Edition, tuple[Listing, ...], list[Reject]]:
    """Read an edition; see :func:`tidewaiter.lists.read.entries.entries`."""
    listings, rejects = entries(source, ["INDIVIDUAL", "ENTITY"], _listing)
    return edition(source, LIST_ID, _TITLE, _DATE), listings, rejects


def _listing(element: Any, locator: Locator) -> Listing:
    said: dict[str, str] = {}
    inner: dict[str, list[Any]] = {}
    for child in element:
        if len(child):
            inner.setdefault(child.tag, []).append(child)
        elif text := child.text:
            said.setdefault(child.tag, text.strip())
    entry = said.get("REFERENCE_NUMBER")
    if not entry:
        raise ValueError("the entry has no REFERENCE_NUMBER")
    draft = Draft(LIST_ID, entry, "Person" if element.tag == "INDIVIDUAL" else "Organization")
    draft.record = said.get("DATAID") or None
    draft.remarks = " ".join(said.get("COMMENTS1", "").split()) or None
    draft.name(" ".join([said[tag] for tag in _NAME_PARTS if said.get(tag)]), "name")
    draft.name(said.get("NAME_ORIGINAL_SCRIPT"), "alias")
    draft.sanctions.append(
        Sanction(
            _AUTHORITY,
            said.get("UN_LIST_TYPE") or None,
            listed_on=day(said.get("LISTED_ON")),
            un_reference=entry,
        )
    )
    if "GENDER" in said:
        draft.say("gender", said["GENDER"])
    for tag, name in (
        ("TITLE", "title"),
        ("DESIGNATION", "position"),
        ("NATIONALITY", "nationality"),
    ):
        for holder in inner.get(tag, ()):
            for value in holder:
                text = line(value)
                for one in _NUMBERED.split(text) if ")" in text else (text,):
                    draft.say(name, one)
    for holder in inner.get("LAST_DAY_UPDATED", ()):
        draft.say("modifiedAt", max([line(value) for value in holder]))
    for kind in ("INDIVIDUAL", "ENTITY"):
        for alias in inner.get(f"{kind}_ALIAS", ()):
            _alias(draft, texts(alias))
        for address in inner.get(f"{kind}_ADDRESS", ()):
            _place(draft, "address", texts(address))
    for birth in inner.get("INDIVIDUAL_DATE_OF_BIRTH", ()):
        _birth(draft, texts(birth))
    for place in inner.get("INDIVIDUAL_PLACE_OF_BIRTH", ()):
        _place(draft, "birthPlace", texts(place))
    for document in inner.get("INDIVIDUAL_DOCUMENT", ()):
        _document(draft, texts(document))
    remarks = draft.remarks or ""
    if "IMO" in remarks and (ship := _SHIP.search(remarks)) and imo_valid(ship.group(1)):
        draft.schema = "Vessel"
    for number in imos_in(draft.remarks):
        draft.say("imoNumber", number)
    for how, name in (
        _OWNER.findall(draft.remarks) if draft.remarks and "ed by " in draft.remarks else ()
    ):
        draft.say("owner" if how.casefold() == "owned" else "operator", name)
    return draft.made(locator)


def _alias(draft: Draft, said: Mapping[str, str]) -> None:
    if not said:
        return
    kind = _QUALITY.get(said.get("QUALITY", "").casefold(), "alias")
    name = said.get("ALIAS_NAME", "")
    for text in name.split("; ") if ";" in name else (name,):
        draft.name(text, kind)
    if name and "NOTE" in said:
        draft.say("notes", f"{name}: {said['NOTE']}")
    if "DATE_OF_BIRTH" in said:
        draft.say("birthDate", said["DATE_OF_BIRTH"], note="of an alias")
    if "CITY_OF_BIRTH" in said or "COUNTRY_OF_BIRTH" in said:
        where = joined(said.get("CITY_OF_BIRTH"), said.get("COUNTRY_OF_BIRTH"))
        draft.say("birthPlace", where, note="of an alias")


def _place(draft: Draft, name: str, said: Mapping[str, str]) -> None:
    if said:
        note = said.get("NOTE")
        where = ", ".join([said[tag].strip() for tag in _PLACE if tag in said])
        draft.say(name, where, note=" ".join(note.split()) if note else None)
        draft.belongs(said.get("COUNTRY"))


def _birth(draft: Draft, said: Mapping[str, str]) -> None:
    exact = said.get("DATE") or said.get("YEAR")
    draft.say("birthDate", exact, note=_LIMIT.get(said.get("TYPE_OF_DATE", "")))
    if "FROM_YEAR" in said or "TO_YEAR" in said:
        draft.say("birthDate", said.get("FROM_YEAR"), note="from")
        draft.say("birthDate", said.get("TO_YEAR"), note="to")
    if "NOTE" in said:
        draft.say("notes", f"birthDate: {said['NOTE']}")


def _document(draft: Draft, said: Mapping[str, str]) -> None:
    if "NUMBER" not in said:
        return
    kind = (said.get("TYPE_OF_DOCUMENT", "") + said.get("TYPE_OF_DOCUMENT2", "")).casefold()
    scheme = "passportNumber" if any(word in kind for word in _PASSPORT) else "idNumber"
    issuer = said.get("ISSUING_COUNTRY") or said.get("COUNTRY_OF_ISSUE")
    draft.say(scheme, said.get("NUMBER"), country=issuer)
