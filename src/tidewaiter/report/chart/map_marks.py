"""What lies on the map: ports, sightings, claimed ways, each with a label that covers no other."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence

from tidewaiter.model.claims import Claim, Place
from tidewaiter.model.dossier import Dossier
from tidewaiter.report.chart.layout import WIDTH, Placer, fit, words_width
from tidewaiter.report.chart.svg import (
    GREEN, INK, PAPER, PURPLE, SOFT, element, line, link, path, text,
)  # fmt: skip

MOST_TRACKS, MOST_SIGHTINGS, MOST_PLACES, MOST_ROUTES = 400, 300, 200, 20
Point = tuple[float, float]
To = Callable[[float, float], Point]


def thin(points: Sequence[Point], most: int) -> list[Point]:
    """Leave out points within a pixel of the one before, then evenly those too many.

    The first and the last stay.
    """
    kept: list[Point] = []
    for i, p in enumerate(points):
        far = not kept or abs(p[0] - kept[-1][0]) + abs(p[1] - kept[-1][1]) >= 1.0
        if far or i == len(points) - 1:
            kept.append(p)
    if len(kept) <= most:
        return kept
    step = (len(kept) - 1) / (most - 1)
    return [kept[round(i * step)] for i in range(most)]


def joined(points: Sequence[Point]) -> str:
    """Return a path that breaks where it would run across the whole map."""
    runs: list[list[Point]] = [[points[0]]]
    for p in points[1:]:
        if abs(p[0] - runs[-1][-1][0]) > WIDTH:
            runs.append([])
        runs[-1].append(p)
    return "".join(path(run) for run in runs)


def badge(
    x: float, y: float, number: str, placer: Placer, how: tuple[str, str, int], label: str
) -> str:
    """Put a number beside a point, with a line back to it; a dot alone where there is no room.

    ``how`` is the ground, the edge and the rounding of its corners.
    """
    ground, edge, round_ = how
    words = fit(number, 60)
    wide = words_width(words) + 10
    dot = element("circle", cx=x, cy=y, r=3, fill=edge)
    box = placer.put(x, y, wide, 18, 8)
    if box is None:
        return link(number, dot, f"{number}: {label}")
    near = (min(max(x, box[0]), box[2]), min(max(y, box[1]), box[3]))
    drawn = dot
    if math.dist(near, (x, y)) > 3:
        drawn += line(x, y, *near, stroke=edge, stroke_width=1)
    drawn += element("rect", x=box[0], y=box[1], width=wide, height=18, rx=round_, fill=ground, stroke=edge, stroke_width=1.5)  # fmt: skip
    ink = PAPER if ground == edge else edge
    drawn += text(box[0] + wide / 2, box[1] + 13.5, words, text_anchor="middle", fill=ink, font_weight=600)  # fmt: skip
    return link(number, drawn, f"{number}: {label}")


def sightings(dossier: Dossier, to: To, placer: Placer) -> Iterator[str]:
    """Draw the sightings: filled where seen, hollow where looked for and not seen."""
    numbers = {e.ref: e.number for e in dossier.exhibits}
    for s in dossier.sightings[:MOST_SIGHTINGS]:
        x, y = to(s.lat_deg, s.lon_deg)
        seen = "seen" if s.seen else "looked for and not seen"
        ground = GREEN if s.seen else PAPER
        number = numbers.get(s.sighting_id, "")
        yield badge(x, y, number, placer, (ground, GREEN, 0), f"{seen} at {s.place[:200]}")


def places(dossier: Dossier, to: To, placer: Placer) -> Iterator[str]:
    """Draw the ports with their radius, watched ones first in the choice of room for the name."""
    order = sorted(dossier.places[:MOST_PLACES], key=lambda p: (p.role != "watched", p.place_id))
    for place in order:
        x, y = to(place.lat_deg, place.lon_deg)
        ring = math.dist((x, y), to(place.lat_deg + place.radius_km / 111.195, place.lon_deg))
        colour = INK if place.role == "watched" else SOFT
        yield element("circle", cx=x, cy=y, r=min(max(4.0, ring), 400.0), fill="none", stroke=colour, stroke_dasharray="2 2")  # fmt: skip
        yield element("circle", cx=x, cy=y, r=2.4, fill=colour)
        words = fit(place.name, 200, 13)
        wide = words_width(words, 13) * 1.06
        if box := placer.put(x, y, wide, 16, 7):
            near = (min(max(x, box[0]), box[2]), min(max(y, box[1]), box[3]))
            if math.dist(near, (x, y)) > 14:
                yield line(x, y, *near, stroke=colour, stroke_width=0.8)
            yield text(box[0], box[3] - 4, words, font_size=13, font_weight=600, fill=colour, stroke=PAPER, stroke_width=3, paint_order="stroke")  # fmt: skip


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


def claimed_routes(dossier: Dossier, to: To, height: float) -> Iterator[str]:
    """Draw the ways that claims name as dotted bows, where both ends lie on the map."""
    numbers = {e.ref: e.number for e in dossier.exhibits}
    drawn: set[tuple[str, str]] = set()
    for claim, one, other in routes_of(dossier):
        if (one.name, other.name) in drawn or len(drawn) >= MOST_ROUTES:
            continue
        (x1, y1), (x2, y2) = (to(p.lat or 0.0, p.lon or 0.0) for p in (one, other))
        if not all(0 <= x <= WIDTH and 0 <= y <= height for x, y in ((x1, y1), (x2, y2))):
            continue
        drawn.add((one.name, other.name))
        x, y = (x1 + x2) / 2 - (y2 - y1) * 0.12, (y1 + y2) / 2 + (x2 - x1) * 0.12
        x, y = min(max(x, 0.0), WIDTH), min(max(y, 0.0), height)
        bow = element("path", d=f"M{x1:.1f},{y1:.1f}Q{x:.1f},{y:.1f} {x2:.1f},{y2:.1f}", fill="none", stroke=PURPLE, stroke_width=2, stroke_dasharray="1 5", stroke_linecap="round")  # fmt: skip
        bow += element("circle", cx=x2, cy=y2, r=5, fill="none", stroke=PURPLE, stroke_width=2)
        number = numbers.get(claim.claim_id, "")
        about = f"{number}: claimed way from {one.name[:80]} to {other.name[:80]}"
        yield link(number, bow, about) if number else bow
