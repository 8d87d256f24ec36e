"""Dates as lists print them, in ISO 8601, as exact as they are given."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

_MONTHS = {
    m: i
    for i, m in enumerate(
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], 1
    )
}
_WORDS = re.compile(r"(?:(\d{1,2})\s+)?(?:([A-Za-z]{3})[A-Za-z]*\.?,?\s+)?(\d{4})")
_ISO = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?:T.*)?")
_SLASHED = re.compile(r"([\dd]{1,2})/([\dm]{1,2})/(\d{4})(?:\s.*)?", re.IGNORECASE)
_CIRCA = re.compile(r"(?:circa|c\.|ca\.|approximately|about)\s*", re.IGNORECASE)
_RANGE = re.compile(r"\s+(?:to|and|-|–)\s+", re.IGNORECASE)
_BETWEEN = re.compile(r"between\s+", re.IGNORECASE)


@lru_cache(maxsize=16384)
def dates(text: str) -> tuple[tuple[str, str | None], ...]:
    """Return the dates that a text gives, each with what limits it.

    Args:
        text: "15 Jan 1955", "Jan 1955", "circa 1951", "1951 to 1953", "dd/mm/1945", "1955-01-15";
            slashes are read day first.

    Returns:
        ISO dates with None, ``circa``, ``from`` or ``to``; nothing where it is no date we can read.

    >>> dates("15 Jan 1955"), dates("circa 1951"), dates("dd/mm/1945")
    ((('1955-01-15', None),), (('1951', 'circa'),), (('1945', None),))
    >>> dates("1951 to Mar 1953"), dates("late 1960s")
    ((('1951', 'from'), ('1953-03', 'to')), ())
    """
    text = text.strip().rstrip(".")
    circa = _CIRCA.match(text)
    rest = text[circa.end() :] if circa else text
    pair = _RANGE.split(_BETWEEN.sub("", rest, count=1))
    if len(pair) == 2:
        first, last = (_one(_CIRCA.sub("", part)) for part in pair)
        return ((first, "from"), (last, "to")) if first and last else ()
    found = _one(rest)
    return ((found, "circa" if circa else None),) if found else ()


def _one(text: str) -> str | None:
    text = text.strip()
    if found := _ISO.fullmatch(text):
        year, month, day = found.groups()
        return _iso(int(year), int(month or 0), int(day or 0))
    if found := _SLASHED.fullmatch(text):
        day, month, year = found.groups()
        return _iso(
            int(year), int(month) if month.isdigit() else 0, int(day) if day.isdigit() else 0
        )
    if found := _WORDS.fullmatch(text):
        day, month, year = found.groups()
        number = _MONTHS.get((month or "").casefold(), 0)
        if month and not number:
            return None
        return _iso(int(year), number, int(day or 0))
    return None


def _iso(year: int, month: int, day: int) -> str | None:
    """Return a date as exact as it is sound: a day that no calendar has gives its month."""
    if not year >= 1000:
        return None
    if not 1 <= month <= 12:
        return f"{year:04d}"
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return f"{year:04d}-{month:02d}"
