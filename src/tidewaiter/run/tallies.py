"""From ``assumptions.toml`` to tallies: names looked up, windows compared."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from tidewaiter.assess.expression import names
from tidewaiter.assess.tally import tally
from tidewaiter.errors import CaseError
from tidewaiter.model.claims import Claim
from tidewaiter.model.findings import Assumption, Operand, Tally
from tidewaiter.model.ids import canonical_json, content_id
from tidewaiter.run.config import Assumptions, TallyEntry


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


def tallies(given: Assumptions, typed: Mapping[str, Claim]) -> tuple[Tally, ...]:
    """Compute the tallies of a case.

    Args:
        given: The assumptions and the tallies asked for.
        typed: The analyst's short id → claim.

    Raises:
        CaseError: A tally names a claim or an assumption that is not there.
        UnitError: Its units do not fit.
    """
    known = {a.key: a for a in assumptions_of(given)}
    return tuple(_tally(key, entry, known, typed) for key, entry in given.tally.items())


def _tally(
    key: str, entry: TallyEntry, known: Mapping[str, Assumption], typed: Mapping[str, Claim]
) -> Tally:
    operands: list[Operand] = []
    window: tuple[date | None, date | None] = (None, None)
    for name in names(entry.expression):
        if name in entry.claims:
            claim = _claim(key, entry.claims[name], typed)
            operands.append(_of_claim(key, name, entry.claims[name], claim, None))
            window = _common(window, _window(claim))
        elif name in known:
            a = known[name]
            operands.append(Operand(name, a.title, a.low, a.best, a.high, a.unit, a.assumption_id))
        else:
            raise CaseError(
                f"assumptions.toml: tally.{key} names {name!r}, which is neither an assumption nor "
                f"under [tally.{key}.claims]"
            )
    if entry.claimed is None:
        return tally(entry.title, entry.expression, operands)
    claim = _claim(key, entry.claimed, typed)
    return tally(
        entry.title,
        entry.expression,
        operands,
        claimed=_of_claim(key, "claimed", entry.claimed, claim, entry.claimed_unit),
        window=window,
        claimed_window=_window(claim),
    )


def _claim(key: str, short_id: str, typed: Mapping[str, Claim]) -> Claim:
    if short_id not in typed:
        raise CaseError(
            f"assumptions.toml: tally.{key} needs the claim {short_id!r}, which claims.csv does not "
            "hold (a refused row is in rejects.csv)"
        )
    return typed[short_id]


def _of_claim(key: str, name: str, short_id: str, claim: Claim, as_unit: str | None) -> Operand:
    if not claim.quantities:
        raise CaseError(f"assumptions.toml: tally.{key} needs a figure in the claim {short_id!r}")
    figure = claim.quantities[0]
    who = claim.speaker.name if claim.speaker else "own voice"
    return Operand(
        name=name,
        title=f"{who}: {claim.content.text}",
        low=figure.low,
        best=figure.best,
        high=figure.high,
        unit=as_unit or figure.unit or "1",
        ref=claim.claim_id,
    )


def _window(claim: Claim) -> tuple[date | None, date | None]:
    if claim.event_time is None:
        return None, None
    return claim.event_time.start_date, claim.event_time.end_date


def _common(
    a: tuple[date | None, date | None], b: tuple[date | None, date | None]
) -> tuple[date | None, date | None]:
    """Days that lie in both windows; None means open."""
    starts = [d for d in (a[0], b[0]) if d is not None]
    ends = [d for d in (a[1], b[1]) if d is not None]
    return max(starts, default=None), min(ends, default=None)
