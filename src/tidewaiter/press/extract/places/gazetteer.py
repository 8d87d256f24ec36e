"""The names of places that a text may mean: bundled ports, capitals, seas, straits, countries."""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import cast

import numpy as np
from numpy.typing import NDArray

from tidewaiter.geo import ports
from tidewaiter.geo.passages import passages
from tidewaiter.model.claims import PlaceKind
from tidewaiter.names.clean import fold
from tidewaiter.names.countries import country

PORT_KM = 10.0  # a harbour and its anchorage
CITY_KM = 25.0
SAME_KM = 60.0  # two rows of one name within this and in one country are one place
_DEGREE_KM = 111.2

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place of the gazetteer; the fields are those of ``model.claims.Place``."""

    id: str
    name: str
    kind: PlaceKind
    country: str | None
    lat: float | None
    lon: float | None
    precision_km: float | None


@cache
def _table(name: str) -> dict[str, list[object]]:
    file = files("tidewaiter.press.extract") / "data" / "places.toml"
    return cast("dict[str, list[object]]", tomllib.loads(file.read_text(encoding="utf-8"))[name])


@cache
def words(group: str) -> frozenset[str]:
    """Return one of the word lists of ``places.toml``."""
    return frozenset(cast("list[str]", _table("words")[group]))


@lru_cache(maxsize=8192)
def lookup(name: str) -> tuple[Candidate, ...]:
    """Return the places of a name, one each; several where they truly differ.

    >>> [c.id for c in lookup("Rajin")], [c.id for c in lookup("Strait of Hormuz")]
    (['KPNJN'], ['passage:hormuz'])
    """
    key = plain(name)
    found = _index().get(key, ())
    shared = cast("dict[str, list[str]]", _table("shared")).get(name)
    own = None if key in words("peoples") else country(name)
    codes = shared or ([own] if own else [])
    within = {c.country for c in found if c.kind == "region"}  # Gaza is a part of its country
    return (
        *found,
        *(Candidate(c, name, "country", c, None, None, None) for c in codes if c not in within),
    )


def plain(name: str) -> str:
    """Return the form under which a name is kept: folded, "St" as "Saint", no possessive.

    >>> plain("St. Petersburg’s")
    'saint petersburg'
    """
    folded = fold(re.sub(r"['’]s?$", "", name))
    return re.sub(r"\bst\b", "saint", folded)


@cache
def _index() -> dict[str, tuple[Candidate, ...]]:
    found: dict[str, list[Candidate]] = {}
    for name, candidate in (*_cities(), *_ports(), *_waters()):
        found.setdefault(plain(name), []).append(candidate)
    return {key: _merged(candidates) for key, candidates in found.items() if len(key) > 2}


def _merged(candidates: list[Candidate]) -> tuple[Candidate, ...]:
    """Return one candidate for each place; a capital and its port are one."""
    kept: list[Candidate] = []
    for candidate in candidates:
        if not any(_same(candidate, other) for other in kept):
            kept.append(candidate)
    return tuple(kept)


def _same(a: Candidate, b: Candidate) -> bool:
    near = distance_km(a, b) <= SAME_KM
    return near and (a.country == b.country or distance_km(a, b) <= PORT_KM)


def distance_km(a: Candidate, b: Candidate) -> float:
    """Return how far apart two places lie, roughly; infinite where a position is unknown."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return math.inf
    east = abs(a.lon - b.lon)
    east = min(east, 360 - east) * math.cos(math.radians((a.lat + b.lat) / 2))
    return math.hypot(a.lat - b.lat, east) * _DEGREE_KM


def _cities() -> Iterator[tuple[str, Candidate]]:
    kinds: dict[str, tuple[PlaceKind, float]] = {
        "cities": ("city", CITY_KM),
        "ports": ("port", PORT_KM),
        "regions": ("region", 0.0),
    }
    for table, (kind, precision) in kinds.items():
        for name, row in _table(table).items():
            code, lat, lon, *radius = cast("list[str | float]", row)
            owner = None if code == "-" else str(code)
            yield (
                name,
                Candidate(
                    f"{kind}:{plain(name).replace(' ', '-')}", name, kind, owner,
                    float(lat), float(lon), float(radius[0]) if radius else precision,
                ),
            )  # fmt: skip


def _ports() -> Iterator[tuple[str, Candidate]]:
    bundled = sorted(ports.bundled().all, key=_doubt)
    ways: dict[str, list[str]] = {}
    for name, code in cast("dict[str, str]", _table("spellings")).items():
        ways.setdefault(code, []).append(name)
    for port in bundled:
        code = port.country.lower()
        candidate = Candidate(
            port.port_id, port.name, "port", code, port.lat_deg, port.lon_deg, PORT_KM
        )
        parts = re.split(r"\s*[,/(]\s*|-Port Of ", port.name)
        for name in {port.name, parts[0], *ways.get(port.port_id, ())}:
            yield name, candidate


def _doubt(port: ports.Port) -> tuple[bool, bool]:
    """Put a port under its own country first: HKHKG before CNHKG, MEBAR before CSBAR."""
    code = port.country.lower()
    return country(port.name) not in (None, code), country(port.country) is None


def _waters() -> Iterator[tuple[str, Candidate]]:
    for name, row in _table("seas").items():
        others, box = cast("tuple[list[str], list[float]]", row)
        sea = _sea(name, cast("Box", tuple(box)))
        for way in (name, *others):
            yield way, sea
    known = {passage.name: passage for passage in passages()}
    for name, row in _table("passages").items():
        kind, *ways = cast("list[str]", row)
        points = known[name].points
        middle = points[len(points) // 2]
        half = round(_half_km(points), 1)
        strait = Candidate(
            f"passage:{plain(name).replace(' ', '-')}", ways[0], cast("PlaceKind", kind), None,
            float(middle[0]), float(middle[1]), half,
        )  # fmt: skip
        for way in ways:
            yield way, strait


def _half_km(points: NDArray[np.float64]) -> float:
    """Return half the way as the crow flies between the ends of a passage, kilometres."""
    (south, west), (north, east) = points[0], points[-1]
    across = (east - west) * math.cos(math.radians((south + north) / 2))
    return float(math.hypot(north - south, across)) / 2 * _DEGREE_KM


def _sea(name: str, box: Box) -> Candidate:
    """Return a sea by its box (south, west, north, east): its middle and half its diagonal."""
    south, west, north, east = box
    width = (east - west) % 360 or 360.0
    lat, lon = (south + north) / 2, west + width / 2
    lon = lon - 360 if lon > 180 else lon
    across = width * math.cos(math.radians(lat))
    half = round(math.hypot(north - south, across) / 2 * _DEGREE_KM)
    kind: PlaceKind = "strait" if "Strait" in name else "sea"
    return Candidate(f"sea:{plain(name).replace(' ', '-')}", name, kind, None, lat, lon, half)
