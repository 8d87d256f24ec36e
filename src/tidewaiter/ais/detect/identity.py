"""Changes of what a ship calls itself, and one IMO number sent by two ships."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from tidewaiter.ais.detect.settings import Identity
from tidewaiter.ais.normalise import integers
from tidewaiter.names.numbers import imo_valid, mmsi_country

CHANGE_RULE, SHARED_RULE = "identity_change/1", "shared_identity-imo/1"
_FACTS = ("imo", "name", "callsign")
#: AIS text in six bits (ITU-R M.1371-5, table 47).
_SIXBIT = "@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_ !\"#$%&'()*+,-./0123456789:;<=>?"


@dataclass(frozen=True, slots=True)
class Stated:
    """An event that rests on static reports alone.

    Attributes:
        kind: ``identity_change`` or ``shared_identity``.
        rule: Name and version.
        mmsi: The vessel.
        start: Microseconds since 1970.
        end: The same.
        rows: Rows of the static table: the report before and the one after.
        details: What the rule looked at.
        other_mmsi: The other side.
    """

    kind: str
    rule: str
    mmsi: int
    start: int
    end: int
    rows: tuple[int, int]
    details: dict[str, Any]
    other_mmsi: int | None = None


@dataclass(slots=True)
class _Spell:
    """A stretch in which a ship stated one value."""

    value: str
    first: int
    last: int
    reports: int
    row: int


def identity_changes(statics: pa.Table, *, settings: Identity) -> list[Stated]:
    """A new name, IMO number or call sign under one MMSI, or a new MMSI under one IMO number.

    A value counts when it was heard ``least_reports`` times, or was the last one heard. Values
    heard less often that give way to the one before again are taken for errors: of one bit if a
    single letter differs by one bit of its six, of reception or typing otherwise. A change of flag
    shows as a new MMSI of another country for the same IMO number after the old one fell silent.

    Ships are sold, renamed and reflagged lawfully, and crews mistype.

    Args:
        statics: :data:`tidewaiter.model.tables.STATICS`, folded.
        settings: Thresholds.
    """
    found = []
    for mmsi, rows in _ships(statics):
        for fact in _FACTS:
            kept, dropped = _spells(rows, fact, settings.least_reports)
            for old, new in itertools.pairwise(kept):
                found.append(
                    Stated(
                        "identity_change", CHANGE_RULE, mmsi, old.last, new.first,
                        (old.row, new.row),
                        {
                            "changed": fact, "from": old.value, "to": new.value,
                            "reports_before": old.reports, "reports_after": new.reports,
                            "least_reports": settings.least_reports,
                            "dropped_as_errors": dropped,
                            **_imo_notes(fact, old.value, new.value),
                        },
                    )
                )  # fmt: skip
    return found + [s for s in _by_imo(statics, settings) if s.kind == "identity_change"]


def shared_imo(statics: pa.Table, *, settings: Identity) -> list[Stated]:
    """One IMO number sent under two MMSIs for ``overlap_h`` or longer at the same time.

    Both must have been heard ``least_reports`` times with it, and its check digit must be right:
    zeros, ones and yard numbers are typed in by many.

    A second set on board may be programmed with another MMSI, and a lifeboat's with its ship's IMO
    number.

    Args:
        statics: :data:`tidewaiter.model.tables.STATICS`, folded.
        settings: Thresholds.
    """
    return [s for s in _by_imo(statics, settings) if s.kind == "shared_identity"]


def _ships(statics: pa.Table) -> Iterator[tuple[int, list[dict[str, Any]]]]:
    """Yield the reports of each ship that stated more than one value of anything."""
    grouped = statics.group_by("mmsi", use_threads=False).aggregate(
        [(fact, "count_distinct") for fact in _FACTS]
    )
    several = grouped.filter(
        pc.or_(
            pc.or_(
                pc.greater(grouped["imo_count_distinct"], 1),
                pc.greater(grouped["name_count_distinct"], 1),
            ),
            pc.greater(grouped["callsign_count_distinct"], 1),
        )
    )["mmsi"]
    rows = _plain(statics, pc.is_in(statics["mmsi"], several.combine_chunks()))
    at = 0
    while at < len(rows):
        end = at
        while end < len(rows) and rows[end]["mmsi"] == rows[at]["mmsi"]:
            end += 1
        yield rows[at]["mmsi"], rows[at:end]
        at = end


def _plain(statics: pa.Table, mask: Any) -> list[dict[str, Any]]:
    chosen = np.flatnonzero(mask.to_numpy())
    some = statics.take(pa.array(chosen))
    columns = {
        "mmsi": some["mmsi"].to_pylist(),
        "first": integers(some, "timestamp").tolist(),
        "last": integers(some, "until").tolist(),
        "reports": some["reports"].to_pylist(),
        "row": chosen.tolist(),
        **{fact: some[fact].to_pylist() for fact in _FACTS},
    }
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def _spells(rows: list[dict[str, Any]], fact: str, least: int) -> tuple[list[_Spell], int]:
    """Return the values in their order without errors, and how many were dropped as such."""
    spells: list[_Spell] = []
    for row in rows:
        value = row[fact]
        if value is None:
            continue
        if spells and spells[-1].value == value:
            spells[-1].last = max(spells[-1].last, row["last"])
            spells[-1].reports += row["reports"]
        else:
            spells.append(_Spell(value, row["first"], row["last"], row["reports"], row["row"]))
    dropped = 0
    kept: list[_Spell] = []
    for i, spell in enumerate(spells):
        gives_way = i + 1 < len(spells)
        near = any(_one_bit(spell.value, s.value) for s in (*kept[-1:], *spells[i + 1 : i + 2]))
        if spell.reports < least and (gives_way or near):
            dropped += 1
        elif kept and kept[-1].value == spell.value:
            kept[-1].last = spell.last
            kept[-1].reports += spell.reports
        else:
            kept.append(spell)
    return kept, dropped


def _one_bit(one: str, other: str) -> bool:
    """Say whether two texts differ in one bit of one letter.

    >>> _one_bit("TERN", "VERN"), _one_bit("TERN", "FERN")
    (True, False)
    """
    if len(one) != len(other):
        return False
    off = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
    if len(off) != 1 or any(c not in _SIXBIT for c in off[0]):
        return False
    bits = _SIXBIT.index(off[0][0]) ^ _SIXBIT.index(off[0][1])
    return bits & (bits - 1) == 0


def _imo_notes(fact: str, old: str, new: str) -> dict[str, Any]:
    if fact != "imo":
        return {}
    return {"from_check_digit": imo_valid(old), "to_check_digit": imo_valid(new)}


def _by_imo(statics: pa.Table, settings: Identity) -> list[Stated]:
    """Return ships that send the IMO number of another, at the same time or after it."""
    known = statics["imo"].is_valid()
    if not pc.any(known).as_py():
        return []
    some = statics.append_column("row", pa.array(np.arange(statics.num_rows))).filter(known)
    spans = some.group_by(["imo", "mmsi"], use_threads=False).aggregate(
        [("timestamp", "min"), ("until", "max"), ("reports", "sum"), ("row", "min")]
    )
    counts = spans.group_by("imo", use_threads=False).aggregate([("mmsi", "count")])
    several = counts.filter(pc.greater(counts["mmsi_count"], 1))["imo"]
    rows = spans.filter(pc.is_in(spans["imo"], several.combine_chunks()))
    groups: dict[str, list[dict[str, Any]]] = {}
    starts, ends = (rows[c].cast(pa.int64()).to_pylist() for c in ("timestamp_min", "until_max"))
    for i, row in enumerate(rows.to_pylist()):
        if row["reports_sum"] >= settings.least_reports and imo_valid(row["imo"]):
            groups.setdefault(row["imo"], []).append({**row, "start": starts[i], "end": ends[i]})
    found: list[Stated] = []
    for imo, ships in sorted(groups.items()):
        ships.sort(key=lambda s: (s["start"], s["mmsi"]))
        for i, one in enumerate(ships):
            for other in ships[i + 1 :]:
                found.extend(_pair(imo, one, other, settings))
    return found


def _pair(
    imo: str, one: dict[str, Any], other: dict[str, Any], settings: Identity
) -> Iterator[Stated]:
    begin, end = max(one["start"], other["start"]), min(one["end"], other["end"])
    flags = [mmsi_country(s["mmsi"]) for s in (one, other)]
    if end - begin >= settings.overlap_h * 3.6e9:
        for mine, its in ((one, other), (other, one)):
            yield Stated(
                "shared_identity", SHARED_RULE, mine["mmsi"], begin, end,
                (mine["row_min"], its["row_min"]),
                {"shared": "IMO", "imo": imo, "overlap_h": settings.overlap_h, "flags": flags,
                 "reports": mine["reports_sum"], "other_reports": its["reports_sum"]},
                its["mmsi"],
            )  # fmt: skip
    elif begin >= end:
        yield Stated(
            "identity_change", CHANGE_RULE, other["mmsi"], one["end"], other["start"],
            (one["row_min"], other["row_min"]),
            {"changed": "flag" if flags[0] != flags[1] else "mmsi", "imo": imo,
             "from": str(one["mmsi"]), "to": str(other["mmsi"]), "flags": flags,
             "reports_before": one["reports_sum"], "reports_after": other["reports_sum"]},
        )  # fmt: skip
