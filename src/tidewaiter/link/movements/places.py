"""Which port a text means: those of the case before the bundled ones."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from tidewaiter.geo.ports import Port, Ports, bundled
from tidewaiter.geo.sphere import distance_km
from tidewaiter.model.claims import Place
from tidewaiter.names.clean import fold
from tidewaiter.names.countries import country

#: Words about the name of a port.
_ABOUT = re.compile(
    r"^(?:the )?(?:(?:sea)?port|harbou?r|roads|anchorage) (?:of|at) |^the |(?: (?:sea)?port| harbou?r| roads)$"
)
#: Two rows of one name within so many kilometres are one place.
_SAME_KM = 60.0


@dataclass(frozen=True, slots=True)
class Meant:
    """A place as a text has it, and the ports that it can mean: none, one, or several."""

    text: str
    ports: tuple[Port, ...]

    @property
    def why_not_one(self) -> str:
        """Say why it is no one port, and what to do about it."""
        if not self.ports:
            return (
                f"{self.text} is no port that is known here; give it in ports.csv to ask for it."
            )
        some = ", ".join(f"{p.name} ({p.port_id})" for p in self.ports[:4])
        return (
            f"{self.text} may be one of {len(self.ports)} ports ({some}); "
            "give the one in ports.csv."
        )


@dataclass(frozen=True)
class PlaceNames:
    """The ports of a case by name."""

    ports: Ports

    @cached_property
    def _by_name(self) -> dict[str, list[Port]]:
        names: dict[str, list[Port]] = {}
        for port in self.ports.all:
            names.setdefault(_plain(port.name), []).append(port)
        return names

    def meant(self, text: str, places: Sequence[Place] = ()) -> tuple[Meant, ...]:
        """Return the places of a text: "Vostochny and Dunai, Russia" are two.

        Args:
            text: As a claim or a person puts it; a port id is one too.
            places: What the reader found in the claim.

        >>> [p.port_id for m in PlaceNames(bundled()).meant("Vostochny and Dunai, Russia") for p in m.ports]
        ['RUVYP', 'RU-DUNAI']
        """
        text = text.strip()
        whole = self._one(text, places)
        parts = re.split(r"\s+and\s+|\s*;\s*", text)
        if whole.ports or len(parts) < 2:
            return (whole,)
        within = next((c for c in map(_country, reversed(text.split(","))) if c), None)
        return tuple(self._one(part, places, within) for part in parts)

    def _one(self, text: str, places: Sequence[Place], within: str | None = None) -> Meant:
        if self.ports.has(text.upper()):
            return Meant(text, (self.ports.get(text.upper()),))
        name, *rest = (part.strip() for part in text.split(","))
        within = next((c for c in map(_country, rest) if c), within)
        found = self._by_name.get(_plain(name), [])
        own = [
            p for p in found if not (bundled().has(p.port_id) and bundled().get(p.port_id) == p)
        ]
        read = [p for p in places if p.id and self.ports.has(p.id) and _names(p, name)]
        if own:
            found = own
        elif read:
            found = [self.ports.get(str(read[0].id))]
        elif within is not None:
            found = [p for p in found if p.country.lower() == within]
        return Meant(text, _once(found))

    def near(self, text: str) -> tuple[str, ...]:
        """Return the ports whose names look like a text, "Birch (XX-BIRCH)", the likest first."""
        names = difflib.get_close_matches(_plain(text), self._by_name, 4, 0.6)
        return tuple(f"{p.name} ({p.port_id})" for n in names for p in _once(self._by_name[n]))[:4]


def too_wide(text: str) -> bool:
    """Say whether a text names a country: where a ship was in it is no question for a port.

    >>> too_wide("Russia"), too_wide("Rajin")
    (True, False)
    """
    return _country(text) is not None


def _country(text: str) -> str | None:
    return country(text.strip())


def _plain(text: str) -> str:
    return _ABOUT.sub("", fold(text))


def _names(place: Place, text: str) -> bool:
    return _plain(text) in (_plain(place.name), _plain(place.text))


def _once(found: Sequence[Port]) -> tuple[Port, ...]:
    kept: list[Port] = []
    for port in found:
        if all(
            float(distance_km(port.lat_deg, port.lon_deg, p.lat_deg, p.lon_deg)) > _SAME_KM
            for p in kept
        ):
            kept.append(port)
    return tuple(kept)
