"""What the phrases of one sentence say, each taken apart once."""

from __future__ import annotations

from collections.abc import Sequence

from tidewaiter.press.extract.speakers.naming import Described, described, relabelled
from tidewaiter.press.extract.speakers.phrases import Phrase
from tidewaiter.press.extract.speakers.words import Word


class Tellings:
    """What phrases say; appositions, names and descriptions all ask for the same ones.

    Args:
        line: The sentence.
    """

    def __init__(self, line: Sequence[Word]) -> None:
        self.line = line
        self._bare: dict[tuple[int, int, int, str], Described] = {}
        self._labelled: dict[tuple[int, int, int, str, str], Described] = {}

    def of(self, phrase: Phrase, label: str = "") -> Described:
        """Return what a phrase says.

        Args:
            phrase: The phrase, or an owner inside it.
            label: Kind of entity that the language model sees in it, "" if none.
        """
        key = (phrase.first, phrase.last, phrase.owner, phrase.determiner)
        bare = self._bare.get(key)
        if bare is None:
            bare = self._bare[key] = described(self.line, phrase)
        if not label or bare.name is None:
            return bare
        found = self._labelled.get((*key, label))
        if found is None:
            found = self._labelled[*key, label] = relabelled(self.line, phrase, bare, label)
        return found
