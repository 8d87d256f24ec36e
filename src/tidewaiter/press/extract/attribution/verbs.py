"""A verb's auxiliaries, its voice and who does it by the passive's "by" phrase."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tidewaiter.press.extract.attribution.stretch import SUBJECTS
from tidewaiter.press.parsed import tokens

if TYPE_CHECKING:
    from spacy.tokens import Token


def before_is(token: Token, word: str) -> bool:
    """Whether the token before is a word."""
    return token.i > 0 and token.doc[token.i - 1].lower_ == word


def quoted_person(saying: Token) -> tuple[Token, Token] | None:
    """Return who is quoted, and the verb, of "quoted a deckhand as saying"."""
    doc = saying.doc
    for i in range(saying.i - 2, max(-1, saying.i - 14), -1):
        if doc[i].lemma_ in ("quote", "cite", "describe") and doc[i].tag_.startswith("VB"):
            if passive(doc[i]):
                named = next((c for c in doc[i].children if c.dep_ in SUBJECTS), None)
                return None if named is None else (named, doc[i])
            own = next((c for c in doc[i].children if c.dep_ == "dobj" and c.i > i), None)
            own = own or next(
                (t for t in doc[i + 1 : saying.i] if t.pos_ in ("NOUN", "PROPN", "PRON")), None
            )
            return None if own is None else (own, doc[i])
    return None


def helping(verb: Token) -> list[Token]:
    """Return the auxiliaries, negations and adverbs directly before a verb."""
    out: list[Token] = []
    doc = tokens(verb.doc)
    for i in range(verb.i - 1, -1, -1):
        token = doc[i]
        if token.tag_ in ("MD", "RB", "TO", "RBR") or (
            token.lemma_ in ("be", "have", "do") and token.tag_.startswith("VB")
        ):
            out.append(token)
        else:
            break
    return out


def passive(verb: Token) -> bool:
    """Whether a verb is in the passive ("was accused")."""
    parts = [*helping(verb), *(c for c in verb.children if c.dep_ in ("aux", "auxpass"))]
    return verb.tag_ in ("VBN", "VBD") and any(
        t.lemma_ == "be" and t.tag_.startswith("VB") for t in parts
    )


def agent(verb: Token) -> Token | None:
    """Return who did what stands in the passive ("accused by a pilot")."""
    for child in verb.children:
        if child.lower_ == "by" and child.dep_ in ("agent", "prep"):
            who = next((c for c in child.children if c.dep_ in ("pobj", "pcomp")), None)
            means = who is not None and who.tag_ == "NN" and not who.children  # "by telephone"
            return None if means else who
    return None
