"""The elements of the findings at a glance: how far each is shown, by how many independent lines."""

from __future__ import annotations

from tidewaiter.model.dossier import Dossier
from tidewaiter.report.chart.layout import WIDTH, Table, fit, wrap
from tidewaiter.report.chart.svg import (
    GREEN, INK, LINE, ORANGE, PAPER, SOFT, VERMILION, element, line, picture, text,
)  # fmt: skip

_MOST, _SQUARES, _X = 60, 8, 560.0
_WAYS = {"established": (GREEN, 1.0), "indicated": (ORANGE, 0.35), "not established": (SOFT, 0.0)}


def elements_svg(dossier: Dossier) -> str | None:
    """Draw the elements of every finding, or return None where there is no finding."""
    if not dossier.findings:
        return None
    parts = [
        _square(_X, 8, GREEN, 1.0), text(_X + 18, 19, "firm line"),
        _square(_X + 90, 8, ORANGE, 0.35), text(_X + 108, 19, "other"),
        _square(_X + 160, 8, VERMILION, 0.0), text(_X + 178, 19, "disputes"),
    ]  # fmt: skip
    y, count = 44.0, 0
    for finding in dossier.findings:
        if count >= _MOST:
            break
        parts.append(text(4, y, fit(finding.title, 840, 13), font_size=13, font_weight=600))
        y += 12
        for e in finding.elements[: _MOST - count]:
            count += 1
            words = wrap(e.question, 400, 2)
            for i, row in enumerate(words):
                parts.append(text(136, y + 15 + 15 * i, row))
            colour, filled = _WAYS.get(e.status, (SOFT, 0.0))
            parts.append(element("circle", cx=14, cy=y + 11, r=6, fill=PAPER, stroke=colour, stroke_width=2))  # fmt: skip
            if filled:
                d = f"M14,{y + 5:.1f}A6,6 0 0 0 14,{y + 17:.1f}Z"
                full = filled == 1.0
                parts.append(element("circle", cx=14, cy=y + 11, r=6, fill=colour) if full else element("path", d=d, fill=colour))  # fmt: skip
            parts.append(text(26, y + 15, e.status, fill=INK, font_weight=600))
            against = len({x.line for x in e.lines if x.relation == "disputes"})
            for i in range(min(_SQUARES, e.independent_lines)):
                firm = i < e.firm_lines
                parts.append(_square(_X + 18 * i, y + 4, GREEN if firm else ORANGE, 1.0 if firm else 0.35))  # fmt: skip
            at = _X + 18 * min(_SQUARES, e.independent_lines)
            note = f"{e.independent_lines}" if e.independent_lines else "none"
            note += f" ({e.firm_lines} firm)" if e.independent_lines else ""
            parts.append(text(at + 4, y + 15, note, fill=SOFT))
            if against:
                parts.append(_square(WIDTH - 50, y + 4, VERMILION, 0.0))
                parts.append(text(WIDTH - 31, y + 15, str(against), fill=VERMILION))
            y += 15 * max(1, len(words)) + 11
            parts.append(line(4, y - 4, WIDTH - 4, y - 4, stroke=LINE, stroke_width=0.6))
        y += 22
    total = sum(len(f.elements) for f in dossier.findings)
    if total > count:
        parts.append(text(4, y, f"{total - count} more elements stand in the table.", fill=SOFT))
        y += 14
    return picture(
        WIDTH, y, "".join(parts), name="elements", title="How far each element is shown",
        about=f"{total} elements of {len(dossier.findings)} findings; a square is one independent line.",
    )  # fmt: skip


def elements_rows(dossier: Dossier) -> Table:
    """Return the elements behind the picture."""
    rows = tuple(
        (f.title, e.question, e.status, str(e.independent_lines), str(e.firm_lines),
         str(len({x.line for x in e.lines if x.relation == "disputes"})))
        for f in dossier.findings for e in f.elements
    )  # fmt: skip
    head = ("Finding", "Element", "Status", "Independent lines", "Firm", "Disputing")
    return Table(head, rows, (None,) * len(rows))


def _square(x: float, y: float, colour: str, filled: float) -> str:
    return element("rect", x=x, y=y, width=13, height=13, fill=colour, fill_opacity=filled, stroke=colour, stroke_width=1.5)  # fmt: skip
