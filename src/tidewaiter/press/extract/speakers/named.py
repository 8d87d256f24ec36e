"""Whom a proper name means: somebody named before, in full or in part, or somebody new."""

from __future__ import annotations

from tidewaiter.press.extract.speakers import states
from tidewaiter.press.extract.speakers.descriptions import enrich
from tidewaiter.press.extract.speakers.discourse import Discourse
from tidewaiter.press.extract.speakers.memory import OTHER, Entity
from tidewaiter.press.extract.speakers.naming import Described, folded_name
from tidewaiter.press.extract.speakers.owners import after_owner, owner_text
from tidewaiter.press.extract.speakers.phrases import Phrase
from tidewaiter.press.extract.speakers.pronouns import said_before
from tidewaiter.press.extract.speakers.reading import Reading
from tidewaiter.press.extract.speakers.titled import kept_owner, name_end, name_text, of_body
from tidewaiter.press.extract.speakers.wordlists import clues, people

_NICKNAMES = clues("names", "nicknames")
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
    if phrase is given.phrases[n]:
        given.ends[n] = end
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
        shorter = [
            e
            for word in (query[:1], query[-1:])
            for e in past.memory.named(word)
            if e.words == word
        ]
        shorter = [e for e in shorter if _agrees(e, here)]
        found = past.memory.best(shorter, given.number, offset)
        if found is not None:  # "Roe said …. Ann Roe, the mayor, …"
            found.name, found.words = name_text(given, here.name[0], end, "person"), query
            past.memory.index(found)
    found = found or _nicknamed(past, given, n, phrase, query)
    given.codes[n] = "name" if found is None or whole else "part of a name"
    if found is None:
        found = _new_named(past, given, n, phrase, here, end, query)
    enrich(found, here, given, n)
    if here.kind == "person":
        _employer(past, given, phrase, here.name[0])
    _bracket(given, end, found)
    past.memory.index(found)
    return found


def _employer(past: Discourse, given: Reading, phrase: Phrase, name: int) -> None:
    """Note the body that opens a person's title ("NATO spokeswoman Ann Roe")."""
    word = given.line[phrase.first]
    short = word.text.isupper() and len(word.text) > 1 and phrase.first < name
    if not short or word.low in people("titles") or states.state(word.text) is not None:
        return
    known = past.memory.named((word.low,))
    body = known[-1] if known else past.memory.add(Entity(word.text, "organisation", (word.low,)))
    past.memory.mention(body, given.number, given.start(phrase.first), OTHER)


def _nicknamed(
    past: Discourse, given: Reading, n: int, phrase: Phrase, query: tuple[str, ...]
) -> Entity | None:
    """Return whose other name this is ("Mohamed Dagalo, known as Hemedti")."""
    before = [w.low for w in given.line[max(0, phrase.first - 2) : phrase.first]]
    if before != ["known", "as"] and (not before or before[-1] not in _NICKNAMES):
        return None
    earlier = [e for e in given.entities[:n] if e is not None and e.words and e.kind != "state"]
    if not earlier:
        return None
    earlier[-1].aliases.append(query)
    past.memory.index(earlier[-1])
    return earlier[-1]


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
    if here.guessed and kind == "organisation" and 2 <= len(query) <= 3:
        kind = None  # "Imogen Strand": the model alone says so
    name = name_text(given, here.name[0], end, kind)
    owner = given.owners.get(n) if phrase is given.phrases[n] else None
    if owner is not None and phrase.owner < 0 and kept_owner(given, here, end):
        name = f"{owner.name}'s {name}"
    elif owner is not None and kind != "person" and kept_owner(given, here, end):
        name = f"{owner_text(given, phrase, owner)} {after_owner(given, phrase, end)}"
    elif kind == "organisation" and (opening := of_body(given, phrase, here)) >= 0:
        name = given.text(opening, end)
    elif kind != "person" and kept_owner(given, here, end) and end == phrase.last:
        first = phrase.first + (phrase.determiner in ("the", "a", "an"))
        name = given.text(min(first, here.name[0]), given.phrases[n].end)
    initials = "".join(w[0] for w in query if w not in ("of", "for", "and", "the", "on"))
    acronym = initials if len(query) > 1 and kind != "person" else ""
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
