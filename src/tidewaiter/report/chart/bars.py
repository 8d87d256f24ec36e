"""Intervals along a line from left to right: the axis, a bar with its ends, words beside it."""

from __future__ import annotations

from itertools import pairwise

from tidewaiter.report.chart.layout import fit, words_width, wrap
from tidewaiter.report.chart.scale import Scale
from tidewaiter.report.chart.svg import INK, LINE, PAPER, SOFT, element, line, mark, path, text

#: Greatest over least from which values are drawn by powers of ten.
FAR = 100.0
#: How much wider bold words are.
BOLD = 1.2
_ARROW, _SIGN = 22.0, 16.0


def ruled(scale: Scale, top: float, bottom: float) -> str:
    """Draw the axis of a scale that runs from left to right: words over ``top``, lines down to ``bottom``.

    Where the words would touch, every second or third line has some.
    """
    ticks = [(scale.at(v), words) for v, words in scale.ticks()]
    down = "".join(f"M{x:.1f},{top:.1f}V{bottom:.1f}" for x, _ in ticks)
    parts = [element("path", d=down, stroke=LINE, stroke_width=0.7)]
    placed: list[tuple[float, float, str]] = []
    for step in range(1, len(ticks) + 1):
        placed = []
        for x, words in ticks[::step]:
            wide = words_width(words)
            left = max(2.0, min(x - wide / 2, scale.top + 18 - wide))
            placed.append((left, left + wide + 8, words))
        if all(a[1] <= b[0] for a, b in pairwise(placed)):
            break
    return "".join([*parts, *(text(left, top - 5, words, fill=SOFT) for left, _, words in placed)])


def tenfold(scale: Scale) -> str:
    """Say in words that a scale is one of powers of ten; nothing of another."""
    if not scale.log:
        return ""
    (first, _), (second, _) = scale.ticks()[:2]
    times = round(second / first)
    return f"Each line is {'ten' if times == 10 else f'{times:,}'} times the one before."


def bar(
    scale: Scale, low: float, high: float | None, y: float, colour: str, *,
    said: float | None = None, dash: str | None = None,
) -> tuple[str, float, float]:  # fmt: skip
    """Draw what a figure allows, an arrow where it has no upper end; return also where it begins and ends.

    Args:
        scale: From left to right.
        low: Least value.
        high: Greatest value, None for no bound.
        y: Middle of the bar.
        colour: Of the bar.
        said: The figure in the words, beyond which the arrow points; ``low`` if not given.
        dash: Of the line.
    """
    x1 = scale.at(low)
    if high is None:
        tip = min(scale.at(low if said is None else said) + _ARROW, scale.top + 18)
        drawn = line(x1, y, tip - 7, y, stroke=colour, stroke_width=2.4, stroke_dasharray=dash)
        head = path([(tip - 8, y - 4.5), (tip, y), (tip - 8, y + 4.5)], close=True)
        return drawn + element("path", d=head, fill=colour, stroke="none"), x1, tip
    x2 = scale.at(high)
    # Ends so near a sign would only blur its shape; the words beside it give them.
    if x2 - x1 < (1 if said is None else _SIGN):
        return "", x1, x2
    ends = (x1, x2) if low > scale.low else (x2,)
    caps = "".join(f"M{x:.1f},{y - 5:.1f}v10" for x in ends)
    if dash is None:
        d = f"M{x1:.1f},{y:.1f}H{x2:.1f}{caps}"
        return element("path", d=d, stroke=colour, stroke_width=2.4), x1, x2
    drawn = line(x1, y, x2, y, stroke=colour, stroke_width=2.4, stroke_dasharray=dash)
    return drawn + element("path", d=caps, stroke=colour, stroke_width=2.4), x1, x2


def stamp(shape: str, x: float, y: float, colour: str, *, apart: bool = False) -> str:
    """Draw the sign of an act; ``apart`` sets it off from another that may lie under it."""
    if shape == "ring":
        return mark("circle", x, y, 5.0, fill=PAPER, stroke=colour, stroke_width=2.2)
    edge = {"stroke": PAPER, "stroke_width": 0.8} if apart else {"stroke": "none"}
    return mark(shape, x, y, 5.0, fill=None if colour == INK else colour, **edge)


def beside(words: str, scale: Scale, x1: float, x2: float, y: float, edge: float) -> str:
    """Write words right of what is drawn from ``x1`` to ``x2``, else left of it, else into it.

    What stands in brackets at their end is left out where there is no room for it.

    Args:
        words: What to write.
        scale: Its lower end bounds the words on the left.
        x1: Left end of what is drawn.
        x2: Right end.
        y: Its middle.
        edge: Bounds the words on the right.
    """
    right, left = edge - x2 - 11, x1 - scale.bottom - 11
    most = max(right, left, x2 - x1 - 22)
    if words_width(words) > most:
        words = words.partition(" (")[0]
    wide = words_width(words)
    if wide <= right or (wide > left and most == right):
        return text(x2 + 11, y + 4, fit(words, right))
    if wide <= left or most == left:
        return text(x1 - 11, y + 4, fit(words, left), text_anchor="end")
    cut = fit(words, most)
    wide, middle = words_width(cut), (x1 + x2) / 2
    ground = element(
        "rect", x=middle - wide / 2 - 3, y=y - 8, width=wide + 6, height=16, fill=PAPER
    )
    return ground + text(middle, y + 4, cut, fill=INK, text_anchor="middle")


def haloed(content: str) -> str:
    """Set off words and signs, so that they stay readable over lines."""
    return element("g", content, stroke=PAPER, stroke_width=3, paint_order="stroke")


def lines_of_words(
    words: str, y: float, width: float, most: int = 4, **style: object
) -> tuple[str, float]:
    """Write words in lines from a baseline on; return also the baseline after the last."""
    size = float(str(style.get("font_size", 12)))
    wide = width - 8 if style.get("font_weight") is None else (width - 8) / BOLD
    parts = []
    for row in wrap(words, wide, most, size):
        parts.append(text(4, y, row, **style))
        y += size + 5
    return "".join(parts), y
