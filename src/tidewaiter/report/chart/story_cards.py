"""An origin as a card: what was said first, below it what goes back to it, dashed what may join it to others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from tidewaiter.model.counted import counted
from tidewaiter.report.chart.bars import BOLD
from tidewaiter.report.chart.layout import fit, words_width
from tidewaiter.report.chart.story_tree import JOINTS, Doubt, Member, Origin
from tidewaiter.report.chart.svg import (
    BLUE,
    INK,
    ORANGE,
    PAPER,
    SOFT,
    element,
    line,
    link,
    mark,
    text,
)  # fmt: skip

#: Rows of one card, and where they are many in all; the table has all.
ROWS, FEW, _PITCH, _STEP, _DEEP = 24, 5, 18.0, 15.0, 4
DASH = "3 3"


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a card: claims of one speaker and day that are joined to one claim in one way.

    ``beside`` holds those that go back to it, where they are of the same speaker and day and nothing
    else goes back to it or to them.
    """

    members: tuple[Member, ...]
    beside: tuple[Member, ...] = ()

    @property
    def first(self) -> Member:
        """The one that stands for all."""
        return self.members[0]


def card(origin: Origin, x: float, y: float, width: float, most: int = ROWS) -> tuple[str, float]:
    """Draw an origin; return also how high the card is.

    Args:
        origin: What to draw.
        x: Left edge.
        y: Upper edge.
        width: Pixels.
        most: Rows of claims.
    """
    lines = together(origin.members)
    shown = lines[:most]
    head = text(x + 8, y + 17, origin.name, font_size=14, font_weight=700)
    count = many_claims(origin)
    gone = 8 + words_width(origin.name, 14) * BOLD + 6
    head += text(x + width - 8, y + 17, count, fill=SOFT, text_anchor="end")
    room = width - gone - words_width(count) - 28
    head = link(origin.name, head + text(x + gone, y + 17, fit(_said(origin), room)), "")  # fmt: skip
    at = y + 34
    places: dict[str, tuple[float, float]] = {}
    body = []
    for row in shown:
        body.append(_row(row, x, at, width, places))
        at += _PITCH
    left = sum(len(row.members) + len(row.beside) for row in lines[most:])
    notes = [f"{left} more claims of this origin stand in the table"] if left else []
    if origin.more:
        pairs = ", ".join(f"{a} and {b}" for a, b, _ in origin.more)
        notes.append(f"Also joined: {pairs}")
    for words in notes:
        body.append(text(x + 12, at + 4, fit(words, width - 20), fill=SOFT))
        at += _PITCH
    for doubt in origin.doubts:
        body.append(_doubt(doubt, x, at, width))
        at += _PITCH
    high = at - y - 7
    box = element("rect", x=x, y=y, width=width, height=high, rx=5, fill="none", stroke=SOFT, stroke_width=0.8)  # fmt: skip
    return box + head + "".join(body), high


def many_claims(origin: Origin) -> str:
    """Count the claims of an origin, and who prints them."""
    return f"{counted(len(origin.story.claim_ids), 'claim')}, {counted(origin.outlets, 'outlet')}"


def together(members: Sequence[Member]) -> list[Line]:
    """Lay claims in one row that one speaker made on one day and that are joined alike to one claim.

    Only such as nothing goes back to are laid together, so that the tree stays one.
    """
    parents = {m.above for m in members}
    rows: list[list[Member]] = []
    for m in members:
        last = rows[-1][-1] if rows else None
        if last and m.edge and not {m.number, last.number} & parents and _alike(m) == _alike(last):
            rows[-1].append(m)
        else:
            rows.append([m])
    below = Counter(row[0].above for row in rows)
    made: list[Line] = []
    for row in rows:
        m, upper = row[0], made[-1] if made else None
        if (
            upper and m.edge and below[m.above] == 1 and not upper.beside
            and m.above == upper.first.number and len(upper.members) == 1
            and not {r.number for r in row} & parents
            and (m.who, m.when) == (upper.first.who, upper.first.when)
        ):  # fmt: skip
            made[-1] = Line(upper.members, tuple(row))
        else:
            made.append(Line(tuple(row)))
    return made


