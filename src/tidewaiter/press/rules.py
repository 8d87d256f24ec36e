"""The model's rules from tags to word classes, asked once for each kind of token.

spaCy tries each of its 179 rules on each token, a seventh of all parsing. Most look at one token only:
at its word, tag and dependency, so tokens of one kind match the same rules.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

_KINDS_KEPT = 50_000
Match = tuple[int, int, int, int]  # number of the rule, its id, first token, one past the last


@dataclass(frozen=True, slots=True)
class _Found:
    """The rules that match tokens of one kind.

    Attributes:
        rules: Number and id of each.
        values: What they set together, class, features, lemma; 0 for what they leave alone.
        more: Whether they set anything else.
    """

    rules: list[tuple[int, int]]
    values: list[int]
    more: bool


class Rules:
    """The attribute ruler of a model: sets what the model's own would set."""

    def __init__(self, language: Language) -> None:
        from spacy.matcher import Matcher

        numbers = language.vocab.strings
        #: What nearly all rules set.
        self._set: list[int | str] = [numbers[name] for name in ("POS", "MORPH", "LEMMA")]
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
        self._known: dict[tuple[int, ...], _Found] = {}

    def __call__(self, doc: Doc) -> None:
        """Set a parse's attributes in place."""
        import numpy as np

        if not len(doc):
            return
        matches = _numbered(self._together(doc, allow_missing=True), doc)
        matched = {i for _, _, first, last in matches for i in range(first, last)}
        rows: list[list[int]] = []
        for i, kind in enumerate(map(tuple, doc.to_array(self._looked_at).tolist())):
            found = self._known.get(kind) or self._learnt(kind, doc, i)
            rows.append(found.values)
            if found.more or i in matched:
                matches.extend((number, rule, i, i + 1) for number, rule in found.rules)
        values: Any = np.array(rows, dtype=np.uint64)
        doc.from_array(self._set, values)
        self._ruler.set_annotations(doc, sorted(matches))  # again in order, where several match

    def _learnt(self, kind: tuple[int, ...], doc: Doc, i: int) -> _Found:
        if len(self._known) > _KINDS_KEPT:
            self._known.clear()
        here = sorted(_numbered(self._alone(doc[i : i + 1], allow_missing=True), doc))
        attributes: dict[int | str, int] = {}
        for number, _, _, _ in here:
            attributes |= self._ruler.attrs[number]
        values = [attributes.pop(name, 0) for name in self._set]
        rules = [(number, rule) for number, rule, _, _ in here]
        found = self._known[kind] = _Found(rules, values, bool(attributes))
        return found


def _numbered(found: list[Any], doc: Doc) -> list[Match]:
    return [(int(doc.vocab.strings[rule]), rule, first, last) for rule, first, last in found]
