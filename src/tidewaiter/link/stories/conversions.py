"""One turns the other's count into another unit: containers into the rounds that they could hold."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from itertools import islice

from tidewaiter.link.stories.aliases import Aliases
from tidewaiter.link.stories.figures import who
from tidewaiter.link.stories.meet import Rule
from tidewaiter.link.stories.occasions import DAYS as _OCCASION
from tidewaiter.link.stories.seen import Seen

#: Most days between the beginnings of the two windows: "since September" is one, however it is read.
STARTS = 7
#: Most days after the count within which another turns it into something else.
DAYS = 14
#: With so many counts that may be meant, no more are looked at.
MANY = 50


def converted(claim: Seen) -> Iterator[Hashable]:
    """One speaker gives a count and, on the same day for the same days, what it could come to."""
    if claim.figures and claim.said is not None:
        place = () if claim.dated else (claim.claim.document.id, claim.event)
        yield claim.voice, claim.said, claim.start, claim.end, *place


def _capacity(claim: Seen) -> Hashable:
    return claim.capacity


def _why(a: Seen, b: Seen, aliases: Aliases) -> str:
    one, other = (a, b) if b.capacity or not a.capacity else (b, a)
    whose = who(one, aliases)
    if one.voice == other.voice:
        return f"{whose} gives both for the same days: {_said(one)}, {_said(other)}"
    return f"{_said(other)} is what {_said(one)}, counted by {whose}, could come to"


def _said(claim: Seen) -> str:
    return claim.claim.quantities[0].text


def by_others(
    claims: Sequence[Seen], apart: Callable[[Seen, Seen], bool]
) -> Iterator[tuple[Seen, list[Seen]]]:
    """A figure that a count could hold or weigh, said with reserve, goes back to the last such count.

    The count is another's, of the same kind of event, in another unit, of days that begin within
    a week of the figure's, and was said in the two weeks before. Whoever says what the figure
    rests on, or gives a count of their own on that occasion, has not taken it from another.

    Yields:
        Such a figure, and the counts that it may have been made of: several where two speakers gave
        one on the same day.
    """
    counts: dict[Hashable, dict[Hashable, list[Seen]]] = {}
    for claim in claims:
        if claim.dated and claim.figures and not claim.capacity:
            cell = counts.setdefault((claim.event, claim.start, claim.said), {})
            key = claim.voice, claim.units, claim.claim.polarity
            cell.setdefault(key, []).append(claim)
    own = {(c.voice, c.said) for c in claims if c.figures and not c.capacity}
    for claim in claims:
        if claim.said is None or not _may_convert(claim, claim.said, own):
            continue
        if met := _last(claim, claim.said, counts, apart):
            yield claim, met


def _may_convert(claim: Seen, said: int, own: set[tuple[str, int | None]]) -> bool:
    if not claim.converts or claim.claim.certainty == "certain":
        return False
    if claim.observed or not claim.dated:
        return False
    near = range(said - _OCCASION, said + _OCCASION + 1)
    return not any((claim.voice, day) in own for day in near)


def _last(
    claim: Seen,
    day: int,
    counts: Mapping[Hashable, Mapping[Hashable, Sequence[Seen]]],
    apart: Callable[[Seen, Seen], bool],
) -> list[Seen]:
    """The counts, one of each speaker and unit, of the last day that has any that may be meant."""
    for said in range(day, day - DAYS - 1, -1):
        met = []
        for start in range(claim.start - STARTS, claim.start + STARTS + 1):
            for some in counts.get((claim.event, start, said), {}).values():
                if _may_be_of(claim, some[0]):
                    fit = (c for c in some if c.overlaps(claim) and not apart(c, claim))
                    met += list(islice(fit, 1))
                if len(met) == MANY:
                    return met
        if met:
            return met
    return []


def _may_be_of(claim: Seen, count: Seen) -> bool:
    return (
        count.voice != claim.voice
        and count.units.isdisjoint(claim.units)
        and count.claim.polarity == claim.claim.polarity
    )


why = _why
RULE = Rule("conversion", converted, _why, span=None, apart=_capacity)
