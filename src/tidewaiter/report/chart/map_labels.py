"""The words of the map: a label beside each spot, or a number and a line under the map."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from tidewaiter.report.chart.callouts import Callout, Callouts
from tidewaiter.report.chart.layout import NARROW, Box, fit, words_width
from tidewaiter.report.chart.map_marks import COLOURS, PORTS, SPOT, Mark, spots
from tidewaiter.report.chart.svg import (
    GREEN,
    INK,
    PAPER,
    element,
    line,
    link,
    text,
)  # fmt: skip

#: Numbers that stand at one spot; more are counted.
MOST_NUMBERS = 6
#: With more spots than this, labels stay close to their marks; lines under a map, where it is wide.
_CALM, _LINES = 40, 60
_NAMES, _HIGH, PILL = 2, 19.0, 17.0
_ABOUT = {"seen": "seen at", "not seen": "looked for and not seen at", "silent": "not heard:"}


@dataclass(frozen=True, slots=True)
class Label:
    """What is written beside a spot: names, then exhibit numbers, how many more of each."""

    names: tuple[Mark, ...]
    numbers: tuple[Mark, ...]
    more_names: int
    more: int
    most: float
    row: int

    @property
    def size(self) -> tuple[float, float]:
        """Width and height, pixels."""
        wide = [bold(self.name(m)) for m in self.names]
        wide += [sum(_badge(m) + 3 for m in row) - 3 for row in self.rows]
        if self.more or self.more_names:
            wide.append(words_width(self.rest))
        lines = len(self.names) * 15 + len(self.rows) * _HIGH + 15 * bool(self.rest)
        return max(wide), lines

    @property
    def rows(self) -> list[tuple[Mark, ...]]:
        """The numbers by row."""
        return [self.numbers[i : i + self.row] for i in range(0, len(self.numbers), self.row)]

    @property
    def rest(self) -> str:
        """What is left out, in words."""
        parts = [f"+{n}" for n in (self.more_names, self.more) if n]
        return f"{' '.join(parts)} in the table" if parts else ""

    def name(self, one: Mark) -> str:
        """The name as written."""
        return fit(one.name, self.most)


def label_of(spot: Sequence[Mark], narrow: bool) -> Label:
    """Say what is written beside a spot: ports by name, where there is none the place of sightings."""
    ports = [m for m in spot if m.sort in PORTS]
    looks = [m for m in spot if m.sort in ("seen", "not seen")]
    names = list({m.name: m for m in (ports or looks)}.values())
    numbers = list({m.number: m for m in spot if m.number}.values())
    return Label(
        tuple(names[: _NAMES if ports else 1]), tuple(numbers[:MOST_NUMBERS]),
        max(0, len(names) - _NAMES) if ports else 0, max(0, len(numbers) - MOST_NUMBERS),
        110.0 if narrow else 170.0, 2 if narrow else 3,
    )  # fmt: skip


def labels(given: Sequence[Sequence[Mark]], room: Callouts, width: float) -> tuple[str, list[Sequence[Mark]]]:  # fmt: skip
    """Write the labels of spots; return also the groups that got a number, in its order.

    Args:
        given: Spots in order of importance.
        room: On the map, where the marks themselves are blocked already.
        width: Of the map.
    """
    drawn: list[str] = []
    tight: list[Mark] = []
    reach = 90.0 if len(given) <= _CALM else 30.0
    for spot in given:
        label = label_of(spot, width <= NARROW)
        if not (label.names or label.numbers):
            continue
        callout = room.put(spot[0].x, spot[0].y, *label.size, reach)
        if callout is None:
            tight += spot
        else:
            left = callout.box[2] <= spot[0].x
            drawn += [_led(callout, _colour(spot[0])), _drawn(label, callout.box, left)]
    groups, callouts = _numbered(tight, room, width)
    for n, callout in enumerate(callouts, start=1):
        if callout is not None:
            drawn += [_led(callout, INK), pill(n, callout.box)]
    return "".join(drawn), groups


def _numbered(
    tight: Sequence[Mark], room: Callouts, width: float
) -> tuple[list[Sequence[Mark]], list[Callout | None]]:
    """Gather what found no room for words until nearly every group has room for a number.

    A group without room goes with the nearest that has some; on a map with no room at all, all are
    listed together.
    """
    if not tight:
        return [], []
    most = _LINES if width > NARROW else _LINES // 2
    best: tuple[list[tuple[list[Mark], Callout]], list[list[Mark]]] = ([], [])
    for near in (SPOT, 16.0, 28.0, 44.0, 66.0, 100.0):
        placed, lost = _placed(spots(tight, near), room.fork())
        if len(best[0]) < len(placed) <= most:
            best = placed, lost
        if 4 * len(lost) <= len(placed) <= most:
            break
    placed, lost = best
    if not placed:
        return [tight], [None]
    for group in lost:
        x, y = group[0].x, group[0].y
        min(placed, key=lambda p: math.dist((p[0][0].x, p[0][0].y), (x, y)))[0].extend(group)
    placed.sort(key=lambda p: (round(p[0][0].x, 1), round(p[0][0].y, 1)))
    for _, callout in placed:
        room.block(callout.box)
    return [group for group, _ in placed], [callout for _, callout in placed]


def _placed(
    groups: Sequence[list[Mark]], room: Callouts
) -> tuple[list[tuple[list[Mark], Callout]], list[list[Mark]]]:
    """Find room for a number beside each group; return also the groups that have none."""
    wide = pill_width(len(groups))
    found = [(g, room.put(g[0].x, g[0].y, wide, PILL, 60.0)) for g in groups]
    return [(g, c) for g, c in found if c is not None], [g for g, c in found if c is None]


def _drawn(label: Label, box: Box, left: bool) -> str:
    """Write a label in its box, against the side that its mark is on."""
    parts, y = [], box[1]
    x0, anchor = (box[2], "end") if left else (box[0], None)
    for m in label.names:
        words = text(
            x0, y + 11.5, label.name(m), font_weight=weight(m), fill=INK, stroke=PAPER, stroke_width=3,
            paint_order="stroke", text_anchor=anchor,
        )  # fmt: skip
        parts.append(linked(m, words))
        y += 15
    for row in label.rows:
        x = box[2] - sum(_badge(m) + 3 for m in row) + 3 if left else box[0]
        for m in row:
            parts.append(linked(m, _badge_drawn(m, x, y + 1)))
            x += _badge(m) + 3
        y += _HIGH
    if label.rest:
        parts.append(text(x0, y + 11.5, label.rest, fill=INK, stroke=PAPER, stroke_width=3, paint_order="stroke", text_anchor=anchor))  # fmt: skip
    return "".join(parts)


def _badge_drawn(m: Mark, x: float, y: float) -> str:
    colour, wide = COLOURS[m.sort], _badge(m)
    filled = m.sort == "seen"
    drawn = element(
        "rect", x=x + 0.8, y=y + 0.8, width=wide - 1.6, height=_HIGH - 3.6, rx=7 if m.sort == "silent" else 0,
        fill=GREEN if filled else PAPER, stroke=colour, stroke_width=1.6,
    )  # fmt: skip
    words = fit(m.number, 60)
    return drawn + text(x + wide / 2, y + 12.6, words, text_anchor="middle", fill=PAPER if filled else colour, font_weight=600)  # fmt: skip


def linked(m: Mark, drawn: str) -> str:
    """Let a drawing lead to the mark's place in the page, if it has one."""
    if not m.target:
        return drawn
    about = f"{m.number}: {_ABOUT[m.sort]} {m.name[:120]}" if m.number else f"port {m.name[:120]}"
    return link(m.target, drawn, about)


def _led(callout: Callout, colour: str) -> str:
    if callout.leader is None:
        return ""
    (x1, y1), (x2, y2) = callout.leader
    return line(x1, y1, x2, y2, stroke=colour, stroke_width=1, class_="leader")


def pill(n: int, box: Box) -> str:
    """Draw a number that stands for a line under the map."""
    drawn = element("rect", x=box[0], y=box[1], width=box[2] - box[0], height=box[3] - box[1], rx=8, fill=PAPER, stroke=INK, stroke_width=1.2)  # fmt: skip
    return drawn + text((box[0] + box[2]) / 2, box[1] + 12.8, str(n), text_anchor="middle", font_weight=600)  # fmt: skip


def pill_width(count: int) -> float:
    """Return how wide numbers up to one are drawn."""
    return words_width("0" * len(str(count))) + 8


def _colour(m: Mark) -> str:
    return COLOURS.get(m.sort, INK)


def weight(m: Mark) -> int:
    """Return how heavy the name of a mark is set."""
    return 700 if m.sort == "watched" else 400


def _badge(m: Mark) -> float:
    return words_width(fit(m.number, 60)) + 10


def bold(words: str) -> float:
    """Return the width of words set bold."""
    return words_width(words) * 1.1
