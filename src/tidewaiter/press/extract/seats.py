"""Whether a name stands for a state: by its own name, its capital, or as its country."""

from __future__ import annotations

from tidewaiter.press.extract import states
from tidewaiter.press.extract.discourse import Discourse
from tidewaiter.press.extract.naming import Described
from tidewaiter.press.extract.phrases import Phrase
from tidewaiter.press.extract.reading import Reading
from tidewaiter.press.extract.wordlists import clues

_PLACES = clues("places", "in")
_TOWARDS = clues("places", "towards")


def state_meant(past: Discourse, given: Reading, phrase: Phrase, here: Described) -> str:
    """Return the code of the state that a phrase stands for, "" if it stands for none."""
    line = given.line
    if here.kind == "state":
        known = states.state(line[phrase.last].text)
        if known is None or known.way == "people":
            return ""
        if known.way == "seat" and _place(given, phrase):
            return ""
        return known.code
    head = line[phrase.last].low
    if head in ("side", "part") and phrase.last > phrase.first:
        known = states.state(line[phrase.last - 1].text)
        return known.code if known else ""
    whole = "the " + head
    known = states.state(whole)
    if known and line[phrase.first].low == "the" and phrase.last == phrase.first + 1:
        return known.code if known.code in past.forms or known.code in past.named_states() else ""
    if head in ("country", "nation", "kingdom", "republic", "emirate", "sultanate") and (
        phrase.determiner in ("the", "this") and phrase.last == phrase.first + 1
    ):
        among = [e for e in past.memory.entities if e.kind == "state"]
        found = past.memory.best(among, given.number, given.start(phrase.first))
        return found.state or "" if found else ""
    return ""


def _place(given: Reading, phrase: Phrase) -> bool:
    """Whether a seat of government is just a place there ("in Muscat")."""
    line = given.line
    before = phrase.first - 1
    if before < 0 or line[phrase.last].genitive:
        return False
    if line[before].low in _PLACES:
        return True
    if line[before].low in ("from", "to"):
        return not any(w.low in _TOWARDS for w in line[max(0, before - 4) : before])
    return False
