"""Rates that claims imply: containers a voyage, rounds a container, kilograms a round."""

from __future__ import annotations

import itertools
import statistics
from collections.abc import Iterable, Sequence

from tidewaiter.assess.covers import group, one_subject
from tidewaiter.assess.figures import document, same_party
from tidewaiter.assess.mixed import same_kind, several
from tidewaiter.assess.windows import known
from tidewaiter.model.bounds import Bound, BoundKind
from tidewaiter.model.figures import Figure, Rate
from tidewaiter.model.ids import content_id
from tidewaiter.model.units import MEASURES, unit
from tidewaiter.model.words import amount, days, name, typed
from tidewaiter.names.ships import ship_name

Pair = tuple[Figure, Figure]


def rates(figures: Iterable[Figure]) -> tuple[Rate, ...]:
    """Find the pairs of figures in different units that describe one thing, and divide them.

    Two figures describe one thing when one was reckoned from the other, or one party gives both for
    the same days (or, without days, in one document), or two parties speak of the same days on the
    same day or from one origin. Nothing is reckoned from a count of several kinds of things. Of the two ways round the
    one above 1 is taken, for all pairs of two units alike.

    Args:
        figures: In any order; the result does not depend on it.
    """
    pairs = [
        (a, b, why)
        for a, b in _near(sorted(figures, key=lambda f: f.figure_id))
        if a.unit != b.unit and (why := _one_thing(a, b)) is not None
    ]
    upright = _upright([(a, b) for a, b, _ in pairs])
    linked = {frozenset((a.figure_id, b.figure_id)) for a, b, _ in pairs if _reckoned(a, b)}
    made = []
    for a, b, why in pairs:
        over, under = (a, b) if upright[a.unit, b.unit] else (b, a)
        if under.bound.said_low > 0:
            made.append(_rate(over, under, why, _composed(over, under, linked)))
    return tuple(sorted(made, key=order))


def _near(figures: Sequence[Figure]) -> list[Pair]:
    """Pairs that can describe one thing: of the same days, or one reckoned from the other."""
    groups: dict[object, list[Figure]] = {}
    of_claim: dict[str, list[Figure]] = {}
    for f in figures:
        key = f.window if known(f.window) else (f.party, document(f))
        groups.setdefault(key, []).append(f)
        of_claim.setdefault(f.claim_id, []).append(f)
    found = {
        (a.figure_id, b.figure_id): (a, b)
        for alike in groups.values()
        for a, b in itertools.combinations(alike, 2)
    }
    for f in figures:
        for other in itertools.chain.from_iterable(of_claim.get(c, ()) for c in f.rests_on):
            a, b = sorted((f, other), key=lambda x: x.figure_id)
            found[a.figure_id, b.figure_id] = (a, b)
    return [found[key] for key in sorted(found)]


def _one_thing(a: Figure, b: Figure) -> str | None:
    if group(a) is None or a.claim_id == b.claim_id or not one_subject(a, b):
        return None
    if (several(a.of) or several(b.of)) and not {a.unit, b.unit} & MEASURES:
        return None
    if not _kinds_agree(a, b):
        return None
    if _reckoned(a, b):
        return "one was reckoned from the other"
    if a.window != b.window:
        return None
    if not known(a.window):
        same = a.party == b.party and document(a) == document(b)
        return "same speaker, same document" if same else None
    if same_party(a, b):
        return "same speaker, same days"
    if a.said is not None and a.said == b.said:
        return "same days, said on the same day"
    return "one origin, same days" if a.story and a.story == b.story else None


def _kinds_agree(a: Figure, b: Figure) -> bool:
    """Say whether kinds agree; what is said of the carrier ("Maia-1") agrees with any kind."""
    kinds = [f.of for f in (a, b) if f.of and ship_name(f.of) not in _carrier_names(a, b)]
    return len(kinds) < 2 or same_kind(*kinds)


def _carrier_names(a: Figure, b: Figure) -> set[str]:
    return {ship_name(c) for c in (*a.carriers, *b.carriers)}


def _reckoned(a: Figure, b: Figure) -> bool:
    return a.claim_id in b.rests_on or b.claim_id in a.rests_on


