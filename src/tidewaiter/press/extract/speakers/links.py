"""What a sentence says of how people belong together."""

from __future__ import annotations

from tidewaiter.press.extract.speakers.discourse import Discourse
from tidewaiter.press.extract.speakers.reading import Reading
from tidewaiter.press.extract.speakers.wordlists import clues, doings, people

_WORDS = clues("provocation", "words")
_MEETS = clues("provocation", "meets")


def doings_in(given: Reading) -> None:
    """Note what somebody is by what he does ("who chairs the committee")."""
    line = given.line
    for n, phrase in enumerate(given.phrases):
        entity = given.entities[n]
        at = phrase.end + 1
        if entity is None or at + 2 >= len(line) or not entity.person:
            continue
        if line[at].mark and line[at + 1].low == "who" and line[at + 2].lemma in doings():
            entity.nouns.add(doings()[line[at + 2].lemma])
            entity.others |= {w.low for w in line[at + 3 : at + 9] if not w.mark}
    for i in range(len(line) - 2):
        if line[i].low in ("as", "named", "appointed", "elected") and line[i + 1].low in people(
            "nouns"
        ):
            subject = next(
                (e for e in given.entities if e is not None and e.kind == "person"), None
            )
            if subject is not None:
                subject.nouns.add(line[i + 1].low)


def pairs_in(past: Discourse, given: Reading) -> None:
    """Note who is joined by "and"."""
    line = given.line
    for n in range(len(given.phrases) - 1):
        a, b = given.entities[n], given.entities[n + 1]
        between = line[given.phrases[n].end + 1 : given.phrases[n + 1].first]
        if a is None or b is None or a is b or [w.low for w in between] != ["and"]:
            continue
        alike = (a.person and b.person) or (a.body and b.body and a.words and b.words)
        if not alike:
            continue
        made = past.together([a, b])
        offset = given.start(given.phrases[n].first)
        past.memory.mention(made, given.number, offset, given.stress(n))
        given.joint[n] = given.joint[n + 1] = made
        if a.kind in ("person", "state") and a.kind == b.kind:
            past.pair = made


def provocation_in(past: Discourse, given: Reading) -> None:
    """Note whose words "drew a shrug": who speaks next is another."""
    line = given.line
    for n, phrase in enumerate(given.phrases[:3]):
        owner = given.owners.get(n)
        if owner is None or not owner.person or line[phrase.last].lemma not in _WORDS:
            continue
        if any(w.lemma in _MEETS for w in line[phrase.last + 1 :]):
            past.provoked = (given.number, owner)
