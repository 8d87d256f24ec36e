"""The grammar of calendar times: "3 May", "Friday, 3 May 2024", "the first half of last year".

Each function reads one form at a place among the words and returns ``(moment, place after it)``,
or None where the words are no such form. All look a few words ahead and never go back.
"""

from __future__ import annotations

from datetime import date
from functools import cache

from tidewaiter.press.extract.times.bounds import Joined
from tidewaiter.press.extract.times.calendar_words import count, listed, unit, values
from tidewaiter.press.extract.times.moments import (
    CalendarDay,
    CalendarMonth,
    CalendarYears,
    Edge,
    Part,
    Vague,
    Weekday,
    WeekOf,
)
from tidewaiter.press.extract.times.offsets import Unit
from tidewaiter.press.extract.times.setting import Moment, Which
from tidewaiter.press.extract.times.words import Words

Read = tuple[Moment, int] | None
_WHICH: dict[str, Which] = {"last": "last", "this": "this", "next": "next"}
_SHIFT = {"last": -1, "this": 0, "next": 1}
_EDGES = {"end": True, "close": True, "start": False, "beginning": False, "outset": False}
_MONTHS_IN = {"half": 6, "quarter": 3}
_QUARTERS = {"q1": 0, "q2": 3, "q3": 6, "q4": 9}
_NAMES_TOO = ("april", "may", "june", "august")  # "June Adeyemi said"


def calendar_time(w: Words, i: int, led: bool) -> Read:
    """Read a time that the calendar names.

    Args:
        w: The words.
        i: Place to read at.
        led: Whether a preposition before it says that a time follows.
    """
    for form in (_numeric, _dated_weekday, _days_joined, _date, _part, _edge, _rough, _week_of):
        if found := form(w, i):
            return found
    for form in (_day_of_note, _decade, _fiscal, _season, _weekday):
        if found := form(w, i):
            return found
    return _month(w, i, led) or _year(w, i, led)


def _numeric(w: Words, i: int) -> Read:
    """Such as "2024-05-03", "3.5.2024"; 5/6/2024 is May to some and June to others."""
    word = w.raw(i)
    mark = next((m for m in "./-" if m in word[1:]), None)
    parts = [int(p) for p in word.split(mark) if p.isascii() and p.isdecimal()] if mark else []
    if len(parts) != 3:
        return None
    year, month, day = parts if mark == "-" else reversed(parts)
    if mark == "/" and month > 12:
        day, month = month, day
    elif mark == "/" and day <= 12 and day != month:
        return Vague(), i + 1
    try:
        date(year, month, day)
    except ValueError:
        return Vague(), i + 1
    return CalendarDay(month, day, year), i + 1


def _dated_weekday(w: Words, i: int) -> Read:
    """Such as "Friday, 3 May"."""
    if (named := w.weekday(i)) is None:
        return None
    after = named[1]
    return _date(w, after + 1 if w.raw(after) == "," else after)


def _year_after(w: Words, i: int) -> tuple[int | None, int | None, int]:
    """Return ``(year, years from the present one, place after)`` of what follows a month."""
    after = i + 1 if w.raw(i) == "," or w.low(i) == "of" else i
    year = w.year(after)
    if year is not None and not _measures(w, after):
        return year, None, after + 1
    if w.raw(i) != "," and w.low(after) in _SHIFT and w.low(after + 1) == "year":
        return None, _SHIFT[w.low(after)], after + 2
    return None, None, i


def _measures(w: Words, i: int) -> bool:
    return w.low(i + 1) in listed("words", "measured")


def _date(w: Words, i: int) -> Read:
    """Such as "3 May", "the 3rd of May 2024", "May 3, 2024"."""
    found = _days_named(w, i)
    if found is None:
        return None
    month, (day, *more), after = found
    year, years, after = _year_after(w, after)
    return (CalendarDay(month, day, year, years), after) if not more else None


def _days_joined(w: Words, i: int) -> Read:
    """Such as "3–5 May", "12 and 14 May 2024", "May 3 to 5"."""
    found = _days_named(w, i)
    if found is None or len(found[1]) < 2:
        return None
    month, days, after = found
    year, years, after = _year_after(w, after)
    first, last = (CalendarDay(month, d, year, years) for d in (days[0], days[-1]))
    return Joined(first, last), after


def _days_named(w: Words, i: int) -> tuple[int, list[int], int] | None:
    """Return ``(month, days, place after)`` of days before or after a month's name."""
    if (month := w.month(i)) is not None:
        days, after = _day_list(w, w.after_month(i))
        return (month, days, after) if days else None
    days, after = _day_list(w, i)
    after = after + 1 if w.low(after) == "of" else after
    month = w.month(after) if days else None
    return (month, days, w.after_month(after)) if month else None


