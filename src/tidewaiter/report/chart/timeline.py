"""The timeline: when each piece of evidence was said and what time it speaks of, in lanes by stream."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tidewaiter.model.dossier import Dossier
from tidewaiter.report.chart.days import Days, axis
from tidewaiter.report.chart.layout import WIDTH, Table, fit, pack, words_width
from tidewaiter.report.chart.svg import (
    BLUE, GREEN, INK, LINE, ORANGE, PURPLE, SOFT, VERMILION, element, line, link, picture, text,
)  # fmt: skip
from tidewaiter.report.chart.ways import numbers_of
from tidewaiter.report.words import days

_LEFT, _ROW, _ROWS, _BINS, _NAMED = 112.0, 20.0, 30, 48, 6


@dataclass(frozen=True, slots=True)
class _Item:
    number: str
    start: date | None
    end: date | None
    title: str


@dataclass(frozen=True, slots=True)
class _Lane:
    label: str
    colour: str
    corner: float
    items: tuple[_Item, ...]


def timeline_svg(dossier: Dossier) -> str | None:
    """Draw the timeline, or return None where nothing has a time.

    Pieces of one lane and one span share a bar; a lane of too many bars is drawn as counts.
    """
    lanes = [lane for lane in _lanes(dossier) if lane.items]
    stamps = [d for lane in lanes for i in lane.items for d in (i.start, i.end) if d is not None]
    if not stamps:
        return None
    time = axis(stamps, _LEFT, WIDTH - 10)
    y, parts = 28.0, []
    for lane in lanes:
        drawn, high = _lane(lane, time, y)
        parts += [drawn, line(0, y + high + 3, WIDTH, y + high + 3, stroke=LINE)]
        y += high + 10
    parts += _provisions(dossier, time, y)
    y += 18 * min(4, len(_in_force(dossier)))
    undated = _undated(dossier)
    if undated:
        y += 14
        words = f"{undated} pieces of evidence speak of no known time and stand in the tables only."
        parts.append(text(4, y, words, fill=SOFT))
    dated = len({i.number for lane in lanes for i in lane.items})
    return picture(
        WIDTH, y + 10, time.drawn(24, y) + "".join(parts), name="timeline", title="Timeline of the evidence",
        about=f"{dated} dated pieces of evidence from {min(stamps)} to {max(stamps)}; "
        "a dashed bar is open on one side.",
    )  # fmt: skip


def timeline_rows(dossier: Dossier) -> Table:
    """Return what stands on the timeline, lane by lane."""
    found = [(lane.label, i) for lane in _lanes(dossier) for i in lane.items]
    return Table(
        ("Exhibit", "Lane", "When", "What"),
        tuple((i.number, label, days(i.start, i.end), i.title) for label, i in found),
        tuple(i.number for _, i in found),
    )


def _lanes(dossier: Dossier) -> list[_Lane]:
    numbers = numbers_of(dossier)
    said = []
    for c in dossier.claims:
        period = c.said_time
        start = period.start_date if period else c.document.published
        end = period.end_date if period else c.document.published
        if (start or end) and c.claim_id in numbers:
            who = c.speaker.name if c.speaker else (c.document.publisher or "own voice")
            said.append(_Item(numbers[c.claim_id], start, end, f"said by {who}"))
    by_kind: dict[str, list[_Item]] = {}
    for e in dossier.exhibits:
        if e.start or e.end:
            by_kind.setdefault(e.kind, []).append(_Item(e.number, e.start, e.end, e.title))
    return [
        _Lane("claims said", PURPLE, 1, tuple(said)),
        _Lane("claims of", BLUE, 2, tuple(by_kind.get("claim", ()))),
        _Lane("sightings", GREEN, 7, tuple(by_kind.get("sighting", ()))),
        _Lane("events", ORANGE, 0, tuple(by_kind.get("event", ()))),
        _Lane("listings", VERMILION, 0, tuple(by_kind.get("match", ()))),
    ]


def _lane(lane: _Lane, time: Days, top: float) -> tuple[str, float]:
    groups: dict[tuple[date | None, date | None], list[_Item]] = {}
    for i in lane.items:
        groups.setdefault((i.start, i.end), []).append(i)
    bars = []
    for (start, end), items in groups.items():
        x1 = time.x(start)
        x2 = max(time.x(end, end=True), x1 + 6)
        wide = _label_width(items)
        left = x2 + 6 + wide > WIDTH - 4
        span = (x1 - 6 - wide, x2) if left else (x1, x2 + 6 + wide)
        bars.append((span, x1, x2, start is None or end is None, items))
    bars.sort(key=lambda b: (b[0], b[4][0].number))
    rows = pack([b[0] for b in bars])
    head = text(4, top + 14, lane.label, font_weight=600, fill=lane.colour)
    if max(rows) >= _ROWS:
        return head + _counts(lane, time, top), 74.0
    parts = [head]
    for (_, x1, x2, is_open, items), row in zip(bars, rows, strict=True):
        y = top + _ROW * row
        shape = element("rect", x=x1, y=y + 4, width=x2 - x1, height=12, rx=lane.corner, fill=lane.colour, fill_opacity=0.25, stroke=lane.colour, stroke_width=1.2, stroke_dasharray="4 3" if is_open else None)  # fmt: skip
        first = items[0]
        parts.append(link(first.number, shape, f"{first.number}: {first.title[:200]}, {days(first.start, first.end)}"))  # fmt: skip
        wide = _label_width(items)
        at = x2 + 6 if x2 + 6 + wide <= WIDTH - 4 else max(2.0, x1 - 6 - wide)
        for i in items[:_NAMED]:
            words = text(at, y + 14, fit(i.number, 70))
            parts.append(link(i.number, words, f"{i.number}: {i.title[:200]}"))
            at += words_width(fit(i.number, 70)) + 7
        if items[_NAMED:]:
            parts.append(text(at, y + 14, f"+{len(items) - _NAMED}", fill=SOFT))
    return "".join(parts), _ROW * (max(rows) + 1)


def _label_width(items: list[_Item]) -> float:
    wide = sum(words_width(fit(i.number, 70)) + 7 for i in items[:_NAMED])
    return wide + (words_width(f"+{len(items) - _NAMED}") if items[_NAMED:] else -7)


def _counts(lane: _Lane, time: Days, top: float) -> str:
    """How many pieces touch each stretch of time, where there is no room for a bar each."""
    wide = (time.right - time.left) / _BINS
    counts, first = [0] * _BINS, [""] * _BINS
    for i in sorted(lane.items, key=lambda i: (i.start or date.min, i.number)):
        a = min(_BINS - 1, max(0, int((time.x(i.start) - time.left) / wide)))
        b = min(_BINS - 1, max(a, int((time.x(i.end, end=True) - time.left - 0.01) / wide)))
        for n in range(a, b + 1):
            counts[n] += 1
            first[n] = first[n] or i.number
    most = max(counts)
    words = f"{len(lane.items)} in all, too many for a bar each: height is how many touch a stretch, {most} at most"
    parts = [text(_LEFT, top + 14, words, fill=SOFT)]
    for n, count in enumerate(counts):
        if count:
            high = max(2.0, 46 * count / most)
            bar = element("rect", x=time.left + n * wide + 0.5, y=top + 70 - high, width=wide - 1, height=high, fill=lane.colour, fill_opacity=0.5)  # fmt: skip
            parts.append(link(first[n], bar, f"{count} {lane.label}, first {first[n]}"))
    return "".join(parts)


def _in_force(dossier: Dossier) -> list[tuple[str, date | None, date | None]]:
    found: dict[str, tuple[str, date | None, date | None]] = {}
    for finding in dossier.findings:
        for p in finding.provisions:
            words = f"{p.instrument}, paragraph {p.paragraph}"
            found.setdefault(p.provision_id, (words, p.in_force_from, p.in_force_until))
    return list(found.values())


def _provisions(dossier: Dossier, time: Days, top: float) -> Iterable[str]:
    force = _in_force(dossier)
    if force:
        yield text(4, top + 10, "in force", font_weight=600, fill=INK)
    for n, (title, start, end) in enumerate(force[:4]):
        y = top + 18 * n
        x1, x2 = time.x(start), time.x(end, end=True)
        if (start and start > time.last) or (end and end < time.first):
            continue
        yield line(x1, y + 13, x2, y + 13, stroke=INK, stroke_width=1.4)
        more = f" (and {len(force) - 4} more)" if n == 3 and force[4:] else ""
        at = min(x1 + 2, WIDTH - 300)
        yield text(at, y + 10, fit(title + more, WIDTH - 8 - at), fill=SOFT)


def _undated(dossier: Dossier) -> int:
    return sum(1 for e in dossier.exhibits if not (e.start or e.end))
