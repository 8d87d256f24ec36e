"""Whether a name stands for a state: by its own name, its capital, or as its country."""

from __future__ import annotations

from tidewaiter.press.extract.speakers import states
from tidewaiter.press.extract.speakers.discourse import Discourse
from tidewaiter.press.extract.speakers.naming import Described
from tidewaiter.press.extract.speakers.phrases import Phrase
from tidewaiter.press.extract.speakers.reading import Reading
from tidewaiter.press.extract.speakers.wordlists import clues

_COUNTRY = clues("places", "country")
_PLACES = clues("places", "in")
_TOWARDS = clues("places", "towards")


def state_meant(past: Discourse, given: Reading, phrase: Phrase, here: Described) -> str:
    """Return the code of the state that a phrase stands for, "" if it stands for none."""
    line = given.line
    last, plain = line[phrase.last], phrase.last == phrase.first + 1
    if here.kind == "state":
        known = states.state(last.text)
        mere = known is None or known.way == "people"
        mere = mere or (known is not None and known.way == "seat" and _place(given, phrase))
        return "" if known is None or mere else known.code
    if last.low in ("side", "part") and phrase.last > phrase.first:  # "the Turkish side"
        known = states.state(line[phrase.last - 1].text)
        return known.code if known else ""
    if plain and line[phrase.first].low == "the":  # "the North"
        known = states.state("the " + last.low)
        if known is not None:
            return known.code if past.knows(known.code) else ""
    if last.low in _COUNTRY and phrase.determiner in ("the", "this") and plain:
        among = [e for e in past.memory.present if e.kind == "state"]
        found = past.memory.best(among, given.number, given.start(phrase.first))
        return (found.state or "") if found else ""
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
