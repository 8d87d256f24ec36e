"""Positions far inland, where no other ship is heard."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from tidewaiter.ais.detect.columns import Found, between, joined
from tidewaiter.ais.detect.fleet import Fleet
from tidewaiter.ais.detect.runs import runs
from tidewaiter.ais.detect.settings import Spoofing
from tidewaiter.geo.mask import inland

RULE = "spoofing-inland/1"
#: So many ships in a cell of a tenth of a degree make a waterway of it.
_WATERWAY = 3
_PER_DEG = 10


@dataclass
class Inland:
    """Positions ``inland_km`` or more from any water of the sea for ``inland_h`` or longer.

    Lakes and rivers are no sea on the bundled coasts: a cell of a tenth of a degree in which three
    ships or more were heard inland is taken for a waterway, and a stretch of which half the cells
    are is passed over. The distance keeps clear of the errors of the coast (Natural Earth 1:10m,
    about a mile) and of ports that plot ashore.

    Inland vessels on small waters, sets carried on lorries, and sets tested in workshops send from
    land; so do ships under interference, whose positions are often moved to an airport.
    """

    settings: Spoofing
    _found: list[Found] = field(default_factory=list)
    _cells: list[NDArray[np.int64]] = field(default_factory=list)
    _seen: list[NDArray[np.int64]] = field(default_factory=list)

    def add(self, fleet: Fleet) -> None:
        """Take in the positions of some ships."""
        far = inland(fleet.lat_deg, fleet.lon_deg, km=self.settings.inland_km)
        rows = np.flatnonzero(far)
        cell = _cell(fleet, rows)
        self._seen.append(_unique_pairs(cell, fleet.mmsi[rows].astype(np.int64)))
        track = fleet.track_at(rows)
        first, last = runs(track, rows, track, 0)
        long = (
            fleet.stamps[rows[last]] - fleet.stamps[rows[first]] >= self.settings.inland_h * 3.6e9
        )
        first, last = first[long], last[long]
        self._cells.extend(np.unique(cell[a : b + 1]) for a, b in zip(first, last, strict=True))
        self._found.append(
            between(
                fleet, "spoofing", RULE, rows[first], rows[last],
                details={
                    "why": "position inland",
                    "positions": last - first + 1,
                    "inland_km": self.settings.inland_km,
                    "inland_h": self.settings.inland_h,
                },
            )
        )  # fmt: skip

    def finish(self) -> list[Found]:
        """Return the events that do not lie on a waterway."""
        if not self._found:
            return []
        pairs = np.concatenate(self._seen)
        cells, ships = np.unique(_unique_pairs(pairs[:, 0], pairs[:, 1])[:, 0], return_counts=True)
        waterways = cells[ships >= _WATERWAY]
        dry = np.array([2 * np.isin(c, waterways).sum() < len(c) for c in self._cells], dtype=bool)
        return [joined(self._found).some(dry)]


def _cell(fleet: Fleet, rows: NDArray[np.int64]) -> NDArray[np.int64]:
    south = np.floor((fleet.lat_deg[rows] + 90) * _PER_DEG).astype(np.int64)
    west = np.floor((fleet.lon_deg[rows] + 180) * _PER_DEG).astype(np.int64) % (360 * _PER_DEG)
    return np.asarray(south * 360 * _PER_DEG + west)


def _unique_pairs(cell: NDArray[np.int64], mmsi: NDArray[np.int64]) -> NDArray[np.int64]:
    return np.unique(np.column_stack([cell, mmsi]), axis=0)
