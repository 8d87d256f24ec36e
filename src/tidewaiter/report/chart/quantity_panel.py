"""The figures of one unit, a row each: who said it when, what it allows, and which share an origin."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tidewaiter.model.bounds import Bound
from tidewaiter.model.counted import counted
from tidewaiter.model.words import name as unit_name
from tidewaiter.report.chart.bars import (
    BOLD,
    FAR,
    bar,
    beside,
    haloed,
    lines_of_words,
    ruled,
    stamp,
    tenfold,
)
from tidewaiter.report.chart.layout import NARROW, fit, pack, words_width
from tidewaiter.report.chart.quantity_figures import ACTS, Limit, Said, amount, between
from tidewaiter.report.chart.scale import Scale, scale_of
from tidewaiter.report.chart.svg import (
    INK,
    PAPER,
    PURPLE,
    SOFT,
    VERMILION,
    element,
    line,
    link,
    mark,
    text,
)  # fmt: skip

#: More figures than this stand together by month, quarter or year; so many such stretches at most.
MOST, _BINS = 40, 24
#: Limits drawn in one panel.
_LIMITS = 4
_LANE = 9.0


@dataclass(frozen=True, slots=True)
class Form:
    """Where the parts of a row lie."""

    width: float
    when: float
    who: float
    name: float
    left: float
    right: float
    lanes: int
    row: float
    drop: float

    def middle(self, y: float) -> float:
        """Return the middle of what is drawn in a row that begins at ``y``."""
        return y + self.drop + (self.row - self.drop) / 2 - (2 if self.drop else 0)

    def lane(self, number: int) -> float:
        """Return where a lane of origins runs; the first lies beside their names."""
        return self.width - 38 - _LANE * min(number, self.lanes)

    def ground(self, y: float) -> str:
        """Clear the line of words of a row of two lines, so that nothing runs through them."""
        if not self.drop:
            return ""
        return element(
            "rect", x=0, y=y, width=self.lane(self.lanes), height=self.drop + 1, fill=PAPER
        )


def form(width: float) -> Form:
    """Return the form of a page or, where it is narrow, that of a phone, with two lines a row."""
    if width <= NARROW:
        return Form(width, 42, 126, width - 126 - 74, 8, width - 92, 4, 40, 18)
    return Form(width, 42, 126, 154, 290, width - 122, 6, 22, 0)


def panel(
    name: str, said: Sequence[Said], limits: Sequence[Limit], hues: dict[str, str], top: float, width: float
) -> tuple[str, float]:  # fmt: skip
    """Draw the figures of a unit; return also where the next panel may begin.

    Args:
        name: The unit.
        said: Its figures in order of saying, one at least with bounds.
        limits: What bounds the unit.
        hues: Colour by speaker, for those that have one.
        top: Upper edge.
        width: Of the picture.
    """
    at = form(width)
    shown = limits[:_LIMITS]
    scale = _scale(said, shown, at)
    title, y = lines_of_words(
        heading(name, said), top + 14, width, 3, font_size=14, font_weight=600
    )
    note, y = lines_of_words(_note(said, limits, scale), y - 1, width, fill=SOFT)
    y += 18
    begun = y
    body = []
    for limit in shown:
        body.append(_limit(limit, y, at, scale))
        y += at.row
    first = y
    many_ = len(said) > MOST
    for s in () if many_ else said:
        body.append(_row(s, y, at, scale, hues.get(s.who, INK)))
        y += at.row
    for stretch, group in _stretches(said) if many_ else ():
        body.append(_together(stretch, group, y, at, scale))
        y += at.row
    shades = "".join(_shade(limit, begun, y, scale) for limit in shown)
    lanes = "" if many_ else _lanes(said, first, at)
    return "".join(
        [title, note, ruled(scale, begun, y), shades, haloed("".join(body)), lanes]
    ), y + 22


def heading(name: str, said: Sequence[Said]) -> str:
    """Say how many figures of how many speakers and origins there are, and between which values."""
    origins = {s.line for s in said if s.line}
    ends = [v for s in said if s.bound for v in (s.bound.said_low, s.bound.said_high)]
    words = f"{_first_large(unit_name(name)) if name else 'Unit not told'}: {counted(len(said), 'figure')} of "
    words += counted(len({s.who for s in said}), "speaker")
    words += f" from {counted(len(origins), 'origin')}" if origins else ""
    if not ends:
        return words
    low, high = min(ends), max(ends)
    return f"{words}, {amount(low)}" if low == high else f"{words}, {between(low or None, high)}"


def _first_large(words: str) -> str:
    return words[:1].upper() + words[1:]


def _scale(said: Sequence[Said], limits: Sequence[Limit], at: Form) -> Scale:
    bounds = [s.bound for s in said if s.bound]
    ends = [v for b in bounds for v in (b.low, b.said_low, b.said_high, b.high) if v is not None]
    ends += [v for x in limits for v in (x.low, x.high) if v is not None]
    return scale_of(ends, at.right, at.left, FAR)


def _note(said: Sequence[Said], limits: Sequence[Limit], scale: Scale) -> str:
    parts = [tenfold(scale)] if scale.log else []
    if len(said) > MOST:
        parts.append(f"{len(said)} figures are too many for a row each: a row is a stretch of time, a stroke a figure.")  # fmt: skip
    if limits[_LIMITS:]:
        parts.append(f"{len(limits) - _LIMITS} more limits stand in the table.")
    return " ".join(parts)


def _limit(limit: Limit, y: float, at: Form, scale: Scale) -> str:
    middle = at.middle(y)
    words = f"{limit.label}: {limit.title}" if at.drop else limit.label
    line_y = y + 15
    most = at.width - 8 if at.drop else at.when - 10
    label = at.ground(y) + text(4, line_y, fit(words, most / BOLD), font_weight=600)
    if not at.drop:
        gone = max(at.when, 10 + words_width(limit.label) * BOLD)
        label = text(4, line_y, fit(limit.label, (at.left - 30) / BOLD), font_weight=600)
        label += text(gone, line_y, fit(limit.title, at.left - gone - 14), fill=SOFT)
    drawn, x1, x2 = bar(scale, limit.low, limit.high, middle, VERMILION)
    drawn += beside(
        f"allows {between(limit.low, limit.high)}", scale, x1, x2, middle, at.width - 4
    )
    body = label + drawn
    said = f"{limit.label}, {limit.title}: {between(limit.low, limit.high)}"
    return link(limit.anchor, body, said) if limit.anchor else body


def _shade(limit: Limit, top: float, bottom: float, scale: Scale) -> str:
    x1 = scale.at(limit.low)
    x2 = scale.top if limit.high is None else scale.at(limit.high)
    edges = (x1,) if limit.high is None else (x1, x2)
    body = element("rect", x=x1, y=top, width=max(1.0, x2 - x1), height=bottom - top, fill=VERMILION, fill_opacity=0.08)  # fmt: skip
    return body + "".join(
        line(x, top, x, bottom, stroke=VERMILION, stroke_width=1.2, stroke_dasharray="5 4")
        for x in edges
    )


def _row(s: Said, y: float, at: Form, scale: Scale, colour: str) -> str:
    body = at.ground(y) + text(4, y + 15, fit(s.number, at.when - 6), font_weight=600)
    body += text(at.when, y + 15, fit(s.when, at.who - at.when - 1), fill=SOFT)
    body += text(at.who, y + 15, fit(s.who, at.name))
    if s.bound is None:
        body += text(at.left, at.middle(y) + 4, s.words, fill=SOFT)
    else:
        body += _interval(s, s.bound, at.middle(y), at, scale, colour)
    return link(s.number, body, spoken(s)) if s.number else body


def _interval(s: Said, b: Bound, y: float, at: Form, scale: Scale, colour: str) -> str:
    dash = "4 3" if s.alternative else None
    body, x1, x2 = bar(scale, b.low, b.high, y, colour, said=b.said_high, dash=dash)
    ends = dict.fromkeys((b.said_low, b.said_high))
    body += "".join(stamp(ACTS[s.act], scale.at(v), y, colour, apart=len(ends) > 1) for v in ends)
    return body + beside(s.words, scale, x1, x2, y, at.lane(at.lanes) - 2)


def _together(stretch: str, group: Sequence[Said], y: float, at: Form, scale: Scale) -> str:
    bounds = [s.bound for s in group if s.bound]
    first, middle = group[0], at.middle(y)
    origins = len({s.line for s in group if s.line})
    parts = counted(len(group), "figure") + (f", {counted(origins, 'origin')}" if origins else "")
    body = at.ground(y) + text(4, y + 15, fit(stretch, at.who - 10), font_weight=600)
    body += text(at.who, y + 15, fit(parts, at.name))
    if bounds:
        low, high = min(b.said_low for b in bounds), max(b.said_high for b in bounds)
        x1, x2 = scale.at(low), scale.at(high)
        body += line(x1, middle, x2, middle, stroke=SOFT, stroke_width=1.2)
        ends = (v for b in bounds for v in (b.said_low, b.said_high))
        for x in dict.fromkeys(round(scale.at(v), 1) for v in ends):
            body += line(x, middle - 6, x, middle + 6, stroke=PURPLE, stroke_width=1.6)
        body += beside(between(low or None, high), scale, x1, x2, middle, at.width - 4)
    said = f"{stretch}: {parts}; first {first.number}"
    return link(first.number, body, said) if first.number else body


def _stretches(said: Sequence[Said]) -> list[tuple[str, list[Said]]]:
    """Part figures by month, quarter or year, the finest that is not too many; each with its name.

    What was said on a day that is not known so well stands apart.
    """
    groups: dict[str, list[Said]] = {}
    for months in (1, 3, 12, 60, 1200):
        groups = {}
        for s in said:
            name, other = _stretch(s.first, months), _stretch(s.last, months)
            groups.setdefault(name if name == other else s.when, []).append(s)
        if len(groups) <= _BINS:
            break
    return list(groups.items())


def _stretch(day: date, months: int) -> str:
    if day == date.max:
        return "day unknown"
    if months < 12:
        first = (day.month - 1) // months * months + 1
        return f"{day.year}-{first:02}" + (f" to {first + months - 1:02}" if months > 1 else "")
    years = months // 12
    first = day.year // years * years
    return str(first) if years == 1 else f"{first}–{first + years - 1}"


def _lanes(said: Sequence[Said], top: float, at: Form) -> str:
    """Lines beside the rows: figures on one line go back to one origin and count once."""
    rows: dict[str, list[int]] = {}
    for i, s in enumerate(said):
        if s.line:
            rows.setdefault(s.line, []).append(i)
    order = sorted(rows, key=lambda name: (rows[name][0], name))
    spans = [(float(rows[name][0]), float(rows[name][-1])) for name in order]
    parts = []
    for name, lane in zip(order, pack(spans, gap=0.5), strict=True):
        x = at.lane(lane)
        ys = [top + at.row * i + (at.drop or at.row / 2) for i in rows[name]]
        if lane < at.lanes and len(ys) > 1:
            parts.append(line(x, ys[0], x, ys[-1], stroke=SOFT, stroke_width=2))
        if lane < at.lanes:
            parts += [mark("circle", x, y, 3.4) for y in ys]
        for y in ys:
            words = text(at.width - 4, y + 4, fit(name, 40), text_anchor="end")
            parts.append(link(name, words, ""))
    return "".join(parts)


def spoken(s: Said) -> str:
    """Write a figure for those who hear the page."""
    name = f" {s.quantity.unit}" if s.quantity.unit else ", unit not told"
    of = f" of {s.quantity.of}" if s.quantity.of else ""
    origin = f", origin {s.line}" if s.line else ""
    return f"{s.number}, {s.who} {s.act}, {s.when}: {s.words}{name}{of}{origin}"
