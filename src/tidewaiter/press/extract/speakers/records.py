"""For whom a report, a letter or an estimate speaks: its author, or itself."""

from __future__ import annotations

from tidewaiter.press.extract.speakers import states
from tidewaiter.press.extract.speakers.discourse import Discourse
from tidewaiter.press.extract.speakers.memory import Entity
from tidewaiter.press.extract.speakers.phrases import POSSESSIVES
from tidewaiter.press.extract.speakers.reading import Reading
from tidewaiter.press.extract.speakers.wordlists import bodies, clues, people

_MADE = frozenset({"by", "from"})
_MAKES = clues("bearers", "makes")


def is_record(given: Reading, n: int) -> bool:
    """Say whether a phrase means something written or recorded."""
    phrase = given.phrases[n]
    last = given.line[phrase.last]
    opens = phrase.first == phrase.last and not last.tag.startswith("NNP")
    return (
        (not last.capital or opens)
        and (last.lemma in bodies("records") or last.low in bodies("records"))
        and last.low != "speaker"
    )


def author(past: Discourse, given: Reading, n: int) -> tuple[Entity | None, str]:
    """Return for whom a record speaks, with the way it was found; None if for itself."""
    phrase = given.phrases[n]
    owner = given.owners.get(n)
    if owner is not None and (owner.person or owner.body) and _can_speak(owner):
        return owner, "author"
    maker = _maker(given, n)
    if maker is not None:
        past.authors[given.line[phrase.last].lemma] = maker
        return maker, "author"
    inside = _inside(past, given, n)
    if inside is not None:
        return inside, "author"
    last = given.line[phrase.last]
    if phrase.determiner in ("the", "this", "that", *POSSESSIVES) and last.lemma in bodies(
        "authored"
    ):
        known = past.authors.get(last.lemma) or (
            past.last if past.last is not None and past.last.body else None
        )
        if known is not None:
            return known, "author"
    return None, ""


def note(past: Discourse, given: Reading, speaker: Entity) -> None:
    """Remember who speaks in the records that a sentence names ("said in a note")."""
    for phrase in given.phrases:
        last = given.line[phrase.last]
        if last.lemma in bodies("authored") and phrase.determiner in ("a", "an", *POSSESSIVES):
            past.authors[last.lemma] = speaker


def _can_speak(owner: Entity) -> bool:
    if owner.kind == "thing" or (not owner.words and owner.nouns & people("either")):
        return False  # the ship's manifest, the builder's plans
    return owner.kind is not None


def _maker(given: Reading, n: int) -> Entity | None:
    """Who made it, by the words after it: "by …", "from …", "compiled by …"."""
    line, phrase = given.line, given.phrases[n]
    at = phrase.last + 1
    if at < len(line) and line[at].lemma in _MAKES and line[at].tag in ("VBN", "VBD"):
        at += 1
    if at >= len(line) or line[at].low not in _MADE:
        return None
    m = next((k for k, p in enumerate(given.phrases) if p.first == at + 1), None)
    return given.entities[m] if m is not None else None


def _inside(past: Discourse, given: Reading, n: int) -> Entity | None:
    """The body whose name stands before the noun ("United Nations figures")."""
    phrase, line = given.phrases[n], given.line
    first = phrase.first + bool(phrase.determiner)
    stop = first
    while stop < phrase.last and line[stop].capital:
        stop += 1
    if stop == first or phrase.owner >= 0:
        return None
    known = states.state(line[first].text)
    if known is not None and stop == first + 1:
        return past.state(known.code) if known.way != "people" else None
    query = tuple(line[i].low for i in range(first, stop))
    found = past.memory.named(query)
    best = past.memory.best(found, given.number, given.start(phrase.first))
    if best is not None:
        return best
    if line[first].tag.startswith("JJ") or not line[stop - 1].tag.startswith("NNP"):
        return None  # a plain word that opens the sentence
    name = given.text(first, stop - 1)
    return past.memory.add(Entity(name, "organisation", query))
