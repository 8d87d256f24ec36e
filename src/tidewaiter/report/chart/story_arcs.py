"""All origins in a row: dashed arcs over those that may be one, brackets under those of one voice."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from tidewaiter.model.counted import counted
from tidewaiter.model.dossier import LineRow
from tidewaiter.report.chart.layout import fit, pack, words_width
from tidewaiter.report.chart.story_cards import DASH
from tidewaiter.report.chart.story_tree import Origin
from tidewaiter.report.chart.svg import INK, ORANGE, SOFT, element, line, link, mark, text

_APART, _HIGH = 25.0, 46.0


@dataclass(frozen=True, slots=True)
class Voice:
    """Origins of one voice, which are one independent line."""

    name: str
    origins: tuple[str, ...]


def voices(lines: Sequence[LineRow], found: Sequence[Origin]) -> list[Voice]:
    """Return the voices that have more than one origin."""
    names = {o.story.story_id: o.name for o in found}
    kept = [Voice(row.name, tuple(names[s] for s in row.story_ids if s in names)) for row in lines]
    return [v for v in kept if len(v.origins) > 1]


def row(
    found: Sequence[Origin], spoken: Sequence[Voice], y: float, width: float
) -> tuple[str, float, int]:
    """Draw the origins in a row; return also where the next may begin and how many were left out.

    Args:
        found: The origins.
        spoken: Voices of several.
        y: Upper edge.
        width: Of the picture.
    """
    shown, at = _places(found, spoken, width)
    if len(shown) < 2:
        return "", y, 0
    spans = [(at[o.name], at[d.other_name]) for o in shown for d in o.doubts if d.other_name in at]
    arcs = max((_rise(a, b) for a, b in spans), default=0.0)
    base = y + arcs + 16
    parts = [_arc(a, b, base) for a, b in spans]
    most = max(len(o.story.claim_ids) for o in shown)
    for o in shown:
        count = len(o.story.claim_ids)
        r = 3.5 + 6.5 * math.sqrt(count / most) if most > 1 else 5.0
        body = mark("circle", at[o.name], base, r, fill=INK)
        body += text(at[o.name], base + 25, o.name, text_anchor="middle", font_weight=600)
        parts.append(link(o.name, body, f"origin {o.name}, {counted(count, 'claim')}"))
    drawn, end = _brackets(spoken, at, base + 34, width)
    return "".join([*parts, drawn]), end, len(found) - len(shown)


def _places(
    found: Sequence[Origin], spoken: Sequence[Voice], width: float
) -> tuple[list[Origin], dict[str, float]]:
    """Give each origin a place; where they are too many, those that something may join come first."""
    apart = max(_APART, 8 + max((words_width(o.name) * 1.2 for o in found), default=0.0))
    most = max(2, int((width - 24) / apart))
    tied = {n for o in found for d in o.doubts for n in (o.name, d.other_name)}
    tied |= {n for v in spoken for n in v.origins}
    order = sorted(found, key=lambda o: (o.name not in tied, len(o.story.claim_ids) < 2))
    kept = {o.name for o in order[:most]}
    shown = [o for o in found if o.name in kept]
    step = min(52.0, (width - 40) / max(1, len(shown)))
    return shown, {o.name: 22 + step * i for i, o in enumerate(shown)}


def _rise(a: float, b: float) -> float:
    return min(_HIGH, 10 + abs(b - a) * 0.16)


def _arc(a: float, b: float, base: float) -> str:
    left, right = sorted((a, b))
    d = f"M{left:.1f},{base - 9:.1f}C{left:.1f},{base - 9 - _rise(a, b) * 1.3:.1f} {right:.1f},{base - 9 - _rise(a, b) * 1.3:.1f} {right:.1f},{base - 9:.1f}"  # fmt: skip
    return element(
        "path", d=d, fill="none", stroke=ORANGE, stroke_width=1.8, stroke_dasharray=DASH
    )


def _brackets(
    spoken: Sequence[Voice], at: dict[str, float], y: float, width: float
) -> tuple[str, float]:
    spans = []
    for v in spoken:
        xs = [at[n] for n in v.origins if n in at]
        if len(xs) > 1:
            words = fit(f"one voice: {v.name}", width - 16)
            left = min(min(xs), width - 8 - words_width(words))
            spans.append((left, max(max(xs), left + words_width(words)), xs, words))
    spans.sort(key=lambda s: (s[0], s[1], s[3]))
    rows = pack([(s[0], s[1]) for s in spans], gap=14)
    parts = []
    for (left, _, xs, words), level in zip(spans, rows, strict=True):
        top = y + 26 * level
        parts.append(line(min(xs), top, max(xs), top, stroke=SOFT, stroke_width=1.6))
        parts += [line(x, top - 4, x, top, stroke=SOFT, stroke_width=1.6) for x in xs]
        parts.append(text(max(4.0, left), top + 15, words, fill=SOFT))
    return "".join(parts), y + 26 * (max(rows, default=-1) + 1)
