"""The words that say what a content is about, with what stands beside them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tidewaiter.press.extract.attribution import Attribution
from tidewaiter.press.extract.events import ontology
from tidewaiter.press.extract.events.arguments import (
    COPULAS,
    agents_of,
    noun_before,
    objects_of,
    receivers_of,
    subjects_of,
)
from tidewaiter.press.extract.events.main_words import SUBJECTS, VERBS, is_verbal, misread

if TYPE_CHECKING:
    from spacy.tokens import Token

_BELOW = frozenset({"xcomp", "ccomp", "acomp", "attr", "pcomp"})
_BESIDE = frozenset({"ADP", "ADV", "ADJ", "PART", "NOUN"})
_OF_WHAT = {"out": "from", "north": "near", "south": "near", "east": "near", "west": "near"}


@dataclass(frozen=True, slots=True)
class Predicate:
    """A main word and its arguments, the passive turned round.

    Attributes:
        word: Verb, or noun or adjective that is predicated.
        doers: Heads of what acts.
        objects: Heads of what it is done to; the subject of a passive.
        receivers: Heads of indirect objects ("gave *Ukraine* shells").
        phrases: Prepositions, each with the head of what follows it, in the order of the text.
        words: Particles and adverbs.
        passive: Whether the verb is passive.
    """

    word: Token
    doers: tuple[Token, ...] = ()
    objects: tuple[Token, ...] = ()
    receivers: tuple[Token, ...] = ()
    phrases: tuple[tuple[str, Token], ...] = ()
    words: frozenset[str] = frozenset()
    passive: bool = False

    @property
    def lemma(self) -> str:
        """The main word's lemma, lower case."""
        return self.word.lemma_.lower()


def predicate(word: Token, given: Attribution) -> Predicate:
    """Return a word with its arguments, those that other predicates lend it included."""
    passive = _passive(word)
    predicated = is_verbal(word) or word.dep_ in ("attr", "acomp", "oprd")
    subjects = tuple(subjects_of(word, given)) if predicated else ()
    if not subjects and not passive and given.act in ("say", "narrate", "warn", "acknowledge"):
        subjects = tuple(noun_before(word, given))
    by = tuple(agents_of(word)) if passive else ()
    objects = tuple(objects_of(word, given))
    participle = word.dep_ == "acl" and word.tag_ == "VBN" and not misread(word)
    if passive or participle:
        doers, objects = by, (*subjects, *objects)
    else:
        doers = subjects
    receivers = tuple(receivers_of(word))
    if passive and receivers == () and len(objects) > 1 and word.lemma_.lower() in ("give", "pay"):
        receivers, objects = objects[:1], objects[1:]
    return Predicate(
        word,
        doers,
        objects,
        receivers,
        tuple(_phrases(word, given)),
        frozenset(_words(word)),
        passive or participle,
    )


def _passive(word: Token) -> bool:
    return any(c.dep_ in ("auxpass", "nsubjpass", "agent") for c in word.children) or (
        word.tag_ == "VBN"
        and word.dep_ == "conj"
        and word.head.tag_ == "VBN"
        and any(c.dep_ in ("auxpass", "nsubjpass") for c in word.head.children)
        and not any(c.dep_ in ("nsubj", "aux") for c in word.children)
    )


def _phrases(word: Token, given: Attribution) -> Iterator[tuple[str, Token]]:
    found: list[tuple[int, str, Token]] = []
    stack = list(word.children)
    while stack:
        token = stack.pop()
        if token.dep_ in SUBJECTS and token.i < word.i:
            continue
        if token.pos_ in VERBS and token.dep_ not in ("pcomp", "prep", "conj"):
            continue
        if token.dep_ == "conj" and any(c.dep_ in SUBJECTS for c in token.children):
            continue
        if token.pos_ == "ADP" or token.dep_ in ("prep", "dative"):
            thing = next((c for c in token.children if c.dep_ in ("pobj", "pcomp")), None)
            name = _preposition(token)
            if thing is not None and name is not None:
                found.append((token.i, name, thing))
        if token.dep_ not in ("relcl", "acl", "advcl", "ccomp"):
            stack.extend(token.children)
    stop = given.last + 1 if is_verbal(word) else _verdict(word, given)
    for place, preposition, thing in sorted(found, key=lambda f: f[0]):
        if given.first <= thing.i <= given.last and place < stop:
            yield preposition, thing


def _preposition(token: Token) -> str | None:
    """The preposition as frames know it: "out of" is "from"; None for "of", "by" and hyphens."""
    before = token.doc[token.i - 1] if token.i else None
    if before is not None and before.text == "-":
        return None
    if token.lower_ == "of":
        return _OF_WHAT.get(before.lower_) if before is not None else None
    return None if token.dep_ == "agent" else str(token.lower_)


def _verdict(noun: Token, given: Attribution) -> int:
    """Where the judgement on a noun begins: the "as" or the quotation behind it."""
    for i in range(noun.i + 1, given.last + 1):
        if noun.doc[i].lower_ == "as" or noun.doc[i].is_quote:
            return i
    return given.last + 1


def _words(word: Token) -> Iterator[str]:
    for child in word.children:
        if child.dep_ in ("prt", "advmod", "acomp", "prep", "oprd", "advcl", "npadvmod"):
            yield child.lower_
    nearby = range(word.i + 1, min(word.i + 6, len(word.doc)))
    for i in nearby:
        token = word.doc[i]
        if token.pos_ in VERBS and token.tag_ != "VBN":
            break
        if token.pos_ in _BESIDE and token.dep_ not in ("pobj", "amod"):
            yield token.lower_


def below(found: Predicate, given: Attribution) -> Token | None:
    """Return the word that a helping word governs ("*began* → shipping"), None if none."""
    word = found.word
    lemma = found.lemma
    if lemma not in ontology.governs("control") and word.lower_ not in ontology.governs("control"):
        return None
    options: list[Token] = [
        c
        for c in word.children
        if given.holds(c.i)
        and c.i != given.cue.i
        and (c.dep_ in _BELOW or (c.dep_ == "advcl" and any(g.lower_ == "to" for g in c.lefts)))
    ]
    for preposition in (c for c in word.children if c.dep_ == "prep"):
        options += [c for c in preposition.children if c.dep_ == "pcomp"]
    for thing in options:
        if is_verbal(thing):
            return thing
    if lemma in COPULAS:
        return next((c for c in options if c.dep_ in ("acomp", "attr")), None)
    return None
