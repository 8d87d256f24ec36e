"""What the ledger of a bundle keeps, and what it says of the bundle's files."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import IO, Any

from tidewaiter.run.bundle.places import LEDGER, place
from tidewaiter.run.bundle.rows import checked, read_lines
from tidewaiter.run.follow import RECORDS


@dataclass(frozen=True, slots=True)
class Kept:
    """What stands on the ledger of a bundle, and whether no record was taken out."""

    items: dict[str, Any]
    outputs: dict[str, Any]
    findings: dict[str, Any]
    known: frozenset[str]
    whole: bool


def kept(stream: IO[bytes], records: int, head: str) -> Kept:
    """Read the ledger while its chain holds.

    Args:
        stream: Its lines.
        records: Number of the last record.
        head: Its hash.

    Raises:
        LedgerError: Names the first record that was altered, removed or added.
    """
    bodies: dict[str, dict[str, Any]] = {kind: {} for kind in ("item", "output", "finding")}
    standing: dict[tuple[str, str], bool] = {}
    ids: dict[str, tuple[str, str]] = {}
    whole = True
    for row, out in checked(read_lines(stream), records, head):
        if row.supersedes in ids:
            kind, ref = ids.pop(row.supersedes)
            bodies.get(kind, {}).pop(ref, None)
            standing.pop((kind, ref), None)
        if out:
            whole = False
            continue
        if row.kind in (*bodies, *RECORDS):
            ids[row.id] = row.kind, row.ref
        if row.body == "null":
            continue
        if row.kind in bodies:
            bodies[row.kind][row.ref] = json.loads(row.body)
        elif row.kind in RECORDS:
            standing[row.kind, row.ref] = True
    known = frozenset(ref for _, ref in standing)
    return Kept(bodies["item"], bodies["output"], bodies["finding"], known, whole)


def against(ledger: Kept, said: Mapping[str, str], *, full: bool) -> Iterator[tuple[str, str]]:
    """Yield each file of the bundle that is not what the ledger says, with what is wrong.

    Args:
        ledger: What it keeps.
        said: Place in the bundle → SHA-256.
        full: Nothing was left out of the bundle.
    """
    for path, body in {**ledger.items, **(ledger.outputs if full else {})}.items():
        name = place(path)
        if name not in said and full:
            yield name, f"{name} was removed: the ledger names it"
        elif said.get(name, body["sha256"]) != body["sha256"]:
            yield name, f"{name} was altered: its bytes are not those on the ledger"
    named = {LEDGER, *map(place, ledger.items), *map(place, ledger.outputs)}
    if ledger.whole:
        for name in said:
            if name not in named:
                yield name, f"{name} was added: the ledger does not name it"
