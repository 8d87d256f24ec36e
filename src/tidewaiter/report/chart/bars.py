"""Intervals as bars on one axis: tallies against claims, and figures over time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tidewaiter.model import units
from tidewaiter.model.claims import Claim
from tidewaiter.model.dossier import Dossier
from tidewaiter.model.tallies import Tally
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
    path,
    picture,
    short,
    text,
)
from tidewaiter.report.words import figure, interval

_WIDTH, _LEFT, _RIGHT = 860.0, 280.0, 40.0
_COLOURS = (BLUE, ORANGE, GREEN, PURPLE, VERMILION)
_DASHES = (None, "6 3", "2 2", "8 3 2 3", "1 3")
_MOST = 40


@dataclass(frozen=True, slots=True)
class Bar:
    """One interval: None as ``high`` is no bound and ends in an arrow; ``target`` is linked."""

    label: str
    low: float
    high: float | None
    note: str
    target: str | None = None
    colour: str = BLUE
    dash: str | None = None


def tally_svg(tally: Tally, number: int) -> str | None:
    """Draw what the inputs give above what is claimed, or None where nothing is claimed."""
    if tally.claimed is None:
        return None
    unit = tally.unit
    scale = units.unit(tally.claimed.unit).factor / units.unit(unit).factor
    low = (tally.claimed.low or 0.0) * scale
    high = None if tally.claimed.high is None else tally.claimed.high * scale
    bars = [
        Bar("The inputs give", tally.low or 0.0, tally.high, interval(tally.low, tally.high)),
        Bar(
            "The claim says",
            low,
            high,
            interval(low, high),
            colour=ORANGE,
            dash="6 3",
        ),
    ]
    return _chart(bars, f"tally-{number}", tally.title, f"{tally.sentence}", f"{unit}s")


def quantity_svgs(dossier: Dossier) -> list[str]:
    """Draw the claimed figures of each unit that two or more claims give, by day."""
    numbers = {e.ref: e.number for e in dossier.exhibits}
    groups: dict[str, list[Bar]] = {}
    lines = {s.story_id: i for i, s in enumerate(dossier.stories)}
    story_of = {ref: s.story_id for s in dossier.stories for ref in s.claim_ids}
    claims = sorted(dossier.claims, key=lambda c: str(_when(c)))
    for claim in claims:
        for quantity in claim.quantities:
            if not quantity.unit:
                continue
            place = lines.get(story_of.get(claim.claim_id, ""), 0)
            who = claim.speaker.name if claim.speaker else "own voice"
            alternative = " (alternative)" if quantity.alternative_to is not None else ""
            number = numbers[claim.claim_id]
            groups.setdefault(quantity.unit, []).append(
                Bar(
                    f"{number} {_when(claim)} {short(who, 22)}{alternative}",
                    quantity.low or 0.0,
                    quantity.high,
                    interval(quantity.low, quantity.high),
                    number,
                    _COLOURS[place % len(_COLOURS)],
                    _DASHES[place % len(_DASHES)],
                )
            )
    return [
        _chart(
            bars[:_MOST], f"figures-{i}", f"Claimed figures: {unit}",
            f"{len(bars)} claimed figures in {unit}; one colour and dash is one origin, "
            "an arrow means no upper bound was given.", unit,
        )
        for i, (unit, bars) in enumerate(sorted(groups.items()), start=1)
        if len(bars) > 1
    ]  # fmt: skip


def _when(claim: Claim) -> str:
    day = claim.said_time.start_date if claim.said_time else None
    return str(day or claim.document.published or "")


def _chart(bars: Sequence[Bar], name: str, title: str, about: str, unit: str) -> str:
    top = max([b.high if b.high is not None else b.low * 1.15 for b in bars] + [1.0]) * 1.05
    width = _WIDTH - _LEFT - _RIGHT
    height = 30.0 + 34 * len(bars)

    def x(value: float) -> float:
        return _LEFT + width * value / top

    parts = []
    for i in range(5):
        value = top / 1.05 * i / 4
        parts.append(line(x(value), 20, x(value), height, stroke=LINE))
        parts.append(text(x(value), 14, figure(round(value)), fill=SOFT, text_anchor="middle"))
    parts.append(text(4, 14, unit, fill=SOFT))
    for i, bar in enumerate(bars):
        y = 28.0 + 34 * i
        end = x(bar.high) if bar.high is not None else _WIDTH - 14
        row = text(4, y + 17, short(bar.label, 40))
        solid = max(4.0, end - x(bar.low))
        row += element(
            "rect", x=x(bar.low), y=y + 5, width=solid, height=15, fill=bar.colour, fill_opacity=0.22,
            stroke=bar.colour, stroke_width=1.5, stroke_dasharray=bar.dash,
        )  # fmt: skip
        if bar.high is None:
            arrow = [(end, y + 4), (end + 10, y + 12.5), (end, y + 21)]
            row += element("path", d=path(arrow, close=True), fill=bar.colour)
        inside = x(bar.low) + 6
        wide = 7.0 * len(bar.note)
        anchor, at = ("start", inside) if inside + wide < _WIDTH - 16 else ("end", x(bar.low) - 6)
        row += text(
            at,
            y + 17,
            bar.note,
            fill=INK,
            text_anchor=anchor,
            stroke="#ffffff",
            stroke_width=2.5,
            paint_order="stroke",
        )
        parts.append(link(bar.target, row, f"{bar.label}: {bar.note}") if bar.target else row)
    return picture(_WIDTH, height, "".join(parts), name=name, title=title, about=about)
