"""Watchlist entries as published, and what a screening says of a query against them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from tidewaiter.model.evidence import Locator

#: FollowTheMoney schema names.
Schema = Literal["Vessel", "Person", "Company", "Organization", "Airplane", "LegalEntity"]
NameKind = Literal["name", "alias", "weakAlias", "previousName"]
#: FollowTheMoney property names of identifiers.
Scheme = Literal[
    "imoNumber", "mmsi", "callSign", "passportNumber", "idNumber", "registrationNumber",
    "taxNumber", "swiftBic",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class ListedName:
    """A name as the list prints it. Names in original script are aliases of their own."""

    text: str
    kind: NameKind


@dataclass(frozen=True, slots=True)
class Identifier:
    """A number as the list gives it, normalised; ``valid`` is None where no check exists."""

    scheme: Scheme
    value: str
    valid: bool | None = None


@dataclass(frozen=True, slots=True)
class Edition:
    """One published state of one list. ``list_id`` is ``un-sc``, ``ofac-sdn`` and so on."""

    list_id: str
    title: str
    published: date | None
    sha256: str
    path: str


@dataclass(frozen=True, slots=True)
class Listing:
    """One entry of one edition.

    Attributes:
        listing_id: Content hash over list, entry reference and all that is said there.
        list_id: Which list.
        entry: The list's own reference (``KPi.033``; OFAC: the party's number).
        schema: FollowTheMoney schema of what is listed.
        names: Primary name first.
        identifiers: Ship IMO numbers and the like.
        countries: ISO 3166 alpha-2 codes where they could be read, lower case as in FollowTheMoney.
        flag: Flag of a ship, as printed.
        programs: Sanctions programmes or UN committee lists.
        listed_on: Day of listing, where the list says so.
        owners: Names of owners or operators, where the list says so.
        remarks: Free text of the entry.
        locator: Where the entry stands in the captured file.
        record: The list's number of the record where it has one beside the reference (UN: DATAID);
            a reference may be given again to another party.
    """

    listing_id: str
    list_id: str
    entry: str
    schema: Schema
    names: tuple[ListedName, ...]
    identifiers: tuple[Identifier, ...]
    countries: tuple[str, ...]
    flag: str | None
    programs: tuple[str, ...]
    listed_on: date | None
    owners: tuple[str, ...]
    remarks: str | None
    locator: Locator
    record: str | None = None

    @property
    def key(self) -> str:
        """Return what makes it the same entry in two editions."""
        return self.record or self.entry


@dataclass(frozen=True, slots=True)
class Reason:
    """One part of a score: its share, a sentence, and the two values compared."""

    points: float
    sentence: str
    queried: str
    listed: str


@dataclass(frozen=True, slots=True)
class Match:
    """A query against one listing. ``score`` runs from 0 to 1; ``alert`` says it is worth a look.

    A match is a proposal: it says that two records look alike, not that anybody did anything.
    """

    query: str
    listing: Listing
    score: float
    alert: bool
    queried: str
    listed: str
    reasons: tuple[Reason, ...]
