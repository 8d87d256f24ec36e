"""The map: coasts, ways heard and inferred, ports, sightings."""

from __future__ import annotations

import itertools
import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from tidewaiter.model.dossier import Dossier
from tidewaiter.report.chart.callouts import Callouts
from tidewaiter.report.chart.fitted import named
from tidewaiter.report.chart.key import Sign, key, note
from tidewaiter.report.chart.layout import WIDE, words_width
from tidewaiter.report.chart.map_frame import Frame, Place, frame_of
from tidewaiter.report.chart.map_ground import (
    degrees,
    frame_line,
    graticule,
    ground,
    land_sign,
    scale_bar,
)
from tidewaiter.report.chart.map_labels import labels
from tidewaiter.report.chart.map_list import listed
from tidewaiter.report.chart.map_locator import locator, locator_sign
from tidewaiter.report.chart.map_marks import (
    MOST_PLACES,
    MOST_ROUTES,
    MOST_SIGHTINGS,
    MOST_TRACKS,
    PORTS,
    RING,
    Mark,
    Sort,
    along,
    bow,
    length,
    marks,
    rings,
    routes_of,
    sign,
    spots,
    thin,
)
from tidewaiter.report.chart.map_rows import map_rows
from tidewaiter.report.chart.plane import Point
from tidewaiter.report.chart.svg import (
    BLUE,
    GREEN,
    INK,
    ORANGE,
    PAPER,
    PURPLE,
    element,
    line,
    link,
    path,
    picture,
    text,
)  # fmt: skip
from tidewaiter.report.chart.ways import numbers_of

__all__ = ["map_rows", "map_svg"]

#: Points of all ways together, so that the picture stays small.
_POINTS = 4000
_SHIPS = 12
_ARROW = 60.0
_MEANS: dict[Sort, str] = {
    "watched": "port watched",
    "candidate": "port that a silent ship could have reached",
    "context": "other port",
    "seen": "seen",
    "not seen": "looked for, not seen",
    "silent": "middle of a silence",
}


def map_svg(
    dossier: Dossier, width: float = WIDE, anchors: Mapping[str, str] | None = None
) -> str | None:
    """Draw the map, or return None where nothing has a place.

    Args:
        dossier: What is shown.
        width: Pixels across; :data:`NARROW` for a phone.
        anchors: Places of the page, by id of a port, which its name then leads to.
    """
    frame = frame_of(_extent(dossier), width)
    if frame is None:
        return None
    found = list(marks(dossier, frame, anchors or {}))
    gathered = spots(found)
    room = Callouts(frame.width, frame.height)
    for spot in gathered:
        room.block((spot[0].x - 5, spot[0].y - 5, spot[0].x + 5, spot[0].y + 5))
    ways = list(_ways(dossier, frame))
    room.wear(p for _, run in ways for p in _dense(run))
    words, numbered = labels(gathered, room, width)
    ships = "".join(_ships(dossier, frame, room))
    base, has_land = ground(frame)
    routes = list(_routes(dossier, frame))
    inside = [
        base, *graticule(frame), *rings(found), *(_way(*way) for way in ways), *(drawn for drawn, _ in routes),
        *(sign(m, m.x, m.y) for spot in reversed(gathered) for m in _top(spot)), words, ships, *degrees(frame, room),
    ]  # fmt: skip
    clip = f"{named('map', width)}-clip"
    body = element("clipPath", element("rect", width=width, height=frame.height), id=clip)
    body += element("g", "".join(inside), clip_path=f"url(#{clip})") + frame_line(frame)
    below, y = _under(dossier, frame, found, numbered, (bool(ways), has_land, routes))
    return picture(
        width, y + 4, body + below, name=named("map", width), role="group" if "<a " in body + below else "img",
        title="Map: where ships were heard, silent and seen", about=_about(dossier),
    )  # fmt: skip


def _extent(dossier: Dossier) -> Iterator[Sequence[Place]]:
    yield from (((p.lat_deg, p.lon_deg),) for p in dossier.places)
    yield from (((s.lat_deg, s.lon_deg),) for s in dossier.sightings)
    yield from (track.points for track in dossier.tracks)


def _under(
    dossier: Dossier, frame: Frame, found: Sequence[Mark], numbered: Sequence[Sequence[Mark]],
    drawn: tuple[bool, bool, Sequence[tuple[str, bool]]],
) -> tuple[str, float]:  # fmt: skip
    """Write what stands under the map; return also where it ends."""
    names, y = listed(numbered, frame.height + 6, frame.width)
    small, low = ("", y) if dossier.synthetic else locator(frame, y)
    scale, y = scale_bar(frame, y)
    y = max(y, low)
    signs, y = key([*_signs(dossier, found, *drawn), *_lies(small)], y, frame.width)
    rest, y = note(_left_out(dossier, drawn[2]), y, frame.width)
    return names + small + scale + signs + rest, y


