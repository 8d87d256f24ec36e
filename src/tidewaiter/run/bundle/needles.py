"""Find and mask the words that shall not leave the house."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

MASK = "[redacted]"
#: Shorter passages are common words, and would hide half of a page.
_SHORTEST = 12
#: Passages are shown cut elsewhere: their beginning gives them away as well.
_BEGINNING = 40


@dataclass(frozen=True, slots=True)
class Needles:
    """Names, masked where they stand, and passages, for which the whole text is masked."""

    names: tuple[str, ...]
    passages: tuple[str, ...]
    pattern: re.Pattern[str] | None

    @classmethod
    def of(cls, names: Iterable[str], passages: Iterable[str]) -> Needles:
        """Prepare them; case, and how words are spaced, make no difference."""
        named = sorted({_folded(n) for n in names} - {""}, key=lambda n: (-len(n), n))
        folded = {_folded(p) for p in passages}
        folded |= {p[:_BEGINNING] for p in folded if len(p) > _BEGINNING}
        any_name = "|".join(r"\s+".join(map(re.escape, n.split(" "))) for n in named)
        pattern = re.compile(any_name, re.IGNORECASE) if named else None
        return cls(tuple(named), tuple(p for p in folded if len(p) >= _SHORTEST), pattern)

    def within(self, text: str) -> bool:
        """Say whether any of them stands in a text."""
        folded = _folded(text)
        return any(n in folded for n in (*self.names, *self.passages))

    def mask(self, text: str) -> str:
        """Take them out of a text."""
        folded = _folded(text)
        if any(passage in folded for passage in self.passages):
            return MASK
        masked = self.pattern.sub(MASK, text) if self.pattern else text
        return MASK if self.within(masked) else masked

    def leaked(self, data: bytes) -> bool:
        """Say whether any stands in a written file, as it is or as HTML writes it."""
        text = data.decode("utf-8", "replace")
        return self.within(text) or self.within(html.unescape(text))


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def strings(value: Any) -> Iterable[str]:
    """Yield every text in JSON, keys too.

    >>> list(strings({"a": ["b", 1]}))
    ['a', 'b']
    """
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield key
            yield from strings(inner)
    elif isinstance(value, Sequence):
        for inner in value:
            yield from strings(inner)


def locators(value: Any) -> Iterable[dict[str, Any]]:
    """Yield the places in files that JSON names: hash and position, no more."""
    if isinstance(value, Mapping):
        if isinstance(value.get("sha256"), str):
            yield {k: value[k] for k in ("sha256", "unit", "start", "end") if k in value}
        for inner in value.values():
            yield from locators(inner)
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for inner in value:
            yield from locators(inner)
