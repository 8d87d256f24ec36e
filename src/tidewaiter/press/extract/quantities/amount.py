"""A number that was read: its value, and where it ends."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Number:
    """A number as it stands in a text.

    Attributes:
        low: Its value, or the least that a vague word ("dozens") may mean.
        high: Its value, or the most that a vague word may mean.
        end: Index of the token after it.
        scale: What its last word multiplies by ("4 to 6 million"), 1 where there is none.
        kind: ``count``; ``vague`` ("dozens"); ``share`` in percent ("a third of"); ``times``.
        words: Whether it is written in words.
    """

    low: float
    high: float
    end: int
    scale: float = 1.0
    kind: Literal["count", "vague", "share", "times"] = "count"
    words: bool = True


def exact(amount: float, end: int, *, scale: float = 1.0, words: bool = True) -> Number:
    """Return a number of one value."""
    return Number(amount, amount, end, scale, "count", words)


#: Words that make a noun somebody's: "half their crew", "the scores".
OWNERS = frozenset(["the", "its", "their", "his", "her", "our"])