def _day_list(w: Words, i: int) -> tuple[list[int], int]:
    """Read "3", "the 3rd", "3–5", "3, 4 and 5": the days and the place after them."""
    days: list[int] = []
    after = i
    while len(days) < 12:
        at = after
        if days:
            joint = w.dash(at) or w.low(at) in ("and", "to", "or", ",", "through", "until", "&")
            if not joint:
                break
            at = at + 2 if w.raw(at) == "," and w.low(at + 1) == "and" else at + 1
        at = at + 1 if w.low(at) == "the" else at
        day = w.day(at)
        # "May 3, 12 ships", "May 3 and 12 ships": what follows a list's last day is no noun
        if day is None or (days and _counts(w, at)):
            break
        days.append(day)
        after = at + 1
    return days, after


def _counts(w: Words, i: int) -> bool:
    after = w.raw(i + 1)
    return (
        after.isalpha() and after.islower() and after not in ("and", "to", "or", "of", "in", "at")
    )


def _month(w: Words, i: int, led: bool) -> Read:
    """Such as "May", "May 2024", "May of last year", "last May"; alone, only after a preposition."""
    which = _WHICH.get(w.low(i))
    at = i if which is None else i + 1
    month = w.month(at)
    if month is None:
        return None
    after = w.after_month(at)
    if which is not None:
        return CalendarMonth(month, which=which), after
    year, years, beyond = _year_after(w, after)
    if year is not None or years is not None:
        return CalendarMonth(month, year, years), beyond
    named = w.low(at) in _NAMES_TOO and w.raw(after)[:1].isupper() and not w.weekday(after)
    owns = w.low(after) == "'s" or w.low(after) == "’s"
    if (led or w.low(i - 1) in listed("words", "before_calendar") or owns) and not named:
        return CalendarMonth(month), after
    return None


def _year(w: Words, i: int, led: bool) -> Read:
    """Such as "2024" after a preposition, "2015–17"."""
    year = w.year(i)
    word = w.low(i - 1)
    near = word in listed("words", "before_calendar") or w.dash(i - 1)
    before = led or (near and word not in listed("words", "before_counts"))
    if year is None or not before or _measures(w, i):
        return None
    short = w.raw(i + 2)
    joined = (w.dash(i + 1) or w.raw(i + 1) == "/") and w.touches(i + 1) and w.touches(i + 2)
    if joined and len(short) == 2 and short.isascii() and short.isdecimal():
        last = year // 100 * 100 + int(short)
        return (CalendarYears(year, last), i + 3) if last > year else (Vague(), i + 3)
    return CalendarYears(year, year), i + 1


def _decade(w: Words, i: int) -> Read:
    """Such as "the 1990s", "the early 2000s"."""
    word = w.low(i)
    if len(word) != 5 or word[4] != "s" or not word[:3].isdecimal() or word[3] != "0":
        return None
    first = int(word[:4]) if word.isascii() else 0
    return (CalendarYears(first, first + 9), i + 1) if 1000 <= first <= 2990 else None


def _weekday(w: Words, i: int) -> Read:
    """Such as "Friday", "last Friday", "Friday last week", "Tuesday of next week"."""
    which = _WHICH.get(w.low(i))
    if w.follows(i, "this", "past"):
        which, i = "last", i + 1
    elif w.low(i) in ("past", "coming"):
        which = "last" if w.low(i) == "past" else "next"
    named = w.weekday(i if which is None else i + 1)
    if named is None:
        return None
    number, after = named
    paper = w.raw(after)[:1].isupper() and w.low(after) in listed("words", "papers")
    if paper or w.low(i - 1) in listed("words", "named_days"):
        return None
    any_one = w.low(i - 1) in ("a", "one") and not _counts(w, after - 1)
    if any_one or w.low(i - 1) in ("every", "each"):
        return Vague(), after
    if which is None:
        at = after + 1 if w.low(after) in listed("words", "parts_of_day") else after
        at = at + 1 if w.low(at) == "of" else at
        if w.low(at) in _SHIFT and w.low(at + 1) == "week":
            return Weekday(number, weeks=_SHIFT[w.low(at)]), at + 2
        if w.low(after) in ("last", "next"):
            return Weekday(number, _WHICH[w.low(after)]), after + 1
    return Weekday(number, which), after


def whole(w: Words, i: int) -> Read:
    """Read what a part can be of: "2024", "May 2023", "last year", "the year", "next month"."""
    at = i + 1 if w.low(i) in ("the", "that") and w.month(i + 1) is None else i
    which = _WHICH.get(w.low(at))
    kind = unit(w.low(at if which is None else at + 1))
    if kind is not None and (which is not None or at != i):
        return Unit(kind[0], which, whole=True), at + (1 if which is None else 2)
    at = at + 1 if w.low(at) == "year" and w.year(at + 1) else at
    return _month(w, at, True) or _year(w, at, True) or _decade(w, at) or _season(w, at)


