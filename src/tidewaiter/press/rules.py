"""The model's rules from tags to word classes, asked once for each kind of token.

spaCy tries each of its 179 rules on each token, a seventh of all parsing. Most look at one token only:
at its word, tag and dependency, so tokens of one kind match the same rules.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

_KINDS_KEPT = 50_000
Match = tuple[int, int, int, int]  # number of the rule, its id, first token, one past the last


class Rules:
    """The attribute ruler of a model: sets what the model's own would set."""

    def __init__(self, language: Language) -> None:
        from spacy.matcher import Matcher

        ruler: Any = language.get_pipe("attribute_ruler")
        self._ruler: Any = ruler
        self._alone, self._together = Matcher(language.vocab), Matcher(language.vocab)
        looked_at: set[str] = set()
        for number, rule in enumerate(ruler.patterns):
            tokens = [token for pattern in rule["patterns"] for token in pattern]
            alone = len(tokens) == len(rule["patterns"])
            if alone:
                looked_at.update(name for token in tokens for name in token)
            matcher = self._alone if alone else self._together
            matcher.add(str(number), rule["patterns"])
        self._looked_at: list[int | str] = [*sorted(looked_at)]
        self._known: dict[tuple[int, ...], list[tuple[int, int]]] = {}

    def __call__(self, doc: Doc) -> None:
        """Set a parse's attributes in place."""
        matches = [*self._single(doc), *_numbered(self._together(doc, allow_missing=True), doc)]
        self._ruler.set_annotations(doc, sorted(matches))

    def _single(self, doc: Doc) -> list[Match]:
        if len(self._known) > _KINDS_KEPT:
            self._known.clear()
        out: list[Match] = []
        for i, kind in enumerate(map(tuple, doc.to_array(self._looked_at).tolist())):
            found = self._known.get(kind)
            if found is None:
                here = _numbered(self._alone(doc[i : i + 1], allow_missing=True), doc)
                found = self._known[kind] = [(number, rule) for number, rule, _, _ in here]
            out.extend((number, rule, i, i + 1) for number, rule in found)
        return out


def _numbered(found: list[Any], doc: Doc) -> list[Match]:
    return [(int(doc.vocab.strings[rule]), rule, first, last) for rule, first, last in found]
