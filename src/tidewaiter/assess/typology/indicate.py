"""The rules, asked for every ship."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from tidewaiter.assess.typology import (
    alteration,
    flags,
    ownership,
    papers,
    silence,
    transfer,
    voyage,
)
from tidewaiter.assess.typology.found import Found
from tidewaiter.assess.typology.settings import Settings
from tidewaiter.assess.typology.ship import Ship
from tidewaiter.model.ids import content_id
from tidewaiter.model.typology import Indicator, Practice, Sign, Status


@dataclass(frozen=True, slots=True)
class Rule:
    """A practice with its rule, whose docstring the analyst reads, and the lawful explanation."""

    practice: Practice
    look: Callable[[Ship, Settings], Found]
    innocent: str


RULES = (
    Rule("AIS off or manipulated", silence.silence, silence.INNOCENT),
    Rule("identity altered", alteration.alteration, alteration.INNOCENT),
    Rule("papers falsified", papers.papers, papers.INNOCENT),
    Rule("ship-to-ship transfer", transfer.transfer, transfer.INNOCENT),
    Rule("voyage irregularities", voyage.voyage, voyage.INNOCENT),
    Rule("false flag or flag hopping", flags.flags, flags.INNOCENT),
    Rule("complex ownership", ownership.ownership, ownership.INNOCENT),
)


def indicators(ships: Iterable[Ship], settings: Settings | None = None) -> Iterator[Indicator]:
    """Yield, ship by ship, what the material says of each practice.

    Of ships that the case does not speak of, only practices that are indicated.

    Args:
        ships: With their records.
        settings: Thresholds; the standard ones, if None.
    """
    settings = settings or Settings()
    for ship in ships:
        for rule in RULES:
            one = _indicator(ship, rule, settings)
            if ship.hull.of_case or one.status == "indicated":
                yield one


def _indicator(ship: Ship, rule: Rule, settings: Settings) -> Indicator:
    found = rule.look(ship, settings)
    supports = _heaviest_first(found.supports)
    weight = supports[0].weight if supports else 0.0
    return Indicator(
        indicator_id=content_id("indicator", ship.hull.hull_id, rule.practice),
        practice=rule.practice,
        ship=ship.hull.name,
        hull_id=ship.hull.hull_id,
        status=_status(found, weight, settings),
        weight=weight,
        supports=supports,
        disputes=_heaviest_first(found.disputes),
        sentence=" ".join((inspect.getdoc(rule.look) or "").split()),
        innocent=rule.innocent,
        not_checked=tuple(found.not_checked),
    )


def _status(found: Found, weight: float, settings: Settings) -> Status:
    if weight >= settings.indicates_from:
        return "indicated"
    if weight > 0:
        return "weak signs only"
    return "nothing found" if found.checked else "not checked"


def _heaviest_first(signs: Iterable[Sign]) -> tuple[Sign, ...]:
    return tuple(sorted(dict.fromkeys(signs), key=lambda s: (-s.weight, s.ref, s.sentence)))