def _ways(dossier: Dossier, frame: Frame) -> Iterator[tuple[bool, list[Point]]]:
    """Yield the ways of ships on the map: whether they were heard, and their points."""
    each = max(2, _POINTS // max(1, min(len(dossier.tracks), MOST_TRACKS)))
    order = sorted(dossier.tracks[:MOST_TRACKS], key=lambda t: not t.observed)
    for track in order:
        if len(set(track.points)) == 1:
            yield track.observed, [frame(*track.points[0])]
        for run in frame.way(track.points):
            yield track.observed, thin(run, each)


def _way(heard: bool, run: Sequence[Point]) -> str:
    if len(run) == 1:
        return element("circle", cx=run[0][0], cy=run[0][1], r=2.5, fill=BLUE if heard else ORANGE)
    return _course(run) * heard + element(
        "path", d=path(run), class_="heard" if heard else "silent", fill="none", stroke_linejoin="round",
        stroke=BLUE if heard else ORANGE, stroke_width=1.6 if heard else 2.4, stroke_dasharray=None if heard else "7 5",
    )  # fmt: skip


def _course(run: Sequence[Point]) -> str:
    """Draw an arrow along a way long enough for one, past its middle."""
    if length(run) < _ARROW:
        return ""
    (x1, y1), (x2, y2) = along(run, 0.58), along(run, 0.6)
    turn = math.degrees(math.atan2(y2 - y1, x2 - x1))
    return element("path", d="M6,0L-5,-4.5L-5,4.5Z", fill=BLUE, transform=f"translate({x2:.1f} {y2:.1f}) rotate({turn:.0f})")  # fmt: skip


def _dense(run: Sequence[Point]) -> Iterator[Point]:
    """Yield points of a way no more than 8 pixels apart."""
    for (x1, y1), (x2, y2) in itertools.pairwise(run):
        n = int(max(abs(x2 - x1), abs(y2 - y1)) // 8) + 1
        yield from ((x1 + (x2 - x1) * i / n, y1 + (y2 - y1) * i / n) for i in range(n))


def _top(spot: Sequence[Mark]) -> list[Mark]:
    """One mark of each sort, the port above the rest."""
    return list({m.sort: m for m in reversed(spot)}.values())


def _ships(dossier: Dossier, frame: Frame, room: Callouts) -> Iterator[str]:
    """Write the names of ships beside their ways, where there is room."""
    named_: dict[str, list[list[Point]]] = {}
    for track in dossier.tracks[:MOST_TRACKS]:
        if track.observed:
            named_.setdefault(track.label, []).extend(frame.way(track.points))
    for label, runs in list(named_.items())[:_SHIPS]:
        run = max(runs, key=length, default=None)
        words = label if words_width(label) <= 150 else ""
        if not run or not words:
            continue
        for part in (0.5, 0.3, 0.7, 0.15, 0.85):
            x, y = along(run, part)
            callout = room.put(x, y, words_width(words), 15, 0)
            if callout:
                yield text(callout.box[0], callout.box[3] - 3.5, words, font_style="italic", fill=BLUE, stroke=PAPER, stroke_width=3, paint_order="stroke")  # fmt: skip
                break


def _routes(dossier: Dossier, frame: Frame) -> Iterator[tuple[str, bool]]:
    """Yield each claimed way once: as drawn, and whether it is drawn."""
    numbers, seen = numbers_of(dossier), set[tuple[str, str]]()
    for claim, one, other in routes_of(dossier):
        ends = [frame(p.lat or 0.0, p.lon or 0.0) for p in (one, other)]
        inside = all(0 <= x <= frame.width and 0 <= y <= frame.height for x, y in ends)
        if not inside or (one.name, other.name) in seen or len(seen) >= MOST_ROUTES:
            yield "", False
            continue
        seen.add((one.name, other.name))
        drawn, number = bow(ends[0], ends[1], frame), numbers.get(claim.claim_id, "")
        about = f"{number}: claimed way from {one.name[:80]} to {other.name[:80]}"
        yield (link(number, drawn, about) if number else drawn), True


def _signs(
    dossier: Dossier, found: Sequence[Mark], ways: bool, has_land: bool, routes: Sequence[tuple[str, bool]]
) -> Iterator[Sign]:  # fmt: skip
    tracks = dossier.tracks[:MOST_TRACKS] if ways else ()
    if any(t.observed for t in tracks):
        yield Sign(lambda x, y: line(x - 14, y, x + 14, y, stroke=BLUE, stroke_width=1.6) + element("path", d=path([(x + 6, y), (x - 4, y - 4.5), (x - 4, y + 4.5)], close=True), fill=BLUE), 28, "way heard, and its course")  # fmt: skip
    if any(not t.observed for t in tracks):
        yield Sign(lambda x, y: line(x - 16, y, x + 16, y, stroke=ORANGE, stroke_width=2.4, stroke_dasharray="7 5"), 32, "not heard, way unknown")  # fmt: skip
    if any(drawn for _, drawn in routes):
        yield Sign(lambda x, y: line(x - 14, y, x + 14, y, stroke=PURPLE, stroke_width=2.2, stroke_dasharray="0.1 5", stroke_linecap="round"), 28, "way as claimed, not as sailed")  # fmt: skip
    for sort, words in _MEANS.items():
        some = [m for m in found if m.sort == sort]
        for could in (False, True):
            one = next((m for m in some if bool(m.reached) is could), None)
            if one is not None:
                also = " and that a silent ship could have reached" if could and sort == "watched" else ""  # fmt: skip
                by = f" ({_numbers([m for m in some if m.reached])})" if could else ""
                yield Sign(lambda x, y, one=one: sign(one, x, y), 14, words + also + by)  # type: ignore[misc]
    if any(max(m.rings) >= RING and m.sort in PORTS for m in found):
        yield Sign(lambda x, y: element("circle", cx=x, cy=y, r=6, fill="none", stroke=INK, stroke_dasharray="2 3"), 14, "radius of a port")  # fmt: skip
    if any(max(m.rings) >= RING and m.sort not in PORTS for m in found):
        yield Sign(lambda x, y: element("circle", cx=x, cy=y, r=6, fill="none", stroke=GREEN), 14, "precision of a sighting")  # fmt: skip
    if has_land:
        yield Sign(land_sign, 18, "land (Natural Earth 1:10 M)")


def _lies(small: str) -> Iterator[Sign]:
    if small:
        yield Sign(locator_sign, 16, "where this map lies")


def _numbers(some: Sequence[Mark]) -> str:
    found = list(dict.fromkeys(n for m in some for n in m.reached))
    return ", ".join(found[:6]) + (f" and {len(found) - 6} more" if len(found) > 6 else "")


def _left_out(dossier: Dossier, routes: Sequence[tuple[str, bool]]) -> str:
    over = [
        (len(dossier.tracks) - MOST_TRACKS, "pieces of track"),
        (len(dossier.sightings) - MOST_SIGHTINGS, "sightings"),
        (len(dossier.places) - MOST_PLACES, "ports"),
        (sum(not drawn for _, drawn in routes), "claimed ways, off the map or drawn for another claim"),
    ]  # fmt: skip
    parts = [f"{n} {what}" for n, what in over if n > 0]
    return f"Not drawn, in the table: {', '.join(parts)}." if parts else ""


def _about(dossier: Dossier) -> str:
    seen = Counter(s.place[:80] for s in dossier.sightings if s.seen)
    unseen = sum(not s.seen for s in dossier.sightings)
    watched = [p for p in dossier.places if p.role == "watched"]
    silent = [t.exhibit for t in dossier.tracks if not t.observed and t.exhibit]
    could = {m.name[:80] for m in dossier.places if m.role == "candidate"}
    parts = []
    if seen:
        most = ", ".join(f"{n} at {place}" for place, n in seen.most_common(3))
        parts.append(f"{sum(seen.values())} sightings ({most}{', and elsewhere' if len(seen) > 3 else ''})")  # fmt: skip
    if unseen:
        parts.append(f"{unseen} look{'s' * (unseen > 1)} that found nothing")
    if watched:
        names = ", ".join(p.name[:80] for p in watched[:4])
        parts.append(f"{len(watched)} watched port{'s' * (len(watched) > 1)} ({names}{', …' if len(watched) > 4 else ''})")  # fmt: skip
    ships = {t.label for t in dossier.tracks}
    heard = f"The ways of {len(ships)} ship{'s' * (len(ships) > 1)} are drawn solid where heard" if ships else "No ship track is drawn"  # fmt: skip
    if silent:
        heard += f" and dashed across {len(silent)} silence{'s' * (len(silent) > 1)} ({', '.join(silent[:4])}{', …' if len(silent) > 4 else ''})"  # fmt: skip
    if could:
        heard += f"; {len(could)} more port{'s' * (len(could) > 1)} could have been reached in silence"  # fmt: skip
    lead = "; ".join(parts)
    return f"{lead[:1].upper()}{lead[1:]}. {heard}." if lead else f"{heard}."
