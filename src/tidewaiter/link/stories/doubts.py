"""What may join two claims, and joins neither: it is shown, so that a person can decide."""

from __future__ import annotations

from collections.abc import Hashable, Iterator

from tidewaiter.link.stories.aliases import Aliases
from tidewaiter.link.stories.figures import who
from tidewaiter.link.stories.meet import Rule
from tidewaiter.link.stories.seen import Seen
from tidewaiter.link.stories.words import speaks_of, words
from tidewaiter.names.clean import fold

#: Smaller numbers meet by chance.
LEAST = 100
_PLACES = frozenset({"origin", "destination", "place"})


def same_scenes(claim: Seen) -> Iterator[Hashable]:
    """Both read images of one place and overlapping days, and may have read the same ones."""
    if claim.dated and _on_images(claim):
        yield from _places(claim)


def _why_scenes(a: Seen, b: Seen, aliases: Aliases) -> str:
    place = min(set(_places(a)) & set(_places(b)))
    return (
        f"{who(a, aliases)} and {who(b, aliases)} both read images of {place.title()} of "
        "overlapping days; they may be the same"
    )


def later_figure(claim: Seen) -> Iterator[Hashable]:
    """One speaker gives a later figure for overlapping days, which may build on the earlier."""
    if claim.dated and claim.named:
        for unit in claim.units:
            yield claim.voice, claim.matter, unit


def _why_later(a: Seen, b: Seen, aliases: Aliases) -> str:
    one, other = sorted((a, b), key=lambda c: c.order)
    return (
        f"{who(a, aliases)} first gave {_said(one, other)}, then {_said(other, one)}, for "
        "overlapping days; the later may build on the earlier"
    )


def same_number(claim: Seen) -> Iterator[Hashable]:
    """Two speakers give one figure for overlapping days; one may have it from the other."""
    if claim.dated:
        for numbers, unit in claim.figures:
            if max(numbers, default=0) >= LEAST:
                yield claim.matter, numbers, unit


def _why_number(a: Seen, b: Seen, aliases: Aliases) -> str:
    figure = a.words_of(a.figures & b.figures)
    return (
        f"{who(a, aliases)} and {who(b, aliases)} give one figure, {figure}; one may have it "
        "from the other"
    )


def _on_images(claim: Seen) -> bool:
    if any(source.startswith("image:") for source in claim.claim.rests_on):
        return True
    if any(fold(party.name) in words("imagery_makers") for party in claim.claim.cites):
        return True
    return speaks_of(claim.claim, "imagery", around=True)


def _places(claim: Seen) -> Iterator[str]:
    for place in claim.claim.places:
        if place.kind not in ("country", "region"):
            yield fold(place.name)
    for role in claim.claim.event.roles:
        if role.role in _PLACES:
            yield fold(role.name.split(",")[0])


def _said(claim: Seen, other: Seen) -> str:
    units = claim.units & other.units
    return claim.words_of(frozenset(f for f in claim.figures if f[1] in units))


RULES = (
    Rule("imagery", same_scenes, _why_scenes),
    Rule("echo", same_number, _why_number),
    Rule("update", later_figure, _why_later),
)
