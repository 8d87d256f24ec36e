"""Words that belong to the kind and not to the name: ship prefixes, legal forms, titles."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from functools import cache
from importlib import resources
from typing import NamedTuple

_SHIP = frozenset(["mv", "mt", "ms", "ss", "mts", "mtv", "vessel", "ship", "tanker", "yacht"])
#: M/V, M/T, T/B and so on, as two words.
_SHIP_LETTERS = frozenset(
    ["mv", "mt", "ms", "my", "mf", "mb", "tb", "tt", "fv", "sv", "sy", "ss", "st", "rv", "lv"]
)
_NUMBER_MARKS = frozenset({"no", "nr", "number", "num"})
_UNSPACED = re.compile("[\u3400-\u9fff\uac00-\ud7af]")


class _Terms(NamedTuple):
    """What :func:`glossed` puts for what: whole words, and runs of scripts without blanks."""

    spaced: re.Pattern[str]
    unspaced: re.Pattern[str]
    legal: re.Pattern[str]
    gloss: dict[str, str]
    generic: dict[str, str]


def _data(name: str) -> str:
    return (resources.files("tidewaiter.names") / "data" / name).read_text(encoding="utf-8")


@cache
def _terms() -> _Terms:
    gloss: dict[str, str] = {}
    generic: dict[str, str] = {}
    legal: list[str] = []
    for row in csv.DictReader(_data("terms.csv").splitlines()):
        term = row["term"]
        if term.isascii():
            if row["kind"] == "legal":
                legal.append(term)
            else:
                generic[term] = row["gloss"]
        else:
            gloss[term] = row["gloss"]

    def any_of(terms: Sequence[str]) -> str:
        return "|".join(re.escape(t) for t in sorted(terms, key=len, reverse=True))

    spaced = [t for t in gloss if not _UNSPACED.search(t)]
    unspaced = [t for t in gloss if _UNSPACED.search(t)]
    return _Terms(
        re.compile(rf"(?<!\w)(?:{any_of(spaced)})(?!\w)"),
        re.compile(any_of(unspaced)),
        re.compile(rf"(?:^|(?<= ))(?:{any_of(legal)})(?= |$)"),
        gloss,
        generic,
    )


def glossed(name: str) -> str:
    """Put legal forms and trade words of other scripts into English; what is not known stays.

    >>> glossed("ооо морские технологии").split()
    ['морские', 'technologies']
    """
    if name.isascii():
        return name
    terms = _terms()
    name = terms.spaced.sub(lambda m: f" {terms.gloss[m.group()]} ", name)
    return terms.unspaced.sub(lambda m: f" {terms.gloss[m.group()]} ", name)


def without_legal_form(folded: str) -> str:
    """Return a folded name without its legal forms; never nothing.

    >>> without_legal_form("sea trade co ltd"), without_legal_form("jsc morion")
    ('sea trade', 'morion')
    """
    rest = " ".join(_terms().legal.sub(" ", folded).split())
    return rest or folded


def trade_words() -> dict[str, str]:
    """Return words of trade that many companies share → the form in which they are compared."""
    return _terms().generic


@cache
def _titles() -> frozenset[str]:
    return frozenset(_data("titles.txt").split())


def without_titles(words: Sequence[str]) -> list[str]:
    """Return the words of a person's name without titles before and after it; never nothing.

    >>> without_titles(["general", "ri", "yong", "ho"]), without_titles(["haji"])
    (['ri', 'yong', 'ho'], ['haji'])
    """
    rest = list(words)
    while len(rest) > 1 and rest[0] in _titles():
        rest.pop(0)
    while len(rest) > 2 and rest[-1] in ("jr", "sr", "ii", "iii"):
        rest.pop()
    return rest


def without_ship_marks(words: Sequence[str]) -> list[str]:
    """Return folded words without ship prefixes and "No."; never nothing.

    >>> without_ship_marks(["m", "v", "tern"]), without_ship_marks(["sam", "jong", "no", "1"])
    (['tern'], ['sam', 'jong', '1'])
    """
    rest = list(words)
    if len(rest) > 2 and rest[0] + rest[1] in _SHIP_LETTERS:
        rest = rest[2:]
    elif len(rest) > 1 and rest[0] in _SHIP:
        rest = rest[1:]
    kept = [
        w
        for i, w in enumerate(rest)
        if not (
            w in _NUMBER_MARKS
            and i + 1 < len(rest)
            and (rest[i + 1].isdigit() or len(rest[i + 1]) <= 3)
        )
    ]
    return kept or list(words)


@cache
def given_names() -> dict[str, int]:
    """Return given names that are one name in several languages → the number of that name."""
    rows = _data("given.csv").splitlines()[1:]
    return {form: n for n, row in enumerate(rows) for form in row.split()}
