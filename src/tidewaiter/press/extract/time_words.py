"""A text as the words that the grammar of times reads."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tidewaiter.press.extract.calendar_words import listed, values

_WORD = re.compile(
    r"\d{4}-\d{2}-\d{2}(?!\d)"  # 2024-05-03
    r"|\d{1,2}([./])\d{1,2}\1\d{4}(?!\d)"  # 3.5.2024, 5/3/2024
    r"|\d+(?:,\d{3})+(?:\.\d+)?|\d+\.\d+"  # 2,000 and 3.5 are no years
    r"|\d+(?:st|nd|rd|th|s)(?![^\W\d_])|\d+"
    r"|['’]s(?!\w)|[Qq][1-4](?!\w)|[^\W\d_]+|\S"
)


@dataclass(frozen=True, slots=True)
class Words:
    """Words and marks of a text, each a ``(text, start, end)``; none beyond either end."""

    items: tuple[tuple[str, int, int], ...]

    def raw(self, i: int) -> str:
        """Return a word as written; empty beyond the ends."""
        return self.items[i][0] if 0 <= i < len(self.items) else ""

    def low(self, i: int) -> str:
        """Return a word in small letters."""
        return self.raw(i).lower()

    def follows(self, i: int, *phrase: str) -> bool:
        """Whether a phrase stands at a place."""
        return all(self.low(i + n) == word for n, word in enumerate(phrase))

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
        return 0 < i < len(self.items) and self.items[i][1] == self.items[i - 1][2]

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

    >>> [w for w, _, _ in words("on 2 May's eve, 2024").items]
    ['on', '2', 'May', "'s", 'eve', ',', '2024']
    """
    return Words(tuple((m[0], m.start(), m.end()) for m in _WORD.finditer(text)))
