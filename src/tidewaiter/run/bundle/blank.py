"""A dossier without what was taken out; numbers of evidence stay, with hash and position."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from tidewaiter.model.dossier import Dossier, Exhibit, LineRow, PartyRow, VesselRow
from tidewaiter.model.provisions import Scope
from tidewaiter.model.stories import Story
from tidewaiter.model.vessels import Hull
from tidewaiter.run.bundle.needles import MASK, Needles
from tidewaiter.run.bundle.rests import stays

#: Records that are shown with what is left of them; any other that rests on what went, goes.
_FILTERED = (Story, VesselRow, Hull, PartyRow, Scope)

Ship = TypeVar("Ship", VesselRow, Hull)
#: Numbers of transmitters and ships are larger; counts are not taken for them.
_A_NUMBER = 999_999


def blanked(dossier: Dossier, gone: frozenset[str], needles: Needles, note: str) -> Dossier:
    """Take records out of a dossier.

    Args:
        dossier: As it was composed.
        gone: Ids of records, and hashes of files.
        needles: What no text may hold.
        note: Is put under what was not checked.
    """
    out = {e.number for e in dossier.exhibits if e.ref in gone or e.locator.sha256 in gone}
    refs = {e.ref for e in dossier.exhibits if e.number in out}
    every = gone | refs | out
    tracks_gone = any(s.kind == "positions" and s.sha256 in gone for s in dossier.sources)
    vessels, hulls, lost = _ships(dossier, every)
    every |= lost
    rows: dict[str, Any] = {}
    for field in fields(dossier):
        value = getattr(dossier, field.name)
        if field.name == "exhibits":
            rows[field.name] = tuple(
                _blank(e) if e.number in out else _whole(_strip(e, every, needles), needles)
                for e in value
            )
        elif field.name == "sources":
            rows[field.name] = tuple(
                _strip(
                    replace(s, title=MASK, path=MASK, publisher=None, published=None),
                    frozenset(),
                    needles,
                )
                if s.sha256 in gone
                else _strip(s, frozenset(), needles)
                for s in value
            )
        elif field.name in ("tallies", "meetings"):
            rows[field.name] = _strip(
                tuple(x for x in value if not _touches(x, every)), every, needles
            )
        else:
            rows[field.name] = _strip(value, every, needles)
    rows["vessels"] = tuple(_strip(v, every, needles) for v in vessels)
    rows["hulls"] = tuple(_strip(h, every, needles) for h in hulls)
    rows["parties"] = _named_elsewhere(dossier.parties, every, rows["parties"])
    rows["stories"] = tuple(s for s in rows["stories"] if s.claim_ids)
    rows["lines"] = _lines(dossier, {s.story_id for s in rows["stories"]}, every, needles)
    if tracks_gone:
        rows |= {"tracks": (), "indicators": (), "meetings": (), "events": (), "reach": ()}
    rows["not_checked"] = (*rows["not_checked"], note)
    return replace(dossier, **rows)


def _lines(
    dossier: Dossier, left: Set[str], gone: frozenset[str], needles: Needles
) -> tuple[LineRow, ...]:
    """Keep the lines of what is left; one that lost a claim no longer says whose it is."""
    lost = {s.story_id for s in dossier.stories if gone & {s.story_id, *s.claim_ids}}
    made = []
    for row in dossier.lines:
        ids = tuple(i for i in row.story_ids if i in left)
        if ids:
            name = MASK if lost & set(row.story_ids) else needles.mask(row.name)
            made.append(LineRow(name, ids))
    return tuple(made)


def _blank(exhibit: Exhibit) -> Exhibit:
    return replace(
        exhibit, ref=f"redacted-{exhibit.number}", title=MASK, before="", passage=MASK, after="",
        story_id=None, start=None, end=None, lat_deg=None, lon_deg=None, precision_m=None,
    )  # fmt: skip


def _whole(exhibit: Exhibit, needles: Needles) -> Exhibit:
    """Leave out what stands around a passage where a name goes over the seam."""
    if needles.within(exhibit.before + exhibit.passage + exhibit.after):
        return replace(exhibit, before="", after="")
    return exhibit


def _ships(
    dossier: Dossier, gone: frozenset[str]
) -> tuple[list[VesselRow], list[Hull], frozenset[str]]:
    """Leave out ships that only what was taken out knows; of others, what only that knows.

    Returns:
        Rows and hulls in the same order, and the ids of the hulls that are left out.
    """
    rows: list[VesselRow] = []
    hulls: list[Hull] = []
    lost: set[str] = set()
    known = dossier.hulls if len(dossier.hulls) == len(dossier.vessels) else ()
    for number, row in enumerate(dossier.vessels):
        hull = known[number] if known else None
        held = [h for h in hull.held if stays(h, gone)] if hull else []
        only = bool(row.mentions) and gone.issuperset(row.mentions)
        if hull is None:
            rows += [] if only else [row]
        elif only or (hull.held and not held):
            lost.add(hull.hull_id)
        else:
            said = {
                field: [h.value for h in held if h.field == field]
                for field in ("imo", "mmsi", "flag", "name")
            }
            rows.append(_left(row, said))
            hulls.append(_left(hull, said))
    return rows, hulls, frozenset(lost - {""})


def _left(ship: Ship, said: Mapping[str, list[str]]) -> Ship:
    """Keep of a ship what still stands somewhere."""
    names = {name.casefold() for name in said["name"]}
    return replace(
        ship,
        name=ship.name if ship.name.casefold() in names or not names else said["name"][0],
        imo=ship.imo if ship.imo in said["imo"] else None,
        mmsi=ship.mmsi if str(ship.mmsi) in said["mmsi"] else None,
        flag=ship.flag if said["mmsi"] or said["flag"] else None,
    )


def _named_elsewhere(
    before: tuple[Any, ...], gone: frozenset[str], after: tuple[Any, ...]
) -> tuple[Any, ...]:
    """Leave out parties that only what was taken out speaks of."""
    only = [bool(row.mentions) and gone.issuperset(row.mentions) for row in before]
    return tuple(row for row, out in zip(after, only, strict=True) if not out)


def _strip(value: Any, gone: frozenset[str], needles: Needles) -> Any:
    if isinstance(value, str):
        return needles.mask(value)
    if isinstance(value, int) and value > _A_NUMBER and needles.within(str(value)):
        return None
    if is_dataclass(value) and not isinstance(value, type):
        changed = {
            f.name: _strip(getattr(value, f.name), gone, needles) for f in fields(value) if f.init
        }
        return replace(value, **changed)
    if isinstance(value, tuple):
        kept = (x for x in value if not _goes(x, gone))
        return tuple(_strip(x, gone, needles) for x in kept)
    if isinstance(value, dict):
        return {
            needles.mask(k) if isinstance(k, str) else k: _strip(v, gone, needles)
            for k, v in value.items()
        }
    return value


def _goes(element: Any, gone: frozenset[str]) -> bool:
    if isinstance(element, str):
        return element in gone
    if isinstance(element, _FILTERED) or not is_dataclass(element):
        return False
    return any(_direct(getattr(element, f.name), gone) for f in fields(element))


def _direct(value: Any, gone: frozenset[str]) -> bool:
    if isinstance(value, str):
        return value in gone
    if isinstance(value, tuple):
        return any(isinstance(x, str) and x in gone for x in value)
    names = ("sha256", "id")
    return is_dataclass(value) and any(getattr(value, n, None) in gone for n in names)


def _touches(value: Any, gone: frozenset[str]) -> bool:
    return any(text in gone for text in _texts(value))


def _texts(value: Any) -> Iterable[str]:
    if isinstance(value, str):
        yield value
    elif is_dataclass(value):
        for field in fields(value):
            yield from _texts(getattr(value, field.name))
    elif isinstance(value, tuple):
        for inner in value:
            yield from _texts(inner)
