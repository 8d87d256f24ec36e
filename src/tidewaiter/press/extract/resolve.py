"""What an expression of time stands for: days, counted from where the text stands."""

from __future__ import annotations

import calendar
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal, Protocol

Tense = Literal["past", "present", "future"]
Days = tuple[date, date]
Which = Literal["last", "this", "next"]
_SHIFT: dict[str, int] = {"last": -1, "this": 0, "next": 1}
_LEAP = 8  # years within which every day of the calendar comes round


def _no_event(_: str) -> None:
    return None


@dataclass(frozen=True, slots=True)
class Setting:
    """Where an expression stands.

    Attributes:
        published: Day of publication; None if unknown.
        base: Day that "yesterday" and "last year" count from: of publication, or of speech.
        day: Day last named before the expression.
        named: Day, month or year last named, first to last day.
        tense: Of the clause that the expression belongs to.
        event: Noun or verb → the day of the event that it recalls ("before the raid").
    """

    published: date | None
    base: date | None
    day: date | None = None
    named: Days | None = None
    tense: Tense = "past"
    event: Callable[[str], date | None] = _no_event

    @property
    def ahead(self) -> bool:
        """Whether a weekday or date without year is the next one."""
        return self.tense != "past"


class Moment(Protocol):
    """An expression of time that stands for whole days."""

    def days(self, at: Setting) -> Days | None:
        """Return its first and last day; None where the setting does not tell."""


def moved(day: date, unit: str, number: int) -> date | None:
    """Return the day so many units on; a day that a month lacks becomes its last.

    >>> moved(date(2024, 3, 31), "month", -1)
    datetime.date(2024, 2, 29)
    """
    if unit in ("day", "week", "weekend"):
        try:
            return day + timedelta(days=number * (1 if unit == "day" else 7))
        except OverflowError:
            return None
    step = {"month": 1, "quarter": 3, "half": 6, "year": 12}[unit]
    year, month = divmod(day.year * 12 + day.month - 1 + number * step, 12)
    if not 1 <= year <= 9999:
        return None
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def around(day: date, unit: str) -> Days | None:
    """Return the calendar's day, week from Monday, weekend, month, quarter or year of a day."""
    if unit == "day":
        return day, day
    if unit in ("week", "weekend"):
        monday = moved(day, "day", -day.weekday())
        first = monday and moved(monday, "day", 5 if unit == "weekend" else 0)
        last = monday and moved(monday, "day", 6)
        return (first, last) if first and last else None
    size = {"month": 1, "quarter": 3, "year": 12}[unit]
    month = (day.month - 1) // size * size + 1
    end = month + size - 1
    return (
        date(day.year, month, 1),
        date(day.year, end, calendar.monthrange(day.year, end)[1]),
    )


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """ "3 May", "3 May 2024", "3 May last year" (``years``)."""

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
    """ "May", "May 2024", "May last year" (``years``), "last May" (``which``)."""

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
            year = at.base.year + (self._years(at.base, at.ahead) if self.years is None else self.years)
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
    """ "2024", "the 1990s"."""

    first: int
    last: int

    def days(self, at: Setting) -> Days | None:
        """Need no setting."""
        return date(self.first, 1, 1), date(self.last, 12, 31)


@dataclass(frozen=True, slots=True)
class Weekday:
    """ "Friday", "last Friday", "Friday last week" (``weeks``); 0 is Monday."""

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
class Unit:
    """ "last year", "this week", "next month", "the month" (``which`` None).

    ``part`` is "earlier" or "later" where it says so; ``whole`` takes all of the present one
    ("the end of this year").
    """

    unit: str
    which: Which | None
    part: str = ""
    whole: bool = False

    def days(self, at: Setting) -> Days | None:
        """The present one ends with the base in a past sentence."""
        if self.which is None and at.named and not at.ahead and self.unit != "weekend":
            return around(at.named[0], self.unit)
        if at.base is None:
            return None
        there = moved(at.base, self.unit, _SHIFT[self.which or "this"])
        found = around(there, self.unit) if there else None
        if found is None or self.which in ("last", "next") or self.whole:
            return found
        if self.unit == "weekend":
            back = moved(at.base, "week", -1)
            past = not at.ahead and found[0] > at.base and back is not None
            return around(back, "weekend") if past and back else found
        if self.part == "later":
            return at.base, found[1]
        return (found[0], at.base) if self.part == "earlier" or not at.ahead else found


@dataclass(frozen=True, slots=True)
class Stretch:
    """ "the past two weeks" (-2), "the next three months" (3): up to the base, or from it."""

    count: int
    unit: str

    def days(self, at: Setting) -> Days | None:
        """The base itself is within."""
        far = moved(at.base, self.unit, self.count) if at.base else None
        if far is None or at.base is None:
            return None
        return (far, at.base) if self.count < 0 else (at.base, far)


@dataclass(frozen=True, slots=True)
class Ago:
    """ "yesterday", "two weeks ago", "three days from now"; months and years as wholes."""

    count: int
    unit: str

    def days(self, at: Setting) -> Days | None:
        """Counted from the base."""
        return counted(at.base, self.unit, self.count) if at.base else None


