"""The figures of the claims as they are drawn and tabled: who said how much, when, how, of which origin."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from tidewaiter.errors import UnitError
from tidewaiter.model.bounds import Bound, bound
from tidewaiter.model.claims import Claim, Quantity
from tidewaiter.model.dossier import Dossier
from tidewaiter.model.units import unit
from tidewaiter.report.chart.scale import brief
from tidewaiter.report.chart.ways import lines_of, numbers_of, tallies_of
from tidewaiter.report.words import figure

#: What a speaker does with a figure, with the shape that stands for it.
ACTS = {
    "asserts": "circle", "estimates": "diamond", "relays": "triangle", "acknowledges": "square",
    "denies": "cross", "foresees": "ring",
}  # fmt: skip
_OPEN_TO_COME = ("pledge", "demand", "expect")


@dataclass(frozen=True, slots=True)
class Said:
    """One figure of one claim.

    ``bound`` is None where its bounds are unknown or no numbers that can be drawn; ``when`` is the
    day, month or year of saying as far as it is known, ``first`` and ``last`` the days of it.
    """

    number: str
    line: str
    who: str
    when: str
    first: date
    last: date
    act: str
    bound: Bound | None
    alternative: bool
    claim: Claim
    quantity: Quantity

    @property
    def words(self) -> str:
        """The figure in numbers, without its unit: as said, and in brackets what that allows."""
        lead = "or " if self.alternative else ""
        b = self.bound
        if b is None:
            return f"{lead}number unknown"
        allows = between(b.low, b.high)
        if b.kind != "approximately":
            return lead + allows
        said = amount(b.said_low)
        return (
            f"{lead}{said} ({allows})"
            if b.high is not None or b.low > 0
            else f"{lead}about {said}"
        )


@dataclass(frozen=True, slots=True)
class Limit:
    """What figures of a unit can be by a tally or a stated ceiling; ``anchor`` is its place on the page."""

    label: str
    title: str
    low: float
    high: float | None
    anchor: str | None


def by_unit(dossier: Dossier) -> dict[str, list[Said]]:
    """Return the figures of each unit in order of saying, the units of most figures first.

    The empty unit is that of figures whose unit nobody told.
    """
    numbers, lines = numbers_of(dossier), lines_of(dossier)
    units: dict[str, list[Said]] = {}
    for claim in dossier.claims:
        when, first, last = told(claim)
        number, line = numbers.get(claim.claim_id, ""), lines.get(claim.claim_id, "")
        for q in claim.quantities:
            units.setdefault(same(q.unit), []).append(
                Said(
                    number, line, claim.voice, when, first, last, act(claim), _bound(q),
                    q.alternative_to is not None, claim, q,
                )
            )  # fmt: skip
    order = sorted(units, key=lambda u: (u == "", -len(units[u]), u))
    return {u: sorted(units[u], key=lambda s: (s.first, s.last, s.claim.claim_id)) for u in order}


def limits(dossier: Dossier) -> dict[str, list[Limit]]:
    """Return by unit what tallies allow and what ceilings are stated; equal ones as one."""
    found: dict[tuple[str, float, float | None], list[tuple[str, str, str | None]]] = {}
    places = tallies_of(dossier)
    for tally in dossier.tallies:
        if tally.low is not None and tally.verdict != "not convertible":
            place = places[tally.tally_id]
            found.setdefault((same(tally.unit), tally.low, tally.high), []).append(
                (place, tally.title, place)
            )
    for check in dossier.figures.ceilings:
        key = (same(check.unit), check.limit_low, check.limit_high)
        one = ("limit", check.ceiling.replace("_", " "), None)
        found.setdefault(key, [])
        found[key] += [one] if one not in found[key] else []
    made: dict[str, list[Limit]] = {}
    for (unit_, low, high), named in found.items():
        label = ", ".join(dict.fromkeys(n for n, _, _ in named))
        made.setdefault(unit_, []).append(Limit(label, named[0][1], low, high, named[0][2]))
    return made


@lru_cache(maxsize=512)
def same(words: str | None) -> str:
    """Return the name under which figures of a unit stand together: "boxes" is "container"."""
    if not words:
        return ""
    try:
        return str(unit(words))
    except UnitError:
        return " ".join(words.split())


def act(claim: Claim) -> str:
    """Say what the speaker does with what is claimed; see :data:`ACTS`."""
    if claim.denied:
        return "denies"
    if claim.act in ("acknowledge", "agree"):
        return "acknowledges"
    if claim.act in _OPEN_TO_COME:
        return "foresees"
    if claim.cites:
        return "relays"
    return "asserts" if claim.certainty == "certain" else "estimates"


def told(claim: Claim) -> tuple[str, date, date]:
    """Return when it was said in words, no more precise than known, with the first and the last day.

    A day that nobody told lies at the end of time.
    """
    said = claim.said_time
    first = (said.start_date or said.end_date) if said else None
    last = (said.end_date or said.start_date) if said else None
    first, last = first or claim.document.published, last or claim.document.published
    if first is None or last is None:
        return "day unknown", date.max, date.max
    return _when(first, last), first, last


def _when(first: date, last: date) -> str:
    if first == last:
        return str(first)
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return str(first.year) if first.year == last.year else f"{first.year}–{last.year}"
    whole = first.day == 1 and (last == date.max or (last + timedelta(days=1)).day == 1)
    if whole and (first.year, first.month) == (last.year, last.month):
        return f"{first:%Y-%m}"
    return f"{first} to {last}"


def between(low: float | None, high: float | None) -> str:
    """Write an interval shortly, and no less exactly.

    >>> between(4e6, 6e6), between(20000, None), between(0, 9e6), between(64, 64)
    ('4 to 6 million', '20,000 or more', 'up to 9 million', '64')
    """
    if low is None and high is None:
        return "unknown"
    if high is None:
        return f"{amount(low or 0)} or more"
    if not low:
        return f"up to {amount(high)}"
    one, other = amount(low), amount(high)
    if one == other:
        return one
    word = other.partition(" ")[2]
    return f"{one.removesuffix(' ' + word) if word else one} to {other}"


def amount(value: float) -> str:
    """Write a number shortly where nothing of it is lost, else in full; what was reckoned to four figures.

    >>> amount(7.68e6), amount(7654321), amount(20597.01)
    ('7.68 million', '7,654,321', '20,600')
    """
    near = float(f"{value:.4g}")
    if value != round(value):
        return figure(near)
    return brief(near) if near == value and 1e6 <= value < 1e15 else figure(value)


def _bound(q: Quantity) -> Bound | None:
    given = (q.low, q.best, q.high)
    if not any(v is not None for v in given):
        return None
    if any(v is not None and (not math.isfinite(v) or v < 0) for v in given):
        return None
    return bound(*given)
