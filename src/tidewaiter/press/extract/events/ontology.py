"""Which type of event words stand for, read from ``data/ontology.toml`` and ``things.toml``.

A *frame* says what stands beside a verb: ``send|bring >goods to:place`` reads "send or bring,
where goods are what it is done to and a place follows *to*". ``>class`` is the logical object
(the subject of a passive), ``<class`` the doer, ``preposition:class`` a phrase, ``+word`` a
particle or adverb. A class is a list of nouns, ``*`` any noun, ``=transfer`` a noun that is
itself an event of that type. The frame with most conditions counts.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Protocol, cast

from tidewaiter.model.claims import EventType

ANY = "*"
_NONE: frozenset[str] = frozenset()


class Surroundings(Protocol):
    """What a frame is matched against."""

    def doer_is(self, name: str) -> bool:
        """Whether the doer is of a class."""

    def object_is(self, name: str) -> bool:
        """Whether what it is done to is of a class."""

    def phrase_is(self, preposition: str, name: str) -> bool:
        """Whether a preposition is followed by a noun of a class."""

    def has_word(self, word: str) -> bool:
        """Whether a particle or adverb stands beside the verb."""


@dataclass(frozen=True, slots=True)
class Frame:
    """Conditions under which a verb stands for a type of event; each holds alternatives."""

    kind: EventType
    doer: tuple[str, ...] = ()
    objects: tuple[str, ...] = ()
    phrases: tuple[tuple[tuple[str, ...], str], ...] = ()
    words: tuple[tuple[str, ...], ...] = ()

    def weight(self) -> float:
        """How much it asks for: a doer says least, "any noun" little."""
        worth = [(name, 1.3 if name in listed("telling") else 0.8) for name in self.doer]
        worth += [(name, 1.0) for name in self.objects]
        worth += [(name, 1.2) for _, name in self.phrases]
        return 1.2 * len(self.words) + sum(0.4 * w if n == ANY else w for n, w in worth)

    def fits(self, around: Surroundings) -> bool:
        """Whether all conditions hold."""
        for name in self.doer:
            if not around.doer_is(name):
                return False
        for name in self.objects:
            if not around.object_is(name):
                return False
        for options in self.words:
            if not any(around.has_word(w) for w in options):
                return False
        for options, name in self.phrases:
            if not any(around.phrase_is(preposition, name) for preposition in options):
                return False
        return True


@cache
def _table() -> dict[str, dict[str, list[str]]]:
    folder = files("tidewaiter.press.extract") / "data"
    both: dict[str, dict[str, list[str]]] = {}
    for name in ("ontology.toml", "things.toml"):
        text = (folder / name).read_text(encoding="utf-8")
        both |= cast("dict[str, dict[str, list[str]]]", tomllib.loads(text))
    return both


@lru_cache(maxsize=8192)
def base_forms(word: str, lemma: str) -> tuple[str, ...]:
    """Return the forms under which a word may stand in the tables, the model's lemma first.

    >>> base_forms("capped", "capped")
    ('capped', 'capp', 'cappe', 'cap')
    """
    forms = [lemma, word]
    for ending in ("ed", "ing", "es", "s"):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            stem = word[: -len(ending)]
            forms += [stem, f"{stem}e"]
            if stem[-1] == stem[-2]:
                forms.append(stem[:-1])
            break
    return tuple(dict.fromkeys(forms))


def frames(verb: str) -> tuple[Frame, ...]:
    """Return the frames of a verb's lemma, those with most conditions first."""
    return _frames().get(verb, ())


def plain(verb: str) -> EventType | None:
    """Return the type that a verb has whatever stands beside it.

    >>> plain("torpedo"), plain("hum")
    ('attack', None)
    """
    return _lemmas("verbs").get(verb)


def noun(lemma: str) -> EventType | None:
    """Return the type of a noun that is an event ("shipment")."""
    return _lemmas("nouns").get(lemma)


def adjective(lemma: str) -> EventType | None:
    """Return the type of an adjective that judges ("unlawful")."""
    return _lemmas("adjectives").get(lemma)


@cache
def topics() -> tuple[tuple[str, EventType], ...]:
    """Return class of things → type that they suggest where there is no verb, the surest first."""
    return tuple(
        (name, cast("EventType", kind))
        for kind, names in _table()["topics"].items()
        for name in names
    )


def classes(lemma: str) -> frozenset[str]:
    """Return the classes of a noun's lemma.

    >>> sorted(classes("embargo"))
    ['=sanction', 'measure']
    """
    return _classes().get(lemma, _NONE)


@cache
def governs(kind: str) -> frozenset[str]:
    """Return the words that only help another: ``control`` a verb, ``nominal`` a noun."""
    return frozenset(_table()["light"][kind])


@cache
def listed(name: str) -> frozenset[str]:
    """Return one of the lists of words."""
    return frozenset(_table()["light" if name in _table()["light"] else "words"][name])


def section(name: str) -> dict[str, list[str]]:
    """Return one section of the tables as it is written."""
    return _table()[name]


@cache
def event_verbs() -> frozenset[str]:
    """Return all verbs that can stand for an event other than a statement."""
    plain_verbs = {v for v, kind in _lemmas("verbs").items() if kind != "statement"}
    framed = {v for v, found in _frames().items() if any(f.kind != "statement" for f in found)}
    return frozenset(plain_verbs | framed)


@cache
def telling_verbs() -> frozenset[str]:
    """Return the verbs that by themselves name a checkable act: no statement, stance or backing."""
    mere = ("statement", "policy", "support")
    return frozenset(v for v, kind in _lemmas("verbs").items() if kind not in mere)


@cache
def _lemmas(section: str) -> dict[str, EventType]:
    out: dict[str, EventType] = {}
    for kind, lemmas in _table()[section].items():
        for lemma in lemmas:
            out.setdefault(lemma, cast("EventType", kind))
    return out


@cache
def _classes() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for section in ("classes", "small"):
        for name, lemmas in _table()[section].items():
            for lemma in lemmas:
                found[lemma].add(name)
    for lemma, kind in _lemmas("nouns").items():
        found[lemma].add(f"={kind}")
    return {lemma: frozenset(names) for lemma, names in found.items()}


@cache
def _frames() -> dict[str, tuple[Frame, ...]]:
    found: dict[str, list[Frame]] = defaultdict(list)
    for kind, patterns in _table()["frames"].items():
        for pattern in patterns:
            verbs, *conditions = pattern.split()
            frame = _frame(cast("EventType", kind), conditions)
            for verb in verbs.split("|"):
                found[verb].append(frame)
    return {
        verb: tuple(sorted(several, key=lambda frame: -frame.weight()))
        for verb, several in found.items()
    }


def _frame(kind: EventType, conditions: list[str]) -> Frame:
    """Read the conditions of a pattern.

    >>> _frame("transfer", [">goods", "to|into:place"]).phrases
    ((('to', 'into'), 'place'),)
    """
    doer, objects, phrases, words = [], [], [], []
    for condition in conditions:
        if condition.startswith("<"):
            doer.append(condition[1:])
        elif condition.startswith(">"):
            objects.append(condition[1:])
        elif condition.startswith("+"):
            words.append(tuple(condition[1:].split("|")))
        else:
            prepositions, _, name = condition.partition(":")
            phrases.append((tuple(prepositions.split("|")), name or ANY))
    return Frame(kind, tuple(doer), tuple(objects), tuple(phrases), tuple(words))
