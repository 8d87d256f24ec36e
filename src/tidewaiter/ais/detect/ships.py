"""Positions as arrays, cut by ship; what a ship calls itself; how fast it is known to go."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from tidewaiter.geo.sphere import KM_PER_NM, distance_km
from tidewaiter.names.numbers import mmsi_country

_DEFAULT_SPEED_KN = 14.0
_SLOWEST_KN, _FASTEST_KN = 8.0, 25.0
_LEGS_NEEDED = 20


@dataclass(frozen=True)
class Fleet:
    """Positions sorted by ship and time, as arrays."""

    table: pa.Table

    @cached_property
    def mmsi(self) -> NDArray[np.int64]:
        """MMSI of each row."""
        return self._numbers("mmsi", np.int64)

    @cached_property
    def time_s(self) -> NDArray[np.float64]:
        """Seconds since 1970 of each row."""
        stamps = self.table["timestamp"].combine_chunks().cast(pa.int64())
        return np.asarray(stamps.to_numpy(zero_copy_only=False) / 1e6)

    @cached_property
    def lat_deg(self) -> NDArray[np.float64]:
        """Latitude of each row."""
        return self._numbers("lat", np.float64)

    @cached_property
    def lon_deg(self) -> NDArray[np.float64]:
        """Longitude of each row."""
        return self._numbers("lon", np.float64)

    @cached_property
    def sog_kn(self) -> NDArray[np.float64]:
        """Speed over ground of each row, NaN where none was sent."""
        return self._numbers("sog", np.float64)

    @cached_property
    def starts(self) -> NDArray[np.int64]:
        """Row of each ship's first position, and the number of rows at the end."""
        if len(self.mmsi) == 0:
            return np.zeros(1, dtype=np.int64)
        changes = np.flatnonzero(np.diff(self.mmsi)) + 1
        return np.concatenate([[0], changes, [len(self.mmsi)]]).astype(np.int64)

    def ship_of(self, row: int) -> slice:
        """Return the rows of the ship to which a row belongs."""
        ship = int(np.searchsorted(self.starts, row, side="right")) - 1
        return slice(int(self.starts[ship]), int(self.starts[ship + 1]))

    def identity(self, row: int) -> dict[str, str | None]:
        """Return IMO number and name as broadcast nearest in time to a row, and the flag."""
        rows = self.ship_of(row)
        found: dict[str, str | None] = {}
        for column in ("imo", "name"):
            values = self.table[column].slice(rows.start, rows.stop - rows.start).to_pylist()
            known = [i for i, value in enumerate(values) if value is not None]
            at = row - rows.start
            nearest = min(known, key=lambda i: (abs(i - at), i), default=None)
            found[column] = None if nearest is None else values[nearest]
        found["flag"] = mmsi_country(int(self.mmsi[row]))
        return found

    def locator(self, row: int) -> dict[str, Any]:
        """Return file hash and line of a row."""
        return {
            "source": self.table["source"][row].as_py(),
            "line": self.table["line"][row].as_py(),
        }

    def known_speed_kn(self, row: int) -> tuple[float, str]:
        """Return the speed that a row's ship is known to keep, and what that rests on.

        The 95th percentile of its own legs of one minute to one hour, faster than 1 and slower
        than 40 knots; between 8 and 25 knots. Too few such legs give 14 knots, which most cargo
        ships can keep.
        """
        rows = self.ship_of(row)
        hours = np.diff(self.time_s[rows]) / 3600
        lat, lon = self.lat_deg[rows], self.lon_deg[rows]
        usable = (hours >= 1 / 60) & (hours <= 1)
        length = distance_km(lat[:-1], lon[:-1], lat[1:], lon[1:])
        with np.errstate(divide="ignore", invalid="ignore"):
            speeds = (length / hours / KM_PER_NM)[usable]
        speeds = speeds[(speeds > 1) & (speeds < 40)]
        if len(speeds) < _LEGS_NEEDED:
            return _DEFAULT_SPEED_KN, f"assumed: only {len(speeds)} legs under way were heard"
        fast = float(np.clip(np.percentile(speeds, 95), _SLOWEST_KN, _FASTEST_KN))
        return round(fast, 2), f"95th percentile of {len(speeds)} of its own legs"

    def _numbers(self, column: str, kind: type) -> NDArray[Any]:
        values = self.table[column].combine_chunks()
        if kind is np.float64:
            values = values.fill_null(np.nan)
        return np.asarray(values.to_numpy(zero_copy_only=False), dtype=kind)
