"""What was found between figures, in groups for the page, each with the claims it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tidewaiter.model import units
from tidewaiter.model.figures import CeilingCheck, Figures, PairKind, Rate, RelationKind, Standing
from tidewaiter.model.tallies import Tally

Line = tuple[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Group:
    """Sentences of one kind with the ids of their claims; ``quiet`` ones are folded away."""

    title: str
    lines: tuple[Line, ...]
    quiet: bool = False


def side_by_side(found: Figures) -> tuple[Group, ...]:
    """Return what was found, what a reader should not miss first; kinds without any are left out."""
    rates = {r.rate_id: r for r in found.rates}
    groups = (
        Group("Cannot both be true", _relations(found, "cannot both be true")),
        Group(
            "Rates that disagree",
            _many(found, "rates disagree")
            + tuple((d.sentence, _of_rates(rates.get(i) for i in d.rate_ids)) for d in found.disagreements),
        ),
        Group("Breaks a ceiling", _checks(found, rates, "breaks it")),
        Group("At a ceiling", _checks(found, rates, "at the ceiling")),
        Group(
            "One or the other, never summed",
            tuple((a.sentence, _once(f.claim_id for f in a.figures)) for a in found.alternatives),
        ),
        Group("Not comparable as they stand", _relations(found, "not comparable as they stand")),
        Group(
            "Alleged, denied, acknowledged",
            tuple((s.sentence, _once(x.claim_id for x in s.steps)) for s in found.stances),
        ),
        Group(
            "One party over time",
            tuple((s.sentence, _once(f.claim_id for f in s.figures)) for s in found.series),
            quiet=True,
        ),
        Group("Below a ceiling", _checks(found, rates, "fits"), quiet=True),
        Group("Overtaken by a later figure", _relations(found, "superseded"), quiet=True),
        Group("Reckoned from one another", _relations(found, "implied by"), quiet=True),
        Group(
            "Rates",
            tuple((f"{r.party}, {r.sentence}", _of_rates([r])) for r in found.rates),
            quiet=True,
        ),
    )  # fmt: skip
    return tuple(group for group in groups if group.lines)


def beyond(tally: Tally) -> str:
    """Say how far the upper figure of a claim that fits lies above all that the inputs allow."""
    if tally.claimed is None or tally.verdict != "fits" or not tally.high:
        return ""
    scale = units.unit(tally.claimed.unit).factor / units.unit(tally.unit).factor
    if tally.claimed.high is None or tally.claimed.high * scale <= tally.high:
        return ""
    times = tally.claimed.high * scale / tally.high
    return f"not up to its upper figure, {times:.2g} times the most that the inputs allow"


def own_origin(tally: Tally, story_of: Mapping[str, str]) -> str | None:
    """Return the story from which both an input and the claim of a tally come, None without one.

    That such figures fit shows that an origin agrees with itself.
    """
    if tally.claimed is None:
        return None
    claim = story_of.get(tally.claimed.ref)
    inputs = {story_of.get(o.ref) for o in tally.operands}
    return claim if claim in inputs else None


def _many(found: Figures, kind: PairKind) -> tuple[Line, ...]:
    return tuple((c.sentence, ()) for c in found.counted if c.kind == kind)


def _relations(found: Figures, kind: RelationKind) -> tuple[Line, ...]:
    return _many(found, kind) + tuple(
        (r.sentence, _once((r.first.claim_id, r.second.claim_id)))
        for r in found.relations
        if r.kind == kind
    )


def _checks(found: Figures, rates: dict[str, Rate], standing: Standing) -> tuple[Line, ...]:
    def refs(check: CeilingCheck) -> tuple[str, ...]:
        return _of_rates([rates.get(check.rate_id)])

    return tuple((c.sentence, refs(c)) for c in found.ceilings if c.standing == standing)


def _of_rates(rates: Iterable[Rate | None]) -> tuple[str, ...]:
    return _once(f.claim_id for r in rates if r for f in (r.over, r.under))


def _once(refs: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(refs))
