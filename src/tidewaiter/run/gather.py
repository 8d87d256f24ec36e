"""Positions of many files brought into one order, in memory while they fit and on disk beyond."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType

import pyarrow as pa

from tidewaiter.ais.merge import RunWriter, pieces
from tidewaiter.ais.normalise import Stats, normalise
from tidewaiter.ais.read import Batch
from tidewaiter.ais.statics import fold_statics

#: Positions held in memory before they go to disk.
_IN_MEMORY = 12_000_000
#: Static reports held before they are folded.
_STATICS = 500_000


class Gathered:
    """Positions and static reports as they are read; used as a context manager."""

    def __init__(self, *, in_memory: int = _IN_MEMORY) -> None:
        self._in_memory = in_memory
        self._held: list[pa.Table] = []
        self._held_rows = 0
        self._statics: list[pa.Table] = []
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._run: RunWriter | None = None

    def __enter__(self) -> Gathered:
        """Begin."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Remove what was put on disk."""
        if self._folder is not None:
            self._folder.cleanup()

    def add(self, batch: Batch) -> None:
        """Take in some rows."""
        self._held.append(batch.positions)
        self._held_rows += batch.positions.num_rows
        if self._held_rows > self._in_memory or self._run is not None:
            self._spill()
        self._statics.append(batch.statics)
        if sum(t.num_rows for t in self._statics) > _STATICS:
            self._statics = [fold_statics(self._statics)]

    def statics(self) -> pa.Table:
        """Return what ships said of themselves."""
        return fold_statics(self._statics)

    def pieces(self) -> Iterator[tuple[pa.Table, Stats]]:
        """Yield the positions of whole ships, sorted and folded, in the order of ships."""
        if self._run is None:
            held, self._held = self._held, []
            yield normalise(held)
            return
        self._run.close()
        yield from pieces([self._run.file])

    def _spill(self) -> None:
        if self._run is None:
            self._folder = tempfile.TemporaryDirectory(prefix="tidewaiter-")
            self._run = RunWriter(Path(self._folder.name) / "run.parquet")
        for table in self._held:
            self._run.add(table)
        self._held, self._held_rows = [], 0
