"""Both rest on one image or one ledger, as the analyst typed."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence

from tidewaiter.link.stories.aliases import Aliases
from tidewaiter.link.stories.meet import Pair, Rule, Why
from tidewaiter.link.stories.seen import Seen


def shared_evidence(claim: Seen) -> Iterable[Hashable]:
    """Both rest on one image, one ledger or another source that the analyst named."""
    return claim.claim.rests_on


def _why(a: Seen, b: Seen, _: Aliases) -> str:
    common = set(a.claim.rests_on) & set(b.claim.rests_on)
    return f"both rest on {min(common)}"


def derived(claims: Sequence[Seen], short_ids: Mapping[str, str]) -> Iterator[tuple[Pair, Why]]:
    """One was made of the other, as the analyst typed.

    Args:
        claims: All.
        short_ids: The analyst's ids of typed claims, as ``rests_on`` uses them → claim ids.

    Yields:
        The two, and what says so.
    """
    by_ref = {claim.ref: claim for claim in claims}
    for claim in claims:
        for source in claim.claim.rests_on:
            origin = by_ref.get(short_ids.get(source, source))
            if origin is not None and origin is not claim:
                yield (origin, claim), _typed(source)


def _typed(source: str) -> Why:
    return lambda _a, _b, _aliases: f"one was made of {source}, as the analyst typed"


RULE = Rule("shared evidence", shared_evidence, _why, span=None)
