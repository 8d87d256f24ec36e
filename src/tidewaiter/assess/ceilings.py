"""Rates against a limit: can a container hold what a rate puts into it?"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Iterator, Sequence

from tidewaiter.assess.mixed import same_kind, several
from tidewaiter.model.figures import CeilingCheck, Rate, Standing
from tidewaiter.model.ids import content_id
from tidewaiter.model.interval import Interval, interval
from tidewaiter.model.tallies import Assumption
from tidewaiter.model.units import unit
from tidewaiter.model.words import amount, listed, share

#: From this share of the limit's lower end on a rate is at the ceiling: nobody loads to the last kg.
_NEAR = 0.95
_STANDINGS: tuple[Standing, ...] = ("breaks it", "at the ceiling", "fits")


def ceilings(rates: Iterable[Rate], given: Iterable[Assumption]) -> tuple[CeilingCheck, ...]:
    """Hold every rate against every ceiling whose unit one or two assumptions bring it to.

    A rate is taken as said: 4 to 6 million over 16,000 is 250 to 375. It *breaks* the ceiling where
    its least value lies above the limit's upper end, is *at the ceiling* where its greatest reaches
    95 % of the limit's lower end, and else *fits*. Factors are for one kind of thing: they are not
    applied to a mixed or another kind; one with an open end is not applied at all. A rate that only joins two others is left out.

    Args:
        rates: In any order.
        given: Assumptions; those whose role is ``ceiling`` are limits, the others factors.
    """
    stated = sorted(given, key=lambda a: a.key)
    factors = [a for a in stated if a.role == "factor" and _closed(a)]
    made = [
        _check(rate, used, limit)
        for limit in stated
        if limit.role == "ceiling"
        for rate in sorted(rates, key=lambda r: r.rate_id)
        if not rate.composed and not several(rate.of)
        for used in _ways(rate, factors, limit)
    ]
    return tuple(sorted(made, key=order))


_Used = tuple[tuple[Assumption, bool], ...]


def _ways(rate: Rate, factors: Sequence[Assumption], limit: Assumption) -> Iterator[_Used]:
    """Yield the products of few factors, each multiplied or divided by, that give the unit."""
    wanted = unit(limit.unit).base
    for count in (0, 1, 2):
        ways = [
            used
            for chosen in itertools.combinations(factors, count)
            for signs in itertools.product((True, False), repeat=count)
            if _brought(rate, used := tuple(zip(chosen, signs, strict=True))).unit == wanted
            and _for_one_kind(rate, used)
        ]
        if ways:
            yield from ways
            return


def _for_one_kind(rate: Rate, used: _Used) -> bool:
    return all(same_kind(a.of, b) for a, _ in used for b in (rate.of, *(o.of for o, _ in used)))


def _brought(rate: Rate, used: _Used) -> Interval:
    said = Interval(rate.bound.said_low, rate.bound.said_high, unit(rate.unit))
    return _brought_from(said, used)


def _top(high: float | None) -> float:
    return math.inf if high is None else high


def _brought_from(value: Interval, used: _Used) -> Interval:
    for factor, multiply in used:
        by = interval(factor.low, factor.high, unit(factor.unit))
        value = value * by if multiply else value / by
    return value


def _closed(factor: Assumption) -> bool:
    """Say whether a factor has both ends: one that is open, or may be zero, leads nowhere."""
    return bool(factor.low) and factor.high is not None


def _check(rate: Rate, used: _Used, limit: Assumption) -> CeilingCheck:
    value = _brought(rate, used)
    least, most = _limit(limit)
    standing = _standing(value, least, most)
    how = listed([f"“{a.title}”" for a, _ in used])
    loose = _brought_from(Interval(rate.bound.low, _top(rate.bound.high), unit(rate.unit)), used)
    doubt = standing == "breaks it" and loose.low <= most
    up_to = share(value.high / least)
    partly = standing == "at the ceiling" and value.low < _NEAR * least
    allowed = amount(least, most, str(value.unit), stated=limit.unit)
    return CeilingCheck(
        check_id=content_id("ceiling", rate.rate_id, limit.key, *(a.key for a, _ in used)),
        ceiling=limit.key,
        rate_id=rate.rate_id,
        party=rate.party,
        used=tuple(a.key for a, _ in used),
        low=value.low,
        high=value.high,
        unit=str(value.unit),
        limit_low=least,
        limit_high=most,
        standing=standing,
        sentence=(
            f"{rate.party} ({rate.over.name}/{rate.under.name}): "
            f"{amount(rate.bound.said_low, rate.bound.said_high, rate.unit, rate.of)}"
            f"{f', with {how},' if how else ''} is {amount(value.low, value.high, str(value.unit), stated=limit.unit)}, "
            f"{'' if math.isclose(value.low, value.high) else 'up to '}{up_to} of the limit "
            f"({limit.title}, {allowed}): {standing}"
            f"{' at its upper end' if partly else ''}."
            f"{' That is as said: what “at least” and “about” leave open could be below it.' if doubt else ''}"
        ),
    )


def _limit(limit: Assumption) -> tuple[float, float]:
    """Return both ends of a limit in its base unit; one that is open above has one end."""
    scale = unit(limit.unit).factor
    ends = [v * scale for v in (limit.low, limit.best, limit.high) if v is not None]
    return min(ends), max(ends)


def _standing(value: Interval, least: float, most: float) -> Standing:
    if value.low > most:
        return "breaks it"
    return "at the ceiling" if value.high >= _NEAR * least else "fits"


def order(check: CeilingCheck) -> tuple[object, ...]:
    """Sort by standing, then the fewest factors, then the fullest."""
    return (_STANDINGS.index(check.standing), len(check.used), -check.high, check.party, check.check_id)  # fmt: skip
