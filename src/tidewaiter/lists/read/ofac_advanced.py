"""OFAC's lists in their advanced XML: read as a stream, since it holds 125 MB."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from lxml import etree

from tidewaiter.errors import UnreadableError
from tidewaiter.lists.read.entries import children, elements, line, line_numbers, located
from tidewaiter.lists.read.files import Opened, check_hope
from tidewaiter.lists.read.made import Draft
from tidewaiter.lists.read.ofac import AUTHORITY, LIST_ID
from tidewaiter.lists.read.ofac_party import party
from tidewaiter.lists.read.ofac_values import NEEDED, Values, day_of
from tidewaiter.model.evidence import Locator, Reject
from tidewaiter.model.listings import Edition, Listing, OwnerRole, Ownership, Sanction

_OTHER_ID = "ofac-nonsdn"
_TITLE = "OFAC list in the advanced XML"
_VERSIONS = (b"3",)
_VERSION = re.compile(rb"""<[^>]*?\sVersion\s*=\s*["']([^"']*)""")
_TAGS = (
    "DateOfIssue", "ReferenceValueSets", "Location", "IDRegDocument", "DistinctParty",
    "ProfileRelationship", "SanctionsEntry",
)  # fmt: skip


@dataclass(slots=True)
class _Reading:
    """What is kept of the stream: parties by profile until their sanctions have come."""

    source: Opened
    lines: Iterator[tuple[int, int]] | None
    values: Values = field(default_factory=Values)
    issued: date | None = None
    parties: list[tuple[Draft, Locator]] = field(default_factory=list)
    profiles: dict[str, Draft] = field(default_factory=dict)
    relations: list[tuple[str, str, str, bool]] = field(default_factory=list)
    lists: dict[str, None] = field(default_factory=dict)
    rejects: list[Reject] = field(default_factory=list)


def recognises(source: Opened) -> bool:
    """Say whether a file starts like these lists."""
    return source.root == "Sanctions"


def read(source: Opened) -> tuple[Edition, tuple[Listing, ...], list[Reject]]:
    """Read an edition as a stream; references are resolved by the value sets of the file.

    Its SDN list has the id and the party numbers of the CSV set.

    Raises:
        UnreadableError: The XML is broken before the first party, or of another version or shape.
    """
    found = _VERSION.match(source.head)
    if found and found.group(1) not in _VERSIONS:
        shown = found.group(1)[:20].decode("utf-8", "replace")
        raise UnreadableError(f"is OFAC's advanced XML in version {shown!r}; expected 3")
    reading = _Reading(source, line_numbers(source.data, ["DistinctParty"]))
    end = 0
    try:
        for element in elements(source.data, _TAGS):
            end = int(element.sourceline or 0)
            _take(reading, element)
            check_hope(len(reading.parties), reading.rejects)
    except etree.XMLSyntaxError as error:
        if not reading.parties:
            raise UnreadableError(f"is broken XML: {error.msg}") from error
        reason = f"the XML is broken after this line: {error.msg}"
        reading.rejects.append(Reject(source.file.path, end, reason))
    if not reading.parties:
        first = f"; the first: {reading.rejects[0].reason}" if reading.rejects else ""
        raise UnreadableError(
            f"is in another shape than expected: no <DistinctParty> in it{first}"
        )
    _relate(reading)
    return _edition(reading), _listings(reading), reading.rejects


def _take(reading: _Reading, element: Any) -> None:
    tag = element.tag[element.tag.rfind("}") + 1 :]
    values = reading.values
    if tag == "Location":
        values.place(element)
    elif tag == "IDRegDocument":
        values.document(element)
    elif tag == "DistinctParty":
        _missing(values)
        place = located(element, reading.source.file.sha256, reading.lines)
        try:
            draft, profiles = party(element, values, LIST_ID)
            if not draft.names:
                raise ValueError(f"{draft.entry} has no name")
        except ValueError as error:
            reading.rejects.append(Reject(reading.source.file.path, place.start, str(error)))
            return
        reading.parties.append((draft, place))
        reading.profiles.update(dict.fromkeys(profiles, draft))
    elif tag == "ProfileRelationship":
        one, other = element.get("From-ProfileID", ""), element.get("To-ProfileID", "")
        former = element.get("Former") == "true"
        reading.relations.append((one, other, element.get("RelationTypeID", ""), former))
    elif tag == "SanctionsEntry":
        _sanction(reading, element)
    elif tag == "ReferenceValueSets":
        values.learn(element)
    elif tag == "DateOfIssue" and reading.issued is None:
        reading.issued = day_of(element)


def _missing(values: Values) -> None:
    if missing := [f"<{kind}Values>" for kind in NEEDED if kind not in values.sets]:
        raise UnreadableError(
            "is in another shape than expected: before its parties it lacks the value sets "
            + ", ".join(missing)
        )


def _sanction(reading: _Reading, element: Any) -> None:
    values = reading.values
    draft = reading.profiles.get(element.get("ProfileID", ""))
    if draft is None:
        reason = f"belongs to profile {element.get('ProfileID')}, which no party has"
        place = int(element.sourceline or 0)
        reading.rejects.append(Reject(reading.source.file.path, place, reason))
        return
    reading.lists[values.of("List", element.get("ListID"))] = None
    said = children(element)
    days, acts = [], []
    for event in said.get("EntryEvent", ()):
        days += [day_of(e) for e in children(event).get("Date", ())]
        acts.append(values.of("LegalBasis", event.get("LegalBasisID")))
    programs, measures = [], []
    for measure in said.get("SanctionsMeasure", ()):
        kind = values.of("SanctionsType", measure.get("SanctionsTypeID"))
        comment = next((line(e) for e in children(measure).get("Comment", ())), "")
        if kind == "Program" and comment:
            programs.append(comment)
        elif kind != "Program":
            measures.append(f"{kind}: {comment}" if comment else kind)
    listed = min((d for d in days if d), default=None)
    act = next((a for a in acts if a and a != "Unknown"), None)
    for program in programs or (None,):
        draft.sanctions.append(Sanction(AUTHORITY, program, tuple(measures), listed, act=act))


def _relate(reading: _Reading) -> None:
    values = reading.values
    for one, other, ref, former in reading.relations:
        relation = values.of("RelationType", ref)
        pairs = [(one, other), (other, one)] if ref in values.mutual else [(one, other)]
        for said_of, behind in pairs:
            draft, party_behind = reading.profiles.get(said_of), reading.profiles.get(behind)
            if draft is not None and party_behind is not None:
                main = min(party_behind.names, key=lambda n: n.kind != "name")
                words = f"former: {relation}" if former else relation
                role: OwnerRole = "linked" if former else _role(relation)
                draft.ownership.append(Ownership(main.text, role, party_behind.entry, words))


def _role(relation: str) -> OwnerRole:
    words = relation.casefold()
    if "owned" in words or "owner" in words:
        return "owner"
    return "operator" if "operated" in words or "managed" in words else "linked"


def _edition(reading: _Reading) -> Edition:
    file = reading.source.file
    sdn = not reading.lists or any("SDN" in name and "Non" not in name for name in reading.lists)
    title = f"{_TITLE}: {', '.join(reading.lists)}" if reading.lists else _TITLE
    list_id = LIST_ID if sdn else _OTHER_ID
    if not sdn:
        for draft, _ in reading.parties:
            draft.list_id = list_id
    return Edition(list_id, title, reading.issued, file.sha256, file.path)


def _listings(reading: _Reading) -> tuple[Listing, ...]:
    """Make the listings, and let go of each party once it is one."""
    reading.profiles.clear()
    reading.parties.reverse()
    listings: list[Listing] = []
    while reading.parties:
        draft, locator = reading.parties.pop()
        listings.append(draft.made(locator))
    return tuple(listings)
