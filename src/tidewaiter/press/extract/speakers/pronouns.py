"""Whom "he", "she", "it" and "they" mean."""

from __future__ import annotations

from tidewaiter.press.extract.speakers.memory import Entity, Memory
from tidewaiter.press.extract.speakers.phrases import POSSESSIVES, TIMES
from tidewaiter.press.extract.speakers.reading import Reading

_GENDER = {"he": "m", "him": "m", "his": "m", "himself": "m",
           "she": "f", "her": "f", "hers": "f", "herself": "f"}  # fmt: skip
_IT = frozenset({"it", "its", "itself"})
_THEY = frozenset({"they", "them", "their", "theirs", "themselves"})
#: How readily a pronoun is taken for somebody whose gender nothing shows, or who may be no person.
_UNSURE, _DOUBTFUL = 0.8, 0.6


def pronoun(
    memory: Memory, given: Reading, n: int, last: Entity | None
) -> tuple[Entity | None, str]:
    """Return whom a pronoun, or the possessive that opens a phrase, means, with the way it was found.

    Args:
        memory: Who was named.
        given: The sentence.
        n: Number of the phrase.
        last: Who spoke last.
    """
    phrase = given.phrases[n]
    low = given.line[phrase.first].low
    offset = given.start(phrase.first)
    said = said_before(given, n)
    if low in _GENDER:
        return person(memory, given.number, offset, _GENDER[low], said), "pronoun"
    if low in _IT:
        return thing(memory, given.number, offset, speaks=True, said=said), "pronoun"
    if low in _THEY:
        return several(memory, given.number, offset, said), "pronoun"
    if low in ("we", "us", "i", "me", "our", "my", "ours"):
        return last, "pronoun"
    return None, ""


def said_before(given: Reading, n: int) -> int | None:
    """Return where the words begin that a phrase before a cue says ("… the lower figure, he said").

    None where what is said comes after: then the one who speaks may be named before.
    """
    line, phrase = given.line, given.phrases[n]
    verb = phrase.end + 1
    if phrase.first == 0 or not line[phrase.first - 1].mark or verb >= len(line):
        return None
    after = line[verb + 1 : verb + 4]
    closed = not after or any(w.mark or w.low in TIMES for w in after)
    if not line[verb].tag.startswith("VB") or not closed or any(w.low == "that" for w in after):
        return None
    before = phrase.first - 2
    if phrase.determiner in POSSESSIVES and given.phrases and phrase.first > 1:
        first = given.phrases[0]  # "Oslo, its ministry said, was …"
        if n == 1 and first.first == 0 and first.end == before and given.entities[0] is not None:
            return None
    while before >= 0 and line[before].text not in (":", ";"):
        before -= 1
    return given.start(before + 1)


def person(
    memory: Memory, sentence: int, offset: int, gender: str, said: int | None = None
) -> Entity | None:
    """Return whom "he" (``m``) or "she" (``f``) means."""
    among = [
        e
        for e in memory.present
        if (e.person or (e.kind is None and e.words))
        and e.gender in (gender, None)
        and e is not memory.turn
    ]

    def factor(entity: Entity) -> float:
        if entity.kind is None:
            return _DOUBTFUL
        return 1.0 if entity.gender == gender else _UNSURE

    found = memory.best(among, sentence, offset, factor, said)
    if found is not None:
        found.gender = gender
        found.kind = found.kind or "person"
    return found


def thing(
    memory: Memory, sentence: int, offset: int, *, speaks: bool, said: int | None = None
) -> Entity | None:
    """Return what "it" means; a body alone where it ``speaks``."""
    among = [
        e
        for e in memory.present
        if not e.plural and (e.body or (not speaks and e.kind == "thing"))
    ]
    return memory.best(
        among, sentence, offset, lambda e: _DOUBTFUL if e.kind is None else 1.0, said
    )


def several(memory: Memory, sentence: int, offset: int, said: int | None = None) -> Entity | None:
    """Return whom "they" means: several, else a body."""
    among = [e for e in memory.present if e.plural and e.kind != "thing"]
    found = memory.best(among, sentence, offset, said=said)
    return found or thing(memory, sentence, offset, speaks=True, said=said)
