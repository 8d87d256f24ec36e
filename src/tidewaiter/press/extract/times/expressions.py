"""Expressions of time in a text: "since last May", "between 3 and 9 June", "by the end of the year"."""

from __future__ import annotations

from dataclasses import dataclass

from tidewaiter.model.claims import Period
from tidewaiter.press.extract.times.bounds import Bound, Joined, bounded
from tidewaiter.press.extract.times.calendar_words import listed
from tidewaiter.press.extract.times.moments import (
    CalendarDay,
    CalendarMonth,
    CalendarYears,
    Vague,
    Weekday,
)
from tidewaiter.press.extract.times.relations import moment
from tidewaiter.press.extract.times.setting import Moment, Setting
from tidewaiter.press.extract.times.words import Words, hinted, hints, opens, words

_LEADS: tuple[tuple[tuple[str, ...], Bound], ...] = (
    (("so", "far"), "so far"),
    (("no", "earlier", "than"), "not before"),
    (("not", "before"), "not before"),
    (("not", "until"), "not before"),
    (("no", "later", "than"), "by"),
    (("not", "later", "than"), "by"),
    (("up", "to"), "by"),
    (("up", "until"), "by"),
    (("prior", "to"), "before"),
    (("ahead", "of"), "before"),
    (("with", "effect", "from"), "from"),
    (("as", "of"), "as of"),
    (("as", "from"), "from"),
    (("since",), "since"),
    (("by",), "by"),
    (("until",), "by"),
    (("till",), "by"),
    (("before",), "before"),
    (("after",), "after"),
    (("from",), "from"),
    (("starting",), "from"),
    (("beginning",), "from"),
    (("effective",), "from"),
)
_BY_FIRST_WORD = {
    first: tuple(lead for lead in _LEADS if lead[0][0] == first) for (first, *_), _ in _LEADS
}
_REACH = 8  # words from the first of an expression to the first that hints at a time
_TO = ("to", "until", "till", "through")


@dataclass(frozen=True, slots=True)
class Expression:
    """A time as the text says it, not yet counted from anywhere.

    Attributes:
        text: The words.
        start: Code points before it.
        end: Its end.
        bound: What its preposition makes of it.
        moment: What it names.
    """

    text: str
    start: int
    end: int
    bound: Bound
    moment: Moment

    def period(self, at: Setting) -> Period | None:
        """Return the days that it stands for there; None where they cannot be known."""
        days = bounded(self.bound, self.moment, at)
        if days is None or days == (None, None):
            return None
        return Period(self.text, *days)


def expressions(text: str) -> tuple[Expression, ...]:
    """Return the expressions of time of a text, in order; none overlaps another.

    >>> from datetime import date
    >>> today = date(2025, 6, 5)
    >>> [sailed] = expressions("It sailed on Tuesday.")
    >>> sailed.period(Setting(today, today))
    Period(text='Tuesday', start_date=datetime.date(2025, 6, 3), end_date=datetime.date(2025, 6, 3))
    """
    if not hinted(text):
        return ()
    w = words(text)
    found: list[Expression] = []
    free = 0  # the first word that no expression has taken
    for hint in hints(w):
        for i in range(max(free, hint - _REACH), hint + 1):
            read = _expression(w, i) if opens(w, i) else None
            if read is not None:
                bound, what, after = read
                start, end = w.starts[i], w.end(after - 1)
                found.append(Expression(text[start:end], start, end, bound, what))
                free = max(after, i + 1)
                break
            free = i + 1
    return tuple(found)


def _expression(w: Words, i: int) -> tuple[Bound, Moment, int] | None:
    if w.low(i) == "between" and (pair := _pair(w, i + 1, ("and", *_TO), led=True)):
        return "at", *pair
    for phrase, bound in _BY_FIRST_WORD.get(w.low(i), ()):
        if w.follows(i, *phrase):
            return _led(w, i + len(phrase), bound)
    single = moment(w, i, led=False)
    if single is None or single[1] <= i:
        return None
    return "at", *(_second(w, *single, ("to", "through", "and", "or"), led=False) or single)


def _led(w: Words, i: int, bound: Bound) -> tuple[Bound, Moment, int] | None:
    """Read what follows a preposition; "since then" is a time of no known day."""
    if bound == "from" and (pair := _pair(w, i, _TO, led=True)):
        return "at", *pair
    if bound == "since" and w.low(i) == "then":
        return bound, Vague(), i + 1
    for at in range(i, i + 5):
        read = moment(w, at, led=True)
        if read is not None and read[1] > at:
            closed = bound == "from" and isinstance(read[0], Joined)
            return "at" if closed else bound, *read
        if w.low(at) not in listed("words", "fillers"):
            return None
    return None


def _pair(w: Words, i: int, joints: tuple[str, ...], *, led: bool) -> tuple[Moment, int] | None:
    """Read two times that are the ends of one."""
    first = moment(w, i, led)
    if first is None or first[1] <= i:
        return None
    if led and isinstance(first[0], Joined):
        return first
    return _second(w, *first, joints, led=led)


def _second(
    w: Words, first: Moment, joint: int, joints: tuple[str, ...], *, led: bool
) -> tuple[Moment, int] | None:
    """Read the other end behind the first, from the word that joins them on."""
    if not (w.dash(joint) or w.low(joint) in joints):
        return None
    after = joint + 2 if w.low(joint + 1) in ("in", "on") and led else joint + 1
    second = moment(w, after, True)
    if second is None or second[1] <= after:
        return None
    loose = w.low(joint) in ("and", "or") or w.dash(joint)
    if not led and (loose or w.low(joint) in _TO) and _kind(first) != _kind(second[0]):
        return None
    return Joined(first, second[0]), second[1]


def _kind(what: Moment) -> str:
    for kind in (CalendarDay, CalendarMonth, CalendarYears, Weekday):
        if isinstance(what, kind):
            return kind.__name__
    return ""
