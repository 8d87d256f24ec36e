"""Invented lists for tests, as files and as records."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from tidewaiter.model.evidence import Locator
from tidewaiter.model.ids import canonical_json, content_id, sha256
from tidewaiter.model.listings import Edition, Identifier, ListedName, Listing, Sanction
from tidewaiter.model.records import as_json


def listing(
    entry: str, name: str, *, imo: str | None = None, listed_on: date | None = None, **other: Any
) -> Listing:
    fields: dict[str, Any] = {
        "list_id": "un-sc",
        "entry": entry,
        "schema": "Vessel",
        "names": (ListedName(name, "name"),),
        "identifiers": () if imo is None else (Identifier("imoNumber", imo, True),),
        "countries": (),
        "flag": None,
        "sanctions": () if listed_on is None else (Sanction("A list", listed_on=listed_on),),
        "ownership": (),
        "properties": (),
        "remarks": None,
        **other,
    }
    said = canonical_json({key: as_json(value) for key, value in fields.items()})
    return Listing(content_id("listing", said), locator=Locator("ab", "rows", 1, 1), **fields)


def edition(published: str | None, list_id: str = "un-sc", path: str | None = None) -> Edition:
    name = path or f"{list_id}-{published}.xml"
    day = None if published is None else date.fromisoformat(published)
    return Edition(list_id, "A list", day, sha256(f"{list_id} {name}".encode()), name)


def un_xml(published: str, entries: Iterable[tuple[int, str, str, str]]) -> bytes:
    """Write a list in the form of the UN's: number, name, day of listing, remark of each entry."""
    body = "".join(
        f"<ENTITY><DATAID>{number}</DATAID><FIRST_NAME>{name}</FIRST_NAME>"
        f"<REFERENCE_NUMBER>X.{number}</REFERENCE_NUMBER><UN_LIST_TYPE>X</UN_LIST_TYPE>"
        f"<LISTED_ON>{since}</LISTED_ON><COMMENTS1>{remark}</COMMENTS1></ENTITY>"
        for number, name, since, remark in entries
    )
    head = f'<CONSOLIDATED_LIST dateGenerated="{published}">'
    return f"{head}<ENTITIES>{body}</ENTITIES></CONSOLIDATED_LIST>".encode()


def lay(folder: Path, name: str, data: bytes | str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / name
    file.write_bytes(data if isinstance(data, bytes) else data.encode())
    return file
