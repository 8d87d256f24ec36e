"""The time that a claim speaks of, as moments."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

#: Before and after everything: an open side of a window, microseconds since 1970.
EVER, NEVER = -(2**62), 2**62
_HOUR_US = 3_600_000_000
#: Hours by which the clock of a place may stand before and behind the sun's.
_AHEAD_H, _BEHIND_H = 3, 1


@dataclass(frozen=True, slots=True)
class Window:
    """A window of time, in microseconds since 1970: ``begin`` inside, ``end`` outside.

    A day in a document is a day by some clock: the reporter's, the port's, or UTC. ``begin`` and
    ``end`` hold the days by all of them, ``sure_begin`` and ``sure_end`` those of UTC alone.
    """

    begin: int
    end: int
    sure_begin: int
    sure_end: int

    @property
    def closed(self) -> bool:
        """Say whether it has both ends."""
        return self.begin != EVER and self.end != NEVER

    @property
    def dated(self) -> bool:
        """Say whether it has an end at all."""
        return self.begin != EVER or self.end != NEVER

    def meets(self, begin: int, end: int) -> bool:
        """Say whether something that lasted from ``begin`` to ``end`` lies in it, in part at least."""
        return end >= self.begin and begin < self.end

    def surely_meets(self, begin: int, end: int) -> bool:
        """Say the same of the days of UTC."""
        return end >= self.sure_begin and begin < self.sure_end


def of_days(start: date | None, end: date | None, lon_deg: float) -> Window:
    """Return the window of some days at a place, both inclusive.

    The clock of a place stands at most three hours before and one behind its nautical time zone
    (longitude by fifteen, rounded), summer time included: Spain and western China are the extremes.

    Args:
        start: First day; None: open.
        end: Last day; None: open.
        lon_deg: Longitude of the place, degrees, any turn.

    Rajin lies in zone +9: its clock may stand twelve hours before UTC, and the seventh begins on
    the sixth at noon:

    >>> made = of_days(date(2023, 9, 7), date(2023, 9, 8), 130.3)
    >>> moment(made.begin).isoformat(), moment(made.end).isoformat()
    ('2023-09-06T12:00:00+00:00', '2023-09-09T00:00:00+00:00')
    """
    zone = round(((lon_deg + 180.0) % 360.0 - 180.0) / 15.0)
    before = max(0, zone + _AHEAD_H) * _HOUR_US
    after = max(0, _BEHIND_H - zone) * _HOUR_US
    begin = EVER if start is None else microseconds(_midnight(start))
    stop = NEVER if end is None else microseconds(_midnight(end + timedelta(days=1)))
    return Window(
        begin if start is None else begin - before,
        stop if end is None else stop + after,
        begin,
        stop,
    )


def of_moments(start: datetime | None, end: datetime | None) -> Window:
    """Return the window between two moments, UTC; None: open."""
    begin = EVER if start is None else microseconds(start)
    stop = NEVER if end is None else microseconds(end)
    return Window(begin, stop, begin, stop)


def microseconds(at: datetime) -> int:
    """Return a moment as microseconds since 1970.

    >>> microseconds(datetime(1970, 1, 1, 1, tzinfo=UTC))
    3600000000
    """
    return (at - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1)


def moment(microseconds: int) -> datetime:
    """Return microseconds since 1970 as a moment, UTC."""
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=microseconds)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)
