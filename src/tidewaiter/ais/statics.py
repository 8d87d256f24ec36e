"""What ships said of themselves over time: one row for as long as nothing changed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from tidewaiter.ais.normalise import integers, one_table
from tidewaiter.model.compiled import compiled
from tidewaiter.model.tables import STATICS

#: Reports held before they are folded.
_MOST_HELD = 500_000
#: What may change; the other columns say when and where it was said.
FACTS = ("imo", "name", "callsign", "ship_type", "length", "width", "draught", "destination")


class Statics:
    """Static reports as they come, folded whenever many are held."""

    def __init__(self) -> None:
        self._held: list[pa.Table] = []
        self._rows = 0

    def add(self, reports: pa.Table) -> None:
        """Take in reports, :data:`tidewaiter.model.tables.STATICS`."""
        self._held.append(reports)
        self._rows += reports.num_rows
        if self._rows > _MOST_HELD:
            self._held = [fold_statics(self._held)]
            self._rows = self._held[0].num_rows

    def folded(self) -> pa.Table:
        """Return all of them, folded."""
        return fold_statics(self._held)


def fold_statics(tables: Sequence[pa.Table]) -> pa.Table:
    """Return static reports by ship and time, each fact carried on until another was said.

    A report that leaves a fact out does not take it back: the two halves of message type 24 and
    rows without a draught belong to what is known already. The result does not depend on the
    order of tables or rows.

    Args:
        tables: Of :data:`tidewaiter.model.tables.STATICS`.
    """
    rows = one_table(tables, STATICS)
    if not rows.num_rows:
        return rows
    codes = np.column_stack([_codes(rows[fact]) for fact in FACTS]).astype(np.int32)
    mmsi, stamps, until = (integers(rows, c) for c in ("mmsi", "timestamp", "until"))
    order = np.lexsort((integers(rows, "line"), *codes.T[::-1], until, stamps, mmsi))
    first, state, last, reports = _runs(order, mmsi, until, integers(rows, "reports"), codes)
    columns: dict[str, Any] = {
        name: rows[name].take(pa.array(first)) for name in ("mmsi", "timestamp", "source", "line")
    }
    columns["until"] = pa.array(last).cast(STATICS.field("until").type)
    columns["reports"] = pa.array(reports)
    for at, fact in enumerate(FACTS):
        said = state[:, at]
        columns[fact] = rows[fact].take(pa.array(said, mask=said < 0))
    return pa.table([columns[f.name] for f in STATICS], schema=STATICS)


def _codes(column: Any) -> NDArray[np.int64]:
    """Codes of values that sort as the values do; -1 is null."""
    coded = pc.dictionary_encode(column.combine_chunks())
    coded = coded.combine_chunks() if isinstance(coded, pa.ChunkedArray) else coded
    rank = np.empty(len(coded.dictionary) + 1, dtype=np.int64)
    rank[:-1][pc.sort_indices(coded.dictionary).to_numpy()] = np.arange(len(coded.dictionary))
    rank[-1] = -1
    codes = coded.indices.fill_null(len(coded.dictionary)).to_numpy(zero_copy_only=False)
    return np.asarray(rank[codes])


@compiled
def _runs(
    order: NDArray[np.int64],
    mmsi: NDArray[np.int32],
    until: NDArray[np.int64],
    reports: NDArray[np.int32],
    codes: NDArray[np.int32],
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64], NDArray[np.int32]]:
    """Walk each ship's reports.

    Returns:
        For each run: its first row, the row that states each fact (-1: never said), its last
        moment, and how often it was heard.
    """
    size, facts = len(order), codes.shape[1]
    first = np.empty(size, dtype=np.int64)
    state = np.full((size, facts), -1, dtype=np.int64)
    last = np.empty(size, dtype=np.int64)
    heard = np.zeros(size, dtype=np.int32)
    run = -1
    for at in range(size):
        row = order[at]
        same = at > 0 and mmsi[row] == mmsi[order[at - 1]]
        changed = not same
        if same:
            for f in range(facts):
                known = state[run, f]
                if codes[row, f] >= 0 and known >= 0 and codes[row, f] != codes[known, f]:
                    changed = True
        if changed:
            run += 1
            first[run] = row
            last[run] = until[row]
            if same:
                state[run] = state[run - 1]
        for f in range(facts):
            if codes[row, f] >= 0 and (
                state[run, f] < 0 or codes[state[run, f], f] != codes[row, f]
            ):
                state[run, f] = row
        last[run] = max(last[run], until[row])
        heard[run] += reports[row]
    return first[: run + 1], state[: run + 1], last[: run + 1], heard[: run + 1]
