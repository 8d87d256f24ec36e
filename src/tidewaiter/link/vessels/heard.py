"""Statements of transmitters: one MMSI in its time, parted where it sends two IMO numbers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from tidewaiter.link.vessels.statements import LEAST_REPORTS, Statement, identifies
from tidewaiter.model.evidence import Locator
from tidewaiter.model.vessels import Field, Held
from tidewaiter.names.numbers import mmsi_country


@dataclass(frozen=True, slots=True)
class Report:
    """What a transmitter said of itself, unchanged from ``first`` to ``last``, UTC.

    ``times`` is how often it was heard, ``rows`` where it was heard first.
    """

    mmsi: int
    imo: str | None
    name: str | None
    callsign: str | None
    first: datetime
    last: datetime
    times: int
    rows: Locator | None


def heard(reports: Iterable[Report]) -> list[Statement]:
    """Return a statement for each MMSI, or for each IMO number that it sent.

    Reports without a number that identifies belong to the number sent next, else to the one before:
    a transmitter says its name before its number as often as after.

    Args:
        reports: Of any ships, in any order.
    """
    ordered = sorted(reports, key=_order)
    found: list[Statement] = []
    for mmsi, group in groupby(ordered, key=lambda r: r.mmsi):
        rows = list(group)
        numbers = _numbers(rows)
        for number in numbers or (None,):
            mine = [r for r, n in zip(rows, _assigned(rows, numbers), strict=True) if n == number]
            found.append(_statement(mmsi, number if len(numbers) > 1 else None, mine))
    return found


def _order(r: Report) -> tuple[int, datetime, datetime, str, str, str]:
    return r.mmsi, r.first, r.last, r.imo or "", r.name or "", r.callsign or ""


def _numbers(rows: Sequence[Report]) -> tuple[str, ...]:
    """IMO numbers that identify a ship and were heard often enough, or are the only one."""
    times: dict[str, int] = {}
    for row in rows:
        if row.imo is not None and identifies(row.imo):
            times[row.imo] = times.get(row.imo, 0) + row.times
    often = sorted(n for n, count in times.items() if count >= LEAST_REPORTS)
    return tuple(often) or tuple(sorted(times)[:1] if len(times) == 1 else ())


def _assigned(rows: Sequence[Report], numbers: Sequence[str]) -> list[str | None]:
    if not numbers:
        return [None] * len(rows)
    own = [r.imo if r.imo in numbers else None for r in rows]
    ahead: list[str | None] = []
    upcoming: str | None = None
    for number in reversed(own):
        upcoming = number or upcoming
        ahead.append(upcoming)
    ahead.reverse()
    before: str | None = None
    out = []
    for number, coming in zip(own, ahead, strict=True):
        before = number or before
        out.append(number or coming or before)
    return out


def _statement(mmsi: int, number: str | None, rows: Sequence[Report]) -> Statement:
    ref = f"mmsi:{mmsi:09d}"
    held = [_held("mmsi", f"{mmsi:09d}", rows, ref, doubt=False)]
    flag = mmsi_country(mmsi)
    if flag is not None:
        held.append(_held("flag", flag, rows, ref, doubt=False))
    fields: tuple[tuple[Field, str], ...] = (
        ("imo", "imo"), ("name", "name"), ("callsign", "callsign"),
    )  # fmt: skip
    for field, column in fields:
        values: dict[str, list[Report]] = {}
        for row in rows:
            value = getattr(row, column)
            if value:
                values.setdefault(value, []).append(row)
        several = len(values) > 1
        held += [_held(field, v, rs, ref, doubt=several) for v, rs in sorted(values.items())]
    key = ref if number is None else f"{ref}/imo:{number}"
    return Statement(key, "broadcast", tuple(held), f"MMSI {mmsi:09d} is heard")


def _held(field: Field, value: str, rows: Sequence[Report], ref: str, *, doubt: bool) -> Held:
    times = sum(r.times for r in rows)
    note = ""
    if doubt and times < LEAST_REPORTS:
        often = "once" if times == 1 else "twice"
        note = f"heard {often} among others: may be an error of reception or typing"
    first = min(rows, key=lambda r: (r.first, r.last))
    last = max(r.last for r in rows)
    who = f"MMSI {rows[0].mmsi:09d}"
    return Held(
        field, value, first.first, last, "broadcast", ref, first.rows, times, note, who
    )  # fmt: skip
