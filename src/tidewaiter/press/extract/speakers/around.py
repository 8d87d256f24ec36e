"""The words around a cue that belong to the attribution, not to what is said."""

from __future__ import annotations

from dataclasses import dataclass

from tidewaiter.model.claims import Party
from tidewaiter.press.extract.attribution import Attribution
from tidewaiter.press.extract.speakers.memory import Entity
from tidewaiter.press.extract.speakers.parties import Parties
from tidewaiter.press.extract.speakers.reading import Reading
from tidewaiter.press.extract.speakers.wordlists import clues
from tidewaiter.press.parse import Sentence

_GOES_ON = clues("turns", "goes_on")


@dataclass(frozen=True, slots=True)
class Around:
    """One attribution in its sentence.

    Attributes:
        given: The attribution.
        here: The sentence that holds the cue.
        parties: Who was named so far.
        speaker: Who speaks, None if nobody is named.
        sentence: The sentence, as parsed.
        cue: The cue's word.
    """

    given: Attribution
    here: Reading
    parties: Parties
    speaker: Entity | None
    sentence: Sentence
    cue: int

    def free(self, word: int) -> bool:
        """Whether a word belongs to the attribution.

        Where the cue stands inside the content, the words between the marks on its both sides do.
        """
        line = self.here.line
        if not 0 <= word < len(line):
            return False
        if not self.given.holds(line[word].first):
            return True
        if not self.given.holds(self.given.cue.i):
            return False
        low, high = sorted((word, self.cue))
        marks = [k for k in range(low, high + 1) if line[k].mark]
        return all(self._passes(k) for k in marks) and (not marks or word > self.cue)

    def _passes(self, mark: int) -> bool:
        """Whether an attribution goes on behind a mark ("he said, as quoted by Terra,")."""
        line = self.here.line
        following = line[mark + 1].low if mark + 1 < len(line) else ""
        return line[mark].text == "," and following in _GOES_ON

    def at(self, word: int) -> int | None:
        """Return the phrase that begins at a word."""
        return next((n for n, p in enumerate(self.here.phrases) if p.first == word), None)

    def party(self, n: int) -> Party:
        """Return the party that a phrase means."""
        return self.parties.phrase_party(self.here, n)
