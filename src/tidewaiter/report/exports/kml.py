"""Places, sightings, events and ways as KML 2.2 (OGC 07-147r2), with times."""

from __future__ import annotations

import json
from itertools import groupby
from xml.sax.saxutils import escape, quoteattr

from tidewaiter.model.dossier import Dossier
from tidewaiter.report.chart.svg import clean
from tidewaiter.report.exports.features import Feature, Line, features
from tidewaiter.report.exports.formats import about, about_line, sound

_HEADS = {
    "place": "Places", "sighting": "Sightings", "event": "Events", "claimed place": "Claimed places",
    "track": "Heard", "gap": "Not heard",
}  # fmt: skip


def kml(dossier: Dossier) -> bytes:
    """Write one document with a folder for each kind.

    Descriptions are text: viewers read them as HTML, so they are escaped twice.
    """
    parts = ['<?xml version="1.0" encoding="UTF-8"?>']
    parts.append('<kml xmlns="http://www.opengis.net/kml/2.2"><Document>')
    parts.append(f"<name>{_text(dossier.title)}</name>")
    parts.append(f"<description>{_html(about_line(dossier))}</description>")
    parts.append(
        '<Style id="gap"><LineStyle><color>ff009fe6</color><width>2</width></LineStyle></Style>'
    )
    parts.append(
        '<Style id="track"><LineStyle><color>ffb27200</color><width>2</width></LineStyle></Style>'
    )
    parts.append(_data(about(dossier)))
    for kind, those in groupby(
        sorted(features(dossier), key=lambda f: list(_HEADS).index(f.kind)), key=lambda f: f.kind
    ):
        parts.append(f"<Folder><name>{_HEADS[kind]}</name>")
        parts.extend(_placemark(f) for f in those)
        parts.append("</Folder>")
    parts.append("</Document></kml>\n")
    return "\n".join(parts).encode("utf-8")


def _placemark(feature: Feature) -> str:
    span = "".join(
        f"<{tag}>{value}</{tag}>"
        for tag, value in (("begin", feature.start), ("end", feature.end))
        if value
    )
    time = f"<TimeSpan>{span}</TimeSpan>" if span else ""
    style = f"<styleUrl>#{feature.kind}</styleUrl>" if feature.lines else ""
    data = _data({"id": feature.feature_id, "kind": feature.kind, **feature.said})
    return (
        f"<Placemark><name>{_text(feature.name)}</name><description>{_html(feature.text)}</description>"
        f"{time}{style}{data}{_geometry(feature)}</Placemark>"
    )


def _geometry(feature: Feature) -> str:
    if feature.point is not None:
        return f"<Point><coordinates>{_coordinates((feature.point,))}</coordinates></Point>"
    lines = "".join(
        f"<LineString><tessellate>1</tessellate><coordinates>{_coordinates(line)}</coordinates></LineString>"
        for line in feature.lines
    )
    return f"<MultiGeometry>{lines}</MultiGeometry>" if len(feature.lines) > 1 else lines


def _coordinates(points: Line) -> str:
    return " ".join(f"{lon!r},{lat!r}" for lon, lat in points)


def _data(said: dict[str, object]) -> str:
    rows = "".join(
        f"<Data name={quoteattr(name)}><value>{_text(_plain(value))}</value></Data>"
        for name, value in said.items()
        if value is not None
    )
    return f"<ExtendedData>{rows}</ExtendedData>"


def _plain(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _text(text: str) -> str:
    return escape(clean(sound(text)))


def _html(text: str) -> str:
    return escape(_text(text))
