"""One speaker on one occasion: a briefing, a speech, a report."""

from __future__ import annotations

from collections.abc import Hashable, Iterator

from tidewaiter.link.stories.aliases import Aliases, is_state
from tidewaiter.link.stories.figures import who
from tidewaiter.link.stories.meet import Rule
from tidewaiter.link.stories.seen import Seen

#: Papers print a briefing on its day, or on one of the two that follow.
DAYS = 2


def occasion(claim: Seen) -> Iterator[Hashable]:
    """One speaker says both within two days, of one kind of event; a state has too many mouths."""
    if not is_state(claim.voice):
        yield claim.voice, claim.matter


def one_document(claim: Seen) -> Iterator[Hashable]:
    """One speaker says both in one document, within two days or without any day told."""
    yield claim.voice, claim.claim.document.id


def one_sentence(claim: Seen) -> Iterator[Hashable]:
    """One speaker says both in one sentence."""
    yield claim.voice, claim.claim.document.id


def _sentence(claim: Seen) -> tuple[int, int]:
    return claim.claim.sentence.start, claim.claim.sentence.end - 1


def _stated(claim: Seen) -> int | None:
    return claim.stated


def _why(a: Seen, b: Seen, aliases: Aliases) -> str:
    days = " and ".join(sorted({str(day) for day in (a.claim.said_on, b.claim.said_on) if day}))
    if a.stated is not None and b.stated is not None:
        where = f"on one occasion, {days}"
    elif a.claim.document.id == b.claim.document.id:
        where = "in one document"
    else:
        where = f"in what was printed or said on {days}"
    return f"{who(a, aliases)} says both {where}"


def _why_sentence(a: Seen, _: Seen, aliases: Aliases) -> str:
    return f"{who(a, aliases)} says both in one sentence"


RULES = (
    Rule("occasion", one_sentence, _why_sentence, span=_sentence),
    Rule("occasion", one_document, _why, days=DAYS, undated=True, day=_stated),
    Rule("occasion", occasion, _why, days=DAYS),
)
