"""Intervals, days and counts in words."""

from __future__ import annotations

from datetime import date

from tidewaiter.model.claims import Claim, Quantity
from tidewaiter.model.reading import Reading

_DAY_FROM = {
    "given": "as given",
    "metadata": "from its metadata",
    "dateline": "from the dateline",
    "byline": "from a line at its head",
    "file date": "only the day on which the file was made: check it",
}


def figure(value: float) -> str:
    """Write a number with thousands parted.

    >>> figure(9000000), figure(46.25), figure(20597.01)
    ('9,000,000', '46.25', '20,597')
    """
    whole = abs(value) >= 1000 or value == round(value)
    return f"{value:,.0f}" if whole else f"{value:,.4g}"


def interval(low: float | None, high: float | None, unit: str | None = None) -> str:
    """Write an interval; None is no bound.

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


def units(unit: str) -> str:
    """Write a unit in the plural, what it is over after a slash.

    >>> units("container"), units("container/voyage"), units("kg")
    ('containers', 'containers/voyage', 'kg')
    """
    first, slash, rest = unit.partition("/")
    if first in ("kg", "t", "km", "nm", "h") or first.endswith("s"):
        return unit
    return f"{first}{'es' if first.endswith(('x', 'ch', 'sh')) else 's'}{slash}{rest}"


def quantity(item: Quantity) -> str:
    """Write a quantity: its words in the source, then the interval."""
    lead = "or " if item.alternative_to is not None else ""
    of = f" of {item.of}" if item.of else ""
    return f"{lead}{interval(item.low, item.high, item.unit)}{of}"


def days(start: date | None, end: date | None) -> str:
    """Write a span of days.

    >>> days(date(2024, 1, 1), date(2024, 12, 15))
    '2024-01-01 to 2024-12-15'
    """
    if start is None and end is None:
        return "time unknown"
    if start == end:
        return str(start)
    if start is None:
        return f"to {end}"
    return f"{start} to {end}" if end is not None else f"from {start}"


def published(reading: Reading) -> str:
    """Write the day of publication with what it rests on; an unknown one with what follows.

    >>> from tidewaiter.model.claims import DocumentRef
    >>> published(Reading(DocumentRef("0", None, None, date(2025, 6, 5)), "", (), published_from="dateline"))
    'published 2025-06-05, from the dateline'
    """
    day = reading.document.published
    if day is None:
        return "day of publication unknown: “last year” and the like stay open"
    way = _DAY_FROM.get(reading.published_from or "")
    return f"published {day}, {way}" if way else f"published {day}"


def chain(claim: Claim) -> str:
    """Write who says it, through whom, from where."""
    lead = claim.speaker.name if claim.speaker else "Own voice of the document"
    via = f", via {', '.join(p.name for p in claim.via)}" if claim.via else ""
    cites = f", citing {', '.join(p.name for p in claim.cites)}" if claim.cites else ""
    return f"{lead}{via}{cites}"


def manner(claim: Claim) -> str:
    """Write how it is put: act, doubt, denial."""
    parts: list[str] = [claim.act]
    if claim.certainty != "certain":
        parts.append(claim.certainty)
    if claim.polarity == "negative":
        parts.append("that it did not happen")
    return ", ".join(parts)
