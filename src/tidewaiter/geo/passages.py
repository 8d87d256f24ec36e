"""Narrow passages that ships take although a raster of one mile closes them."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib import resources

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Passage:
    """A strait, river mouth or canal as a line of water.

    Attributes:
        name: As on the chart.
        canal: Whether people dug it, so that it can be closed to a ship (draught, tolls, war).
        points: Latitude and longitude in degrees, shape (n, 2), from sea to sea or port.
    """

    name: str
    canal: bool
    points: NDArray[np.float64]


@cache
def passages() -> tuple[Passage, ...]:
    """Return the bundled passages, in the order of the table.

    Drawn by hand, good to about half a mile: they say that there is a way and how long it is, not
    where its fairway runs.

    >>> [p.name for p in passages() if p.canal]
    ['Kiel Canal', 'North Sea Canal', 'Corinth Canal', 'Suez Canal', 'Panama Canal']
    """
    file = resources.files("tidewaiter.geo") / "data" / "passages.csv"
    found = []
    for row in csv.DictReader(file.read_text(encoding="utf-8").splitlines()):
        points = [[float(v) for v in point.split()] for point in row["points"].split(";")]
        found.append(Passage(row["name"], row["kind"] == "canal", np.array(points)))
    return tuple(found)
