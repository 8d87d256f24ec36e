"""Rates of the parties held against a limit that none can pass."""

from __future__ import annotations

from tidewaiter.model.dossier import Dossier
from tidewaiter.model.figures import CeilingCheck
from tidewaiter.report.chart.layout import WIDTH, Table, fit
from tidewaiter.report.chart.scale import scale_of
from tidewaiter.report.chart.svg import (
    BLUE, GREEN, INK, LINE, ORANGE, SOFT, VERMILION, element, line, link, picture, text,
)  # fmt: skip
from tidewaiter.report.chart.ways import numbers_of
from tidewaiter.report.words import interval

_LEFT, _RIGHT, _ROW, _MOST = 330.0, 150.0, 26.0, 30
_WAYS = {
    "fits": (GREEN, None), "at the ceiling": (ORANGE, "6 3"), "breaks it": (VERMILION, "2 2")
}  # fmt: skip


def ceilings_svg(dossier: Dossier) -> str | None:
    """Draw each rate against its ceiling, or return None where nothing was held against one."""
    groups: dict[tuple[str, str], list[CeilingCheck]] = {}
    for check in dossier.figures.ceilings:
        groups.setdefault((check.ceiling, check.unit), []).append(check)
    if not groups:
        return None
    numbers = numbers_of(dossier)
    of_rate = {
        r.rate_id: [numbers[f.claim_id] for f in (r.over, r.under) if f.claim_id in numbers]
        for r in dossier.figures.rates
    }
    y, parts = 18.0, []
    for (ceiling, unit), checks in list(groups.items())[:4]:
        drawn, y = _panel(ceiling, unit, checks, of_rate, y)
        parts.append(drawn)
    if len(groups) > 4:
        parts.append(text(4, y, f"{len(groups) - 4} more ceilings stand in the table.", fill=SOFT))
    return picture(
        WIDTH, y + 8, "".join(parts), name="ceilings", title="Figures against what can be",
        about=f"{len(dossier.figures.ceilings)} rates, worked out of claimed figures, against a limit: "
        "the shaded band is the limit, from its least to its greatest.",
    )  # fmt: skip


def ceilings_rows(dossier: Dossier) -> Table:
    """Return the rates behind the picture."""
    rows = tuple(
        (c.party, interval(c.low, c.high, c.unit), interval(c.limit_low, c.limit_high), c.standing, c.sentence)
        for c in dossier.figures.ceilings
    )  # fmt: skip
    return Table(("By", "Rate", "Limit", "Standing", "Why"), rows, (None,) * len(rows))


def _panel(
    ceiling: str, unit: str, checks: list[CeilingCheck], of_rate: dict[str, list[str]], y: float
) -> tuple[str, float]:
    shown = sorted(checks, key=lambda c: (-c.high, c.check_id))[:_MOST]
    parts = [text(4, y, fit(f"{ceiling}, {unit}", 840, 13), font_size=13, font_weight=600)]
    x = scale_of([v for c in shown for v in (c.high, c.limit_high)], WIDTH - _RIGHT, _LEFT)
    top, bottom = y + 26, y + 32 + _ROW * len(shown)
    least, greatest = x.at(shown[0].limit_low), x.at(shown[0].limit_high)
    parts.append(element("rect", x=least, y=top, width=max(2.0, greatest - least), height=bottom - top, fill=VERMILION, fill_opacity=0.18))  # fmt: skip
    parts.append(line(greatest, top, greatest, bottom, stroke=VERMILION, stroke_width=2))
    for value, words in x.ticks():
        at = x.at(value)
        parts.append(line(at, top, at, bottom, stroke=LINE, stroke_width=0.7))
        parts.append(text(at, top - 5, words, fill=SOFT, text_anchor="middle"))
    y = top + 4
    for c in shown:
        colour, dash = _WAYS.get(c.standing, (BLUE, None))
        refs = of_rate.get(c.rate_id, [])
        label = "/".join(refs[:2])
        row = text(4, y + 15, label, font_weight=600)
        row += text(78, y + 15, fit(c.party, _LEFT - 90))
        row += element("rect", x=x.at(c.low), y=y + 4, width=max(4.0, x.at(c.high) - x.at(c.low)), height=13, fill=colour, fill_opacity=0.3, stroke=colour, stroke_width=1.6, stroke_dasharray=dash)  # fmt: skip
        row += text(WIDTH - _RIGHT + 14, y + 15, c.standing, fill=INK)
        parts.append(link(refs[0], row, c.sentence[:300]) if refs else row)
        y += _ROW
    if len(checks) > _MOST:
        y += 14
        parts.append(text(4, y, f"{len(checks) - _MOST} lower ones stand in the table.", fill=SOFT))
    return "".join(parts), y + 34
