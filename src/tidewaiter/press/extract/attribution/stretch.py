"""Stretches of a sentence: quotation marks, noun phrases, finite verbs, trimming."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from tidewaiter.press.parse import Sentence
from tidewaiter.press.parsed import tokens

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
RELATIVE = frozenset({"who", "which", "that", "whose", "whom"})
_WITHIN = frozenset(
    {
        "of",
        "in",
        "for",
        "at",
        "from",
        "to",
        "on",
        "by",
        "with",
        "off",
        "near",
        "under",
        "between",
        "about",
        "over",
    }
)
_SUBORDINATE = frozenset(
    {
        "that",
        "if",
        "whether",
        "because",
        "as",
        "while",
        "until",
        "though",
        "although",
        "unless",
        "than",
        "so",
        "whereas",
    }
)
_EDGES = frozenset({",", ".", ":", ";", "-", "–", "—", "--", "…"})


@dataclass(eq=False)
class Stretch:
    """Part of a sentence, from token ``first`` to ``last`` (exclusive), with its quotations.

    ``doc`` holds the tokens of the whole paragraph.
    """

    sentence: Sentence
    first: int
    last: int
    quotes: tuple[tuple[int, int], ...]
    doc: list[Token] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Note where quotations stand: the questions below are put to each token."""
        self.doc = tokens(self.sentence.doc)
        self._inside = {i for a, b in self.quotes for i in range(a + 1, b)}
        self._opening = {a for a, _ in self.quotes}
        self._closing = {b for _, b in self.quotes}

    def tokens(self) -> list[Token]:
        """Return the tokens."""
        return self.doc[self.first : self.last]

    def quote(self, index: int) -> tuple[int, int] | None:
        """Return the quotation that holds a token, its marks included."""
        return next((q for q in self.quotes if q[0] <= index <= q[1]), None)

    def quoted(self, index: int) -> bool:
        """Whether a token stands between quotation marks."""
        return index in self._inside

    def opens(self, index: int) -> bool:
        """Whether a quotation opens at a token."""
        return index in self._opening

    def closes(self, index: int) -> bool:
        """Whether a quotation closes at a token."""
        return index in self._closing

    @cached_property
    def chunks(self) -> dict[int, int]:
        """First token → one past the last token of each flat noun phrase."""
        found = {start: end for start, end, _ in noun_chunks(self.sentence.doc)}
        for token in self.tokens():
            if token.tag_ in ("PRP", "EX", "DT"):
                found.setdefault(token.i, token.i + 1)
        return found

    def root(self, index: int) -> Token | None:
        """Return the head of the noun phrase that begins at a token."""
        return next(
            (self.doc[r] for a, _, r in noun_chunks(self.sentence.doc) if a == index), None
        )

    def noun_phrase(self, index: int) -> int | None:
        """Return one past the end of the noun phrase that begins at a token, its "of"s included."""
        end = self.chunks.get(index)
        if end is None:
            return None
        while end + 1 < self.last and (
            self.doc[end].lower_ in _WITHIN or self.doc[end].tag_ == "POS"
        ):
            more = self.chunks.get(end + 1)
            if more is None:
                break
            end = more
        return end

    def clause_at(self, index: int) -> bool:
        """Whether a clause with its own subject and finite verb begins at a token."""
        if index >= self.last:
            return False
        end = self.noun_phrase(index)
        if end is None and self.doc[index].tag_ in ("VBG", "CD", "JJ", "DT", "NN", "NNP"):
            root = next((t for t in self.tokens() if t.dep_ in SUBJECTS and t.i >= index), None)
            return (
                root is not None
                and min(t.i for t in root.subtree) <= index
                and root.head.i > root.i
                and (root.head.tag_ in FINITE or helped(root.head))
            )
        while end is not None and end < self.last:
            token = self.doc[end]
            if token.tag_ in FINITE:
                return True
            end = self._onward(end)
        return False

    def _onward(self, index: int) -> int | None:
        """Step over what may stand between a subject and its verb; None where nothing may."""
        token = self.doc[index]
        if token.tag_.startswith("RB") or token.is_quote:
            return index + 1
        if token.text == ",":
            return self._behind_aside(index)
        preposition = token.tag_ in ("IN", "TO") and token.lower_ not in _SUBORDINATE
        if preposition or token.tag_ in ("CC", "POS"):
            if index + 2 < self.last and self.doc[index + 1].tag_ == "CD":
                return self.noun_phrase(index + 1) or index + 2
            return self.noun_phrase(index + 1) if index + 1 < self.last else None
        if token.tag_ in ("VBN", "VBG") and token.dep_ in ("acl", "amod"):
            return max(t.i for t in token.subtree) + 1
        return None

    def _behind_aside(self, comma: int) -> int | None:
        """Step over an apposition between commas: "Petrov, 45, used"; or to the next of a list."""
        for i in range(comma + 1, min(comma + 14, self.last)):
            token = self.doc[i]
            if token.text == "," and i > comma + 1:
                return i + 1
            if token.tag_ in FINITE and not in_relative(token, comma):
                return None
        after = self.doc[comma + 1] if comma + 1 < self.last else None
        plain = after is not None and after.tag_ not in ("WP", "WDT", "WRB", "CC")
        return self.noun_phrase(comma + 1) if plain else None

    def verb_between(self, first: int, last: int) -> bool:
        """Whether a clause with a verb of any mood stands there ("that crews be allowed")."""
        return any(
            token.tag_ in FINITE or token.tag_ in ("VB", "VBN") for token in self.doc[first:last]
        )

    def finite_between(self, first: int, last: int) -> Token | None:
        """Return the first finite verb of ``first`` to ``last`` that is no relative clause's."""
        for token in self.doc[first : min(last + 1, self.last)]:
            if token.tag_ in FINITE and not in_relative(token, first):
                return token
        return None


