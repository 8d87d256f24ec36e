"""A tally as a tree: inputs, steps and the result with their intervals, and what each input moves."""

from __future__ import annotations

import math
from collections.abc import Sequence

from tidewaiter.model.dossier import Dossier
from tidewaiter.model.tallies import Tally
from tidewaiter.report.chart.bars import BOLD, FAR, lines_of_words, ruled, tenfold
from tidewaiter.report.chart.fitted import named
from tidewaiter.report.chart.key import note
from tidewaiter.report.chart.layout import NARROW, WIDE, Table, fit, words_width, wrap
from tidewaiter.report.chart.quantity_figures import between
from tidewaiter.report.chart.scale import Scale, scale_of
from tidewaiter.report.chart.svg import (
    BLUE,
    GREEN,
    INK,
    ORANGE,
    PAPER,
    SOFT,
    element,
    line,
    link,
    picture,
    text,
)  # fmt: skip
from tidewaiter.report.chart.tree_nodes import Node, interval_words, leftovers, nodes, unit_words
from tidewaiter.report.chart.tree_words import answer, bars_are, claimed_range, itself
from tidewaiter.report.chart.ways import numbers_of
from tidewaiter.report.words import figure

#: Rows drawn; the table has all.
_ROWS = 24
_AXIS = 424.0


def tally_svg(dossier: Dossier, tally: Tally, number: int, width: float = WIDE) -> str | None:
    """Draw a tally, or return None where it has no inputs.

    What goes in stands above what comes of it, as in a sum on paper; the bars share the axis of the
    result.

    Args:
        dossier: For the exhibit numbers.
        tally: What to draw.
        number: Its place on the page, for ids within the picture.
        width: Of the picture, in pixels.
    """
    if not tally.operands:
        return None
    numbers = numbers_of(dossier)
    rows = nodes(tally, numbers)
    rest = len(rows) - _ROWS
    shown = rows if rest <= 0 else [*rows[: _ROWS - 1], rows[-1]]
    scale = _scale(tally, shown, width)
    told, own = answer(tally), itself(dossier, tally)
    head, y = lines_of_words(told, 18, width, 4, font_size=14, font_weight=600)
    about, y = lines_of_words(own, y, width)
    key, y = lines_of_words(f"{bars_are(tally)} {tenfold(scale)}", y, width, fill=SOFT)
    y += 18
    begun = y
    places: list[tuple[Node, float]] = []
    body = []
    for node in shown:
        if rest > 0 and node.kind == "result":
            body.append(text(32, y + 14, f"{rest} more rows stand in the table", fill=SOFT))
            y += 22
        drawn, high = _row(node, y, scale, tally, width)
        places.append((node, y + 13))
        body.append(drawn)
        y += high
    claim, y = _claim(tally, numbers, y, scale, width)
    below, end = _notes(tally, numbers, y + 4, width)
    drawn = "".join([ruled(scale, begun, y), _joins(places), *body, claim, below])
    return picture(
        width, end + 4, head + about + key + drawn, name=named(f"tally-{number}", width), title=tally.title,
        about=" ".join(filter(None, (f"{told}.", own, tally.sentence, tally.sensitivity))),
        role="group" if "<a " in drawn else "img",
    )  # fmt: skip


def tally_rows(dossier: Dossier, tally: Tally) -> Table:
    """Return inputs, steps, result and claim of a tally, as the tree has them."""
    numbers = numbers_of(dossier)
    rows: list[tuple[str, ...]] = []
    for n in [*leftovers(tally, numbers), *nodes(tally, numbers)]:
        moves = between(n.swing.low, n.swing.high) + unit_words(tally.unit) if n.swing else ""
        kind = {"input": "claimed", "again": "as above"}.get(n.kind, n.kind)
        rows.append((n.number, kind, n.sign, n.what, n.gives, moves, n.alone))
    if tally.band:
        b = tally.band
        said = f"{figure(b.p5)} to {figure(b.p95)}, half below {figure(b.p50)}"
        rows.append(("", "band", "", f"of {b.samples:,} samples nine in ten", said, "", ""))
    if tally.claimed:
        c = tally.claimed
        rows.append((numbers.get(c.ref, ""), "claimed", "", c.title, interval_words(c), "", f"{answer(tally)}. {itself(dossier, tally)}".strip()))  # fmt: skip
    head = ("Exhibit", "Kind", "Sign", "What", "Interval", "Alone it gives", "Moves the result")
    return Table(head, tuple(rows), tuple(row[0] or None for row in rows))


