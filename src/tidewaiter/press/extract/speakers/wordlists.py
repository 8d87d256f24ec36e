"""Word lists about people, bodies and states, read once from ``data/``."""

from __future__ import annotations

import tomllib
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files
from typing import cast


@cache
def table(name: str) -> dict[str, object]:
    """Return a data file's content."""
    return tomllib.loads(
        (files("tidewaiter.press.extract") / "data" / name).read_text(encoding="utf-8")
    )


@cache
def people(part: str) -> frozenset[str]:
    """Return a list of ``people.toml``: titles, before, portfolios, nouns and so on."""
    return frozenset(cast("list[str]", table("people.toml")[part]))


@cache
def bodies(part: str) -> frozenset[str]:
    """Return a list of ``bodies.toml``: organisations, groups, records, media and so on."""
    return frozenset(cast("list[str]", table("bodies.toml")[part]))


@lru_cache(maxsize=4096)
def does(noun: str) -> bool:
    """Say whether a noun means who does something, by its ending ("recruiter").

    >>> does("recruiter"), does("river")
    (True, False)
    """
    return noun.endswith(tuple(people("doers"))) and noun not in people("no_doers")


@cache
def clues(group: str, part: str) -> frozenset[str]:
    """Return a list of ``clues.toml``, by group and name."""
    return frozenset(cast("dict[str, dict[str, list[str]]]", table("clues.toml"))[group][part])


@cache
def doings() -> dict[str, str]:
    """Return verb → noun of who does it ("chairs" makes a chairman)."""
    return cast("dict[str, str]", table("people.toml")["doings"])


@lru_cache(maxsize=4096)
def called(word: str) -> frozenset[str]:
    """Return what later sentences may call a body with this word in its name."""
    names = cast("dict[str, list[str]]", table("bodies.toml")["called"])
    return frozenset(names.get(word, ()))


@cache
def called_so() -> frozenset[str]:
    """Return all nouns by which later sentences may call a body for a word in its name."""
    names = cast("dict[str, list[str]]", table("bodies.toml")["called"])
    return frozenset(noun for nouns in names.values() for noun in nouns)


@lru_cache(maxsize=4096)
def same_office(noun: str) -> frozenset[str]:
    """Return the nouns for the same office, the noun itself included.

    >>> sorted(same_office("chairwoman"))
    ['chair', 'chairman', 'chairperson', 'chairwoman']
    """
    groups = cast("list[list[str]]", table("people.toml")["offices"])
    return frozenset({noun}.union(*(group for group in groups if noun in group)))


@lru_cache(maxsize=4096)
def wider(noun: str) -> frozenset[str]:
    """Return the titles of whom a general noun may mean ("the officer": a colonel)."""
    names = cast("dict[str, list[str]]", table("people.toml")["wider"])
    return frozenset(names.get(noun, ()))


@lru_cache(maxsize=4096)
def gender_of_noun(noun: str) -> str | None:
    """Return ``m`` or ``f`` where a title or noun is for men or for women alone."""
    lists = cast("dict[str, list[str]]", table("people.toml")["gender"])
    if noun in lists["male"]:
        return "m"
    return "f" if noun in lists["female"] else None


@lru_cache(maxsize=4096)
def gender_of_given(name: str) -> str | None:
    """Return ``m`` or ``f`` for a given name in use by men or by women alone, else None.

    >>> gender_of_given("Ingrid"), gender_of_given("Jean-Louis"), gender_of_given("Xylo")
    ('f', 'm', None)
    """
    men, women = _given()
    folded = fold(name)
    if folded in men:
        return "m"
    return "f" if folded in women else None


@cache
def _given() -> tuple[frozenset[str], frozenset[str]]:
    lists = cast("dict[str, list[str]]", table("given.toml"))
    men = frozenset(map(fold, lists["male"]))
    women = frozenset(map(fold, lists["female"]))
    return men - women, women - men


@lru_cache(maxsize=16384)
def fold(text: str) -> str:
    """Return a word for comparison: small letters, no accents, straight apostrophes.

    >>> fold("Élysée’s")
    "elysee's"
    """
    plain = unicodedata.normalize("NFKD", text.casefold().replace("’", "'"))
    return "".join(c for c in plain if not unicodedata.combining(c))
