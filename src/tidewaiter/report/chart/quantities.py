"""Claimed figures as intervals by the day they were said, one panel a unit."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date

from tidewaiter.model.bounds import bound
from tidewaiter.model.claims import Claim
from tidewaiter.model.dossier import Dossier
from tidewaiter.report.chart.days import Days, axis
from tidewaiter.report.chart.layout import WIDTH, Placer, Table, fit, words_width
from tidewaiter.report.chart.scale import Scale, scale_of
from tidewaiter.report.chart.svg import (
    INK,
    LINE,
    PAPER,
    SOFT,
    element,
    line,
    link,
    mark,
    path,
    picture,
    text,
)  # fmt: skip
from tidewaiter.report.chart.ways import colours, lines_of, numbers_of
from tidewaiter.report.words import days, interval, manner

_LEFT, _RIGHT, _HIGH = 92.0, 30.0, 250.0
#: More marks than this in a panel are drawn as ranges a stretch of time.
_MOST, _BINS, _PANELS = 90, 36, 6


@dataclass(frozen=True, slots=True)
class _Said:
    number: str
    line: str
    party: str
    day: date
    low: float
    high: float | None
    middle: float
    alternative: bool
    denied: bool
    words: str


def quantities_svg(dossier: Dossier) -> str | None:
    """Draw every dated figure of the claims, or return None where no unit has two.

    A filled mark is the figure in the words, the bar what it allows, an arrow no upper bound. The
    label is exhibit and origin: marks with one "L" number count once.
    """
    units = _by_unit(dossier)
    drawn = sorted((u for u in units if len(units[u]) > 1), key=lambda u: (-len(units[u]), u))
    if not drawn:
        return None
    shown = drawn[:_PANELS]
    said = [s for u in shown for s in units[u]]
    ways = colours(s.party for s in said)
    time = axis([s.day for s in said], _LEFT, WIDTH - _RIGHT)
    key, y = _key(ways)
    parts = [key]
    for unit in shown:
        parts.append(_panel(unit, units[unit], time, ways, y))
        y += _HIGH + 80
    left = [f"{len(drawn) - _PANELS} more units stand in the table"] if drawn[_PANELS:] else []
    alone = sum(len(v) for u, v in units.items() if len(v) == 1)
    left += [f"{alone} figures alone in their unit stand in the table"] if alone else []
    undated = sum(1 for c in dossier.claims for q in c.quantities if q.unit and not _day(c))
    left += [f"{undated} figures of no known day stand in the table"] if undated else []
    parts += [text(4, y + 4, f"Not drawn: {'; '.join(left)}.", fill=SOFT)] if left else []
    return picture(
        WIDTH, y + 16, "".join(parts), name="quantities", title="Claimed figures by the day they were said",
        about=f"{len(said)} figures in {', '.join(shown)}; a bar is what a figure allows, an arrow "
        "means that no upper bound was given; labels are exhibit and origin.",
    )  # fmt: skip


def quantities_rows(dossier: Dossier) -> Table:
    """Return the figures behind the picture, and those that it cannot draw."""
    numbers, lines = numbers_of(dossier), lines_of(dossier)
    rows, anchors = [], []
    for c in sorted(dossier.claims, key=lambda c: (_day(c) or date.max, c.claim_id)):
        for q in c.quantities:
            when = days(c.event_time.start_date, c.event_time.end_date) if c.event_time else ""
            number = numbers.get(c.claim_id, "")
            rows.append(
                (
                    number, lines.get(c.claim_id, ""), str(_day(c) or "day unknown"), _who(c), manner(c),
                    ("or " if q.alternative_to is not None else "") + interval(q.low, q.high),
                    q.unit or "not told", q.of or "", when or "time unknown",
                )
            )  # fmt: skip
            anchors.append(number or None)
    head = ("Exhibit", "Origin", "Said", "By", "How", "Figure", "Unit", "Of", "Speaks of")
    return Table(head, tuple(rows), tuple(anchors))


def _by_unit(dossier: Dossier) -> dict[str, list[_Said]]:
    numbers, lines = numbers_of(dossier), lines_of(dossier)
    units: dict[str, list[_Said]] = {}
    for claim in dossier.claims:
        day = _day(claim)
        for q in claim.quantities:
            given = (q.low, q.best, q.high)
            if not q.unit or day is None or not any(v is not None for v in given):
                continue
            if any(v is not None and not math.isfinite(v) for v in given):
                continue
            b = bound(*given)
            number = numbers.get(claim.claim_id, "")
            units.setdefault(q.unit, []).append(
                _Said(
                    number, lines.get(claim.claim_id, ""), _who(claim), day, b.low, b.high, b.middle,
                    q.alternative_to is not None, claim.act == "deny" or claim.polarity == "negative",
                    f"{number}, {_who(claim)}, said {day}: {interval(q.low, q.high, q.unit)}"
                    + (f" of {q.of}" if q.of else ""),
                )
            )  # fmt: skip
    return {u: sorted(v, key=lambda s: (s.day, s.number, s.alternative)) for u, v in units.items()}


def _panel(
    unit: str, said: list[_Said], time: Days, ways: dict[str, tuple[str, str]], top: float
) -> str:
    tops = [s.high if s.high is not None else s.middle for s in said]
    scale = scale_of([s.middle for s in said] + tops, top + 52, top + 52 + _HIGH)
    note = " (each line up is ten times the one below)" if scale.log else ""
    parts = [text(4, top + 8, fit(f"{unit}{note}", 700), font_weight=600, font_size=13)]
    for value, words in scale.ticks():
        y = scale.at(value)
        parts.append(line(_LEFT, y, WIDTH - _RIGHT, y, stroke=LINE, stroke_width=0.7))
        parts.append(text(_LEFT - 6, y + 4, words, fill=SOFT, text_anchor="end"))
    parts.append(time.drawn(top + 36, top + 52 + _HIGH))
    draw = _ranges if len(said) > _MOST else _marks
    parts.append(draw(said, time, scale, ways))
    if len(said) > _MOST:
        words = f"{len(said)} figures, too many for a mark each: a bar is the range said in a stretch of time, with their number where it fits."
        parts.append(text(_LEFT, scale.bottom + 16, words, fill=SOFT))
    return "".join(parts)


def _marks(said: list[_Said], time: Days, scale: Scale, ways: dict[str, tuple[str, str]]) -> str:
    placer = Placer(WIDTH, scale.bottom + 14)
    taken: dict[int, int] = {}
    places, bars = [], []
    placer.block((0, scale.top - 60, WIDTH, scale.top - 16))
    for s in said:
        x = time.x(s.day)
        beside = taken.get(round(x / 9), 0)
        taken[round(x / 9)] = beside + 1
        x = min(x + 9 * beside, WIDTH - 8)
        y = scale.at(s.middle)
        places.append((s, x, y))
        placer.block((x - 5, y - 5, x + 5, y + 5))
        placer.block((x - 3, _top(s, scale), x + 3, scale.at(s.low)))
    for s, x, y in places:
        colour, shape = ways[s.party]
        low = scale.at(s.low)
        high = _top(s, scale)
        dash = "3 2" if s.alternative else None
        body = line(x, low, x, high, stroke=colour, stroke_width=2, stroke_dasharray=dash)
        if s.high is None:
            body += element("path", d=path([(x - 4, high), (x, high - 6), (x + 4, high)], close=True), fill=colour)  # fmt: skip
        else:
            body += line(x - 4, high, x + 4, high, stroke=colour, stroke_width=2)
        if s.low > 0 and s.high is not None:
            body += line(x - 4, low, x + 4, low, stroke=colour, stroke_width=2)
        hollow = s.denied or s.alternative
        body += mark(shape, x, y, 4.5, fill=PAPER if hollow else colour, stroke=colour, stroke_width=1.5)  # fmt: skip
        words = f"{'or ' if s.alternative else ''}{s.number} {s.line}".strip()
        wide = words_width(words)
        if box := placer.put(x, y, wide, 14):
            near = box[0] if box[0] > x else box[2]
            if abs(near - x) > 14 or not box[1] - 8 < y < box[3] + 8:
                body = line(x, y, min(max(x, box[0]), box[2]), min(max(y, box[1]), box[3]), stroke=SOFT, stroke_width=0.6) + body  # fmt: skip
            body += text(box[0], box[3] - 3, words, fill=INK)
        bars.append(link(s.number, body, s.words))
    return "".join(bars)


def _top(said: _Said, scale: Scale) -> float:
    if said.high is not None:
        return scale.at(said.high)
    return max(scale.top - 8, min(scale.at(said.middle), scale.at(said.low)) - 26)


def _ranges(said: list[_Said], time: Days, scale: Scale, ways: dict[str, tuple[str, str]]) -> str:
    bins: dict[int, list[_Said]] = {}
    wide = (time.right - time.left) / _BINS
    for s in said:
        bins.setdefault(min(_BINS - 1, int((time.x(s.day) - time.left) / wide)), []).append(s)
    parts = []
    for i, group in sorted(bins.items()):
        x = time.left + i * wide
        high = scale.at(max(s.high if s.high is not None else s.middle for s in group))
        low = scale.at(min(s.middle for s in group))
        body = element("rect", x=x + 1, y=high, width=wide - 2, height=max(3.0, low - high), fill=SOFT, fill_opacity=0.3, stroke=SOFT)  # fmt: skip
        for s in group[:3]:
            colour, shape = ways[s.party]
            body += mark(shape, x + wide / 2, scale.at(s.middle), 3, fill=colour)
        count = str(len(group))
        if words_width(count) <= wide:  # a number cut short would be another number
            body += text(x + wide / 2, max(scale.top + 10, high - 4), count, text_anchor="middle")
        first = group[0]
        parts.append(link(first.number, body, f"{len(group)} figures from {first.day} to {group[-1].day}, first {first.number}"))  # fmt: skip
    return "".join(parts)


def _key(ways: dict[str, tuple[str, str]]) -> tuple[str, float]:
    named = list(ways.items())[:5]
    items = [(fit(p, 250), w) for p, w in named]
    if len(ways) > 5:
        items.append((f"{len(ways) - 5} other speakers", list(ways.values())[-1]))
    parts, x, y = [], 4.0, 16.0
    for words, (colour, shape) in items:
        wide = 26 + words_width(words)
        if x + wide > WIDTH - 4:
            x, y = 4.0, y + 20
        parts.append(mark(shape, x + 7, y - 4, 4.5, fill=colour, stroke=colour))
        parts.append(text(x + 17, y, words))
        x += wide
    y += 20
    how = "bar: what the figure allows · arrow: no upper bound · hollow: denied, or an alternative (dashed) · L: origin"
    return "".join([*parts, text(4, y, how, fill=SOFT)]), y + 24


def _day(claim: Claim) -> date | None:
    said = claim.said_time
    return (said.start_date or said.end_date if said else None) or claim.document.published


def _who(claim: Claim) -> str:
    return claim.speaker.name if claim.speaker else (claim.document.publisher or "own voice")
