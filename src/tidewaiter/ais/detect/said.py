"""What a ship said of itself at a moment: looked up in the dated table of static reports."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from tidewaiter.ais.normalise import integers

_SECOND_US = 1_000_000


def _key(mmsi: NDArray[Any], stamps: NDArray[np.int64]) -> NDArray[np.int64]:
    """Order of ship and second in one number: 30 bits of MMSI over 33 of seconds."""
    return (mmsi.astype(np.int64) << 33) + stamps // _SECOND_US


@dataclass
class Said:
    """Static reports, to be asked by ship and moment."""

    statics: pa.Table
    _known: dict[str, tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int32]]] = field(
        default_factory=dict
    )

    def rows(
        self, fact: str, mmsi: NDArray[Any], stamps: NDArray[np.int64], *, after: bool = False
    ) -> NDArray[np.int64]:
        """Return the row of the static report that holds at each moment, -1 where none does.

        Args:
            fact: The column that must not be null.
            mmsi: Ships.
            stamps: Moments, microseconds since 1970.
            after: Prefer the next report to the one before; else the other way round.
        """
        keys, row, ships = self._of(fact)
        if not len(keys):
            return np.full(len(mmsi), -1, dtype=np.int64)
        at = np.searchsorted(keys, _key(mmsi, stamps), side="left" if after else "right")
        before, behind = at - 1, at
        last = len(keys) - 1
        has_before = (before >= 0) & (ships[np.clip(before, 0, last)] == mmsi)
        has_behind = (behind <= last) & (ships[np.clip(behind, 0, last)] == mmsi)
        first_choice, other = (behind, before) if after else (before, behind)
        has_first, has_other = (has_behind, has_before) if after else (has_before, has_behind)
        chosen = np.where(has_first, first_choice, other)
        return np.where(has_first | has_other, row[np.clip(chosen, 0, last)], -1)

    def values(
        self, fact: str, mmsi: NDArray[Any], stamps: NDArray[np.int64], *, after: bool = False
    ) -> pa.Array:
        """Return what :meth:`rows` finds, null where nothing was said."""
        rows = self.rows(fact, mmsi, stamps, after=after)
        return self.statics[fact].combine_chunks().take(pa.array(rows, mask=rows < 0))

    def _of(self, fact: str) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int32]]:
        if fact not in self._known:
            row = np.flatnonzero(self.statics[fact].is_valid().to_numpy())
            mmsi = integers(self.statics, "mmsi")[row]
            keys = _key(mmsi, integers(self.statics, "timestamp")[row])
            self._known[fact] = keys, row, mmsi
        return self._known[fact]
