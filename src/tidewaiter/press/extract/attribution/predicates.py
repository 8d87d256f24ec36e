"""Split a content into predicates that could each be true without the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tidewaiter.press.extract.attribution.stretch import FINITE, Stretch, in_relative, trim

if TYPE_CHECKING:
    from spacy.tokens import Token

_LEADS = frozenset({",", "that", "although", "though", "to"})
_CONDITIONAL = frozenset(
    ["if", "unless", "because", "as", "when", "while", "until", "before", "after", "since", "so"]
)
_COUNTED = frozenset({"kill", "wound", "injure", "die", "hurt", "capture", "maim"})


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
        return _apart(doc, first, at, word)
    if word.tag_ == "VBN" and word.dep_ == "conj" and word.head.tag_ in ("VBD", "VBN"):
        rest = [t for t in word.children if t.i > i and t.dep_ in ("prep", "dobj", "agent")]
        mine = [t for t in word.head.children if t.i > word.head.i and t.i < at]
        kept = any(t.dep_ in ("prep", "dobj", "agent", "npadvmod") for t in mine)
        return bool(rest) and kept and _apart(doc, first, at, word)
    if stretch.clause_at(i) and not in_relative(word, at):
        verb = stretch.finite_between(i, last)
        return verb is not None and _apart(doc, first, at, verb)
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


def _apart(doc: list[Token], first: int, at: int, verb: Token) -> bool:
    """Whether the predicates on both sides are two, not one count or one relative clause."""
    main = verb.head if verb.dep_ in ("aux", "auxpass") and verb.head.i > verb.i else verb
    if main.lemma_.lower() in _COUNTED and any(
        t.lemma_.lower() in _COUNTED for t in doc[first:at]
    ):
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
    subordinate = [
        t.i for t in doc[first:at] if t.dep_ in ("mark", "advmod") and t.lower_ in _CONDITIONAL
    ]
    if subordinate and subordinate[-1] > first and verb.i > at:
        inside = doc[subordinate[-1]].head
        if main.dep_ == "conj" and main.head == inside:
            return False
    return True
