"""A hundred million positions through all rules: how long, and how much memory at the worst moment.

Run by ``make bench``; needs a gigabyte of disk and two minutes.
"""

from __future__ import annotations

import os
import resource
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from benchmarks.conftest import copies
from tidewaiter.ais.detect import Detector
from tidewaiter.ais.read import read
from tidewaiter.geo.ports import Ports
from tidewaiter.run.gather import Gathered

_FILES = 10


def _write(folder: Path) -> Ports:
    """Ten files of ten million positions each, by time; no ship is in two."""
    rows, ports = copies(5_000, 14.0, 10.0)
    rows = rows.slice(0, 10_000_000)
    for i in range(_FILES):
        mmsi = pa.array((rows["mmsi"].to_numpy() - 100_000_000 + i * 100_000).astype(np.int32))
        lat = pa.array(rows["lat"].to_numpy() + 0.011 * i)
        shifted = rows.set_column(0, "mmsi", mmsi).set_column(2, "lat", lat)
        pq.write_table(shifted, folder / f"{i}.parquet", row_group_size=1 << 20)
    return ports


def main() -> None:
    """Write the files in a process of its own, so that only the work is measured."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if (child := os.fork()) == 0:
            _write(folder)
            sys.stdout.flush()
            os._exit(0)
        os.waitpid(child, 0)
        _, ports = copies(5_000, 7.0, 600.0)
        begun, rows_in = time.perf_counter(), 0
        with Gathered() as gathered:
            for file in sorted(folder.iterdir()):
                for batch in read(file, name=file.name, source=file.name):
                    gathered.add(batch)
                    rows_in += batch.rows_in
            detector = Detector(ports=ports, statics=gathered.statics())
            for piece, _ in gathered.pieces():
                detector.add(piece)
            events = detector.finish()
        took = time.perf_counter() - begun
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
    kinds = dict(Counter(events["kind"].to_pylist()))
    print(f"{rows_in:,} positions: {rows_in / took:,.0f} a second, {peak:.2f} GiB; {kinds}")


if __name__ == "__main__":
    main()
