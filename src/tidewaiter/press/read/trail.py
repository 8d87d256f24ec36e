"""Where each character of a text stands in its source."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Places = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Trail:
    """Source of each character: it was made from ``starts[i]`` to ``ends[i]`` (exclusive).

    What the numbers count is up to the format: bytes of a file, characters of a page.

    Attributes:
        starts: One number a character.
        ends: One number a character.
        pages: Page of each character, from 1; None where the source has no pages.
    """

    starts: Places
    ends: Places
    pages: Places | None = None

    @classmethod
    def even(cls, length: int, first: int = 0) -> Trail:
        """Return the trail of characters that follow each other one by one from ``first``."""
        starts = np.arange(first, first + length, dtype=np.int64)
        return cls(starts, starts + 1)

    def part(self, start: int, end: int) -> Trail:
        """Return the trail of the characters from ``start`` to ``end`` (exclusive)."""
        pages = None if self.pages is None else self.pages[start:end]
        return Trail(self.starts[start:end], self.ends[start:end], pages)

    def through(self, outer: Trail) -> Trail:
        """Return this trail where its source is itself a text with the trail ``outer``."""
        last = np.maximum(self.ends - 1, self.starts)
        pages = None if outer.pages is None else outer.pages[self.starts]
        return Trail(outer.starts[self.starts], outer.ends[last], pages)


@dataclass(frozen=True, slots=True, eq=False)
class Tracked:
    """A text under change that does not lose its trail."""

    text: str
    trail: Trail

    def sub(self, pattern: re.Pattern[str], change: Callable[[re.Match[str]], str]) -> Tracked:
        """Replace matches as ``re.sub`` does; the new characters come from the whole match."""
        words: list[str] = []
        starts: list[Places] = []
        ends: list[Places] = []
        done = 0
        for match in pattern.finditer(self.text):
            a, b = match.span()
            new = change(match)
            if a == b or new == match.group():
                continue
            words += [self.text[done:a], new]
            starts += [
                self.trail.starts[done:a],
                np.full(len(new), self.trail.starts[a:b].min(), np.int64),
            ]
            ends += [
                self.trail.ends[done:a],
                np.full(len(new), self.trail.ends[a:b].max(), np.int64),
            ]
            done = b
        if not words:
            return self
        words.append(self.text[done:])
        starts.append(self.trail.starts[done:])
        ends.append(self.trail.ends[done:])
        return Tracked("".join(words), Trail(np.concatenate(starts), np.concatenate(ends)))
