"""OFAC's lists in the XML of sdn.xml: SDN, and the non-SDN lists in the same shape."""

from __future__ import annotations

import re
from typing import Any

from tidewaiter.lists.read.entries import children, edition, entries, every, line, text_of
from tidewaiter.lists.read.files import Opened
from tidewaiter.lists.read.labels import facts, meaning
from tidewaiter.lists.read.made import Draft, joined
from tidewaiter.model.evidence import Locator, Reject
from tidewaiter.model.listings import Edition, Listing, NameKind, Sanction, Schema

LIST_ID = "ofac-xml"
_TITLE = "OFAC list in the sdn.xml schema"
_AUTHORITY = "Office of Foreign Assets Control"
_DATE = re.compile(rb"<Publish_Date>(\d\d/\d\d/\d{4})")
_SCHEMA: dict[str, Schema] = {
    "individual": "Person", "entity": "Organization", "vessel": "Vessel", "aircraft": "Airplane",
}  # fmt: skip
_ADDRESS = (
    "address1", "address2", "address3", "city", "stateOrProvince", "postalCode", "country",
)  # fmt: skip
_VESSEL = (
    ("callSign", "callSign"), ("vesselType", "type"), ("vesselFlag", "flag"),
    ("vesselOwner", "owner"), ("tonnage", "tonnage"),
    ("grossRegisteredTonnage", "grossRegisteredTonnage"),
)  # fmt: skip


def recognises(source: Opened) -> bool:
    """Say whether a file starts like these lists."""
    return source.root == "sdnList"


def read(source: Opened) -> tuple[Edition, tuple[Listing, ...], list[Reject]]:
    """Read an edition; see :func:`tidewaiter.lists.read.entries.entries`.

    The file does not say which of OFAC's lists it is, so all have one id.
    """
    listings, rejects = entries(source, ["sdnEntry"], _listing)
    return edition(source, LIST_ID, _TITLE, _DATE, "%m/%d/%Y"), listings, rejects


def _listing(element: Any, locator: Locator) -> Listing:
    said = children(element)

    def one(tag: str) -> str:
        return line(said[tag][0]) if tag in said else ""

    entry = one("uid")
    if not entry:
        raise ValueError("the entry has no uid")
    draft = Draft(LIST_ID, entry, _SCHEMA.get(one("sdnType").casefold(), "LegalEntity"))
    draft.remarks = one("remarks") or None
    draft.name(_whole(said), "name")
    for aka in every(element, "akaList/aka"):
        parts = children(aka)
        kind: NameKind = "alias"
        if line(parts["type"][0]).startswith("f.k.a") if "type" in parts else False:
            kind = "previousName"
        elif "category" in parts and line(parts["category"][0]) == "weak":
            kind = "weakAlias"
        draft.name(_whole(parts), kind)
    for program in every(element, "programList/program"):
        draft.sanctions.append(Sanction(_AUTHORITY, line(program)))
    draft.say("title", one("title"))
    for given in every(element, "idList/id"):
        _number(draft, children(given))
    for name in ("nationality", "citizenship"):
        for given in every(element, f"{name}List/{name}/country"):
            draft.say(name, given.text)
    for given in every(element, "dateOfBirthList/dateOfBirthItem/dateOfBirth"):
        draft.say("birthDate", given.text)
    for given in every(element, "placeOfBirthList/placeOfBirthItem/placeOfBirth"):
        draft.say("birthPlace", given.text)
    for given in every(element, "addressList/address"):
        parts = children(given)
        draft.say("address", joined(*(parts[t][0].text for t in _ADDRESS if t in parts)))
        draft.belongs(text_of(given, "country"))
    for vessel in said.get("vesselInfo", ()):
        parts = children(vessel)
        for tag, name in _VESSEL:
            if tag in parts:
                draft.say(name, parts[tag][0].text)
    for name, value, country in facts(draft.remarks or ""):
        draft.say(name, value, country=country)
    return draft.made(locator)


def _whole(said: dict[str, list[Any]]) -> str:
    parts = ((said[t][0].text or "").strip() for t in ("firstName", "lastName") if t in said)
    return " ".join(part for part in parts if part)


def _number(draft: Draft, said: dict[str, list[Any]]) -> None:
    def one(tag: str) -> str:
        return line(said[tag][0]) if tag in said else ""

    name, value = meaning(one("idType")), one("idNumber")
    if name in ("idNumber", "registrationNumber") and value.startswith("IMO"):
        name = "imoNumber"
    if name is not None:
        draft.say(name, value, country=one("idCountry"))
