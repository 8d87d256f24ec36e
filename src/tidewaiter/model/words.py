"""Figures, units, intervals, days and shares in words: one way for all that is shown."""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from tidewaiter.model import units
from tidewaiter.model.counted import counted

if TYPE_CHECKING:
    from tidewaiter.model.bounds import Bound, BoundKind

_MEASURED = frozenset({"1", "kg", "t", "kt", "km", "h"})
#: Units that are their own plural.
_UNCHANGED = frozenset(
    {"dead", "killed", "wounded", "injured", "missing", "people", "crew", "aircraft"}
)


def number(value: float) -> str:
    """Write a number to three figures, whole ones from 100 on.

    >>> number(9000000), number(46.25), number(222.2)
    ('9,000,000', '46.2', '222')
    """
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:,.3g}"


def figure(value: float) -> str:
    """Write a number as it is, to four figures where it is none that counts.

    >>> figure(9000000), figure(46.25), figure(12345.6)
    ('9,000,000', '46.25', '12,346')
    """
    whole = value == round(value) or abs(value) >= 1000
    return f"{value:,.0f}" if whole else f"{value:,.4g}"


def interval(low: float | None, high: float | None, unit: str | None = None) -> str:
    """Write an interval with the unit as it is named; None is no bound.

    >>> interval(0, 9e6, "rounds"), interval(64, None), interval(600, 600)
    ('up to 9,000,000 rounds', '64 or more', '600')
    """
    tail = f" {unit}" if unit else ""
    if low is None and high is None:
        return f"an unknown number of {unit}" if unit else "unknown"
    if high is None:
        return f"{figure(low or 0)} or more{tail}"
    if not low:
        return f"up to {figure(high)}{tail}"
    if low == high:
        return f"{figure(low)}{tail}"
    return f"{figure(low)} to {figure(high)}{tail}"


def amount(
    low: float, high: float | None, unit: str, of: str | None = None, stated: str | None = None
) -> str:
    """Write an interval with its unit; mass in tonnes from one tonne on.

    A rate over a scaled unit is written over the one in which it was stated: dollars a tonne, not
    hundredths of a dollar a kg.

    Args:
        low: Least value.
        high: Greatest, None or infinite for no bound.
        unit: Base unit.
        of: Of what kind.
        stated: Unit in which it was stated, None for the base unit.

    >>> amount(0.41, 0.41, "dollar/kg", stated="dollars/tonne")
    '410 dollars a tonne'
    >>> amount(64, None, "voyage"), amount(0, 9e6, "round"), amount(8600, 13700, "kg/container")
    ('64 voyages or more', 'up to 9,000,000 rounds', '8.6 to 13.7 t a container')
    >>> amount(0, 1, "call"), amount(1, 1, "voyage")
    ('up to 1 call', '1 voyage')
    >>> amount(400, 500, "round/container", "152 mm")
    '400 to 500 rounds of 152 mm a container'
    """
    top = math.inf if high is None else high
    if stated is not None and over_scaled(stated):
        shown = units.unit(stated)
        low, top, unit = low / shown.factor, top / shown.factor, str(shown)
    else:
        low, top, unit = _scaled(low, top, unit)
    named = name(unit, top if low <= 0 or low == top else 2.0, of)
    if math.isinf(top):
        return f"{number(low)} {named} or more"
    if number(low) == number(top):
        return f"{number(low)} {named}"
    return (
        f"up to {number(top)} {named}" if low <= 0 else f"{number(low)} to {number(top)} {named}"
    )


def bare(low: float, high: float | None, unit: str, stated: str | None = None) -> str:
    """Write an interval without the name of what is counted; a mass keeps its unit.

    >>> bare(6030, 7370, "container"), bare(74e6, 74e6, "kg")
    ('6,030 to 7,370', '74,000 t')
    """
    if stated is not None and over_scaled(stated):
        factor = units.unit(stated).factor
        return bare(low / factor, None if high is None else high / factor, unit)
    return amount(low, high, "kg" if unit == "kg" else "1").strip()


def over_scaled(stated: str) -> bool:
    """Say whether a unit is a rate over another unit than the base has there: "dollars/tonne"."""
    measure = units.unit(stated)
    return any(p < 0 and units.unit(n).base != units.unit(n) for n, p in measure.powers)


