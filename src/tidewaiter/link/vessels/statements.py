"""What one source says of one ship: the pieces that hulls are put together from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime

from tidewaiter.model.vessels import By, Field, Held
from tidewaiter.names.clean import fold
from tidewaiter.names.numbers import imo_valid

#: Numbers that pass the check and are typed in by people who have none.
PLACEHOLDERS = frozenset({"0000000", "1234567"})
#: A value heard less often is not used to join: one bit error in the air makes a new name.
LEAST_REPORTS = 3


@dataclass(frozen=True, slots=True)
class Statement:
    """Identifiers that one source gives together. ``key`` is unique; ``mentions`` are claims or sightings."""

    key: str
    by: By
    held: tuple[Held, ...]
    why: str
    mentions: tuple[str, ...] = ()

    def all(self, field: Field) -> tuple[str, ...]:
        """Return the values of a field, sorted, those in doubt left out."""
        return tuple(sorted({h.value for h in self.held if h.field == field and firm(h)}))

    @property
    def imos(self) -> tuple[str, ...]:
        """Return its IMO numbers that can identify a ship."""
        return tuple(v for v in self.all("imo") if identifies(v))

    @property
    def names(self) -> tuple[str, ...]:
        """Return its names, folded."""
        return tuple(sorted({fold(v) for v in self.all("name")} - {""}))


def firm(held: Held) -> bool:
    """Say whether a value was heard often enough, or written down."""
    return held.by != "broadcast" or not held.note


def identifies(number: str) -> bool:
    """Say whether an IMO number passes the check and is no placeholder.

    >>> identifies("9179842"), identifies("1234567")
    (True, False)
    """
    return imo_valid(number) and number not in PLACEHOLDERS


def at(day: date | None) -> datetime | None:
    """Return the first moment of a day, UTC."""
    return None if day is None else datetime(day.year, day.month, day.day, tzinfo=UTC)


def span(helds: Iterable[Held]) -> tuple[datetime | None, datetime | None]:
    """Return the first and the last moment of some values; None where none is known."""
    helds = tuple(helds)
    return (
        min((h.first for h in helds if h.first is not None), default=None),
        max((h.last for h in helds if h.last is not None), default=None),
    )
