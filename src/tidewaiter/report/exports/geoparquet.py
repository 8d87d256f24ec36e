"""Places, sightings, events and ways as GeoParquet 1.1: a Parquet table with geometry as WKB."""

from __future__ import annotations

import io
import json
import struct
from datetime import UTC, datetime

from tidewaiter.model.dossier import Dossier
from tidewaiter.report.exports.features import Feature, Line, features
from tidewaiter.report.exports.formats import about


def geoparquet(dossier: Dossier) -> bytes:
    """Write the table; what only some kinds have stands as JSON in ``properties``.

    Coordinates are OGC:CRS84 (the default where ``crs`` is absent). ``start`` and ``end`` are
    times where the source gives times; the text of either stays in ``start_text``, ``end_text``,
    for a day is no moment.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    rows = list(features(dossier))
    table = pa.table(
        {
            "id": pa.array([f.feature_id for f in rows], pa.string()),
            "kind": pa.array([f.kind for f in rows], pa.string()),
            "name": pa.array([f.name for f in rows], pa.string()),
            "text": pa.array([f.text for f in rows], pa.string()),
            "start": pa.array([_moment(f.start) for f in rows], pa.timestamp("us", "UTC")),
            "end": pa.array([_moment(f.end) for f in rows], pa.timestamp("us", "UTC")),
            "start_text": pa.array([f.start for f in rows], pa.string()),
            "end_text": pa.array([f.end for f in rows], pa.string()),
            "number": pa.array([f.said.get("number") for f in rows], pa.string()),
            "precision_m": pa.array([f.said.get("precision_m") for f in rows], pa.float64()),
            "properties": pa.array(
                [json.dumps(f.said, sort_keys=True) for f in rows], pa.string()
            ),
            "geometry": pa.array([wkb(f) for f in rows], pa.binary()),
        }
    )
    geo = {
        "version": "1.1.0",
        "primary_column": "geometry",
        "columns": {
            "geometry": {
                "encoding": "WKB",
                "geometry_types": sorted({name for f in rows if (name := _type(f))}),
            }
        },
    }
    meta = {"geo": json.dumps(geo), "tidewaiter": json.dumps(about(dossier), sort_keys=True)}
    file = io.BytesIO()
    pq.write_table(table.replace_schema_metadata(meta), file, compression="zstd")
    return file.getvalue()


def wkb(feature: Feature) -> bytes | None:
    """Return the geometry in Well-Known Binary (OGC 06-103r4 §8), little endian."""
    if feature.point is not None:
        return struct.pack("<BIdd", 1, 1, *feature.point)
    if not feature.lines:
        return None
    if len(feature.lines) == 1:
        return _line(feature.lines[0])
    return struct.pack("<BII", 1, 5, len(feature.lines)) + b"".join(map(_line, feature.lines))


def _line(points: Line) -> bytes:
    flat = [value for point in points for value in point]
    return struct.pack(f"<BII{len(flat)}d", 1, 2, len(points), *flat)


def _type(feature: Feature) -> str | None:
    if feature.point is not None:
        return "Point"
    if not feature.lines:
        return None
    return "LineString" if len(feature.lines) == 1 else "MultiLineString"


def _moment(text: str | None) -> datetime | None:
    if text is None or len(text) == len("2024-01-01"):
        return None
    return datetime.fromisoformat(text).astimezone(UTC)
