"""The map: coasts, ways heard and inferred, ports, sightings."""

from __future__ import annotations

import math
from collections.abc import Iterator

from tidewaiter.geo.coast import land
from tidewaiter.geo.sphere import KM_PER_NM
from tidewaiter.model.dossier import Dossier
from tidewaiter.report.chart.layout import WIDTH, Box, Placer, Table, words_width
from tidewaiter.report.chart.map_marks import (
    MOST_PLACES, MOST_SIGHTINGS, MOST_TRACKS, badge, claimed_routes, joined, places, routes_of,
    sightings, thin,
)  # fmt: skip
from tidewaiter.report.chart.svg import (
    BLUE, GREEN, INK, LAND, LINE, ORANGE, PAPER, PURPLE, SEA, SOFT, element, line, path, picture, text,
)  # fmt: skip

#: Points of all tracks together, so that the picture stays small.
_POINTS = 5000
_KM_PER_DEG = 111.195


class _Projection:
    """Plate carrée, true to scale at the middle latitude of the box."""

    def __init__(self, box: tuple[float, float, float, float]) -> None:
        self.west, self.south, self.east, self.north = box
        middle = math.radians((self.south + self.north) / 2)
        self.squeeze = max(0.05, math.cos(middle))
        self.scale = WIDTH / ((self.east - self.west) * self.squeeze)
        self.height = (self.north - self.south) * self.scale

    def __call__(self, lat: float, lon: float) -> tuple[float, float]:
        """Return x and y of a point; longitudes are taken on the turn of the box."""
        middle = (self.west + self.east) / 2
        lon = middle + (lon - middle + 180) % 360 - 180
        return (lon - self.west) * self.squeeze * self.scale, (self.north - lat) * self.scale

    def pixels(self, km: float) -> float:
        """Return the length of a distance."""
        return km / _KM_PER_DEG * self.scale


def map_svg(dossier: Dossier) -> str | None:
    """Draw the map, or return None where nothing has a place."""
    box = _box(dossier)
    if box is None:
        return None
    to = _Projection(box)
    placer = Placer(WIDTH, to.height)
    bar, taken = _scale_bar(to)
    placer.block(taken)
    grid = list(_graticule(to, box, placer))
    for place in dossier.places[:MOST_PLACES]:
        x, y = to(place.lat_deg, place.lon_deg)
        placer.block((x - 4, y - 4, x + 4, y + 4))
    routes = list(claimed_routes(dossier, to, to.height))
    ways = list(_tracks(dossier, to, placer))
    layers = [
        element("rect", width=WIDTH, height=to.height, fill=SEA),
        *_coasts(to, box), *grid, *routes, *ways,
        *sightings(dossier, to, placer), *places(dossier, to, placer), bar,
    ]  # fmt: skip
    clip = element("clipPath", element("rect", width=WIDTH, height=to.height), id="map-clip")
    body = clip + element("g", "".join(layers), clip_path="url(#map-clip)")
    note, high = _left_out(dossier), to.height + 54
    if note:
        body += text(4, to.height + 60, note, fill=SOFT)
        high += 18
    return picture(
        WIDTH, high, body + _key(to.height + 20),
        name="map", title="Map of the case",
        about=f"{len(dossier.places)} ports, {len(dossier.tracks)} pieces of ship tracks and "
        f"{len(dossier.sightings)} sightings; the table under the map lists them.",
    )  # fmt: skip


def map_rows(dossier: Dossier) -> Table:
    """Return what stands on the map: ports, sightings, inferred ways, routes that claims name."""
    numbers = {e.ref: e.number for e in dossier.exhibits}
    rows: list[tuple[str, ...]] = []
    anchors: list[str | None] = []
    for p in dossier.places:
        rows.append(("", f"port, {p.role}", p.name, _position(p.lat_deg, p.lon_deg), f"within {p.radius_km:g} km"))  # fmt: skip
        anchors.append(None)
    for s in dossier.sightings:
        number = numbers.get(s.sighting_id, "")
        kind = "seen" if s.seen else "looked for, not seen"
        rows.append((number, kind, s.place, _position(s.lat_deg, s.lon_deg), f"within {s.precision_m:g} m"))  # fmt: skip
        anchors.append(number or None)
    for t in dossier.tracks:
        if t.exhibit and not t.observed and t.points:
            ends = f"{_position(*t.points[0])} to {_position(*t.points[-1])}"
            rows.append((t.exhibit, "not heard", t.label, ends, ""))
            anchors.append(t.exhibit)
    for claim, one, other in routes_of(dossier):
        number = numbers.get(claim.claim_id, "")
        rows.append((number, "claimed way", f"{one.name} to {other.name}", "", "as claimed"))
        anchors.append(number or None)
    return Table(("Exhibit", "What", "Where", "Position", "Precision"), tuple(rows), tuple(anchors))