@dataclass(frozen=True, slots=True)
class Later:
    """ "two weeks earlier", "a day later", "nine days before the strike"."""

    count: int
    unit: str
    what: Moment | str | None = None

    def days(self, at: Setting) -> Days | None:
        """Counted from the day last named, or from what stands after "before"."""
        if isinstance(self.what, str):
            origin = at.event(self.what)
        elif self.what is not None:
            found = self.what.days(at)
            origin = found[0 if self.count < 0 else 1] if found else None
        elif self.unit in ("day", "week", "weekend"):
            origin = at.day
        else:
            origin = at.named[0] if at.named else None
        return counted(origin, self.unit, self.count) if origin else None


def counted(origin: date, unit: str, number: int) -> Days | None:
    """Return the day so many days or weeks on; the whole month or year for those units."""
    there = moved(origin, unit, number)
    return around(there, "day" if unit == "week" else unit) if there else None


@dataclass(frozen=True, slots=True)
class Same:
    """ "the same day", "that month": the one last named; ``what`` is a verb that recalls it."""

    unit: str
    what: str | None = None

    def days(self, at: Setting) -> Days | None:
        """A day only if one was named."""
        day = at.event(self.what) if self.what else None
        day = day or (at.day if self.unit == "day" else at.named[0] if at.named else None)
        return around(day, self.unit) if day else None


@dataclass(frozen=True, slots=True)
class Part:
    """ "the first nine months of 2024": ``count`` units, ``skip`` after its start.

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
    """ "the end of August": vague by itself, so all of August; a bound counts from its edge."""

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
    """ "the eve of 9 May"."""

    of: Moment

    def days(self, at: Setting) -> Days | None:
        """The day before."""
        found = self.of.days(at)
        return counted(found[0], "day", -1) if found else None


@dataclass(frozen=True, slots=True)
class YearTo:
    """ "the year to June": the twelve months that end with it."""

    end: Moment

    def days(self, at: Setting) -> Days | None:
        """Ends with the last day of its end."""
        found = self.end.days(at)
        after = moved(found[1], "day", 1) if found else None
        first = moved(after, "year", -1) if after else None
        return (first, found[1]) if found and first else None


@dataclass(frozen=True, slots=True)
class WeekOf:
    """ "the week of 5 May", "the week ending 11 May" (``back``)."""

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
    """ "a few days ago", "the winter of 2022-23", "recently": a time, but of no known day."""

    def days(self, at: Setting) -> Days | None:
        """Always None."""
        return None


@dataclass(frozen=True, slots=True)
class Joined:
    """ "between March and September 2024", "18 and 19 September": first day to last."""

    first: Moment
    second: Moment

    def days(self, at: Setting) -> Days | None:
        """What has no year of its own goes by the other; None if the end is before the start."""
        second = _edge(self.second, at)
        if second is None:
            return None
        first = _edge(self.first, at)
        if _open(self.first) and (first is None or first[0] > second[1] or not _open(self.second)):
            if at.ahead and first and _open(self.second):
                second = _edge(self.second, replace(at, base=first[0])) or second
            else:
                first = _edge(self.first, replace(at, base=second[0], tense="past"))
        if first is None or first[0] > second[1]:
            return None
        return first[0], second[1]


def _open(moment: Moment) -> bool:
    """Whether a moment lacks the year that another beside it may lend."""
    if isinstance(moment, Edge):
        return _open(moment.of)
    if isinstance(moment, CalendarMonth):
        return moment.year is None and moment.years is None and moment.which is None
    if isinstance(moment, Weekday):
        return moment.which is None and moment.weeks is None
    return isinstance(moment, CalendarDay) and moment.year is None and moment.years is None


def _edge(moment: Moment, at: Setting) -> Days | None:
    return moment.point(at) if isinstance(moment, Edge) else moment.days(at)


Bound = Literal["at", "since", "by", "before", "after", "from", "as of", "not before", "so far"]


def bounded(bound: Bound, moment: Moment, at: Setting) -> tuple[date | None, date | None] | None:
    """Return the days that a preposition and a moment stand for; None is open on that side.

    >>> today = date(2025, 6, 5)
    >>> bounded("by", CalendarMonth(8), Setting(today, today, tense="future"))
    (None, datetime.date(2025, 8, 31))
    """
    if bound in ("since", "so far"):
        at = replace(at, tense="past")
    days = moment.days(at) if bound == "at" else _edge(moment, at)
    if days is None:
        return None
    first, last = days
    if bound in ("since", "so far"):
        until = at.published if bound == "since" else at.base
        return None if until is not None and first > until else (first, until)
    if bound == "by":
        return None, last
    if bound == "before":
        return None, moved(first, "day", -1)
    if bound == "after":
        return moved(last, "day", 1), None
    if bound in ("from", "not before") or (bound == "as of" and at.ahead):
        return first, None
    return days
