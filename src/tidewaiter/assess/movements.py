"""Movements as evidence: one record for what the same track and looks say of several claims."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from tidewaiter.assess.evidence import Record, of_meeting
from tidewaiter.assess.grades import NOT_GRADED
from tidewaiter.model.movements import Meeting
from tidewaiter.names.ships import ship_name


def movement_records(meetings: Mapping[str, Meeting], known: Mapping[str, Record]) -> list[Record]:
    """Wrap meetings of claims with movements.

    A movement comes from where its basis comes: from the look, or from the transmitter. The others
    that it mentions are evidence of their own, and stay lines of their own.

    Args:
        meetings: By their ids.
        known: Graded records of events and sightings, by their ids.
    """
    groups: dict[tuple[object, ...], list[str]] = {}
    for ref, m in meetings.items():
        key = (ship_name(m.ship), m.mmsi, m.port_id or m.place, m.answer, tuple(sorted(m.refs)))
        groups.setdefault(key, []).append(ref)
    made = []
    for refs in groups.values():
        ref = min(refs, key=lambda r: _rank(r, meetings[r]))
        lead = _lead(meetings[ref], known)
        record = of_meeting(ref, meetings[ref], lead.origins if lead else ())
        if record is not None:
            claims = tuple(sorted(meetings[r].claim_id for r in refs))
            source = lead.source if lead else NOT_GRADED
            made.append(replace(record, about=claims, source=source))
    return made


def _rank(ref: str, m: Meeting) -> tuple[bool, bool, bool, str]:
    """Of several, say it once: by the firmest, of a claim that affirms and gives a day."""
    return not m.firm, m.denied, m.start is None, ref


def _lead(m: Meeting, known: Mapping[str, Record]) -> Record | None:
    """Return the record that the answer rests on: a look, or else what the transmitter sent."""
    kind = "sighting" if m.basis == "sighting" else "event"
    return next((known[r] for r in m.refs if r in known and known[r].kind == kind), None)