def _composed(a: Figure, b: Figure, linked: set[frozenset[str]]) -> bool:
    """Say whether the pair only joins two others: a was reckoned from c, and c from b."""
    if frozenset((a.figure_id, b.figure_id)) in linked:
        return False
    middles = [pair - {a.figure_id} for pair in linked if a.figure_id in pair]
    return any(frozenset((b.figure_id, *m)) in linked for m in middles)


def _upright(pairs: Sequence[Pair]) -> dict[tuple[str, str], bool]:
    """Say for two units whether the first goes above the line: where the ratio is mostly above 1."""
    ratios: dict[tuple[str, str], list[float]] = {}
    for a, b in pairs:
        if a.bound.middle > 0 and b.bound.middle > 0:
            ratio = a.bound.middle / b.bound.middle
            ratios.setdefault((a.unit, b.unit), []).append(ratio)
            ratios.setdefault((b.unit, a.unit), []).append(1 / ratio)
    found = {units: statistics.median(values) >= 1 for units, values in ratios.items()}
    for a, b in pairs:
        found.setdefault((a.unit, b.unit), a.unit < b.unit)
    return found


def _rate(over: Figure, under: Figure, why: str, composed: bool) -> Rate:
    measure = str(unit(over.unit) / unit(under.unit))
    ratio = divided(over.bound, under.bound)
    carriers = _carrier_names(over, under)
    of = next((f.of for f in (over, under) if f.of and ship_name(f.of) not in carriers), None)
    return Rate(
        rate_id=content_id("rate", over.figure_id, under.figure_id),
        over=over,
        under=under,
        party=_party(over, under),
        unit=measure,
        of=of,
        bound=ratio,
        why=why,
        alternative=over.alternative_to is not None or under.alternative_to is not None,
        composed=composed,
        sentence=_sentence(over, under, measure, ratio, of),
    )


def _party(over: Figure, under: Figure) -> str:
    """Whose rate it is: of who reckoned one figure from the other, else of both."""
    if over.claim_id in under.rests_on:
        return under.party
    if over.party == under.party or under.claim_id in over.rests_on:
        return over.party
    return f"{over.party} with {under.party}"


def divided(a: Bound, b: Bound) -> Bound:
    """Divide two bounds; what is open above the line leaves the rate open above, below it below.

    >>> from tidewaiter.model.bounds import bound
    >>> made = divided(bound(2e6, None, None), bound(4500, 5000, 5500))
    >>> made.kind, round(made.low), made.high, made.said_low
    ('at least', 364, None, 400.0)
    """
    low = 0.0 if b.high is None else a.low / b.high
    high = None if a.high is None or b.low == 0 else a.high / b.low
    kind: BoundKind
    if high is None:
        kind = "at least" if low > 0 else "unknown"
    elif low == 0:
        kind = "at most"
    elif low == high:
        kind = "exactly"
    else:
        kind = "between" if "between" in (a.kind, b.kind) else "approximately"
    return Bound(kind, low, high, a.said_low / b.said_high, a.said_high / b.said_low)


def _sentence(over: Figure, under: Figure, measure: str, ratio: Bound, of: str | None) -> str:
    top, below = (
        amount(f.bound.said_low, f.bound.said_high, f.unit, stated=f.stated) for f in (over, under)
    )
    if ratio.kind == "unknown":
        allowed = "open figures: no bound"
    elif ratio.kind == "exactly":
        allowed = "exactly"
    else:
        allowed = typed(ratio.kind, ratio.low, ratio.high, measure.partition("/")[0])
    return (
        f"{over.name}/{under.name}: {top} over {below} is {as_said(ratio, measure, of)}"
        f" ({allowed}), {days(over.window)}"
    )


def as_said(ratio: Bound, measure: str, of: str | None = None) -> str:
    """Write a rate of the figures as said."""
    return amount(ratio.said_low, ratio.said_high, measure, of)


def order(rate: Rate) -> tuple[object, ...]:
    """Sort by unit, then party, then time; alternatives and composed ones last."""
    return (
        name(rate.unit), rate.party, rate.alternative, rate.composed,
        str(rate.over.said), rate.over.name, rate.under.name, rate.rate_id,
    )  # fmt: skip
