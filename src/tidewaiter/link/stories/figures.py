"""One speaker, one figure."""

from __future__ import annotations

from collections.abc import Hashable, Iterator

from tidewaiter.link.stories.aliases import Aliases
from tidewaiter.link.stories.meet import Rule
from tidewaiter.link.stories.seen import Seen


def same_figure(claim: Seen) -> Iterator[Hashable]:
    """One speaker gives one figure for days that overlap, wherever it is printed."""
    for figure in claim.figures:
        yield claim.voice, figure


def _why(a: Seen, b: Seen, aliases: Aliases) -> str:
    figure = a.words_of(a.figures & b.figures)
    return f"{who(a, aliases)} gives one figure in both: {figure}"


def who(claim: Seen, aliases: Aliases) -> str:
    """Return who speaks, in the words of a reader."""
    if claim.claim.speaker is not None and not claim.named:
        return claim.claim.speaker.name
    return aliases.shown(claim.voice) if claim.named else "the document itself"


RULE = Rule("figure", same_figure, _why)
