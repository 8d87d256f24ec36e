"""The UN Security Council's consolidated list, XML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from tidewaiter.lists.read.entries import day, entries, located, text_of, texts_of
from tidewaiter.lists.read.fields import countries, identifiers_in, put
from tidewaiter.lists.read.files import ListFile
from tidewaiter.lists.read.made import named
from tidewaiter.model.evidence import Reject
from tidewaiter.model.listings import Edition, Identifier, ListedName, Listing, NameKind, Schema

LIST_ID = "un-sc"
_TITLE = "United Nations Security Council Consolidated List"
_DATE = re.compile(rb'dateGenerated="(\d{4}-\d\d-\d\d)')
_NAME_PARTS = ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME")
_OWNER = re.compile(r"\b(?:[Oo]wned|[Mm]anaged|[Oo]perated) by ([A-Z][^.;,(]+)")
_QUALITY: dict[str, NameKind] = {"low": "weakAlias", "f.k.a.": "previousName"}


def recognises(text: bytes) -> bool:
    """Say whether a file starts like this list."""
    return b"<CONSOLIDATED_LIST" in text[:4096]


def read(file: ListFile, text: bytes) -> tuple[Edition, tuple[Listing, ...], list[Reject]]:
    """Read an edition.

    Entities and external references in the XML are never followed.

    Args:
        file: The captured file.
        text: Its bytes, unpacked.

    Returns:
        The edition, its entries and the refused ones.

    Raises:
        UnreadableError: The XML is broken before the first entry, or declares entities.
    """
    listings, rejects = entries(
        file, text, ["INDIVIDUAL", "ENTITY"], lambda element: _listing(element, file.sha256)
    )
    found = _DATE.search(text[:4096])
    published = day(found.group(1).decode()) if found else None
    return Edition(LIST_ID, _TITLE, published, file.sha256, file.path), listings, rejects


def _listing(element: Any, sha256: str) -> Listing:
    entry = text_of(element, "REFERENCE_NUMBER")
    if not entry:
        raise ValueError("the entry has no REFERENCE_NUMBER")
    names = tuple(dict.fromkeys(_names(element)))
    if not names:
        raise ValueError(f"{entry} has no name")
    remarks = text_of(element, "COMMENTS1") or None
    identifiers = (*_documents(element), *identifiers_in(remarks or "", only_imo=True))
    person = element.tag == "INDIVIDUAL"
    schema: Schema = "Person" if person else "Organization"
    if not person and remarks and any(i.scheme == "imoNumber" for i in identifiers):
        schema = "Vessel" if "vessel" in remarks.casefold() else schema
    fields: dict[str, Any] = {
        "list_id": LIST_ID,
        "entry": entry,
        "schema": schema,
        "names": names,
        "identifiers": tuple(dict.fromkeys(identifiers)),
        "countries": countries(texts_of(element, "NATIONALITY/VALUE", ".//COUNTRY")),
        "flag": None,
        "programs": tuple(texts_of(element, "UN_LIST_TYPE")),
        "listed_on": day(text_of(element, "LISTED_ON")),
        "owners": tuple(dict.fromkeys(o.strip() for o in _OWNER.findall(remarks or ""))),
        "remarks": remarks,
        "record": text_of(element, "DATAID") or None,
    }
    return put(fields, located(element, sha256))


def _names(element: Any) -> Iterator[ListedName]:
    parts = ((element.findtext(tag) or "").strip() for tag in _NAME_PARTS)
    full = " ".join(part for part in parts if part)
    if full:
        yield named(full, "name")
    original = text_of(element, "NAME_ORIGINAL_SCRIPT")
    if original:
        yield named(original, "alias")
    for alias in element.findall("INDIVIDUAL_ALIAS") + element.findall("ENTITY_ALIAS"):
        kind = _QUALITY.get(text_of(alias, "QUALITY").casefold(), "alias")
        for text in text_of(alias, "ALIAS_NAME").split("; "):
            if text.strip():
                yield named(text.strip(), kind)


def _documents(element: Any) -> Iterator[Identifier]:
    for document in element.findall("INDIVIDUAL_DOCUMENT"):
        number = text_of(document, "NUMBER")
        if number:
            kind = text_of(document, "TYPE_OF_DOCUMENT").casefold()
            passport = "passport" in kind or "passeport" in kind or "pasaporte" in kind
            yield Identifier("passportNumber" if passport else "idNumber", number)
