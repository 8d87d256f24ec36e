"""Where a ship truly is at any moment: straight legs between dated points."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from tidewaiter.geo.sphere import KM_PER_NM, distance_km

Place = tuple[float, float]


@dataclass
class Course:
    """A course in the making; hours count from the start of the sea.

    Attributes:
        hours: Of each point.
        places: Latitude and longitude of each, degrees; longitudes run on over the antimeridian.
    """

    hours: list[float] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)

    @classmethod
    def at(cls, place: Place) -> Course:
        """Begin at a place."""
        return cls([0.0], [place])

    @property
    def now(self) -> float:
        """Return the hour that the course has come to."""
        return self.hours[-1]

    @property
    def here(self) -> Place:
        """Return the place that the course has come to."""
        return self.places[-1]

    def stay(self, hours: float) -> None:
        """Stay where the ship is."""
        self._add(self.now + hours, self.here)

    def sail(self, to: Place, knots: float) -> None:
        """Sail to a place."""
        km = float(distance_km(*self.here, *to))
        self._add(self.now + km / KM_PER_NM / knots, to)

    def drift(self, hours: float, knots: float, course_deg: float) -> None:
        """Drift for some hours."""
        nm = hours * knots
        lat = self.here[0] + nm / 60 * math.cos(math.radians(course_deg))
        wide = math.cos(math.radians(self.here[0]))
        lon = self.here[1] + nm / 60 * math.sin(math.radians(course_deg)) / wide
        self._add(self.now + hours, (lat, lon))

    def _add(self, hour: float, place: Place) -> None:
        if hour > self.now:
            self.hours.append(hour)
            self.places.append(place)

    def positions(self, hours: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return latitude, longitude, speed (kn) and course (degrees) at some hours, shape (n, 4)."""
        at = np.array(self.hours)
        lat, lon = np.array(self.places).T
        leg = np.clip(np.searchsorted(at, hours, side="right") - 1, 0, len(at) - 1)
        nxt = np.minimum(leg + 1, len(at) - 1)
        took = np.where(nxt > leg, at[nxt] - at[leg], 1.0)
        km = distance_km(lat[leg], lon[leg], lat[nxt], lon[nxt])
        north = lat[nxt] - lat[leg]
        east = (lon[nxt] - lon[leg]) * np.cos(np.radians(lat[leg]))
        return np.column_stack(
            [
                np.interp(hours, at, lat),
                np.interp(hours, at, lon),
                km / KM_PER_NM / took,
                np.degrees(np.arctan2(east, north)) % 360,
            ]
        )
