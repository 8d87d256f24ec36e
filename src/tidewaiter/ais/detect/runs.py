"""Runs of neighbouring steps, and numbers over them."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from tidewaiter.model.compiled import compiled


def runs(
    group: NDArray[Any], number: NDArray[Any], barrier: NDArray[Any], missing: int
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return first and last index of each run.

    Args:
        group: Sorted; a run does not cross groups.
        number: Steps, rising in each group; a run survives ``missing`` absent ones.
        barrier: Where this changes a run ends as well.
        missing: How many absent steps are survived.
    """
    size = len(group)
    new = np.ones(size, dtype=bool)
    if size:
        new[1:] = (
            (group[1:] != group[:-1])
            | (np.diff(number) > missing + 1)
            | (barrier[1:] != barrier[:-1])
        )
    first = np.flatnonzero(new)
    last = np.append(first[1:], size) - 1 if size else first
    return first, last


@compiled
def medians(
    values: NDArray[np.float32], first: NDArray[np.int64], last: NDArray[np.int64]
) -> NDArray[np.float64]:
    """Return the median of ``values[first[i]:last[i] + 1]`` for each i."""
    out = np.empty(len(first))
    for i in range(len(first)):
        out[i] = np.median(values[first[i] : last[i] + 1])
    return out
