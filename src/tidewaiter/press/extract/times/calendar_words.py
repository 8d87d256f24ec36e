"""Words of the calendar and what they stand for."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import cast

UNITS = {
    "day": "day",
    "week": "week",
    "fortnight": "week",
    "weekend": "weekend",
    "month": "month",
    "quarter": "quarter",
    "year": "year",
    "decade": "year",
}
"""Unit as written → unit in which it is counted; a fortnight is two weeks, a decade ten years."""

SIZE = {"fortnight": 2, "decade": 10}


@cache
def _table() -> dict[str, dict[str, list[str]]]:
    text = (files("tidewaiter.press.extract") / "data" / "times.toml").read_text(encoding="utf-8")
    return cast("dict[str, dict[str, list[str]]]", tomllib.loads(text))


@cache
def values(part: str) -> dict[str, int]:
    """Return word → number for months, weekdays, short_weekdays, numbers, ordinals, days_of_note.

    >>> values("months")["sept"]
    9
    """
    return {word: int(number) for number, words in _table()[part].items() for word in words}


@cache
def listed(part: str, name: str) -> frozenset[str]:
    """Return one list of words.

    >>> "autumn" in listed("words", "seasons")
    True
    """
    return frozenset(_table()[part][name])


def count(word: str) -> int | None:
    """Return the number that a word or digits stand for; None where it is none or too large.

    >>> count("three"), count("14"), count("1,000"), count("some")
    (3, 14, None, None)
    """
    if word.isdecimal() and len(word) <= 4:
        return int(word)
    return values("numbers").get(word.lower())


def unit(word: str) -> tuple[str, int] | None:
    """Return ``(unit, how many of it)`` for a unit's name, singular or plural.

    >>> unit("fortnights"), unit("hour")
    (('week', 2), None)
    """
    name = word.lower()
    name = name if name in UNITS else name.removesuffix("s")
    return (UNITS[name], SIZE.get(name, 1)) if name in UNITS else None
