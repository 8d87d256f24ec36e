"""Find vessel events in position files, without a case."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet as pq

from tidewaiter.errors import CaseError, UnreadableError
from tidewaiter.geo.ports import Ports, bundled, read_ports
from tidewaiter.model.cells import cell
from tidewaiter.model.evidence import Reject
from tidewaiter.run.gather import Gathered, through
from tidewaiter.run.progress import Progress
from tidewaiter.run.rejects import rejects_csv
from tidewaiter.run.workshop import hash_of, write_whole

_ENDINGS = (".parquet", ".csv", ".geojson")
_MOST_REJECTS = 100_000


@dataclass(frozen=True, slots=True)
class Reading:
    """How position files are to be read.

    Attributes:
        columns: Our column name → the file's, for a generic CSV.
        input_format: Their format; recognised by content, if None.
        start: Time of the first line of NMEA logs whose lines carry none.
    """

    columns: Mapping[str, str] | None = None
    input_format: str | None = None
    start: datetime | None = None


@dataclass(frozen=True, slots=True)
class Detection:
    """What :func:`tidewaiter.api.detect` did.

    Attributes:
        rows_in: Rows or sentences read.
        good: Those understood.
        rejected: Those refused.
        folded: Positions that were exact repeats.
        positions: Positions that were left.
        noise: Positions of them that belong to no track, by the reason.
        rejects: The first of the refused rows.
        events: How many of each kind.
    """

    rows_in: int
    good: int
    rejected: int
    folded: int
    positions: int
    noise: dict[str, int]
    rejects: tuple[Reject, ...]
    events: dict[str, int]


def detect(
    positions: Sequence[Path],
    out: Path,
    *,
    ports_file: Path | None,
    watch: Sequence[str],
    preset: str,
    given: Mapping[str, Any],
    reading: Reading,
    positions_out: Path | None,
    rejects_out: Path | None,
    progress: Progress,
) -> Detection:
    """Find events in position files; see :func:`tidewaiter.api.detect`."""
    from tidewaiter.ais.detect import Detector
    from tidewaiter.ais.detect.settings import settings
    from tidewaiter.ais.read import read

    if out.suffix not in _ENDINGS:
        raise CaseError(
            f"cannot write {out.name}: the ending must be one of {', '.join(_ENDINGS)}"
        )
    chosen = settings(preset, given)
    rejects: list[Reject] = []
    ports = _ports(ports_file, watch, rejects)
    rows_in = rejected = 0
    with Gathered() as gathered:
        for file in _files(positions):
            source = hash_of(file)
            batches = read(
                file, name=file.name, source=source, columns=reading.columns,
                input_format=reading.input_format, start=reading.start,
            )  # fmt: skip
            for batch in batches:
                gathered.add(batch)
                rows_in += batch.rows_in
                rejected += batch.rejects.num_rows
                room = _MOST_REJECTS - len(rejects)
                rejects.extend(Reject(**row) for row in batch.rejects.slice(0, room).to_pylist())
                progress(f"reading {file.name}", rows_in, 0)
        progress("finding events", 0, 0)
        detector = Detector(ports=ports, watch=watch, statics=gathered.statics(), settings=chosen)
        passed = through(gathered.pieces(), detector, positions_out, progress)
        events = detector.finish()
    write_events(events, out)
    if rejects_out is not None:
        write_whole(rejects_out, rejects_csv(rejects))
    kinds: dict[str, int] = {}
    for kind in events["kind"].to_pylist():
        kinds[kind] = kinds.get(kind, 0) + 1
    return Detection(
        rows_in,
        rows_in - rejected,
        rejected,
        passed.folded,
        passed.positions,
        passed.noise,
        tuple(rejects),
        kinds,
    )


def _ports(file: Path | None, watch: Sequence[str], rejects: list[Reject]) -> Ports:
    ports = bundled()
    if file is not None:
        ports, refused = read_ports(file.read_bytes(), file.name)
        rejects.extend(refused)
    if unknown := [p for p in watch if not ports.has(p)]:
        raise CaseError(f"unknown ports to watch: {', '.join(unknown)}")
    return ports


def _files(paths: Sequence[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            yield from sorted(f for f in path.rglob("*") if f.is_file() and f.name[0] != ".")
        elif path.is_file():
            yield path
        else:
            raise UnreadableError(f"{path} is no file and no folder")


def write_events(events: pa.Table, out: Path) -> None:
    """Write events by the ending of the file: Parquet, CSV or GeoJSON."""
    if out.suffix == ".parquet":
        pq.write_table(events, out, compression="zstd")
    elif out.suffix == ".csv":
        pa.csv.write_csv(_inert(events), out)
    else:
        features = [_feature(row) for row in events.to_pylist()]
        collection = {"type": "FeatureCollection", "features": features}
        write_whole(out, json.dumps(collection, ensure_ascii=False).encode())


def _inert(events: pa.Table) -> pa.Table:
    """Keep names that ships send of themselves from being formulas."""
    columns = [
        pa.array(map(cell, column.to_pylist()), pa.string()) if pa.types.is_string(column.type) else column
        for column in events.columns
    ]  # fmt: skip
    return pa.table(columns, names=events.column_names)


def _feature(row: dict[str, Any]) -> dict[str, Any]:
    ends = [[row["start_lon"], row["start_lat"]], [row["end_lon"], row["end_lat"]]]
    properties = {k: v.isoformat() if k in ("start", "end") else v for k, v in row.items()}
    geometry = {"type": "LineString", "coordinates": ends}
    return {"type": "Feature", "geometry": geometry, "properties": properties}
