"""Whom each phrase means, sentence by sentence, looking back only."""

from __future__ import annotations

from tidewaiter.press.extract.speakers.descriptions import by_description, enrich
from tidewaiter.press.extract.speakers.discourse import Discourse
from tidewaiter.press.extract.speakers.links import doings_in, pairs_in, provocation_in
from tidewaiter.press.extract.speakers.memory import CLAUSE, OWNS, Entity
from tidewaiter.press.extract.speakers.named import by_name
from tidewaiter.press.extract.speakers.phrases import POSSESSIVES, PRONOUNS, Phrase
from tidewaiter.press.extract.speakers.pronouns import pronoun
from tidewaiter.press.extract.speakers.reading import Reading
from tidewaiter.press.extract.speakers.seats import state_meant


def read(past: Discourse, given: Reading) -> None:
    """Find whom each phrase of a sentence means."""
    past.memory.forget(given.number)
    past.see_forms(given.line)
    for n in range(len(given.phrases)):
        identify(past, given, n)
    doings_in(given)
    pairs_in(past, given)
    provocation_in(past, given)


def identify(past: Discourse, given: Reading, n: int) -> Entity | None:
    """Return whom a phrase means, and note the mention."""
    if given.entities[n] is not None or given.codes[n]:
        return given.entities[n]
    given.codes[n] = "description"
    phrase = given.phrases[n]
    word = given.line[phrase.first]
    entity: Entity | None
    if phrase.first == phrase.last and word.low in PRONOUNS:
        entity, given.codes[n] = pronoun(past.memory, given, n, past.last)
    elif n in given.twins:
        entity = _twin(past, given, n)
    else:
        _owner(past, given, n)
        entity = _meant(past, given, n)
    given.entities[n] = entity
    if entity is not None:
        past.memory.mention(entity, given.number, given.start(phrase.first), given.stress(n))
    return entity


def _twin(past: Discourse, given: Reading, n: int) -> Entity | None:
    """Identify both phrases of an apposition."""
    _owner(past, given, n)
    here = given.described(n)
    if here.name is not None:
        entity = _meant(past, given, n)
        if entity is not None:
            enrich(entity, given.described(given.twins[n]), given, given.twins[n])
            _owner(past, given, given.twins[n])
            given.entities[given.twins[n]] = entity
            given.codes[given.twins[n]] = "name"
        return entity
    entity = identify(past, given, given.twins[n])
    if entity is not None:
        enrich(entity, here, given, n)
        given.codes[n] = "name"
        offset = given.start(given.phrases[n].first)
        past.memory.mention(entity, given.number, offset, given.stress(n))
    return entity


def _owner(past: Discourse, given: Reading, n: int) -> None:
    """Find whom the owner in a phrase means ("its", "the group's")."""
    phrase = given.phrases[n]
    offset = given.start(phrase.first)
    entity: Entity | None = None
    if phrase.determiner in POSSESSIVES and phrase.owner < 0:
        entity, _ = pronoun(past.memory, given, n, past.last)
    elif phrase.owner >= 0:
        inner = Phrase(
            phrase.first, phrase.owner, phrase.owner, phrase.determiner, _before(given, phrase)
        )
        entity = _meant(past, given, n, inner)
    if entity is not None:
        given.owners[n] = entity
        weight = OWNS if given.stress(n) >= CLAUSE else 1.0
        past.memory.mention(entity, given.number, offset, weight)


def _meant(past: Discourse, given: Reading, n: int, inner: Phrase | None = None) -> Entity | None:
    phrase = inner or given.phrases[n]
    if inner is not None and given.line[phrase.last].low in PRONOUNS:
        return None
    here = given.said(phrase)
    code = state_meant(past, given, phrase, here)
    if code:
        given.codes[n] = "name"
        return past.state(code)
    if here.name is not None:
        return by_name(past, given, n, phrase, here)
    return by_description(past, given, n, phrase, here, inner is not None)


def _before(given: Reading, phrase: Phrase) -> int:
    """Return the owner of an owner ("Bolivia's navy's")."""
    inside = [i for i in range(phrase.first, phrase.owner) if given.line[i].genitive]
    return inside[-1] if inside else -1
