"""Which of the times in a sentence is when it happened, and which when it was said."""

from __future__ import annotations

import re
from datetime import date

from tidewaiter.model.claims import Period
from tidewaiter.press.extract.attribution import Attribution
from tidewaiter.press.extract.reasons import Reasons
from tidewaiter.press.extract.times import Anchor, periods
from tidewaiter.press.parse import Sentence


class Timeline:
    """The days that a document has named so far; "the same day" is the last of them."""

    def __init__(self, published: date | None) -> None:
        self._published = published

    def of(
        self,
        given: Attribution,
        sentence: Sentence,
        before: str,
        content: str,
        after: str,
        reasons: Reasons,
    ) -> tuple[Period | None, Period | None]:
        """Return when the content happened and when it was said; claims come in text order.

        Args:
            given: The attribution.
            sentence: Where it stands.
            before: The sentence's text before the content.
            content: The content's text.
            after: The sentence's text after the content.
            reasons: Is told how the times were found.
        """
        future = bool(re.search(r"\b(?:will|next)\b", content))
        said = None if given.act == "narrate" else self._first(f"{before} {after}")
        return self._first(content, future=future), said

    def _first(self, text: str, *, future: bool = False) -> Period | None:
        found = periods(text, Anchor(self._published), future=future)
        return next((p for _, _, p in found), None)
