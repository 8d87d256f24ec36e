"""Who repeats whom: the origins of the claims, what joins the claims of each, and what may join origins."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from tidewaiter.model.counted import counted
from tidewaiter.model.dossier import Dossier
from tidewaiter.report.chart.bars import BOLD, lines_of_words
from tidewaiter.report.chart.fitted import named
from tidewaiter.report.chart.key import Sign, key, note
from tidewaiter.report.chart.layout import NARROW, WIDE, Table, fit, words_width
from tidewaiter.report.chart.story_arcs import row, voices
from tidewaiter.report.chart.story_cards import DASH, FEW, ROWS, card, sign, together
from tidewaiter.report.chart.story_tree import JOINTS, Member, Origin, origins
from tidewaiter.report.chart.svg import (
    BLUE,
    INK,
    ORANGE,
    SOFT,
    element,
    line,
    link,
    mark,
    picture,
    text,
)
from tidewaiter.report.independence import least, lines

#: Origins with a card, and those of one claim that are named; the table has all.
_CARDS, _ALONE, _GAP = 14, 48, 8.0
#: More rows than this in all, and each card has few.
_MANY = 70


def stories_svg(dossier: Dossier, width: float = WIDE) -> str | None:
    """Draw the origins of the claims, or return None where there is no claim.

    Above all origins in a row, with what may join them; below a card for each of several claims.

    Args:
        dossier: With the claims and their origins.
        width: Of the picture, in pixels.
    """
    found = origins(dossier)
    if not found:
        return None
    spoken = voices(lines(dossier), found)
    answer, y = lines_of_words(_answer(dossier), 18, width, 4, font_size=14, font_weight=600)
    signs, y = key(_signs(found), y - 8, width)
    arcs, y, left_out = row(found, spoken, y, width)
    carded = [o for o in found if len(o.members) > 1 or o.doubts]
    cards, y = _cards(carded[:_CARDS], y + 8, width)
    shown = {o.name for o in carded[:_CARDS]}
    alone, y = _alone([o for o in found if o.name not in shown], y, width)
    words = (
        f"{counted(left_out, 'more origin')} had no room in the row above: what may join them stands "
        "in the cards and the table."
        if left_out
        else ""
    )
    notes, y = note(words, y, width)
    return picture(
        width, y + 4, answer + signs + arcs + cards + alone + notes, name=named("stories", width),
        title="Who repeats whom", about=f"{_answer(dossier)}. {_largest(found)}", role="group",
    )  # fmt: skip


def stories_rows(dossier: Dossier) -> Table:
    """Return what joins claims and may join origins, a row for each claim at least."""
    rows: list[tuple[str, ...]] = []
    found = origins(dossier)
    for o in found:
        by = {m.number: m for m in o.members}
        rows += [_member_row(o, m) for m in o.members]
        for a, b, edge in o.more:
            rows.append(
                (o.name, a, *_told(by.get(a)), b, "joins too", JOINTS[edge.kind][0], edge.reason)
            )
        for d in o.doubts:
            how = JOINTS[d.edge.kind][0]
            rows.append(
                (o.name, d.mine, *_told(by.get(d.mine)), d.other, "may join", how, d.edge.reason)
            )
    for v in voices(lines(dossier), found):
        for one, other in zip(v.origins, v.origins[1:], strict=False):
            rows.append(
                (one, "", v.name, "", other, "one voice", "", "origins of one voice are one line")
            )
    head = ("Origin", "Exhibit", "By", "Said", "Goes back to", "Link", "Kind", "Why")
    return Table(head, tuple(rows), tuple(r[1] or None for r in rows))


def _member_row(o: Origin, m: Member) -> tuple[str, ...]:
    if m.edge is None:
        return o.name, m.number, m.who, m.when, "", "said first", "", o.story.label
    return o.name, m.number, m.who, m.when, m.above, "joins", m.joint, m.edge.reason


def _told(m: Member | None) -> tuple[str, str]:
    return (m.who, m.when) if m else ("", "")


def _answer(dossier: Dossier) -> str:
    claims = sum(len(s.claim_ids) for s in dossier.stories)
    count, fewest = len(lines(dossier)), least(dossier)
    words = f"{counted(claims, 'claim')} {'goes' if claims == 1 else 'go'} back to {counted(len(dossier.stories), 'origin')}"
    if count != len(dossier.stories):
        words += f" of {counted(count, 'voice')}"
    words += f": {counted(count, 'independent line')}"
    return words + (f", at least {fewest} if every doubt holds" if fewest < count else "")


def _largest(found: Sequence[Origin]) -> str:
    first = max(found, key=lambda o: len(o.members))
    if len(first.members) < 2:
        return "No two claims are joined."
    return f"Most go back to {first.name}, {first.story.label[:160]}: {counted(len(first.members), 'claim')}."


def _signs(found: Sequence[Origin]) -> list[Sign]:
    present = {m.joint: JOINTS[m.edge.kind] for o in found for m in o.members if m.edge}
    signs = [Sign(_first, 10, "said first")]
    for how, shape, leads in dict.fromkeys(JOINTS.values()):
        if how in present:
            signs.append(Sign(partial(_joint, shape, leads), 24, how))
    if any(o.doubts for o in found):
        signs.append(Sign(_maybe, 20, "may be one origin; counted apart"))
    return signs


def _first(x: float, y: float) -> str:
    return mark("circle", x, y, 4.6, fill=INK)


def _joint(shape: str, leads: bool, x: float, y: float) -> str:
    body = line(x - 12, y, x + 8, y, stroke=BLUE, stroke_width=1.3)
    if leads:
        body += element("path", d=f"M{x - 12:.1f},{y:.1f}l6,-3.5v7Z", fill=BLUE)
    return body + sign(shape, x + 8, y)


def _maybe(x: float, y: float) -> str:
    return line(x - 10, y, x + 10, y, stroke=ORANGE, stroke_width=2, stroke_dasharray=DASH)


def _cards(shown: Sequence[Origin], top: float, width: float) -> tuple[str, float]:
    """Lay cards in two columns on a page, in one on a phone, each where there is most room."""
    columns = 1 if width <= NARROW else 2
    wide = (width - _GAP * (columns - 1) - 2) / columns
    ends = [top] * columns
    parts = []
    rows = sum(len(together(o.members)) for o in shown)
    most = ROWS if rows <= _MANY else max(FEW, min(ROWS, _MANY // len(shown)))
    for o in shown:
        i = min(range(columns), key=lambda c: (ends[c], c))
        drawn, high = card(o, 1 + i * (wide + _GAP), ends[i], wide, most)
        parts.append(drawn)
        ends[i] += high + _GAP
    return "".join(parts), max(ends)


def _alone(rest: Sequence[Origin], y: float, width: float) -> tuple[str, float]:
    """Name the origins without a card in lines, each with its claim."""
    lone = [o for o in rest if len(o.members) == 1][:_ALONE]
    parts, x = [], 4.0
    lead = "Alone: " if lone else ""
    y += 14 if lone else 0
    parts.append(text(x, y, lead, fill=SOFT)) if lead else None
    x += words_width(lead) + 6
    for o in lone:
        m = o.members[0]
        number, name = f"{o.name} {m.number}", fit(m.who, 150)
        wide = words_width(number) * BOLD + words_width(name) + 8
        if x + wide > width - 4:
            x, y = 4.0, y + 19
        words = text(x, y, number, font_weight=600)
        words += text(x + words_width(number) * BOLD + 4, y, name, fill=SOFT)
        parts.append(
            link(m.number or o.name, words, f"{m.number}: {m.who}, {m.when}, alone in {o.name}")
        )
        x += wide + 14
    y += 8 if lone else 0
    left = len(rest) - len(lone)
    words_left = f"{left} more origins stand in the table." if left else ""
    drawn, y = note(words_left, y, width)
    return "".join([*parts, drawn]), y
