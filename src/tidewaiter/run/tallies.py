"""From ``assumptions.toml`` to tallies: names looked up, alternatives apart, windows compared."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from tidewaiter.assess.expression import names
from tidewaiter.assess.tally import tally
from tidewaiter.errors import CaseError
from tidewaiter.model.claims import Claim, Quantity
from tidewaiter.model.figures import Window
from tidewaiter.model.ids import canonical_json, content_id
from tidewaiter.model.tallies import Assumption, Operand, Tally
from tidewaiter.model.units import kind
from tidewaiter.run import counts
from tidewaiter.run.config import Assumptions, TallyEntry

Event = Mapping[str, Any]


def assumptions_of(given: Assumptions) -> tuple[Assumption, ...]:
    """Return the assumptions of a case as records."""
    return tuple(
        Assumption(
            assumption_id=content_id("assumption", key, canonical_json(entry.model_dump())),
            key=key,
            **entry.model_dump(),
        )
        for key, entry in given.assumption.items()
    )


def tallies(
    given: Assumptions, typed: Mapping[str, Claim], events: Iterable[Event] = ()
) -> tuple[Tally, ...]:
    """Compute the tallies of a case; over a claim with alternatives, one for each.

    Args:
        given: The assumptions and the tallies asked for.
        typed: The analyst's short id → claim.
        events: Vessel events, for tallies that count them.

    Raises:
        CaseError: A tally names a claim or an assumption that is not there.
        UnitError: Its units do not fit.
    """
    known = {a.key: a for a in assumptions_of(given)}
    told = list(events)
    return tuple(t for key, e in given.tally.items() for t in _tallies(key, e, known, typed, told))


def _tallies(
    key: str, entry: TallyEntry, known: Mapping[str, Assumption], typed: Mapping[str, Claim],
    events: Sequence[Event],
) -> list[Tally]:  # fmt: skip
    choices: list[list[Operand]] = []
    ships: list[str] = []
    windows: dict[str, Window] = {}
    for name in names(entry.expression):
        if name in entry.claims:
            claim = _claim(key, entry.claims[name], typed)
            choices.append(_of_claim(key, name, entry.claims[name], claim, None))
            windows[name] = claim.days
            ships += _carriers(claim)
        elif name in entry.counts:
            choices.append([counts.count(name, entry.counts[name], events)])
            windows[name] = counts.window(entry.counts[name])
        elif name in known:
            choices.append([_of_assumption(known[name])])
        else:
            raise CaseError(
                f"assumptions.toml: tally.{key} names {name!r}, which is neither an assumption nor "
                f"under [tally.{key}.claims] or [tally.{key}.counts]"
            )
    against: list[Operand | None] = [None]
    of_claim: Window = (None, None)
    theirs: list[str] = []
    if entry.claimed is not None:
        claim = _claim(key, entry.claimed, typed)
        against = [*_of_claim(key, "claimed", entry.claimed, claim, entry.claimed_unit)]
        of_claim = claim.days
        theirs = _carriers(claim)
    return [
        tally(
            entry.title,
            entry.expression,
            [_shaped(o, entry) for o in operands],
            claimed=claimed,
            windows=windows,
            claimed_window=of_claim,
            shown=entry.unit,
            alternative=_alternative(choices, operands, against, claimed),
            carried=(ships, theirs),
        )
        for operands in itertools.product(*choices)
        for claimed in against
    ]


def _carriers(claim: Claim) -> list[str]:
    return [role.name for role in claim.event.roles if role.role == "carrier"]


def _alternative(
    choices: Sequence[Sequence[Operand]], taken: Sequence[Operand], against: Sequence[object],
    claimed: Operand | None,
) -> str:  # fmt: skip
    """Say which of a claim's alternatives are taken."""
    chosen = [o for o, of in zip(taken, choices, strict=True) if len(of) > 1]
    if claimed is not None and len(against) > 1:
        chosen.append(claimed)
    return "; ".join(f"{o.name}: {o.of or o.title}" for o in chosen)


def _claim(key: str, given: str, typed: Mapping[str, Claim]) -> Claim:
    short_id = given.partition("#")[0]
    if short_id not in typed:
        raise CaseError(
            f"assumptions.toml: tally.{key} needs the claim {short_id!r}, which claims.csv does not "
            "hold (a refused row is in rejects.csv)"
        )
    return typed[short_id]


def _of_claim(key: str, name: str, given: str, claim: Claim, as_unit: str | None) -> list[Operand]:
    """Return a claim's figure and those that can stand in its place.

    ``F12#2`` takes the second figure alone.
    """
    short_id, _, number = given.partition("#")
    wanted = int(number) - 1 if number.isdecimal() else 0
    if not 0 <= wanted < len(claim.quantities) or (number and not number.isdecimal()):
        which = f"figure {number}" if number else "a figure"
        raise CaseError(f"assumptions.toml: tally.{key} needs {which} in the claim {short_id!r}")
    chosen = [claim.quantities[wanted]]
    if not number:
        chosen += [q for q in claim.quantities if q.alternative_to == wanted]
    who = claim.speaker.name if claim.speaker else "own voice"
    return [_operand(name, f"{who}: {q.text}", q, as_unit, claim.claim_id) for q in chosen]


def _operand(name: str, title: str, figure: Quantity, as_unit: str | None, ref: str) -> Operand:
    measure, of = kind(as_unit or figure.unit or "1")
    return Operand(
        name, title, figure.low, figure.best, figure.high, measure, ref, of=figure.of or of
    )


def _of_assumption(a: Assumption) -> Operand:
    return Operand(
        a.key, a.title, a.low, a.best, a.high, a.unit, a.assumption_id, of=a.of, shape=a.shape
    )


def _shaped(operand: Operand, entry: TallyEntry) -> Operand:
    shape = entry.shapes.get(operand.name)
    return operand if shape is None else replace(operand, shape=shape)
