"""What is marked on the map: ports, sightings and silences, gathered where they lie on one spot."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from tidewaiter.model.claims import Claim, Place
from tidewaiter.model.dossier import Dossier
from tidewaiter.report.chart.map_frame import Frame
from tidewaiter.report.chart.plane import Point
from tidewaiter.report.chart.svg import (
    GREEN,
    INK,
    ORANGE,
    PAPER,
    PURPLE,
    SOFT,
    element,
    line,
    mark,
)
from tidewaiter.report.chart.ways import numbers_of

MOST_TRACKS, MOST_SIGHTINGS, MOST_PLACES, MOST_ROUTES = 200, 300, 120, 20
#: Marks nearer than this are one spot and share a label, pixels.
SPOT = 7.0
#: Rings smaller than this would not be seen round their mark, pixels.
RING = 9.0
Sort = Literal["watched", "candidate", "context", "seen", "not seen", "silent"]
PORTS = ("watched", "candidate", "context")
COLOURS: Mapping[str, str] = {"seen": GREEN, "not seen": GREEN, "silent": ORANGE, "watched": INK}


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark. ``number`` is its exhibit, empty for a port; ``target`` its place in the page.

    ``rings`` are the half axes of what is meant, pixels; ``reached`` the silences of a port.
    """

    x: float
    y: float
    sort: Sort
    name: str
    number: str = ""
    target: str | None = None
    rings: tuple[float, float] = (0.0, 0.0)
    reached: tuple[str, ...] = ()


def thin(points: Sequence[Point], most: int, near: float = 1.0) -> list[Point]:
    """Leave out points within so many pixels of the one before, then evenly those too many.

    The first and the last stay.
    """
    kept: list[Point] = []
    for i, p in enumerate(points):
        far = not kept or abs(p[0] - kept[-1][0]) + abs(p[1] - kept[-1][1]) >= near
        if far or i == len(points) - 1:
            kept.append(p)
    if len(kept) <= most:
        return kept
    step = (len(kept) - 1) / (most - 1)
    return [kept[round(i * step)] for i in range(most)]


def reached(dossier: Dossier) -> dict[str, list[str]]:
    """Return for each port, by name, the silences in which a ship could have called there."""
    found: dict[str, dict[str, None]] = {}
    for event in dossier.events:
        if "gap" in event.kind:
            for port, _ in event.candidates:
                found.setdefault(port, {})[event.exhibit] = None
    for row in dossier.reach:
        if row.answer == "possible":
            found.setdefault(row.port, {})[row.exhibit] = None
    return {port: list(numbers) for port, numbers in found.items()}


def marks(dossier: Dossier, frame: Frame, anchors: Mapping[str, str]) -> Iterator[Mark]:
    """Yield the marks of the map, watched ports first.

    Args:
        dossier: What to mark.
        frame: Of the map.
        anchors: Places of the page, by id of a port.
    """
    numbers, could = numbers_of(dossier), reached(dossier)
    for p in sorted(dossier.places[:MOST_PLACES], key=lambda p: (p.role != "watched", p.place_id)):
        sort: Sort = "watched" if p.role == "watched" else "candidate" if p.role == "candidate" else "context"  # fmt: skip
        yield Mark(
            *frame(p.lat_deg, p.lon_deg), sort, p.name, "", anchors.get(p.place_id),
            frame.ring(p.lat_deg, p.radius_km), tuple(could.get(p.name, ())),
        )  # fmt: skip
    for s in dossier.sightings[:MOST_SIGHTINGS]:
        number = numbers.get(s.sighting_id, "")
        rings = frame.ring(s.lat_deg, s.precision_m / 1000)
        yield Mark(*frame(s.lat_deg, s.lon_deg), "seen" if s.seen else "not seen", s.place, number, number or None, rings)  # fmt: skip
    for t in dossier.tracks[:MOST_TRACKS]:
        run = max(frame.way(t.points), key=length, default=None) if t.exhibit else None
        if run and not t.observed:
            yield Mark(*along(run, 0.5), "silent", t.label, t.exhibit or "", t.exhibit)


