"""Events as columns: many at a time, without a Python object for each."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from tidewaiter.ais.detect.fleet import Fleet
from tidewaiter.geo.sphere import KM_PER_NM, distance_km
from tidewaiter.model.ids import content_id
from tidewaiter.model.tables import EVENTS

_DECIMALS = 3


@dataclass(frozen=True, slots=True)
class Found:
    """Events of one rule.

    Attributes:
        kind: Kind of event.
        rule: Name and version of the rule.
        mmsi: The vessel of each event.
        track_id: The transmitter.
        start: Microseconds since 1970.
        end: Microseconds since 1970.
        start_lat: Degrees.
        start_lon: Degrees.
        end_lat: Degrees.
        end_lon: Degrees.
        rows: JSON of the source rows.
        details: Columns of what the rule looked at, by key: arrays of one value an event, or one
            value for all; Arrow arrays of JSON text if the key ends in ``:json``.
        more: Columns of the event table beside these: ``port_id``, ``other_mmsi``,
            ``candidate_ports``, ``distance_km``, ``median_speed_kn``.
    """

    kind: str
    rule: str
    mmsi: NDArray[np.int32]
    track_id: pa.Array
    start: NDArray[np.int64]
    end: NDArray[np.int64]
    start_lat: NDArray[np.float64]
    start_lon: NDArray[np.float64]
    end_lat: NDArray[np.float64]
    end_lon: NDArray[np.float64]
    rows: pa.Array
    details: Mapping[str, Any] = field(default_factory=dict)
    more: Mapping[str, Any] = field(default_factory=dict)

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self.mmsi)

    def some(self, rows: NDArray[np.bool_]) -> Found:
        """Return some of the events."""
        mask = pa.array(rows)

        def chosen(value: Any) -> Any:
            if isinstance(value, np.ndarray):
                return value[rows]
            return value.filter(mask) if isinstance(value, pa.Array) else value

        fixed = ("kind", "rule", "details", "more")
        return replace(
            self,
            details={key: chosen(value) for key, value in self.details.items()},
            more={key: chosen(value) for key, value in self.more.items()},
            **{n: chosen(getattr(self, n)) for n in self.__slots__ if n not in fixed},
        )

    def adding(self, **details: Any) -> Found:
        """Return the same with more details."""
        return replace(self, details={**self.details, **details})


def between(
    fleet: Fleet,
    kind: str,
    rule: str,
    first: NDArray[np.int64],
    last: NDArray[np.int64],
    *,
    details: Mapping[str, Any],
    **more: Any,
) -> Found:
    """Return events between two rows each of a fleet.

    Args:
        fleet: The positions.
        kind: Kind of event.
        rule: Name and version of the rule.
        first: Row of the first position of each event.
        last: Row of its last.
        details: See :class:`Found`.
        more: See :class:`Found`.
    """
    return Found(
        kind, rule, fleet.mmsi[first], track_ids(fleet, first),
        fleet.stamps[first], fleet.stamps[last],
        fleet.lat_deg[first], fleet.lon_deg[first], fleet.lat_deg[last], fleet.lon_deg[last],
        _rows(fleet, first, last), details, more,
    )  # fmt: skip


def joined(parts: Sequence[Found]) -> Found:
    """Return events of one rule from several pieces, or sides, as one.

    Args:
        parts: At least one; all with the same details and columns.
    """
    first = parts[0]

    def each(values: list[Any]) -> Any:
        if isinstance(values[0], np.ndarray):
            return np.concatenate(values)
        return pa.concat_arrays(values) if isinstance(values[0], pa.Array) else values[0]

    fixed = ("kind", "rule", "details", "more")
    return Found(
        kind=first.kind,
        rule=first.rule,
        details={key: each([p.details[key] for p in parts]) for key in first.details},
        more={key: each([p.more[key] for p in parts]) for key in first.more},
        **{n: each([getattr(p, n) for p in parts]) for n in Found.__slots__ if n not in fixed},
    )


def track_ids(fleet: Fleet, rows: NDArray[np.int64]) -> pa.Array:
    """Return the MMSI as text, with the number of the track where several share it."""
    at = fleet.track_at(rows)
    mmsi = pc.cast(pa.array(fleet.mmsi[rows]), pa.string())
    number = pc.cast(pa.array(fleet.track[at]), pa.string())
    return pc.if_else(
        pa.array(fleet.shared[at]), pc.binary_join_element_wise(mmsi, number, "-"), mmsi
    )


def locators(source: pa.Array, line: NDArray[np.int64]) -> pa.Array:
    """Return the JSON of locators.

    Args:
        source: SHA-256 of each row's file.
        line: Line in it.
    """
    lines = pc.cast(pa.array(line), pa.string())
    hashes = source.cast(pa.string()) if pa.types.is_dictionary(source.type) else source
    return pc.binary_join_element_wise('{"line":', lines, ',"source":"', hashes, '"}', "")


def both_rows(before: pa.Array, after: pa.Array) -> pa.Array:
    """Return the JSON list of two locators each."""
    return pc.binary_join_element_wise("[", before, ",", after, "]", "")


def _rows(fleet: Fleet, first: NDArray[np.int64], last: NDArray[np.int64]) -> pa.Array:
    a, b = (locators(*fleet.located(rows)) for rows in (first, last))
    return both_rows(a, b)


def table(found: Found) -> pa.Table:
    """Return events as :data:`tidewaiter.model.tables.EVENTS`, still without identity and id."""
    size = len(found)
    utc = EVENTS.field("start").type
    hours = (found.end - found.start) / 3.6e9
    columns: dict[str, Any] = {
        "kind": pa.array([found.kind] * size, pa.string()),
        "mmsi": pa.array(found.mmsi).cast(pa.int64()),
        "track_id": found.track_id,
        "start": pa.array(found.start).cast(utc),
        "end": pa.array(found.end).cast(utc),
        "start_lat": pa.array(found.start_lat),
        "start_lon": pa.array(found.start_lon),
        "end_lat": pa.array(found.end_lat),
        "end_lon": pa.array(found.end_lon),
        "duration_h": pa.array(hours),
        "details": as_json({**found.details, "rows:json": found.rows}, size),
        "rule": pa.array([found.rule] * size, pa.string()),
        "event_id": pa.array([""] * size, pa.string()),
    }
    distance = found.more.get("distance_km")
    if distance is None:
        distance = distance_km(found.start_lat, found.start_lon, found.end_lat, found.end_lon)
    distance = np.asarray(distance, dtype=np.float64)
    speed = found.more.get("median_speed_kn")
    if speed is None:
        speed = np.divide(distance / KM_PER_NM, hours, out=np.zeros(size), where=hours > 0)
    columns["distance_km"] = pa.array(distance)
    columns["median_speed_kn"] = pa.array(np.asarray(speed, dtype=np.float64))
    for name in ("port_id", "other_mmsi", "candidate_ports"):
        kind = EVENTS.field(name).type
        given = found.more.get(name)
        columns[name] = pa.nulls(size, kind) if given is None else _array(given).cast(kind)
    columns.update({c: pa.nulls(size, pa.string()) for c in ("imo", "name", "flag")})
    return pa.table([columns[f.name] for f in EVENTS], schema=EVENTS)


def with_ids(events: pa.Table) -> pa.Table:
    """Return events with their ids: hashes over rule, vessel, times, port and details."""
    parts = zip(
        events["rule"].to_pylist(),
        events["track_id"].to_pylist(),
        events["start"].cast(pa.int64()).to_pylist(),
        events["end"].cast(pa.int64()).to_pylist(),
        events["port_id"].to_pylist(),
        events["other_mmsi"].to_pylist(),
        events["details"].to_pylist(),
        strict=True,
    )
    ids = [content_id(r, t, str(a), str(b), p or "", str(o), d) for r, t, a, b, p, o, d in parts]
    at = events.schema.get_field_index("event_id")
    return events.set_column(at, EVENTS.field("event_id"), pa.array(ids, pa.string()))


def as_json(values: Mapping[str, Any], size: int) -> pa.Array:
    """Return one JSON object a row, keys in their order; numbers keep three decimals.

    Args:
        values: Arrays of ``size`` values or scalars, by key; NaN and null become null. Arrays whose
            key ends in ``:json`` are JSON text already.
        size: How many rows.
    """
    parts: list[Any] = []
    lead = "{"
    for key in sorted(values):
        parts.append(f'{lead}"{key.removesuffix(":json")}":')
        parts.append(_json_text(values[key], key.endswith(":json")))
        lead = ","
    joined = pc.binary_join_element_wise(*parts, "}" if parts else "{}", "")
    return pa.array([joined.as_py()] * size, pa.string()) if not _has_rows(joined) else joined


def _has_rows(value: Any) -> bool:
    return isinstance(value, pa.Array | pa.ChunkedArray)


def _json_text(value: Any, ready: bool) -> Any:
    if ready:
        return value
    if not isinstance(value, np.ndarray | pa.Array):
        return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    array = _array(value)
    if pa.types.is_floating(array.type):
        rounded = pc.round(array.cast(pa.float64()), _DECIMALS)
        plain = pc.if_else(pc.is_finite(rounded), rounded, pa.scalar(None, pa.float64()))
        plain = pc.add(plain, 0.0)  # no minus zero
        return pc.fill_null(pc.cast(plain, pa.string()), "null")
    if pa.types.is_string(array.type) or pa.types.is_dictionary(array.type):
        coded = array if pa.types.is_dictionary(array.type) else pc.dictionary_encode(array)
        quoted = pa.array(
            [json.dumps(v, ensure_ascii=False) for v in coded.dictionary.to_pylist()], pa.string()
        )
        return pc.fill_null(quoted.take(coded.indices), "null")
    return pc.fill_null(pc.cast(array, pa.string()), "null")


def _array(value: Any) -> Any:
    return value if isinstance(value, pa.Array) else pa.array(value)
