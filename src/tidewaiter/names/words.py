"""How alike two words of names are, and by what change one becomes the other."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import OSA, Indel

from tidewaiter.names import arabic, cyrillic
from tidewaiter.names.marks import given_names

#: Words less alike than this are two words.
ALIKE = 0.7
#: Two spellings of one word share at least this much of their letters.
_SPELLING_ALIKE = 0.61


class Word(NamedTuple):
    """A word of a name: folded to Latin letters, as written in lower case, and its script."""

    text: str
    written: str
    script: str | None


def by_letters(a: str, b: str) -> float:
    """Return how alike two different words are by single slips, 0…1; the shorter, the stricter.

    A slip is a letter put in, left out, changed, or two neighbours changed about.

    >>> by_letters("angara", "angora"), by_letters("ali", "uli")
    (0.85, 0.0)
    """
    longest = max(len(a), len(b))
    if longest < 4:
        return 0.0
    edits = OSA.distance(a, b, score_cutoff=3)
    if edits == 1:
        return 0.72 if longest == 4 else 0.85 if longest < 7 else 0.9
    if edits == 2:
        return 0.8 if longest >= 8 else 0.72 if longest == 7 else 0.0
    if edits == 3:
        return 0.74 if longest >= 11 else 0.0
    return 0.0


_similar = Indel.normalized_similarity


def hopeless(a: Word, b: Word) -> bool:
    """Say whether two words share too few letters to be alike, before anything dear is asked.

    Never of words in Arabic letters, which romanised have no vowels, nor of initials.
    """
    one, other = a.text, b.text
    if _similar(one, other, score_cutoff=0.5) or a.script == "Arab" or b.script == "Arab":
        return False
    if len(one) == 1 or len(other) == 1:
        return one[0] != other[0]
    names = given_names()
    return one not in names or names[one] != names.get(other)


@lru_cache(maxsize=262_144)
def likeness(a: Word, b: Word) -> tuple[float, str]:
    """Return how alike two words are and by what change; 0 where they are two words.

    The same both ways round.
    """
    if a.text == b.text:
        return (1.0, "") if a.script == b.script else (0.99, "romanised")
    if "Arab" in (a.script, b.script) and a.script != b.script:
        ours, theirs = (a, b) if a.script == "Arab" else (b, a)
        return arabic.likeness(ours.written, theirs.text), "spelled after the Arabic letters"
    letters = by_letters(a.text, b.text)
    if "Arab" in (a.script, b.script):
        return letters, _slips(a.text, b.text) if letters else ""
    best = (letters, _slips(a.text, b.text) if letters else "")
    if "Cyrl" in (a.script, b.script) or best[0] < 0.95:
        best = max(best, _by_sound(a, b), key=lambda x: x[0])
    if best[0] < 0.9 and a.script is None and b.script is None:
        best = max(best, _by_consonants(a.text, b.text), key=lambda x: x[0])
    one_letter = (len(a.text) == 1) != (len(b.text) == 1)
    if one_letter and a.text[0] == b.text[0] and a.text.isalpha():
        return 0.8, "an initial"
    return best


def _slips(a: str, b: str) -> str:
    edits = OSA.distance(a, b)
    return "one letter differs" if edits == 1 else f"{edits} letters differ"


def _by_sound(a: Word, b: Word) -> tuple[float, str]:
    crossing = a.script != b.script
    how = "romanised from Cyrillic" if crossing else "romanised after another system"
    one, other = cyrillic.sound(a.text), cyrillic.sound(b.text)
    if one == other and len(one) > 1:
        return (0.98 if crossing else 0.95), how
    names = given_names()
    if names.get(a.text, -1) == names.get(b.text, -2):
        return 0.93, "the same given name in another language"
    if crossing and (score := by_letters(one, other)):
        return score * 0.98, f"{how}, a letter differs"
    return 0.0, ""


_VOWELS = re.compile("[aeiouy]+|w(?![aeiou])")


def _by_consonants(a: str, b: str) -> tuple[float, str]:
    """Compare Latin spellings of one name out of Arabic: Muhammad, Mohamed."""
    if min(len(a), len(b)) < 4 or Indel.normalized_similarity(a, b) < _SPELLING_ALIKE:
        return 0.0, ""
    one, other = (_skeletons(w) for w in (a, b))
    if not (one & other):
        return 0.0, ""
    mine, yours = _VOWELS.findall(a), _VOWELS.findall(b)
    if len(mine) != len(yours):
        return 0.0, ""
    off = sum(_vowels_apart(x, y) for x, y in zip(mine, yours, strict=True))
    return max(0.0, 0.93 - off), "spelled after another system"


@lru_cache(maxsize=131_072)
def _skeletons(word: str) -> frozenset[str]:
    found = {arabic.consonants(said) for said in arabic.spellings(word)}
    return frozenset(s for s in found if len(s.removeprefix("A")) >= 3)


def _vowels_apart(a: str, b: str) -> float:
    if a == b:
        return 0.0
    classes = ["i" if set(v) & set("iy") else "u" if set(v) & set("uow") else v[0] for v in (a, b)]
    if classes[0] == classes[1]:
        return 0.01
    if set(classes) == {"a", "e"} and len(a) == len(b) == 1:
        return 0.03
    if set(classes) == {"i", "e"}:
        return 0.04
    return 0.3
