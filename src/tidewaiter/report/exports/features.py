"""What lies somewhere: points and lines with what is said of them, for the formats of maps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from tidewaiter.model.dossier import Dossier
from tidewaiter.report.exports.formats import numbers, sound

#: Longitude and latitude, degrees WGS 84.
Point = tuple[float, float]
Line = tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Feature:
    """A point, or a line in pieces that never cross the antimeridian.

    ``start`` and ``end`` are ISO 8601 in UTC, None where no time applies.
    """

    feature_id: str
    kind: str
    name: str
    text: str
    start: str | None
    end: str | None
    point: Point | None
    lines: tuple[Line, ...]
    said: dict[str, Any]


def features(dossier: Dossier) -> Iterator[Feature]:
    """Yield places, sightings, events and ways, in the order of the dossier."""
    yield from _places(dossier)
    yield from _sightings(dossier)
    yield from _events(dossier)
    yield from _claimed(dossier)
    yield from _ways(dossier)


def split(points: Sequence[Point]) -> tuple[Line, ...]:
    """Cut a line where it crosses the antimeridian (RFC 7946 §3.1.9).

    Two neighbouring points are joined the shorter way round; latitude is drawn straight.

    >>> split([(179.0, 10.0), (-179.0, 12.0)])
    (((179.0, 10.0), (180.0, 11.0)), ((-180.0, 11.0), (-179.0, 12.0)))
    """
    pieces: list[list[Point]] = [list(points[:1])]
    for (lon_a, lat_a), (lon_b, lat_b) in pairwise(points):
        if abs(lon_b - lon_a) > 180:
            edge = 180.0 if lon_a > 0 else -180.0
            far = lon_b + 2 * edge
            share = (edge - lon_a) / (far - lon_a) if far != lon_a else 0.0
            lat = lat_a + share * (lat_b - lat_a)
            pieces[-1].append((edge, lat))
            pieces.append([(-edge, lat)])
        pieces[-1].append((lon_b, lat_b))
    whole = (
        tuple(p for i, p in enumerate(piece) if not i or p != piece[i - 1]) for piece in pieces
    )
    return tuple(piece for piece in whole if len(piece) > 1)


def _places(dossier: Dossier) -> Iterator[Feature]:
    for place in dossier.places:
        yield Feature(
            f"place:{sound(place.place_id)}", "place", sound(place.name), f"Place: {place.role}",
            None, None, (place.lon_deg, place.lat_deg), (),
            {"role": sound(place.role), "precision_m": place.radius_km * 1000},
        )  # fmt: skip


def _sightings(dossier: Dossier) -> Iterator[Feature]:
    number = numbers(dossier)
    for s in dossier.sightings:
        yield Feature(
            f"sighting:{sound(s.sighting_id)}", "sighting", sound(s.place), sound(s.what),
            s.start_utc.isoformat(), s.end_utc.isoformat(), (s.lon_deg, s.lat_deg), (),
            {
                "number": number.get(s.sighting_id), "precision_m": s.precision_m, "seen": s.seen,
                "vessel": _sound(s.vessel), "source": sound(s.source), "effort": sound(s.effort),
            },
        )  # fmt: skip


def _events(dossier: Dossier) -> Iterator[Feature]:
    where = {e.ref: e for e in dossier.exhibits if e.kind == "event"}
    for e in dossier.events:
        shown = where.get(e.event_id)
        at = None
        if shown is not None and shown.lon_deg is not None and shown.lat_deg is not None:
            at = (shown.lon_deg, shown.lat_deg)
        yield Feature(
            f"event:{e.event_id}", "event", sound(f"{e.kind.replace('_', ' ')}, {e.name or e.mmsi}"),
            sound(e.sentence), e.start_utc.isoformat(), e.end_utc.isoformat(), at, (),
            {
                "number": e.exhibit, "event": e.kind, "mmsi": e.mmsi, "ship": _sound(e.name),
                "flag": _sound(e.flag), "duration_h": e.duration_h, "place": sound(e.place),
                "candidates": [[sound(name), value] for name, value in e.candidates],
            },
        )  # fmt: skip


def _claimed(dossier: Dossier) -> Iterator[Feature]:
    number = numbers(dossier)
    for claim in dossier.claims:
        when = claim.event_time
        for i, place in enumerate(claim.places):
            if place.lat is None or place.lon is None:
                continue
            yield Feature(
                f"claim:{sound(claim.claim_id)}:{i}", "claimed place", sound(place.name),
                sound(claim.content.text),
                when.start_date.isoformat() if when and when.start_date else None,
                when.end_date.isoformat() if when and when.end_date else None,
                (place.lon, place.lat), (),
                {
                    "number": number.get(claim.claim_id), "place_id": _sound(place.id), "place_kind": place.kind,
                    "precision_m": None if place.precision_km is None else place.precision_km * 1000,
                    "speaker": sound(claim.speaker.name) if claim.speaker else None,
                    "act": claim.act, "certainty": claim.certainty, "polarity": claim.polarity,
                },
            )  # fmt: skip


def _ways(dossier: Dossier) -> Iterator[Feature]:
    events = {e.exhibit: e for e in dossier.events}
    for i, track in enumerate(dossier.tracks):
        of = events.get(track.exhibit or "")
        lines = split([(lon, lat) for lat, lon in track.points])
        if not lines:
            continue
        yield Feature(
            f"way:{track.mmsi}:{i}", "track" if track.observed else "gap", sound(track.label),
            "Heard" if track.observed else "Not heard: the way between is unknown",
            of.start_utc.isoformat() if of else None, of.end_utc.isoformat() if of else None,
            None, lines, {"number": track.exhibit, "mmsi": track.mmsi, "observed": track.observed},
        )  # fmt: skip


def _sound(text: str | None) -> str | None:
    return None if text is None else sound(text)
