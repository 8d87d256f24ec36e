"""The words of quantities, kept as data."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import cast


@cache
def _tables() -> dict[str, dict[str, object]]:
    path = files("tidewaiter.press.extract") / "data" / "quantities.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def values(table: str) -> dict[str, float]:
    """Return a table from word to number.

    >>> values("scales")["crore"]
    10000000.0
    """
    return {word: float(cast("float", value)) for word, value in _tables()[table].items()}


@cache
def intervals(table: str) -> dict[str, tuple[float, float]]:
    """Return a table from word to its least and greatest value."""
    pairs = cast("dict[str, list[float]]", _tables()[table])
    return {word: (float(low), float(high)) for word, (low, high) in pairs.items()}


@cache
def names(table: str) -> dict[str, str]:
    """Return a table from word to word."""
    return cast("dict[str, str]", _tables()[table])


@cache
def words(table: str, group: str) -> frozenset[str]:
    """Return a list of words."""
    return frozenset(cast("list[str]", _tables()[table][group]))


@cache
def mapping(table: str, group: str) -> dict[str, str]:
    """Return a list of words that stand for another each."""
    return cast("dict[str, str]", _tables()[table][group])


@cache
def phrases(table: str, group: str) -> tuple[tuple[str, ...], ...]:
    """Return phrases as tuples of words, the longest first."""
    found = {tuple(phrase.split()) for phrase in words(table, group)}
    return tuple(sorted(found, key=lambda phrase: (-len(phrase), phrase)))
