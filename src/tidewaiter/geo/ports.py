"""Ports: the bundled gazetteer, and ports of one's own."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import resources

import numpy as np
from numpy.typing import NDArray

from tidewaiter.errors import UnreadableError
from tidewaiter.model.evidence import Reject

#: Radius of a port whose table gives none, kilometres (Global Fishing Watch: 3 km of an anchorage).
RADIUS_KM = 3.0


@dataclass(frozen=True, slots=True)
class Port:
    """A port: ``port_id`` is its UN/LOCODE or an id of one's own; degrees WGS 84."""

    port_id: str
    name: str
    country: str
    lat_deg: float
    lon_deg: float
    radius_km: float = RADIUS_KM


@dataclass(frozen=True)
class Ports:
    """Ports by id, and as arrays in the same order."""

    all: tuple[Port, ...]

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self.all)

    @cached_property
    def _by_id(self) -> dict[str, Port]:
        return {port.port_id: port for port in self.all}

    @cached_property
    def lat_deg(self) -> NDArray[np.float64]:
        """Latitudes, degrees."""
        return np.array([p.lat_deg for p in self.all], dtype=np.float64)

    @cached_property
    def lon_deg(self) -> NDArray[np.float64]:
        """Longitudes, degrees."""
        return np.array([p.lon_deg for p in self.all], dtype=np.float64)

    @cached_property
    def radius_km(self) -> NDArray[np.float64]:
        """Radii, kilometres."""
        return np.array([p.radius_km for p in self.all], dtype=np.float64)

    def has(self, port_id: str) -> bool:
        """Say whether there is a port of this id."""
        return port_id in self._by_id

    def get(self, port_id: str) -> Port:
        """Return a port by id; a KeyError where there is none."""
        return self._by_id[port_id]

    def name_of(self, port_id: str) -> str:
        """Return a port's name, its id where it is unknown."""
        port = self._by_id.get(port_id)
        return port_id if port is None else port.name

    def position(self, port_id: str) -> tuple[float, float, float]:
        """Return latitude and longitude in degrees, and radius in kilometres."""
        port = self._by_id[port_id]
        return port.lat_deg, port.lon_deg, port.radius_km

    def joined(self, first: Ports) -> Ports:
        """Return ``first`` and those of these ports whose id it does not have."""
        return Ports((*first.all, *(p for p in self.all if not first.has(p.port_id))))


@cache
def bundled() -> Ports:
    """Return the bundled ports: hand-checked watch sites, then searoute's list.

    >>> bundled().get("KPNJN").name
    'Rajin'
    """
    sites, places = (_bundled(name) for name in ("watch_sites.csv", "ports.csv"))
    return places.joined(sites)


def _bundled(name: str) -> Ports:
    text = (resources.files("tidewaiter.geo") / "data" / name).read_text(encoding="utf-8")
    return Ports(tuple(_port(row) for row in csv.DictReader(text.splitlines())))


def read_ports(data: bytes, path: str) -> tuple[Ports, list[Reject]]:
    """Read ports of one's own: ``port_id,name,country,lat,lon[,radius_km]``.

    Args:
        data: CSV, UTF-8, with a header.
        path: As shown in a refusal.

    Returns:
        The good rows, and the refused ones.

    Raises:
        UnreadableError: It is no such table.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableError(f"not UTF-8 at byte {error.start}") from error
    reader = csv.DictReader(io.StringIO(text))
    needed = ("port_id", "name", "country", "lat", "lon")
    if missing := [c for c in needed if c not in (reader.fieldnames or ())]:
        raise UnreadableError(f"the header lacks the columns {missing}")
    good: dict[str, Port] = {}
    rejects: list[Reject] = []
    for row in reader:
        try:
            port = _port(row)
            if port.port_id in good:
                raise ValueError(f"the port id {port.port_id!r} was given before")
            good[port.port_id] = port
        except (TypeError, ValueError) as error:
            shown = ",".join(str(v) for v in row.values())[:200]
            rejects.append(Reject(path, reader.line_num, str(error), shown))
    return Ports(tuple(good.values())), rejects


def _port(row: dict[str, str]) -> Port:
    lat, lon = float(row["lat"]), float(row["lon"])
    radius = float(row.get("radius_km") or RADIUS_KM)
    if not row["port_id"]:
        raise ValueError("port_id is empty")
    if not -90 <= lat <= 90:
        raise ValueError(f"latitude {lat:g} is outside -90…90")
    if not -180 <= lon <= 180:
        raise ValueError(f"longitude {lon:g} is outside -180…180")
    if not (math.isfinite(radius) and radius > 0):
        raise ValueError(f"radius_km {radius:g} is not above zero")
    return Port(row["port_id"], row["name"], row["country"], lat, lon, radius)


def of(ports: Iterable[Port]) -> Ports:
    """Gather ports."""
    return Ports(tuple(ports))
