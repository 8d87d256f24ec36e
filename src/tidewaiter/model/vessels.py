"""Hulls: what is held to be one ship, by what, from when to when, and what contradicts it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from tidewaiter.model.evidence import Locator

#: What may identify a ship. A flag alone identifies none.
Field = Literal["imo", "mmsi", "callsign", "name", "flag"]
#: Who says it.
By = Literal["broadcast", "list", "document", "claim", "sighting", "analyst"]
#: On what two statements were joined, strongest first.
Basis = Literal[
    "decision", "IMO number", "MMSI", "call sign and name", "name and flag", "name"
]  # fmt: skip
ConflictKind = Literal[
    "two names", "two MMSIs", "MMSIs a digit apart", "two IMO numbers", "another IMO number", "no IMO number",
    "flag and MMSI", "another name",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Held:
    """One identifier as one source has it.

    Attributes:
        field: Which.
        value: As said; flags as ISO 3166 alpha-2 in capitals where the country is known.
        first: First moment at which it was said or is said to hold, UTC; None if unknown.
        last: Last such moment.
        by: Who says it.
        ref: Id of the record: ``mmsi:…`` of a transmitter, id of a listing, document, claim, sighting.
        rows: Where it stands; for broadcasts the report that said it first.
        times: How often it was heard; 1 for what was written once.
        note: What limits it ("former name", "heard twice: may be an error of reception").
        source: Who says it, for a reader: "ofac-sdn 29485", "MMSI 374208000", a document's title.
    """

    field: Field
    value: str
    first: datetime | None
    last: datetime | None
    by: By
    ref: str
    rows: Locator | None = None
    times: int = 1
    note: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Join:
    """Why two statements are taken for one ship. ``one`` and ``other`` are keys of statements."""

    one: str
    other: str
    basis: Basis
    sentence: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """Identifiers of one hull that cannot all be right, or that changed hands.

    ``refs`` are the records that say them.
    """

    kind: ConflictKind
    values: tuple[str, ...]
    refs: tuple[str, ...]
    sentence: str


@dataclass(frozen=True, slots=True)
class OnList:
    """A list entry that names this hull, and from when to when it stood there.

    Attributes:
        list_id: Which list.
        entry: The list's own reference.
        listing_id: Id of the entry as last seen.
        name: As listed.
        owners: Whom the entry names as standing behind the ship.
        remarks: Free text of the entry.
        stays: A sentence for each stay.
    """

    list_id: str
    entry: str
    listing_id: str
    name: str
    owners: tuple[str, ...]
    remarks: str
    stays: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hull:
    """A proposal that these identifiers are one ship.

    Attributes:
        name: By which it is shown.
        imo: Its IMO number with the right check digit, None if none is known.
        mmsi: Heard last, else as listed; None if none is known.
        flag: Of that MMSI's digits, else as listed; None if unknown.
        mentions: Ids of claims and sightings that name it.
        why: In a sentence, what speaks of it and why these are one ship.
        hull_id: The same for the same hull, whatever else is learned of it.
        held: Every identifier with its dates and sources.
        joins: Why its statements were joined, one reason a join.
        conflicts: What does not fit; nothing here is averaged away.
        apart: Why likely others were not joined.
        listed: The list entries that name it by a number, or by name and flag.
        of_case: Whether the case speaks of it: a claim, document or sighting names it, it is listed,
            it touched a watched place, or somebody decided on it.
    """

    name: str
    imo: str | None
    mmsi: int | None
    flag: str | None
    mentions: tuple[str, ...]
    why: str
    hull_id: str = ""
    held: tuple[Held, ...] = ()
    joins: tuple[Join, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    apart: tuple[str, ...] = ()
    listed: tuple[OnList, ...] = ()
    of_case: bool = True

    def values(self, field: Field) -> tuple[str, ...]:
        """Return the values of a field, each once, in the order held."""
        return tuple(dict.fromkeys(h.value for h in self.held if h.field == field))

    @property
    def handles(self) -> tuple[str, ...]:
        """Return its names for a decision: ``imo:9179842``, ``mmsi:273123450``, ``name:tern``."""
        imos = [f"imo:{self.imo}"] if self.imo else []
        return (*imos, *(f"mmsi:{m}" for m in self.values("mmsi")), f"name:{self.name.casefold()}")
