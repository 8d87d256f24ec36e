"""What the rules and a second reader both found, what one alone, and where they differ."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from tidewaiter.model.claims import Claim, Party, Period, Span
from tidewaiter.press.second.proposal import Proposal

#: Two contents are one claim if they share this much of their characters (F1), as the scorer has it.
SHARED = 0.5

Verdict = Literal["agree", "differ", "rules only", "model only"]


@dataclass(frozen=True, slots=True)
class Pair:
    """One claim as each of the two read it; ``differs`` names the fields that are not equal."""

    rules: Claim | None
    model: Proposal | None
    differs: tuple[str, ...] = ()

    @property
    def verdict(self) -> Verdict:
        """Return in two words how the two stand to each other."""
        if self.model is None:
            return "rules only"
        if self.rules is None:
            return "model only"
        return "differ" if self.differs else "agree"


def _name(party: Party | None) -> object:
    return party and " ".join(party.name.casefold().split())


def _days(period: Period | None) -> object:
    return period and (period.start_date, period.end_date)


#: Each field that is compared, and what of it counts. Roles count by their names.
FIELDS: tuple[tuple[str, Callable[[Claim], object]], ...] = (
    ("content", lambda c: (c.content.start, c.content.end)),
    ("speaker", lambda c: _name(c.speaker)),
    ("via", lambda c: [_name(p) for p in c.via]),
    ("cites", lambda c: [_name(p) for p in c.cites]),
    ("act", lambda c: c.act),
    ("certainty", lambda c: c.certainty),
    ("polarity", lambda c: c.polarity),
    ("event", lambda c: c.event.type),
    ("roles", lambda c: {(r.role, r.name.casefold()) for r in c.event.roles}),
    ("quantities", lambda c: [(q.low, q.best, q.high, q.unit) for q in c.quantities]),
    ("event_time", lambda c: _days(c.event_time)),
    ("said_time", lambda c: _days(c.said_time)),
)


def compared(rules: Sequence[Claim], model: Sequence[Proposal]) -> tuple[Pair, ...]:
    """Pair claims whose contents overlap, the closest first, and say where the two differ.

    Every claim of either comes back in exactly one pair; nothing is merged.

    Returns:
        Pairs in the order of the text.
    """
    scored = sorted(
        (-share, i, j)
        for i, claim in enumerate(rules)
        for j, proposal in enumerate(model)
        if (share := _shared(claim.content, proposal.claim.content)) >= SHARED
    )
    partner: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in scored:
        if i not in partner and j not in taken:
            partner[i] = j
            taken.add(j)
    pairs = [
        Pair(claim, None) if i not in partner else _pair(claim, model[partner[i]])
        for i, claim in enumerate(rules)
    ]
    pairs += [Pair(None, proposal) for j, proposal in enumerate(model) if j not in taken]
    return tuple(sorted(pairs, key=_where))


def _pair(rules: Claim, model: Proposal) -> Pair:
    differs = tuple(name for name, of in FIELDS if of(rules) != of(model.claim))
    return Pair(rules, model, differs)


def _where(pair: Pair) -> tuple[int, int]:
    claim = pair.rules or (pair.model.claim if pair.model else None)
    assert claim is not None
    return claim.content.start, claim.content.end


def _shared(one: Span, other: Span) -> float:
    common = min(one.end, other.end) - max(one.start, other.start)
    return max(0, 2 * common) / (one.end - one.start + other.end - other.start)
