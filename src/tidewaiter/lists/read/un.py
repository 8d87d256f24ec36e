"""The UN Security Council's consolidated list, XML."""

from __future__ import annotations

import re
from typing import Any

from tidewaiter.lists.read.entries import children, day, entries, line
from tidewaiter.lists.read.files import Opened
from tidewaiter.lists.read.made import Draft, joined
from tidewaiter.lists.read.numbers import imos_in
from tidewaiter.model.evidence import Locator, Reject
from tidewaiter.model.listings import Edition, Listing, NameKind, Sanction

LIST_ID = "un-sc"
_TITLE = "United Nations Security Council Consolidated List"
_AUTHORITY = "United Nations Security Council"
_DATE = re.compile(rb'dateGenerated="(\d{4}-\d\d-\d\d)')
_NAME_PARTS = ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME")
_OWNER = re.compile(r"\b([Oo]wned|[Mm]anaged|[Oo]perated) by ([A-Z][^.;,(]+)")
_QUALITY: dict[str, NameKind] = {"low": "weakAlias", "f.k.a.": "previousName"}
_PASSPORT = re.compile("passport|passeport|pasaporte", re.IGNORECASE)
_LIMIT = {"APPROXIMATELY": "circa"}
_PLACE = ("STREET", "CITY", "STATE_PROVINCE", "ZIP_CODE", "COUNTRY")
_NUMBERED = re.compile(r"(?:^|\s)\d{1,2}\)\s*")


def recognises(source: Opened) -> bool:
    """Say whether a file starts like this list."""
    return source.root == "CONSOLIDATED_LIST"


def read(source: Opened) -> tuple[Edition, tuple[Listing, ...], list[Reject]]:
    """Read an edition; see :func:`tidewaiter.lists.read.entries.entries`."""
    listings, rejects = entries(source, ["INDIVIDUAL", "ENTITY"], _listing)
    found = _DATE.search(source.head)
    published = day(found.group(1).decode()) if found else None
    file = source.file
    return Edition(LIST_ID, _TITLE, published, file.sha256, file.path), listings, rejects


def _listing(element: Any, locator: Locator) -> Listing:
    said = children(element)

    def one(tag: str) -> str:
        return line(said[tag][0]) if tag in said else ""

    entry = one("REFERENCE_NUMBER")
    if not entry:
        raise ValueError("the entry has no REFERENCE_NUMBER")
    person = element.tag.endswith("INDIVIDUAL")
    draft = Draft(LIST_ID, entry, "Person" if person else "Organization")
    draft.record = one("DATAID") or None
    draft.remarks = one("COMMENTS1") or None
    parts = [(said[tag][0].text or "").strip() for tag in _NAME_PARTS if tag in said]
    draft.name(" ".join(part for part in parts if part), "name")
    if "NAME_ORIGINAL_SCRIPT" in said:
        draft.name(said["NAME_ORIGINAL_SCRIPT"][0].text, "alias")
    draft.sanctions.append(
        Sanction(
            _AUTHORITY,
            one("UN_LIST_TYPE") or None,
            listed_on=day(one("LISTED_ON")),
            un_reference=entry,
        )
    )
    draft.say("gender", one("GENDER"))
    draft.belongs(one("NATIONALITY2"))
    for tag, name in (
        ("TITLE", "title"),
        ("DESIGNATION", "position"),
        ("NATIONALITY", "nationality"),
    ):
        for holder in said.get(tag, ()):
            for value in holder:
                for text in _NUMBERED.split(line(value)):
                    draft.say(name, text)
    for holder in said.get("LAST_DAY_UPDATED", ()):
        draft.say("modifiedAt", max((line(value) for value in holder), default=""))
    for kind in ("INDIVIDUAL", "ENTITY"):
        for alias in said.get(f"{kind}_ALIAS", ()):
            _alias(draft, children(alias))
        for address in said.get(f"{kind}_ADDRESS", ()):
            _place(draft, "address", children(address))
    for birth in said.get("INDIVIDUAL_DATE_OF_BIRTH", ()):
        _birth(draft, children(birth))
    for place in said.get("INDIVIDUAL_PLACE_OF_BIRTH", ()):
        _place(draft, "birthPlace", children(place))
    for document in said.get("INDIVIDUAL_DOCUMENT", ()):
        _document(draft, children(document))
    for number in imos_in(draft.remarks):
        draft.say("imoNumber", number)
    for how, name in _OWNER.findall(draft.remarks or ""):
        draft.say("owner" if how.casefold() == "owned" else "operator", name)
    return draft.made(locator)


def _alias(draft: Draft, said: dict[str, list[Any]]) -> None:
    kind: NameKind = "alias"
    if "QUALITY" in said:
        kind = _QUALITY.get(line(said["QUALITY"][0]).casefold(), "alias")
    for name in said.get("ALIAS_NAME", ()):
        if name.text:
            for text in name.text.split("; "):
                draft.name(text, kind)
        if name.text and "NOTE" in said:
            draft.say("notes", joined(name.text, said["NOTE"][0].text, by=": "))
    for value in said.get("DATE_OF_BIRTH", ()):
        draft.say("birthDate", value.text, note="of an alias")
    if "CITY_OF_BIRTH" in said or "COUNTRY_OF_BIRTH" in said:
        where = (line(said[t][0]) for t in ("CITY_OF_BIRTH", "COUNTRY_OF_BIRTH") if t in said)
        draft.say("birthPlace", joined(*where), note="of an alias")


def _place(draft: Draft, name: str, said: dict[str, list[Any]]) -> None:
    if not said:
        return
    note = line(said["NOTE"][0]) if "NOTE" in said else ""
    draft.say(name, joined(*(said[t][0].text for t in _PLACE if t in said)), note=note or None)
    if "COUNTRY" in said:
        draft.belongs(line(said["COUNTRY"][0]))


def _birth(draft: Draft, said: dict[str, list[Any]]) -> None:
    def one(tag: str) -> str:
        return line(said[tag][0]) if tag in said else ""

    kind, note = one("TYPE_OF_DATE"), one("NOTE")
    exact = one("DATE") or one("YEAR")
    draft.say("birthDate", exact, note=_LIMIT.get(kind))
    draft.say("birthDate", one("FROM_YEAR"), note="from")
    draft.say("birthDate", one("TO_YEAR"), note="to")
    draft.say("notes", f"birthDate: {note}" if note else None)


def _document(draft: Draft, said: dict[str, list[Any]]) -> None:
    def one(tag: str) -> str:
        return line(said[tag][0]) if tag in said else ""

    kind = one("TYPE_OF_DOCUMENT") + one("TYPE_OF_DOCUMENT2")
    scheme = "passportNumber" if _PASSPORT.search(kind) else "idNumber"
    draft.say(scheme, one("NUMBER"), country=one("ISSUING_COUNTRY") or one("COUNTRY_OF_ISSUE"))
