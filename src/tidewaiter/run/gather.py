"""Positions of many files brought into one order, in memory while they fit and on disk beyond."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

import pyarrow as pa
import pyarrow.parquet as pq

from tidewaiter.ais.detect import Detector
from tidewaiter.ais.merge import RunWriter, pieces
from tidewaiter.ais.normalise import Stats, normalise
from tidewaiter.ais.read import Batch
from tidewaiter.ais.statics import Statics
from tidewaiter.ais.tracks import count_noise
from tidewaiter.model.tables import TRACKED
from tidewaiter.run.progress import Progress

#: Positions held in memory before they go to disk.
_IN_MEMORY = 12_000_000


@dataclass(frozen=True, slots=True)
class Passed:
    """What went through a detector: repeats folded, positions left, and noise by its reason."""

    folded: int
    positions: int
    noise: dict[str, int]


def through(
    found: Iterable[tuple[pa.Table, Stats]],
    detector: Detector,
    out: Path | None,
    progress: Progress,
) -> Passed:
    """Hand pieces to a detector, and write them with their tracks where wanted.

    Args:
        found: Positions of whole ships, with their statistics.
        detector: Is left to be finished.
        out: Parquet of :data:`tidewaiter.model.tables.TRACKED`; None for none.
        progress: Is told how many positions are done.
    """
    folded = done = 0
    noise: Counter[str] = Counter()
    with ExitStack() as stack:
        writer = None
        if out is not None:
            writer = stack.enter_context(pq.ParquetWriter(out, TRACKED, compression="zstd"))
        for rows, stats in found:
            tracked = detector.add(rows)
            folded += stats.folded
            done += rows.num_rows
            noise.update(count_noise(tracked))
            if writer is not None:
                writer.write_table(tracked)
            progress("finding events", done, 0)
    return Passed(folded, done, dict(noise))


class Gathered:
    """Positions and static reports as they are read; used as a context manager."""

    def __init__(self, *, in_memory: int = _IN_MEMORY) -> None:
        self._in_memory = in_memory
        self._held: list[pa.Table] = []
        self._held_rows = 0
        self._statics = Statics()
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
        self._statics.add(batch.statics)

    def statics(self) -> pa.Table:
        """Return what ships said of themselves."""
        return self._statics.folded()

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
