"""Where slow ships were every ten minutes: what loitering and encounters are found in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from tidewaiter.ais.detect.columns import Found, both_rows, locators, track_ids
from tidewaiter.ais.detect.fleet import Fleet
from tidewaiter.geo.port_grid import Grid, nearest_port
from tidewaiter.geo.sphere import half_turn, leg_km
from tidewaiter.model.compiled import compiled

#: Global Fishing Watch's raster (pipe-encounters); whole multiples since 1970, so that neither
#: midnight nor the edge of a file is a seam.
TICK_US = 600_000_000
TICKS_PER_HOUR = 6
#: Faster ships are not looked at; two that keep company at more have a median above any limit.
MOST_KN = 5.0


@dataclass(frozen=True, slots=True)
class Ticks:
    """Slow moments away from port, by track and time.

    Attributes:
        number: Ten-minute steps since 1970.
        track: Number of the track over all pieces.
        lat_deg: Latitude, interpolated on the leg.
        lon_deg: Longitude, -180…180.
        speed_kn: From this step to the next.
        line: Line of the position before, in its file,
        source: which :class:`AllTicks` knows by this number.
    """

    number: NDArray[np.int32]
    track: NDArray[np.int32]
    lat_deg: NDArray[np.float64]
    lon_deg: NDArray[np.float64]
    speed_kn: NDArray[np.float32]
    line: NDArray[np.int64]
    source: NDArray[np.int32]

    def some(self, rows: NDArray[np.int64] | NDArray[np.bool_]) -> Ticks:
        """Return some of the steps."""
        return Ticks(*(getattr(self, name)[rows] for name in self.__slots__))


@dataclass
class AllTicks:
    """Ticks gathered over pieces, with what is to be said of their tracks."""

    _parts: list[Ticks] = field(default_factory=list)
    _mmsi: list[NDArray[np.int32]] = field(default_factory=list)
    _ids: list[pa.Array] = field(default_factory=list)
    _sources: dict[str, int] = field(default_factory=dict)
    _tracks: int = 0

    def add(self, fleet: Fleet, *, grid: Grid, bridge_h: float, from_port_km: float) -> None:
        """Take in the slow moments of some ships.

        Args:
            fleet: The positions.
            grid: Ports by cell, each at least as far out as ``from_port_km``.
            bridge_h: Longer silences are not bridged.
            from_port_km: Nearer to a port nothing is looked at.
        """
        named = [
            self._sources.setdefault(s, len(self._sources))
            for s in fleet.source.dictionary.to_pylist()
        ]
        for number, row, lat, lon, speed in fleet.halves(
            lambda starts: _slow(
                fleet.stamps, fleet.lat_deg, fleet.lon_deg, fleet.leg_km, starts, grid,
                int(bridge_h * 3.6e9), from_port_km,
            )
        ):  # fmt: skip
            whole = fleet.track_at(row) if len(row) else np.empty(0, dtype=np.int64)
            source, line = fleet.located(row)
            codes = np.array(named or [0], dtype=np.int32)[source.indices.to_numpy()]
            self._parts.append(
                Ticks(
                    number, (whole + self._tracks).astype(np.int32), lat, lon, speed,
                    line, codes,
                )
            )  # fmt: skip
        first = fleet.starts[:-1]
        self._mmsi.append(fleet.mmsi[first])
        self._ids.append(track_ids(fleet, first))
        self._tracks += fleet.tracks

    def all(self) -> Ticks:
        """Return the ticks of all pieces."""
        if not self._parts:
            columns: list[NDArray[Any]] = [
                np.empty(0, dtype=kind)
                for kind in (np.int32, np.int32, float, float, np.float32, np.int64, np.int32)
            ]
            return Ticks(*columns)
        return Ticks(
            *(np.concatenate([getattr(p, name) for p in self._parts]) for name in Ticks.__slots__)
        )

    def without(self, false: Sequence[Found]) -> Ticks:
        """Return the ticks of all pieces that do not lie in false positions.

        Args:
            false: Events of one ship each, whose positions are not the ship's.
        """
        ticks = self.all()
        bad = np.zeros(len(ticks.number), dtype=bool)
        first = np.searchsorted(ticks.track, np.arange(self._tracks + 1))
        ids = {text: i for i, text in enumerate(self.track_id.to_pylist())} if false else {}
        for found in false:
            for text, start, end in zip(
                found.track_id.to_pylist(), found.start, found.end, strict=True
            ):
                a, b = first[ids[text]], first[ids[text] + 1]
                inside = (ticks.number[a:b] >= start // TICK_US) & (
                    ticks.number[a:b] <= end // TICK_US
                )
                bad[a:b] |= inside
        return ticks.some(~bad)

    @property
    def mmsi(self) -> NDArray[np.int32]:
        """MMSI of each track."""
        return np.concatenate([np.empty(0, dtype=np.int32), *self._mmsi])

    @property
    def track_id(self) -> pa.Array:
        """Id of each track."""
        return pa.concat_arrays([pa.array([], pa.string()), *self._ids])

    def rows(self, ticks: Ticks, first: NDArray[np.int64], last: NDArray[np.int64]) -> pa.Array:
        """Return the JSON of the source rows before two ticks each."""
        sources = pa.array(list(self._sources), pa.string())
        a, b = (
            locators(sources.take(pa.array(ticks.source[at])), ticks.line[at])
            for at in (first, last)
        )
        return both_rows(a, b)


_Slow = tuple[
    NDArray[np.int32], NDArray[np.int64],
    NDArray[np.float64], NDArray[np.float64], NDArray[np.float32],
]  # fmt: skip


@compiled
def _slow(
    stamps: NDArray[np.int64],
    lat: NDArray[np.float64],
    lon: NDArray[np.float64],
    legs: NDArray[np.float32],
    starts: NDArray[np.int64],
    grid: Grid,
    bridge_us: int,
    from_port_km: float,
) -> _Slow:
    """Walk each track from step to step; a step's speed is that to the next, or else from the last."""
    room = 4096
    number = np.empty(room, dtype=np.int32)
    row = np.empty(room, dtype=np.int64)
    lats = np.empty(room)
    lons = np.empty(room)
    speed = np.empty(room, dtype=np.float32)
    count = 0
    for k in range(len(starts) - 1):
        most = count + 1
        for i in range(starts[k], starts[k + 1]):
            most += 1
            if i > starts[k] and stamps[i] - stamps[i - 1] <= bridge_us:
                most += (stamps[i] - stamps[i - 1]) // TICK_US
        if most > room:
            room = 2 * most
            number, row, speed = _more(number, room), _more(row, room), _more(speed, room)
            lats, lons = _more(lats, room), _more(lons, room)
        held_number: Any = np.int64(-9)
        held_row: Any = np.int64(0)
        held_lat = held_lon = 0.0
        held_kn = np.inf
        for i in range(starts[k], starts[k + 1]):
            more = i + 1 < starts[k + 1]
            took = stamps[i + 1] - stamps[i] if more else np.int64(1)
            if took > bridge_us:
                took = np.int64(1)  # only a step that falls on the position itself
            turn = north = 0.0
            if more:
                north = lat[i + 1] - lat[i]
                turn = half_turn(lon[i + 1] - lon[i])
            step = -(-stamps[i] // TICK_US)
            while step * TICK_US < stamps[i] + took:
                share = (step * TICK_US - stamps[i]) / took if took > 1 else 0.0
                here_lat, here_lon = lat[i] + north * share, half_turn(lon[i] + turn * share)
                kn = held_kn
                if step == held_number + 1:
                    kn = leg_km(held_lat, held_lon, here_lat, here_lon) / 1.852 * TICKS_PER_HOUR
                    held_kn = kn
                if held_number >= 0 and held_kn < MOST_KN:
                    _, km = nearest_port(grid, held_lat, held_lon)
                    if km >= from_port_km:
                        number[count], row[count] = held_number, held_row
                        lats[count], lons[count] = held_lat, held_lon
                        speed[count] = held_kn
                        count += 1
                if step != held_number + 1:
                    kn = np.inf
                held_number, held_row, held_lat, held_lon, held_kn = (
                    step,
                    i,
                    here_lat,
                    here_lon,
                    kn,
                )
                step += 1
        if held_number >= 0 and held_kn < MOST_KN:
            _, km = nearest_port(grid, held_lat, held_lon)
            if km >= from_port_km:
                number[count], row[count] = held_number, held_row
                lats[count], lons[count] = held_lat, held_lon
                speed[count] = held_kn
                count += 1
    return number[:count], row[:count], lats[:count], lons[:count], speed[:count]


@compiled
def _more(values: NDArray[Any], room: int) -> NDArray[Any]:
    wider = np.empty(room, dtype=values.dtype)
    size = min(room, len(values))
    wider[:size] = values[:size]
    return wider
