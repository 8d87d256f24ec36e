"""Who repeats whom: claims of one origin in a box, in the order of being said."""

from __future__ import annotations

from dataclasses import dataclass

from tidewaiter.model.claims import Claim
from tidewaiter.model.dossier import Dossier
from tidewaiter.model.stories import Edge, Story
from tidewaiter.report.chart.layout import WIDTH, Table, fit, words_width
from tidewaiter.report.chart.svg import (
    BLUE,
    INK,
    LINE,
    ORANGE,
    PAPER,
    SOFT,
    element,
    line,
    link,
    picture,
    text,
)  # fmt: skip
from tidewaiter.report.chart.ways import numbers_of

_NODE_W, _NODE_H, _GAP_X, _GAP_Y = 140.0, 40.0, 36.0, 30.0
_LEFT, _A_ROW = 20.0, 4
#: Right edge of the boxes; beyond it run the dotted lines.
_EDGE = 752.0
#: Boxes drawn, and claims drawn in one box; the rest is said in words.
_BOXES, _CLAIMS = 16, 24
_DOUBTS = 10


@dataclass(frozen=True, slots=True)
class _Node:
    x: float
    y: float


def stories_svg(dossier: Dossier) -> str | None:
    """Draw the origins of the claims, or return None where there is no claim."""
    if not dossier.stories:
        return None
    claims = {c.claim_id: c for c in dossier.claims}
    numbers = numbers_of(dossier)
    doubtful = {ref for s in dossier.stories for e in s.doubtful for ref in (e.a, e.b)}
    drawn = [s for s in dossier.stories if len(s.claim_ids) > 1 or doubtful & set(s.claim_ids)]
    drawn = (drawn or list(dossier.stories))[:_BOXES]
    lines = {s.story_id: f"L{i}" for i, s in enumerate(dossier.stories, 1)}
    y = 50.0
    parts: list[str] = []
    nodes: dict[str, _Node] = {}
    boxes: dict[str, str] = {}
    ends: dict[str, tuple[float, float]] = {}
    for story in drawn:
        box, high = _box(story, lines[story.story_id], y, claims, numbers, nodes)
        parts.append(box)
        boxes.update(dict.fromkeys(story.claim_ids, story.story_id))
        ends[story.story_id] = (y, high)
        y += high + 16
    parts.append(_doubts(dossier, nodes, boxes, numbers, ends))
    left = len(dossier.stories) - len(drawn)
    doubts = len({e for s in dossier.stories for e in s.doubtful})
    if doubts > _DOUBTS or (left and doubts):
        words = f"Of {doubts} doubtful links, at most {_DOUBTS} between these boxes are drawn; the table has all."
        parts.append(text(4, y, words, fill=SOFT))
        y += 18
    if left:
        rest = f"{left} more origins, most of a claim each, stand in the table."
        parts.append(text(4, y, rest, fill=SOFT))
        y += 16
    return picture(
        WIDTH, y + 4, _key() + "".join(parts), name="stories", title="Who repeats whom",
        about=f"{len(dossier.claims)} claims of {len(dossier.stories)} origins; a box is one origin and "
        "counts as one line, a solid line joins, a dotted one may join and joins nothing.",
    )  # fmt: skip


def stories_rows(dossier: Dossier) -> Table:
    """Return the edges behind the picture, joining ones first in each origin, and lone claims."""
    numbers = numbers_of(dossier)
    rows: list[tuple[str, ...]] = []
    anchors: list[str | None] = []
    for i, story in enumerate(dossier.stories, 1):
        for kind, edges in (("joins", story.edges), ("may join", story.doubtful)):
            for e in edges:
                one, other = numbers.get(e.a, ""), numbers.get(e.b, "")
                rows.append((f"L{i}", one, other, kind, e.kind, e.reason))
                anchors.append(one or None)
        if not story.edges:
            number = numbers.get(story.claim_ids[0], "") if story.claim_ids else ""
            rows.append((f"L{i}", number, "", "alone", "", story.label))
            anchors.append(number or None)
    return Table(("Origin", "Exhibit", "With", "Link", "Kind", "Why"), tuple(rows), tuple(anchors))


def _box(
    story: Story, name: str, top: float, claims: dict[str, Claim], numbers: dict[str, str],
    nodes: dict[str, _Node],
) -> tuple[str, float]:  # fmt: skip
    shown = story.claim_ids[:_CLAIMS]
    for i, ref in enumerate(shown):
        row, column = divmod(i, _A_ROW)
        nodes[ref] = _Node(
            _LEFT + column * (_NODE_W + _GAP_X), top + 34 + row * (_NODE_H + _GAP_Y)
        )
    rows = (len(shown) + _A_ROW - 1) // _A_ROW
    high = 34 + rows * _NODE_H + (rows - 1) * _GAP_Y + 14
    outlets = {claims[r].document.publisher or claims[r].document.id for r in story.claim_ids if r in claims}  # fmt: skip
    more = len(story.claim_ids) - len(shown)
    count = f"{_many(len(story.claim_ids), 'claim')}, {_many(len(outlets), 'outlet')}"
    count += f", {more} of them in the table only" if more else ""
    parts = [
        element("rect", x=4, y=top, width=_EDGE - 4, height=high, rx=6, fill="#f5f8fa", stroke=LINE),
        text(14, top + 21, name, font_size=14, font_weight=700),
        text(24 + words_width(name, 14), top + 21, fit(story.label, 480), fill=INK),
        text(_EDGE - 10, top + 21, fit(count, 180), fill=SOFT, text_anchor="end"),
    ]  # fmt: skip
    parts += [_edge(e, nodes, i) for i, e in enumerate(story.edges) if e.a in nodes and e.b in nodes]  # fmt: skip
    parts += [_node(ref, nodes[ref], claims.get(ref), numbers.get(ref, "")) for ref in shown]
    return "".join(parts), high