def _position(lat: float, lon: float) -> str:
    lon = (lon + 180) % 360 - 180
    return f"{abs(lat):.3f}° {'N' if lat >= 0 else 'S'} {abs(lon):.3f}° {'E' if lon >= 0 else 'W'}"


def _left_out(dossier: Dossier) -> str:
    over = (
        (len(dossier.tracks), MOST_TRACKS, "pieces of track"),
        (len(dossier.sightings), MOST_SIGHTINGS, "sightings"),
        (len(dossier.places), MOST_PLACES, "ports"),
    )
    parts = [f"{have - most} {what}" for have, most, what in over if have > most]
    return f"Not drawn, in the tables: {', '.join(parts)}." if parts else ""


def _box(dossier: Dossier) -> tuple[float, float, float, float] | None:
    points = [(p.lat_deg, p.lon_deg) for p in dossier.places]
    points += [(s.lat_deg, s.lon_deg) for s in dossier.sightings]
    points += [point for track in dossier.tracks for point in track.points]
    if not points:
        return None
    lons = _together([lon for _, lon in points])
    lats = [lat for lat, _ in points]
    high, wide = max(max(lats) - min(lats), 1.0), max(max(lons) - min(lons), 1.5)
    middle = (min(lats) + max(lats)) / 2
    wide = max(wide, high * 1.3 / max(0.2, math.cos(math.radians(middle))))
    high = max(high, wide * max(0.2, math.cos(math.radians(middle))) / 2.2)
    centre = (min(lons) + max(lons)) / 2
    return (
        centre - wide * 0.6, max(-89.0, middle - high * 0.6),
        centre + wide * 0.6, min(89.0, middle + high * 0.6),
    )  # fmt: skip


def _together(lons: list[float]) -> list[float]:
    """Turn longitudes so that they lie on the shortest stretch: the widest empty one is left out."""
    order = sorted({lon % 360 for lon in lons})
    gaps = [(b - a, b) for a, b in zip(order, [*order[1:], order[0] + 360], strict=True)]
    start = max(gaps)[1] % 360
    start = (start + 180) % 360 - 180
    return [start + (lon - start) % 360 for lon in lons]


def _coasts(to: _Projection, box: tuple[float, float, float, float]) -> Iterator[str]:
    rings = ([_flat(to, box, lon, lat) for lon, lat in ring] for ring in land(*box))
    shapes = "".join(path(thin(ring, 4000), close=True) for ring in rings if _size(ring) > 1.5)
    if shapes:
        yield element(
            "path", d=shapes, fill=LAND, stroke="#a89f8d", stroke_width=0.7, fill_rule="evenodd"
        )


def _flat(
    to: _Projection, box: tuple[float, float, float, float], lon: float, lat: float
) -> tuple[float, float]:
    return (lon - box[0]) * to.squeeze * to.scale, (to.north - lat) * to.scale


def _size(ring: list[tuple[float, float]]) -> float:
    xs, ys = [p[0] for p in ring], [p[1] for p in ring]
    return max(max(xs) - min(xs), max(ys) - min(ys))


