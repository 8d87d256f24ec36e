"""What maps and timelines of the dossier show: places, tracks, events, reach."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

import pyarrow.parquet as pq

from tidewaiter.geo.ports import Ports
from tidewaiter.model.dossier import EventRow, PlaceMark, ReachRow, TrackLine
from tidewaiter.run.config import Case
from tidewaiter.run.events import candidates, sentence
from tidewaiter.run.intake import Intake

_MOST_EVENTS = 2000
_MOST_TRACKS = 12
_MOST_POINTS = 400


def event_rows(
    events: Sequence[Mapping[str, Any]], ports: Ports, by_ref: Mapping[str, str]
) -> tuple[EventRow, ...]:
    """Return the events as the page's table shows them."""
    return tuple(
        EventRow(
            event_id=e["event_id"],
            exhibit=by_ref[e["event_id"]],
            kind=e["kind"],
            mmsi=e["mmsi"],
            name=e["name"],
            flag=e["flag"],
            start_utc=e["start"],
            end_utc=e["end"],
            duration_h=e["duration_h"],
            place=ports.name_of(e["port_id"]) if e["port_id"] else "",
            sentence=sentence(e, ports),
            candidates=tuple((ports.name_of(c["port_id"]), c["slack_h"]) for c in candidates(e)),
        )
        for e in events[:_MOST_EVENTS]
    )


def reach_rows(
    events: Sequence[Mapping[str, Any]],
    watched: Sequence[str],
    ports: Ports,
    by_ref: Mapping[str, str],
) -> tuple[ReachRow, ...]:
    """Say of each gap and each watched port whether the ship could have called there unseen."""
    rows = []
    for event in events:
        if event["kind"] != "gap":
            continue
        answers = json.loads(event["details"] or "{}").get("reach", {})
        for port_id in watched:
            answer = answers.get(port_id)
            if answer is not None:
                rows.append(
                    ReachRow(
                        exhibit=by_ref[event["event_id"]],
                        port=ports.name_of(port_id),
                        answer=answer["answer"],
                        sentence=answer["sentence"],
                    )
                )
    return tuple(rows)


def place_marks(
    case: Case, events: Sequence[Mapping[str, Any]], ports: Ports
) -> tuple[PlaceMark, ...]:
    """Return the watched ports, and the candidates of gaps that lie in the watch area."""
    roles = {
        port_id: "candidate"
        for e in events
        for port_id in _ids(e)
        if _in_area(case, ports, port_id)
    }
    roles.update(dict.fromkeys(case.watch.places, "watched"))
    return tuple(
        PlaceMark(port_id, ports.name_of(port_id), *ports.position(port_id), role)
        for port_id, role in sorted(roles.items())
    )


def _ids(event: Mapping[str, Any]) -> list[str]:
    return [c["port_id"] for c in candidates(event)[:3]]


def _in_area(case: Case, ports: Ports, port_id: str) -> bool:
    if case.watch.area is None:
        return False
    west, south, east, north = case.watch.area
    lat, lon, _ = ports.position(port_id)
    return south <= lat <= north and west <= lon <= east


def track_lines(intake: Intake, case: Case, by_ref: Mapping[str, str]) -> tuple[TrackLine, ...]:
    """Return the ways of the ships with events at watched places: observed, and across gaps."""
    if intake.positions is None or case.watch.area is None:
        return ()
    watched = set(case.watch.places)
    gaps = [e for e in intake.events if e["kind"] == "gap"]
    ships = list(
        dict.fromkeys(
            e["mmsi"]
            for e in intake.events
            if e["port_id"] in watched or watched & {c["port_id"] for c in candidates(e)}
        )
    )[:_MOST_TRACKS]
    lines: list[TrackLine] = []
    columns = ["mmsi", "timestamp", "lat", "lon"]
    for mmsi in ships:
        rows = pq.read_table(intake.positions, columns=columns, filters=_sound(mmsi)).to_pylist()
        silent = sorted((e for e in gaps if e["mmsi"] == mmsi), key=lambda e: e["start"])
        label = next(
            (e["name"] for e in intake.events if e["mmsi"] == mmsi and e["name"]), str(mmsi)
        )
        lines.extend(
            TrackLine(mmsi, label, _thin(piece), observed=True) for piece in _pieces(rows, silent)
        )
        for e in silent:
            ends = ((e["start_lat"], e["start_lon"]), (e["end_lat"], e["end_lon"]))
            lines.append(TrackLine(mmsi, label, ends, False, by_ref[e["event_id"]]))
    return tuple(lines)


def _sound(mmsi: int) -> list[tuple[str, str, int]]:
    """Rows of one ship that belong to a track."""
    return [("mmsi", "=", mmsi), ("track", ">", 0)]


def _pieces(
    rows: Sequence[Mapping[str, Any]], silent: Sequence[Mapping[str, Any]]
) -> list[list[tuple[float, float]]]:
    """Cut a way where the ship was silent."""
    pieces: list[list[tuple[float, float]]] = [[]]
    ends = [e["end"] for e in silent]
    for row in rows:
        if ends and row["timestamp"] >= ends[0]:
            ends.pop(0)
            pieces.append([])
        pieces[-1].append((row["lat"], row["lon"]))
    return [piece for piece in pieces if len(piece) > 1]


def _thin(points: Sequence[tuple[float, float]]) -> tuple[tuple[float, float], ...]:
    step = max(1, len(points) // _MOST_POINTS)
    return (*points[:-1:step], points[-1])
