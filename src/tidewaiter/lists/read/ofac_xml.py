"""OFAC's lists in the XML of sdn.xml: SDN, and the non-SDN lists in the same shape."""

from __future__ import annotations

import re
from typing import Any

from tidewaiter.lists.read.entries import day, entries, every, located, text_of, texts_of
from tidewaiter.lists.read.fields import countries, identifiers_in, put
from tidewaiter.lists.read.files import ListFile
from tidewaiter.lists.read.made import named
from tidewaiter.model.evidence import Reject
from tidewaiter.model.listings import (
    Edition,
    Identifier,
    Listing,
    NameKind,
    Schema,
    Scheme,
)

LIST_ID = "ofac-xml"
_TITLE = "OFAC list in the sdn.xml schema"
_DATE = re.compile(rb"<Publish_Date>(\d\d/\d\d/\d{4})")
_SCHEMA: dict[str, Schema] = {
    "individual": "Person", "entity": "Organization", "vessel": "Vessel", "aircraft": "Airplane",
}  # fmt: skip
_SCHEMES: tuple[tuple[str, Scheme], ...] = (
    ("passport", "passportNumber"), ("tax id", "taxNumber"), ("swift", "swiftBic"),
    ("registration", "registrationNumber"), ("mmsi", "mmsi"), ("national id", "idNumber"),
    ("identification", "idNumber"),
)  # fmt: skip


def recognises(text: bytes) -> bool:
    """Say whether a file starts like these lists."""
    return b"<sdnList" in text[:4096]


def read(file: ListFile, text: bytes) -> tuple[Edition, tuple[Listing, ...], list[Reject]]:
    """Read an edition; see :func:`tidewaiter.lists.read.entries.entries`.

    The file does not say which of OFAC's lists it is, so all have one id.
    """
    listings, rejects = entries(
        file, text, ["sdnEntry"], lambda element: _listing(element, file.sha256)
    )
    found = _DATE.search(text[:4096])
    published = day(found.group(1).decode(), "%m/%d/%Y") if found else None
    return Edition(LIST_ID, _TITLE, published, file.sha256, file.path), listings, rejects


def _listing(element: Any, sha256: str) -> Listing:
    entry = text_of(element, "uid")
    if not entry:
        raise ValueError("the entry has no uid")
    names = [named(_whole(element), "name")] if _whole(element) else []
    for aka in every(element, "akaList/aka"):
        kind: NameKind = "alias"
        if text_of(aka, "type").startswith("f.k.a"):
            kind = "previousName"
        elif text_of(aka, "category") == "weak":
            kind = "weakAlias"
        names.append(named(_whole(aka), kind))
    if not names:
        raise ValueError(f"{entry} has no name")
    remarks = text_of(element, "remarks") or None
    call_sign = text_of(element, "vesselInfo/callSign")
    flag = text_of(element, "vesselInfo/vesselFlag") or None
    owner = text_of(element, "vesselInfo/vesselOwner")
    identifiers = [*identifiers_in(remarks or ""), *_numbers(element)]
    if call_sign:
        identifiers.append(Identifier("callSign", call_sign))
    nations = texts_of(
        element, "addressList/address/country", ".//nationality/country", ".//citizenship/country"
    )
    fields: dict[str, Any] = {
        "list_id": LIST_ID,
        "entry": entry,
        "schema": _SCHEMA.get(text_of(element, "sdnType").casefold(), "LegalEntity"),
        "names": tuple(dict.fromkeys(names)),
        "identifiers": tuple(dict.fromkeys(identifiers)),
        "countries": countries([*nations, flag or ""]),
        "flag": flag,
        "programs": tuple(texts_of(element, "programList/program")),
        "listed_on": None,
        "owners": (owner,) if owner else (),
        "remarks": remarks,
    }
    return put(fields, located(element, sha256))


def _whole(element: Any) -> str:
    parts = (text_of(element, "firstName"), text_of(element, "lastName"))
    return " ".join(part for part in parts if part)


def _numbers(element: Any) -> list[Identifier]:
    found: list[Identifier] = []
    for given in every(element, "idList/id"):
        kind, number = text_of(given, "idType").casefold(), text_of(given, "idNumber")
        if "vessel registration" in kind:
            found += identifiers_in(
                number if "IMO" in number.upper() else f"IMO {number}", only_imo=True
            )
            continue
        scheme = next((s for word, s in _SCHEMES if word in kind), None)
        if scheme is not None and number:
            found.append(Identifier(scheme, number))
    return found
