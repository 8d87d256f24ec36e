"""One order for all positions, and each position once."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from tidewaiter.model.compiled import compiled
from tidewaiter.model.tables import POSITIONS

#: Two rows that agree in these are one message heard or stored twice.
_SAME = ("mmsi", "timestamp", "lat", "lon", "sog", "cog", "heading")


@dataclass(frozen=True, slots=True)
class Stats:
    """How many rows went in, how many were folded as exact repeats, how many ships there are."""

    rows_in: int
    folded: int
    ships: int

    def __add__(self, other: Stats) -> Stats:
        """Return the sums, of pieces that share no ship."""
        return Stats(
            self.rows_in + other.rows_in, self.folded + other.folded, self.ships + other.ships
        )


def normalise(tables: Sequence[pa.Table]) -> tuple[pa.Table, Stats]:
    """Sort positions by ship and time and fold exact repeats.

    The result does not depend on the order of tables or rows.

    Args:
        tables: Of :data:`tidewaiter.model.tables.POSITIONS`.
    """
    rows = pa.concat_tables([POSITIONS.empty_table(), *tables]).unify_dictionaries()
    size = rows.num_rows
    if not size:
        return rows.combine_chunks(), Stats(0, 0, 0)
    mmsi, stamps = integers(rows, "mmsi"), integers(rows, "timestamp")
    order, ships = ship_time_order(mmsi, stamps)
    same = _ties(order, mmsi, stamps)
    if same.any():
        tied, first = _settle(rows, order, same)
        keep = np.ones(size, dtype=bool)
        keep[tied] = first
        order = order[keep]
    ordered = taken(rows, order)
    return ordered, Stats(size, size - len(order), ships)


def one_table(tables: Sequence[pa.Table], schema: pa.Schema) -> pa.Table:
    """Return tables as one, each column in one chunk."""
    table = pa.concat_tables([schema.empty_table(), *tables])
    return table.unify_dictionaries().combine_chunks()


def integers(table: pa.Table, column: str) -> NDArray[Any]:
    """Return an integer or time column without nulls as NumPy's, without a copy."""
    values = table[column]
    values = values.combine_chunks() if values.num_chunks != 1 else values.chunk(0)
    if pa.types.is_timestamp(values.type):
        values = values.view(pa.int64())
    return np.asarray(values.to_numpy(zero_copy_only=False))


def taken(table: pa.Table, order: NDArray[np.int64]) -> pa.Table:
    """Return rows in another order, each column in one chunk.

    Columns are put together and gathered one by one, two side by side in threads, so that the whole
    table never stands in memory three times.
    """
    index = None if len(order) == table.num_rows and _is_sorted(order) else pa.array(order)

    def gathered(name: str) -> pa.Array:
        column = table[name].combine_chunks()
        return column if index is None else column.take(index)

    with ThreadPoolExecutor(2) as pool:
        columns = list(pool.map(gathered, table.schema.names))
    return pa.table(columns, schema=table.schema)


def ship_time_order(
    mmsi: NDArray[np.int32], stamps: NDArray[np.int64]
) -> tuple[NDArray[np.int64], int]:
    """Return the stable order by ship and time, and how many ships there are.

    Rows are first counted into ships, in linear time; then each ship that is not in the order of
    time yet is sorted by itself.

    Args:
        mmsi: Of each row.
        stamps: Of each row, any unit.
    """
    if _in_order(mmsi, stamps):
        return np.arange(len(mmsi)), int(1 + np.count_nonzero(np.diff(mmsi)))
    ranks, ships = _ranks(mmsi)
    order, starts = _grouped(ranks, len(ships))
    halves = np.array_split(np.arange(len(ships)), 2)
    with ThreadPoolExecutor(2) as pool:
        for unsorted in pool.map(lambda part: _unsorted(order, starts, stamps, part), halves):
            for ship in unsorted:
                rows = order[starts[ship] : starts[ship + 1]]
                order[starts[ship] : starts[ship + 1]] = rows[
                    np.argsort(stamps[rows], kind="stable")
                ]
    return order, len(ships)


def _ranks(mmsi: NDArray[np.int32]) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Return the rank of each row's ship among all, and the ships in their order."""
    bits = 12
    while True:
        slots, found = _number_ships(mmsi, bits)
        if found >= 0:
            break
        bits += 3
    ships = np.full(found, 0, dtype=np.int32)
    used = slots[:, 1] >= 0
    ships[slots[used, 1]] = slots[used, 0]
    by_mmsi = np.argsort(ships, kind="stable")
    rank = np.empty(found, dtype=np.int32)
    rank[by_mmsi] = np.arange(found, dtype=np.int32)
    return _look_up(mmsi, slots, rank), ships[by_mmsi]


