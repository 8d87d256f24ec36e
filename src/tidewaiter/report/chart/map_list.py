"""What the numbers on the map stand for, in lines under it."""

from __future__ import annotations

from collections.abc import Sequence

from tidewaiter.report.chart.layout import NARROW, fit, words_width
from tidewaiter.report.chart.map_labels import PILL, bold, linked, pill, pill_width, weight
from tidewaiter.report.chart.map_marks import COLOURS, PORTS, Mark
from tidewaiter.report.chart.svg import SOFT, text

_LINE, _LINES, _GAP = 18.0, 5, 6.0
#: Where a word stands in its entry: x, line, what it is, whether it is the number.
_Word = tuple[float, int, str, Mark | None, bool]


def listed(groups: Sequence[Sequence[Mark]], top: float, width: float) -> tuple[str, float]:
    """Write the names and exhibits of numbered groups; return also where the next line may begin.

    Args:
        groups: In the order of their numbers.
        top: Upper edge.
        width: Of the map.
    """
    if not groups:
        return "", top
    columns = 1 if width <= NARROW else 3
    wide, lead = width / columns, pill_width(len(groups)) + _GAP
    entries = [_entry(group, wide - lead - 16) for group in groups]
    highs = [_LINE * (1 + max(word[1] for word in entry)) + 3 for entry in entries]
    parts, column, y, low = [], 0, top, top
    for n, (entry, high) in enumerate(zip(entries, highs, strict=True), start=1):
        if column < columns - 1 and y > top and y - top >= sum(highs) / columns - 1:
            column, y = column + 1, top
        x = 4 + wide * column
        parts.append(pill(n, (x, y, x + lead - _GAP, y + PILL)))
        parts += [_word(word, x + lead, y) for word in entry]
        y += high
        low = max(low, y)
    return "".join(parts), low + 6


def _entry(group: Sequence[Mark], room: float) -> list[_Word]:
    """Set names and numbers in lines; what is too many is counted."""
    ports = [m for m in group if m.sort in PORTS]
    names = list({m.name: m for m in (ports or group)}.values())
    numbers = list({m.number: m for m in group if m.number}.values())
    words = [(fit(m.name, room * 0.9), m, False) for m in names]
    words += [(fit(m.number, 60), m, True) for m in numbers]
    set_: list[_Word] = []
    x, row = 0.0, 0
    for i, (word, m, is_number) in enumerate(words):
        wide = words_width(word) if is_number else bold(word)
        last = row == _LINES - 1 and i < len(words) - 1
        if x and x + wide > room - (34 if last else 0):
            if row == _LINES - 1:
                return [*set_, (x, row, f"+{len(words) - i}", None, False)]
            x, row = 0.0, row + 1
        set_.append((x, row, word, m, is_number))
        x += wide + _GAP
    return set_


def _word(word: _Word, left: float, top: float) -> str:
    x, row, words, m, is_number = word
    x, y = left + x, top + 13 + _LINE * row
    if m is None:
        return text(x, y, words, fill=SOFT)
    if is_number:
        return linked(m, text(x, y, words, fill=COLOURS[m.sort], font_weight=600))
    return linked(m, text(x, y, words, font_weight=weight(m))) if m.sort in PORTS else text(x, y, words)  # fmt: skip
