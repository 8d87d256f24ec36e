"""The UN Security Council's consolidated list, XML."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from lxml import etree

from tidewaiter.errors import UnreadableError
from tidewaiter.lists.read.fields import countries, identifiers_in, listing_id
from tidewaiter.lists.read.files import ListFile
from tidewaiter.model.evidence import Locator, Reject
from tidewaiter.model.listings import Edition, Identifier, ListedName, Listing, NameKind, Schema

LIST_ID = "un-sc"
_TITLE = "United Nations Security Council Consolidated List"
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
    if b"<!ENTITY" in text[:65536] or b"<!DOCTYPE" in text[:65536]:
        raise UnreadableError(
            "declares XML entities or a DTD, which this list never does: refused"
        )
    listings: list[Listing] = []
    rejects: list[Reject] = []
    published: date | None = None
    end = 0
    try:
        for element, line in _entries(text):
            if element.tag == "CONSOLIDATED_LIST":
                published = _day(element.get("dateGenerated"))
                continue
            end = line
            try:
                listings.append(_listing(element, file.sha256))
            except ValueError as error:
                rejects.append(Reject(file.path, int(element.sourceline or 0), str(error)))
    except etree.XMLSyntaxError as error:
        if not listings:
            raise UnreadableError(f"is broken XML: {error.msg}") from error
        rejects.append(Reject(file.path, end, f"the XML is broken after this line: {error.msg}"))
    return Edition(LIST_ID, _TITLE, published, file.sha256, file.path), tuple(listings), rejects


def _entries(text: bytes) -> Iterator[tuple[Any, int]]:
    events = etree.iterparse(
        io.BytesIO(text),
        events=("start", "end"),
        tag=("CONSOLIDATED_LIST", "INDIVIDUAL", "ENTITY"),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
    )
    for event, element in events:
        if event == "start":
            if element.tag == "CONSOLIDATED_LIST":
                yield element, 0
            continue
        if element.tag != "CONSOLIDATED_LIST":
            yield element, int(element.sourceline or 0)
            element.clear()


def _listing(element: Any, sha256: str) -> Listing:
    entry = _text(element, "REFERENCE_NUMBER")
    if not entry:
        raise ValueError("the entry has no REFERENCE_NUMBER")
    names = tuple(dict.fromkeys(_names(element)))
    if not names:
        raise ValueError(f"{entry} has no name")
    remarks = _text(element, "COMMENTS1") or None
    start = int(element.sourceline or 0)
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
        "countries": countries(_values(element, "NATIONALITY/VALUE", ".//COUNTRY")),
        "flag": None,
        "programs": tuple(_values(element, "UN_LIST_TYPE")),
        "listed_on": _day(_text(element, "LISTED_ON")),
        "owners": tuple(dict.fromkeys(o.strip() for o in _OWNER.findall(remarks or ""))),
        "remarks": remarks,
    }
    last = max((int(e.sourceline or 0) for e in element.iter()), default=start)
    return Listing(
        listing_id=listing_id(fields), locator=Locator(sha256, "rows", start, last), **fields
    )


def _names(element: Any) -> Iterator[ListedName]:
    full = " ".join(part for part in (_text(element, tag) for tag in _NAME_PARTS) if part)
    if full:
        yield ListedName(full, "name")
    original = _text(element, "NAME_ORIGINAL_SCRIPT")
    if original:
        yield ListedName(original, "alias")
    for alias in element.findall("INDIVIDUAL_ALIAS") + element.findall("ENTITY_ALIAS"):
        kind = _QUALITY.get(_text(alias, "QUALITY").casefold(), "alias")
        for text in _text(alias, "ALIAS_NAME").split("; "):
            if text.strip():
                yield ListedName(text.strip(), kind)


def _documents(element: Any) -> Iterator[Identifier]:
    for document in element.findall("INDIVIDUAL_DOCUMENT"):
        number = _text(document, "NUMBER")
        if number:
            kind = _text(document, "TYPE_OF_DOCUMENT").casefold()
            passport = "passport" in kind or "passeport" in kind or "pasaporte" in kind
            yield Identifier("passportNumber" if passport else "idNumber", number)


def _text(element: Any, tag: str) -> str:
    return " ".join((element.findtext(tag) or "").split())


def _values(element: Any, *paths: str) -> list[str]:
    found = [" ".join((e.text or "").split()) for path in paths for e in element.iterfind(path)]
    return [text for text in dict.fromkeys(found) if text]


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat((text or "")[:10])
    except ValueError:
        return None