def _part(w: Words, i: int) -> Read:
    """Such as "the first half of 2023", "Q3", "the last three months of 2024", "the first week of May"."""
    at = i + 1 if w.low(i) == "the" else i
    skip, many, kind = 0, 1, "month"
    if w.low(at) in _QUARTERS:
        skip, many, after = _QUARTERS[w.low(at)], 3, at + 1
    else:
        order = values("ordinals").get(w.low(at))
        back = w.low(at) in ("last", "final", "closing")
        at = at + 2 if w.dash(at + 1) else at + 1
        if order is None and not back:
            return None
        order = -1 if order is None else order - 1
        if w.low(at) in _MONTHS_IN:
            many, after = _MONTHS_IN[w.low(at)], at + 1
            skip = order * many
        else:
            number = count(w.low(at)) if unit(w.low(at)) is None else 1
            after = at if unit(w.low(at)) else at + 1
            named = unit(w.low(after))
            if number is None or named is None or (number == 1) == w.low(after).endswith("s"):
                return None
            kind, many = named[0], number * named[1]
            skip, after = order * many, after + 1
    if w.low(after) == "of" and (found := whole(w, after + 1)):
        return Part(skip, many, kind, found[0]), found[1]
    if many in (3, 6) and kind == "month" and w.low(after - 1) != "months":
        if (year := w.year(after)) is not None:
            return Part(skip, many, kind, CalendarYears(year, year)), after + 1
        return Part(skip, many, kind), after
    return None


def _edge(w: Words, i: int) -> Read:
    """Such as "the end of August", "the start of next year", "year-end"."""
    at = i + 1 if w.low(i) == "the" else i
    if w.low(at) in _EDGES and w.low(at + 1) == "of" and (found := whole(w, at + 2)):
        return Edge(found[0], _EDGES[w.low(at)]), found[1]
    if w.low(at) in ("year", "month"):
        after = at + 2 if w.dash(at + 1) or w.low(at + 1) in ("'s", "’s") else at + 1
        if after == at + 2 and w.low(after) == "end":
            return Edge(Unit(w.low(at), None, whole=True), True), after + 1
    return None


def _rough(w: Words, i: int) -> Read:
    """Such as "early March", "mid-2024", "late last year", "early in May": all of it, "early" is vague."""
    if w.low(i) not in listed("words", "rough"):
        return None
    after = i + 2 if w.dash(i + 1) or w.low(i + 1) in ("in", "on") else i + 1
    return whole(w, after)


def _week_of(w: Words, i: int) -> Read:
    """Such as "the week of 5 May", "the week ending 11 May"."""
    if w.low(i) != "week" or w.low(i + 1) not in ("of", "beginning", "starting", "ending"):
        return None
    found = _date(w, i + 2)
    return (WeekOf(found[0], w.low(i + 1) == "ending"), found[1]) if found else None


def _day_of_note(w: Words, i: int) -> Read:
    """Such as "New Year's Day", with or without its year."""
    if not w.raw(i)[:1].isupper():
        return None
    for phrase, number in _days_of_note().get(w.low(i), ()):
        if w.follows(i, *phrase):
            year, years, after = _year_after(w, i + len(phrase))
            return CalendarDay(number // 100, number % 100, year, years), after
    return None


@cache
def _days_of_note() -> dict[str, list[tuple[tuple[str, ...], int]]]:
    """First word → the phrases that open with it and their days, with either apostrophe."""
    found: dict[str, list[tuple[tuple[str, ...], int]]] = {}
    for name, number in values("days_of_note").items():
        phrase = tuple(name.replace("'s", " 's").split())
        for written in dict.fromkeys((phrase, tuple(p.replace("'", "’") for p in phrase))):
            found.setdefault(written[0], []).append((written, number))
    return found


def _fiscal(w: Words, i: int) -> Read:
    """Such as "fiscal 2023", "the financial year 2023-24": its months are not known."""
    if w.low(i) not in ("fiscal", "financial", "fy"):
        return None
    after = i + 2 if w.low(i + 1) == "year" else i + 1
    found = _year(w, after, True)
    return (Vague(), found[1]) if found else None


def _season(w: Words, i: int) -> Read:
    """Such as "the winter of 2022-23", "last summer": no days, as hemispheres and calendars differ."""
    at = i + 1 if w.low(i) in ("last", "this", "next", "the", "following", "previous") else i
    named = at != i or w.low(i - 1) in listed("words", "before_season")
    if not named or w.low(at) not in listed("words", "seasons"):
        return None  # "expects demand to fall next year"
    year = whole(w, at + 2 if w.low(at + 1) == "of" else at + 1)
    return (Vague(), year[1] if year is not None else at + 1)
