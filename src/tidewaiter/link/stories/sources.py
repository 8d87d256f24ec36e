"""Both cite one named source."""

from __future__ import annotations

from collections.abc import Hashable, Iterator

from tidewaiter.link.stories.aliases import Aliases, is_state
from tidewaiter.link.stories.meet import Rule
from tidewaiter.link.stories.repeats import DAYS
from tidewaiter.link.stories.seen import Seen


def common_source(claim: Seen) -> Iterator[Hashable]:
    """Both cite one named source on one kind of event, within two weeks."""
    for name in claim.cites:
        if claim.told and not is_state(name):
            yield name, claim.matter


def common_figure(claim: Seen) -> Iterator[Hashable]:
    """Both cite one named source and give the same figure."""
    for name in claim.cites:
        for figure in claim.figures:
            yield name, figure


def _why(a: Seen, b: Seen, aliases: Aliases) -> str:
    return f"both cite {aliases.shown(min(a.cites & b.cites))}"


RULES = (
    Rule("common source", common_figure, _why),
    Rule("common source", common_source, _why, days=DAYS),
)
