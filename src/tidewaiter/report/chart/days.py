"""An axis of days for pictures that run over time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from tidewaiter.report.chart.layout import words_width
from tidewaiter.report.chart.svg import LINE, SOFT, line, text


@dataclass(frozen=True, slots=True)
class Days:
    """Days laid on pixels, left to right; what lies outside is drawn at the edge."""

    first: date
    last: date
    left: float
    right: float

    def x(self, day: date | None, *, end: bool = False) -> float:
        """Return where a day begins, or ends; an unknown one lies at the edge of the axis."""
        if day is None:
            return self.right if end else self.left
        day = min(max(day, self.first), self.last)
        span = (self.last - self.first).days + 1
        return self.left + (self.right - self.left) * ((day - self.first).days + end) / span

    def at(self, moment: datetime | None, *, end: bool = False) -> float:
        """Return where a moment lies; an end at midnight is that of the whole day, as days are told."""
        if moment is None or (end and moment.time() == time.min):
            return self.x(moment.date() if moment else None, end=end)
        part = (moment.hour + moment.minute / 60) / 24
        left = self.x(moment.date())
        return left + part * (self.x(moment.date(), end=True) - left)

    def ticks(self, room: float = 92.0) -> list[tuple[float, str]]:
        """Return where to mark the axis, with words that do not touch; ``room`` for each in pixels."""
        span = (self.last - self.first).days + 1
        most = max(2, int((self.right - self.left) / room))
        if span <= 7 * most:
            step = next(s for s in (1, 2, 7) if span / s <= most or s == 7)
            days = [self.first + timedelta(days=i) for i in range(0, span, step)]
            return [(self.x(d), f"{d.day} {d:%b} {d.year}") for d in days]
        months = span / 30.4
        wanted = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 6000, 24000)
        step = next(s for s in wanted if months / s <= most or s == 24000)
        marks, year, month = [], self.first.year, 1
        while year <= self.last.year:
            day = date(year, month, 1)
            if self.first <= day <= self.last:
                marks.append((self.x(day), f"{day:%b} {year}" if step < 12 else str(year)))
            month += step
            year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
        return marks

    def drawn(self, top: float, bottom: float, room: float = 92.0) -> str:
        """Draw the axis: words above ``top``, lines down to ``bottom``."""
        parts, taken = [], -1.0
        for x, words in self.ticks(room):
            parts.append(line(x, top, x, bottom, stroke=LINE, stroke_width=0.7))
            anchor = "start" if x < self.left + 36 else "end" if x > self.right - 36 else "middle"
            wide = words_width(words)
            left = x - {"start": 0.0, "middle": wide / 2, "end": wide}[anchor]
            if left < taken:
                continue
            taken = left + wide + 6
            parts.append(text(x, top - 5, words, fill=SOFT, text_anchor=anchor))
        return "".join(parts)


def axis(days: Sequence[date], left: float, right: float) -> Days:
    """Lay an axis round days, with some room on both sides, centuries far off left out.

    Args:
        days: At least one.
        left: Pixels.
        right: Pixels.
    """
    first, last = min(days), max(days)
    pad = max(1, (last - first).days // 40)
    low, high = first.toordinal() - pad, last.toordinal() + pad
    return Days(date.fromordinal(max(1, low)), date.fromordinal(min(3652059, high)), left, right)
