"""Silences: too long, or long enough to have called at a watched port unseen."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from tidewaiter.ais.detect.candidates import candidates_json, rank, unit_vectors
from tidewaiter.ais.detect.columns import Found, as_json, between
from tidewaiter.ais.detect.fleet import Fleet
from tidewaiter.ais.detect.hearing import Silences
from tidewaiter.ais.detect.legs import known_speeds, long_legs
from tidewaiter.ais.detect.said import Said
from tidewaiter.ais.detect.settings import Gap
from tidewaiter.ais.detect.visits import Visits
from tidewaiter.geo.ports import Ports
from tidewaiter.geo.reach import Reaches, reach_many
from tidewaiter.geo.sphere import KM_PER_NM, distance_km

RULE = "gap/2"


#: Candidates of a silence whose way round the land is looked for.
_ROUTED = 3
#: Watched port → what each silence allows, and whether the ship lay there before and after.
_Answers = dict[int, tuple[Reaches, NDArray[np.bool_]]]


@dataclass(frozen=True)
class Calls:
    """Where a silent ship can have called, and which of it is watched."""

    ports: Ports
    watch: Sequence[str] = ()

    @cached_property
    def xyz(self) -> NDArray[np.float64]:
        """Unit vector of each port."""
        return unit_vectors(self.ports.lat_deg, self.ports.lon_deg)

    @cached_property
    def watched(self) -> list[int]:
        """Numbers of the watched ports."""
        numbers = {p.port_id: i for i, p in enumerate(self.ports.all)}
        return [numbers[port_id] for port_id in self.watch]

    @cached_property
    def is_watched(self) -> NDArray[np.bool_]:
        """Whether each port is watched."""
        mask = np.zeros(len(self.ports), dtype=bool)
        mask[self.watched] = True
        return mask

    @cached_property
    def _named(self) -> dict[str, list[int]]:
        names: dict[str, list[int]] = {}
        for i, port in enumerate(self.ports.all):
            for name in {port.port_id, port.name}:
                names.setdefault(_letters(name), []).append(i)
        return names

    def named(self, destination: str | None) -> list[int]:
        """Return the ports that a destination names, by UN/LOCODE or name."""
        said = _letters(destination or "")
        return self._named.get(said, []) if len(said) > 2 else []


def _letters(text: str) -> str:
    return re.sub(r"[^A-Z]", "", text.upper())


@dataclass(frozen=True, slots=True)
class Gaps:
    """Silences as events, and what the rules that follow need of them.

    Attributes:
        found: The events.
        silences: Where and when they began and ended.
        best: Numbers of the candidate ports of each, -1 for none, shape (n, MOST).
        speed_kn: At most, of each ship.
    """

    found: Found
    silences: Silences
    best: NDArray[np.int64]
    speed_kn: NDArray[np.float64]


def gaps(fleet: Fleet, *, calls: Calls, said: Said, visits: Visits, settings: Gap) -> Gaps:
    """Silence of one track between two consecutive positions.

    A silence says that nobody heard the ship. Receivers fail, satellites pass seldom, crews switch
    off for safety where pirates are; it is a reason to look, never a breach by itself. Whether
    others were heard meanwhile stands in ``heard_by_others``
    (:mod:`tidewaiter.ais.detect.hearing`).

    Thresholds: 12 h is Global Fishing Watch's (Welch et al. 2022, Science Advances 8, eabq2109, who
    find shorter satellite gaps unreliable). On short coastal routes that rule sees nothing, so a
    shorter silence counts where the ship could have called at a watched port in it: both ways on
    the great circle at the speed that it is known to make and a tenth more, and ``stay_h`` there.

    Args:
        fleet: The positions.
        calls: Where a ship can call.
        said: What ships said of themselves.
        visits: The port visits of the same fleet.
        settings: Thresholds.

    Returns:
        Events; ``candidate_ports`` are ranked by course, time and destination.
    """
    least_h = (
        min(settings.longer_than_h, settings.shortest_h) if calls.watch else settings.longer_than_h
    )
    rows = np.concatenate(fleet.halves(lambda starts: long_legs(fleet.stamps, starts, least_h)))
    track, at = np.unique(fleet.track_at(rows), return_inverse=True)
    speeds, legs = known_speeds(fleet.stamps, fleet.leg_km, fleet.starts, track)
    speed, legs = speeds[at], legs[at]
    hours = (fleet.stamps[rows + 1] - fleet.stamps[rows]) / 3.6e9
    able = np.zeros(len(rows), dtype=bool)
    answers = _watched(fleet, rows, hours, speed * settings.margin, calls, settings)
    for reaches, lying in answers.values():
        able |= (reaches.answer != "impossible") & ~lying
    keep = (hours >= settings.longer_than_h) | able
    answers = {port: (_some(found, keep), lying[keep]) for port, (found, lying) in answers.items()}
    rows, hours, speed, legs = rows[keep], hours[keep], speed[keep], legs[keep]
    return _described(fleet, rows, hours, speed, legs, answers, calls, said, visits, settings)


def _described(
    fleet: Fleet,
    rows: NDArray[np.int64],
    hours: NDArray[np.float64],
    speed: NDArray[np.float64],
    legs: NDArray[np.int64],
    answers: _Answers,
    calls: Calls,
    said: Said,
    visits: Visits,
    settings: Gap,
) -> Gaps:
    mmsi, begun, ended = fleet.mmsi[rows], fleet.stamps[rows], fleet.stamps[rows + 1]
    start, end = _end(fleet, rows), _end(fleet, rows + 1)
    before = said.values("destination", mmsi, begun)
    best, scores = rank(
        start, end, hours, speed * settings.margin * KM_PER_NM, settings.stay_h,
        calls.ports.lat_deg, calls.ports.lon_deg, calls.ports.radius_km, calls.xyz,
        _declared(before, start, calls), calls.is_watched,
    )  # fmt: skip
    basis = pc.if_else(
        pa.array(legs >= 20),
        pc.binary_join_element_wise("95th percentile of ", pc.cast(pa.array(legs), pa.string()), " of its own legs", ""),
        pc.binary_join_element_wise("assumed: only ", pc.cast(pa.array(legs), pa.string()), " legs under way were heard", ""),
    )  # fmt: skip
    details: dict[str, Any] = {
        "longer_than_h": settings.longer_than_h,
        "watched": list(calls.watch),
        "stay_h": settings.stay_h,
        "speed_kn": speed,
        "speed_basis": basis,
        "margin": settings.margin,
        "last_port": _last_port(fleet, rows, visits, calls.ports),
        "destination_before": before,
        "destination_after": said.values("destination", mmsi, ended, after=True),
        "draught_before": said.values("draught", mmsi, begun),
        "draught_after": said.values("draught", mmsi, ended, after=True),
        "reach:json": _reach_json(hours, speed * settings.margin, answers, calls, settings),
    }
    found = between(
        fleet, "gap", RULE, rows, rows + 1, details=details,
        candidate_ports=candidates_json(calls.ports, best, scores),
    )  # fmt: skip
    silences = Silences(mmsi, begun, ended, start, end, fleet.sog_kn[rows].astype(np.float64))
    return Gaps(found, silences, best, speed * settings.margin)


def _end(fleet: Fleet, rows: NDArray[np.int64]) -> NDArray[np.float64]:
    """Latitude, longitude and course, the course only of a ship under way."""
    course = np.where(fleet.sog_kn[rows] >= 1.0, fleet.cog_deg[rows], np.nan)
    return np.column_stack([fleet.lat_deg[rows], fleet.lon_deg[rows], course])


def _watched(
    fleet: Fleet,
    rows: NDArray[np.int64],
    hours: NDArray[np.float64],
    speed_kn: NDArray[np.float64],
    calls: Calls,
    settings: Gap,
) -> _Answers:
    """Say of each watched port whether each silence allows a call."""
    start, end = _end(fleet, rows)[:, :2], _end(fleet, rows + 1)[:, :2]
    answers: _Answers = {}
    for number in calls.watched:
        port = calls.ports.all[number]
        at = (port.lat_deg, port.lon_deg)
        found = reach_many(
            start, end, at,
            hours=hours, speed_kn=speed_kn, radius_km=port.radius_km, stay_h=settings.stay_h,
        )  # fmt: skip
        away = np.maximum(*(distance_km(one[:, 0], one[:, 1], *at) for one in (start, end)))
        answers[number] = found, away <= port.radius_km
    return answers


def _some(reaches: Reaches, rows: NDArray[np.bool_]) -> Reaches:
    return Reaches(*(getattr(reaches, name)[rows] for name in reaches.__slots__))


def _reach_json(
    hours: NDArray[np.float64],
    speed_kn: NDArray[np.float64],
    answers: _Answers,
    calls: Calls,
    settings: Gap,
) -> pa.Array:
    """Return the answers of each silence by port; a port in which the ship lay is left out."""
    size = len(hours)
    if not answers:
        return pa.array(["{}"] * size, pa.string())
    listed: list[Any] = []
    for number, (reaches, lying) in answers.items():
        port = calls.ports.all[number]
        sentences = [
            _sentence(port.name, reaches, i, float(hours[i]), float(speed_kn[i]), settings.stay_h)
            for i in range(size)
        ]
        one = as_json(
            {
                "answer": pa.array(reaches.answer.tolist(), pa.string()),
                "slack_h": reaches.slack_h,
                "surely_h": reaches.surely_h,
                "detour_km": reaches.detour_km,
                "sentence": pa.array(sentences, pa.string()),
            },
            size,
        )
        key = json.dumps(port.port_id, ensure_ascii=False) + ":"
        listed.append(
            pc.if_else(pa.array(lying), "", pc.binary_join_element_wise("," + key, one, ""))
        )
    inside = pc.utf8_ltrim(pc.binary_join_element_wise(*listed, "", ""), ",")
    return pc.binary_join_element_wise("{", inside, "}", "")


def candidate_reach(
    silences: Silences,
    best: NDArray[np.int64],
    speed_kn: NDArray[np.float64],
    wanted: NDArray[np.bool_],
    *,
    calls: Calls,
    settings: Gap,
) -> pa.Array:
    """Say of the first candidates of some silences whether a way round the land fits too.

    Args:
        silences: All.
        best: Candidate ports of each.
        speed_kn: At most, of each ship.
        wanted: Of which silences; ways take milliseconds a port.
        calls: Where a ship can call.
        settings: Thresholds.

    Returns:
        JSON of port → answer and hours left; empty for the others.
    """
    hours = (silences.ended - silences.begun) / 3.6e9
    parts = [pa.array([""] * len(hours), pa.string())]
    for place in range(_ROUTED):
        text = np.full(len(hours), "", dtype=object)
        rows = np.flatnonzero(wanted & (best[:, place] >= 0))
        for number in np.unique(best[rows, place]):
            of_port = rows[best[rows, place] == number]
            port = calls.ports.all[number]
            found = reach_many(
                silences.start[of_port, :2], silences.end[of_port, :2],
                (port.lat_deg, port.lon_deg), hours=hours[of_port], speed_kn=speed_kn[of_port],
                radius_km=port.radius_km, stay_h=settings.stay_h,
            )  # fmt: skip
            key = "," + json.dumps(port.port_id, ensure_ascii=False) + ":"
            said = as_json(
                {
                    "answer": pa.array(found.answer.tolist(), pa.string()),
                    "surely_h": found.surely_h,
                },
                len(of_port),
            )
            text[of_port] = [key + one for one in said.to_pylist()]
        parts.append(pa.array(text, pa.string()))
    inside = pc.utf8_ltrim(pc.binary_join_element_wise(*parts, ""), ",")
    return pc.binary_join_element_wise("{", inside, "}", "")


def _sentence(
    name: str, reaches: Reaches, at: int, hours: float, speed_kn: float, stay_h: float
) -> str:
    """Say what an answer rests on."""
    left = float(reaches.slack_h[at])
    said = (
        f"{hours:.1f} h of silence; by way of {name} on the great circle at up to {speed_kn:.1f} kn "
        f"with {stay_h:g} h there: {abs(left):.1f} h {'left' if left >= 0 else 'short'}"
    )
    if left < 0:
        return f"{said}."
    around = float(reaches.surely_h[at])
    if not np.isfinite(around):
        return f"{said}; no way round the land was found."
    return f"{said}; round the land: {abs(around):.1f} h {'left' if around >= 0 else 'short'}."


def _last_port(fleet: Fleet, rows: NDArray[np.int64], visits: Visits, ports: Ports) -> pa.Array:
    """Return the port that each silent ship had visited last."""
    if not len(visits.first):
        return pa.nulls(len(rows), pa.string())
    at = np.searchsorted(visits.first, rows, side="right") - 1
    known = (at >= 0) & (fleet.track_at(visits.first[at]) == fleet.track_at(rows))
    ids = pa.array([p.port_id for p in ports.all], pa.string())
    return ids.take(pa.array(visits.port[at], mask=~known))


def _declared(
    destinations: pa.Array, start: NDArray[np.float64], calls: Calls
) -> NDArray[np.int64]:
    """Return the port that each destination names, the nearest where several have the name."""
    coded = pc.dictionary_encode(destinations)
    named = [calls.named(text) for text in coded.dictionary.to_pylist()]
    index = coded.indices.fill_null(-1).to_numpy(zero_copy_only=False)
    declared = np.full(len(start), -1, dtype=np.int64)
    for code, numbers in enumerate(named):
        if not numbers:
            continue
        for row in np.flatnonzero(index == code):
            here = unit_vectors(start[row : row + 1, 0], start[row : row + 1, 1])[0]
            declared[row] = max(numbers, key=lambda n: float(calls.xyz[n] @ here))
    return declared
