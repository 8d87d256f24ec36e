"""States as texts name them: by name, by seat of government, by people."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal, cast

from tidewaiter.press.extract.speakers.wordlists import fold, table

Way = Literal["name", "seat", "people"]
#: Short forms that are written out; others ("DPRK") stay as the text has them.
SHORT = frozenset({"us", "u.s.", "usa", "u.s.a.", "uk", "u.k.", "uae", "eu", "un", "u.n."})


@dataclass(frozen=True, slots=True)
class State:
    """A state that a text names: its code, and by what."""

    code: str
    way: Way


@cache
def _known() -> tuple[dict[str, State], dict[str, str]]:
    known: dict[str, State] = {}
    names: dict[str, str] = {}
    entries = cast("dict[str, dict[str, list[str]]]", table("states.toml"))
    for code, entry in entries.items():
        names[code] = entry["names"][0]
        ways: tuple[tuple[Way, str], ...] = (
            ("name", "names"),
            ("seat", "seats"),
            ("people", "people"),
        )
        for way, part in ways:
            for text in entry[part]:
                known.setdefault(fold(text), State(code, way))
    return known, names


@lru_cache(maxsize=16384)
def state(text: str) -> State | None:
    """Return the state that a text names, without an article; None if it names none.

    >>> state("Moscow"), state("Finnish")
    (State(code='ru', way='seat'), State(code='fi', way='people'))
    """
    return _known()[0].get(fold(text))


def name(code: str) -> str:
    """Return the name of a state that most texts use.

    >>> name("gb")
    'United Kingdom'
    """
    return _known()[1][code]


@cache
def long_names() -> frozenset[tuple[str, ...]]:
    """Return the names, seats and peoples of several words, folded, word by word."""
    return frozenset(
        tuple(text.split())
        for text in _known()[0]
        if (" " in text and not text.startswith("the ")) or text == "the hague"
    )


def long_sizes(first: str) -> tuple[int, ...]:
    """Return how many words the names have that begin with a word, the longest first.

    >>> long_sizes("bosnia"), long_sizes("peru")
    ((3,), ())
    """
    return _long_sizes().get(first, ())


@cache
def _long_sizes() -> dict[str, tuple[int, ...]]:
    sizes: dict[str, set[int]] = {}
    for words in long_names():
        sizes.setdefault(words[0], set()).add(len(words))
    return {first: tuple(sorted(several, reverse=True)) for first, several in sizes.items()}
