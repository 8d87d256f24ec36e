"""Take in the ship tracks of a case: each file to Parquet once, then all together, then events."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from tidewaiter.ais import VERSION
from tidewaiter.errors import UnreadableError
from tidewaiter.ledger.store import Draft
from tidewaiter.model.evidence import Count, Item, Reject
from tidewaiter.model.ids import Json
from tidewaiter.model.tables import POSITIONS, REJECTS
from tidewaiter.run.capture import Found, hash_file
from tidewaiter.run.config import Case
from tidewaiter.run.intake import Intake
from tidewaiter.run.ports import CasePorts
from tidewaiter.run.workshop import Work, Workshop

_MOST_REJECTS_SHOWN = 1000


def take_in(
    shop: Workshop, case: Case, files: list[Found], ports: CasePorts, intake: Intake
) -> None:
    """Read all position files, merge them, and find the events."""
    parts: list[tuple[Item, Path]] = []
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
        good = shop.part(notes, "good.parquet")
        if good is not None:
            parts.append((item, good))
    shop.progress("reading positions", len(files), len(files))
    if parts:
        _merge_and_detect(shop, case, parts, ports, intake)


def _one_file(shop: Workshop, case: Case, found: Found, item: Item) -> Mapping[str, Any]:
    given: Json = {"sha256": item.sha256, "path": item.path, "columns": dict(case.columns)}
    notes = shop.once(f"read positions, {VERSION}", given, lambda: _read(shop, case, found, item))
    if "refused" in notes:
        raise UnreadableError(notes["refused"])
    return notes


def _read(shop: Workshop, case: Case, found: Found, item: Item) -> Work:
    from tidewaiter.ais.read import read

    folder = shop.out / "parts"
    folder.mkdir(parents=True, exist_ok=True)
    drafts = {name: folder / f".{item.sha256[:16]}-{name}" for name in ("good", "rejects")}
    good = rejected = 0
    first_rejects: list[dict[str, Any]] = []
    batches = read(
        found.file, name=found.path, source=item.sha256, columns=dict(case.columns) or None
    )
    try:
        with (
            pq.ParquetWriter(drafts["good"], POSITIONS, compression="zstd") as good_file,
            pq.ParquetWriter(drafts["rejects"], REJECTS, compression="zstd") as rejects_file,
        ):
            for rows, refused in batches:
                good_file.write_table(rows)
                rejects_file.write_table(refused)
                good += rows.num_rows
                rejected += refused.num_rows
                room = _MOST_REJECTS_SHOWN - len(first_rejects)
                first_rejects.extend(refused.slice(0, room).to_pylist())
                shop.progress(f"reading {found.path}", good + rejected, 0)
    except UnreadableError as error:
        return Work(notes={"refused": str(error)})
    if hash_file(found, synthetic=item.synthetic).sha256 != item.sha256:
        raise UnreadableError("the file changed while it was read; run the build again")
    return Work(
        parts={"good.parquet": drafts["good"], "rejects.parquet": drafts["rejects"]},
        notes={
            "rows_in": good + rejected,
            "good": good,
            "rejected": rejected,
            "rejects": first_rejects,
        },
    )


def _merge_and_detect(
    shop: Workshop,
    case: Case,
    parts: Sequence[tuple[Item, Path]],
    ports: CasePorts,
    intake: Intake,
) -> None:
    given: Json = {
        "sources": [item.sha256 for item, _ in parts],
        "longer_than_h": case.gaps.longer_than_h,
        "watch": list(case.watch.places),
        "ports": ports.digest,
    }

    def work() -> Work:
        from tidewaiter.ais.detect import detect
        from tidewaiter.ais.normalise import normalise

        shop.progress("sorting positions", 0, 0)
        tables = [pq.read_table(file, schema=POSITIONS) for _, file in parts]
        positions, stats = normalise(tables)
        shop.progress("finding events", 0, 0)
        events = detect(
            positions,
            ports=ports.ports,
            watch=case.watch.places,
            longer_than_h=case.gaps.longer_than_h,
        )
        draft = shop.out / "parts" / ".positions"
        pq.write_table(positions, draft, compression="zstd")
        rows = events.to_pylist()
        return Work(
            drafts=[event_draft(row) for row in rows],
            parts={"positions.parquet": draft, "events.parquet": _parquet(events)},
            notes={"events": [row["event_id"] for row in rows], "folded": stats.folded},
        )

    notes = shop.once(f"find events, {VERSION}", given, work)
    events_file, intake.positions = (
        shop.part(notes, name) for name in ("events.parquet", "positions.parquet")
    )
    intake.folded = notes["folded"]
    intake.events = [] if events_file is None else pq.read_table(events_file).to_pylist()


def _parquet(table: pa.Table) -> bytes:
    sink = pa.BufferOutputStream()
    pq.write_table(table, sink)
    return bytes(sink.getvalue().to_pybytes())


def event_draft(row: Mapping[str, Any]) -> Draft:
    """Return the ledger record of an event."""
    plain = dict(row, start=row["start"].isoformat(), end=row["end"].isoformat())
    return Draft("event", row["event_id"], plain, row["start"].date(), row["end"].date())
