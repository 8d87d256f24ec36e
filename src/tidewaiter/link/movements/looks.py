"""What sightings say of a ship, a place and a window: named, unnamed, and looks that found nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tidewaiter.geo.ports import Port
from tidewaiter.geo.sphere import distance_km
from tidewaiter.link.movements.window import Window, microseconds
from tidewaiter.model.sightings import Sighting
from tidewaiter.names.numbers import imo
from tidewaiter.names.ships import ship_name

_RATE = re.compile(r"\b(\d+)\s+of\s+(\d+)\b")


@dataclass(frozen=True, slots=True)
class Looks:
    """Sightings at a place in a window.

    Attributes:
        named: Those that saw the ship and name it.
        unnamed: Those that saw something and name no ship.
        empty: Looks that found nothing, of one moment or a series.
        rate: Looks with something seen, and all, of the source with the largest search effort.
        rate_of: That source.
    """

    named: tuple[Sighting, ...] = ()
    unnamed: tuple[Sighting, ...] = ()
    empty: tuple[Sighting, ...] = ()
    rate: tuple[int, int] | None = None
    rate_of: str = ""

    @property
    def refs(self) -> tuple[str, ...]:
        """Return their ids, those that name the ship first."""
        return tuple(s.sighting_id for s in (*self.named, *self.unnamed, *self.empty))

    @property
    def empty_at(self) -> tuple[int, ...]:
        """Return the moments at which one look found the place empty, microseconds since 1970."""
        return tuple(microseconds(s.start_utc) for s in self.empty if s.start_utc == s.end_utc)


def plain(name: str) -> str:
    """Return the form in which names of ships are compared.

    >>> plain("M/V Tern Harbour"), plain("TERN HARBOUR")
    ('tern harbour', 'tern harbour')
    """
    return ship_name(name)


def looks(
    sightings: Sequence[Sighting],
    port: Port,
    window: Window,
    *,
    names: frozenset[str],
    imos: frozenset[str],
) -> Looks:
    """Return what was looked at there and then.

    Args:
        sightings: All of the case.
        port: The place: its radius, and the precision of the sighting.
        window: The time.
        names: Plain names of the ship.
        imos: Its IMO numbers.
    """
    here = [s for s in sightings if _at(s, port) and _in(s, window)]
    named, unnamed, empty = [], [], []
    for one in here:
        if not one.seen:
            empty.append(one)
        elif one.vessel is None:
            unnamed.append(one)
        elif plain(one.vessel) in names or imo(one.vessel) in imos:
            named.append(one)
    rate, rate_of = _rate([*unnamed, *named, *empty])
    return Looks(tuple(named), tuple(unnamed), tuple(empty), rate, rate_of)


def _at(sighting: Sighting, port: Port) -> bool:
    km = distance_km(sighting.lat_deg, sighting.lon_deg, port.lat_deg, port.lon_deg)
    return bool(km <= port.radius_km + sighting.precision_m / 1000.0)


def _in(sighting: Sighting, window: Window) -> bool:
    return window.meets(microseconds(sighting.start_utc), microseconds(sighting.end_utc))


def _rate(found: Sequence[Sighting]) -> tuple[tuple[int, int] | None, str]:
    """Return the published rate with the most looks; of a row of empty looks, the rest were not."""
    best: tuple[int, int] | None = None
    source = ""
    for one in found:
        said = _RATE.search(one.effort)
        if said is None:
            continue
        part, whole = int(said.group(1)), int(said.group(2))
        if part <= whole and (best is None or whole > best[1]):
            best, source = (part if one.seen else whole - part, whole), one.source
    return best, source
