"""Repair what the small model is known to mistake, so that every reader of a parse gains."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tidewaiter.press.parsed import source

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from tidewaiter.press.lemmas import Lemmas

_LEMMAS = {"hoped": "hope", "hopes": "hope", "hoping": "hope"}
_SHOWN = frozenset({"show", "say", "suggest", "indicate"})
_DUAL = frozenset(
    {
        "calls",
        "urges",
        "demands",
        "claims",
        "reports",
        "warns",
        "asks",
        "pledges",
        "promises",
        "vows",
        "notes",
        "states",
        "plans",
        "appeals",
    }
)
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


def mend(doc: Doc, lemmas: Lemmas) -> None:
    """Correct tags in place.

    - An adjective in -ed that has a subject is a verb: "The Group *capped* such products".
    - A noun in -ed or -s that has a subject and governs a clause is one too: "the state *demands*
      that they leave".
    - A participle without an auxiliary that is joined to a past tense is one too: "left the queue
      and *anchored* at night".
    - In a sentence without any other finite verb, a participle behind its noun is the past tense:
      "Two ships *diverted* to the bay".
    """
    for sentence in doc.sents:
        root = sentence.root
        if root.tag_ == "JJ" and root.lower_.endswith("ed") and _subject(root):
            _as_verb(root, "VBD", lemmas)
        elif root.tag_ == "VB" and _subject(root) and not _helped(root):
            _as_verb(root, "VBP", lemmas)
        elif root.tag_ in ("NN", "NNS", "NNP", "NNPS", "JJ") and _subject(root) and _clausal(root):
            _as_verb(root, "VBD" if root.lower_.endswith("ed") else "VBZ", lemmas)
        for token in sentence:
            if token.tag_ == "NNS" and (_second_verb(token) or _calls(token)):
                _as_verb(token, "VBZ", lemmas)
            if token.lower_ in _LEMMAS:
                token.lemma_ = _LEMMAS[token.lower_]
            if token.lower_ in _SHOWN and _closes_with(token):
                _as_verb(token, "VBP", lemmas)
            if token.tag_ == "VBN" and (_plain_past(token) or _has_own_subject(token)):
                _as_verb(token, "VBD", lemmas)
        if root.pos_ in ("NOUN", "PROPN") and not any(t.tag_ in _FINITE for t in sentence):
            bare = next(
                (t for t in sentence if t.tag_ == "VBN" and t.dep_ == "acl" and _goes_on(t)), None
            )
            if bare is not None and bare.i > root.i and sentence[-1].text == ".":
                _as_verb(bare, "VBD", lemmas)


def _helped(token: Token) -> bool:
    return any(c.dep_ in ("aux", "auxpass") for c in token.children)


def _second_verb(token: Token) -> bool:
    return token.dep_ == "conj" and token.head.tag_ == "VBZ"


def _calls(token: Token) -> bool:
    """Whether a plural behind "and" is a verb: "… and *calls* on the port to"."""
    doc, i = token.doc, token.i
    if token.lower_ not in _DUAL or i < 2 or i + 1 >= len(doc):
        return False
    led = doc[i - 1].tag_ == "CC" and any(t.tag_ == "VBZ" for t in token.sent)
    return led and doc[i + 1].lower_ in ("on", "for", "that", "to", "of")


def _closes_with(token: Token) -> bool:
    """Whether a word ends its sentence behind a noun: "…, port records *show*."."""
    doc, i = token.doc, token.i
    ends = i + 1 < len(doc) and doc[i + 1].text in (".", ",")
    return token.pos_ == "NOUN" and ends and i > 0 and doc[i - 1].pos_ in ("NOUN", "PROPN")


def _subject(token: Token) -> bool:
    return any(c.dep_ in ("nsubj", "nsubjpass") for c in token.children)


def _plain_past(token: Token) -> bool:
    head = token.head
    if token.dep_ != "conj":
        return False
    helped = any(c.dep_ in ("aux", "auxpass") for c in (*token.children, *head.children))
    return head.tag_ == "VBD" and not helped


def _has_own_subject(token: Token) -> bool:
    """Whether a participle without an auxiliary has a subject before it: "Petrov, 45, *used*"."""
    deps = {c.dep_: c for c in token.children}
    own = deps.get("nsubj")
    hung = token.dep_ in ("ccomp", "ROOT", "parataxis", "relcl")
    passive = any(c.lower_ == "by" for c in token.children) and getattr(own, "tag_", "") != "PRP"
    return (
        hung
        and not passive
        and own is not None
        and own.i < token.i
        and not {"aux", "auxpass"} & set(deps)
    )


def _goes_on(token: Token) -> bool:
    """Whether a participle has a complement of its own and no comma before it."""
    before = token.nbor(-1) if token.i else token
    return before.text != "," and any(c.dep_ == "prep" and c.i > token.i for c in token.children)


def _clausal(token: Token) -> bool:
    """Whether a clause hangs on a word that looks like a verb: "the state *demands* that"."""
    return token.lower_.endswith(("ed", "s")) and any(
        c.dep_ in ("ccomp", "xcomp") and c.i > token.i for c in token.children
    )


def _as_verb(token: Token, tag: str, lemmas: Lemmas) -> None:
    own = source(token)
    token.tag_, token.pos_ = own.tag_, own.pos_ = tag, "VERB"
    token.lemma_ = lemmas.of(own)
