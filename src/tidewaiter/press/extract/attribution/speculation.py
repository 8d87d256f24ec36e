"""What nobody in particular says: "is believed to have moved", "is expected to reach"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tidewaiter.model.claims import Act
from tidewaiter.press.extract.attribution.model import Attribution
from tidewaiter.press.extract.attribution.stretch import SUBJECTS, Stretch, trim
from tidewaiter.press.extract.attribution.verbs import passive
from tidewaiter.press.extract.lexicon import cue_words

if TYPE_CHECKING:
    from spacy.tokens import Token

_ACTS: dict[str, Act] = {
    "say": "say",
    "narrate_probable": "narrate",
    "expect": "expect",
    "accuse": "accuse",
}


def speculation(stretch: Stretch) -> Iterator[Attribution]:
    """Yield the contents whose cue is a passive without an agent; they keep their subject."""
    doc = stretch.doc
    for token in stretch.tokens():
        if stretch.quoted(token.i) or token.i + 1 >= stretch.last:
            continue
        infinitive = doc[token.i + 1].lower_ == "to"
        having = (
            doc[token.i + 1].lower_ == "of"
            and doc[min(token.i + 2, stretch.last - 1)].tag_ == "VBG"
        )
        act = _act(token) if infinitive or having else None
        if act is None:
            continue
        who = _subject(token)
        if who is None or (who.lower_ in ("who", "which", "that") and token.dep_ == "relcl"):
            continue
        first = _clause_start(stretch, who)
        first, last = trim(stretch, first, _clause_end(stretch, token.i))
        verb = _verb(stretch, token.i + 2)
        if first <= last:
            yield Attribution(
                token, act, None, first, last, verb or token, way="nobody in particular"
            )


def _act(token: Token) -> Act | None:
    if token.lower_ == "due" and token.head.lemma_ == "be":
        return "expect"
    if token.tag_ not in ("VBN", "VBD") or not passive(token):
        return None
    lemma = token.lemma_.lower()
    for name, act in _ACTS.items():
        if lemma in cue_words("passive", name):
            return act
    return None


def _subject(token: Token) -> Token | None:
    verb = token.head if token.lower_ == "due" else token
    own = next((c for c in verb.children if c.dep_ in SUBJECTS), None)
    if own is None and verb.dep_ == "conj":
        own = next((c for c in verb.head.children if c.dep_ in SUBJECTS), None)
    return own


def _verb(stretch: Stretch, index: int) -> Token | None:
    """The verb of "to have moved", past its auxiliaries."""
    for i in range(index, min(index + 6, stretch.last)):
        token = stretch.doc[i]
        if token.pos_ == "VERB" or (token.pos_ == "AUX" and token.dep_ not in ("aux", "auxpass")):
            return token
    return None


def _clause_start(stretch: Stretch, who: Token) -> int:
    """Left edge of the clause: past a conjunction before the subject, else the stretch's start."""
    first = max(stretch.first, min(t.i for t in who.subtree))
    for i in range(first - 1, stretch.first - 1, -1):
        token = stretch.doc[i]
        if token.tag_ == "CC" and i == first - 1:
            return first
        if token.text == "," and stretch.finite_between(stretch.first, i) is not None:
            return i + 1
    return stretch.first


def _clause_end(stretch: Stretch, cue: int) -> int:
    doc = stretch.doc
    for i in range(cue + 1, stretch.last - 1):
        if stretch.quoted(i) or doc[i].text != ",":
            continue
        j = i + 2 if doc[i + 1].tag_ == "CC" else i + 1
        if doc[i + 1].lower_ in ("according", "while", "though", "although"):
            return i - 1
        if j == i + 2 and stretch.clause_at(j):
            return i - 1
    return stretch.last - 1
