"""What two times joined, or one after a preposition, stand for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from tidewaiter.press.extract.times.moments import CalendarDay, CalendarMonth, Edge, Weekday
from tidewaiter.press.extract.times.setting import Days, Moment, Setting, moved


@dataclass(frozen=True, slots=True)
class Joined:
    """Such as "between March and September 2024", "18 and 19 September": first day to last."""

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
