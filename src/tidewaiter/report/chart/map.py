"""The map: coasts, ways heard and inferred, ports, sightings."""

from __future__ import annotations

import math
from collections.abc import Iterator

from tidewaiter.geo.coast import land
from tidewaiter.geo.sphere import KM_PER_NM
from tidewaiter.model.dossier import Dossier
from tidewaiter.report.chart.svg import (
    BLUE,
    GREEN,
    INK,
    LAND,
    LINE,
    ORANGE,
    PAPER,
    SEA,
    SOFT,
    VERMILION,
    element,
    line,
    link,
    path,
    picture,
    short,
    text,
)

_WIDTH = 860.0
_KM_PER_DEG = 111.195


class _Projection:
    """Plate carrée, true to scale at the middle latitude of the box."""

    def __init__(self, box: tuple[float, float, float, float]) -> None:
        self.west, self.south, self.east, self.north = box
        middle = math.radians((self.south + self.north) / 2)
        self.squeeze = max(0.05, math.cos(middle))
        self.scale = _WIDTH / ((self.east - self.west) * self.squeeze)
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
    labels = _Labels(to.height)
    layers = [
        element("rect", width=_WIDTH, height=to.height, fill=SEA),
        *_coasts(to, box),
        *_graticule(to, box),
        *_tracks(dossier, to),
        *_places(dossier, to, labels),
        *_sightings(dossier, to),
        _scale_bar(to),
    ]
    clip = element("clipPath", element("rect", width=_WIDTH, height=to.height), id="map-clip")
    body = clip + element("g", "".join(layers), clip_path="url(#map-clip)")
    return picture(
        _WIDTH, to.height + 30, body + _key(to.height + 20),
        name="map", title="Map of the case",
        about=f"{len(dossier.places)} ports, {len(dossier.tracks)} pieces of ship tracks and "
        f"{len(dossier.sightings)} sightings; the table under the map lists them.",
    )  # fmt: skip


def _box(dossier: Dossier) -> tuple[float, float, float, float] | None:
    points = [(p.lat_deg, p.lon_deg) for p in dossier.places]
    points += [(s.lat_deg, s.lon_deg) for s in dossier.sightings]
    points += [point for track in dossier.tracks for point in track.points]
    if not points:
        return None
    first = points[0][1]
    lons = [first + (lon - first + 180) % 360 - 180 for _, lon in points]
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


def _coasts(to: _Projection, box: tuple[float, float, float, float]) -> Iterator[str]:
    shapes = "".join(path((to(lat, lon) for lon, lat in ring), close=True) for ring in land(*box))
    if shapes:
        yield element(
            "path", d=shapes, fill=LAND, stroke="#a89f8d", stroke_width=0.7, fill_rule="evenodd"
        )


def _graticule(to: _Projection, box: tuple[float, float, float, float]) -> Iterator[str]:
    west, south, east, north = box
    step = next(s for s in (0.5, 1, 2, 5, 10, 20, 30) if (east - west) / s <= 9 or s == 30)
    lon = math.ceil(west / step) * step
    while lon <= east:
        x, _ = to(south, lon)
        shown = (lon + 180) % 360 - 180
        yield line(x, 0, x, to.height, stroke=LINE, stroke_width=0.5)
        yield text(
            x + 3, to.height - 5, f"{abs(shown):g}° {'E' if shown >= 0 else 'W'}", fill=SOFT
        )
        lon += step
    lat = math.ceil(south / step) * step
    while lat <= north:
        _, y = to(lat, west)
        yield line(0, y, _WIDTH, y, stroke=LINE, stroke_width=0.5)
        yield text(4, y - 3, f"{abs(lat):g}° {'N' if lat >= 0 else 'S'}", fill=SOFT)
        lat += step


def _tracks(dossier: Dossier, to: _Projection) -> Iterator[str]:
    for track in dossier.tracks:
        points = [to(lat, lon) for lat, lon in track.points]
        dash = None if track.observed else "7 5"
        way = element(
            "path", d=path(points), fill="none", stroke_width=1.6 if track.observed else 2.4,
            stroke=BLUE if track.observed else ORANGE, stroke_dasharray=dash,
        )  # fmt: skip
        yield way
        if track.exhibit:
            x = sum(p[0] for p in points) / len(points)
            y = sum(p[1] for p in points) / len(points)
            badge = element(
                "rect", x=x - 14, y=y - 9, width=28, height=18, rx=3, fill=PAPER, stroke=ORANGE
            )
            badge += text(
                x, y + 4.5, track.exhibit, text_anchor="middle", fill=ORANGE, font_weight=600
            )
            yield link(track.exhibit, badge, f"{track.exhibit}: {track.label} not heard")