def noun_chunks(doc: Doc) -> tuple[tuple[int, int, int], ...]:
    """Return ``(first, one past the last, root)`` of the paragraph's noun phrases, found once."""
    kept: tuple[tuple[int, int, int], ...] | None = doc.user_data.get("noun chunks")
    if kept is None:
        kept = tuple((c.start, c.end, c.root.i) for c in doc.noun_chunks)
        doc.user_data["noun chunks"] = kept
    return kept


def helped(verb: Token) -> bool:
    """Whether a verb has a finite auxiliary ("was sold")."""
    return any(c.dep_ in ("aux", "auxpass") and c.tag_ in FINITE for c in verb.children)


def in_relative(token: Token, first: int) -> bool:
    """Whether a verb belongs to a relative clause that begins at ``first`` or behind it."""
    for before in tokens(token.doc)[max(first, token.i - 4) : token.i]:
        if before.lower_ in RELATIVE and before.tag_ in ("WDT", "WP", "WP$"):
            return True
    verb = token.head if token.dep_ in ("aux", "auxpass") else token
    return verb.dep_ == "relcl" and any(
        c.lower_ in RELATIVE and c.i >= first for c in verb.children
    )


def stretches(sentence: Sentence, quotes: tuple[tuple[int, int], ...]) -> list[Stretch]:
    """Cut a sentence at colons and semicolons that part whole clauses, outside quotations."""
    doc, cuts = tokens(sentence.doc), [sentence.first]
    for i in range(sentence.first + 1, sentence.last - 1):
        if doc[i].text not in (";", ":") or any(a < i < b for a, b in quotes):
            continue
        if doc[i].text == ":" and (
            any(a == i + 1 for a, _ in quotes) or doc[i - 1].tag_ in ("VBD", "VBZ", "VBP")
        ):
            continue  # "he said: …"
        if doc[i].text == ":" and _mere_heading(sentence, cuts[-1], i):
            cuts[-1] = i + 1  # "And a postscript: …", "Update: …"
            continue
        left = any(t.tag_ in FINITE for t in doc[cuts[-1] : i])
        right = any(t.tag_ in FINITE for t in doc[i + 1 : sentence.last])
        if left and right:
            cuts.append(i + 1)
    cuts.append(sentence.last)
    return [Stretch(sentence, a, b, quotes) for a, b in pairwise(cuts) if b > a]


def _mere_heading(sentence: Sentence, first: int, colon: int) -> bool:
    """Whether a few words without a verb or a name stand before a colon."""
    words = [sentence.doc[i] for i in range(first, colon)]
    named = any(t.ent_type_ in ("PERSON", "ORG", "GPE", "NORP") for t in words)
    told = any(sentence.doc[i].tag_ in FINITE for i in range(colon + 1, sentence.last))
    return len(words) <= 4 and told and not named and not any(t.tag_ in FINITE for t in words)


def trim(stretch: Stretch, first: int, last: int) -> tuple[int, int]:
    """Take punctuation and loose quotation marks off the ends of ``first`` to ``last``."""
    doc = stretch.doc
    changed = True
    while changed and first <= last:
        changed = False
        if doc[first].is_space or doc[first].text in _EDGES or stretch.closes(first):
            first, changed = first + 1, True
        elif doc[last].is_space or doc[last].text in _EDGES or stretch.opens(last):
            last, changed = last - 1, True
        elif stretch.opens(first) and any(a == first and b >= last for a, b in stretch.quotes):
            inner = next(b for a, b in stretch.quotes if a == first)
            first, last, changed = first + 1, min(last, inner - 1), True
        elif (
            stretch.closes(last) and not any(b == last and a >= first for a, b in stretch.quotes)
        ) or (last > first and _stray(stretch, last)):
            last, changed = last - 1, True
    return first, last


def _stray(stretch: Stretch, index: int) -> bool:
    """Whether a mark belongs to no quotation."""
    mark = stretch.doc[index].text == '"'
    return mark and not stretch.closes(index) and not stretch.opens(index)


def main_word(doc: list[Token], first: int, last: int) -> Token:
    """Return the word on which the others of a span hang; a finite verb rather than a noun."""
    heads = [t for t in doc[first : last + 1] if not first <= t.head.i <= last or t.dep_ == "ROOT"]
    verbs = [t for t in heads if t.pos_ in ("VERB", "AUX")]
    finite = [t for t in verbs if t.tag_ in FINITE or helped(t)]
    return (finite or verbs or heads or [doc[first]])[0]