def _scale(tally: Tally, shown: Sequence[Node], width: float) -> Scale:
    ends = [tally.low, tally.high]
    ends += [v for n in shown if n.swing for v in (n.swing.low, n.swing.high)]
    ends += [tally.band.p5, tally.band.p95] if tally.band else []
    ends += claimed_range(tally.claimed, tally.unit) if tally.claimed else ()
    kept = [v for v in ends if v is not None and math.isfinite(v) and v >= 0]
    left = 112.0 if width <= NARROW else _AXIS
    return scale_of(kept or [1.0], width - 30, left, FAR)


def _x(depth: int) -> float:
    """Where the line runs that joins what goes into a step."""
    return 12.0 + 20.0 * min(depth, 5)


def _row(n: Node, y: float, scale: Scale, tally: Tally, width: float) -> tuple[str, float]:
    narrow = width <= NARROW
    left = _x(n.depth) + (14 if n.kind in ("step", "result") else 0)
    wide = (width - 4 if narrow else _AXIS - 18) - left
    body, at = "", y + 17
    if n.kind not in ("step", "result"):
        titled, at = _titled(n, left, at, wide)
        body += titled
    size = 14 if n.kind == "result" else 12
    gives = n.gives if n.kind != "again" else f"{n.gives} (as above)"
    body += text(
        left, at, fit(gives or n.what, wide / BOLD, size), font_size=size, font_weight=600
    )
    if not narrow:
        middle = (y + at) / 2 + 2
        body += _moves(n, tally, scale, middle)
        return _linked(n, body), at - y + 15
    if n.swing is None and n.kind != "result":
        return _linked(n, body), at - y + 13
    body += _moves(n, tally, scale, at + 17)
    return _linked(n, body), at - y + 36


def _titled(n: Node, left: float, y: float, wide: float) -> tuple[str, float]:
    lead = n.number or n.lead
    gone = words_width(fit(lead, 90)) * (BOLD if n.number else 1) + 10 if lead else 0.0
    body = text(left, y, fit(lead, 90), font_weight=600 if n.number else None, fill=INK if n.number else SOFT) if lead else ""  # fmt: skip
    lines = wrap(n.what, wide - gone, 2)
    for i, words in enumerate(lines):
        body += text(left + gone, y + 15 * i, words, fill=SOFT)
    return body, y + 15 * max(1, len(lines)) + 2


def _linked(n: Node, body: str) -> str:
    return link(n.number, body, "") if n.number else body


def _moves(n: Node, tally: Tally, scale: Scale, y: float) -> str:
    """The bar of an input, with its part of the width, or that of the result."""
    if n.kind == "result":
        return _result(tally, scale, y)
    if n.swing is None:
        return (
            text(scale.bottom, y + 4, n.alone, fill=SOFT)
            if n.alone and scale.bottom == _AXIS
            else ""
        )
    x1 = scale.at(n.swing.low)
    x2 = scale.top if n.swing.high is None else max(scale.at(n.swing.high), x1 + 3)
    body = element("rect", x=x1, y=y - 6, width=x2 - x1, height=12, fill=GREEN, fill_opacity=0.3, stroke=GREEN)  # fmt: skip
    if n.swing.high is None:
        body += _open(x2, y, GREEN)
    wide = words_width(n.alone)
    if x1 - scale.bottom > wide + 10:
        return body + text(x1 - 8, y + 4, n.alone, text_anchor="end")
    if scale.top + 24 - x2 > wide * 1.08 + 14:
        return body + text(x2 + 14, y + 4, n.alone)
    return body + text((x1 + x2) / 2, y + 4, n.alone if wide < x2 - x1 else n.alone.split()[0], text_anchor="middle")  # fmt: skip


