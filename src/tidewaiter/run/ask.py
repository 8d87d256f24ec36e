"""Questions that need no case: read a document, screen a name, find events in tracks."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from tidewaiter.errors import CaseError, UnreadableError
from tidewaiter.model.claims import Claim, DocumentRef
from tidewaiter.model.evidence import Reject
from tidewaiter.model.listings import Listing, Match
from tidewaiter.run.capture import Found, read_whole
from tidewaiter.run.config import DocumentFacts
from tidewaiter.run.progress import Progress


@dataclass(frozen=True, slots=True)
class Detection:
    """What :func:`tidewaiter.api.detect` did: rows read, refused, folded as exact repeats, and events by kind."""

    rows_in: int
    good: int
    rejected: int
    folded: int
    rejects: tuple[Reject, ...]
    events: dict[str, int]


def read_file(
    file: Path, *, published: date | None, publisher: str | None
) -> tuple[DocumentRef, str, tuple[Claim, ...]]:
    """Read one document; see :func:`tidewaiter.api.read`."""
    from tidewaiter.run.documents import read_document

    item, data = read_whole(Found(file.name, file, "document"), synthetic=False)
    facts = DocumentFacts(path=file.name, published=published, publisher=publisher)
    return read_document(item, data, facts)


def screen(
    queries: Sequence[str], *, case: Path | None, lists: Sequence[Path], limit: int
) -> list[tuple[str, tuple[Match, ...]]]:
    """Screen names and numbers; see :func:`tidewaiter.api.screen`."""
    from tidewaiter.link.screen import Index

    listings = [*_listings_of_case(case), *_listings_of_files(lists)]
    if not listings:
        raise CaseError(
            "no list to screen against; name a case with lists (--case), or list files"
        )
    index = Index.build(listings)
    return [(query, index.screen(query, limit=limit)) for query in queries]


def _listings_of_case(case: Path | None) -> list[Listing]:
    if case is None:
        return []
    files = [f for f in (case / "lists").rglob("*") if f.is_file() and f.name[0] != "."]
    if not files:
        raise CaseError(f"{case} holds no lists; put list files into {case / 'lists'}")
    return _listings_of_files(sorted(files))


def _listings_of_files(files: Sequence[Path]) -> list[Listing]:
    from tidewaiter.lists.read import ListFile, read

    captured = [read_whole(Found(f.name, f, "list"), synthetic=False) for f in files]
    result = read([ListFile(item.path, data, item.sha256) for item, data in captured])
    whole = [r for r in result.rejects if r.line == 0]
    if whole:
        raise UnreadableError(f"{whole[0].path}: {whole[0].reason}")
    return [listing for _, listings in result.editions for listing in listings]


def detect(
    positions: Sequence[Path],
    out: Path,
    *,
    ports_file: Path | None,
    watch: Sequence[str],
    longer_than_h: float,
    columns: dict[str, str] | None,
    progress: Progress,
) -> Detection:
    """Find events in position files; see :func:`tidewaiter.api.detect`."""
    from tidewaiter.ais.detect import detect as find_events
    from tidewaiter.ais.normalise import normalise
    from tidewaiter.ais.read import read
    from tidewaiter.geo.ports import bundled, read_ports
    from tidewaiter.run.workshop import hash_of

    if out.suffix not in (".parquet", ".csv", ".geojson"):
        raise CaseError(f"cannot write {out.name}: the ending must be .parquet, .csv or .geojson")
    rejects: list[Reject] = []
    ports = bundled()
    if ports_file is not None:
        ports, refused = read_ports(ports_file.read_bytes(), ports_file.name)
        rejects.extend(refused)
    if unknown := [p for p in watch if not ports.has(p)]:
        raise CaseError(f"unknown ports to watch: {', '.join(unknown)}")
    tables, rejected = [], 0
    for file in _files(positions):
        for good, bad in read(file, name=file.name, source=hash_of(file), columns=columns):
            tables.append(good)
            rejected += bad.num_rows
            rejects.extend(Reject(**row) for row in bad.slice(0, 1000).to_pylist())
            progress(f"reading {file.name}", sum(t.num_rows for t in tables), 0)
    progress("finding events", 0, 0)
    rows, stats = normalise(tables)
    events = find_events(rows, ports=ports, watch=tuple(watch), longer_than_h=longer_than_h)
    _write(events, out)
    kinds: dict[str, int] = {}
    for kind in events["kind"].to_pylist():
        kinds[kind] = kinds.get(kind, 0) + 1
    good_rows = sum(t.num_rows for t in tables)
    return Detection(
        good_rows + rejected, good_rows, rejected, stats.folded, tuple(rejects), kinds
    )


def _files(paths: Sequence[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            yield from sorted(f for f in path.rglob("*") if f.is_file() and f.name[0] != ".")
        elif path.is_file():
            yield path
        else:
            raise UnreadableError(f"{path} is no file and no folder")


def _write(events: Any, out: Path) -> None:
    import pyarrow.csv
    import pyarrow.parquet as pq

    from tidewaiter.run.workshop import write_whole

    if out.suffix == ".parquet":
        pq.write_table(events, out, compression="zstd")
    elif out.suffix == ".csv":
        pyarrow.csv.write_csv(events, out)
    else:
        features = [_feature(row) for row in events.to_pylist()]
        collection = {"type": "FeatureCollection", "features": features}
        write_whole(out, json.dumps(collection, ensure_ascii=False).encode())


def _feature(row: dict[str, Any]) -> dict[str, Any]:
    ends = [[row["start_lon"], row["start_lat"]], [row["end_lon"], row["end_lat"]]]
    properties = {k: v.isoformat() if k in ("start", "end") else v for k, v in row.items()}
    geometry = {"type": "LineString", "coordinates": ends}
    return {"type": "Feature", "geometry": geometry, "properties": properties}
