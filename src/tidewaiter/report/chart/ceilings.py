"""Rates of the parties held against a limit that none can pass: fits, exceeds it, or cannot be told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from tidewaiter.model.bounds import Bound
from tidewaiter.model.dossier import Dossier
from tidewaiter.model.figures import CeilingCheck
from tidewaiter.model.words import name
from tidewaiter.report.chart.bars import BOLD, FAR, beside, haloed, lines_of_words, ruled, tenfold
from tidewaiter.report.chart.fitted import named
from tidewaiter.report.chart.key import Sign, key, note
from tidewaiter.report.chart.layout import NARROW, WIDE, Table, fit, words_width
from tidewaiter.report.chart.quantity_figures import between
from tidewaiter.report.chart.scale import Scale, scale_of
from tidewaiter.report.chart.svg import (
    GREEN,
    ORANGE,
    PAPER,
    SOFT,
    VERMILION,
    element,
    line,
    link,
    picture,
    text,
)  # fmt: skip
from tidewaiter.report.chart.ways import numbers_of

_MOST, _CEILINGS = 30, 4
#: Of what comes out: colour, dash, and whether the bar is filled.
_WAYS = {
    "exceeds": (VERMILION, None, 0.55), "cannot be told": (ORANGE, "5 3", 0.12), "fits": (GREEN, None, 0.18)
}  # fmt: skip
_AS_SAID = (
    "Rates are of the figures as said: what “at least” and “about” leave open is not in the bars."
)


@dataclass(frozen=True, slots=True)
class Held:
    """A rate against its limit.

    ``least`` and ``most`` say how many times the limit it is: the least of it over all of the limit,
    the most of it over the limit's lower end. ``loose`` is true where it exceeds the limit as said, but
    what "at least" and "about" leave open could lie below it.
    """

    check: CeilingCheck
    over: str
    under: str
    factors: str
    loose: bool = False

    @property
    def rate(self) -> str:
        """What was reckoned, without its unit."""
        return between(self.check.low, self.check.high)

    @property
    def least(self) -> float:
        """Its least value in limits."""
        return self.check.low / self.check.limit_high

    @property
    def most(self) -> float:
        """Its greatest value in limits."""
        return self.check.high / self.check.limit_low

    @property
    def answer(self) -> str:
        """What comes out: ``fits``, ``exceeds`` or ``cannot be told``."""
        return "exceeds" if self.least > 1 else "fits" if self.most <= 1 else "cannot be told"

    @property
    def words(self) -> str:
        """The same with the factor."""
        if self.answer == "fits":
            return f"fits: at most {_share(self.most)} of it"
        times = between(round(self.least, 2), round(self.most, 2))
        if self.answer == "exceeds":
            return f"exceeds it{', as said' if self.loose else ''}: {times} times"
        return f"cannot be told: {times} times"


def ceilings_svg(dossier: Dossier, width: float = WIDE) -> str | None:
    """Draw each rate against its ceiling, or return None where nothing was held against one.

    Args:
        dossier: With the rates.
        width: Of the picture, in pixels.
    """
    groups = _groups(dossier)
    if not groups:
        return None
    shown = list(groups.items())[:_CEILINGS]
    present = {h.answer for _, held in shown for h in held}
    signs = [Sign(_limit, 20, "the limit, from its least to its greatest")]
    signs += [Sign(partial(_sample, a), 24, a) for a in _WAYS if a in present]
    parts, y = key(signs, 0, width)
    for title, held in shown:
        body, y = _panel(title, held, y, width)
        parts += body
    left = [
        f"{len(held) - _MOST} lower rates against {title}" for title, held in shown if held[_MOST:]
    ]
    rest = list(groups.values())[_CEILINGS:]
    left += [f"{sum(map(len, rest))} rates against {len(rest)} more limits"] if rest else []
    body, y = note(
        " ".join(
            [_AS_SAID, *([f"Not drawn, but in the table: {'; '.join(left)}."] if left else [])]
        ),
        y,
        width,
    )
    about = " ".join(f"{_heading(title, held)}." for title, held in shown)
    return picture(
        width, y + 4, parts + body, name=named("ceilings", width), title="Rates against what can be",
        about=about, role="group" if "<a " in parts else "img",
    )  # fmt: skip


def ceilings_rows(dossier: Dossier) -> Table:
    """Return the rates behind the picture; a rate is the figure of one exhibit over that of another."""
    rows = [
        (
            h.over, h.under, h.check.party, f"{h.rate} {name(h.check.unit)}", h.factors,
            title, h.words, h.check.standing, h.check.sentence,
        )
        for title, held in _groups(dossier).items()
        for h in held
    ]  # fmt: skip
    head = (
        "Exhibit",
        "Over that of",
        "By",
        "Rate",
        "Reckoned with",
        "Limit",
        "Against it",
        "Standing",
        "Why",
    )
    return Table(head, tuple(rows), tuple(row[0] or None for row in rows))


def _groups(dossier: Dossier) -> dict[str, list[Held]]:
    numbers = numbers_of(dossier)
    titles = {o.name: o.title for t in dossier.tallies for o in t.operands}
    titles |= {a.key: a.title for a in dossier.assumptions}
    bounds = {r.rate_id: r.bound for r in dossier.figures.rates}
    pairs = {
        r.rate_id: (numbers.get(r.over.claim_id, ""), numbers.get(r.under.claim_id, ""))
        for r in dossier.figures.rates
    }
    groups: dict[str, list[Held]] = {}
    for check in dossier.figures.ceilings:
        if check.limit_low <= 0:
            continue
        over, under = pairs.get(check.rate_id, ("", ""))
        factors = " and ".join(_title(k, titles) for k in check.used)
        limit = between(check.limit_low, check.limit_high)
        title = f"{_title(check.ceiling, titles)}, {limit} {name(check.unit)}"
        loose = _loose(check, bounds.get(check.rate_id))
        groups.setdefault(title, []).append(Held(check, over, under, factors, loose))
    ways = list(_WAYS)
    for held in groups.values():
        held.sort(key=lambda h: (ways.index(h.answer), -h.most, h.check.check_id))
    return groups


def _loose(check: CeilingCheck, bound: Bound | None) -> bool:
    """Say whether a rate's words allow less than the limit though what was said is more."""
    if bound is None or not bound.said_low or check.low <= check.limit_high:
        return False
    return check.low * bound.low / bound.said_low <= check.limit_high


