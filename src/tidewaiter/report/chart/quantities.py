"""Claimed figures as intervals, a panel a unit, in order of being said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import partial

from tidewaiter.model.counted import counted
from tidewaiter.model.dossier import Dossier
from tidewaiter.model.words import name
from tidewaiter.report.chart.bars import lines_of_words, stamp
from tidewaiter.report.chart.fitted import named
from tidewaiter.report.chart.key import Sign, key, note
from tidewaiter.report.chart.layout import WIDE, Table, fit
from tidewaiter.report.chart.quantity_figures import ACTS, Limit, Said, between, by_unit, limits
from tidewaiter.report.chart.quantity_panel import form, heading, panel, spoken
from tidewaiter.report.chart.svg import (
    INK,
    SOFT,
    VERMILION,
    element,
    line,
    link,
    mark,
    picture,
    text,
)  # fmt: skip
from tidewaiter.report.chart.ways import COLOURS
from tidewaiter.report.words import days, manner

_PANELS, _ALONE = 6, 12


def quantities_svg(dossier: Dossier, width: float = WIDE, unit: str | None = None) -> str | None:
    """Draw every figure of the claims, or return None where no unit has two.

    A row is a figure: its number, day and speaker, the interval that it allows with the figures in
    its words marked by what the speaker does, and its origin. Figures of which a unit holds one only
    stand in words at the end.

    Args:
        dossier: With the claims.
        width: Of the picture, in pixels.
        unit: One of :func:`quantity_units`, to draw its panel alone, so that paper can break between
            panels; the last has with it what no panel holds.
    """
    found = by_unit(dossier)
    every = _units(found)
    shown = [u for u in every if unit in (None, u)]
    if not shown:
        return None
    bounded = limits(dossier)
    hues = _hues(s for u in every for s in found[u])
    said = [s for u in shown for s in found[u]]
    parts, y = key(_signs(said, [x for u in shown for x in bounded.get(u, ())]), 0, width)
    if any(s.who in hues for s in said):
        words, y = note("Colours tell apart who speaks more than once.", y, width)
        parts += words
    for one in shown:
        body, y = panel(one, found[one], bounded.get(one, ()), hues, y + 6, width)
        parts += body
    if shown[-1] == every[-1]:
        body, y = _rest(found, y, width)
        parts += body
    about = "; ".join(heading(u, found[u]) for u in shown) + ". "
    about += "Figures that share an origin (L) count once."
    return picture(
        width, y, parts, name=named(f"quantities-{every.index(unit) + 1}" if unit else "quantities", width),
        title=f"Claimed figures{f' in {name(unit)}' if unit else ''} in order of being said", about=about, role="group",
    )  # fmt: skip


def quantity_units(dossier: Dossier) -> tuple[str, ...]:
    """Return the units that have a panel: those of two figures or more, of which one can be drawn."""
    return _units(by_unit(dossier))


def quantities_rows(dossier: Dossier) -> Table:
    """Return the figures behind the picture, and the limits drawn with them."""
    rows: list[tuple[str, ...]] = []
    found = by_unit(dossier)
    bounded = limits(dossier)
    for unit, said in found.items():
        rows += [_figure_row(s) for s in said]
        rows += [_limit_row(x, unit) for x in bounded.get(unit, ()) if _drawable(unit, said)]
    head = (
        "Exhibit",
        "Origin",
        "Said",
        "By",
        "How",
        "Figure",
        "Unit",
        "Of",
        "Speaks of",
        "In words",
    )
    return Table(head, tuple(rows), tuple(row[0] or None for row in rows))


def _figure_row(s: Said) -> tuple[str, ...]:
    when = s.claim.event_time
    q = s.quantity
    return (
        s.number, s.line, s.when, s.who, f"{s.act} ({manner(s.claim)})", s.words,
        q.unit or "unit not told", q.of or "",
        days(when.start_date, when.end_date) if when else "time unknown", q.text,
    )  # fmt: skip


def _limit_row(limit: Limit, unit: str) -> tuple[str, ...]:
    allows = f"allows {between(limit.low, limit.high)}"
    return (
        limit.anchor or "",
        "",
        "",
        f"{limit.label}: {limit.title}",
        "limit",
        allows,
        unit,
        "",
        "",
        "",
    )


def _units(found: Mapping[str, list[Said]]) -> tuple[str, ...]:
    return tuple(u for u in found if _drawable(u, found[u]))[:_PANELS]


def _drawable(unit: str, said: Sequence[Said]) -> bool:
    return bool(unit) and len(said) > 1 and any(s.bound for s in said)


def _hues(said: Iterable[Said]) -> dict[str, str]:
    """Give a colour to those who speak most; who speaks once, or after the fifth, is told by name alone."""
    times = Counter(s.who for s in said)
    often = sorted((p for p in times if times[p] > 1), key=lambda p: (-times[p], p))
    return dict(zip(often, COLOURS, strict=False))


def _signs(said: Sequence[Said], bounded: Sequence[Limit]) -> list[Sign]:
    present = {s.act for s in said}
    signs = [Sign(partial(_stamp, ACTS[a]), 12, a) for a in ACTS if a in present]
    signs.append(Sign(_line, 20, "what a figure allows; arrow: no upper end"))
    if any(s.alternative for s in said):
        signs.append(Sign(partial(_line, dash="4 3"), 20, "one or the other, never both"))
    signs.append(Sign(_joined, 10, "one origin (L), which counts once"))
    if bounded:
        signs.append(Sign(_band, 20, "what a tally's inputs (T) or a limit allow, for their days"))
    return signs


def _stamp(shape: str, x: float, y: float) -> str:
    return stamp(shape, x, y, INK)


def _line(x: float, y: float, dash: str | None = None) -> str:
    return line(x - 10, y, x + 10, y, stroke=INK, stroke_width=2.4, stroke_dasharray=dash)


def _joined(x: float, y: float) -> str:
    dots = mark("circle", x, y - 5, 3, fill=INK) + mark("circle", x, y + 5, 3, fill=INK)
    return line(x, y - 5, x, y + 5, stroke=SOFT, stroke_width=2) + dots


def _band(x: float, y: float) -> str:
    box = element(
        "rect", x=x - 10, y=y - 6, width=20, height=12, fill=VERMILION, fill_opacity=0.08
    )
    ends = (
        line(e, y - 6, e, y + 6, stroke=VERMILION, stroke_dasharray="5 4")
        for e in (x - 10, x + 10)
    )
    return box + "".join(ends)


def _rest(found: Mapping[str, list[Said]], y: float, width: float) -> tuple[str, float]:
    """Figures that no panel holds: a line each while they are few, else how many there are."""
    drawn = [u for u in found if _drawable(u, found[u])]
    alone = [s for u in found if u not in drawn for s in found[u]]
    parts = []
    if alone:
        title, y = lines_of_words("Other figures, each alone in its unit or of an unknown one", y + 14, width, 2, font_size=14, font_weight=600)  # fmt: skip
        parts.append(title)
    at = form(width)
    for s in alone[:_ALONE]:
        row = text(4, y, fit(s.number, at.when - 6), font_weight=600)
        what = f"{s.who}: {s.words} {s.quantity.unit or '(unit not told)'}"
        row += text(at.when, y, fit(s.when, at.who - at.when - 1), fill=SOFT)
        row += text(at.who, y, fit(what, width - at.who - 4))
        parts.append(link(s.number, row, spoken(s)) if s.number else row)
        y += 20
    left = [f"{len(alone) - _ALONE} more such figures"] if alone[_ALONE:] else []
    more = drawn[_PANELS:]
    left += (
        [
            f"{counted(sum(len(found[u]) for u in more), 'figure')} in {counted(len(more), 'more unit')}"
        ]
        if more
        else []
    )
    words, y = note(f"Not drawn, but in the table: {'; '.join(left)}." if left else "", y, width)
    return "".join([*parts, words]), y