def _graticule(
    to: _Projection, box: tuple[float, float, float, float], placer: Placer
) -> Iterator[str]:
    west, south, east, north = box
    step = next(s for s in (0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 30) if (east - west) / s <= 9 or s == 30)
    for i in range(math.ceil(west / step), math.floor(east / step) + 1):
        lon = i * step
        x = (lon - west) * to.squeeze * to.scale
        shown = (lon + 180) % 360 - 180
        side = "" if abs(shown) in (0, 180) else " E" if shown > 0 else " W"
        yield line(x, 0, x, to.height, stroke=LINE, stroke_width=0.6)
        yield from _mark(x + 3, to.height - 5, f"{abs(round(shown, 4)):g}°{side}", placer)
    for i in range(math.ceil(south / step), math.floor(north / step) + 1):
        lat = i * step
        _, y = to(lat, west)
        side = "" if lat == 0 else " N" if lat > 0 else " S"
        yield line(0, y, WIDTH, y, stroke=LINE, stroke_width=0.6)
        yield from _mark(4, y - 3, f"{abs(round(lat, 4)):g}°{side}", placer)


def _mark(x: float, y: float, words: str, placer: Placer) -> Iterator[str]:
    box = (x, y - 12, x + words_width(words), y + 3)
    if placer.free(box):
        placer.block(box)
        yield text(x, y, words, fill=SOFT)


def _tracks(dossier: Dossier, to: _Projection, placer: Placer) -> Iterator[str]:
    each = max(2, _POINTS // max(1, min(len(dossier.tracks), MOST_TRACKS)))
    for track in dossier.tracks[:MOST_TRACKS]:
        points = thin([to(lat, lon) for lat, lon in track.points], each)
        if not points:
            continue
        yield element(
            "path", d=joined(points), fill="none", stroke_width=1.6 if track.observed else 2.4,
            stroke=BLUE if track.observed else ORANGE, stroke_linejoin="round",
            stroke_dasharray=None if track.observed else "7 5",
        )  # fmt: skip
    for track in dossier.tracks[:MOST_TRACKS]:
        if not track.exhibit or not track.points:
            continue
        points = [to(lat, lon) for lat, lon in track.points]
        x = sum(p[0] for p in points) / len(points)
        y = sum(p[1] for p in points) / len(points)
        yield badge(x, y, track.exhibit, placer, (PAPER, ORANGE, 3), f"{track.label} not heard")


def _scale_bar(to: _Projection) -> tuple[str, Box]:
    wanted = 0.2 * WIDTH / to.scale * _KM_PER_DEG
    km = max(v for v in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000) if v <= max(1.0, wanted))
    nm = max(
        v for v in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000) if v * KM_PER_NM <= max(1.9, wanted)
    )
    wide = max(to.pixels(km), to.pixels(nm * KM_PER_NM), 100.0)
    x, y = WIDTH - 20 - wide, 22.0
    box = element("rect", x=x - 8, y=y - 16, width=wide + 16, height=44, fill=PAPER, fill_opacity=0.9)
    box += line(x, y + 6, x + to.pixels(km), y + 6, stroke_width=2) + text(x, y + 1, f"{km:g} km")
    box += line(x, y + 10, x + to.pixels(nm * KM_PER_NM), y + 10, stroke=SOFT, stroke_width=2)
    drawn = box + text(x, y + 24, f"{nm:g} nautical miles", fill=SOFT)
    return drawn, (x - 8, y - 16, x + wide + 8, y + 28)


def _key(y: float) -> str:
    parts = [line(4, y - 4, 34, y - 4, stroke=BLUE, stroke_width=2), text(40, y, "heard")]
    parts += [
        line(104, y - 4, 134, y - 4, stroke=ORANGE, stroke_width=2.4, stroke_dasharray="7 5"),
        text(140, y, "not heard, way unknown"),
        line(330, y - 4, 360, y - 4, stroke=PURPLE, stroke_width=2, stroke_dasharray="1 5", stroke_linecap="round"),
        text(366, y, "way as claimed"),
        element("rect", x=500, y=y - 12, width=18, height=14, fill=GREEN),
        text(524, y, "seen"),
        element("rect", x=590, y=y - 12, width=18, height=14, fill=PAPER, stroke=GREEN),
        text(614, y, "looked for, not seen"),
        element("circle", cx=13, cy=y + 17, r=6, fill="none", stroke=INK, stroke_dasharray="2 2"),
        text(28, y + 22, "port and its radius: black watched, grey one that a silent ship could have reached"),
        element("rect", x=600, y=y + 10, width=18, height=14, fill=LAND),
        text(624, y + 22, "land (Natural Earth 1:10 M)"),
    ]  # fmt: skip
    return "".join(parts)
