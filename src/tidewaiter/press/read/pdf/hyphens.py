"""Whether a hyphen at the end of a line cuts a word or belongs to it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection
from functools import cache
from importlib.resources import files


def is_cut(before: str, after: str, known: Collection[str] = ()) -> bool:
    """Say whether a hyphen at the end of a line only cuts a word, and is none of its own.

    No word list would settle it for names, of which the news is full: what the document writes
    elsewhere is believed, then parts that usually keep their hyphen.

    Args:
        before: Words before the hyphen.
        after: Letters at the head of the next line.
        known: Words of the document in small letters.

    >>> is_cut("its trans", "ponder"), is_cut("a Russian", "flagged"), is_cut("Lee Jae", "myung")
    (True, False, False)
    """
    words = re.split(r"[\s“”\"(]+", before)
    before = words[-1]
    if not before or not after or not after[0].islower():
        return False
    if f"{before}-{after}".lower() in known:
        return False
    if (before + after).lower() in known:
        return True
    if len(words) > 1 and words[-2] in _table("korean") and before.istitle():
        return False
    if "-" in before or "-" in after or before.lower() in _table("first"):
        return False
    return not {after.lower(), after.lower().rstrip("s")} & _table("second")


@cache
def _table(name: str) -> frozenset[str]:
    path = files("tidewaiter.press.read").joinpath("data/hyphens.toml")
    return frozenset(tomllib.loads(path.read_text("utf-8"))[name].split())
