"""Places, sightings, events and ways as GeoJSON (RFC 7946)."""

from __future__ import annotations

from typing import Any

from tidewaiter.model.dossier import Dossier
from tidewaiter.report.exports.features import Feature, features
from tidewaiter.report.exports.formats import about, as_bytes


def geojson(dossier: Dossier) -> bytes:
    """Write one FeatureCollection; an event without a position has the geometry null (§3.2)."""
    return as_bytes(
        {
            "type": "FeatureCollection",
            "features": [_feature(f) for f in features(dossier)],
            "tidewaiter": about(dossier),
        }
    )


def geometry(feature: Feature) -> dict[str, Any] | None:
    """Return the geometry, longitude first."""
    if feature.point is not None:
        return {"type": "Point", "coordinates": list(feature.point)}
    if not feature.lines:
        return None
    lines = [[list(point) for point in line] for line in feature.lines]
    if len(lines) == 1:
        return {"type": "LineString", "coordinates": lines[0]}
    return {"type": "MultiLineString", "coordinates": lines}


def _feature(feature: Feature) -> dict[str, Any]:
    return {
        "type": "Feature",
        "id": feature.feature_id,
        "geometry": geometry(feature),
        "properties": {
            "kind": feature.kind,
            "name": feature.name,
            "text": feature.text,
            "start": feature.start,
            "end": feature.end,
            **feature.said,
        },
    }
