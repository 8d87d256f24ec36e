"""One ship over time: who said what it was called, where it stood on lists, what it did."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from tidewaiter.model.dossier import Dossier
from tidewaiter.model.vessels import Hull
from tidewaiter.report.chart.days import Days, axis
from tidewaiter.report.chart.fitted import named
from tidewaiter.report.chart.key import Sign, key, note
from tidewaiter.report.chart.layout import NARROW, WIDE, beside, fit, stack, words_width
from tidewaiter.report.chart.ship_lanes import (
    FIELDS,
    Row,
    Sort,
    Statement,
    changes,
    lanes,
    rows_of,
    ship_rows,
    statements,
)
from tidewaiter.report.chart.svg import (
    BLUE,
    GREEN,
    INK,
    LINE,
    ORANGE,
    PAPER,
    PURPLE,
    SOFT,
    VERMILION,
    element,
    line,
    link,
    mark,
    picture,
    text,
)  # fmt: skip
from tidewaiter.report.chart.when import shape

__all__ = ["ship_rows", "ship_svg"]

_GUTTER, _ROW, _MOST, _NAMED = 96.0, 20.0, 12, 3
_COLOURS: dict[Sort, str] = {
    "heard": BLUE, "listed": VERMILION, "written": SOFT, "visit": GREEN, "gap": ORANGE, "meeting": PURPLE,
    "other": SOFT, "conflict": VERMILION,
}  # fmt: skip
_MEANS: dict[Sort, str] = {
    "heard": "heard by radio", "listed": "by a list", "written": "written or typed", "visit": "port visit",
    "gap": "not heard", "meeting": "meeting", "other": "other event", "conflict": "does not fit",
}  # fmt: skip
_HALO = {"stroke": PAPER, "stroke_width": 3, "paint_order": "stroke"}
_PLURAL = {lane: plural for _, lane, plural in FIELDS}


def ship_svg(dossier: Dossier, hull: Hull, number: int, width: float = WIDE) -> str | None:
    """Draw one ship's strip, or return None where nothing of it has a day.

    Args:
        dossier: For its events and exhibit numbers.
        hull: The ship.
        number: Its place on the page, for ids within the picture.
        width: Pixels across; :data:`NARROW` for a phone.
    """
    found = statements(dossier, hull)
    stamps = [d.date() for s in found for d in (s.start, s.end) if d is not None]
    if not stamps:
        return None
    narrow = width <= NARROW
    time = axis(stamps, 8.0 if narrow else _GUTTER, width - 8)
    y, parts, left = 50.0, list[str](), 0
    for lane, some in lanes(found):
        rows = rows_of(some)
        left += sum(len(row.statements) for row in rows[_MOST:])
        distinct = len({s.value.casefold() for s in some})
        tag = (
            f"{distinct} {_PLURAL[lane].removeprefix('IMO ')}"
            if distinct > 1 and lane in _PLURAL
            else ""
        )
        parts.append(text(4, y + 14, lane, font_weight=700))
        if tag:
            x = 4 + words_width(lane) * 1.1 + 8 if narrow else 4
            parts.append(text(x, y + (14 if narrow else 30), f"≠ {tag}", fill=VERMILION, font_weight=600))  # fmt: skip
        y += 20 * narrow
        drawn, high = _lane(rows[:_MOST], time, y, width)
        high = max(high, 36.0 if tag and not narrow else 0.0)
        turns = changes(some) if tag else []
        parts += [*(_turn(time.at(moment), y, high) for moment in turns), drawn]
        y += high + 8
        parts.append(line(0, y - 5, width, y - 5, stroke=LINE))
    bottom = y
    signs, y = key(list(_signs(found)), y + 2, width)
    said = f"{left} more statements stand in the table." if left else ""
    rest, y = note(said, y, width)
    head = text(4, 18, fit(hull.name, width - 8, 14), font_size=14, font_weight=700)
    body = head + time.drawn(44, bottom, 62.0 if narrow else 80.0) + "".join(parts) + signs + rest
    return picture(
        width, y + 4, body, name=named(f"ship-{number}", width), role="group" if "<a " in body else "img",
        title=f"{hull.name} over time: names, lists, movements", about=_about(found),
    )  # fmt: skip


def _lane(rows: Sequence[Row], time: Days, top: float, width: float) -> tuple[str, float]:
    """Draw the rows of a lane; return also how high it is."""
    ends, places, highs = [], [], []
    for row in rows:
        spans = [_span(a, b, time) for a, b in row.stretches] or [(time.left, time.left + 10)]
        x1, x2 = min(a for a, _ in spans), max(b for _, b in spans)
        label, wide = _label(row, width - time.left - 8)
        at = beside(x1, x2, wide, time.left - 4, width - 4)
        under = x1 - wide < at < x2  # no room on either side
        ends.append((min(x1, at) - 2, max(x2, at + wide)))
        places.append((spans, at, label))
        highs.append(1 + under)
    levels = stack(ends, highs=highs)
    parts = []
    for row, (spans, at, label), level, high in zip(rows, places, levels, highs, strict=True):
        y = top + _ROW * level + 10
        parts.append(_words(row, label, at, y + _ROW * (high - 1), _marks(row, spans, y)))
    tall = max((level + high for level, high in zip(levels, highs, strict=True)), default=0)
    return "".join(parts), _ROW * tall


def _span(start: datetime | None, end: datetime | None, time: Days) -> tuple[float, float]:
    x1, x2 = time.at(start), time.at(end, end=True)
    least = 7.0 if start and end else 26.0
    if x2 - x1 < least:
        middle = min(max((x1 + x2) / 2, time.left + least / 2), time.right - least / 2)
        return middle - least / 2, middle + least / 2
    return x1, x2


def _label(row: Row, most: float) -> tuple[tuple[str, str], float]:
    """Return the value and how often it is said, the count of numbers left out, and how wide all is."""
    count = len(row.statements)
    often = f" ×{count}" if count > 1 else ""
    if row.undated:
        often += ", no day" if row.undated == count else f", {row.undated} with no day"
    more = f"+{len(row.numbers) - _NAMED}" if row.numbers[_NAMED:] else ""
    numbers = sum(words_width(fit(n, 70)) + 6 for n in row.numbers[:_NAMED])
    rest = words_width(often) + numbers + (words_width(more) + 6 if more else 0)
    value = fit(row.value, max(40.0, min(260.0, most - rest - 12))) + often
    return (value, more), words_width(value) * 1.04 + 6 + rest - words_width(often)


def _marks(row: Row, spans: Sequence[tuple[float, float]], y: float) -> str:
    colour = _COLOURS[row.sort]
    if not row.stretches:
        drawn = element("circle", cx=spans[0][0] + 5, cy=y, r=4, fill=PAPER, stroke=colour, stroke_width=1.6)  # fmt: skip
    else:
        drawn = ""
        if len(spans) > 1:
            drawn = line(spans[0][0], y, spans[-1][1], y, stroke=colour, stroke_width=1)
        for (x1, x2), (start, end) in zip(spans, row.stretches, strict=True):
            if start and end:
                drawn += _shape(row.sort, x1, x2, y)
            else:
                drawn += shape("since" if start else "by", x1, x2, y, colour)
    return drawn


def _shape(sort: Sort, x1: float, x2: float, y: float) -> str:
    """Draw a stretch of time: each sort has a fill and an edge of its own, the colour only helps."""
    colour = _COLOURS[sort]
    if sort == "conflict":
        return mark("triangle", (x1 + x2) / 2, y, 5, fill=colour)
    filled = sort in ("heard", "visit", "meeting")
    dash = {"listed": "8 3", "written": "1.5 2.5", "gap": "4 3", "other": "1.5 2.5"}.get(sort)
    drawn = element(
        "rect", x=x1, y=y - 5.5, width=x2 - x1, height=11, rx=0 if sort in ("heard", "listed", "gap") else 5,
        fill=colour if filled else PAPER, fill_opacity=0.35 if filled else None, stroke=colour, stroke_width=1.6,
        stroke_dasharray=dash,
    )  # fmt: skip
    if sort == "meeting":
        drawn += mark("cross", (x1 + x2) / 2, y, 3.5, fill=colour)
    return drawn


def _words(row: Row, label: tuple[str, str], at: float, y: float, marks: str) -> str:
    """Write what a row says; its marks lead where its first number does."""
    value, more = label
    fill = VERMILION if row.sort == "conflict" else INK
    words = text(at, y + 4.3, value, **{**_HALO, "fill": fill})
    at += words_width(value) * 1.04 + 6
    if not row.numbers:
        return marks + words
    parts, drawn = [], marks + words
    for n in row.numbers[:_NAMED]:
        said = next(s for s in row.statements if n in s.numbers)
        shown = fit(n, 70)
        drawn += text(at, y + 4.3, shown, **{**_HALO, "font_weight": 600})
        parts.append(link(n, drawn, f"{n}: {said.lane}, {said.value[:200]}, {said.by[:200]}"))
        drawn, at = "", at + words_width(shown) + 6
    if more:
        parts.append(text(at, y + 4.3, more, **{**_HALO, "fill": SOFT}))
    return "".join(parts)


def _turn(x: float, top: float, high: float) -> str:
    """Mark where another value is first said."""
    drawn = line(x, top, x, top + high, stroke=VERMILION, stroke_width=1.2, stroke_dasharray="2 3")
    return drawn + mark("triangle", x, top + 2, 4, fill=VERMILION)


def _signs(found: Sequence[Statement]) -> Iterator[Sign]:
    used = dict.fromkeys(s.sort for s in found if s.start or s.end)
    for sort in (s for s in _MEANS if s in used):
        yield Sign(lambda x, y, sort=sort: _shape(sort, x - 12, x + 12, y), 24, _MEANS[sort])  # type: ignore[misc]
    if any(not (s.start or s.end) for s in found):
        yield Sign(lambda x, y: element("circle", cx=x, cy=y, r=4, fill=PAPER, stroke=SOFT, stroke_width=1.6), 10, "said without a day")  # fmt: skip
    if any(changes(some) for lane, some in lanes(found) if lane in _PLURAL):
        yield Sign(lambda x, y: _turn(x, y - 6, 14), 10, "another value is said from here")


def _about(found: Sequence[Statement]) -> str:
    parts = []
    for lane, some in lanes(found):
        if lane in _PLURAL:
            values = list({s.value.casefold(): s.value[:60] for s in reversed(some)}.values())[
                ::-1
            ]
            noun = _PLURAL[lane] if len(values) > 1 else _PLURAL[lane].removesuffix("s")
            more = f" and {len(values) - 3} more" if values[3:] else ""
            parts.append(f"{len(values)} {noun} ({', '.join(values[:3])}{more})")
    does = []
    for lane, some in lanes(found):
        if lane not in _PLURAL:
            numbers = ", ".join([n for s in some for n in s.numbers][:3])
            does.append(f"{lane.lower()} {len(some)}" + (f" ({numbers})" if numbers else ""))
    said = f"Said of it: {', '.join(parts)}." if parts else "Nothing is said of what it is called."
    return f"{said} In the strip: {'; '.join(does)}." if does else said
