"""Names as people mistype them: one letter wrong, two words joined, one word split."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Callable

_LATIN = "abcdefghijklmnopqrstuvwxyz"


def bare(name: str) -> str:
    """Return a name in lower case without marks and punctuation: what "the very same name" means.

    Kept apart from the folding of the product, so that a change there does not move the ruler.

    >>> bare("M/V Chŏng-Chŏn  Gang")
    'm v chong chon gang'
    """
    plain = unicodedata.normalize("NFKD", name.casefold())
    kept = "".join(c for c in plain if not unicodedata.combining(c))
    return " ".join("".join(c if c.isalnum() else " " for c in kept).split())


def letters(name: str) -> int:
    """Count the letters of a name."""
    return sum(c.isalpha() for c in name)


def typo(name: str, draw: random.Random) -> str | None:
    """Change, insert, drop or swap one letter; None where nothing but the same name comes out.

    Digits stay. A new letter is of the alphabet of its place; in other scripts than Latin it is
    one of the same name.

    >>> typo("CHONG CHON GANG 1", random.Random(3))
    'CHONG CHON GRANG 1'
    """
    places = [i for i, c in enumerate(name) if c.isalpha()]
    changes: tuple[Callable[[], str], ...] = (
        lambda: _changed(name, places, draw),
        lambda: _inserted(name, places, draw),
        lambda: _dropped(name, places, draw),
        lambda: _swapped(name, places, draw),
    )
    for _ in range(20 if places else 0):
        made = draw.choice(changes)()
        if bare(made) != bare(name):
            return made
    return None


def joined(name: str, draw: random.Random) -> str | None:
    """Take out one blank between words; None where there is none.

    >>> joined("KUM SAN", random.Random(1))
    'KUMSAN'
    """
    text = " ".join(name.split())
    blanks = [i for i, c in enumerate(text) if c == " " and _between(text, i)]
    if not blanks:
        return None
    i = draw.choice(blanks)
    return text[:i] + text[i + 1 :]


def split(name: str, draw: random.Random) -> str | None:
    """Put one blank between two letters; None where no two letters stand together.

    >>> split("KUMSAN", random.Random(1))
    'KU MSAN'
    """
    gaps = [i for i in range(1, len(name)) if name[i - 1].isalpha() and name[i].isalpha()]
    if not gaps:
        return None
    i = draw.choice(gaps)
    return f"{name[:i]} {name[i:]}"


def _between(text: str, i: int) -> bool:
    """Say whether a blank parts two words, the second of them no number."""
    return text[i - 1].isalnum() and text[i + 1].isalpha()


def _letter(name: str, i: int, draw: random.Random) -> str:
    place = name[i]
    pool = _LATIN if place.isascii() else "".join(c for c in name if c.isalpha())
    return draw.choice(pool.upper() if place.isupper() else pool)


def _changed(name: str, places: list[int], draw: random.Random) -> str:
    i = draw.choice(places)
    return name[:i] + _letter(name, i, draw) + name[i + 1 :]


def _inserted(name: str, places: list[int], draw: random.Random) -> str:
    i = draw.choice(places)
    return name[: i + 1] + _letter(name, i, draw) + name[i + 1 :]


def _dropped(name: str, places: list[int], draw: random.Random) -> str:
    i = draw.choice(places)
    return name[:i] + name[i + 1 :]


def _swapped(name: str, places: list[int], draw: random.Random) -> str:
    i = draw.choice(places)
    if i + 1 >= len(name) or not name[i + 1].isalpha():
        return name
    return name[:i] + name[i + 1] + name[i] + name[i + 2 :]