def _title(key: str, titles: Mapping[str, str]) -> str:
    return titles.get(key) or key.replace("_", " ")


def _heading(title: str, held: Sequence[Held]) -> str:
    counts = Counter(h.answer for h in held)
    words = ", ".join(f"{counts[a]} {_verb(a, counts[a])}" for a in _WAYS if counts[a])
    return f"{title}: of {len(held)} rates {words}"


def _verb(answer: str, count: int) -> str:
    one = {"exceeds": "exceeds it", "fits": "fits"}.get(answer, answer)
    many = {"exceeds": "exceed it", "fits": "fit"}.get(answer, answer)
    return one if count == 1 else many


def _share(part: float) -> str:
    return f"{part:.0%}" if part >= 0.01 else "less than 1%"


def _panel(title: str, held: Sequence[Held], top: float, width: float) -> tuple[str, float]:
    narrow = width <= NARROW
    left, right = (8.0, width - 30) if narrow else (218.0, width - 262)
    shown = held[:_MOST]
    scale = scale_of([v for h in shown for v in (h.check.low, h.check.high, h.check.limit_low, h.check.limit_high)], right, left, FAR)  # fmt: skip
    head, y = lines_of_words(
        _heading(title, held), top + 20, width, 4, font_size=14, font_weight=600
    )
    words, y = lines_of_words(tenfold(scale), y - 1, width, fill=SOFT)
    y += 18
    begun, high = y, 58.0 if narrow else 38.0
    draw = _narrow if narrow else _wide
    body = []
    for h in shown:
        body.append(draw(h, y, scale, width))
        y += high
    limit = shown[0].check
    band = _band(scale.at(limit.limit_low), scale.at(limit.limit_high), begun, y)
    return "".join([head, words, ruled(scale, begun, y), band, haloed("".join(body))]), y + 12


def _wide(h: Held, y: float, scale: Scale, width: float) -> str:
    label, end = _label(h, y + 16)
    label += text(end, y + 16, fit(h.check.party, scale.bottom - end - 12))
    label += text(4, y + 31, fit(f"{h.rate} {name(h.check.unit)}", scale.bottom - 16), fill=SOFT)
    drawn = _bar(scale.at(h.check.low), scale.at(h.check.high), y + 20, h.answer)
    left, most = scale.top + 14, width - scale.top - 24
    answer = text(left, y + (16 if h.factors else 24), fit(h.words, most))
    if h.factors:
        answer += text(left, y + 31, fit(f"with {h.factors}", most), fill=SOFT)
    return label + drawn + answer


def _narrow(h: Held, y: float, scale: Scale, width: float) -> str:
    ground = element("rect", x=0, y=y, width=width, height=20, fill=PAPER)
    label, end = _label(h, y + 15)
    label += text(end, y + 15, fit(h.check.party, width - end - 4))
    x1, x2 = scale.at(h.check.low), scale.at(h.check.high)
    drawn = _bar(x1, x2, y + 28, h.answer) + beside(h.rate, scale, x1, x2, y + 28, width - 4)
    below = element("rect", x=0, y=y + 37, width=width, height=19, fill=PAPER)
    return ground + label + drawn + below + text(4, y + 51, fit(h.words, width - 8))


def _label(h: Held, y: float) -> tuple[str, float]:
    """The exhibits of a rate, each a link, and where the next word may begin."""
    x, parts = 4.0, []
    for i, number in enumerate(n for n in (h.over, h.under) if n):
        if i:
            parts.append(text(x, y, "÷", fill=SOFT))
            x += 12
        shown = fit(number, 60)
        parts.append(
            link(
                number, text(x, y, shown, font_weight=600), f"{number}: {h.check.party}, {h.words}"
            )
        )
        x += words_width(shown) * BOLD + 4
    return "".join(parts), x + 4


def _bar(x1: float, x2: float, y: float, answer: str) -> str:
    colour, dash, filled = _WAYS[answer]
    return element(
        "rect", x=x1, y=y - 6, width=max(4.0, x2 - x1), height=12, fill=colour, fill_opacity=filled,
        stroke=colour, stroke_width=1.8, stroke_dasharray=dash,
    )  # fmt: skip


def _sample(answer: str, x: float, y: float) -> str:
    return _bar(x - 12, x + 12, y, answer)


def _limit(x: float, y: float) -> str:
    return _band(x - 10, x + 10, y - 6, y + 6)


def _band(x1: float, x2: float, top: float, bottom: float) -> str:
    body = element("rect", x=x1, y=top, width=max(2.0, x2 - x1), height=bottom - top, fill=VERMILION, fill_opacity=0.14)  # fmt: skip
    return body + line(x2, top, x2, bottom, stroke=VERMILION, stroke_width=2)