def _node(ref: str, at: _Node, claim: Claim | None, number: str) -> str:
    who = "unknown"
    said = ""
    if claim is not None:
        who = claim.speaker.name if claim.speaker else (claim.document.publisher or "own voice")
        day = claim.said_time.start_date if claim.said_time else None
        said = str(day or claim.document.published or "day unknown")
    body = element(
        "rect", x=at.x, y=at.y, width=_NODE_W, height=_NODE_H, rx=4, fill=PAPER, stroke=BLUE, stroke_width=1.4
    )  # fmt: skip
    body += text(at.x + 7, at.y + 16, number, font_weight=700)
    body += text(at.x + _NODE_W - 7, at.y + 16, said, fill=SOFT, text_anchor="end")
    body += text(at.x + 7, at.y + 32, fit(who, _NODE_W - 14))
    return link(number, body, f"{number}: {who}, {said}") if number else body


def _edge(edge: Edge, nodes: dict[str, _Node], place: int) -> str:
    a, b = sorted((nodes[edge.a], nodes[edge.b]), key=lambda n: (n.y, n.x))
    why = element("title", _escaped(edge.reason))
    shade = {"stroke": BLUE, "stroke_width": 1.6, "fill": "none"}
    if a.y == b.y and b.x - a.x < _NODE_W + _GAP_X + 1:
        y = a.y + _NODE_H / 2
        return element("path", why, d=f"M{a.x + _NODE_W:.1f},{y:.1f}L{b.x:.1f},{y:.1f}", **shade)
    if a.y == b.y:
        # Along the alley under the row, so that the line crosses no claim.
        y = a.y + _NODE_H + 4 + 2.5 * (place % 3)
        x1, x2 = a.x + _NODE_W / 2 + 4, b.x + _NODE_W / 2 - 4
        d = f"M{x1:.1f},{a.y + _NODE_H:.1f}V{y:.1f}H{x2:.1f}V{b.y + _NODE_H:.1f}"
        return element("path", why, d=d, **shade)
    # Down the alley beside the first, then along the alley above the second.
    lane = a.x - 5 - 2.5 * (place % 3)
    y = b.y - 6 - 2.5 * (place % 3)
    start = a.y + _NODE_H / 2
    x2 = b.x + _NODE_W / 2
    d = f"M{a.x:.1f},{start:.1f}H{lane:.1f}V{y:.1f}H{x2:.1f}V{b.y:.1f}"
    return element("path", why, d=d, **shade)


def _doubts(
    dossier: Dossier,
    nodes: dict[str, _Node],
    boxes: dict[str, str],
    numbers: dict[str, str],
    ends: dict[str, tuple[float, float]],
) -> str:
    """Dotted lines beside the boxes, each with the two exhibits that may go back to one origin."""
    edges = list(dict.fromkeys(e for s in dossier.stories for e in s.doubtful))
    between = [
        e for e in edges if e.a in nodes and e.b in nodes and boxes[e.a] != boxes[e.b]
    ][:_DOUBTS]  # fmt: skip
    used: dict[str, list[str]] = {}
    for e in between:
        for ref in (e.a, e.b):
            slots = used.setdefault(boxes[ref], [])
            slots += [ref] if ref not in slots else []
    at: dict[str, float] = {}
    parts = []
    for story, refs in used.items():
        top, high = ends[story]
        apart = min(17.0, (high - 38) / max(1, len(refs)))
        for i, ref in enumerate(sorted(refs, key=lambda r: (nodes[r].y, nodes[r].x))):
            at[ref] = top + 46 + apart * i
            if apart >= 14 or i == 0:
                words = fit(numbers.get(ref, ""), 42)
                parts.append(text(_EDGE - 6, at[ref] + 4, words, fill=ORANGE, text_anchor="end"))
    for i, e in enumerate(sorted(between, key=lambda e: abs(at[e.a] - at[e.b]))):
        y1, y2 = sorted((at[e.a], at[e.b]))
        lane = min(_EDGE + 12 + 9 * i, WIDTH - 6)
        parts.append(element(
            "path", element("title", _escaped(e.reason)),
            d=f"M{_EDGE:.1f},{y1:.1f}H{lane:.1f}V{y2:.1f}H{_EDGE:.1f}",
            fill="none", stroke=ORANGE, stroke_width=1.8, stroke_dasharray="2 4",
        ))  # fmt: skip
    return "".join(parts)


def _key() -> str:
    words = "one box = one origin = one independent line"
    parts = [text(4, 16, words, font_weight=600)]
    x = 4 + words_width(words) * 1.12 + 20
    parts += [line(x, 12, x + 30, 12, stroke=BLUE, stroke_width=1.6), text(x + 36, 16, "joined: repeats, derived, shared evidence")]  # fmt: skip
    parts += [line(4, 33, 34, 33, stroke=ORANGE, stroke_width=1.6, stroke_dasharray="2 4")]
    parts += [text(40, 37, "may go back to the same: counted apart, to be looked at", fill=INK)]
    return "".join(parts)


def _many(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def _escaped(words: str) -> str:
    from html import escape

    from tidewaiter.report.chart.svg import clean

    return escape(clean(words[:160]))