@compiled
def _number_ships(mmsi: NDArray[np.int32], bits: int) -> tuple[NDArray[np.int32], int]:
    """Number the ships as they come, in a table of 2**bits slots; -1 if half of it is full."""
    size = 1 << bits
    slots = np.full((size, 2), -1, dtype=np.int32)
    found = 0
    for i in range(len(mmsi)):
        slot = ((np.int64(mmsi[i]) * 2654435769) & 0xFFFFFFFF) >> (32 - bits)
        while slots[slot, 1] >= 0 and slots[slot, 0] != mmsi[i]:
            slot = (slot + 1) & (size - 1)
        if slots[slot, 1] < 0:
            if 2 * found >= size:
                return slots, -1
            slots[slot, 0] = mmsi[i]
            slots[slot, 1] = found
            found += 1
    return slots, found


@compiled
def _look_up(
    mmsi: NDArray[np.int32], slots: NDArray[np.int32], rank: NDArray[np.int32]
) -> NDArray[np.int32]:
    size = len(slots)
    bits = 0
    while (1 << bits) < size:
        bits += 1
    ranks = np.empty(len(mmsi), dtype=np.int32)
    for i in range(len(mmsi)):
        slot = ((np.int64(mmsi[i]) * 2654435769) & 0xFFFFFFFF) >> (32 - bits)
        while slots[slot, 0] != mmsi[i]:
            slot = (slot + 1) & (size - 1)
        ranks[i] = rank[slots[slot, 1]]
    return ranks


@compiled
def _grouped(ranks: NDArray[np.int32], groups: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return rows in the order of their group, and where each group starts (counting sort)."""
    starts = np.zeros(groups + 1, dtype=np.int64)
    for i in range(len(ranks)):
        starts[ranks[i] + 1] += 1
    for g in range(groups):
        starts[g + 1] += starts[g]
    fill = starts[:-1].copy()
    order = np.empty(len(ranks), dtype=np.int64)
    for i in range(len(ranks)):
        order[fill[ranks[i]]] = i
        fill[ranks[i]] += 1
    return order, starts


@compiled
def _unsorted(
    order: NDArray[np.int64],
    starts: NDArray[np.int64],
    stamps: NDArray[np.int64],
    groups: NDArray[np.int64],
) -> NDArray[np.int64]:
    """Return the groups whose rows are not in the order of time."""
    found = np.empty(len(groups), dtype=np.int64)
    count = 0
    for g in groups:
        for i in range(starts[g] + 1, starts[g + 1]):
            if stamps[order[i]] < stamps[order[i - 1]]:
                found[count] = g
                count += 1
                break
    return found[:count]


@compiled
def _in_order(mmsi: NDArray[np.int32], stamps: NDArray[np.int64]) -> bool:
    for i in range(1, len(mmsi)):
        if mmsi[i] < mmsi[i - 1] or (mmsi[i] == mmsi[i - 1] and stamps[i] < stamps[i - 1]):
            return False
    return True


@compiled
def _ties(
    order: NDArray[np.int64], mmsi: NDArray[np.int32], stamps: NDArray[np.int64]
) -> NDArray[np.bool_]:
    """Return which places in an order hold the ship and moment of the place before."""
    same = np.zeros(len(order), dtype=np.bool_)
    for i in range(1, len(order)):
        a, b = order[i], order[i - 1]
        same[i] = stamps[a] == stamps[b] and mmsi[a] == mmsi[b]
    return same


@compiled
def _is_sorted(order: NDArray[np.int64]) -> bool:
    for i in range(1, len(order)):  # noqa: SIM110
        if order[i] < order[i - 1]:
            return False
    return True


def _settle(
    rows: pa.Table, order: NDArray[np.int64], same: NDArray[np.bool_]
) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Order rows of one ship and moment by all they say, in place, and mark the first of equals.

    Returns:
        Places in ``order`` that were tied, and whether each is the first of its equals.
    """
    tied = same.copy()
    tied[:-1] |= same[1:]
    places = np.flatnonzero(tied)
    group = np.cumsum(~same[places])
    few = rows.take(pa.array(order[places]))
    said = []
    for column in _SAME[2:]:
        values = few[column].combine_chunks().fill_null(np.nan)
        said.append(values.to_numpy(zero_copy_only=False))
    file = few["source"].combine_chunks().cast(pa.string()).dictionary_encode()
    names = file.dictionary.to_pylist()
    rank = np.argsort(np.argsort(names))
    keys = [integers(few, "line"), rank[file.indices.to_numpy()], *reversed(said), group]
    by_value = np.lexsort(keys)
    order[places] = order[places][by_value]
    first = np.zeros(len(places), dtype=bool)
    first[0] = True
    first[1:] = np.diff(group[by_value]) != 0
    for column in said:
        ordered = column[by_value]
        a, b = ordered[1:], ordered[:-1]
        first[1:] |= (a != b) & ~(np.isnan(a) & np.isnan(b))
    return places, first
