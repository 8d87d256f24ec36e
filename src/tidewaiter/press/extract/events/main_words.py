"""The word that a content is about: its verb, or its first noun where it is no clause."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tidewaiter.press.extract.attribution import Attribution
from tidewaiter.press.extract.events import ontology
from tidewaiter.press.extract.lexicon import cues

if TYPE_CHECKING:
    from spacy.tokens import Token

VERBS = frozenset({"VERB", "AUX"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_NOUNS = frozenset({"NOUN", "PROPN", "PRON"})
_POINTS = frozenset({"that", "this", "it", "them", "these", "those"})
_NO_VERBS = frozenset({"amod", "compound", "nmod", "nummod", "aux", "auxpass"})
_NO_CLAUSE = 3  # a rank from which a verb does not make the content a clause


def main_word(given: Attribution) -> Token:
    """Return the word that a content is about: its verb, or its first noun where it is no clause.

    The verb that hangs highest counts, finite ones first; verbs of speech between commas ("The
    vessel, he *said*, would be back") do not.
    """
    doc = given.head.doc
    inside = list(doc[given.first : given.last + 1])
    aside = {t.i for t in inside if t.pos_ in VERBS and _aside(t, given)}
    verbs = [t for t in inside if is_verbal(t)]
    ranked = [(_rank(t, given, aside), t.i) for t in verbs if t.i not in aside]
    best = min(ranked, default=((9, 0), -1))
    if best[0][0] < _NO_CLAUSE:
        return doc[best[1]]
    if inside[0].lower_ in _POINTS and any(t.lower_ == "as" or t.is_quote for t in inside[1:2]):
        return inside[0]
    untagged = next((t for t in inside if untagged_verb(t)), None)
    if untagged is not None and given.act not in ("praise", "condemn", "deny"):
        return untagged
    nouns = [t for t in inside if t.pos_ in _NOUNS or _determined(t) or _counted(t)]
    return next((_top_noun(t, given) for t in nouns), given.head if ranked else inside[0])


def _counted(token: Token) -> bool:
    """Whether a number makes a word a noun ("two *dead*"), or nothing else is left."""
    return token.i > 0 and token.pos_ in ("ADJ", "VERB") and token.doc[token.i - 1].like_num


def _rank(verb: Token, given: Attribution, aside: set[int]) -> tuple[int, int]:
    """How unlikely a verb is the main one: kind of clause, then depth."""
    finite = verb.tag_ in FINITE or any(
        c.tag_ in FINITE and c.dep_ in ("aux", "auxpass") for c in verb.children
    )
    depth = sum(1 for a in verb.ancestors if given.holds(a.i) and a.i not in aside)
    if verb.dep_ in ("relcl", "acl", "advcl", "csubj", "pcomp") and depth:
        said = given.act in ("say", "acknowledge", "warn", "expect") and verb.tag_ == "VBN"
        told = verb.dep_ in ("acl", "relcl") and misread(verb)
        main = verb.dep_ == "advcl" or told or (verb.dep_ == "acl" and said)
        return (2 if main else 4), depth
    if given.first == verb.i or (verb.i == given.first + 1 and not depth):
        return 0, depth
    return (0 if finite else 1 if not depth else 2), depth


def misread(verb: Token) -> bool:
    """Say whether a "relative clause" is really the main one.

    "A frigate *intercepted* a dhow" is no participle with an object, and in "The tanker Amber
    Tern *was* seized" the subject is the name of the noun before it.
    """
    if verb.dep_ == "relcl":
        subject = next((c for c in verb.children if c.dep_ in SUBJECTS), None)
        if subject is None or subject.pos_ != "PROPN" or subject.i > verb.i:
            return False
        between = verb.doc[verb.head.i + 1 : subject.i + 1]
        return all(t.pos_ == "PROPN" or t.text == "-" for t in between) and len(between) > 0
    return verb.tag_ in ("VBD", "VBN") and any(
        c.dep_ in ("dobj", "prt", "xcomp", "ccomp") for c in verb.children
    )


def _aside(token: Token, given: Attribution) -> bool:
    """Whether a verb is one of speech between commas."""
    if token.i == given.cue.i and given.cue.i != given.head.i and given.act != "narrate":
        return not raised(token)
    if token.lemma_.lower() not in cues("clause"):
        return False
    doc, subject = token.doc, next((c for c in token.children if c.dep_ in SUBJECTS), None)
    if subject is None or token.i + 1 >= len(doc) or not doc[token.i + 1].is_punct:
        return False
    left = min(min((t.i for t in subject.subtree), default=token.i), token.i)
    return left > given.first and doc[left - 1].is_punct


def raised(verb: Token) -> bool:
    """Say whether a verb keeps its subject in the content ("is expected to reach")."""
    return any(c.dep_ in ("auxpass", "nsubjpass") for c in verb.children)


def _top_noun(noun: Token, given: Attribution) -> Token:
    """The head of the first noun phrase: "the *cost* of grain as …"."""
    at = noun
    while (
        at.dep_ in ("compound", "nmod", "poss", "nummod", "amod")
        and given.holds(at.head.i)
        and at.head.i > at.i
        and not any(t.is_punct and t.text not in "-–" for t in noun.doc[at.i : at.head.i])
        and at.head.pos_ in ("NOUN", "PROPN")
    ):
        at = at.head
    return at


def is_verbal(token: Token) -> bool:
    """Whether a word is used as a verb, not as an adjective, a noun or a mere help."""
    if token.pos_ not in VERBS:
        return untagged_verb(token)
    return token.dep_ not in _NO_VERBS and not _determined(token)


def untagged_verb(token: Token) -> bool:
    """Say whether a verb was taken for a noun: "the Treasury *fine* a refiner".

    It is known as a verb of events, a name or noun stands before it and a determiner, a number or
    a title behind it.
    """
    if token.pos_ != "NOUN" or token.i == 0 or token.i + 1 >= len(token.doc):
        return False
    before, after = token.doc[token.i - 1], token.doc[token.i + 1]
    if before.pos_ not in ("NOUN", "PROPN") or token.lemma_.lower() not in ontology.event_verbs():
        return False
    return (
        after.pos_ in ("DET", "NUM")
        or after.tag_ == "PRP$"
        or after.lower_ in ("mr", "mr.", "mrs.", "ms.")
    )


def _determined(token: Token) -> bool:
    """Whether an article or a possessive stands before a word ("the *boarding*")."""
    before = token.doc[token.i - 1] if token.i > 0 else None
    return (
        before is not None
        and token.tag_ in ("VBG", "VBN", "VB", "NN")
        and (before.tag_ in ("DT", "PRP$", "POS") and before.lower_ not in ("that", "neither"))
    )
