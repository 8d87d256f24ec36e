"""What people decided on origins, as the search for them applies it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from tidewaiter.model.decisions import Decision
from tidewaiter.model.stories import Edge


@dataclass(frozen=True, slots=True)
class Ruling:
    """Decisions on the origins of the claims of a case.

    Attributes:
        joined: Pairs that are of one origin.
        split: Pairs that are not.
        alone: Claims that share their origin with none, and since when.
    """

    joined: dict[tuple[str, str], Decision] = field(default_factory=dict)
    split: frozenset[tuple[str, str]] = frozenset()
    alone: dict[str, datetime] = field(default_factory=dict)

    @property
    def touched(self) -> frozenset[str]:
        """Claims of which some pair was split."""
        return frozenset(ref for pair in self.split for ref in pair)

    def apart(self, a: str, b: str) -> bool:
        """Say whether a proposal to join two claims falls."""
        return a in self.alone or b in self.alone or (min(a, b), max(a, b)) in self.split

    def edges(self) -> Iterator[Edge]:
        """Yield what people joined; a later decision that a claim stands alone is the stronger."""
        for (a, b), made in self.joined.items():
            since = [self.alone[ref] for ref in (a, b) if ref in self.alone]
            if all(moment <= made.decided_utc for moment in since):
                why = f"{made.by} joined them on {made.decided_utc:%Y-%m-%d}: {made.why}"
                yield Edge(a, b, "judgement", why, made.by)


def ruling(decisions: Iterable[Decision], known: frozenset[str]) -> Ruling:
    """Return the standing decisions on origins whose claims are all known.

    Args:
        decisions: Of any kind, withdrawn ones too.
        known: Ids of the claims of the case.
    """
    made = [d for d in decisions if d.kind == "origin" and d.stands and known.issuperset(d.about)]
    pairs = {(d.about[0], d.about[1]): d for d in made if len(d.about) == 2}
    return Ruling(
        joined={pair: d for pair, d in pairs.items() if d.verdict == "joined"},
        split=frozenset(pair for pair, d in pairs.items() if d.verdict == "split"),
        alone={d.about[0]: d.decided_utc for d in made if len(d.about) == 1},
    )
