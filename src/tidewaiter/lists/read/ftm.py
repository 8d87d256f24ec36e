"""FollowTheMoney entities, one JSON object a line, as OpenSanctions and others publish them."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, get_args

from tidewaiter.errors import UnreadableError
from tidewaiter.lists.read.entries import day
from tidewaiter.lists.read.files import Opened, check_hope
from tidewaiter.lists.read.made import Draft
from tidewaiter.model.evidence import Locator, Reject
from tidewaiter.model.listings import (
    Edition,
    Listing,
    NameKind,
    OwnerRole,
    Ownership,
    Sanction,
    Schema,
)

LIST_ID = "ftm"
_TITLE = "FollowTheMoney entities"
_LISTED: dict[str, Schema] = {
    **{name: name for name in get_args(Schema)}, "PublicBody": "Organization",
}  # fmt: skip
_NAMES: tuple[NameKind, ...] = get_args(NameKind)
#: Schemata that say who stands behind whom: which property is the one, which the other, what role.
_LINKS: dict[str, tuple[str, str, OwnerRole]] = {
    "Ownership": ("asset", "owner", "owner"), "UnknownLink": ("subject", "object", "linked"),
    "Directorship": ("organization", "director", "linked"),
}  # fmt: skip
_COUNTRIES = ("country", "nationality", "citizenship", "jurisdiction", "mainCountry")
#: These name other entities or OpenSanctions' own working; they are no words of the list.
_NOT_SAID = frozenset((*_NAMES, "notes", "owner", "operator", "topics", "addressEntity", "parent"))
_MOST_BYTES = 16 << 20
Said = Mapping[str, Sequence[Any]]


@dataclass(slots=True)
class _Found:
    """Entities by id as they come."""

    listed: dict[str, tuple[int, Schema, Said]] = field(default_factory=dict)
    sanctions: dict[str, list[Said]] = field(default_factory=dict)
    links: dict[str, list[tuple[str, OwnerRole, str | None]]] = field(default_factory=dict)
    numbers: dict[str, list[Said]] = field(default_factory=dict)


def recognises(source: Opened) -> bool:
    """Say whether a file starts with an entity."""
    first = source.head.lstrip().split(b"\n", 1)[0]
    if not first.startswith(b"{"):
        return False
    start = source.data[:65536]
    return b'"schema"' in start and b'"properties"' in start


def read(source: Opened) -> tuple[Edition, tuple[Listing, ...], list[Reject]]:
    """Read entities; sanctions, documents and links are joined to what they speak of.

    Raises:
        UnreadableError: No line is an entity that can be listed.
    """
    file = source.file
    rejects: list[Reject] = []
    found = _Found()
    for line, body in _lines(source, rejects):
        said = body["properties"]
        if body["schema"] in _LISTED:
            found.listed[body["id"]] = (line, _LISTED[body["schema"]], said)
        elif body["schema"] == "Sanction":
            for ref in said.get("entity", ()):
                found.sanctions.setdefault(str(ref), []).append(said)
        elif body["schema"] in ("Passport", "Identification"):
            for ref in said.get("holder", ()):
                found.numbers.setdefault(str(ref), []).append(said)
        elif body["schema"] in _LINKS:
            one, other, role = _LINKS[body["schema"]]
            relation = next((str(r) for r in said.get("role", ())), None)
            for ref in said.get(one, ()):
                for behind in said.get(other, ()):
                    found.links.setdefault(str(ref), []).append((str(behind), role, relation))
    if not found.listed:
        raise UnreadableError("holds no FollowTheMoney entity that can be listed")
    listings = []
    for ref, (line, schema, said) in found.listed.items():
        at = Locator(file.sha256, "rows", line, line)
        try:
            listings.append(_listing(ref, schema, said, found, at))
        except ValueError as error:
            rejects.append(Reject(file.path, line, str(error)))
    edition = Edition(LIST_ID, _TITLE, None, file.sha256, file.path)
    return edition, tuple(listings), rejects


def _lines(source: Opened, rejects: list[Reject]) -> Iterator[tuple[int, dict[str, Any]]]:
    path = source.file.path
    for number, line in enumerate(io.BytesIO(source.data), start=1):
        if not line.strip():
            continue
        if len(line) > _MOST_BYTES:
            rejects.append(Reject(path, number, "the line is longer than 16 MiB"))
            continue
        try:
            body = json.loads(line)
            sound = isinstance(body["id"], str) and isinstance(body["properties"], dict)
            sound = sound and isinstance(body["schema"], str)
            if b"\\u" in line:  # half a surrogate pair is no text
                json.dumps(body, ensure_ascii=False).encode()
        except (ValueError, KeyError, TypeError, RecursionError):
            sound, body = False, {}
        if sound and all(isinstance(v, list) for v in body["properties"].values()):
            yield number, body
        else:
            shown = line[:200].decode("utf-8", "replace")
            rejects.append(Reject(path, number, "the line is no FollowTheMoney entity", shown))
            check_hope(number - len(rejects), rejects)


def _listing(ref: str, schema: Schema, said: Said, found: _Found, locator: Locator) -> Listing:
    draft = Draft(LIST_ID, ref, schema)
    draft.remarks = " ".join(str(n) for n in said.get("notes", ())) or None
    for name_kind in _NAMES:
        for given in said.get(name_kind, ()):
            draft.name(str(given), name_kind)
    for prop, values in said.items():
        if prop not in _NOT_SAID:
            for value in values:
                if isinstance(value, str | int | float):
                    text = str(value)
                    draft.say(prop, text.upper() if prop in _COUNTRIES else text)
    for number in found.numbers.get(ref, ()):
        kind = " ".join(str(t) for t in number.get("type", ())).casefold()
        country = next((str(c).upper() for c in number.get("country", ())), None)
        for key in ("number", "passportNumber"):
            passport = "passport" in kind or key == "passportNumber"
            for value in number.get(key, ()):
                draft.say(
                    "passportNumber" if passport else "idNumber", str(value), country=country
                )
    draft.sanctions += [_sanction(s) for s in found.sanctions.get(ref, ())]
    _owners(ref, draft, said, found)
    return draft.made(locator)


def _owners(ref: str, draft: Draft, said: Said, found: _Found) -> None:
    roles: tuple[OwnerRole, ...] = ("owner", "operator")
    behind = [(str(value), role, None) for role in roles for value in said.get(role, ())]
    for other, role, relation in (*behind, *found.links.get(ref, ())):
        known = found.listed.get(other)
        names = known[2].get("name", ()) if known else ()
        name = str(names[0]) if names else other
        draft.ownership.append(Ownership(name, role, other if known else None, relation))


def _sanction(said: Said) -> Sanction:
    def one(*names: str) -> str | None:
        return next((str(v) for name in names for v in said.get(name, ())), None)

    return Sanction(
        one("authority"),
        one("program", "programId", "authority"),
        tuple(str(p) for p in said.get("provisions", ())),
        day(one("listingDate", "startDate")),
        day(one("endDate")),
        one("unscId"),
        one("authorityId"),
        one("recordId"),
        one("sourceUrl"),
    )
