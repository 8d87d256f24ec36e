"""Take in the ship tracks of a case: each file to a sorted run once, then all together, then events."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from tidewaiter.ais import VERSION
from tidewaiter.errors import UnreadableError
from tidewaiter.ledger.store import Draft
from tidewaiter.model.evidence import Count, Item, Reject
from tidewaiter.model.ids import Json
from tidewaiter.model.tables import REJECTS, STATICS
from tidewaiter.run.capture import Found, hash_file
from tidewaiter.run.config import Case
from tidewaiter.run.intake import Intake
from tidewaiter.run.ports import CasePorts
from tidewaiter.run.workshop import Work, Workshop

_MOST_REJECTS_SHOWN = 1000


@dataclass(frozen=True, slots=True)
class Part:
    """A position file that was read: its positions as a sorted run, and its static reports."""

    item: Item
    run: Path
    statics: Path


def take_in(
    shop: Workshop, case: Case, files: list[Found], ports: CasePorts, intake: Intake
) -> None:
    """Read all position files, merge them, and find the events."""
    parts: list[Part] = []
    for done, found in enumerate(files):
        shop.progress("reading positions", done, len(files))
        try:
            item = hash_file(found, synthetic=case.synthetic)
            notes = _one_file(shop, case, found, item)
        except UnreadableError as error:
            intake.refuse(found.path, str(error))
            intake.counts.append(Count(found.path, "file", 1, 0, 1))
            continue
        intake.items.append(item)
        intake.counts.append(
            Count(found.path, "rows", notes["rows_in"], notes["good"], notes["rejected"])
        )
        intake.rejects.extend(Reject(**row) for row in notes["rejects"])
        run, statics = (shop.part(notes, name) for name in ("run.parquet", "statics.parquet"))
        if run is not None and statics is not None:
            parts.append(Part(item, run, statics))
    shop.progress("reading positions", len(files), len(files))
    if parts:
        _merge_and_detect(shop, case, parts, ports, intake)


def _one_file(shop: Workshop, case: Case, found: Found, item: Item) -> Mapping[str, Any]:
    start = case.positions.start
    given: Json = {
        "sha256": item.sha256,
        "path": item.path,
        "columns": dict(case.columns),
        "input_format": case.positions.input_format,
        "start": None if start is None else start.isoformat(),
    }
    notes = shop.once(f"read positions, {VERSION}", given, lambda: _read(shop, case, found, item))
    if "refused" in notes:
        raise UnreadableError(notes["refused"])
    return notes


def _read(shop: Workshop, case: Case, found: Found, item: Item) -> Work:
    from tidewaiter.ais.merge import RunWriter
    from tidewaiter.ais.read import read
    from tidewaiter.ais.statics import Statics

    folder = shop.out / "parts"
    folder.mkdir(parents=True, exist_ok=True)
    drafts = {n: folder / f".{item.sha256[:16]}-{n}" for n in ("run", "statics", "rejects")}
    rows_in = rejected = 0
    first_rejects: list[dict[str, Any]] = []
    statics = Statics()
    batches = read(
        found.file, name=found.path, source=item.sha256, columns=dict(case.columns) or None,
        input_format=case.positions.input_format, start=case.positions.start,
    )  # fmt: skip
    run = RunWriter(drafts["run"])
    try:
        with pq.ParquetWriter(drafts["rejects"], REJECTS, compression="zstd") as rejects_file:
            for batch in batches:
                run.add(batch.positions)
                statics.add(batch.statics)
                rejects_file.write_table(batch.rejects)
                rows_in += batch.rows_in
                rejected += batch.rejects.num_rows
                room = _MOST_REJECTS_SHOWN - len(first_rejects)
                first_rejects.extend(batch.rejects.slice(0, room).to_pylist())
                shop.progress(f"reading {found.path}", rows_in, 0)
    except UnreadableError as error:
        return Work(notes={"refused": str(error)})
    finally:
        run.close()
    pq.write_table(statics.folded(), drafts["statics"], compression="zstd")
    if hash_file(found, synthetic=item.synthetic).sha256 != item.sha256:
        raise UnreadableError("the file changed while it was read; run the build again")
    return Work(
        parts={f"{name}.parquet": draft for name, draft in drafts.items()},
        notes={
            "rows_in": rows_in,
            "good": rows_in - rejected,
            "rejected": rejected,
            "rejects": first_rejects,
        },
    )


def _merge_and_detect(
    shop: Workshop, case: Case, parts: Sequence[Part], ports: CasePorts, intake: Intake
) -> None:
    given: Json = {
        "sources": [part.item.sha256 for part in parts],
        "preset": case.detect.preset,
        "set": dict(case.detect.set),
        "watch": list(case.watch.places),
        "ports": ports.digest,
    }
    notes = shop.once(f"find events, {VERSION}", given, lambda: _detect(shop, case, parts, ports))
    events, intake.positions, intake.statics = (
        shop.part(notes, name)
        for name in ("events.parquet", "positions.parquet", "statics.parquet")
    )
    intake.folded = notes["folded"]
    intake.noise = dict(notes["noise"])
    intake.events = [] if events is None else pq.read_table(events).to_pylist()


def _detect(shop: Workshop, case: Case, parts: Sequence[Part], ports: CasePorts) -> Work:
    from tidewaiter.ais.detect import Detector
    from tidewaiter.ais.detect.settings import settings
    from tidewaiter.ais.merge import pieces
    from tidewaiter.ais.statics import fold_statics
    from tidewaiter.run.gather import through

    shop.progress("sorting positions", 0, 0)
    statics = fold_statics([pq.read_table(part.statics).cast(STATICS) for part in parts])
    detector = Detector(
        ports=ports.ports, watch=case.watch.places, statics=statics,
        settings=settings(case.detect.preset, case.detect.set),
    )  # fmt: skip
    draft = shop.out / "parts" / ".positions"
    passed = through(pieces([part.run for part in parts]), detector, draft, shop.progress)
    events = detector.finish()
    rows = events.to_pylist()
    return Work(
        drafts=[event_draft(row) for row in rows],
        parts={
            "positions.parquet": draft,
            "statics.parquet": _parquet(statics),
            "events.parquet": _parquet(events),
        },
        notes={
            "events": [row["event_id"] for row in rows],
            "folded": passed.folded,
            "noise": passed.noise,
        },
    )


def _parquet(table: pa.Table) -> bytes:
    sink = pa.BufferOutputStream()
    pq.write_table(table, sink)
    return bytes(sink.getvalue().to_pybytes())


def event_draft(row: Mapping[str, Any]) -> Draft:
    """Return the ledger record of an event."""
    plain = dict(row, start=row["start"].isoformat(), end=row["end"].isoformat())
    return Draft("event", row["event_id"], plain, row["start"].date(), row["end"].date())
