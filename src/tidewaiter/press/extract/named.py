"""Whom a proper name means: somebody named before, in full or in part, or somebody new."""

from __future__ import annotations

from tidewaiter.press.extract import states
from tidewaiter.press.extract.descriptions import enrich
from tidewaiter.press.extract.discourse import Discourse
from tidewaiter.press.extract.memory import Entity
from tidewaiter.press.extract.naming import Described, folded_name
from tidewaiter.press.extract.owners import after_owner, owner_text
from tidewaiter.press.extract.phrases import Phrase
from tidewaiter.press.extract.pronouns import said_before
from tidewaiter.press.extract.reading import Reading
from tidewaiter.press.extract.titled import kept_owner, name_end, name_text, of_body
from tidewaiter.press.extract.wordlists import clues

_REPLIES = clues("names", "replies")


def by_name(past: Discourse, given: Reading, n: int, phrase: Phrase, here: Described) -> Entity:
    """Return whom a phrase with a proper name means.

    Args:
        past: What was said before.
        given: The sentence.
        n: Number of the phrase.
        phrase: The phrase, or an owner inside it.
        here: What it says.
    """
    assert here.name is not None
    end = name_end(given, phrase, here)
    query = folded_name(given.line, (here.name[0], end))
    for m in range(n + 1, len(given.phrases)):
        if given.phrases[m].first <= end:
            given.codes[m] = "inside a name"
    offset = given.start(phrase.first)
    among = [e for e in past.memory.named(query) if _agrees(e, here)]
    code = _state_of(given, n, phrase, end)
    if code and here.kind not in ("person", "state"):
        among = [e for e in among if e.state in (None, code)]
    whole = [e for e in among if e.words == query]
    titled = [e for e in among if here.nouns & e.nouns]
    reply = _other_than(past, given, phrase, among)
    choice = whole or [e for e in titled if e is not reply] or [e for e in among if e is not reply]
    said = said_before(given, n)
    found = past.memory.best(choice or among, given.number, offset, said=said)
    if found is None and len(query) > 1 and here.kind == "person":
        shorter = [e for e in past.memory.entities if e.words in (query[:1], query[-1:])]
        shorter = [e for e in shorter if _agrees(e, here)]
        found = past.memory.best(shorter, given.number, offset)
        if found is not None:  # "Roe said …. Ann Roe, the mayor, …"
            found.name, found.words = name_text(given, here.name[0], end, "person"), query
    given.codes[n] = "name" if found is None or whole else "part of a name"
    if found is None:
        found = _new_named(past, given, n, phrase, here, end, query)
    enrich(found, here, given, n)
    _bracket(given, end, found)
    return found


def _state_of(given: Reading, n: int, phrase: Phrase, end: int) -> str | None:
    """Return whose a body is: its owner's, or of the state in its name."""
    owner = given.owners.get(n) if phrase is given.phrases[n] else None
    if owner is not None and owner.state:
        return owner.state
    for i in range(phrase.first, end + 1):
        known = states.state(given.line[i].text)
        if known is not None and i != end:
            return known.code
    return None


def _bracket(given: Reading, end: int, entity: Entity) -> None:
    """Take a short form or a state from brackets: "the Team (MSMT)", "ANN ROE (Niger)"."""
    line = given.line
    if end + 3 >= len(line) or line[end + 1].text != "(" or line[end + 3].text != ")":
        return
    known = states.state(line[end + 2].text)
    if entity.kind == "person":
        if known is not None:
            entity.state = known.code
            entity.others.add(known.code)
            entity.nouns |= {"delegate", "representative"}
    elif line[end + 2].text.isupper():
        entity.acronym = line[end + 2].low.replace(".", "")
        m = given.phrase_at(end + 2)
        if m is not None:
            given.codes[m] = "inside a name"


def _new_named(
    past: Discourse,
    given: Reading,
    n: int,
    phrase: Phrase,
    here: Described,
    end: int,
    query: tuple[str, ...],
) -> Entity:
    assert here.name is not None
    kind = here.kind
    name = name_text(given, here.name[0], end, kind)
    owner = given.owners.get(n) if phrase is given.phrases[n] else None
    if owner is not None and phrase.owner < 0 and kept_owner(given, phrase, here, end):
        name = f"{owner.name}'s {name}"
    elif owner is not None and kind != "person" and kept_owner(given, phrase, here, end):
        name = f"{owner_text(given, phrase, owner)} {after_owner(given, phrase, end)}"
    elif kind == "organisation" and (opening := of_body(given, phrase, here)) >= 0:
        name = given.text(opening, end)
    elif kind != "person" and kept_owner(given, phrase, here, end) and end == phrase.last:
        first = phrase.first + (phrase.determiner in ("the", "a", "an"))
        name = given.text(min(first, here.name[0]), given.phrases[n].end)
    initials = "".join(w[0] for w in query if w not in ("of", "for", "and", "the", "on"))
    acronym = initials if len(query) > 2 and kind != "person" else ""
    entity = Entity(name, kind, query, acronym=acronym)
    entity.state = _state_of(given, n, phrase, end) if kind != "person" else None
    return past.memory.add(entity)


def _other_than(
    past: Discourse, given: Reading, phrase: Phrase, among: list[Entity]
) -> Entity | None:
    """Return who is answered where a name shared by two answers ("Roe replied")."""
    if len(among) < 2 or phrase.first != phrase.last:
        return None
    line = given.line
    near = {line[i].low for i in (phrase.first - 1, phrase.last + 1) if 0 <= i < len(line)}
    if near & _REPLIES and past.last in among:
        return past.last
    if past.provoked is not None and given.number - past.provoked[0] == 1:
        return past.provoked[1]
    return None


def _agrees(entity: Entity, here: Described) -> bool:
    """Whether what a phrase says may be said of somebody."""
    if entity.gender and here.gender and entity.gender != here.gender:
        return False
    if here.kind == "person":
        return entity.kind in ("person", None)
    if here.kind in ("organisation", "thing") and not here.guessed:
        return entity.kind != "person"
    return True
