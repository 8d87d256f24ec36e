"""One quotes the other, or both copy a third."""

from __future__ import annotations

from collections.abc import Hashable, Iterable

from tidewaiter.link.stories.aliases import Aliases
from tidewaiter.link.stories.meet import Rule
from tidewaiter.link.stories.seen import Seen
from tidewaiter.link.stories.words import RUN


def common_words(claim: Seen) -> Iterable[Hashable]:
    """Two documents have eight words of content in a row in common, or five of a direct quotation."""
    return claim.runs


def _document(claim: Seen) -> Hashable:
    return claim.claim.document.id


def _why(a: Seen, b: Seen, _: Aliases) -> str:
    common = max(a.runs & b.runs, key=lambda run: (len(run), run))
    kind = "words" if len(common) >= RUN else "a quotation"
    return f"two documents have {kind} in common: {' '.join(common)}"


RULE = Rule("quotation", common_words, _why, span=None, apart=_document)