def _places(dossier: Dossier, to: _Projection, labels: _Labels) -> Iterator[str]:
    for place in sorted(dossier.places, key=lambda p: (p.role != "watched", p.place_id)):
        x, y = to(place.lat_deg, place.lon_deg)
        colour = INK if place.role == "watched" else SOFT
        yield element(
            "circle", cx=x, cy=y, r=max(4.0, to.pixels(place.radius_km)), fill="none", stroke=colour,
            stroke_dasharray="2 2",
        )  # fmt: skip
        yield element("circle", cx=x, cy=y, r=2.2, fill=colour)
        yield labels.put(x, y, place.name, colour)


def _sightings(dossier: Dossier, to: _Projection) -> Iterator[str]:
    numbers = {e.ref: e.number for e in dossier.exhibits}
    at: dict[tuple[int, int], int] = {}
    for sighting in dossier.sightings:
        x, y = to(sighting.lat_deg, sighting.lon_deg)
        spot = (round(x / 20), round(y / 20))
        stacked = at.get(spot, 0)
        at[spot] = stacked + 1
        number = numbers.get(sighting.sighting_id, "")
        bx, by = x + 8 + 38 * (stacked % 4), y + 8 + 22 * (stacked // 4)
        fill = GREEN if sighting.seen else PAPER
        ink = PAPER if sighting.seen else GREEN
        badge = element(
            "rect", x=bx, y=by, width=34, height=18, fill=fill, stroke=GREEN, stroke_width=1.5
        )
        badge += text(bx + 17, by + 13.5, number, text_anchor="middle", fill=ink, font_weight=600)
        seen = "seen" if sighting.seen else "looked for and not seen"
        yield link(number, badge, f"{number}: {seen} at {sighting.place}")


class _Labels:
    """Names of places, moved where they would lie on one another."""

    def __init__(self, height: float) -> None:
        self._height = height
        self._taken: list[tuple[float, float, float, float]] = []

    def put(self, x: float, y: float, name: str, colour: str) -> str:
        words = short(name, 28)
        width = 7.2 * len(words)
        spots = [
            (x + 8, y - 6),
            (x - 8 - width, y - 6),
            (x - width / 2, y - 14),
            (x + 8, y + 16),
            (x + 8, y - 24),
        ]
        for left, base in spots:
            box = (left, base - 12, left + width, base + 3)
            inside = (
                box[0] >= 2 and box[2] <= _WIDTH - 2 and box[1] >= 2 and box[3] <= self._height - 2
            )
            if inside and not any(
                box[0] < o[2] and o[0] < box[2] and box[1] < o[3] and o[1] < box[3]
                for o in self._taken
            ):
                self._taken.append(box)
                return text(
                    left, base, words, font_size=13, font_weight=600, fill=colour,
                    stroke=PAPER, stroke_width=3, paint_order="stroke",
                )  # fmt: skip
        return ""


def _scale_bar(to: _Projection) -> str:
    wanted = 0.2 * _WIDTH / to.scale * _KM_PER_DEG
    km = max(v for v in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000) if v <= max(1.0, wanted))
    nm = max(
        v for v in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000) if v * KM_PER_NM <= max(1.9, wanted)
    )
    x, y = _WIDTH - 20 - max(to.pixels(km), to.pixels(nm * KM_PER_NM)), 22.0
    box = element(
        "rect", x=x - 8, y=y - 16, width=_WIDTH - x, height=44, fill=PAPER, fill_opacity=0.85
    )
    box += line(x, y + 6, x + to.pixels(km), y + 6, stroke_width=2) + text(x, y + 1, f"{km:g} km")
    box += line(x, y + 10, x + to.pixels(nm * KM_PER_NM), y + 10, stroke=SOFT, stroke_width=2)
    return box + text(x, y + 24, f"{nm:g} nautical miles", fill=SOFT)


def _key(y: float) -> str:
    parts = [line(4, y - 4, 34, y - 4, stroke=BLUE, stroke_width=2), text(40, y, "heard")]
    parts += [
        line(96, y - 4, 126, y - 4, stroke=ORANGE, stroke_width=2.4, stroke_dasharray="7 5"),
        text(132, y, "not heard, way unknown"),
        element("rect", x=290, y=y - 12, width=18, height=14, fill=GREEN),
        text(314, y, "seen"),
        element("rect", x=360, y=y - 12, width=18, height=14, fill=PAPER, stroke=GREEN),
        text(384, y, "looked for, not seen"),
        element("circle", cx=522, cy=y - 5, r=6, fill="none", stroke=INK, stroke_dasharray="2 2"),
        text(534, y, "port and its radius"),
        element(
            "rect",
            x=670,
            y=y - 12,
            width=18,
            height=14,
            fill=LAND,
            stroke=VERMILION,
            stroke_opacity=0,
        ),
        text(694, y, "land (Natural Earth 1:10 M)"),
    ]
    return "".join(parts)
