"""Stretches of a sentence: quotation marks, noun phrases, finite verbs, trimming, splitting."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from tidewaiter.press.parse import Sentence

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
VERBAL = frozenset({"VBD", "VBZ", "VBP", "VBN", "VBG", "VB"})
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
_LEADS = frozenset({",", "that", "although", "though"})
_EDGES = frozenset({",", ".", ":", ";", "-", "–", "—", "--", "…"})
_COUNTED = frozenset({"kill", "wound", "injure", "die", "hurt", "capture", "maim"})


@dataclass(frozen=True)
class Stretch:
    """Part of a sentence, from token ``first`` to ``last`` (exclusive), with its quotations."""

    sentence: Sentence
    first: int
    last: int
    quotes: tuple[tuple[int, int], ...]

    @property
    def doc(self) -> Doc:
        """The parse of the paragraph."""
        return self.sentence.doc

    def tokens(self) -> Iterator[Token]:
        """Yield the tokens."""
        return (self.doc[i] for i in range(self.first, self.last))

    def quote(self, index: int) -> tuple[int, int] | None:
        """Return the quotation that holds a token, its marks included."""
        return next((q for q in self.quotes if q[0] <= index <= q[1]), None)

    def quoted(self, index: int) -> bool:
        """Whether a token stands between quotation marks."""
        return any(a < index < b for a, b in self.quotes)

    def opens(self, index: int) -> bool:
        """Whether a quotation opens at a token."""
        return any(a == index for a, _ in self.quotes)

    def closes(self, index: int) -> bool:
        """Whether a quotation closes at a token."""
        return any(b == index for _, b in self.quotes)

    @cached_property
    def chunks(self) -> dict[int, int]:
        """First token → one past the last token of each flat noun phrase."""
        found = {c.start: c.end for c in self.doc.noun_chunks}
        for i in range(self.first, self.last):
            if self.doc[i].tag_ in ("PRP", "EX", "DT") and i not in found:
                found.setdefault(i, i + 1)
        return found

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
                and (root.head.tag_ in FINITE or _helped(root.head))
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
            if token.tag_ in FINITE and not _in_relative(token, comma):
                return None
        after = self.doc[comma + 1] if comma + 1 < self.last else None
        plain = after is not None and after.tag_ not in ("WP", "WDT", "WRB", "CC")
        return self.noun_phrase(comma + 1) if plain else None

    def verb_between(self, first: int, last: int) -> bool:
        """Whether a clause with a verb of any mood stands there ("that crews be allowed")."""
        return any(
            self.doc[i].tag_ in FINITE or self.doc[i].tag_ in ("VB", "VBN")
            for i in range(first, last)
        )

    def finite_between(self, first: int, last: int) -> Token | None:
        """Return the first finite verb of ``first`` to ``last`` that is no relative clause's."""
        for i in range(first, min(last + 1, self.last)):
            token = self.doc[i]
            if token.tag_ in FINITE and not _in_relative(token, first):
                return token
        return None


def _helped(verb: Token) -> bool:
    return any(c.dep_ in ("aux", "auxpass") and c.tag_ in FINITE for c in verb.children)


def _in_relative(token: Token, first: int) -> bool:
    for before in (token.doc[i] for i in range(max(first, token.i - 4), token.i)):
        if before.lower_ in RELATIVE and before.tag_ in ("WDT", "WP", "WP$"):
            return True
    verb = token.head if token.dep_ in ("aux", "auxpass") else token
    return verb.dep_ == "relcl" and any(
        c.lower_ in RELATIVE and c.i >= first for c in verb.children
    )


def stretches(sentence: Sentence, quotes: tuple[tuple[int, int], ...]) -> list[Stretch]:
    """Cut a sentence at colons and semicolons that part whole clauses, outside quotations."""
    doc, cuts = sentence.doc, [sentence.first]
    for i in range(sentence.first + 1, sentence.last - 1):
        if doc[i].text not in (";", ":") or any(a < i < b for a, b in quotes):
            continue
        if doc[i].text == ":" and (
            any(a == i + 1 for a, _ in quotes) or doc[i - 1].tag_ in ("VBD", "VBZ", "VBP")
        ):
            continue  # "he said: …"
        left = any(doc[j].tag_ in FINITE for j in range(cuts[-1], i))
        right = any(doc[j].tag_ in FINITE for j in range(i + 1, sentence.last))
        if left and right:
            cuts.append(i + 1)
    cuts.append(sentence.last)
    return [Stretch(sentence, a, b, quotes) for a, b in itertools.pairwise(cuts) if b > a]


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
        elif any(a == first and b >= last for a, b in stretch.quotes):
            inner = next(b for a, b in stretch.quotes if a == first)
            first, last, changed = first + 1, min(last, inner - 1), True
        elif stretch.closes(last) and not any(b == last and a >= first for a, b in stretch.quotes):
            last, changed = last - 1, True
    return first, last


def main_word(doc: Doc, first: int, last: int) -> Token:
    """Return the word on which the others of a span hang; a finite verb rather than a noun."""
    inside = range(first, last + 1)
    heads = [doc[i] for i in inside if doc[i].head.i not in inside or doc[i].dep_ == "ROOT"]
    verbs = [t for t in heads if t.pos_ in ("VERB", "AUX")]
    finite = [t for t in verbs if t.tag_ in FINITE or _helped(t)]
    return (finite or verbs or heads or [doc[first]])[0]


