"""One ship's script: where it goes, how long it stays, when its transmitter is silent."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from tidewaiter.geo.sphere import KM_PER_NM, distance_km

Place = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Stay:
    """A stay of some hours at a place; ``port_id`` None for a place at sea."""

    place: Place
    hours: float
    port_id: str | None = None


@dataclass(frozen=True, slots=True)
class Leg:
    """A way to a place at a speed in knots, straight on the chart."""

    to: Place
    speed_kn: float


@dataclass(frozen=True, slots=True)
class Moment:
    """Where a ship truly is: ``sog_kn`` 0 in port."""

    at: datetime
    lat_deg: float
    lon_deg: float
    sog_kn: float


@dataclass(frozen=True, slots=True)
class Call:
    """A true call at a port."""

    port_id: str
    arrived: datetime
    left: datetime


def sail(
    start: datetime, place: Place, steps: tuple[Stay | Leg, ...], every: timedelta
) -> tuple[list[Moment], list[Call]]:
    """Follow a script.

    Args:
        start: When it begins, UTC.
        place: Where it begins, latitude and longitude in degrees.
        steps: What the ship does.
        every: Time between two reports.

    Returns:
        Where the ship is at each report, and its true calls.
    """
    moments: list[Moment] = []
    calls: list[Call] = []
    now = start
    for step in steps:
        if isinstance(step, Stay):
            end = now + timedelta(hours=step.hours)
            moments.extend(Moment(t, *place, 0.0) for t in _ticks(now, end, every))
            if step.port_id is not None:
                calls.append(Call(step.port_id, now, end))
        else:
            hours = float(distance_km(*place, *step.to)) / KM_PER_NM / step.speed_kn
            end = now + timedelta(hours=hours)
            for t in _ticks(now, end, every):
                done = (t - now) / (end - now)
                lat = place[0] + (step.to[0] - place[0]) * done
                lon = place[1] + (step.to[1] - place[1]) * done
                moments.append(Moment(t, lat, lon, step.speed_kn))
            place = step.to
        now = end
    return moments, calls


def _ticks(start: datetime, end: datetime, every: timedelta) -> Iterator[datetime]:
    """Whole multiples of ``every`` since 1970 in [start, end): reports keep a beat."""
    beat = every.total_seconds()
    first = -(-start.timestamp() // beat) * beat
    moment = datetime.fromtimestamp(first, start.tzinfo)
    while moment < end:
        yield moment
        moment += every
