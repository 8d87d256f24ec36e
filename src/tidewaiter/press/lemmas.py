"""The model's lemmatizer, asked once for each kind of word.

It works the lemma of each singular noun out anew, and looks each new word up in a list of up to
57,000 words from beginning to end. A lemma depends on word, class and features alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token

_KEPT = 50_000


class Lemmas:
    """The lemmatizer of a model: sets what the model's own would set.

    Args:
        language: The model; its tables of known words become sets.
    """

    def __init__(self, language: Language) -> None:
        lemmatizer: Any = language.get_pipe("lemmatizer")
        self._lemmatizer: Any = lemmatizer
        index = lemmatizer.lookups.get_table("lemma_index")
        for word_class, known in index.items():
            index[word_class] = frozenset(known)  # only ever asked whether a word is in it
        self._known: dict[tuple[int, ...], str] = {}

    def __call__(self, doc: Doc) -> None:
        """Set the lemmas of a parse in place, where no rule has set them."""
        rows = doc.to_array(["LEMMA", "ORTH", "POS", "MORPH"]).tolist()
        for token, (lemma, *kind) in zip(doc, rows, strict=True):
            if not lemma:
                key = tuple(kind)
                found = self._known.get(key)
                if found is None:
                    found = self._known[key] = self.of(token)
                token.lemma_ = found

    def of(self, token: Token) -> str:
        """Return the lemma of one of spaCy's own tokens, by the class that it has now."""
        return str(self._lemmatizer.lemmatize(token)[0])

    def forget(self) -> None:
        """Let go of the words, if there are many."""
        for kept in (self._known, self._lemmatizer.cache):
            if len(kept) > _KEPT:
                kept.clear()
