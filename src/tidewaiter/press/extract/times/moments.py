"""Times that the calendar names: days, months, years and their parts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tidewaiter.press.extract.times.setting import (
    Days,
    Moment,
    Setting,
    Which,
    around,
    counted,
    moved,
)

_LEAP = 8  # years within which every day of the calendar comes round


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """Such as "3 May", "3 May 2024", "3 May last year" (``years``)."""

    month: int
    day: int
    year: int | None = None
    years: int | None = None

    def days(self, at: Setting) -> Days | None:
        """Without its year: the last one, or the next in a future sentence."""
        if self.year is not None:
            found = _made(self.year, self.month, self.day)
            return (found, found) if found else None
        if at.base is None:
            return None
        if self.years is not None:
            found = _made(at.base.year + self.years, self.month, self.day)
            return (found, found) if found else None
        for years in range(_LEAP + 1):
            found = _made(at.base.year + (years if at.ahead else -years), self.month, self.day)
            if found and (found >= at.base if at.ahead else found <= at.base):
                return found, found
        return None


@dataclass(frozen=True, slots=True)
class CalendarMonth:
    """Such as "May", "May 2024", "May last year" (``years``), "last May" (``which``)."""

    month: int
    year: int | None = None
    years: int | None = None
    which: Which | None = None

    def days(self, at: Setting) -> Days | None:
        """Without its year: the last that began, or the next that has not ended."""
        year = self.year
        if year is None:
            if at.base is None:
                return None
            year = at.base.year + (
                self._years(at.base, at.ahead) if self.years is None else self.years
            )
        first = _made(year, self.month, 1)
        return around(first, "month") if first else None

    def _years(self, base: date, ahead: bool) -> int:
        if self.which == "last":
            return -1 if self.month >= base.month else 0
        if self.which == "next":
            return 1 if self.month <= base.month else 0
        if self.which == "this":
            return 0
        if ahead:
            return 1 if self.month < base.month else 0
        return -1 if self.month > base.month else 0


@dataclass(frozen=True, slots=True)
class CalendarYears:
    """Such as "2024", "the 1990s"."""

    first: int
    last: int

    def days(self, at: Setting) -> Days | None:
        """Need no setting."""
        return date(self.first, 1, 1), date(self.last, 12, 31)


@dataclass(frozen=True, slots=True)
class Weekday:
    """Such as "Friday", "last Friday", "Friday last week" (``weeks``); 0 is Monday."""

    number: int
    which: Which | None = None
    weeks: int | None = None

    def days(self, at: Setting) -> Days | None:
        """The last on or before the base, or the next; "last" and "next" leave the day itself."""
        if at.base is None:
            return None
        if self.weeks is not None:
            step = self.weeks * 7 + self.number - at.base.weekday()
        elif self.which == "this":
            step = self.number - at.base.weekday()
            step = step + 7 if step < 0 and at.ahead else step
        else:
            step = (self.number - at.base.weekday()) % 7
            if self.which == "next":
                step = step or 7
            elif self.which == "last" or not at.ahead:
                step = step - 7 if step or self.which == "last" else 0
        found = moved(at.base, "day", step)
        return (found, found) if found else None


@dataclass(frozen=True, slots=True)
class Part:
    """Such as "the first nine months of 2024": ``count`` units, ``skip`` after its start.

    A negative ``skip`` counts from the end. Without ``of``: the last that began.
    """

    skip: int
    count: int
    unit: str
    of: Moment | None = None

    def days(self, at: Setting) -> Days | None:
        """None if it would reach beyond its whole."""
        if self.of is not None:
            whole = self.of.days(at)
            return self._within(whole) if whole else None
        if at.base is None:
            return None
        for years in (0, 1) if at.ahead else (0, -1):
            there = moved(at.base, "year", years)
            whole = around(there, "year") if there else None
            found = self._within(whole) if whole else None
            if found and (found[1] >= at.base if at.ahead else found[0] <= at.base):
                return found
        return None

    def _within(self, whole: Days) -> Days | None:
        after = moved(whole[1], "day", 1)
        origin = whole[0] if self.skip >= 0 else after
        first = moved(origin, self.unit, self.skip) if origin else None
        beyond = moved(first, self.unit, self.count) if first else None
        last = moved(beyond, "day", -1) if beyond else None
        if first is None or last is None or not whole[0] <= first <= last <= whole[1]:
            return None
        return first, last


@dataclass(frozen=True, slots=True)
class Edge:
    """Such as "the end of August": vague by itself, so all of August; a bound counts from its edge."""

    of: Moment
    end: bool

    def days(self, at: Setting) -> Days | None:
        """All of what it is the edge of."""
        return self.of.days(at)

    def point(self, at: Setting) -> Days | None:
        """Its first or last day."""
        found = self.of.days(at)
        return (found[1], found[1]) if found and self.end else found and (found[0], found[0])


@dataclass(frozen=True, slots=True)
class Eve:
    """Such as "the eve of 9 May"."""

    of: Moment

    def days(self, at: Setting) -> Days | None:
        """The day before."""
        found = self.of.days(at)
        return counted(found[0], "day", -1) if found else None


@dataclass(frozen=True, slots=True)
class UpTo:
    """Such as "the year to June": the units that end with it."""

    count: int
    unit: str
    end: Moment

    def days(self, at: Setting) -> Days | None:
        """Ends with the last day of its end."""
        found = self.end.days(at)
        after = moved(found[1], "day", 1) if found else None
        first = moved(after, self.unit, -self.count) if after else None
        return (first, found[1]) if found and first else None


@dataclass(frozen=True, slots=True)
class WeekOf:
    """Such as "the week of 5 May", "the week ending 11 May" (``back``)."""

    day: Moment
    back: bool = False

    def days(self, at: Setting) -> Days | None:
        """Seven days."""
        found = self.day.days(at)
        other = moved(found[0], "day", -6 if self.back else 6) if found else None
        if found is None or other is None:
            return None
        return (other, found[0]) if self.back else (found[0], other)


@dataclass(frozen=True, slots=True)
class Vague:
    """Such as "a few days ago", "the winter of 2022-23", "recently": a time, but of no known day."""

    def days(self, at: Setting) -> Days | None:
        """Always None."""
        return None
