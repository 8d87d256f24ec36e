"""Watchlist entries as published, and what a screening says of a query against them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from tidewaiter.model.evidence import Locator
from tidewaiter.model.ids import content_id

#: FollowTheMoney schema names.
Schema = Literal["Vessel", "Person", "Company", "Organization", "Airplane", "LegalEntity"]
NameKind = Literal["name", "alias", "weakAlias", "previousName"]
#: FollowTheMoney property names of identifiers.
Scheme = Literal[
    "imoNumber", "mmsi", "callSign", "crsNumber", "passportNumber", "idNumber", "registrationNumber",
    "taxNumber", "innCode", "ogrnCode", "kppCode", "okpoCode", "uscCode", "leiCode", "dunsCode",
    "swiftBic", "serialNumber",
]  # fmt: skip
OwnerRole = Literal["owner", "operator", "linked"]


@dataclass(frozen=True, slots=True)
class ListedName:
    """A name as the list prints it. Names in original script are aliases of their own.

    Attributes:
        text: As printed, ends stripped; blanks and line breaks inside as they are.
        kind: Primary, alias, weak alias by the list's own word, or former name.
        script: ISO 15924 code of the letters, such as ``Arab``; None for Latin.
    """

    text: str
    kind: NameKind
    script: str | None = None

    @property
    def line(self) -> str:
        r"""Return the name on one line, for people to read.

        >>> ListedName("KUM  SAN\n1", "name").line
        'KUM SAN 1'
        """
        return " ".join(self.text.split())


@dataclass(frozen=True, slots=True)
class Identifier:
    """A number as the list gives it, normalised.

    Attributes:
        scheme: What kind of number.
        value: Without label and blanks, letters in capitals where the scheme knows no others.
        valid: Whether it passes the check of its scheme; None where there is none.
        country: Who issued it, ISO 3166 alpha-2 in lower case, where the list says so.
    """

    scheme: Scheme
    value: str
    valid: bool | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Sanction:
    """Under what an entry is listed (FollowTheMoney: Sanction).

    Attributes:
        authority: Who lists: "UN Security Council", "OFAC".
        program: Programme, regime or committee.
        measures: What is imposed, as printed (FollowTheMoney: provisions).
        listed_on: Day of listing (listingDate).
        ended_on: Day of the end (endDate).
        un_reference: The UN's reference, such as ``KPi.033`` (unscId).
        authority_id: The authority's own other number (authorityId).
        act: The legal act, such as "2017/396 (OJ L60)" (recordId).
        source_url: Where the act can be read (sourceUrl).
    """

    authority: str | None
    program: str | None = None
    measures: tuple[str, ...] = ()
    listed_on: date | None = None
    ended_on: date | None = None
    un_reference: str | None = None
    authority_id: str | None = None
    act: str | None = None
    source_url: str | None = None


@dataclass(frozen=True, slots=True)
class Ownership:
    """Somebody whom an entry names as standing behind it.

    Attributes:
        name: As printed.
        role: Owner, operator, or linked in another way.
        entry: The list's own reference of that party, where it gives one.
        relation: How the list words it, where it does.
    """

    name: str
    role: OwnerRole
    entry: str | None = None
    relation: str | None = None


@dataclass(frozen=True, slots=True)
class Property:
    """One more thing that an entry says, under FollowTheMoney's property name.

    Dates are ISO 8601, as exact as the list: ``1945``, ``1945-03``, ``1945-03-02``. ``note`` keeps
    what limits the value: ``circa``, ``from`` or ``to`` of a range, "former".
    """

    name: str
    value: str
    note: str | None = None


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
        sanctions: Programmes or committees, with measures and days.
        ownership: Owners, operators and others named as standing behind.
        properties: Birth dates, addresses, tonnage and all else the list says.
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
    sanctions: tuple[Sanction, ...]
    ownership: tuple[Ownership, ...]
    properties: tuple[Property, ...]
    remarks: str | None
    locator: Locator
    record: str | None = None

    @property
    def key(self) -> str:
        """Return what makes it the same entry in two editions."""
        return self.record or self.entry

    @property
    def programs(self) -> tuple[str, ...]:
        """Return the sanctions programmes or UN committee lists, each once."""
        return tuple(dict.fromkeys(s.program for s in self.sanctions if s.program))

    @property
    def listed_on(self) -> date | None:
        """Return the first day of listing, where the list says one."""
        return min((s.listed_on for s in self.sanctions if s.listed_on), default=None)

    @property
    def owners(self) -> tuple[str, ...]:
        """Return the names of all who are named as standing behind it, each once."""
        return tuple(dict.fromkeys(o.name for o in self.ownership))

    def values(self, name: str) -> tuple[str, ...]:
        """Return what the entry says under a property name, such as ``birthDate``."""
        return tuple(p.value for p in self.properties if p.name == name)


@dataclass(frozen=True, slots=True)
class Reason:
    """One part of a score: its share, a sentence, and the two values compared.

    The shares of a match add up to its score.
    """

    points: float
    sentence: str
    queried: str
    listed: str


@dataclass(frozen=True, slots=True)
class Match:
    """A query against one listing.

    A match is a proposal: it says that two records look alike, not that anybody did anything.

    Attributes:
        query: What was asked, in a line.
        listing: The entry.
        score: 0…1.
        alert: Whether it is worth a look: the score reached the alert line.
        queried: The name or number of the query that came nearest.
        listed: The name or number of the entry that it came nearest to, as printed.
        reasons: What the score is made of, the weightiest first.
        edition: The edition that the entry stands in, where it is known.
    """

    query: str
    listing: Listing
    score: float
    alert: bool
    queried: str
    listed: str
    reasons: tuple[Reason, ...]
    edition: Edition | None = None

    @property
    def match_id(self) -> str:
        """Its address: what was asked, and the entry."""
        return content_id("match", self.query, self.listing.listing_id)
