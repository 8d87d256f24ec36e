"""OFAC's advanced XML at its real size: how long, and how much memory beyond the file's own bytes.

Run by ``make bench``; the file is invented and has 19,000 parties in about 125 MB.
"""

from __future__ import annotations

import os
import resource
import sys
import tempfile
import time
from pathlib import Path

from tests.lists.advanced import big

from tidewaiter.lists.read import ListFile, read

_PARTIES, _PADDING = 19_000, 55


def main() -> None:
    """Write the file in a process of its own, so that only the reading is measured."""
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "advanced.xml"
        if (child := os.fork()) == 0:
            with path.open("w", encoding="utf-8") as stream:
                stream.writelines(big(_PARTIES, _PADDING))
            sys.stdout.flush()
            os._exit(0)
        os.waitpid(child, 0)
        data = path.read_bytes()
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        begun = time.perf_counter()
        result = read([ListFile(path.name, data, "0")])
        took = time.perf_counter() - begun
    peak = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    listings = result.editions[0][1]
    print(
        f"{len(data) / 1e6:,.0f} MB, {len(listings):,} parties, {len(result.rejects)} refused: "
        f"{took:.2f} s, {peak:,.0f} MiB beyond the file's bytes"
    )


if __name__ == "__main__":
    main()
