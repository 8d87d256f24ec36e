"""A tally as a tree: inputs with their intervals, the result with its band, the claim beside it."""

from __future__ import annotations

import ast
import math

from tidewaiter.model import units
from tidewaiter.model.dossier import Dossier
from tidewaiter.model.tallies import Operand, Tally
from tidewaiter.report.chart.layout import WIDTH, Table, fit, wrap
from tidewaiter.report.chart.scale import scale_of
from tidewaiter.report.chart.svg import (
    BLUE, GREEN, INK, LINE, ORANGE, PAPER, SOFT, element, line, link, path, picture, text,
)  # fmt: skip
from tidewaiter.report.chart.ways import numbers_of
from tidewaiter.report.words import figure, interval

_BOX_W, _BOX_H, _STEP = 300.0, 56.0, 66.0
_SIGNS = {ast.Add: "+", ast.Sub: "−", ast.Mult: "×", ast.Div: "÷"}
_INPUTS = 12


def tally_svg(dossier: Dossier, tally: Tally, number: int) -> str | None:
    """Draw a tally, or return None where it has no inputs.

    Args:
        dossier: For the exhibit numbers.
        tally: What to draw.
        number: Its place on the page, for ids within the picture.
    """
    if not tally.operands:
        return None
    numbers = numbers_of(dossier)
    shown = tally.operands[:_INPUTS]
    parts = [text(4, 18, "What goes in", font_weight=600, fill=SOFT), text(440, 18, "What comes out", font_weight=600, fill=SOFT)]  # fmt: skip
    middles = []
    for i, operand in enumerate(shown):
        y = 30 + _STEP * i
        parts.append(_input(operand, y, numbers.get(operand.ref)))
        middles.append(y + _BOX_H / 2)
    sign_y = (middles[0] + middles[-1]) / 2
    for y in middles:
        parts.append(element("path", d=f"M304,{y:.1f}H340V{sign_y:.1f}H356", fill="none", stroke=SOFT))
    parts.append(element("circle", cx=372, cy=sign_y, r=15, fill=PAPER, stroke=INK, stroke_width=1.4))
    parts.append(text(372, sign_y + 5, _sign(tally.expression), font_size=15, text_anchor="middle"))
    parts.append(line(388, sign_y, 436, sign_y, stroke=SOFT))
    left_bottom = 30 + _STEP * len(shown)
    if tally.operands[_INPUTS:]:
        words = f"{len(tally.operands) - _INPUTS} more inputs stand in the table."
        parts.append(text(4, left_bottom + 6, words, fill=SOFT))
    right, bottom = _result(tally)
    parts.append(right)
    swings, low = _swings(tally, max(left_bottom + 12, bottom))
    parts.append(swings)
    return picture(
        WIDTH, low, "".join(parts), name=f"tally-{number}", title=tally.title, about=tally.sentence
    )


def tally_rows(tally: Tally) -> Table:
    """Return inputs, result and claim of a tally."""
    shares = {s.name: s for s in tally.swings}
    rows = []
    for o in tally.operands:
        s = shares.get(o.name)
        moves = f"{_range(s.low, s.high, tally.unit)}" if s else ""
        part = f"{s.share:.0%}" if s and s.share is not None else "open" if s else ""
        rows.append((o.name, o.title, _range(o.low, o.high, o.unit), moves, part))
    rows.append(("result", tally.expression, _range(tally.low, tally.high, tally.unit), "", ""))
    if tally.band:
        b = tally.band
        words = f"{figure(b.p5)} to {figure(b.p95)}, middle {figure(b.p50)}"
        rows.append(("band", f"{b.samples:,} samples, 5 to 95 in a hundred", words, "", ""))
    if tally.claimed:
        c = tally.claimed
        rows.append(("claimed", c.title, _range(c.low, c.high, c.unit), "", tally.verdict))
    head = ("Name", "What", "Interval", "Alone it gives", "Part of the spread")
    return Table(head, tuple(rows), (None,) * len(rows))


def _input(operand: Operand, y: float, number: str | None) -> str:
    box = element("rect", x=4, y=y, width=_BOX_W, height=_BOX_H, rx=4, fill="#f5f8fa", stroke=BLUE if number else SOFT, stroke_dasharray=None if number else "5 3")  # fmt: skip
    lead = f"{number} " if number else "assumed: "
    for i, words in enumerate(wrap(lead + operand.title, _BOX_W - 18, 2)):
        box += text(13, y + 16 + 15 * i, words, fill=SOFT)
    box += text(13, y + 48, fit(_range(operand.low, operand.high, operand.unit), _BOX_W - 20, 13), font_size=13, font_weight=600)  # fmt: skip
    return link(number, box, f"{number}: {operand.title}") if number else box


