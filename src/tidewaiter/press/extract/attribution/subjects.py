"""Who does a verb: its own subject, one shared with another verb, or the noun near it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tidewaiter.press.extract.attribution.cue_verbs import shows
from tidewaiter.press.extract.attribution.openings import DAYS, inverted
from tidewaiter.press.extract.attribution.stretch import RELATIVE, SUBJECTS, Stretch
from tidewaiter.press.extract.attribution.verbs import before_is, helping, quoted_person
from tidewaiter.press.parsed import tokens

if TYPE_CHECKING:
    from spacy.tokens import Token


_HUNG = frozenset({"conj", "advcl", "xcomp", "acl", "ccomp", "parataxis", "dep"})


def subject(stretch: Stretch, verb: Token) -> Token | None:
    """Return the head of who does the verb: its own subject, one shared with another verb, or near it."""
    noun = relativizer(verb)
    if noun is not None:
        return noun
    if verb.tag_ == "VBG" and shows(stretch, verb):
        return verb.nbor(-1)
    if verb.tag_ == "VBG" and before_is(verb, "as"):
        quoted = quoted_person(verb)
        if quoted is not None:
            return quoted[0]
    seen: set[int] = set()
    at = verb
    while at.i not in seen:
        seen.add(at.i)
        own = next(
            (c for c in at.children if c.dep_ in SUBJECTS and c.tag_ not in ("WDT", "WP", "EX")),
            None,
        )
        placed = own is not None and (at is not verb or own.i < verb.i or inverted(stretch, verb))
        here = own is not None and stretch.first <= own.i < stretch.last
        if own is not None and placed and here and not _beyond(stretch, own, verb):
            return own
        if at is verb:
            near = _near(stretch, verb)
            if near is not None:
                return near
        onward = at.dep_ != "conj" or at.head.i < at.i
        if onward and at.dep_ in _HUNG and at.head.pos_ in ("VERB", "AUX"):
            at = at.head
        elif at.dep_ in ("acl", "relcl", "amod") and at.head.pos_ in ("NOUN", "PROPN", "PRON"):
            return at.head if at.head.i < verb.i else None
    return _around_cue(stretch, verb) or _shared(stretch, verb) or _before(stretch, verb)


def relativizer(verb: Token) -> Token | None:
    """Return the noun that a relative clause with this verb tells about."""
    i = verb.i - 1
    while i >= 0 and verb.doc[i] in helping(verb):
        i -= 1
    if i >= 0 and verb.doc[i].lower_ in RELATIVE and verb.doc[i].tag_ in ("WP", "WDT"):
        noun = verb.head if verb.dep_ == "relcl" else None
        return noun or _noun_left(tokens(verb.doc), i - 1)
    return None


def _noun_left(doc: list[Token], index: int) -> Token | None:
    for i in range(index, max(-1, index - 6), -1):
        if doc[i].pos_ in ("NOUN", "PROPN", "PRON"):
            return doc[i]
    return None


def _beyond(stretch: Stretch, own: Token, verb: Token) -> bool:
    """Whether another clause's verb parts a subject from the verb it was hung on."""
    low, high = sorted((own.i, verb.i))
    return any(stretch.doc[i].text == ";" for i in range(low, high))


def _near(stretch: Stretch, verb: Token) -> Token | None:
    """The noun phrase that ends right before the verb, whatever the parse made of it."""
    doc, i = stretch.doc, verb.i - 1
    mine = {t.i for t in helping(verb)}
    while i > stretch.first and (
        i in mine
        or doc[i].lower_ in DAYS
        or doc[i].tag_.startswith("RB")
        or (doc[i].lower_ in ("on", "also") and doc[i + 1].lower_ in DAYS)
    ):
        i -= 1
    ends = {end: start for start, end in stretch.chunks.items()}
    start = ends.get(i + 1)
    if start is None:
        return None
    root = stretch.root(start) or doc[start]
    before = doc[start - 1] if start > stretch.first else None
    if before is not None and before.tag_ in ("IN", "TO", "POS") and before.lower_ != "that":
        return None
    if root.dep_ in ("dobj", "pobj") and not (before is None or before.text in (",", '"', "'")):
        return None
    return root


def _around_cue(stretch: Stretch, verb: Token) -> Token | None:
    """As in "The report, she said, *puts* it at six": the noun before a cue between commas."""
    doc, end = stretch.doc, verb.i - 1
    if end <= stretch.first or doc[end].text != ",":
        return None
    for i in range(end - 1, stretch.first, -1):
        if doc[i].text == ",":
            start = next((a for a, b in stretch.chunks.items() if b == i), None)
            told = stretch.finite_between(i + 1, end - 1) is not None
            return stretch.root(start) if told and start is not None else None
    return None


def _before(stretch: Stretch, verb: Token) -> Token | None:
    """The noun phrase before a finite verb, with its "of", where the parse gives no subject at all."""
    if verb.tag_ not in ("VBD", "VBZ", "VBP"):
        return None
    doc = stretch.doc
    end = min([verb.i, *(t.i for t in helping(verb))])
    if end - 1 > stretch.first and doc[end - 1].text == ",":
        end -= 1
    ends = {last: first for first, last in stretch.chunks.items()}
    start = ends.get(end)
    while start is not None and start > stretch.first and doc[start - 1].lower_ == "of":
        start = ends.get(start - 1)
    if start is None or (start > stretch.first and doc[start - 1].tag_ in ("IN", "TO", "VBG")):
        return None
    return stretch.root(start) or doc[start]


def _shared(stretch: Stretch, verb: Token) -> Token | None:
    """The subject of an earlier finite verb of the stretch, for "and confirmed that"."""
    doc = stretch.doc
    before = doc[verb.i - 1] if verb.i > stretch.first else None
    i = verb.i - 1
    while i > stretch.first and (doc[i].tag_.startswith("RB") or doc[i] in helping(verb)):
        i -= 1
        before = doc[i]
    if before is None or before.lower_ not in ("and", "but", "then", ",", "or"):
        return None
    for earlier in stretch.tokens():
        if earlier.i >= verb.i:
            break
        own = next((c for c in earlier.children if c.dep_ in SUBJECTS), None)
        if own is not None and earlier.tag_.startswith("VB") and not stretch.quoted(own.i):
            return own
    return None
