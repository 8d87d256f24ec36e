"""Kinds of things counted: what is mixed, what can be of one kind, what a factor is for."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tidewaiter.assess.expression import names
from tidewaiter.model.figures import Figure
from tidewaiter.model.tallies import Operand
from tidewaiter.model.units import MEASURES, Unit, unit

_SEVERAL = re.compile(r"\bmixed\b|\bvarious\b|,| and | or |;|/", re.IGNORECASE)
#: Of these the ``of`` names who carried, not what.
_BY_CARRIER = frozenset(
    {"voyage", "trip", "call", "visit", "sailing", "shipment", "ship", "vessel"}
)
_SINGLE = re.compile(r"^(one|a|an|each|every)\s", re.IGNORECASE)


def several(of: str | None) -> bool:
    """Say whether a count is of several kinds of things.

    >>> several("mixed munitions"), several("artillery, missiles and other munitions")
    (True, True)
    >>> several("152 mm"), several(None)
    (False, False)
    """
    return of is not None and _SEVERAL.search(of) is not None


def single(of: str | None) -> bool:
    """Say whether a count is of one instance ("one ship load"), and so no running total."""
    return of is not None and _SINGLE.match(of) is not None


def same_kind(a: str | None, b: str | None) -> bool:
    """Say whether two counts can be of one kind: one says nothing, or one's words hold the other's.

    >>> same_kind("152 mm", "122 mm"), same_kind("152 mm", None), same_kind("crates", "big crates")
    (False, True, True)
    """
    if a is None or b is None:
        return True
    first, second = (set(re.findall(r"\w+", t.casefold())) for t in (a, b))
    return first <= second or second <= first


def kinds_differ(a: Figure, b: Figure) -> bool:
    """Say whether two figures count different kinds of things, or one counts several."""
    return several(a.of) or several(b.of) or not same_kind(a.of, b.of)


def not_convertible(expression: str, operands: Sequence[Operand]) -> str | None:
    """Say why an expression may not turn one count into another, None where it may.

    A factor turns a count of containers into rounds; it is refused where the count is of several
    kinds, or of another kind than the factor.
    """
    used = [o for o in operands if o.name in names(expression)]
    for counted in used:
        for factor in used:
            if counted is factor or not _converts(unit(factor.unit).base, unit(counted.unit).base):
                continue
            if several(counted.of):
                return (
                    f"{counted.name} counts several kinds of things ({counted.of}): not converted by "
                    f"{factor.name}, a factor for one kind."
                )
            if not same_kind(counted.of, factor.of):
                return (
                    f"{counted.name} counts {counted.of}, {factor.name} is a factor for "
                    f"{factor.of}: not converted."
                )
    return None


def _converts(factor: Unit, counted: Unit) -> bool:
    """Say whether a factor turns things counted in a unit into other things."""
    under = {n for n, power in factor.powers if power < 0}
    over = {n for n, power in factor.powers if power > 0}
    things = {n for n, power in counted.powers if power > 0}
    return bool(under & (things - MEASURES - _BY_CARRIER)) and bool(over)
