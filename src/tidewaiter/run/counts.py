"""Vessel events counted: how often a ship called somewhere, as far as anybody heard."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from tidewaiter.model.counted import counted
from tidewaiter.model.ids import content_id
from tidewaiter.model.moments import in_utc
from tidewaiter.model.tallies import Operand
from tidewaiter.names.ships import ship_name
from tidewaiter.run.config import CountEntry
from tidewaiter.run.events import candidates


def count(name: str, asked: CountEntry, events: Iterable[Mapping[str, Any]]) -> Operand:
    """Count the calls of a ship, or of all ships, at a port within a window.

    ``port_visit`` counts the visits heard: at least so many, since a silent ship can have called
    too. ``call`` adds the silences that leave room for a call there as an upper bound.

    Args:
        name: In the expression.
        asked: What to count.
        events: Of the case, as ``docs/reference/events.md`` has them.
    """
    chosen = [e for e in events if _of_ship(e, asked.ship) and _in(e, asked.start, asked.end)]
    heard = [e for e in chosen if e["kind"] == "port_visit" and e["port_id"] == asked.port]
    silent = [
        e
        for e in chosen
        if e["kind"] == "gap" and any(c["port_id"] == asked.port for c in candidates(e))
    ]
    used = heard if asked.kind == "port_visit" else [*heard, *silent]
    who = asked.ship or "any ship"
    told = f"{who}: {counted(len(heard), 'visit')} to {asked.port} heard"
    if asked.kind == "call":
        told += f", {counted(len(silent), 'silence')} with room for one"
    return Operand(
        name=name,
        title=told,
        low=float(len(heard)),
        best=None,
        high=float(len(used)) if asked.kind == "call" else None,
        unit=asked.unit,
        ref=content_id("count", name, *sorted(e["event_id"] for e in used)),
    )


def window(asked: CountEntry) -> tuple[date | None, date | None]:
    """Return the days within which is counted."""
    return asked.start, asked.end


def _of_ship(event: Mapping[str, Any], ship: str | None) -> bool:
    if ship is None:
        return True
    known = (event["name"] or "", str(event["mmsi"]), str(event.get("imo") or ""))
    return ship_name(ship) in {ship_name(k) for k in known if k}


def _in(event: Mapping[str, Any], start: date | None, end: date | None) -> bool:
    first, last = (_day(event[side]) for side in ("start", "end"))
    return (end is None or first <= end) and (start is None or last >= start)


def _day(moment: datetime) -> date:
    return in_utc(moment).date()
