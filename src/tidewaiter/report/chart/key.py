"""What the signs of a picture mean, set in lines that fit its width."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tidewaiter.report.chart.layout import words_width, wrap
from tidewaiter.report.chart.svg import SOFT, text

_LINE, _GAP = 19.0, 16.0


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign and its meaning; ``draw`` sets it round a point, ``wide`` pixels across."""

    draw: Callable[[float, float], str]
    wide: float
    words: str


def key(signs: Sequence[Sign], top: float, width: float) -> tuple[str, float]:
    """Draw signs with their meanings; return also where the next line may begin.

    Args:
        signs: Those that the picture holds, in order.
        top: Upper edge.
        width: Of the picture.
    """
    parts: list[str] = []
    x, y = 4.0, top + 13.0
    for sign in signs:
        lines = wrap(sign.words, width - sign.wide - 14, 4)
        wide = sign.wide + 6 + max(map(words_width, lines), default=0.0)
        if x > 4.0 and x + wide > width - 4:
            x, y = 4.0, y + _LINE
        parts.append(sign.draw(x + sign.wide / 2, y - 4))
        for i, words in enumerate(lines):
            y += (_LINE - 3) * bool(i)
            parts.append(text(x + sign.wide + 6, y, words))
        x += wide + _GAP
    return "".join(parts), (y + 8 if signs else top)


def note(words: str, top: float, width: float) -> tuple[str, float]:
    """Write a note under a picture; return also where the next line may begin."""
    if not words:
        return "", top
    parts = []
    for row in wrap(words, width - 8, 6):
        parts.append(text(4, top + 13, row, fill=SOFT))
        top += 17
    return "".join(parts), top + 3
