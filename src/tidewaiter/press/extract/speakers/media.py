"""Which phrases mean a medium: a newspaper, a broadcaster, a news agency."""

from __future__ import annotations

from tidewaiter.press.extract.speakers.reading import Reading
from tidewaiter.press.extract.speakers.wordlists import bodies, clues

#: Nouns that mean a medium only beside "state" or a medium's name ("the agency", "the network").
_WEAK = clues("bearers", "weak")


def is_medium(here: Reading, n: int) -> bool:
    """Say whether a phrase means a medium, by its noun or its name.

    Args:
        here: The sentence.
        n: Number of the phrase.
    """
    phrase, entity = here.phrases[n], here.entities[n]
    if entity is not None and entity.kind in ("person", "state"):
        return False
    if here.line[phrase.last].lemma in bodies("hearers"):
        return False
    lows = {here.line[k].low for k in range(phrase.first, phrase.last + 1)}
    name = set(entity.words) if entity is not None else set()
    known = lows | name | (entity.nouns if entity is not None else set())
    if known & (bodies("media") - _WEAK) or "news" in known:
        return True
    outlets = bodies("outlets")
    if name & (bodies("media_names") | outlets):
        return True
    if entity is not None and {" ".join(entity.words), entity.acronym} & outlets:
        return True
    return "state" in lows and bool(known & _WEAK)
