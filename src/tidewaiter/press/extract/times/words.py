"""A text as the words that the grammar of times reads."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from tidewaiter.press.extract.times.calendar_words import UNITS, listed, values

_WORD = re.compile(
    r"\d{4}-\d{2}-\d{2}(?!\d)"  # 2024-05-03
    r"|\d{1,2}([./])\d{1,2}\1\d{4}(?!\d)"  # 3.5.2024, 5/3/2024
    r"|\d+(?:,\d{3})+(?:\.\d+)?|\d+\.\d+"  # 2,000 and 3.5 are no years
    r"|\d+(?:st|nd|rd|th|s)(?![^\W\d_])|\d+"
    r"|['’]s(?!\w)|[Qq][1-4](?!\w)|[^\W\d_]+|\S"
)
_DIGIT = re.compile(r"\d")
_LETTERS = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Words:
    """Words and marks of a text.

    Attributes:
        raws: As written.
        lows: In small letters.
        starts: Code points of the text before each.
    """

    raws: tuple[str, ...]
    lows: tuple[str, ...]
    starts: tuple[int, ...]

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self.raws)

    def raw(self, i: int) -> str:
        """Return a word as written; empty beyond the ends."""
        return self.raws[i] if 0 <= i < len(self.raws) else ""

    def low(self, i: int) -> str:
        """Return a word in small letters; empty beyond the ends."""
        return self.lows[i] if 0 <= i < len(self.lows) else ""

    def end(self, i: int) -> int:
        """Return where a word ends in the text."""
        return self.starts[i] + len(self.raws[i])

    def follows(self, i: int, *phrase: str) -> bool:
        """Whether a phrase stands at a place."""
        return i >= 0 and self.lows[i : i + len(phrase)] == phrase

    def month(self, i: int) -> int | None:
        """Return the month that a word with a capital names."""
        return values("months").get(self.low(i)) if self.raw(i)[:1].isupper() else None

    def after_month(self, i: int) -> int:
        """Return the place after a month's name and the full stop of its short form."""
        short = self.raw(i + 1) == "." and len(self.raw(i)) <= 4 and self.touches(i + 1)
        return i + 2 if short and self.low(i) not in ("may", "june", "july") else i + 1

    def weekday(self, i: int) -> tuple[int, int] | None:
        """Return ``(weekday, place after it)``."""
        if not self.raw(i)[:1].isupper():
            return None
        if (number := values("weekdays").get(self.low(i))) is not None:
            return number, i + 1
        number = values("short_weekdays").get(self.low(i))
        if number is None or self.raw(i + 1) != "." or not self.touches(i + 1):
            return None
        return number, i + 2

    def year(self, i: int) -> int | None:
        """Return a number of four digits that can be a year."""
        word = self.raw(i)
        plain = len(word) == 4 and word.isascii() and word.isdecimal()
        return int(word) if plain and word[:2] in ("18", "19", "20") else None

    def day(self, i: int) -> int | None:
        """Return a day of the month, with or without "th"."""
        word = self.low(i)
        digits = word[:-2] if word[-2:] in ("st", "nd", "rd", "th") else word
        number = int(digits) if digits.isascii() and digits.isdecimal() and len(digits) <= 2 else 0
        return number if 1 <= number <= 31 else None

    def touches(self, i: int) -> bool:
        """Whether nothing stands between a word and the one before it."""
        return 0 < i < len(self) and self.starts[i] == self.end(i - 1)

    def dash(self, i: int) -> bool:
        """Whether a dash or hyphen stands at a place."""
        return self.raw(i) in ("-", "–", "—", "‑")

    def skip(self, i: int, name: str) -> int:
        """Return the first place from ``i`` that is in none of a list's words."""
        while self.low(i) in listed("words", name):
            i += 1
        return i


def words(text: str) -> Words:
    """Split a text; each word and mark stands alone.

    >>> words("on 2 May's eve, 2024").raws
    ('on', '2', 'May', "'s", 'eve', ',', '2024')
    """
    found = list(_WORD.finditer(text))
    raws = tuple(m[0] for m in found)
    return Words(raws, tuple(r.lower() for r in raws), tuple(m.start() for m in found))


def hinted(text: str) -> bool:
    """Whether a text can hold an expression of time at all: a digit, or a word that hints at one."""
    digit = _DIGIT.search(text) is not None
    return digit or not _hinting().isdisjoint(_LETTERS.findall(text.lower()))


def hints(w: Words) -> list[int]:
    """Return the places of words that an expression of time cannot do without.

    >>> hints(words("It sailed from Oslo at the end of May with 20 men."))
    [8]
    """
    known = _hinting()
    return [i for i, low in enumerate(w.lows) if low in known or _dated(low)]


def opens(w: Words, i: int) -> bool:
    """Whether a word can be the first of an expression of time."""
    low = w.low(i)
    return low in _opening() or low[:1].isdigit()


def _dated(low: str) -> bool:
    return low[0].isdigit() and "," not in low and len(low) > 3


@cache
def _opening() -> frozenset[str]:
    named = {*_hinting(), *values("numbers"), *values("ordinals")}
    for listing in ("openings", "vague_numbers", "rough"):
        named |= listed("words", listing)
    return frozenset(named)


@cache
def _hinting() -> frozenset[str]:
    named = {"today", "yesterday", "tonight", "tomorrow", "then", "date", "quarter", "half", "fy"}
    named |= {"christmas", "boxing", "fiscal", "financial", "weekend", "weekends"}
    named |= {*values("months"), *values("weekdays"), *values("short_weekdays")}
    named |= {f"q{n}" for n in range(1, 5)} | {f"{u}s" for u in UNITS} | set(UNITS)
    for listing in ("seasons", "parts_of_day", "hours"):
        named |= listed("words", listing)
    return frozenset(named)
