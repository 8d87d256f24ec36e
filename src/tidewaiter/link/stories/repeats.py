"""One has it from the other: it cites the other's speaker, or names the outlet that printed it."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence

from tidewaiter.link.stories.aliases import Aliases
from tidewaiter.link.stories.figures import who
from tidewaiter.link.stories.meet import Pair, Rule
from tidewaiter.link.stories.seen import Seen

#: Within these a paper repeats what it cites; later it may mean another statement of theirs.
DAYS = 14


def cited(claim: Seen) -> Iterator[Hashable]:
    """One cites the other's speaker, or has it through them, within two weeks."""
    yield "says", claim.voice, claim.event
    if claim.claim.speaker is None:
        yield "prints", claim.voice, claim.event
    if claim.outlet:
        yield "carries", claim.outlet, claim.voice, claim.event


def _citing(claim: Seen) -> Iterator[Hashable]:
    for name in _behind(claim):
        yield "says", name, claim.event
    if claim.voice != claim.outlet:
        yield "prints", claim.voice, claim.event
    for name in claim.via:
        yield "carries", name, claim.voice, claim.event


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
) -> Iterator[tuple[Pair, bool]]:
    """One names the outlet that printed the other, which tells it from one speaker.

    Yields:
        The two, and whether they are joined: an outlet that had it from several speakers leaves
        open which of them is repeated.
    """
    by_outlet: dict[Hashable, dict[str, list[Seen]]] = {}
    for claim in claims:
        if claim.outlet and claim.voice != claim.outlet:
            voices = by_outlet.setdefault(_print(claim, claim.outlet), {})
            voices.setdefault(claim.voice, []).append(claim)
    for claim in claims:
        for outlet in sorted(_outlets(claim)):
            voices = by_outlet.get(_print(claim, outlet), {})
            met = _best(claim, tuple(voices.values()), apart)
            yield from (((one, claim), len(met) == 1) for one in met[:3])


def _print(claim: Seen, outlet: str) -> Hashable:
    return outlet, claim.event, claim.claim.polarity


def _outlets(claim: Seen) -> frozenset[str]:
    """Outlets that a claim names and that did not print it; none where somebody else speaks."""
    if not claim.named:
        return claim.via - {claim.outlet}
    return frozenset({claim.voice} if claim.voice != claim.outlet else ())


def _best(
    claim: Seen, voices: Sequence[Sequence[Seen]], apart: Callable[[Seen, Seen], bool]
) -> list[Seen]:
    """The first claim of each speaker that may be meant; those with the same figure, if any."""
    for fits in (_same_figure, _near):
        found = (
            next((o for o in some if fits(o, claim) and not apart(o, claim)), None)
            for some in voices
        )
        if met := [o for o in found if o is not None]:
            return met
    return []


def _same_figure(a: Seen, b: Seen) -> bool:
    return bool(a.figures & b.figures) and a.overlaps(b)


def _near(a: Seen, b: Seen) -> bool:
    if not a.overlaps(b):
        return False
    return a.said is None or b.said is None or abs(a.said - b.said) <= DAYS


why: Callable[[Seen, Seen, Aliases], str] = _why
RULES = (
    Rule("repeats", cited_figure, _why, right=_citing_figure),
    Rule("repeats", cited, _why, right=_citing, days=DAYS),
)
