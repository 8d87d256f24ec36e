"""One has it from the other: it cites the other's speaker, or names the outlet that printed it."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence

from tidewaiter.link.stories.aliases import Aliases, is_state
from tidewaiter.link.stories.figures import who
from tidewaiter.link.stories.meet import Rule
from tidewaiter.link.stories.seen import Seen

#: Within these a paper repeats what it cites; later it may mean another statement of theirs.
DAYS = 14
#: With so many speakers who may be meant, no more are looked at.
MANY = 50


def cited(claim: Seen) -> Iterator[Hashable]:
    """One cites the other's speaker, or has it through them, on one kind of event within two weeks."""
    if not claim.told:
        return
    if not is_state(claim.voice):
        yield "says", claim.voice, claim.matter
    if claim.claim.speaker is None:
        yield "prints", claim.voice, claim.matter
    if claim.outlet:
        yield "carries", claim.outlet, claim.voice, claim.matter


def _citing(claim: Seen) -> Iterator[Hashable]:
    if not claim.told:
        return
    for name in _behind(claim):
        yield "says", name, claim.matter
    if claim.voice != claim.outlet:
        yield "prints", claim.voice, claim.matter
    for name in claim.via:
        yield "carries", name, claim.voice, claim.matter


def cited_figure(claim: Seen) -> Iterator[Hashable]:
    """One cites the other's speaker, or has it through them, and gives the same figure."""
    for figure in claim.figures:
        yield claim.voice, figure


def _citing_figure(claim: Seen) -> Iterator[Hashable]:
    for figure in claim.figures:
        for name in claim.cites | claim.via:
            yield name, figure


def _behind(claim: Seen) -> frozenset[str]:
    """Whom a claim goes back to: a carrier only where the speaker has no name."""
    return claim.cites if claim.named else claim.cites | claim.via


def _why(a: Seen, b: Seen, aliases: Aliases) -> str:
    for one, other in ((a, b), (b, a)):
        if other.voice in one.cites | one.via:
            through = "cites" if other.voice in one.cites else "comes through"
            return f"{who(one, aliases)} {through} {who(other, aliases)}"
    outlet = a.outlet if a.outlet in b.via or b.voice == a.outlet else b.outlet
    return f"one is printed by {aliases.shown(outlet)}, which the other names"


def printed(
    claims: Sequence[Seen], apart: Callable[[Seen, Seen], bool]
) -> Iterator[tuple[Seen, list[Seen]]]:
    """One names the outlet that printed the other.

    Yields:
        A claim that names an outlet, and what it may repeat: the first claim of each speaker whom
        the outlet had it from, with the same figure where there is one.
    """
    printed_by: dict[Hashable, dict[str, list[Seen]]] = {}
    for claim in claims:
        if claim.outlet and claim.voice != claim.outlet:
            for key in (
                *_by_figure(claim, claim.outlet),
                _by_day(claim, claim.outlet, claim.said),
            ):
                printed_by.setdefault(key, {}).setdefault(claim.voice, []).append(claim)
    for claim in claims:
        for outlet in sorted(_outlets(claim)):
            met = _met(claim, _by_figure(claim, outlet), printed_by, apart)
            met = met or _met(claim, _near_days(claim, outlet), printed_by, apart)
            if met:
                yield claim, met


def _by_figure(claim: Seen, outlet: str) -> Iterable[Hashable]:
    return ((outlet, claim.claim.polarity, figure) for figure in sorted(claim.figures))


def _by_day(claim: Seen, outlet: str, said: int | None) -> Hashable:
    return outlet, claim.claim.polarity, claim.matter, said


def _near_days(claim: Seen, outlet: str) -> Iterable[Hashable]:
    if claim.said is None or not claim.told:
        return ()
    near = range(claim.said - DAYS, claim.said + DAYS + 1)
    return (_by_day(claim, outlet, said) for said in near)


def _met(
    claim: Seen,
    keys: Iterable[Hashable],
    printed_by: Mapping[Hashable, Mapping[str, Sequence[Seen]]],
    apart: Callable[[Seen, Seen], bool],
) -> list[Seen]:
    """The first claim of each speaker that may be meant."""
    met: dict[str, Seen] = {}
    for key in keys:
        for voice, some in printed_by.get(key, {}).items():
            fit = (o for o in some if o is not claim and o.overlaps(claim) and not apart(o, claim))
            one = next(fit, None)
            if one is not None:
                met.setdefault(voice, one)
            if len(met) == MANY:
                return list(met.values())
    return list(met.values())


def _outlets(claim: Seen) -> frozenset[str]:
    """Outlets that a claim names and that did not print it; none where somebody else speaks."""
    if not claim.named:
        return claim.via - {claim.outlet}
    return frozenset({claim.voice} if claim.voice != claim.outlet else ())


why: Callable[[Seen, Seen, Aliases], str] = _why
RULES = (
    Rule("repeats", cited_figure, _why, right=_citing_figure),
    Rule("repeats", cited, _why, right=_citing, days=DAYS),
)