def _result(tally: Tally) -> tuple[str, float]:
    """Bars of result, samples and claim on one scale, and where they end."""
    bars: list[tuple[str, float, float | None, str, str | None]] = []
    unit = f"{tally.unit}s" if "/" not in tally.unit else tally.unit
    bars.append(("the inputs give", tally.low or 0.0, tally.high, BLUE, None))
    if tally.claimed is not None:
        low, high = _claimed(tally.claimed, tally.unit)
        bars.append((f"claimed: {tally.verdict}", low, high, ORANGE, "6 3"))
    ends = [v for _, low, high, _, _ in bars for v in (low, high) if v is not None and math.isfinite(v)]  # fmt: skip
    ends += [tally.band.p95] if tally.band else []
    x = scale_of([v for v in ends if v >= 0] or [1.0], 826, 446)
    parts, y = [], 34.0
    for label, low, high, colour, dash in bars:
        words = f"{label}: {interval(_round(low), None if high is None else _round(high), unit)}"
        for words_line in wrap(words, 410, 2):
            parts.append(text(440, y + 6, words_line, font_weight=600))
            y += 16
        right = x.at(high) if high is not None else 836.0
        parts.append(element("rect", x=x.at(low), y=y, width=max(4.0, right - x.at(low)), height=16, fill=colour, fill_opacity=0.2, stroke=colour, stroke_width=1.6, stroke_dasharray=dash))  # fmt: skip
        if high is None:
            parts.append(element("path", d=path([(836, y), (848, y + 8), (836, y + 16)], close=True), fill=colour))  # fmt: skip
        if colour == BLUE and tally.band:
            b = tally.band
            parts.append(element("rect", x=x.at(b.p5), y=y + 4, width=max(2.0, x.at(b.p95) - x.at(b.p5)), height=8, fill=BLUE, fill_opacity=0.55))  # fmt: skip
            parts.append(line(x.at(b.p50), y - 1, x.at(b.p50), y + 17, stroke=INK, stroke_width=2))
        y += 32
    parts.append(line(446, y - 6, 836, y - 6, stroke=LINE))
    ticks, last = x.ticks(), -1e9
    for value, words in ticks:
        at = x.at(value)
        if at - last >= 74:
            parts.append(line(at, y - 6, at, y - 2, stroke=SOFT))
            parts.append(text(at, y + 10, words, fill=SOFT, text_anchor="middle" if at < 800 else "end"))  # fmt: skip
            last = at
    y += 30
    if tally.band:
        parts.append(text(440, y, "dark: where 90 in 100 samples lie; upright: their middle", fill=SOFT))  # fmt: skip
        y += 16
    return "".join(parts), y


def _swings(tally: Tally, y: float) -> tuple[str, float]:
    """Each input alone over its range: the longest bar matters most."""
    swings = [s for s in tally.swings if s.low is not None][:8]
    if len(swings) < 2:
        return "", y + 4
    parts = [line(4, y, WIDTH - 4, y, stroke=LINE), text(4, y + 20, "Which input moves the result: each alone over its range, the others at their best", font_weight=600, fill=SOFT)]  # fmt: skip
    ends = [v for s in swings for v in (s.low, s.high) if v is not None and v >= 0]
    x = scale_of(ends or [1.0], 690, 310)
    y += 30
    titles = {o.name: o.title for o in tally.operands}
    for s in swings:
        right = x.at(s.high) if s.high is not None else 700.0
        parts.append(text(4, y + 14, fit(titles.get(s.name, s.name), 290)))
        parts.append(element("rect", x=x.at(s.low), y=y + 3, width=max(3.0, right - x.at(s.low)), height=14, fill=GREEN, fill_opacity=0.35, stroke=GREEN))  # fmt: skip
        if s.high is None:
            parts.append(element("path", d=path([(700, y + 3), (710, y + 10), (700, y + 17)], close=True), fill=GREEN))  # fmt: skip
        note = f"{s.share:.0%} of the spread" if s.share is not None else "no upper end"
        parts.append(text(720, y + 14, note, fill=SOFT))
        y += 25
    return "".join(parts), y + 8


def _sign(expression: str) -> str:
    """The operator at the top of the expression; "=" for a single input."""
    try:
        body = ast.parse(expression, mode="eval").body
    except (SyntaxError, ValueError):
        return "ƒ"
    signs = {_SIGNS.get(type(n.op), "ƒ") for n in ast.walk(body) if isinstance(n, ast.BinOp)}
    return "=" if not signs else signs.pop() if len(signs) == 1 else "ƒ"


def _claimed(claimed: Operand, unit: str) -> tuple[float, float | None]:
    scale = units.unit(claimed.unit).factor / units.unit(unit).factor
    high = None if claimed.high is None else claimed.high * scale
    return (claimed.low or 0.0) * scale, high


def _range(low: float | None, high: float | None, unit: str) -> str:
    return interval(None if low is None else _round(low), None if high is None else _round(high), unit)  # fmt: skip


def _round(value: float) -> float:
    """Four figures are enough for what was reckoned; whole numbers stay whole."""
    if value == round(value) or not math.isfinite(value):
        return value
    return float(f"{value:.4g}")