def spots(given: Sequence[Mark], near: float = SPOT) -> list[list[Mark]]:
    """Gather marks that lie on one spot, which is where the first of them lies.

    Args:
        given: In order of importance.
        near: Pixels from the first.
    """
    found: list[list[Mark]] = []
    cells: dict[tuple[int, int], list[list[Mark]]] = {}
    for one in given:
        i, j = int(one.x // near), int(one.y // near)
        close = (s for a in (-1, 0, 1) for b in (-1, 0, 1) for s in cells.get((i + a, j + b), ()))
        spot = next(
            (s for s in close if math.dist((s[0].x, s[0].y), (one.x, one.y)) <= near), None
        )
        if spot is None:
            spot = []
            found.append(spot)
            cells.setdefault((i, j), []).append(spot)
        spot.append(one)
    return found


def rings(given: Sequence[Mark]) -> Iterator[str]:
    """Draw what is meant round each mark, where it is large enough to be seen."""
    for one in dict.fromkeys(g for g in given if max(g.rings) >= RING):
        port = one.sort in PORTS
        yield element(
            "ellipse", cx=one.x, cy=one.y, rx=one.rings[0], ry=one.rings[1], fill="none",
            stroke=INK if port else GREEN, stroke_width=1, stroke_dasharray="2 3" if port else None,
        )  # fmt: skip


def sign(one: Mark, x: float, y: float) -> str:
    """Draw a mark: each sort has a shape of its own, the colour only helps."""
    if one.sort in PORTS:
        drawn = mark("diamond", x, y, 6, fill=PAPER, stroke=ORANGE, stroke_width=1.6) if one.reached or one.sort == "candidate" else ""  # fmt: skip
        if one.sort == "context":
            return drawn + element("circle", cx=x, cy=y, r=3, fill=PAPER, stroke=SOFT, stroke_width=1.4)  # fmt: skip
        return drawn + (element("circle", cx=x, cy=y, r=3.2, fill=INK) if one.sort == "watched" else "")  # fmt: skip
    if one.sort == "silent":
        return element("circle", cx=x, cy=y, r=4, fill=PAPER, stroke=ORANGE, stroke_width=1.8)
    drawn = element("rect", x=x - 4.5, y=y - 4.5, width=9, height=9, fill=GREEN if one.sort == "seen" else PAPER, stroke=GREEN, stroke_width=1.6)  # fmt: skip
    if one.sort == "not seen":
        drawn += line(x - 4.5, y + 4.5, x + 4.5, y - 4.5, stroke=GREEN, stroke_width=1.4)
    return drawn


def routes_of(dossier: Dossier) -> list[tuple[Claim, Place, Place]]:
    """Return claims that name a port or city of origin and one of destination, both placed."""
    found = []
    for claim in dossier.claims:
        ends: list[Place | None] = []
        for role in ("origin", "destination"):
            names = {r.name.casefold() for r in claim.event.roles if r.role == role}
            known = (
                p for p in claim.places
                if p.lat is not None and p.lon is not None and p.kind in ("port", "city")
                and names & {p.name.casefold(), p.text.casefold()}
            )  # fmt: skip
            ends.append(next(known, None))
        one, other = ends
        if one is not None and other is not None and one.name != other.name:
            found.append((claim, one, other))
    return found


def bow(start: Point, end: Point, frame: Frame) -> str:
    """Draw a way as claimed: a dotted bow, which is nowhere said to be the way at sea."""
    (x1, y1), (x2, y2) = start, end
    x, y = (x1 + x2) / 2 - (y2 - y1) * 0.12, (y1 + y2) / 2 + (x2 - x1) * 0.12
    x, y = min(max(x, 0.0), frame.width), min(max(y, 0.0), frame.height)
    drawn = element("path", d=f"M{x1:.1f},{y1:.1f}Q{x:.1f},{y:.1f} {x2:.1f},{y2:.1f}", class_="claimed", fill="none", stroke=PURPLE, stroke_width=2.2, stroke_dasharray="0.1 5", stroke_linecap="round")  # fmt: skip
    return drawn + element("circle", cx=x2, cy=y2, r=7, fill="none", stroke=PURPLE, stroke_width=1.6)  # fmt: skip


def length(run: Sequence[Point]) -> float:
    """Return how long a way is, pixels."""
    return sum(math.dist(a, b) for a, b in itertools.pairwise(run))


def along(run: Sequence[Point], part: float) -> Point:
    """Return the point at a part of the way."""
    left = length(run) * part
    for a, b in itertools.pairwise(run):
        step = math.dist(a, b)
        if step and left <= step:
            return a[0] + (b[0] - a[0]) * left / step, a[1] + (b[1] - a[1]) * left / step
        left -= step
    return run[-1]
