"""How sure the words of a claim are, and whether they deny."""

from __future__ import annotations

import re

from tidewaiter.model.claims import Certainty, Polarity
from tidewaiter.press.extract.attribution import Attribution

_POSSIBLE = re.compile(r"\b(?:may|might|could|possibly|perhaps)\b", re.IGNORECASE)
_PROBABLE = re.compile(
    r"\b(?:probably|likely|(?:is|are|was|were) (?:believed|thought|suspected)|apparently|believes?)\b",
    re.IGNORECASE,
)


def certainty(given: Attribution, content: str) -> Certainty:
    """Return how sure the words are."""
    if _POSSIBLE.search(content):
        return "possible"
    return "probable" if _PROBABLE.search(content) else "certain"


def polarity(given: Attribution) -> Polarity:
    """Return ``negative`` where the content's main word is denied."""
    if given.act == "deny" or any(c.dep_ == "neg" for c in given.head.children):
        return "negative"
    return "positive"
