"""Whom a phrase without a name means: somebody described before, or somebody new."""

from __future__ import annotations

import dataclasses
import re

from tidewaiter.press.extract.speakers import states
from tidewaiter.press.extract.speakers.discourse import Discourse
from tidewaiter.press.extract.speakers.earlier import code_or_word, described_before, one_more
from tidewaiter.press.extract.speakers.kinds import Kind
from tidewaiter.press.extract.speakers.memory import Entity
from tidewaiter.press.extract.speakers.naming import Described
from tidewaiter.press.extract.speakers.owners import after_owner, list_end, own_name, owner_text
from tidewaiter.press.extract.speakers.phrases import POSSESSIVES, Phrase
from tidewaiter.press.extract.speakers.reading import Reading
from tidewaiter.press.extract.speakers.wordlists import bodies, clues, does, people

_AGE = re.compile(r"\d+-year-old$")
_MORE = clues("descriptions", "more")
_ALIKE = clues("descriptions", "alike")
_DEFINITE = POSSESSIVES | {"the", "this", "that", "these", "those", "both"}


def by_description(
    past: Discourse, given: Reading, n: int, phrase: Phrase, here: Described, inner: bool
) -> Entity | None:
    """Return whom a phrase without a name means; None where it can be nobody.

    Args:
        past: What was said before.
        given: The sentence.
        n: Number of the phrase.
        phrase: The phrase, or an owner inside it.
        here: What it says.
        inner: Whether it is an owner inside the phrase ``n``.
    """
    last = given.line[phrase.last]
    if _AGE.search(last.low):
        given.codes[n] = "described before"
        among = [e for e in past.memory.present if e.person]
        return past.memory.best(among, given.number, given.start(phrase.first))
    if last.low in _MORE and (more := one_more(past, given, phrase)):
        return more
    owner = given.owners.get(n) if not inner else None
    definite = phrase.determiner in _DEFINITE or owner is not None
    definite = definite or (here.head in people("titles") and last.capital)
    found = described_before(past, given, phrase, here, owner) if definite else None
    if found is not None:
        given.codes[n] = "described before"
        return found
    if here.kind is None and last.low not in bodies("groups"):
        return None
    return _new(past, given, n, phrase, here, owner)


def take(past: Discourse, given: Reading, n: int) -> Entity | None:
    """Take in somebody who speaks and was not known as one who can."""
    phrase = given.phrases[n]
    here = given.described(n)
    if here.name is not None or here.head in bodies("records"):
        return None
    low = given.line[phrase.last].low
    human = does(low) or here.plural
    kind: Kind = "unnamed" if human else "organisation"
    made = dataclasses.replace(here, kind=kind)
    entity = _new(past, given, n, phrase, made, given.owners.get(n))
    given.entities[n] = entity
    return entity


def _new(
    past: Discourse, given: Reading, n: int, phrase: Phrase, here: Described, owner: Entity | None
) -> Entity:
    name = _name(given, n, phrase, here, owner)
    entity = Entity(name, here.kind, (), plural=here.plural)
    last = given.line[phrase.last]
    if last.low in bodies("groups"):
        entity.nouns.add(last.low)
    if here.head in bodies("records"):
        entity.others.add("record")
    entity.state = owner.state if owner is not None else None
    past.memory.add(entity)
    enrich(entity, here, given, n)
    return entity


def _name(given: Reading, n: int, phrase: Phrase, here: Described, owner: Entity | None) -> str:
    """Return a description as a claim gives it: without an article, with whose it is."""
    opens = phrase.determiner in _DEFINITE | {"a", "an"} and phrase.determiner != "both"
    first = phrase.first + (opens and phrase.first < phrase.last)
    end = given.phrases[n].end if phrase is given.phrases[n] else phrase.last
    if here.plural and end > phrase.last:
        end = list_end(given, end)
    if all(w.tag == "CD" for w in given.line[phrase.last + 2 : end + 1]):
        end = phrase.last  # "the crew of nine"
    if phrase is given.phrases[n]:
        given.ends[n] = end
    name = given.text(first, end)
    if owner is None:
        return name
    if phrase.owner < 0:
        return f"{owner.name}'s {name}" if here.kind == "organisation" and owner.words else name
    if owner.kind == "thing" or own_name(given, phrase, here, owner):
        return given.text(phrase.owner + 1, end)
    if owner.kind is None:
        return name
    return f"{owner_text(given, phrase, owner)} {after_owner(given, phrase, end)}"


def enrich(entity: Entity, here: Described, given: Reading, n: int) -> None:
    """Add what a phrase says of somebody."""
    if entity.kind == "state":
        return
    entity.nouns |= here.nouns
    like = given.owners.get(n)
    if like is not None and like.person and here.nouns & _ALIKE:
        entity.nouns |= like.nouns
    entity.others |= {code_or_word(word) for word in here.others}
    entity.gender = entity.gender or here.gender
    if entity.kind is None and not (here.guessed and here.kind == "organisation"):
        entity.kind = here.kind if here.kind != "unnamed" else "person"
    owner = given.owners.get(n)
    if owner is not None:
        entity.others |= {"of:" + owner.name}
        entity.state = entity.state or owner.state
    phrase = given.phrases[n]
    for word in given.line[phrase.last + 1 : phrase.end + 1]:
        known = states.state(word.text)
        entity.others.add(known.code if known else word.low)
        if known is not None and entity.kind != "person":
            entity.state = entity.state or known.code
