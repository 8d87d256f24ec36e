"""A sea of invented ships with every kind of event, receivers that fail, and noise."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from tidewaiter.errors import CaseError
from tidewaiter.geo.ports import Port, Ports
from tidewaiter.model.tables import POSITIONS, STATICS
from tidewaiter.simulate.course import Course, Place
from tidewaiter.simulate.roles import ROLES, Actor, Stage, True_

START = datetime(2031, 1, 1, tzinfo=UTC)
_START_US = int(START.timestamp()) * 1_000_000
#: Invented ports in the open South Atlantic, three degrees of latitude apart.
PORTS: dict[str, Place] = {
    f"XX-{i:02d}": (lat, lon)
    for i, (lat, lon) in enumerate(
        (lat, lon) for lat in (-7, -10, -13, -16) for lon in (-26, -22, -18)
    )
}
_ROADS: Place = (-30.0, -10.0)
#: Of all messages: sent again by a second receiver, and with a wild position.
_REPEATED, _WILD = 0.03, 0.0005
_ROADS_SHIPS = 6
_MOST_SHIPS = 5_000


@dataclass(frozen=True)
class World:
    """A simulated sea.

    Attributes:
        positions: :data:`tidewaiter.model.tables.POSITIONS`, as heard, by time.
        statics: ``STATICS``, one row a report, by time.
        true: What truly happened.
        ports: The invented ports.
    """

    positions: pa.Table
    statics: pa.Table
    true: tuple[True_, ...]
    ports: Ports


def world(
    seed: int,
    *,
    ships: int = 40,
    days: float = 10.0,
    every_min: float = 6.0,
    progress: Callable[[int, int], None] | None = None,
) -> World:
    """Simulate a sea; one seed always gives the same messages.

    Every kind of event comes with its truth from the script of the voyage. A group of ships lies
    in roads of which the only receiver fails for half a day: a silence of the receiver's, not of
    theirs. Three messages in a hundred are heard twice, one in two thousand has a wild position.

    Args:
        seed: Any.
        ships: How many transmitters, at least; besides those in the roads.
        days: Length.
        every_min: Mean time between two reports of a ship.
        progress: Is told how many ships are done, of how many.

    Raises:
        CaseError: So many ships, or so few days, that the scripts have no room.
    """
    if days < 6 or every_min <= 0:
        raise CaseError("a sea needs six days or more, and more than no time between reports")
    if ships > _MOST_SHIPS:
        raise CaseError(f"the simulated sea has room for {_MOST_SHIPS} ships")
    dice = np.random.default_rng(seed)
    stage = Stage(dice, PORTS, _spots(dice), days * 24)
    actors, true = _roads(stage)
    turn, steps = 0, progress or (lambda done, total: None)
    while len(actors) < ships + _ROADS_SHIPS:
        more, events = ROLES[turn % len(ROLES)](stage)
        actors.extend(more)
        true.extend(events)
        turn += 1
    parts = []
    for done, actor in enumerate(actors, start=1):
        parts.append(_sent(actor, stage, every_min))
        steps(done, len(actors))
    ports = Ports(tuple(Port(i, f"Port {i[3:]}", "XX", *at, 4.0) for i, at in PORTS.items()))
    ordered = sorted(true, key=lambda e: (e.mmsi, e.start_h, e.kind))
    return World(
        _table([p for p, _ in parts]),
        pa.concat_tables([s for _, s in parts]),
        tuple(ordered),
        ports,
    )


def _spots(dice: np.random.Generator) -> list[Place]:
    """Places at sea, 16 km or more apart and 40 km from any port, shuffled."""
    lats, lons = np.arange(-19.0, -5.0, 0.16), np.arange(-28.0, -16.0, 0.16)
    found = [
        (float(lat), float(lon))
        for lat in lats
        for lon in lons
        if all(math.dist((lat, lon), at) > 0.45 for at in PORTS.values())
    ]
    dice.shuffle(found)
    return [(float(lat), float(lon)) for lat, lon in found]


def _roads(stage: Stage) -> tuple[list[Actor], list[True_]]:
    """Ships that move about in roads, and the failure of the one receiver there."""
    begun = stage.between(30, 50)
    ended = begun + stage.between(13, 17)
    actors, true = [], []
    for i in range(_ROADS_SHIPS):
        at = (_ROADS[0] + 0.12 * (i % 3), _ROADS[1] + 0.12 * (i // 3))
        ship = stage.actor(at)
        ship.course = Course.at(at)
        while ship.course.now < stage.hours:
            ship.course.sail((at[0], at[1] + 0.09), 5)
            ship.course.sail(at, 5)
        ship.off.append((begun, ended))
        actors.append(ship)
        true.append(True_("gap", ship.mmsi, begun, ended, what="outage"))
    return actors, true


def _sent(actor: Actor, stage: Stage, every_min: float) -> tuple[NDArray[np.float64], pa.Table]:
    """Return what is heard of a ship: mmsi, hour, lat, lon, sog, cog; and its static reports."""
    dice = stage.dice
    count = int(stage.hours * 60 / every_min)
    hours = (np.arange(count) + dice.uniform(0.2, 0.8, count)) * every_min / 60
    hours = np.round(hours * 3600) / 3600
    rows = actor.course.positions(hours)
    for begun, ended, report in actor.pretends:
        during = (hours >= begun) & (hours < ended)
        rows[during] = report(hours[during])
        frozen = during & (rows[:, 0] == rows[during][:1, 0].sum())
        rows[during & ~frozen, :2] += dice.normal(0, 0.0001, (int((during & ~frozen).sum()), 2))
    plain = np.ones(count, dtype=bool)
    for begun, ended, _ in actor.pretends:
        plain &= (hours < begun) | (hours >= ended)
    rows[plain, :2] += dice.normal(0, 0.0001, (int(plain.sum()), 2))
    rows[:, 2] = np.clip(rows[:, 2] + dice.normal(0, 0.1, count) * (rows[:, 2] > 0), 0, None)
    wild = dice.random(count) < _WILD
    rows[wild, 1] += dice.uniform(5, 40, int(wild.sum()))
    heard = np.ones(count, dtype=bool)
    for begun, ended in actor.off:
        heard &= (hours < begun) | (hours >= ended)
    rows, hours = rows[heard], hours[heard]
    again = dice.random(len(hours)) < _REPEATED
    whole = np.column_stack([np.full(len(hours), actor.mmsi), hours, rows])
    return np.concatenate([whole, whole[again]]), _statics(actor, hours)


def _statics(actor: Actor, hours: NDArray[np.float64]) -> pa.Table:
    """Return a static report every hour or so; one in the life of a ship has an error of one bit."""
    said = hours[::10]
    if len(said) == 0:
        return STATICS.empty_table()
    at_h, name, callsign = actor.renamed or (math.inf, "", "")
    names = [name if h >= at_h else actor.name for h in said]
    if len(said) > 20:
        names[7] = "S" + chr(ord(names[7][1]) ^ 1) + names[7][2:]
    changes = [(0.0, "FOR ORDERS"), *actor.destinations]
    destinations = [next(d for h0, d in reversed(changes) if h0 <= h) for h in said]
    stamps = pa.array(_stamps(said)).cast(STATICS.field("timestamp").type)
    size = len(said)
    columns = {
        "mmsi": pa.array(np.full(size, actor.mmsi, dtype=np.int32)),
        "timestamp": stamps,
        "until": stamps,
        "reports": pa.array(np.ones(size, dtype=np.int32)),
        "imo": pa.array([actor.imo] * size, pa.string()),
        "name": pa.array(names, pa.string()),
        "callsign": pa.array(
            [callsign if h >= at_h else actor.callsign for h in said], pa.string()
        ),
        "ship_type": pa.array(np.full(size, 70, dtype=np.int16)),
        "length": pa.array(np.full(size, 120.0, dtype=np.float32)),
        "width": pa.array(np.full(size, 18.0, dtype=np.float32)),
        "draught": pa.array(np.full(size, 7.5, dtype=np.float32)),
        "destination": pa.array(destinations, pa.string()),
        "source": _source(size),
        "line": pa.array(np.zeros(size, dtype=np.int64)),
    }
    return pa.table([columns[f.name] for f in STATICS], schema=STATICS)


def _stamps(hours: NDArray[np.float64]) -> NDArray[np.int64]:
    return _START_US + np.round(hours * 3600).astype(np.int64) * 1_000_000


def _source(size: int) -> pa.DictionaryArray:
    codes = pa.array(np.zeros(size, dtype=np.int32))
    return pa.DictionaryArray.from_arrays(codes, pa.array(["simulated"]))


def _table(parts: list[NDArray[np.float64]]) -> pa.Table:
    rows = np.concatenate(parts)
    rows = rows[np.argsort(rows[:, 1], kind="stable")]
    size = len(rows)
    lon = (rows[:, 3] + 180) % 360 - 180
    columns = {
        "mmsi": pa.array(rows[:, 0].astype(np.int32)),
        "timestamp": pa.array(_stamps(rows[:, 1])).cast(POSITIONS.field("timestamp").type),
        "lat": pa.array(np.round(rows[:, 2], 5)),
        "lon": pa.array(np.round(lon, 5)),
        "sog": pa.array(np.round(rows[:, 4], 1).astype(np.float32)),
        "cog": pa.array((np.round(rows[:, 5], 1) % 360).astype(np.float32)),
        "heading": pa.nulls(size, pa.float32()),
        "nav_status": pa.array(np.zeros(size, dtype=np.int8)),
        "source": _source(size),
        "line": pa.array(np.arange(2, size + 2)),
    }
    return pa.table([columns[f.name] for f in POSITIONS], schema=POSITIONS)
