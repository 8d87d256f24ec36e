"""Find and mask the words that shall not leave the house."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from tidewaiter.run.bundle.readings import bare, readings

MASK = "[redacted]"
#: Shorter passages are common words, and would hide half of a page.
_SHORTEST = 12
#: Passages are shown cut elsewhere: their beginning gives them away as well.
_BEGINNING = 40
#: Signs that are written one way or another, and those that others put before a quotation mark.
_SIGNS = {"’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'", '"': "", "\\": "", "ـ": "", "−": "-"}


@dataclass(frozen=True, slots=True)
class Needles:
    """Names, masked where they stand, and passages, for which the whole text is masked."""

    names: tuple[str, ...]
    passages: tuple[str, ...]
    beginnings: tuple[str, ...]
    pattern: re.Pattern[str] | None

    @classmethod
    def of(
        cls, names: Iterable[str], passages: Iterable[str], marks: Iterable[str] = ()
    ) -> Needles:
        """Prepare them; case, spacing, accents and how letters are composed make no difference.

        Args:
            names: Names.
            passages: Passages; short ones are common words, and are left out.
            marks: What gives a text away as a whole, however short.
        """
        named = sorted({folded(n) for n in names} - {""}, key=lambda n: (-len(n), n))
        said = {folded(p) for p in passages}
        begun = {p[:_BEGINNING].rstrip() for p in said if len(p) > _BEGINNING}
        pattern = re.compile("|".join(map(re.escape, named))) if named else None
        long = {p for p in said if len(p) >= _SHORTEST} | {folded(mark) for mark in marks}
        return cls(tuple(named), tuple(sorted(long - {""})), tuple(sorted(begun)), pattern)

    def within(self, text: str) -> bool:
        """Say whether any of them stands in a text, in any way to read it."""
        whole = (*self.names, *self.passages)
        every = (*whole, *self.beginnings)
        if any(n in here for here in map(folded, readings(text)) for n in every):
            return True  # without tags, the beginning of one sentence may be that of another
        return any(n in here for here in map(folded, bare(text)) for n in whole)

    def mask(self, text: str) -> str:
        """Take them out of a text."""
        if not self.within(text):
            return text
        here = folded(text)
        if self.pattern is None or any(p in here for p in (*self.passages, *self.beginnings)):
            return MASK
        masked = self._masked(text, self.pattern)
        return MASK if self.within(masked) else masked

    def _masked(self, text: str, pattern: re.Pattern[str]) -> str:
        letters = [(at, letter) for at, sign in enumerate(text) for letter in _letters(sign)]
        spaces = [letter == " " for _, letter in letters]
        kept = [x for x, here, last in zip(letters, spaces, [False, *spaces], strict=False) if not (here and last)]  # fmt: skip
        done, out = 0, ""
        for match in pattern.finditer("".join(letter for _, letter in kept)):
            start, end = kept[match.start()][0], kept[match.end() - 1][0] + 1
            while end < len(text) and not _letters(text[end]):
                end += 1  # marks over the last letter
            if start >= done:
                out, done = f"{out}{text[done:start]}{MASK}", end
        return out + text[done:]


def folded(text: str) -> str:
    r"""Write a text so that the same words look the same.

    Letters are decomposed (NFKD) and folded for case, marks over them and what is not seen left out,
    dashes, apostrophes and spaces made one kind.

    >>> folded("ЕЛЕНА\u00a0Й") == folded("Елена И\u0306"), folded("김") == folded("\u1100\u1175\u11b7")
    (True, True)
    """
    plain = text.isascii()
    made = (
        text.lower().replace('"', "").replace("\\", "").replace("`", "'")
        if plain
        else "".join(map(_letters, text))
    )
    return " ".join(made.split())


@lru_cache(maxsize=20_000)
def _letters(sign: str) -> str:
    found = []
    for letter in unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", sign).casefold()):
        kind = unicodedata.category(letter)
        if kind in ("Mn", "Me", "Cf"):
            continue
        found.append("-" if kind == "Pd" else " " if letter.isspace() else _SIGNS.get(letter, letter))  # fmt: skip
    return "".join(found)


def strings(value: Any) -> Iterator[str]:
    """Yield every text in JSON, keys and numbers too.

    >>> list(strings({"a": ["b", 1, None]}))
    ['a', 'b', '1']
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
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield str(value)


def locators(value: Any) -> Iterator[dict[str, Any]]:
    """Yield the places in files that JSON names: hash and position, no more."""
    if isinstance(value, Mapping):
        if isinstance(value.get("sha256"), str):
            yield {k: value[k] for k in ("sha256", "unit", "start", "end") if k in value}
        for inner in value.values():
            yield from locators(inner)
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for inner in value:
            yield from locators(inner)
