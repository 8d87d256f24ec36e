"""The timeline: what each piece of evidence speaks of, in lanes by stream."""

from __future__ import annotations

from datetime import date, timedelta

from tidewaiter.model.dossier import Dossier, Exhibit
from tidewaiter.report.chart.svg import (
    BLUE,
    GREEN,
    INK,
    LINE,
    ORANGE,
    SOFT,
    element,
    line,
    link,
    picture,
    text,
)

_WIDTH, _LEFT, _ROW, _MOST = 860.0, 96.0, 20.0, 60
_LANES = (
    ("claim", "claims", BLUE, 2),
    ("sighting", "sightings", GREEN, 9),
    ("event", "events", ORANGE, 0),
)


def timeline_svg(dossier: Dossier) -> str | None:
    """Draw the timeline, or return None where nothing has a time."""
    dated = [e for e in dossier.exhibits if e.kind != "match" and (e.start or e.end)]
    if not dated:
        return None
    first = min(e.start or e.end or date.max for e in dated)
    last = max(e.end or e.start or date.min for e in dated)
    pad = timedelta(days=max(1, (last - first).days // 40))
    first, last = first - pad, last + pad
    span = max(1, (last - first).days)

    def x(day: date) -> float:
        return _LEFT + (_WIDTH - _LEFT - 12) * (day - first).days / span

    y, rows = 26.0, []
    left_out = 0
    for kind, label, colour, corner in _LANES:
        lane = sorted((e for e in dated if e.kind == kind), key=lambda e: e.start or e.end or last)
        if not lane:
            continue
        left_out += max(0, len(lane) - _MOST)
        rows.append(text(4, y + 13, label, font_weight=600, fill=colour))
        for e in lane[:_MOST]:
            rows.append(_bar(e, x(e.start or first), x(e.end or last), y, colour, corner))
            y += _ROW
        rows.append(line(0, y + 2, _WIDTH, y + 2, stroke=LINE))
        y += 8
    axis = "".join(_ticks(first, last, x, y))
    note = f"; {left_out} more stand in the tables" if left_out else ""
    return picture(
        _WIDTH, y + 8, axis + "".join(rows), name="timeline", title="Timeline of the evidence",
        about=f"{len(dated)} dated pieces of evidence from {first + pad} to {last - pad}{note}.",
    )  # fmt: skip


def _bar(e: Exhibit, x1: float, x2: float, y: float, colour: str, corner: int) -> str:
    dash = None if e.start and e.end else "4 3"
    shape = element(
        "rect", x=x1, y=y + 4, width=max(5.0, x2 - x1), height=11, rx=corner, fill=colour,
        fill_opacity=0.25, stroke=colour, stroke_dasharray=dash,
    )  # fmt: skip
    right = x1 + max(5.0, x2 - x1) + 4
    if right > _WIDTH - 34:
        label = text(x1 - 4, y + 14, e.number, fill=INK, text_anchor="end")
    else:
        label = text(right, y + 14, e.number, fill=INK)
    return link(e.number, shape + label, f"{e.number}: {e.title}")


def _ticks(first: date, last: date, x: object, height: float) -> list[str]:
    span = (last - first).days
    months = 1 if span < 400 else 3 if span < 1200 else 12
    marks, day = [], date(first.year, first.month, 1)
    step = 1 if span < 12 else 7 if span < 70 else 0
    if step:
        days = [first + timedelta(days=i) for i in range(0, span + 1, step)]
    else:
        days = []
        while day <= last:
            if day >= first and (day.month - 1) % months == 0:
                days.append(day)
            day = date(day.year + day.month // 12, day.month % 12 + 1, 1)
    shown = days[:: max(1, len(days) // 9)]
    for d in shown:
        at = x(d)  # type: ignore[operator]
        marks.append(line(at, 18, at, height, stroke=LINE, stroke_width=0.6))
        words = d.strftime("%d %b" if step else "%b %Y" if months < 12 else "%Y")
        marks.append(text(at, 13, words, fill=SOFT, text_anchor="middle"))
    return marks
