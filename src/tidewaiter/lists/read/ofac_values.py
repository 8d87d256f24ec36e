"""What OFAC's advanced XML says by reference: value sets, places, documents, dates."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from tidewaiter.lists.read.entries import children, line
from tidewaiter.lists.read.made import joined

#: The value sets that are needed; a file without one of the first is of another shape.
NEEDED = (
    "AliasType", "FeatureType", "IDRegDocType", "NamePartType", "PartySubType", "PartyType",
    "SanctionsType",
)  # fmt: skip
_USED = frozenset(
    (*NEEDED, "Country", "DetailReference", "LegalBasis", "List", "RelationType", "LocPartType")
)


@dataclass(frozen=True, slots=True)
class Place:
    """A location: its parts on one line, and its country as printed."""

    text: str
    country: str


@dataclass(frozen=True, slots=True)
class Document:
    """A number that stands beside the identities: label, number, issuing country as printed."""

    label: str
    number: str
    country: str


@dataclass(slots=True)
class Values:
    """The value sets of one file by kind and id; an id that they lack is shown as itself."""

    sets: dict[str, dict[str, str]] = field(default_factory=dict)
    types_of_parties: dict[str, str] = field(default_factory=dict)
    mutual: set[str] = field(default_factory=set)
    places: dict[str, Place] = field(default_factory=dict)
    documents: dict[str, list[Document]] = field(default_factory=dict)

    def of(self, kind: str, ref: str | None) -> str:
        """Return the words for a reference, "" where there is no reference."""
        if ref is None:
            return ""
        return self.sets.get(kind, {}).get(ref, f"{kind} {ref}")

    def learn(self, element: Any) -> None:
        """Take in ``ReferenceValueSets``."""
        for group in element:
            for value in group:
                kind = value.tag[value.tag.rfind("}") + 1 :]
                if kind in _USED:
                    self.sets.setdefault(kind, {})[value.get("ID", "")] = line(value)
                if kind == "PartySubType":
                    self.types_of_parties[value.get("ID", "")] = value.get("PartyTypeID", "")
                if kind == "RelationType" and value.get("Symmetrical") == "true":
                    self.mutual.add(value.get("ID", ""))

    def place(self, element: Any) -> None:
        """Take in a ``Location``."""
        said = children(element)
        parts: list[str] = []
        for part in said.get("LocationPart", ()):
            for value in part:
                parts += [line(v) for v in children(value).get("Value", ())]
        country = next((e.get("CountryID") for e in said.get("LocationCountry", ())), None)
        words = self.of("Country", country)
        self.places[element.get("ID", "")] = Place(joined(*parts, words), words)

    def document(self, element: Any) -> None:
        """Take in an ``IDRegDocument``."""
        number = next((line(e) for e in children(element).get("IDRegistrationNo", ())), "")
        label = self.of("IDRegDocType", element.get("IDRegDocTypeID"))
        country = self.of("Country", element.get("IssuedBy-CountryID"))
        self.documents.setdefault(element.get("IdentityID", ""), []).append(
            Document(label, number, country)
        )


def day_of(element: Any) -> date | None:
    """Return the day of an element with Year, Month and Day, None where it is not whole."""
    said = children(element)
    try:
        return date(*(int(line(said[part][0])) for part in ("Year", "Month", "Day")))
    except (KeyError, ValueError):
        return None


def period(element: Any) -> Iterator[tuple[str, str | None]]:
    """Yield the dates of a ``DatePeriod``, each with ``circa``, ``from``, ``to`` or None.

    A period from the first to the last day of a year or month is that year or month.
    """
    ends: list[tuple[int, int, int]] = []
    circa = None
    for side in element:
        if side.get("Approximate") == "true":
            circa = "circa"
        ends += [found for point in side if (found := _point(point)) is not None]
    if not ends:
        return
    first, last = ends[0], ends[-1]
    whole = _whole(first, last)
    if whole:
        yield whole, circa
    else:
        start, end = (first[0], 1, 1), (last[0], 12, 31)
        coarse = first in (start, (first[0], 0, 0)) and last in (end, (last[0], 0, 0))
        yield f"{first[0]:04d}" if coarse else _iso(*first), "from"
        yield f"{last[0]:04d}" if coarse else _iso(*last), "to"


def _point(element: Any) -> tuple[int, int, int] | None:
    said = children(element)
    try:
        year, month, day = (
            int(line(said[part][0])) if part in said else 0 for part in ("Year", "Month", "Day")
        )
    except ValueError:
        return None
    return (
        (year, month, day)
        if 1000 <= year <= 9999 and 0 <= month <= 12 and 0 <= day <= 31
        else None
    )


def _whole(first: tuple[int, int, int], last: tuple[int, int, int]) -> str | None:
    if first == last:
        return _iso(*first)
    year, month, day = first
    if last == (year, 12, 31) and (month, day) == (1, 1):
        return f"{year:04d}"
    if month and day == 1 and last == (year, month, calendar.monthrange(year, month)[1]):
        return f"{year:04d}-{month:02d}"
    return None


def _iso(year: int, month: int, day: int) -> str:
    return (
        f"{year:04d}"
        + (f"-{month:02d}" if month else "")
        + (f"-{day:02d}" if month and day else "")
    )
