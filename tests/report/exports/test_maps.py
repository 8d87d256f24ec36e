from __future__ import annotations

import io
import json
import re
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.report.exports.made import HOSTILE, dossiers, full

from tidewaiter.model.dossier import Dossier
from tidewaiter.report.exports.features import features, split
from tidewaiter.report.exports.geojson import geojson
from tidewaiter.report.exports.geoparquet import geoparquet
from tidewaiter.report.exports.kml import kml

lon, lat = st.floats(-180, 180), st.floats(-85, 85)


@settings(deadline=None)
@given(st.lists(st.tuples(lon, lat), min_size=2, max_size=8))
def test_no_piece_of_a_line_crosses_the_antimeridian(points: list[tuple[float, float]]) -> None:
    pieces = split(points)
    for piece in pieces:
        assert all(abs(b[0] - a[0]) <= 180 for a, b in pairwise(piece))
        assert all(-180 <= x <= 180 and -85 <= y <= 85 for x, y in piece)
    kept = [p for piece in pieces for p in piece]
    if len(set(points)) > 1 and all(abs(x) < 180 for x, _ in points):
        assert set(points) <= set(kept)


@pytest.mark.parametrize("i", range(3))
def test_geojson_holds_every_feature_and_shapely_reads_it(i: int) -> None:
    import shapely
    from shapely.geometry import shape

    d = dossiers()[i]
    read = json.loads(geojson(d))
    assert read["tidewaiter"]["ledger_head"] == d.chain_head
    assert ("stamp" in read["tidewaiter"]) == d.synthetic
    ids = [f["id"] for f in read["features"]]
    assert len(set(ids)) == len(ids)
    for feature, f in zip(read["features"], features(d), strict=True):
        assert feature["properties"] == _as_read(
            {
                "kind": f.kind,
                "name": f.name,
                "text": f.text,
                "start": f.start,
                "end": f.end,
                **f.said,
            }
        )
        if feature["geometry"]:
            made = shape(feature["geometry"])
            assert shapely.is_valid(made)
            assert not made.is_empty
    seen = [f for f in read["features"] if f["properties"]["kind"] == "sighting"]
    assert [f["properties"]["precision_m"] for f in seen] == [s.precision_m for s in d.sightings]
    assert [f["geometry"]["coordinates"] for f in seen] == [
        [s.lon_deg, s.lat_deg] for s in d.sightings
    ]


@pytest.mark.parametrize("i", range(3))
def test_geoparquet_holds_the_same_for_geopandas(i: int) -> None:
    import geopandas
    import pyarrow.parquet as pq
    from shapely.geometry import shape

    d = dossiers()[i]
    data = geoparquet(d)
    frame = geopandas.read_parquet(io.BytesIO(data))
    read = json.loads(geojson(d))["features"]
    assert frame.crs.to_string() == "OGC:CRS84"
    for row, feature in zip(frame.itertuples(), read, strict=True):
        assert (row.id, row.kind, row.name) == (
            feature["id"],
            feature["properties"]["kind"],
            feature["properties"]["name"],
        )
        assert row.geometry.equals(shape(feature["geometry"]))
        assert json.loads(row.properties).items() <= feature["properties"].items()
        when = feature["properties"]["start"]
        if when and "T" in when:
            assert row.start == datetime.fromisoformat(when)
    meta = pq.read_schema(io.BytesIO(data)).metadata
    geo = json.loads(meta[b"geo"])
    assert geo["version"] == "1.1.0"
    assert set(geo["columns"]["geometry"]["geometry_types"]) == {
        f["geometry"]["type"] for f in read
    }
    assert json.loads(meta[b"tidewaiter"])["ledger_head"] == d.chain_head


@pytest.mark.parametrize("i", range(3))
def test_kml_is_read_with_every_place_and_time(i: int, tmp_path: Path) -> None:
    from fastkml import KML
    from fastkml.features import Placemark
    from fastkml.utils import find_all
    from fastkml.validator import validate

    d = dossiers()[i]
    file = tmp_path / "dossier.kml"
    file.write_bytes(kml(d))
    assert validate(file_to_validate=file)
    marks: list[Any] = list(find_all(KML.parse(io.BytesIO(kml(d))), of_type=Placemark))
    assert len(marks) == len(list(features(d)))
    begun = sorted(str(m.times.begin) for m in marks if m.times and m.times.begin)
    assert len(begun) == sum(f.start is not None for f in features(d))
    assert all(m.geometry is not None for m in marks)


def test_hostile_words_stay_words_in_kml() -> None:
    from lxml import etree

    text = kml(full(HOSTILE))
    tree = etree.fromstring(text)
    tags = {etree.QName(e).localname for e in tree.iter()}
    assert not tags & {"script", "href", "NetworkLink"}
    described = [e.text or "" for e in tree.iter("{*}description")]
    assert not any(re.search("<[a-z]", words) for words in described)
    assert "\u202e" not in text.decode()


def _as_read(said: dict[str, Any]) -> Any:
    return json.loads(json.dumps(said))


def test_no_feature_of_an_empty_dossier() -> None:
    from dataclasses import replace

    d: Dossier = replace(full("x"), claims=(), sightings=(), events=(), places=(), tracks=())
    assert json.loads(geojson(d))["features"] == []
    assert geoparquet(d)
