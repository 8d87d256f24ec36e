"""The grammar of relative times: "yesterday", "the past two weeks", "two days before the raid"."""

from __future__ import annotations

from tidewaiter.press.extract.times.calendar_words import count, listed, unit
from tidewaiter.press.extract.times.moments import Eve, UpTo, Vague
from tidewaiter.press.extract.times.offsets import (
    Ago,
    Later,
    NearMonth,
    NearWeekday,
    Same,
    Stretch,
    Unit,
)
from tidewaiter.press.extract.times.parts import Read, calendar_time
from tidewaiter.press.extract.times.setting import Which
from tidewaiter.press.extract.times.words import Words

_WHICH: dict[str, Which] = {"last": "last", "this": "this", "next": "next"}
_DAYS = {"yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1}
_EARLIER = ("earlier", "before", "previously", "prior", "beforehand")
_LATER = ("later", "after", "afterwards", "afterward")
_BESIDE = {"ensuing": True, "following": True, "next": True, "previous": False, "preceding": False}
_ARTICLES = ("the", "a", "an", "his", "her", "its", "their", "this", "that")


def moment(w: Words, i: int, led: bool) -> Read:
    """Read a time of any form at a place; ``led`` where a preposition stands before it."""
    for form in (_of_day, _up_to, _stretch, _unit, _near_day, _anaphoric, _counted):
        if found := form(w, i):
            return found
    return calendar_time(w, i, led)


def _of_day(w: Words, i: int) -> Read:
    """Such as "the night of 3–4 May", "the eve of 9 May"."""
    if w.low(i + 1) != "of":
        return None
    if w.low(i) in listed("words", "parts_of_day"):
        return calendar_time(w, i + 2, True)
    found = calendar_time(w, i + 2, True) if w.low(i) == "eve" else None
    return (Eve(found[0]), found[1]) if found else None


def _up_to(w: Words, i: int) -> Read:
    """Such as "the year to June", "the 12 months to 30 June 2024"."""
    if w.low(i) != "the":
        return None
    number = count(w.low(i + 1))
    at = i + 1 if number is None else i + 2
    kind = unit(w.low(at))
    if kind is None or w.low(at + 1) not in ("to", "ending", "ended"):
        return None
    found = calendar_time(w, at + 2, True)
    return (UpTo((number or 1) * kind[1], kind[0], found[0]), found[1]) if found else None


def _stretch(w: Words, i: int) -> Read:
    """Such as "the past two weeks", "the next three months", "recent months"."""
    if w.low(i) in ("recent", "coming", "subsequent", "intervening", "preceding") and (
        w.low(i + 1).endswith("s") and unit(w.low(i + 1))
    ):
        return Vague(), i + 2
    if w.low(i) != "the" or w.low(i + 4) == "of" or w.low(i + 3) == "of":
        return None
    word = w.low(i + 1)
    back, ahead = (
        word in ("past", "last", "previous", "preceding"),
        word in ("next", "coming", "following"),
    )
    if not back and not ahead:
        return None
    number = count(w.low(i + 2))
    if w.low(i + 2) in listed("words", "vague_numbers"):
        after = i + 4 if w.low(i + 3) == "of" else i + 3
        return (Vague(), after + 1) if unit(w.low(after)) else None
    kind = unit(w.low(i + 3 if number is not None else i + 2))
    if kind is None:
        return None
    if number is None:
        if word != "past" or w.low(i + 2).endswith("s"):
            return (Vague(), i + 3) if w.low(i + 2).endswith("s") else None
        number = 1
    anchored = word in ("previous", "preceding", "following")
    step = number * kind[1] * (-1 if back else 1)
    return (Vague() if anchored else Stretch(step, kind[0])), i + (
        4 if count(w.low(i + 2)) is not None else 3
    )


def _unit(w: Words, i: int) -> Read:
    """Such as "last year", "earlier this month", "last night", "this morning", "the weekend"."""
    part = w.low(i) if w.low(i) in ("earlier", "later") else ""
    at = i + 1 if part else i
    at = at + 1 if part and w.low(at) == "in" else at
    if w.low(at) == "the" and w.low(at + 1) == "weekend":
        return Unit("weekend", "this"), at + 2
    if part and w.low(at) == "the" and (kind := unit(w.low(at + 1))):
        return Unit(kind[0], "this", part), at + 2
    which = _WHICH.get(w.low(at))
    if which is None:
        return None
    at = at + 1 if w.low(at + 1) in ("past", "coming", "calendar") else at
    if w.low(at + 1) in listed("words", "parts_of_day") and which != "next":
        return Ago(-1 if which == "last" else 0, "day"), at + 2
    kind = unit(w.low(at + 1))
    if kind is None or w.low(at + 1).endswith("s") or kind[1] != 1 or kind[0] == "day":
        return None
    return Unit(kind[0], which, part), at + 2


def _near_day(w: Words, i: int) -> Read:
    """Such as "yesterday", "tomorrow", "the day before yesterday"."""
    if w.low(i) in _DAYS:
        return Ago(_DAYS[w.low(i)], "day"), i + 1
    if w.follows(i, "the", "day", "before", "yesterday"):
        return Ago(-2, "day"), i + 4
    if w.follows(i, "the", "day", "after", "tomorrow"):
        return Ago(2, "day"), i + 4
    return None


def _anaphoric(w: Words, i: int) -> Read:
    """Such as "the same day", "that month", "the next day", "the previous year"."""
    first = i if w.low(i) in ("that", "next") else i + 1
    if first != i and w.low(i) not in ("the", "on"):
        return None
    word = w.low(first)
    if word in _BESIDE and w.low(i) == "the" and (named := w.weekday(first + 1)):
        return NearWeekday(named[0], _BESIDE[word]), named[1]
    if word in _BESIDE and w.low(i) == "the" and (month := w.month(first + 1)):
        return NearMonth(month, _BESIDE[word]), w.after_month(first + 1)
    at = first + 2 if word in ("that", "very") and w.low(first + 1) == "same" else first + 1
    day = w.low(at) == "date" or w.low(at) in listed("words", "parts_of_day")
    name = "day" if day else w.low(at)
    kind = unit(name)
    if kind is None or name.endswith("s") or kind[1] != 1:
        return None
    if word in ("same", "that", "very"):
        return Same(kind[0], recalled(w, at + 1) if kind[0] == "day" else None), at + 1
    if word not in _BESIDE or (w.low(i) != "the" and kind[0] != "day"):
        return None
    return Later(1 if _BESIDE[word] else -1, kind[0], calendar=True), at + 1


def recalled(w: Words, i: int) -> str | None:
    """Return the last word of "(the same day) that Kim and Shoigu *met*," if a clause follows."""
    first = i + 1 if w.low(i) == "that" else i
    if not w.raw(first)[:1].isupper() and w.low(first) not in _ARTICLES:
        return None
    for at in range(first + 1, first + 12):
        if w.raw(at) in (",", "") and at > first + 1:
            return w.low(at - 1)
        if w.raw(at) in (".", ";", ":"):
            return None
    return None


def _counted(w: Words, i: int) -> Read:
    """Such as "two weeks ago", "a day later", "the day before", "nine days before the strike"."""
    some = w.low(i) in listed("words", "vague_numbers") or w.follows(i, "a", "couple")
    some = (
        some or (w.low(i) == "a" and w.low(i + 1) == "few") or w.low(i) in listed("words", "hours")
    )
    if some:
        return _vague_count(w, i)
    number = 1 if w.low(i) == "the" else count(w.low(i))
    if number is None:
        return None
    if w.low(i + 1) in listed("words", "hours"):
        return (Vague(), i + 3) if w.low(i + 2) in (*_EARLIER, *_LATER, "ago") else None
    kind = unit(w.low(i + 1))
    if kind is None or kind[0] == "weekend":
        return None
    return _directed(w, i + 2, number * kind[1], kind[0])


def _vague_count(w: Words, i: int) -> Read:
    """Such as "a few days ago", "hours later", "several weeks before the raid": no known day."""
    for at in range(i, i + 4):
        if unit(w.low(at)) or w.low(at) in listed("words", "hours"):
            known = w.low(at + 1) in (*_EARLIER, *_LATER, "ago")
            return (Vague(), at + 2) if known else None
    return None


def _directed(w: Words, i: int, number: int, kind: str) -> Read:
    word = w.low(i)
    if word == "ago":
        return Ago(-number, kind), i + 1
    if w.follows(i, "from", "now") or (w.low(i) in ("'", "’") and w.low(i + 1) == "time"):
        return Ago(number, kind), i + 2
    if word in _EARLIER or word in _LATER:
        step = -number if word in _EARLIER else number
        if word in ("before", "after", "prior"):
            after = i + 2 if word == "prior" and w.low(i + 1) == "to" else i + 1
            return _beside(w, after, step, kind)
        return Later(step, kind), i + 1
    return None


def _beside(w: Words, i: int, step: int, kind: str) -> Read:
    """What stands after "two days before": a time, an event ("the strike"), or nothing."""
    if found := calendar_time(w, i, True):
        return Later(step, kind, found[0]), found[1]
    if w.low(i) in _ARTICLES:
        at = i
        while w.raw(at + 1).isalpha() and at < i + 3 and not _stops(w, at + 1):
            at += 1
        return Later(step, kind, w.low(at)), at + 1
    if w.raw(i).isalpha() and w.raw(i) != "" and not _stops(w, i):
        return Vague(), i  # "two days after being seized"
    return Later(step, kind), i


def _stops(w: Words, i: int) -> bool:
    return w.low(i) in (
        "of", "on", "in", "at", "by", "and", "to", "for", "from", "with", "that", "was", "were",
        "is", "had", "off", "near", "against", "but", "who", "which", "as", "or", "then",
    )  # fmt: skip