def _result(tally: Tally, scale: Scale, y: float) -> str:
    x1 = scale.at(tally.low or 0.0)
    x2 = scale.top if tally.high is None else max(scale.at(tally.high), x1 + 3)
    body = element("rect", x=x1, y=y - 8, width=x2 - x1, height=16, fill=BLUE, fill_opacity=0.2, stroke=BLUE, stroke_width=1.8)  # fmt: skip
    if tally.high is None:
        body += _open(x2, y, BLUE)
    if b := tally.band:
        low, middle, high = (scale.at(v) for v in (b.p5, b.p50, b.p95))
        body += element("rect", x=low, y=y - 4, width=max(2.0, high - low), height=8, fill=BLUE)
        body += line(middle, y - 9, middle, y + 9, stroke=INK, stroke_width=2)
    return body


def _open(x: float, y: float, colour: str) -> str:
    return element("path", d=f"M{x:.1f},{y - 6:.1f}L{x + 10:.1f},{y:.1f}L{x:.1f},{y + 6:.1f}Z", fill=colour)  # fmt: skip


def _claim(
    tally: Tally, numbers: dict[str, str], y: float, scale: Scale, width: float
) -> tuple[str, float]:
    if tally.claimed is None:
        return "", y
    c = tally.claimed
    low, high = claimed_range(c, tally.unit)
    n = Node(0, "", numbers.get(c.ref, ""), c.title, interval_words(c), None, "input")
    narrow = width <= NARROW
    wide = (width - 8 if narrow else _AXIS - 22) - 22
    rule = line(4, y + 3, width - 4, y + 3, stroke=SOFT, stroke_width=0.8)
    lead, at = _titled(n, 26, y + 22, wide)
    body = lead + text(26, at, fit(f"claimed: {n.gives}", wide / BOLD), font_weight=600)
    middle = at + 17 if narrow else (y + at) / 2 + 6
    x1 = scale.at(low)
    x2 = scale.top if high is None else max(scale.at(high), x1 + 3)
    drawn = element("rect", x=x1, y=middle - 7, width=x2 - x1, height=14, fill=ORANGE, fill_opacity=0.15, stroke=ORANGE, stroke_width=1.8, stroke_dasharray="6 3")  # fmt: skip
    if high is None:
        drawn += _open(x2, middle, ORANGE)
    return rule + _linked(n, body + drawn), (at + 32 if narrow else at + 15)


def _notes(tally: Tally, numbers: dict[str, str], y: float, width: float) -> tuple[str, float]:
    said = (
        "filled: where 90 in 100 samples lie; upright line: half of them lie below"
        if tally.band
        else ""
    )
    left = leftovers(tally, numbers)
    said += (
        f"{'. ' if said else ''}{len(left)} inputs that the formula does not use stand in the table"
        if left
        else ""
    )
    return note(f"{said[:1].upper()}{said[1:]}." if said else "", y, width)


def _joins(places: Sequence[tuple[Node, float]]) -> str:
    """Lines from what goes into a step down to the step, with the signs on them."""
    lines: list[str] = []
    signs: list[str] = []
    for i, (node, y) in enumerate(places):
        if node.kind not in ("step", "result"):
            continue
        x = _x(node.depth)
        above = []
        for other, at in reversed(places[:i]):
            if other.depth <= node.depth:
                break
            if other.depth == node.depth + 1:
                above.append((other, at))
        if above:
            lines.append(f"M{x:.1f},{above[-1][1]:.1f}V{y:.1f}")
        lines += [f"M{x:.1f},{at:.1f}h16" for _, at in above]
        signs += [_sign(other.sign, x, at) for other, at in above if other.sign]
        signs.append(_sign("=", x, y))
    joined = element("path", d="".join(lines), fill="none", stroke=SOFT, stroke_width=1.4)
    return "".join([joined if lines else "", *signs])


def _sign(sign: str, x: float, y: float) -> str:
    ring = element("circle", cx=x, cy=y, r=8.5, fill=PAPER, stroke=SOFT, stroke_width=1.2)
    return ring + text(x, y + 4.5, sign, font_size=13, font_weight=600, text_anchor="middle")
