"""Which earlier matches of a case to look at again, now that a list has another edition."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from tidewaiter.lists.diff import Difference
from tidewaiter.lists.editions import ANY_LIST
from tidewaiter.model.changes import FieldChange, Said, compare, said
from tidewaiter.model.judgements import Asked, Judgement
from tidewaiter.model.listings import Listing, Match
from tidewaiter.model.records import from_json
from tidewaiter.run.progress import Progress


@dataclass(frozen=True, slots=True)
class Earlier:
    """A match of the last build whose entry is gone or changed."""

    query: str
    listed: str
    list_id: str
    entry: str
    became: Literal["removed", "changed"]
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class Loud:
    """An exception that is no longer silent, or has nothing left to silence."""

    judgement: Judgement
    became: Literal["removed", "changed"]
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class Again:
    """What to look at again. ``built`` is False where the case was never built."""

    built: bool
    earlier: tuple[Earlier, ...] = ()
    hits: tuple[Match, ...] = ()
    loud: tuple[Loud, ...] = ()


def look_again(
    case: Path,
    list_id: str,
    held: Iterable[Listing],
    stands: Iterable[Listing],
    difference: Difference,
    progress: Progress,
) -> Again:
    """Compare what the ledger knows with what stands now.

    Args:
        case: The case.
        list_id: The list.
        held: Entries of all its editions that the case had before.
        stands: Entries that stand now.
        difference: From what stood before to what stands now.
        progress: Is told how many ships were screened.
    """
    file = case / "out" / "ledger.sqlite"
    if not file.is_file():
        return Again(built=False)
    from tidewaiter.ledger.store import Ledger
    from tidewaiter.run.exceptions import judgements

    with Ledger.open_file(file) as ledger:
        matches = [m for m in ledger.current("match").values() if m["alert"]]
        hulls = list(ledger.current("hull").values())
        judged = [j for j in judgements(ledger) if j.verdict == "not the same"]
    now: dict[str, list[Listing]] = {}
    for listing in stands:
        now.setdefault(listing.key, []).append(listing)
    before = {x.key: x for x in held}
    # several lists of one's own share an id: there only what an edition held can be missed
    whole = list_id not in ANY_LIST
    matches = [m for m in matches if m["listing"]["list_id"] == list_id]
    of_list = [m for m in matches if whole or _key(m["listing"]) in before]
    earlier = [found for m in of_list if (found := _earlier(m, before, now))]
    about = [j for j in judged if j.list_id == list_id and (whole or j.key in before)]
    loud = [one for j in about if (one := _loud(j, now))]
    known = {(m["query"], _key(m["listing"])) for m in matches}
    hits = tuple(
        m
        for m in _screen(hulls, difference, judged, progress)
        if (m.query, m.listing.key) not in known
    )
    return Again(True, tuple(earlier), hits, tuple(loud))


def _key(body: Mapping[str, Any]) -> str:
    """Return the key of an entry as the ledger has it."""
    return str(body.get("record") or body["entry"])


def _earlier(
    body: Mapping[str, Any],
    before: Mapping[str, Listing],
    now: Mapping[str, Sequence[Listing]],
) -> Earlier | None:
    was = body["listing"]
    key = _key(was)
    state = _state(was) or (said(before[key]) if key in before else ())
    became, fields = _became(state, was["listing_id"], now.get(key, ()))
    if became is None or (became == "changed" and not fields):
        return None
    return Earlier(body["query"], body["listed"], was["list_id"], was["entry"], became, fields)


def _state(body: Mapping[str, Any]) -> tuple[Said, ...] | None:
    """Return what an entry said when it was recorded, None if an older version recorded it."""
    try:
        return said(from_json(Listing, body))
    except (TypeError, KeyError, ValueError):
        return None


def _loud(judgement: Judgement, now: Mapping[str, Sequence[Listing]]) -> Loud | None:
    became, fields = _became(judgement.said, judgement.listing_id, now.get(judgement.key, ()))
    return None if became is None else Loud(judgement, became, fields)


def _became(
    state: Sequence[Said], listing_id: str, now: Sequence[Listing]
) -> tuple[Literal["removed", "changed"] | None, tuple[FieldChange, ...]]:
    if not now:
        return "removed", ()
    if any(listing.listing_id == listing_id for listing in now):
        return None, ()
    return "changed", compare(state, said(now[-1]))


def _screen(
    hulls: Sequence[Mapping[str, Any]],
    difference: Difference,
    judged: Sequence[Judgement],
    progress: Progress,
) -> list[Match]:
    """Screen the ships of the case against what came or changed."""
    new = [*difference.added, *(change.new for change in difference.changed)]
    if not new or not hulls:
        return []
    from tidewaiter.link.decide import silence
    from tidewaiter.link.screen import Index

    index = Index.build(new)
    found: list[Match] = []
    for done, hull in enumerate(hulls):
        progress("screening the ships of the case", done, len(hulls))
        name, imo, mmsi = hull["name"], hull["imo"], hull["mmsi"]
        asked = Asked.of(name, imo, mmsi, hull["flag"])
        found.extend(silence(asked, index.screen_vessel(name, imo, mmsi), judged))
    return [match for match in found if match.alert]
