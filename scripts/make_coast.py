"""Pack Natural Earth's land (TopoJSON, npm package world-atlas, land-10m.json) for the bundled coasts.

Usage: python scripts/make_coast.py land-10m.json src/tidewaiter/geo/data/coast.npz
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import numpy as np


def rings(topology: dict[str, Any]) -> list[np.ndarray[Any, Any]]:
    """Return the rings of all polygons as arrays of whole grid steps (x, y)."""
    arcs = [np.cumsum(np.array(arc, dtype=np.int64), axis=0) for arc in topology["arcs"]]

    def ring(indices: list[int]) -> np.ndarray[Any, Any]:
        parts = [arcs[i] if i >= 0 else arcs[~i][::-1] for i in indices]
        return np.concatenate([parts[0], *(p[1:] for p in parts[1:])])

    found = []
    for geometry in topology["objects"]["land"]["geometries"]:
        polygons = geometry["arcs"]
        for polygon in polygons if geometry["type"] == "MultiPolygon" else [polygons]:
            found.extend(ring(indices) for indices in polygon)
    return found


def main(source: Path, target: Path) -> None:
    """Read the topology and write the packed coasts."""
    topology = json.loads(source.read_text())
    made = rings(topology)
    points = np.concatenate(made)
    np.savez_compressed(
        target,
        lengths=np.array([len(r) for r in made], dtype=np.int32),
        steps=np.diff(points, axis=0, prepend=np.zeros((1, 2), dtype=np.int64)).astype(np.int32),
        scale=np.array(topology["transform"]["scale"]),
        translate=np.array(topology["transform"]["translate"]),
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
