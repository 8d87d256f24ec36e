"""One speaker on one occasion: a briefing, a speech, a report."""

from __future__ import annotations

from collections.abc import Hashable, Iterator

from tidewaiter.link.stories.aliases import Aliases
from tidewaiter.link.stories.figures import who
from tidewaiter.link.stories.meet import Rule
from tidewaiter.link.stories.seen import Seen, said_on

#: Papers print a briefing on its day, or on one of the two that follow.
DAYS = 2


def occasion(claim: Seen) -> Iterator[Hashable]:
    """One speaker says both within two days, of one kind of event or in one document."""
    yield claim.voice, claim.event
    yield claim.voice, claim.claim.document.id


def one_sentence(claim: Seen) -> Iterator[Hashable]:
    """One speaker says both in one sentence."""
    yield claim.voice, claim.claim.document.id


def _sentence(claim: Seen) -> tuple[int, int]:
    return claim.claim.sentence.start, claim.claim.sentence.end - 1


def _why(a: Seen, b: Seen, aliases: Aliases) -> str:
    days = sorted({str(day) for day in (said_on(a.claim), said_on(b.claim)) if day})
    when = f" on {' and '.join(days)}" if days else ""
    return f"{who(a, aliases)} says both on one occasion{when}"


def _why_sentence(a: Seen, _: Seen, aliases: Aliases) -> str:
    return f"{who(a, aliases)} says both in one sentence"


RULES = (
    Rule("occasion", one_sentence, _why_sentence, span=_sentence),
    Rule("occasion", occasion, _why, days=DAYS),
)