def said(bound: Bound, unit: str, of: str | None = None, stated: str | None = None) -> str:
    """Write a figure as it was said: "at least 64 voyages", "4,000,000 to 6,000,000 rounds".

    >>> from tidewaiter.model.bounds import bound
    >>> said(bound(0, None, 9e6), "round"), said(bound(540, 600, 660), "box")
    ('at most 9,000,000 rounds', 'about 600 boxes')
    """
    lead = {"at least": "at least ", "at most": "at most ", "approximately": "about "}
    return f"{lead.get(bound.kind, '')}{amount(bound.said_low, bound.said_high, unit, of, stated)}"


def typed(kind: BoundKind, low: float, high: float | None, unit: str) -> str:
    """Write a result with what it bounds.

    >>> typed("at least", 364, None, "round/container")
    'at least 364 rounds a container'
    """
    if kind == "at least" or high is None:
        return f"at least {amount(low, low, unit)}"
    return amount(low, high, unit)


def name(unit: str, count: float = 2.0, of: str | None = None) -> str:
    """Write a unit: its first name in the plural, what it is over after "a".

    >>> name("round/container"), name("kg/container"), name("1")
    ('rounds a container', 'kg a container', '')
    """
    first, *under = unit.split("/")
    if first == "1":
        return "".join(f" per {u}" for u in under).strip()
    plural = first if count == 1 or first.endswith("s") else _plural(first)
    tail = "".join(f" {'an' if u[0] in 'aeio' or u == 'hour' else 'a'} {u}" for u in under)
    return f"{plural}{f' of {of}' if of else ''}{tail}"


def _plural(word: str) -> str:
    if word in _MEASURED | _UNCHANGED:
        return word
    return f"{word}es" if word.endswith(("x", "ch", "sh")) else f"{word}s"


def _scaled(low: float, high: float, unit: str) -> tuple[float, float, str]:
    first, slash, rest = unit.partition("/")
    if first != "kg" or (high if math.isfinite(high) else low) < 1000:
        return low, high, unit
    return low / 1000, high / 1000, f"t{slash}{rest}"


def days(window: tuple[date | None, date | None]) -> str:
    """Write a window of days for a sentence.

    >>> days((date(2024, 1, 1), date(2024, 12, 15))), days((None, None))
    ('1 Jan 2024 to 15 Dec 2024', 'days unknown')
    """
    return between(*window, write=day, unknown="days unknown")


def day(when: date | None) -> str:
    """Write a day for a sentence: ``15 Dec 2024``."""
    return "a day unknown" if when is None else f"{when.day} {when:%b %Y}"


def minute(when: date) -> str:
    """Write a moment to the minute.

    >>> from datetime import datetime
    >>> minute(datetime(2024, 2, 26, 4, 30, 59))
    '2024-02-26 04:30'
    """
    return f"{when:%Y-%m-%d %H:%M}"


def between(
    start: date | None,
    end: date | None,
    *,
    write: Callable[[date], str] = str,
    unknown: str = "time unknown",
) -> str:
    """Write a span of days or moments; None is no bound.

    Args:
        start: Its first.
        end: Its last; the same one for a single day.
        write: How a day, or a moment, is written.
        unknown: What is said where neither is known.

    >>> between(date(2024, 1, 1), date(2024, 12, 15)), between(None, date(2024, 1, 1))
    ('2024-01-01 to 2024-12-15', 'to 2024-01-01')
    """
    if start is None:
        return unknown if end is None else f"to {write(end)}"
    if end is None:
        return f"from {write(start)}"
    return write(start) if start == end else f"{write(start)} to {write(end)}"


def span(a: date | None, b: date | None) -> str:
    """Say how far apart two days lie, empty where one is unknown.

    >>> span(date(2024, 2, 23), date(2024, 2, 26)), span(date(2024, 1, 1), date(2025, 1, 1))
    ('3 days apart', '12 months apart')
    """
    if a is None or b is None:
        return ""
    count = abs((a - b).days)
    if count == 0:
        return "on the same day"
    if count < 92:
        return f"{counted(count, 'day')} apart"
    return f"{count / 30.44:.0f} months apart"


def share(value: float) -> str:
    """Write a share: ``33 %``."""
    return f"{value * 100:.0f} %"


def shortened(text: str, most: int) -> str:
    """Write a text on one line, cut after a word where it is longer than ``most`` characters.

    >>> shortened("up to  40 containers left", 40), shortened("up to 40 containers left", 12)
    ('up to 40 containers left', 'up to 40 …')
    """
    flat = " ".join(text.split())
    return flat if len(flat) <= most else f"{flat[: most - 2].rsplit(' ', 1)[0]} …"


def listed(parts: list[str]) -> str:
    """Join with commas and "and"."""
    return " and ".join([", ".join(parts[:-1]), parts[-1]]) if len(parts) > 1 else "".join(parts)
