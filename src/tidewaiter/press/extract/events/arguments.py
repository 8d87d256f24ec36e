"""Who acts, what it is done to and to whom: the nouns that stand with a verb."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tidewaiter.press.extract.attribution import Attribution
from tidewaiter.press.extract.events import ontology
from tidewaiter.press.extract.events.main_words import (
    FINITE,
    SUBJECTS,
    VERBS,
    is_verbal,
    raised,
    untagged_verb,
)
from tidewaiter.press.extract.lexicon import cue_pairs, cues

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

COPULAS = frozenset({"be", "become", "remain", "seem", "appear"})
_RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
_OBJECTS = frozenset({"dobj", "obj", "oprd"})
_BECOMING = frozenset({"become", "remain", "stay"})
_ABOUT = frozenset({"as", "up", "to", "at", "than", "of", "over", "under", "about", "around"})
_STATES = frozenset({"hostage", "prisoner", "captive"})  # "took 130 seafarers hostage"


def noun_before(verb: Token, given: Attribution) -> Iterator[Token]:
    """Yield the noun right before a finite verb, where the parse gives it no subject."""
    if verb.tag_ not in FINITE:
        return
    for i in range(verb.i - 1, given.first - 1, -1):
        token = verb.doc[i]
        if token.pos_ in ("NOUN", "PROPN", "PRON"):
            yield token
            return
        if not (token.is_punct or token.pos_ in ("AUX", "ADV", "PART")):
            return


def subjects_of(word: Token, given: Attribution) -> Iterator[Token]:
    """Yield the heads of a word's subject: its own, or the one it shares with another verb."""
    if untagged_verb(word):
        yield word.doc[word.i - 1]
        return
    at, seen = word, set[int]()
    while at.i not in seen:
        seen.add(at.i)
        own = next((c for c in at.children if c.dep_ in SUBJECTS), None)
        if own is not None:
            yield _meant(own, at, given)
            return
        up = at.head
        if at.dep_ in ("relcl", "acl") and up.pos_ not in VERBS:
            yield up
            return
        if at.dep_ in ("xcomp", "ccomp") and at.tag_ != "VBD":
            controlled = next((c for c in up.children if c.dep_ in ("dobj", "dative")), None)
            if controlled is not None and controlled.i < at.i and given.holds(up.i):
                yield controlled
                return
        if at.dep_ == "pcomp" and given.holds(up.head.i) and up.head.pos_ in VERBS:
            at = up.head  # "is suspected *of having moved*"
            continue
        if at.dep_ in ("conj", "xcomp", "ccomp", "advcl", "acomp", "attr", "auxpass", "aux"):
            if up.i == given.cue.i and given.act != "narrate" and not given.holds(up.i):
                break
            at = up
            continue
        break
    yield from _lent(given)


def _meant(subject: Token, verb: Token, given: Attribution) -> Token:
    """The noun that a relative pronoun stands for; other subjects as they are."""
    if subject.lower_ not in ("who", "which", "that", "whom"):
        return subject
    if verb.dep_ == "relcl":
        return verb.head
    before = range(subject.i - 1, given.first - 1, -1)
    nouns = (subject.doc[i] for i in before if subject.doc[i].pos_ in ("NOUN", "PROPN"))
    return next(nouns, subject)


def _lent(given: Attribution) -> Iterator[Token]:
    """Who is accused or urged, or who pledges or denies: the subject of a bare infinitive."""
    target = given.target or (_accused(given) if given.act in ("accuse", "demand") else None)
    if target is not None:
        yield _meant(target, target.head, given)
    elif given.act in ("deny", "pledge", "acknowledge", "agree") and given.speaker is not None:
        yield given.speaker


def _accused(given: Attribution) -> Token | None:
    """Who is accused or urged, by the verb that stands before the content."""
    doc = given.head.doc
    verbs = cues("to") | {verb: act for (verb, _), act in cue_pairs("of").items()}
    for i in range(given.first - 1, max(-1, given.first - 25), -1):
        token = doc[i]
        if token.pos_ == "VERB" and verbs.get(token.lemma_.lower()) in ("accuse", "demand"):
            wanted = ("nsubjpass",) if raised(token) else ("dobj", "dative", "nsubj")
            found = [c for c in token.children if c.dep_ in wanted]
            return found[-1] if found and (found[-1].i > token.i or raised(token)) else None
        if token.is_sent_start:
            break
    return None


