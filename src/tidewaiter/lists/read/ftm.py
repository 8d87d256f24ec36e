"""FollowTheMoney entities, one JSON object a line, as OpenSanctions and others publish them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, get_args

from tidewaiter.errors import UnreadableError
from tidewaiter.lists.read.entries import day
from tidewaiter.lists.read.fields import put
from tidewaiter.lists.read.files import ListFile
from tidewaiter.lists.read.made import named
from tidewaiter.model.evidence import Locator, Reject
from tidewaiter.model.listings import (
    Edition,
    Identifier,
    Listing,
    NameKind,
    Schema,
    Scheme,
)
from tidewaiter.names.numbers import imo_valid

LIST_ID = "ftm"
_TITLE = "FollowTheMoney entities"
_LISTED: dict[str, Schema] = {
    **{name: name for name in get_args(Schema)}, "PublicBody": "Organization",
}  # fmt: skip
_NAMES: tuple[NameKind, ...] = ("name", "alias", "previousName", "weakAlias")


def recognises(text: bytes) -> bool:
    """Say whether a file starts with an entity."""
    first = text.lstrip()[:4096].split(b"\n", 1)[0]
    return first.startswith(b"{") and b'"schema"' in first and b'"properties"' in text[:65536]


def read(file: ListFile, text: bytes) -> tuple[Edition, tuple[Listing, ...], list[Reject]]:
    """Read entities; Sanction and Ownership entities are joined to what they speak of.

    Raises:
        UnreadableError: No line is an entity that can be listed.
    """
    rejects: list[Reject] = []
    listed: dict[str, tuple[int, Schema, Mapping[str, list[str]]]] = {}
    sanctions: dict[str, list[Mapping[str, list[str]]]] = {}
    owners: dict[str, list[str]] = {}
    for line, body in _lines(file, text, rejects):
        said = body["properties"]
        if body["schema"] in _LISTED:
            listed[body["id"]] = (line, _LISTED[body["schema"]], said)
        elif body["schema"] == "Sanction":
            for ref in said.get("entity", ()):
                sanctions.setdefault(ref, []).append(said)
        elif body["schema"] == "Ownership":
            for ref in said.get("asset", ()):
                owners.setdefault(ref, []).extend(said.get("owner", ()))
    if not listed:
        raise UnreadableError("holds no FollowTheMoney entity that can be listed")
    listings = []
    for ref, (line, schema, said) in listed.items():
        if not any(said.get(kind) for kind in _NAMES):
            rejects.append(Reject(file.path, line, f"{ref} has no name"))
            continue
        known = [
            listed[owner][2].get("name", [owner])[0] if owner in listed else owner
            for owner in owners.get(ref, ())
        ]
        at = Locator(file.sha256, "rows", line, line)
        listings.append(_listing(ref, schema, said, sanctions.get(ref, ()), known, at))
    edition = Edition(LIST_ID, _TITLE, None, file.sha256, file.path)
    return edition, tuple(listings), rejects


def _lines(
    file: ListFile, text: bytes, rejects: list[Reject]
) -> Iterator[tuple[int, dict[str, Any]]]:
    for number, line in enumerate(text.split(b"\n"), start=1):
        if not line.strip():
            continue
        try:
            body = json.loads(line)
            sound = isinstance(body["id"], str) and isinstance(body["properties"], dict)
            sound = sound and isinstance(body["schema"], str)
        except (ValueError, KeyError, TypeError, RecursionError):
            sound, body = False, {}
        if sound and all(isinstance(v, list) for v in body["properties"].values()):
            yield number, body
        else:
            shown = line[:200].decode("utf-8", "replace")
            rejects.append(
                Reject(file.path, number, "the line is no FollowTheMoney entity", shown)
            )


def _listing(
    ref: str,
    schema: Schema,
    said: Mapping[str, list[str]],
    sanctions: Any,
    owners: list[str],
    locator: Locator,
) -> Listing:
    names = [named(str(text), kind) for kind in _NAMES for text in said.get(kind, ())]
    identifiers = []
    for scheme in get_args(Scheme):
        for value in said.get(scheme, ()):
            number = (
                str(value).upper().removeprefix("IMO") if scheme == "imoNumber" else str(value)
            )
            valid = imo_valid(number) if scheme == "imoNumber" else None
            identifiers.append(Identifier(scheme, number, valid))
    nations = (*said.get("country", ()), *said.get("nationality", ()), *said.get("flag", ()))
    days = [day(str(d)) for s in sanctions for d in s.get("listingDate", s.get("startDate", ()))]
    fields: dict[str, Any] = {
        "list_id": LIST_ID,
        "entry": ref,
        "schema": schema,
        "names": tuple(dict.fromkeys(names)),
        "identifiers": tuple(dict.fromkeys(identifiers)),
        "countries": tuple(sorted({str(n).lower() for n in nations})),
        "flag": next((str(f) for f in said.get("flag", ())), None),
        "programs": tuple(
            dict.fromkeys(
                str(p) for s in sanctions for p in s.get("program", s.get("authority", ()))
            )
        ),
        "listed_on": min((d for d in days if d is not None), default=None),
        "owners": tuple(dict.fromkeys(owners)),
        "remarks": " ".join(str(n) for n in said.get("notes", ())) or None,
    }
    return put(fields, locator)
