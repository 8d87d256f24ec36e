"""How exactly a time is known: in words, and as a shape that tells without colour."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal

from tidewaiter.report.chart.key import Sign
from tidewaiter.report.chart.svg import INK, PAPER, element, line, mark, path
from tidewaiter.report.words import days

When = Literal["day", "span", "month", "year", "by", "since"]
_MEANS: dict[When, str] = {
    "day": "on that day",
    "span": "from day to day",
    "month": "in that month",
    "year": "in that year",
    "by": "by that day",
    "since": "since that day",
}


def when(start: date | None, end: date | None) -> When | None:
    """Say how exactly a time is known, None if it is not.

    A whole month or year is how "in March" and "in 2024" are read: the day in it is not told.

    >>> when(date(2024, 3, 1), date(2024, 3, 31)), when(None, date(2024, 3, 1))
    ('month', 'by')
    """
    if start is None or end is None:
        return "by" if end else "since" if start else None
    if start == end:
        return "day"
    if end == date.max:
        return "span"
    after = end + timedelta(days=1)
    if start.day == 1 and after.day == 1 and (after.year - start.year) * 12 + after.month - start.month == 1:  # fmt: skip
        return "month"
    if (start.month, start.day, after.month, after.day) == (1, 1, 1, 1) and after.year - start.year == 1:  # fmt: skip
        return "year"
    return "span"


def told(start: date | None, end: date | None) -> str:
    """Write a time with no more than is known.

    >>> told(date(2024, 3, 1), date(2024, 3, 31)), told(None, date(2024, 3, 1))
    ('in 2024-03', 'by 2024-03-01')
    """
    sort = when(start, end)
    if sort == "month":
        return f"in {start:%Y-%m}"
    if sort == "year" and start:
        return f"in {start.year:04d}"
    if sort in ("by", "since"):
        return f"{sort} {start or end}"
    return days(start, end)


def shape(sort: When, x1: float, x2: float, y: float, colour: str, *, hollow: bool = False) -> str:
    """Draw a time from x1 to x2 round the line y; hollow for what is denied or was not seen."""
    if sort == "day":
        return mark("diamond", (x1 + x2) / 2, y, 5, fill=PAPER if hollow else colour, stroke=colour, stroke_width=1.6 if hollow else 1)  # fmt: skip
    if sort == "span":
        return _bar(x1, x2, y, colour, hollow) + _cap(x1, y, colour) + _cap(x2, y, colour)
    if sort == "month":
        drawn = element(
            "rect", x=x1, y=y - 5, width=x2 - x1, height=10, rx=5, fill=PAPER, stroke=colour,
            stroke_width=1.6, stroke_dasharray="3 2",
        )  # fmt: skip
        return drawn + (_stroke(x1, x2, y, colour) if hollow else "")
    if sort == "year":
        deep = min(6.0, (x2 - x1) / 3)
        corners = [(x1, y), (x1 + deep, y - 6), (x2 - deep, y - 6), (x2, y), (x2 - deep, y + 6), (x1 + deep, y + 6)]  # fmt: skip
        drawn = element("path", d=path(corners, close=True), fill=PAPER, stroke=colour, stroke_width=1.6, stroke_dasharray="3 2")  # fmt: skip
        return drawn + (_stroke(x1, x2, y, colour) if hollow else "")
    tip, end = (x1, x2) if sort == "by" else (x2, x1)
    back = tip + 8 if sort == "by" else tip - 8
    drawn = line(back, y, end, y, stroke=colour, stroke_width=2, stroke_dasharray="6 3")
    drawn += element("path", d=path([(tip, y), (back, y - 5), (back, y + 5)], close=True), fill=PAPER if hollow else colour, stroke=colour)  # fmt: skip
    return drawn + _cap(end, y, colour)


def sign(sort: When) -> Sign:
    """Return the sign of a shape for the key."""
    if sort == "day":
        return Sign(lambda x, y: shape("day", x, x, y, INK), 14, _MEANS[sort])
    return Sign(lambda x, y: shape(sort, x - 15, x + 15, y, INK), 30, _MEANS[sort])


def denied() -> Sign:
    """Return the sign of hollow shapes for the key."""
    return Sign(lambda x, y: shape("day", x, x, y, INK, hollow=True), 14, "hollow: denied, or not seen")  # fmt: skip


def _bar(x1: float, x2: float, y: float, colour: str, hollow: bool) -> str:
    drawn = element("rect", x=x1, y=y - 4, width=x2 - x1, height=8, fill=PAPER if hollow else colour, fill_opacity=None if hollow else 0.35, stroke=colour, stroke_width=1)  # fmt: skip
    return drawn + (_stroke(x1, x2, y, colour) if hollow else "")


def _stroke(x1: float, x2: float, y: float, colour: str) -> str:
    """Strike a bar through at its middle, as hollow alone would be seen only beside a filled one."""
    x = (x1 + x2) / 2
    return line(x - 4, y + 4, x + 4, y - 4, stroke=colour, stroke_width=1.4)


def _cap(x: float, y: float, colour: str) -> str:
    return line(x, y - 7, x, y + 7, stroke=colour, stroke_width=2)
