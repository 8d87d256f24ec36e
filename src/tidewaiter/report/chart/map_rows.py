"""The rows behind the map."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tidewaiter.model.dossier import Dossier
from tidewaiter.report.chart.layout import Table
from tidewaiter.report.chart.map_marks import reached, routes_of
from tidewaiter.report.chart.ways import numbers_of

_Row = tuple[str, str, str, str, str]


def map_rows(dossier: Dossier, anchors: Mapping[str, str] | None = None) -> Table:
    """Return what stands on the map: ports, sightings, ways heard, silences, ways that claims name.

    Args:
        dossier: What is shown.
        anchors: Places of the page, by id of a port.
    """
    ports = list(_places(dossier, anchors or {}))
    found = [*((row, None) for row, _ in ports), *_sightings(dossier), *_ways(dossier)]
    head = ("Exhibit", "What", "Where", "Position", "Precision")
    ids = (*(place for _, place in ports), *(None for _ in found[len(ports) :]))
    return Table(head, tuple(row for row, _ in found), tuple(a for _, a in found), ids)


def _places(dossier: Dossier, anchors: Mapping[str, str]) -> Iterator[tuple[_Row, str | None]]:
    could = reached(dossier)
    roles = {"candidate": "port in reach of a silent ship"}
    for p in dossier.places:
        what = roles.get(p.role, f"port, {p.role}")
        if could.get(p.name):
            what += f" ({'also in reach in ' if p.role == 'watched' else ''}{', '.join(could[p.name])})"  # fmt: skip
        row = ("", what, p.name, _position(p.lat_deg, p.lon_deg), f"within {p.radius_km:g} km")
        yield row, anchors.get(p.place_id)


def _sightings(dossier: Dossier) -> Iterator[tuple[_Row, str | None]]:
    numbers = numbers_of(dossier)
    for s in dossier.sightings:
        number = numbers.get(s.sighting_id, "")
        kind = "seen" if s.seen else "looked for, not seen"
        row = (number, kind, s.place, _position(s.lat_deg, s.lon_deg), f"within {s.precision_m:g} m")  # fmt: skip
        yield row, number or None


def _ways(dossier: Dossier) -> Iterator[tuple[_Row, str | None]]:
    for t in dossier.tracks:
        if not t.points:
            continue
        ends = f"{_position(*t.points[0])} to {_position(*t.points[-1])}"
        kind = "way heard" if t.observed else "not heard, way unknown"
        yield (t.exhibit or "", kind, t.label, ends, ""), t.exhibit
    numbers = numbers_of(dossier)
    for claim, one, other in routes_of(dossier):
        number = numbers.get(claim.claim_id, "")
        ends = " to ".join(_position(p.lat or 0.0, p.lon or 0.0) for p in (one, other))
        yield (number, "way as claimed", f"{one.name} to {other.name}", ends, ""), number or None


def _position(lat: float, lon: float) -> str:
    lon = (lon + 180) % 360 - 180
    return f"{abs(lat):.3f}° {'N' if lat >= 0 else 'S'} {abs(lon):.3f}° {'E' if lon >= 0 else 'W'}"
