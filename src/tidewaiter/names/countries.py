"""Countries as lists print them, and their ISO 3166 codes."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib import resources

from tidewaiter.names.clean import fold


@lru_cache(maxsize=8192)
def country(text: str) -> str | None:
    """Return the code of a country or a nationality, None where it is none that we know.

    Args:
        text: A name in English in one of the ways of the lists, or the alpha-2 code in capitals.

    Returns:
        ISO 3166-1 alpha-2, lower case as in FollowTheMoney; Kosovo is ``xk``. Crimea is counted
        under Ukraine, Gaza and the West Bank under Palestine, as in ISO 3166-2.

    >>> [country(t) for t in ("Korea, North", "DPRK", "KP", "Syrian", "Atlantis")]
    ['kp', 'kp', 'kp', 'sy', None]
    """
    names, codes = _table()
    text = text.strip()
    if len(text) == 2 and text.isupper() and text.lower() in codes:
        return text.lower()
    return names.get(fold(text))


def countries(texts: Iterable[str | None]) -> tuple[str, ...]:
    """Return the codes of those that are known, each once, sorted.

    >>> countries(["Russia", "North Korea", "Atlantis", None])
    ('kp', 'ru')
    """
    found = {country(text) for text in texts if text}
    return tuple(sorted(code for code in found if code))


@cache
def _table() -> tuple[dict[str, str], frozenset[str]]:
    file = resources.files("tidewaiter.names") / "data" / "countries.csv"
    rows = list(csv.DictReader(file.read_text(encoding="utf-8").splitlines()))
    names = {fold(name): row["code"] for row in rows for name in row["names"].split("|")}
    return names, frozenset(row["code"] for row in rows)
