"""Positions as arrays, one stretch of rows for each track: what the kernels walk."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from tidewaiter.ais.normalise import integers
from tidewaiter.ais.tracks import floats
from tidewaiter.geo.sphere import leg_km
from tidewaiter.model.compiled import compiled

_Found = TypeVar("_Found")
_THREADS = 2


@dataclass(frozen=True)
class Fleet:
    """Tracks of whole ships; noise is left out.

    Attributes:
        mmsi: Of each row.
        stamps: Microseconds since 1970.
        lat_deg: Latitude.
        lon_deg: Longitude, any turn.
        sog_kn: Speed over ground, NaN where none was sent.
        cog_deg: Course over ground, NaN where none was sent.
        leg_km: Distance from the row before; 0 on the first of a track.
        starts: Row of each track's first position, and the number of rows at the end.
        track: Number of each track under its MMSI.
        shared: Whether the MMSI of each track has others.
        row: Row of the table of each row of the fleet; None where all are the same.
        source: SHA-256 of the file of each row of the table, dictionary encoded.
        line: Line in it, of each row of the table.
    """

    mmsi: NDArray[np.int32]
    stamps: NDArray[np.int64]
    lat_deg: NDArray[np.float64]
    lon_deg: NDArray[np.float64]
    sog_kn: NDArray[np.float32]
    cog_deg: NDArray[np.float32]
    leg_km: NDArray[np.float32]
    starts: NDArray[np.int64]
    track: NDArray[np.int16]
    shared: NDArray[np.bool_]
    row: NDArray[np.int64] | None
    source: pa.DictionaryArray
    line: NDArray[np.int64]

    def located(self, rows: NDArray[np.int64]) -> tuple[pa.DictionaryArray, NDArray[np.int64]]:
        """Return file and line of some rows."""
        at = rows if self.row is None else self.row[rows]
        return self.source.take(pa.array(at)), self.line[at]

    @property
    def tracks(self) -> int:
        """Return how many tracks there are."""
        return len(self.track)

    def track_at(self, rows: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the track to which each row belongs, counted over the fleet."""
        return np.searchsorted(self.starts, rows, side="right") - 1

    def halves(self, find: Callable[[NDArray[np.int64]], _Found]) -> list[_Found]:
        """Let kernels work on parts of the tracks side by side; results in the tracks' order.

        Args:
            find: Given some of ``starts``, with the end of the last track behind.
        """
        if not self.tracks:
            return [find(self.starts)]
        aims = self.starts[-1] * np.arange(1, _THREADS) // _THREADS
        cuts = np.unique([0, *np.searchsorted(self.starts, aims), self.tracks])
        parts = [self.starts[a : b + 1] for a, b in itertools.pairwise(cuts)]
        with ThreadPoolExecutor(_THREADS) as pool:
            return list(pool.map(find, parts))


def fleet(positions: pa.Table) -> Fleet:
    """Return positions as a fleet.

    Args:
        positions: :data:`tidewaiter.model.tables.TRACKED`, sorted by ship and time.
    """
    mmsi, track = integers(positions, "mmsi"), integers(positions, "track")
    columns: list[Any] = [
        mmsi,
        integers(positions, "timestamp"),
        *(floats(positions, c) for c in ("lat", "lon", "sog", "cog")),
        track,
    ]
    rows = None
    if not _whole(mmsi, track):
        rows = np.flatnonzero(track > 0)
        if not _in_tracks(rows, mmsi, track):
            rows = rows[np.lexsort((rows, track[rows], mmsi[rows]))]
        with ThreadPoolExecutor(_THREADS) as pool:
            columns = list(pool.map(lambda column: np.take(column, rows), columns))
    mmsi, stamps, lat, lon, sog, cog, track = columns
    starts = _starts(mmsi, track)
    first = starts[:-1]
    same = np.zeros(len(first) + 1, dtype=bool)
    same[1:-1] = mmsi[first[1:]] == mmsi[first[:-1]]
    return Fleet(
        mmsi, stamps, lat, lon, sog, cog, _all_legs(lat, lon, starts), starts,
        track[first].astype(np.int16), same[1:] | same[:-1], rows,
        positions["source"].combine_chunks(), integers(positions, "line"),
    )  # fmt: skip


def _all_legs(
    lat: NDArray[np.float64], lon: NDArray[np.float64], starts: NDArray[np.int64]
) -> NDArray[np.float32]:
    legs = np.zeros(len(lat), dtype=np.float32)
    middle = len(starts) // 2
    with ThreadPoolExecutor(_THREADS) as pool:
        parts = (starts[: middle + 1], starts[middle:])
        list(pool.map(lambda part: _legs(lat, lon, part, legs), parts))
    return legs


@compiled
def _whole(mmsi: NDArray[np.int32], track: NDArray[np.int16]) -> bool:
    """Say whether no row is noise and each ship's rows are of one track already."""
    for i in range(len(mmsi)):
        if track[i] == 0 or (i > 0 and mmsi[i] == mmsi[i - 1] and track[i] != track[i - 1]):
            return False
    return True


@compiled
def _starts(mmsi: NDArray[np.int32], track: NDArray[np.int16]) -> NDArray[np.int64]:
    """Return the first row of each track, and the number of rows."""
    count = 1
    for i in range(len(mmsi)):
        if i == 0 or mmsi[i] != mmsi[i - 1] or track[i] != track[i - 1]:
            count += 1
    starts = np.empty(count, dtype=np.int64)
    count = 0
    for i in range(len(mmsi)):
        if i == 0 or mmsi[i] != mmsi[i - 1] or track[i] != track[i - 1]:
            starts[count] = i
            count += 1
    starts[count] = len(mmsi)
    return starts


@compiled
def _in_tracks(rows: NDArray[np.int64], mmsi: NDArray[np.int32], track: NDArray[np.int16]) -> bool:
    """Say whether the tracks of each ship come one after another."""
    for i in range(1, len(rows)):
        a, b = rows[i - 1], rows[i]
        if mmsi[a] == mmsi[b] and track[b] < track[a]:
            return False
    return True


@compiled
def _legs(
    lat: NDArray[np.float64],
    lon: NDArray[np.float64],
    starts: NDArray[np.int64],
    legs: NDArray[np.float32],
) -> None:
    for k in range(len(starts) - 1):
        for i in range(starts[k] + 1, starts[k + 1]):
            if lat[i] != lat[i - 1] or lon[i] != lon[i - 1]:
                legs[i] = leg_km(lat[i - 1], lon[i - 1], lat[i], lon[i])