def agents_of(word: Token) -> Iterator[Token]:
    """Yield who acts in a passive ("by *police*")."""
    for child in word.children:
        if child.dep_ == "agent":
            yield from (c for c in child.children if c.dep_ == "pobj" and not _means(c))


def _means(token: Token) -> bool:
    """Whether a noun behind "by" is a time or a means ("turned back by *radio*")."""
    bare = token.tag_ == "NN" and not any(
        c.dep_ in ("det", "poss", "compound") for c in token.lefts
    )
    return token.ent_type_ in ("DATE", "TIME") or (bare and token.pos_ == "NOUN")


def objects_of(word: Token, given: Attribution) -> Iterator[Token]:
    """Yield what a verb is done to, by the parse or by the order of the words."""
    inside = given.holds(word.i)
    if untagged_verb(word):
        near = _next_noun(word, given)
        if near is not None:
            yield near
        return
    kinds = _OBJECTS | {"attr"} if word.lemma_.lower() in _BECOMING else _OBJECTS
    found = [c for c in word.children if c.dep_ in kinds and (given.holds(c.i) or not inside)]
    for clause in (c for c in word.children if c.dep_ == "ccomp" and not found):
        if word.lemma_.lower() in ontology.listed("outer") or clause.tag_ in ("VBG", "VB"):
            found = [c for c in clause.children if c.dep_ in SUBJECTS]
    if word.dep_ == "relcl" and not found and _gap(word):
        found = [word.head]
    if not found and is_verbal(word) and word.lemma_.lower() not in COPULAS:
        near = _next_noun(word, given)
        found = [near] if near is not None else []
    for thing in found:
        if thing.lower_ in _STATES and thing.i > 0 and thing.doc[thing.i - 1].pos_ == "NOUN":
            yield thing.doc[thing.i - 1]
        yield thing


def _gap(relative: Token) -> bool:
    """Whether the relative clause lacks its object ("the oxygen that it had supplied")."""
    subject = next((c for c in relative.children if c.dep_ in SUBJECTS), None)
    return subject is not None and subject.lower_ not in _RELATIVE


def _next_noun(verb: Token, given: Attribution) -> Token | None:
    """The noun phrase right behind a verb, where the parse did not call it the object."""
    doc, counted = verb.doc, False
    for i in range(verb.i + 1, min(given.last + 1, verb.i + 8)):
        token = doc[i]
        counted = counted or token.like_num
        if token.tag_ == "RP":
            continue
        if token.is_quote or (token.lower_ in _ABOUT and _counts(doc, i)):
            continue
        if token.dep_ in ("npadvmod", "nsubj", "tmod") or token.ent_type_ in ("DATE", "TIME"):
            return None
        if token.pos_ in ("NOUN", "PROPN") and (i == given.last or _ends(doc[i + 1])):
            return token if token.dep_ not in ("pobj", "attr") or counted else None
        if token.pos_ not in ("DET", "ADJ", "NUM", "NOUN", "PROPN", "PRON", "PART", "ADV"):
            return None
    return None


def _ends(token: Token) -> bool:
    """Whether a word cannot go on with the noun phrase before it."""
    dated = token.ent_type_ in ("DATE", "TIME") or token.dep_ == "npadvmod"
    return dated or token.pos_ not in ("NOUN", "PROPN", "PART")


def _counts(doc: Doc, i: int) -> bool:
    """Whether a number follows within four words ("as many as 4,000 men")."""
    return any(t.like_num for t in doc[i + 1 : i + 5])


def receivers_of(word: Token) -> Iterator[Token]:
    """Yield to whom: "gave *Ukraine* shells", "gave shells *to Ukraine*"."""
    for child in word.children:
        if child.dep_ in ("dative", "iobj"):
            inner = next((c for c in child.children if c.dep_ == "pobj"), None)
            if inner is not None:
                yield inner
            elif child.pos_ != "ADP":
                yield child
