"""Days of the calendar, and where in a text an expression of time stands."""

from __future__ import annotations

import calendar
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, Protocol

Tense = Literal["past", "present", "future"]
Days = tuple[date, date]
Which = Literal["last", "this", "next"]


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


def counted(origin: date, unit: str, number: int) -> Days | None:
    """Return the day so many days or weeks on; the whole month or year for those units."""
    there = moved(origin, unit, number)
    return around(there, "day" if unit == "week" else unit) if there else None
