"""An entry put together: nothing said twice, and the id that its content gives."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import fields
from datetime import date
from operator import attrgetter

from tidewaiter.model.evidence import Locator
from tidewaiter.model.ids import content_id
from tidewaiter.model.listings import (
    Identifier,
    ListedName,
    Listing,
    NameKind,
    Ownership,
    Property,
    Sanction,
    Schema,
)
from tidewaiter.names.scripts import script

#: Each record of an entry as a tuple of all its fields: what is hashed.
_NAME, _NUMBER, _SANCTION, _OWNER, _PROPERTY = (
    attrgetter(*(f.name for f in fields(kind)))
    for kind in (ListedName, Identifier, Sanction, Ownership, Property)
)
_encode = json.JSONEncoder(
    ensure_ascii=False, check_circular=False, separators=(",", ":"), default=date.isoformat
).encode


def named(text: str, kind: NameKind) -> ListedName:
    """Return a name as printed, with the script of its letters.

    Args:
        text: Ends are stripped, all else is kept.
        kind: Which kind the list says it is.
    """
    text = text.strip()
    return ListedName(text, kind, None if text.isascii() else script(text))


def listing(
    list_id: str,
    entry: str,
    schema: Schema,
    *,
    names: Iterable[ListedName],
    locator: Locator,
    identifiers: Iterable[Identifier] = (),
    countries: Iterable[str] = (),
    flag: str | None = None,
    sanctions: Iterable[Sanction] = (),
    ownership: Iterable[Ownership] = (),
    properties: Iterable[Property] = (),
    remarks: str | None = None,
    record: str | None = None,
) -> Listing:
    """Return a listing with its content hash: equal entries of two editions have one id.

    The hash covers all but the place in the file. What a list repeats is kept once.

    Raises:
        ValueError: The entry has no name.
    """
    kept_names = tuple(dict.fromkeys(names))
    if not kept_names:
        raise ValueError(f"{entry} has no name")
    numbers = tuple(dict.fromkeys(identifiers))
    nations = tuple(sorted(set(countries)))
    acts = tuple(dict.fromkeys(sanctions))
    owners = tuple(dict.fromkeys(ownership))
    rest = tuple(dict.fromkeys(properties))
    said = _encode(
        (
            list_id, entry, schema, [*map(_NAME, kept_names)], [*map(_NUMBER, numbers)], nations,
            flag, [*map(_SANCTION, acts)], [*map(_OWNER, owners)], [*map(_PROPERTY, rest)],
            remarks, record,
        )
    )  # fmt: skip
    return Listing(
        content_id("listing", said), list_id, entry, schema, kept_names, numbers, nations, flag,
        acts, owners, rest, remarks, locator, record,
    )  # fmt: skip
