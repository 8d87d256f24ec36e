"""How alike two names are, from 0 to 1, and by what change."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rapidfuzz import fuzz
from rapidfuzz.distance import DamerauLevenshtein

from tidewaiter.names.clean import fold
from tidewaiter.names.marks import without_marks

_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5", "vi": "6", "vii": "7", "viii": "8"}
_NUMBER = re.compile(r"^\d+$")
#: Most that two names get whose numbers differ: "KUM SAN 1" is another ship than "KUM SAN 2".
_OTHER_NUMBER = 0.6
#: Most that two names get that agree only in other order or division of words.
_REORDERED = 0.97


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike, 0…1, and by what change one becomes the other."""

    score: float
    change: str


def key(name: str) -> str:
    """Return the form in which names are compared: folded, marks off, numbers as digits.

    >>> key("M/V Kum San No. I"), key("KUM SAN 1")
    ('kum san 1', 'kum san 1')
    """
    words = without_marks(fold(name).split())
    last = len(words) - 1
    return " ".join(
        _ROMAN.get(word, word) if i == last and i > 0 else word for i, word in enumerate(words)
    )


def compare(a: str, b: str) -> Likeness:
    """Compare two names that :func:`key` made.

    >>> compare("chong chon gang", "chong chon gang").score
    1.0
    >>> compare("kum san 1", "kum san 2").score <= 0.6
    True
    """
    if not a or not b:
        return Likeness(0.0, "nothing to compare")
    if a == b:
        return Likeness(1.0, "identical")
    score, change = _letters(a, b)
    if _numbers(a) != _numbers(b) and score > _OTHER_NUMBER:
        return Likeness(_OTHER_NUMBER, "the numbers in the names differ")
    return Likeness(score, change)


def _letters(a: str, b: str) -> tuple[float, str]:
    if a.replace(" ", "") == b.replace(" ", ""):
        return _REORDERED, "words are joined or divided otherwise"
    if sorted(a.split()) == sorted(b.split()):
        return _REORDERED, "words stand in another order"
    edits = DamerauLevenshtein.distance(a, b)
    longest = max(len(a), len(b))
    plain = 1 - edits / longest
    sorted_score = fuzz.token_sort_ratio(a, b) / 100
    score = max(plain, sorted_score * _REORDERED)
    if edits == 1 and longest >= 5:
        return max(score, 0.9), "one letter differs"
    return score, f"{edits} letters differ"


def _numbers(name: str) -> list[str]:
    return sorted(word.lstrip("0") for word in name.split() if _NUMBER.match(word))
