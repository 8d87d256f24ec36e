"""The timeline: when each piece of evidence was said and what time it speaks of, in lanes by stream."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from tidewaiter.model.dossier import Dossier
from tidewaiter.report.chart.days import Days, axis
from tidewaiter.report.chart.fitted import named
from tidewaiter.report.chart.key import key, note
from tidewaiter.report.chart.lanes import (
    FORCE,
    Item,
    Lane,
    in_force,
    lanes,
    timeline_rows,
    undated,
)
from tidewaiter.report.chart.layout import NARROW, WIDE, beside, fit, stack, words_width, wrap
from tidewaiter.report.chart.svg import (
    INK,
    LINE,
    PAPER,
    SOFT,
    element,
    line,
    link,
    picture,
    text,
)  # fmt: skip
from tidewaiter.report.chart.when import When, denied, shape, sign, told, when

__all__ = ["timeline_rows", "timeline_svg"]

_GUTTER, _ROW, _ROWS, _BARS, _NAMED = 104.0, 20.0, 30, 240, 6
#: The axis leaves out days far off, if the rest then has this many times the room.
_FAR = 4
_ORDER: tuple[When, ...] = ("day", "span", "month", "year", "by", "since")
_HALO = {"stroke": PAPER, "stroke_width": 3, "paint_order": "stroke"}
_SOFTLY = {"fill": SOFT, **_HALO}


@dataclass(frozen=True, slots=True)
class _Bar:
    """Pieces of one lane and one time: ``span`` is what bar and words cover, ``at`` where these begin."""

    items: tuple[Item, ...]
    sort: When
    x1: float
    x2: float
    at: float
    words: float
    tail: str

    @property
    def span(self) -> tuple[float, float]:
        return min(self.x1, self.at) - 2, max(self.x2, self.at + self.words)


def timeline_svg(dossier: Dossier, width: float = WIDE) -> str | None:
    """Draw the timeline, or return None where nothing has a time.

    Pieces of one lane and one time share a shape; a lane of too many is drawn as counts.

    Args:
        dossier: What is shown.
        width: Pixels across; :data:`NARROW` for a phone.
    """
    found = lanes(dossier)
    stamps = [d for lane in found for i in lane.items for d in (i.start, i.end) if d is not None]
    if not stamps:
        return None
    narrow = width <= NARROW
    first, last = _core(stamps)
    time = axis([first, last], 8.0 if narrow else _GUTTER, width - 8)
    y, parts, sorts = 30.0, list[str](), dict[When, None]()
    for lane in found:
        parts.append(text(4, y + 14, lane.label, font_weight=700, fill=lane.colour))
        y += 20 * narrow
        drawn, high, used = _lane(lane, time, y, width)
        sorts |= dict.fromkeys(used)
        y += high + 8
        parts += [drawn, line(0, y - 5, width, y - 5, stroke=LINE)]
    force, y = _provisions(dossier, time, y, width)
    bottom = y
    signs = [sign(s) for s in _ORDER if s in sorts]
    signs += [denied()] * any(i.against for lane in found for i in lane.items)
    means, y = key(signs, y + 2, width)
    count = undated(dossier)
    said = f"{count} pieces of evidence speak of no known time and stand in the tables only."
    rest, y = note(said if count else "", y, width)
    body = time.drawn(24, bottom, 62.0 if narrow else 80.0) + "".join(parts) + force + means + rest
    return picture(
        width, y + 4, body, name=named("timeline", width), role="group",
        title="Timeline: when it was said, and of what time it speaks", about=_about(found),
    )  # fmt: skip


def _core(stamps: Sequence[date]) -> tuple[date, date]:
    """Return the days between which the axis runs: few that lie far off do not press the rest."""
    order = sorted(stamps)
    most = len(order) // 10
    for low in range(most, 0, -1):
        if _FAR * ((order[-1] - order[low]).days + 30) < (order[-1] - order[0]).days:
            order = order[low:]
            break
    for high in range(min(most, len(order) - 1), 0, -1):
        if _FAR * ((order[-1 - high] - order[0]).days + 30) < (order[-1] - order[0]).days:
            order = order[: len(order) - high]
            break
    return order[0], order[-1]


def _lane(lane: Lane, time: Days, top: float, width: float) -> tuple[str, float, list[When]]:
    """Draw a lane; return also how high it is and the shapes that it holds."""
    groups: dict[tuple[date | None, date | None, bool], list[Item]] = {}
    for i in lane.items:
        groups.setdefault((i.start, i.end, i.against), []).append(i)
    bars = sorted((_bar(g, time, width) for g in groups.values()), key=lambda b: (b.x1, b.x2, b.items[0].number))  # fmt: skip
    rows = stack([b.span for b in bars]) if len(bars) <= _BARS else []
    if max(rows, default=_ROWS) >= _ROWS:
        return _counts(lane, time, top, width), 74.0, []
    parts = [_drawn(bar, lane.colour, top + _ROW * row + 10) for bar, row in zip(bars, rows, strict=True)]  # fmt: skip
    return "".join(parts), _ROW * (max(rows) + 1), [b.sort for b in bars]


def _bar(items: Sequence[Item], time: Days, width: float) -> _Bar:
    start, end = items[0].start, items[0].end
    sort = when(start, end) or "span"
    x1, x2 = time.x(start), time.x(end, end=True)
    short = {"day": 11.0, "span": 7.0, "month": 12.0, "year": 14.0}.get(sort, 26.0)
    if x2 - x1 < short:
        middle = min(max((x1 + x2) / 2, time.left + short / 2), time.right - short / 2)
        x1, x2 = middle - short / 2, middle + short / 2
    parts = [f"from {start}"] * bool(start and start < time.first) + [f"to {end}"] * bool(end and end > time.last)  # fmt: skip
    named_, words = _words(items, f"({', '.join(parts)})" if parts else "")
    at = beside(x1, x2, words, time.left - 4, width - 4)
    return _Bar(tuple(items), sort, x1, x2, at, words, named_)


def _words(items: Sequence[Item], tail: str) -> tuple[str, float]:
    """Return what follows the numbers beside a bar, and how wide it all is."""
    more = f"+{len(items) - _NAMED}" if items[_NAMED:] else ""
    tail = " ".join(w for w in (more, tail) if w)
    wide = sum(words_width(fit(i.number, 70)) + 6 for i in items[:_NAMED])
    return tail, wide + (words_width(tail) if tail else -6)


def _drawn(bar: _Bar, colour: str, y: float) -> str:
    parts, at = [], bar.at
    drawn = shape(bar.sort, bar.x1, bar.x2, y, colour, hollow=bar.items[0].against)
    halo = _HALO if bar.x1 < at < bar.x2 else {}
    for i in bar.items[:_NAMED]:
        words = fit(i.number, 70)
        about = f"{i.number}: {i.title[:200]}, {told(i.start, i.end)}"
        parts.append(link(i.number, drawn + text(at, y + 4.3, words, **halo), about))
        drawn, at = "", at + words_width(words) + 6
    if bar.tail:
        parts.append(text(at, y + 4.3, bar.tail, **{"fill": SOFT, **halo}))
    return "".join(parts)


def _counts(lane: Lane, time: Days, top: float, width: float) -> str:
    """How many pieces touch each stretch of time, where there is no room for a bar each."""
    bins = 48 if width > NARROW else 24
    wide = (time.right - time.left) / bins
    counts, first = [0] * bins, [""] * bins
    for i in sorted(lane.items, key=lambda i: (i.start or date.min, i.number)):
        a = min(bins - 1, max(0, int((time.x(i.start) - time.left) / wide)))
        b = min(bins - 1, max(a, int((time.x(i.end, end=True) - time.left - 0.01) / wide)))
        for n in range(a, b + 1):
            counts[n] += 1
            first[n] = first[n] or i.number
    most = max(counts)
    words = f"{len(lane.items)} in all, too many for a shape each; height: how many touch a stretch, {most} at most"
    lines = wrap(words, width - time.left - 8, 2)
    parts = [text(time.left, top + 12 + 15 * n, row, fill=SOFT) for n, row in enumerate(lines)]
    for n, count in enumerate(counts):
        if count:
            high = max(2.0, 38 * count / most)
            bar = element("rect", x=time.left + n * wide + 0.5, y=top + 72 - high, width=wide - 1, height=high, fill=lane.colour)  # fmt: skip
            parts.append(link(first[n], bar, f"{count} {lane.noun}, first {first[n]}"))
    return "".join(parts)


def _provisions(dossier: Dossier, time: Days, top: float, width: float) -> tuple[str, float]:
    """Draw since when provisions hold; those that hold all along share a line."""
    force = in_force(dossier)
    if not force:
        return "", top
    parts = [text(4, top + 14, FORCE, font_weight=700, fill=INK)]
    y = top + 20 * (width <= NARROW)
    always = [i for i in force if (i.start is None or i.start <= time.first) and (i.end is None or i.end >= time.last)]  # fmt: skip
    if always:
        parts.append(shape("span", time.left, time.right, y + 10, INK))
        y += 20
        words = f"throughout: {'; '.join(_short(always))}"
        rows = wrap(words, width - time.left - 8, 8)
        parts += [text(time.left, y + 12 + 16 * n, row, **_SOFTLY) for n, row in enumerate(rows)]
        y += 16 * len(rows) + 4
    groups: dict[tuple[date | None, date | None], list[Item]] = {}
    for i in force:
        if i not in always:
            groups.setdefault((i.start, i.end), []).append(i)
    for (start, end), some in groups.items():
        sort: When = "since" if end is None or end > time.last else "by" if start is None or start < time.first else "span"  # fmt: skip
        x1, x2 = time.x(start), max(time.x(end, end=True), time.x(start) + 26)
        parts.append(shape(sort, min(x1, time.right - 26), min(x2, time.right), y + 10, INK))
        y += 20
        rows = wrap(f"{told(start, end)}: {'; '.join(_short(some))}", width - time.left - 8, 6)
        parts += [text(time.left, y + 12 + 16 * n, row, **_SOFTLY) for n, row in enumerate(rows)]
        y += 16 * len(rows) + 4
    return "".join(parts), y + 4


def _short(force: Iterable[Item]) -> list[str]:
    """Write paragraphs of one instrument together."""
    found: dict[str, list[str]] = {}
    for i in force:
        instrument, _, paragraph = i.title.rpartition(", paragraph ")
        found.setdefault(instrument, []).append(paragraph)
    return [f"{instrument}, paragraph{'s' * (len(p) > 1)} {', '.join(p)}" for instrument, p in found.items()]  # fmt: skip


def _about(found: Sequence[Lane]) -> str:
    parts = []
    for lane in found:
        starts = [d for i in lane.items for d in (i.start, i.end) if d is not None]
        count = len({i.number for i in lane.items})
        noun = lane.noun if count > 1 else lane.noun.removesuffix("s")
        parts.append(f"{count} {noun} {lane.does} {told(min(starts), max(starts))}")
    return f"{'; '.join(parts)}."
