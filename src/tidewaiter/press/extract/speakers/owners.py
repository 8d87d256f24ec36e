"""How a name writes whose somebody or something is: "Portugal's navy"."""

from __future__ import annotations

from tidewaiter.press.extract.speakers import states
from tidewaiter.press.extract.speakers.memory import Entity
from tidewaiter.press.extract.speakers.naming import Described
from tidewaiter.press.extract.speakers.phrases import Phrase
from tidewaiter.press.extract.speakers.reading import Reading
from tidewaiter.press.extract.speakers.wordlists import clues, fold

_MOVEMENTS = clues("descriptions", "movements")


def owner_text(given: Reading, phrase: Phrase, owner: Entity) -> str:
    """Return an owner as a name gives it: as written, or in full where it was shortened."""
    written = given.text(phrase.first, phrase.owner)
    first = phrase.first + (phrase.determiner in ("the", "this", "that"))
    bare = given.text(first, phrase.owner) if first <= phrase.owner else written
    ending = given.source[
        given.line[phrase.owner].end : given.line[phrase.owner + 1].start
    ].strip()
    name = bare
    if (
        owner.kind in ("person", "organisation", "state")
        and owner.words
        and fold(bare) != fold(owner.name)
    ):
        name = owner.name
    return name + (ending or "'s")


def after_owner(given: Reading, phrase: Phrase, end: int) -> str:
    """Return what stands behind an owner, to the end of the name."""
    return given.text(phrase.owner + 1, max(end, phrase.last))


def own_name(given: Reading, phrase: Phrase, here: Described, owner: Entity) -> bool:
    """Whether a group has a name of its own ("Yemen's | Houthi movement")."""
    word = given.line[phrase.owner + 1]
    named = word.capital and states.state(word.text) is None
    return owner.kind == "state" and named and here.head in _MOVEMENTS


def list_end(given: Reading, end: int) -> int:
    """Go on over a list of names ("ministers from Benin, | Nigeria and Togo")."""
    line, at, joined = given.line, end, end
    while at + 2 < len(line) and (line[at + 1].text == "," or line[at + 1].low == "and"):
        n = given.phrase_at(at + 2 + (line[at + 2].low == "the"))
        if n is None or not line[given.phrases[n].last].capital or not line[end].capital:
            break
        last = line[at + 1].low == "and"
        at = given.phrases[n].last
        if last:
            joined = at
            break
    return joined
