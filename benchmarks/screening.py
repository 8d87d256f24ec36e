"""What all screening measurements share: the real lists, a listing made up for a test, one question."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import cast

from tidewaiter.link.query import Query
from tidewaiter.link.screen import ALERT_AT, Index
from tidewaiter.lists.read import ListFile, read
from tidewaiter.model.evidence import Locator
from tidewaiter.model.listings import (
    Identifier,
    ListedName,
    Listing,
    Match,
    NameKind,
    Schema,
    Scheme,
)
from tidewaiter.names.numbers import imo_valid

#: Real lists and labelled pairs; no part of the project.
LISTS = Path(__file__).parents[2] / "shared" / "data" / "lists"
UN = ("un-consolidated-2026-02-27.xml.gz",)
OFAC = tuple(f"ofac-2021-07-{part}.csv.gz" for part in ("sdn", "alt", "add", "sdn_comments"))
CSL = ("us-csl-2022-05.csv.gz",)
_SDN = "Specially Designated Nationals"
_GROUPS: dict[str, str] = {
    "Vessel": "vessel",
    "Person": "person",
    "Company": "company",
    "Organization": "company",
    "LegalEntity": "company",
}


def ask(
    index: Index,
    name: str,
    *,
    schema: str | None = None,
    numbers: Sequence[Identifier] = (),
    limit: int = 5,
) -> tuple[Match, ...]:
    """Put one question to an index: the only place of the benchmarks that knows the call.

    Args:
        index: What is listed.
        name: A name; may be empty where there are numbers.
        schema: What is asked for, where known.
        numbers: IMO number and the like, where known.
        limit: Most answers.
    """
    query = Query(name, cast("Schema | None", schema), tuple(numbers))
    return index.screen(query, limit=limit)


def alert_line() -> float:
    """Return the score from which a match is worth a look, as the product comes."""
    return ALERT_AT


def score(
    listing: Listing, name: str, *, schema: str | None = None, numbers: Sequence[Identifier] = ()
) -> Match | None:
    """Return what one listing alone answers to a name, None where it answers nothing."""
    found = ask(Index.build((listing,)), name, schema=schema, numbers=numbers)
    return found[0] if found else None


def identifier(scheme: Scheme, value: str) -> Identifier:
    """Return a number as a list reader would give it."""
    digits = value.removeprefix("IMO") if scheme == "imoNumber" else value
    return Identifier(scheme, digits, imo_valid(digits) if scheme == "imoNumber" else None)


def listing(
    name: str,
    schema: Schema,
    *,
    kind: NameKind = "name",
    identifiers: Iterable[Identifier] = (),
    entry: str = "x",
) -> Listing:
    """Return a listing of one name, on no real list."""
    return Listing(
        listing_id=entry, list_id="made-up", entry=entry, schema=schema,
        names=(ListedName(name, kind),), identifiers=tuple(identifiers), countries=(), flag=None,
        sanctions=(), ownership=(), properties=(), remarks=None,
        locator=Locator("0" * 64, "rows", 1, 1),
    )  # fmt: skip


def load(names: Sequence[str]) -> tuple[Listing, ...]:
    """Read list files of the shared folder."""
    result = read([ListFile(n, (LISTS / n).read_bytes(), n) for n in names])
    return tuple(found for _, found_all in result.editions for found in found_all)


def un_and_ofac(*, csl: bool = False) -> tuple[Listing, ...]:
    """Return the UN list of 2026 and OFAC's of 2021; with ``csl`` also the other US lists of 2022.

    The US consolidated list repeats OFAC's; its rows from there are left out.
    """
    other = load(CSL) if csl else ()
    kept = tuple(one for one in other if not any(p.startswith(_SDN) for p in one.programs))
    return load(UN) + load(OFAC) + kept


def pairs(file: str) -> list[dict[str, str]]:
    """Return the rows of a file of labelled pairs."""
    with (LISTS / file).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def group(schema: str) -> str | None:
    """Return "vessel", "person" or "company"; None for what is not measured, as aircraft."""
    return _GROUPS.get(schema)
