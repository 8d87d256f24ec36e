"""One carrier brought both, with one figure."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence

from tidewaiter.link.stories.aliases import Aliases
from tidewaiter.link.stories.meet import Rule
from tidewaiter.link.stories.seen import Seen


def rules(claims: Sequence[Seen]) -> tuple[Rule, Rule]:
    """Return the rule that joins, and the one that doubts.

    Where one carrier has a figure from two named speakers, they may have counted each for
    themselves: that is a doubt, and joins neither.
    """
    voices: dict[Hashable, set[str]] = {}
    for claim in claims:
        for key in _keys(claim):
            voices.setdefault(key, set()).update({claim.voice} if claim.named else ())

    def carried(claim: Seen) -> Iterable[Hashable]:
        """Both came through one carrier with the same figure, from one named speaker at most."""
        for key in _keys(claim):
            yield key if len(voices[key]) < 2 else (key, claim.voice if claim.named else None)

    def carried_by_several(claim: Seen) -> Iterable[Hashable]:
        """Both came through one carrier with the same figure, from different speakers."""
        return (key for key in _keys(claim) if len(voices[key]) > 1)

    return Rule("carrier", carried, _why), Rule("carrier", carried_by_several, _why_doubtful)


def _keys(claim: Seen) -> Iterator[tuple[str, Hashable]]:
    return ((name, figure) for name in claim.via for figure in claim.figures)


def _why(a: Seen, b: Seen, aliases: Aliases) -> str:
    figure = a.words_of(a.figures & b.figures)
    return f"both came through {aliases.shown(min(a.via & b.via))} with one figure: {figure}"


def _why_doubtful(a: Seen, b: Seen, aliases: Aliases) -> str:
    return f"{_why(a, b, aliases)}; the speakers differ"
