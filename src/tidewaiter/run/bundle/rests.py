"""What rests on what goes: records that came of it, and what is known of ships by it alone."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Iterator
from typing import Any

from tidewaiter.ledger.chain import Row
from tidewaiter.model.vessels import Held, Hull
from tidewaiter.run.bundle.needles import strings

#: Kinds of records that are nothing without what they rest on; others stay, without it.
_PASSING = frozenset(
    {"edition", "listing", "capture", "sighting", "claim", "event", "match", "meeting"}
)
#: Kinds that are made of all positions together.
_OF_TRACKS = frozenset({"event", "meeting"})
_HASH = re.compile(r"[0-9a-f]{64}")
#: Shorter names are words of the language, too.
_SHORTEST_NAME = 6


def ids(value: Any) -> Iterator[str]:
    """Yield every hash that JSON names, within texts too."""
    for text in strings(value):
        yield from _HASH.findall(text)


def resting(rows: Iterable[Row], gone: Collection[str], *, tracks: bool) -> frozenset[str]:
    """Return what goes, and the ids of all records that rest on it, through others too.

    Args:
        rows: Of the ledger, superseded ones too.
        gone: Ids of records and hashes of files.
        tracks: Positions are among them: all that was made of positions goes.
    """
    known = [(row.kind, row.ref, json.loads(row.body)) for row in rows if row.kind in _PASSING]
    records = [(kind, {ref, *_own(kind, body)}, frozenset(ids(body))) for kind, ref, body in known]
    out = set(gone)
    while True:
        more = {
            name
            for kind, own, on in records
            if (tracks and kind in _OF_TRACKS) or not out.isdisjoint(on | own)
            for name in own
            if _HASH.fullmatch(name)
        }
        if more <= out:
            return frozenset(out)
        out |= more


def _own(kind: str, body: Any) -> Iterator[str]:
    if isinstance(body, dict) and isinstance(own := body.get(f"{kind}_id"), str):
        yield own


def stays(held: Held, gone: Collection[str]) -> bool:
    """Say whether what is known of a ship is known by something that stays."""
    return held.ref not in gone and (held.rows is None or held.rows.sha256 not in gone)


def vanished(hulls: Iterable[Hull], gone: Collection[str]) -> frozenset[str]:
    """Return names and numbers of ships that nothing says any more."""
    every = [held for hull in hulls for held in hull.held if held.field != "flag"]
    left = {held.value.casefold() for held in every if stays(held, gone)}
    return frozenset(
        held.value
        for held in every
        if held.value.casefold() not in left
        and (len(held.value) >= _SHORTEST_NAME or any(c.isdigit() for c in held.value))
    )
