"""A dossier without what was taken out; numbers of evidence stay, with hash and position."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields, is_dataclass, replace
from typing import Any

from tidewaiter.model.dossier import Dossier, Exhibit, PartyRow, VesselRow
from tidewaiter.model.provisions import Scope
from tidewaiter.model.stories import Story
from tidewaiter.run.bundle.needles import MASK, Needles

#: Records that are shown with what is left of them; any other that rests on what went, goes.
_FILTERED = (Story, VesselRow, PartyRow, Scope)


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
    rows: dict[str, Any] = {}
    for field in fields(dossier):
        value = getattr(dossier, field.name)
        if field.name == "exhibits":
            rows[field.name] = tuple(
                _blank(e) if e.number in out else _strip(e, every, needles) for e in value
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
    rows["vessels"] = _named_elsewhere(dossier.vessels, every, rows["vessels"])
    rows["parties"] = _named_elsewhere(dossier.parties, every, rows["parties"])
    rows["stories"] = tuple(s for s in rows["stories"] if s.claim_ids)
    rows["tracks"] = () if tracks_gone else rows["tracks"]
    rows["not_checked"] = (*rows["not_checked"], note)
    return replace(dossier, **rows)


def _blank(exhibit: Exhibit) -> Exhibit:
    return replace(
        exhibit, ref=f"redacted-{exhibit.number}", title=MASK, before="", passage=MASK, after="",
        story_id=None, start=None, end=None, lat_deg=None, lon_deg=None, precision_m=None,
    )  # fmt: skip


def _named_elsewhere(
    before: tuple[Any, ...], gone: frozenset[str], after: tuple[Any, ...]
) -> tuple[Any, ...]:
    """Leave out ships and parties that only what was taken out speaks of."""
    only = [bool(row.mentions) and gone.issuperset(row.mentions) for row in before]
    return tuple(row for row, out in zip(after, only, strict=True) if not out)


def _strip(value: Any, gone: frozenset[str], needles: Needles) -> Any:
    if isinstance(value, str):
        return needles.mask(value)
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
