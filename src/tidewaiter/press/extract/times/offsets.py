"""Times counted from another: from the publication, a speech, or the day last named."""

from __future__ import annotations

from dataclasses import dataclass

from tidewaiter.press.extract.times.setting import (
    Days,
    Moment,
    Setting,
    Which,
    around,
    counted,
    moved,
)

_SHIFT: dict[str, int] = {"last": -1, "this": 0, "next": 1}


@dataclass(frozen=True, slots=True)
class Unit:
    """Such as "last year", "this week", "next month", "the month" (``which`` None).

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
    """Such as "the past two weeks" (-2), "the next three months" (3): up to the base, or from it."""

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
    """Such as "yesterday", "two weeks ago", "three days from now"; months and years as wholes."""

    count: int
    unit: str

    def days(self, at: Setting) -> Days | None:
        """Counted from the base."""
        return counted(at.base, self.unit, self.count) if at.base else None


@dataclass(frozen=True, slots=True)
class Later:
    """Such as "two weeks earlier", "a day later", "nine days before the strike".

    ``calendar``: "the previous week" is a week, not the day seven days before.
    """

    count: int
    unit: str
    what: Moment | str | None = None
    calendar: bool = False

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
        if self.calendar and origin:
            there = moved(origin, self.unit, self.count)
            return around(there, self.unit) if there else None
        return counted(origin, self.unit, self.count) if origin else None


@dataclass(frozen=True, slots=True)
class Same:
    """Such as "the same day", "that month": the one last named; ``what`` is a verb that recalls it."""

    unit: str
    what: str | None = None

    def days(self, at: Setting) -> Days | None:
        """A day only if one was named."""
        day = at.event(self.what) if self.what else None
        day = day or (at.day if self.unit == "day" else at.named[0] if at.named else None)
        return around(day, self.unit) if day else None


@dataclass(frozen=True, slots=True)
class NearWeekday:
    """Such as "the following Tuesday" (``ahead``), "the previous Friday"."""

    number: int
    ahead: bool

    def days(self, at: Setting) -> Days | None:
        """The nearest after, or before, the day last named."""
        if at.day is None:
            return None
        step = (self.number - at.day.weekday()) % 7
        step = (step or 7) if self.ahead else step - 7
        found = moved(at.day, "day", step)
        return (found, found) if found else None


@dataclass(frozen=True, slots=True)
class NearMonth:
    """Such as "the following March" (``ahead``), "the previous December"."""

    month: int
    ahead: bool

    def days(self, at: Setting) -> Days | None:
        """The nearest after, or before, the day, month or year last named."""
        if at.named is None:
            return None
        edge = at.named[1] if self.ahead else at.named[0]
        step = (self.month - edge.month) % 12
        step = (step or 12) if self.ahead else step - 12
        there = moved(edge, "month", step)
        return around(there, "month") if there else None