def _alike(m: Member) -> tuple[object, ...]:
    return m.above, m.who, m.when, m.joint, m.depth


def sign(shape: str, x: float, y: float, r: float = 4.2) -> str:
    """Draw the sign of what joins a claim to the one above it."""
    if shape == "ring":
        return mark("circle", x, y, r, fill=PAPER, stroke=BLUE, stroke_width=1.8)
    if shape.startswith("open "):
        return mark(shape[5:], x, y, r, fill=PAPER, stroke=BLUE, stroke_width=1.6)
    return mark(shape, x, y, r, fill=BLUE)


def _said(origin: Origin) -> str:
    """What the origin says; who says it stands in the first row."""
    first = origin.members[0].who if origin.members else ""
    label = origin.story.label
    return label[len(first) + 1 :].strip() if first and label.startswith(f"{first},") else label


def _row(
    row: Line, x: float, y: float, width: float, places: dict[str, tuple[float, float]]
) -> str:
    m = row.first
    at = x + 14 + _STEP * min(m.depth, _DEEP)
    body = ""
    if m.edge is None:
        body += mark("circle", at, y, 4.6, fill=INK)
    else:
        shape, leads = JOINTS[m.edge.kind][1:]
        if m.depth <= _DEEP and m.above in places:
            left, top = places[m.above]
            body += _stub(left, top, at, y, leads)
            places[m.above] = left, y
        body += sign(shape, at, y)
    places.update((one.number, (at, y)) for one in row.members)
    return body + _words(row, at + 9, y + 4, x + width - 12)


def _stub(left: float, top: float, right: float, y: float, leads: bool) -> str:
    """The line down from a claim and across to one that goes back to it."""
    d = f"M{left:.1f},{top:.1f}V{y:.1f}H{right:.1f}"
    body = element("path", d=d, fill="none", stroke=BLUE, stroke_width=1.3)
    if leads:
        body += element("path", d=f"M{left:.1f},{y:.1f}l6,-3.5v7Z", fill=BLUE)
    return body


def _words(row: Line, left: float, y: float, right: float) -> str:
    m = row.first
    parts = []
    # Where the tree is too deep to show what a claim goes back to, it is said.
    if m.edge is not None and m.depth > _DEEP:
        back = fit(f"← {m.above}", 60)
        parts.append(text(right, y, back, fill=SOFT, text_anchor="end"))
        right -= words_width(back) + 8
    drawn, left = _numbers(row.members, left, y, left + (right - left) * 0.5)
    parts.append(drawn)
    if row.beside and row.beside[0].edge:
        shape, leads = JOINTS[row.beside[0].edge.kind][1:]
        parts += [_stub(left, y - 4, left + 14, y - 4, leads), sign(shape, left + 16, y - 4)]
        drawn, left = _numbers(row.beside, left + 25, y, left + 25 + (right - left) * 0.45)
        parts.append(drawn)
    when = fit(m.when, max(14.0, min(84.0, right - left)))
    parts.append(text(left, y, when, fill=SOFT))
    left += words_width(when) + 7
    if right - left > 30:
        parts.append(text(left, y, fit(m.who, right - left)))
    return "".join(parts)


def _numbers(members: Sequence[Member], left: float, y: float, right: float) -> tuple[str, float]:
    """The exhibits of a row, each a link; those for which there is no room are counted."""
    parts = []
    for i, one in enumerate(members):
        number = fit(one.number, 50)
        gone = words_width(number) * BOLD + 6
        if i and left + gone > right:
            rest = f"+{len(members) - i}"
            parts.append(text(left, y, rest))
            return "".join(parts), left + words_width(rest) + 7
        said = f"{one.number}: {one.who}, {one.when}"
        said += f", {one.joint} ({one.above})" if one.edge else ", said first"
        words = text(left, y, number, font_weight=600)
        parts.append(link(one.number, words, said) if one.number else words)
        left += gone
    return "".join(parts), left


def _doubt(doubt: Doubt, x: float, y: float, width: float) -> str:
    body = line(x + 8, y, x + 26, y, stroke=ORANGE, stroke_width=2, stroke_dasharray=DASH)
    body += text(x + 32, y + 4, fit(doubt.words, width - 40))
    return link(doubt.mine, body, "") if doubt.mine else body
