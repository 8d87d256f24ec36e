"""One ship over time: who said what it was called, where it stood on lists, what it did."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tidewaiter.model.dossier import Dossier, EventRow
from tidewaiter.model.vessels import Held, Hull
from tidewaiter.report.chart.days import axis
from tidewaiter.report.chart.layout import WIDTH, Table, fit, pack, words_width
from tidewaiter.report.chart.svg import (
    BLUE,
    GREEN,
    INK,
    LINE,
    ORANGE,
    PURPLE,
    SOFT,
    VERMILION,
    element,
    line,
    link,
    picture,
    text,
)  # fmt: skip
from tidewaiter.report.chart.ways import numbers_of
from tidewaiter.report.words import days

_LEFT, _ROW, _MOST = 104.0, 22.0, 12
_FIELDS = (("name", "name"), ("flag", "flag"), ("mmsi", "MMSI"), ("callsign", "call sign"), ("imo", "IMO"))  # fmt: skip
_BY = {"broadcast": (BLUE, None), "list": (VERMILION, "7 3")}


@dataclass(frozen=True, slots=True)
class _Bar:
    words: str
    start: date | None
    end: date | None
    colour: str
    dash: str | None
    about: str
    target: str | None = None


def ship_svg(dossier: Dossier, hull: Hull, number: int) -> str | None:
    """Draw one ship's strip, or return None where nothing of it has a day.

    Args:
        dossier: For its events and exhibit numbers.
        hull: The ship.
        number: Its place on the page, for ids within the picture.
    """
    lanes = _lanes(dossier, hull)
    stamps = [d for _, bars in lanes for b in bars for d in (b.start, b.end) if d is not None]
    if not stamps:
        return None
    time = axis(stamps, _LEFT, WIDTH - 12)
    y, parts, left = 52.0, [], 0
    for label, bars in lanes:
        dated = [b for b in bars if b.start or b.end]
        left += len(bars) - len(dated)
        if not dated:
            continue
        ends, spans, sides = [], [], []
        for b in dated:
            x1 = min(time.x(b.start), WIDTH - 17)
            x2 = max(time.x(b.end, end=True), x1 + 5)
            wide = words_width(fit(b.words, 260)) + 6
            left_of = x1 + 4 + wide > WIDTH - 4 and x1 - wide > _LEFT
            ends.append((x1, x2))
            sides.append(left_of)
            spans.append((x1 - wide, x2) if left_of else (x1, max(x2, x1 + wide)))
        order = sorted(range(len(dated)), key=lambda i: spans[i])
        rows = dict(zip(order, pack([spans[i] for i in order]), strict=True))
        parts.append(text(4, y + 14, label, font_weight=600))
        for i, b in enumerate(dated):
            if rows[i] >= _MOST:
                left += 1
                continue
            x1, x2 = ends[i]
            top = y + _ROW * rows[i]
            body = element("rect", x=x1, y=top + 2, width=x2 - x1, height=16, rx=2, fill=b.colour, fill_opacity=0.18, stroke=b.colour, stroke_width=1.3, stroke_dasharray=b.dash)  # fmt: skip
            at, anchor = (x1 - 4, "end") if sides[i] else (x1 + 4, "start")
            words = fit(b.words, 260 if sides[i] else min(260.0, WIDTH - 8 - at))
            body += text(at, top + 14, words, fill=INK, text_anchor=anchor)
            parts.append(link(b.target, body, b.about) if b.target else element("g", body))
        y += _ROW * (min(_MOST - 1, max(rows.values())) + 1) + 6
        parts.append(line(4, y - 2, WIDTH - 4, y - 2, stroke=LINE, stroke_width=0.7))
    if left:
        y += 14
        parts.append(text(4, y, f"{left} entries without a day, or too many for the picture, stand in the table.", fill=SOFT))  # fmt: skip
    head = text(4, 18, fit(hull.name, 420, 14), font_size=14, font_weight=700)
    head += text(440, 18, "solid: heard · long dashes: list · short: written, typed", fill=SOFT)
    return picture(
        WIDTH, y + 8, head + time.drawn(46, y) + "".join(parts), name=f"ship-{number}",
        title=f"{hull.name} over time", about=f"{hull.why} Identity by source, listings and what it did, by day.",
    )  # fmt: skip


def ship_rows(dossier: Dossier, hull: Hull) -> Table:
    """Return what stands behind the strip."""
    lanes = _lanes(dossier, hull)
    rows = tuple(
        (lane, b.words, days(b.start, b.end), b.about) for lane, bars in lanes for b in bars
    )
    return Table(
        ("What", "Value", "When", "By"), rows, tuple(b.target for _, bars in lanes for b in bars)
    )


def _lanes(dossier: Dossier, hull: Hull) -> list[tuple[str, list[_Bar]]]:
    numbers = numbers_of(dossier)
    lanes = []
    for field, label in _FIELDS:
        bars = [_held(h, numbers) for h in hull.held if h.field == field]
        lanes.append((label, list(dict.fromkeys(bars))))
    mine = {int(m) for m in hull.values("mmsi") if m.isdigit()} | ({hull.mmsi} if hull.mmsi else set())  # fmt: skip
    events = [e for e in dossier.events if e.mmsi in mine]
    for label, colour, dash, kinds in (
        ("visits", GREEN, None, ("visit", "call")), ("gaps", ORANGE, "4 3", ("gap",)), ("meetings", PURPLE, None, ("meeting", "encounter", "rendezvous")),
    ):  # fmt: skip
        lanes.append((label, [_event(e, colour, dash) for e in events if any(k in e.kind for k in kinds)]))  # fmt: skip
    named = ("visit", "call", "gap", "meeting", "encounter", "rendezvous")
    lanes.append(("other events", [_event(e, SOFT, "1 2") for e in events if not any(k in e.kind for k in named)]))  # fmt: skip
    return [(label, bars) for label, bars in lanes if bars]


def _held(held: Held, numbers: dict[str, str]) -> _Bar:
    colour, dash = _BY.get(held.by, (SOFT, "3 3"))
    note = f" ({held.note})" if held.note else ""
    return _Bar(
        held.value, held.first.date() if held.first else None, held.last.date() if held.last else None,
        colour, dash, f"{held.by}: {held.source or held.ref}{note}", numbers.get(held.ref),
    )  # fmt: skip


def _event(e: EventRow, colour: str, dash: str | None) -> _Bar:
    return _Bar(
        e.exhibit, e.start_utc.date(), e.end_utc.date(), colour, dash, e.sentence, e.exhibit
    )