def predicates(stretch: Stretch, first: int, last: int) -> list[tuple[int, int]]:
    """Split a content into its coordinated predicates: each could be true without the others.

    ``(first, last)`` of each, inclusive. Objects that share a verb stay together, and so do killed
    and wounded in one count.
    """
    doc, cuts = stretch.doc, [first]
    for i in range(first + 1, last):
        token = doc[i]
        joins = token.tag_ == "CC" and token.lower_ in ("and", "but", "or")
        conceding = token.lower_ in ("although", "though") and doc[i - 1].text == ","
        if not (joins or conceding or (token.text == "," and _listed(stretch, i, last))):
            continue
        if _cut_here(stretch, cuts[-1], i, last):
            cuts.append(i)
    out = []
    for a, b in zip(cuts, [*(c - 1 for c in cuts[1:]), last], strict=True):
        start = a
        while start <= b and (doc[start].tag_ == "CC" or doc[start].lower_ in _LEADS):
            start += 1
        start = start if a != first else first
        part = trim(stretch, start, b)
        if part[0] <= part[1]:
            out.append(part)
    return out


def _listed(stretch: Stretch, comma: int, last: int) -> bool:
    """Whether a comma parts the verbs of a list: "left the queue, crossed the sea and anchored"."""
    doc = stretch.doc
    if doc[comma + 1].tag_ not in ("VBD", "VBZ") or comma + 1 >= last:
        return False
    return any(
        doc[i].tag_ == "CC" and i < last and doc[i + 1].tag_ == doc[comma + 1].tag_
        for i in range(comma + 2, last)
    )


def _cut_here(stretch: Stretch, first: int, at: int, last: int) -> bool:
    doc = stretch.doc
    if stretch.quoted(at) and stretch.quote(at) != stretch.quote(first):
        return False
    i = at + 1
    if doc[at].text == "," and i <= last and doc[i].tag_ == "CC":
        return False
    while i <= last and (doc[i].tag_.startswith("RB") or doc[i].is_quote) and i + 1 <= last:
        if doc[i].dep_ == "neg" or doc[i].lower_ in ("neither", "nor"):
            break
        i += 1
    if doc[at].tag_ == "CC":
        i = _past_time(stretch, i, last)
    if i > last:
        return False
    word = doc[i]
    if word.lower_ == "to" and i + 1 <= last and doc[i + 1].tag_ == "VB":
        return doc[first].tag_ == "VB" or doc[max(first - 1, 0)].lower_ == "to"
    if stretch.finite_between(first, at - 1) is None:
        return False
    if word.lower_ == "that" and i + 2 <= last:
        return any(doc[k].tag_ in FINITE or doc[k].tag_ == "VBN" for k in range(i + 1, last + 1))
    if word.tag_ in ("VBD", "VBZ", "VBP", "MD"):
        return _apart(doc, first, at, word, last)
    if word.tag_ == "VBN" and word.dep_ == "conj" and word.head.tag_ in ("VBD", "VBN"):
        rest = [t for t in word.children if t.i > i and t.dep_ in ("prep", "dobj", "agent")]
        mine = [t for t in word.head.children if t.i > word.head.i and t.i < at]
        kept = any(t.dep_ in ("prep", "dobj", "agent", "npadvmod") for t in mine)
        return bool(rest) and kept and _apart(doc, first, at, word, last)
    if stretch.clause_at(i) and not _in_relative(word, at):
        verb = stretch.finite_between(i, last)
        return verb is not None and _apart(doc, first, at, verb, last)
    return False


def _past_time(stretch: Stretch, index: int, last: int) -> int:
    """Skip a time that opens a clause: "and *the same day* one of its boats left"."""
    doc = stretch.doc
    for i in range(index, min(index + 3, last)):
        if doc[i].dep_ == "npadvmod" and doc[i].pos_ in ("NOUN", "PROPN"):
            return i + 1
    while index < last and doc[index].ent_type_ in ("DATE", "TIME"):
        index += 1
    return index


def _apart(doc: Doc, first: int, at: int, verb: Token, last: int) -> bool:
    """Whether the predicates on both sides are two, not one count or one relative clause."""
    main = verb.head if verb.dep_ in ("aux", "auxpass") and verb.head.i > verb.i else verb
    left = [doc[i].lemma_.lower() for i in range(first, at)]
    if main.lemma_.lower() in _COUNTED and any(w in _COUNTED for w in left):
        return False
    relative = [
        doc[i]
        for i in range(first, at)
        if doc[i].lower_ in ("who", "which", "whose") or doc[i].tag_ in ("WDT", "WP")
    ]
    if relative and verb.i == at + 1:
        before = [doc[i] for i in range(relative[-1].i, at) if doc[i].tag_ in FINITE]
        outside = [doc[i] for i in range(first, relative[0].i) if doc[i].tag_ in FINITE]
        commas = [i for i in range(relative[-1].i, at) if doc[i].text == ","]
        if before and not commas and not outside:
            return False
        if before and not commas and main.dep_ == "conj" and main.head.i > relative[-1].i:
            return False
    conditional = re.compile(r"^(?:if|unless|because|as|when|while|until|before|after|since|so)$")
    subordinate = [
        i
        for i in range(first, at)
        if conditional.match(doc[i].lower_) and doc[i].dep_ in ("mark", "advmod")
    ]
    if subordinate and subordinate[-1] > first and verb.i > at:
        inside = doc[subordinate[-1]].head
        if main.dep_ == "conj" and main.head == inside:
            return False
    return True
