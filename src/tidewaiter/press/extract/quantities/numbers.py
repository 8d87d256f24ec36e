"""Numbers in words or figures, whichever way they are written."""

from __future__ import annotations

from functools import cache

from tidewaiter.press.extract.quantities.amount import Number
from tidewaiter.press.extract.quantities.digits import digits
from tidewaiter.press.extract.quantities.plain import Tokens, plain
from tidewaiter.press.extract.quantities.shares import multiple, share
from tidewaiter.press.extract.quantities.spelled import spelled
from tidewaiter.press.extract.quantities.vague import group, half, vague
from tidewaiter.press.extract.quantities.words import intervals, values


def number(tokens: Tokens, i: int) -> Number | None:
    """Read the number that begins at a token, None where none does.

    >>> number(plain("two and a half million").tokens, 0).low
    2500000.0
    """
    if i >= len(tokens) or tokens[i].kind in ("mark", "void"):
        return None
    if tokens[i].kind != "figure" and not _may_begin(tokens[i].lower):
        return None
    for way in (multiple, share, vague, group, half, digits, spelled):
        found = way(tokens, i)
        if found is not None:
            return found
    return None


def _may_begin(word: str) -> bool:
    """Say whether a number can begin with a word."""
    return word in _first_words() or word.endswith("fold")


@cache
def _first_words() -> frozenset[str]:
    tables = (values("numbers"), values("groups"), values("times"), intervals("plurals"))
    return frozenset(["a", "an", "half", "several", "many", "few"]).union(*tables)


def value(text: str) -> float | None:
    """Return what a number in words or figures is, or None where the text is no such number.

    >>> value("nine million"), value("480,000"), value("twenty-four")
    (9000000.0, 480000.0, 24.0)
    """
    tokens = plain(text).tokens
    found = number(tokens, 0)
    if found is None or found.end != len(tokens) or found.kind != "count":
        return None
    return found.low
