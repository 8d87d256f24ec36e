"""Words that bound a number: "up to", "around", "at least", "or more"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from tidewaiter.press.extract.quantities.amount import Number
from tidewaiter.press.extract.quantities.numbers import number
from tidewaiter.press.extract.quantities.plain import Tokens, lower
from tidewaiter.press.extract.quantities.words import phrases, words

Bound = Literal["exact", "about", "nearly", "at_most", "at_least"]
Interval = tuple[float | None, float | None, float | None]

_MANY = 20
_ABOUT = 0.1  # the contract's tenth around "about", "some", "roughly"


@dataclass(frozen=True, slots=True)
class Prefix:
    """A bound before a number and the token at which its words begin."""

    bound: Bound
    start: int


def interval(low: float, high: float, bound: Bound, *, vague: bool = False) -> Interval:
    """Return ``(low, best, high)`` of a number or a range, by the table of the claim contract.

    Args:
        low: The number, or the lower end of a range.
        high: The number, or the upper end of a range.
        bound: How it is bounded.
        vague: Whether the words name a range of their own ("dozens").

    >>> interval(600, 600, "about"), interval(600, 600, "at_most")
    ((540.0, 600, 660.0), (0.0, None, 600))
    """
    if bound == "at_most":
        return 0.0, None, high
    if bound == "at_least":
        return low, None, None
    if vague or low != high:
        return low, None, high
    if bound == "about":
        return round(low * (1 - _ABOUT), 6), low, round(low * (1 + _ABOUT), 6)
    if bound == "nearly":
        return round(low * (1 - _ABOUT), 6), low, low
    return low, low, low


def before(tokens: Tokens, i: int) -> Prefix:
    """Read the bound that ends just before a token; of two, the one with an open side holds.

    "At least some 40" is at least 40.
    """
    at, found = i, Prefix("exact", i)
    for _ in range(3):
        phrase = _ending_at(tokens, at, _table("bounds"))
        if phrase is None:
            filler = _filler(tokens, at)
            if filler is None:
                break
            at -= filler
            continue
        bound, length = phrase
        at -= length
        if found.bound not in ("at_most", "at_least"):
            found = Prefix(bound, at)
    return found


def after(tokens: Tokens, at: int) -> tuple[Bound, int] | None:
    """Read the bound that begins at a token: "or more", "-odd", "at most"."""
    table, firsts = _table("after"), _firsts()
    start = at + 1 if lower(tokens, at) in ("-", ",") else at
    if lower(tokens, start) not in firsts:
        return None
    following = tuple(lower(tokens, n) for n in range(start, start + 5))
    for length in range(5, 0, -1):
        phrase = following[:length]
        if phrase in table and _stands_after(tokens, at, start + length, phrase):
            return table[phrase], start + length
    return None


@cache
def _firsts() -> frozenset[str]:
    return frozenset(phrase[0] for phrase in _table("after"))


def _stands_after(tokens: Tokens, at: int, end: int, phrase: tuple[str, ...]) -> bool:
    """Tell "40 at least" from "40, at least 12 of them", "40-some" from "40 some"."""
    dashed = lower(tokens, at) == "-"
    joined = dashed and not tokens[at].space
    if phrase in (("some",), ("something",)):
        return joined
    if phrase == ("plus",) and not joined and lower(tokens, end) in ("a", "the", "another"):
        return False
    if not (joined or not dashed) or lower(tokens, end) in ("than", "to"):
        return False
    return number(tokens, end) is None


@cache
def _table(name: str) -> Mapping[tuple[str, ...], Bound]:
    """Return phrase to bound."""
    groups: tuple[Bound, ...] = ("at_most", "at_least", "nearly", "about")
    pairs = [(phrase, group) for group in groups for phrase in phrases(name, group)]
    return dict(pairs)


def _ending_at(
    tokens: Tokens, at: int, table: Mapping[tuple[str, ...], Bound]
) -> tuple[Bound, int] | None:
    for length in range(min(5, at), 0, -1):
        phrase = tuple(lower(tokens, n) for n in range(at - length, at))
        bound = table.get(phrase)
        if bound is not None:
            return bound, length
    return None


@cache
def _fillers() -> frozenset[tuple[str, ...]]:
    return frozenset(phrases("between", "fillers"))


def _filler(tokens: Tokens, at: int) -> int | None:
    """Return how many tokens before one only stand between a bound and its number."""
    fillers = _fillers()
    for length in (3, 2, 1):
        if at >= length and tuple(lower(tokens, n) for n in range(at - length, at)) in fillers:
            return length
    return None


def holds(
    tokens: Tokens, prefix: Prefix, found: Number, unit: str | None, *, measured: bool
) -> bool:
    """Say whether the words before a number bound it, or are prepositions of something else.

    "Under three flags", "over two days", "talks about three islands", "handed over 15 prisoners".

    Args:
        tokens: The tokens of the text.
        prefix: What :func:`before` found.
        found: The number.
        unit: What is counted.
        measured: Whether that is a measure (tonnes, hours, percent, money).
    """
    phrase = [lower(tokens, n) for n in range(prefix.start, found.end)]
    word, previous = phrase[0], lower(tokens, prefix.start - 1)
    if word == "as" and previous in ("twice", "times", "half", "thrice", "fold"):
        return False
    if word == "past":
        return previous in words("guards", "changes")
    if word not in _PREPOSITIONS:
        return True
    if word == "over" and previous in words("guards", "phrasal"):
        return False
    if previous in words("guards", "topics") and word in ("over", "about"):
        return False
    if word == "under" and unit in words("guards", "authorities"):
        return False
    if word == "over" and unit in words("units", "times"):
        return _longer_than(tokens, found, previous)
    if word == "over" and previous in words("guards", "perhaps_phrasal"):
        return measured or found.high >= _MANY
    small = found.words and found.high < 10 and found.scale == 1
    if previous in words("guards", "perhaps_phrasal") and small:
        return measured
    return word in ("some", "about", "close", "approaching") or measured or not small


_PREPOSITIONS = frozenset(
    ["over", "under", "about", "above", "below", "beneath", "around", "beyond", "some", "close",
     "approaching", "north"]
)  # fmt: skip
_AGED = frozenset(["old", "of", "ago"])


def _longer_than(tokens: Tokens, found: Number, previous: str) -> bool:
    """Tell "for over two weeks" from "talks over two weeks" (in the course of them)."""
    if previous in words("guards", "lasting") | {"than", "of", "is", "was", "been", "aged"}:
        return True
    old = any(lower(tokens, found.end + n) in _AGED for n in (1, 2))
    return old or found.high > 12
