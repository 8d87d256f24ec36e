"""An entry put together: everything in its kind, nothing said twice, and the id that its content gives."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from datetime import date
from operator import attrgetter
from typing import TypeVar, cast, get_args

import msgpack

from tidewaiter.lists.read.dates import dates
from tidewaiter.lists.read.numbers import identifier
from tidewaiter.model.evidence import Locator
from tidewaiter.model.ids import content_id
from tidewaiter.model.listings import (
    Identifier,
    ListedName,
    Listing,
    NameKind,
    OwnerRole,
    Ownership,
    Property,
    Sanction,
    Schema,
    Scheme,
)
from tidewaiter.names.countries import country as code_of
from tidewaiter.names.scripts import script

T = TypeVar("T")
#: Each record of an entry as a tuple of all its fields: what is hashed.
_NAME, _NUMBER, _SANCTION, _OWNER, _PROPERTY = (
    attrgetter(*(f.name for f in fields(kind)))
    for kind in (ListedName, Identifier, Sanction, Ownership, Property)
)
#: What values are, where they are not plain text.
_ROUTES = {
    **dict.fromkeys(get_args(Scheme), "scheme"),
    **dict.fromkeys(get_args(NameKind), "kind"),
    **dict.fromkeys(get_args(OwnerRole), "role"),
    **dict.fromkeys(
        ("birthDate", "deathDate", "buildDate", "incorporationDate", "dissolutionDate",
         "registrationDate", "modifiedAt", "nameChangeDate"),
        "date",
    ),
    **dict.fromkeys(
        ("nationality", "citizenship", "country", "jurisdiction", "birthCountry", "pastFlags",
         "mainCountry"),
        "nation",
    ),
    "flag": "flag",
    "gender": "gender",
}  # fmt: skip
#: These say where somebody belongs today; a flag of the past does not.
_BELONGS = frozenset(("nationality", "citizenship", "country", "jurisdiction", "mainCountry"))
_GENDERS = {"m": "male", "male": "male", "f": "female", "female": "female"}


@dataclass(slots=True)
class Draft:
    """An entry in the making; :meth:`made` gives the listing."""

    list_id: str
    entry: str
    schema: Schema
    flag: str | None = None
    remarks: str | None = None
    record: str | None = None
    names: list[ListedName] = field(default_factory=list)
    identifiers: list[Identifier] = field(default_factory=list)
    countries: list[str] = field(default_factory=list)
    sanctions: list[Sanction] = field(default_factory=list)
    ownership: list[Ownership] = field(default_factory=list)
    properties: list[Property] = field(default_factory=list)

    def name(self, text: str | None, kind: NameKind) -> None:
        """Add a name as printed; its ends are stripped, nothing else."""
        if text and (text := text.strip()):
            self.names.append(ListedName(text, kind, None if text.isascii() else script(text)))

    def belongs(self, *nations: str | None) -> None:
        """Add countries by code or name; unknown ones are left out."""
        for text in nations:
            if text and (code := code_of(text)):
                self.countries.append(code)

    def say(
        self, name: str, value: str | None, *, country: str | None = None, note: str | None = None
    ) -> None:
        """Add a value under FollowTheMoney's name for it; blank values are left out.

        Args:
            name: A name kind, an identifier scheme, ``owner``, ``operator``, ``linked``, ``flag``,
                or another property.
            value: As printed.
            country: Who issued a number, as printed.
            note: What limits the value.
        """
        if not value:
            return
        value = " ".join(value.split())
        if not value:
            return
        route = _ROUTES.get(name)
        if route is None:
            self.properties.append(Property(name, value, note))
        elif route == "scheme":
            issuer = code_of(country) if country else None
            number = identifier(cast("Scheme", name), value, self.schema, issuer)
            if number:
                self.identifiers.append(number)
        elif route == "date":
            found = dates(value)
            for day, limit in found:
                self.properties.append(Property(name, day, note or limit))
            if not found:
                self.properties.append(Property("notes", f"{name} {value}", note))
        elif route == "nation":
            code = code_of(value)
            self.properties.append(Property(name, code or value, note))
            if code and name in _BELONGS:
                self.countries.append(code)
        elif route == "role":
            self.ownership.append(Ownership(value, cast("OwnerRole", name), None, note))
        elif route == "kind":
            self.name(value, cast("NameKind", name))
        elif route == "flag":
            self.flag = self.flag or value
            self.belongs(value.upper() if len(value) == 2 else value)
        else:
            self.properties.append(Property(name, _GENDERS.get(value.casefold(), value), note))

    def made(self, locator: Locator) -> Listing:
        """Return the listing with its content hash: equal entries of two editions have one id.

        The hash covers all but the place in the file. What a list repeats is kept once.

        Raises:
            ValueError: The entry has no name.
        """
        names = _once(self.names)
        if not names:
            raise ValueError(f"{self.entry} has no name")
        if names[0].kind != "name":
            names = tuple(sorted(names, key=lambda n: n.kind != "name"))
        numbers = _once(self.identifiers)
        nations = tuple(sorted(set(self.countries)))
        acts = _once(self.sanctions)
        owners = _once(self.ownership)
        rest = _once(self.properties)
        said = msgpack.packb(
            (
                self.list_id, self.entry, self.schema, [*map(_NAME, names)],
                [*map(_NUMBER, numbers)], nations, self.flag, [*map(_SANCTION, acts)],
                [*map(_OWNER, owners)], [*map(_PROPERTY, rest)], self.remarks, self.record,
            ),
            default=date.isoformat,
        )  # fmt: skip
        return Listing(
            content_id("listing", said), self.list_id, self.entry, self.schema, names, numbers,
            nations, self.flag, acts, owners, rest, self.remarks, locator, self.record,
        )  # fmt: skip


def _once(records: list[T]) -> tuple[T, ...]:
    """Return the records in order, each once."""
    return tuple(records) if len(records) < 2 else tuple(dict.fromkeys(records))


def joined(*parts: str | None, by: str = ", ") -> str:
    """Return the parts that are there, each on one line.

    >>> joined("Kabul", None, " ", "Afghanistan")
    'Kabul, Afghanistan'
    """
    lines = (" ".join(part.split()) for part in parts if part)
    return by.join(text for text in lines if text)
