"""To which clause of a sentence a time belongs, and whether that clause looks back or ahead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tidewaiter.press.extract.attribution import Attribution
from tidewaiter.press.extract.calendar_words import listed
from tidewaiter.press.extract.resolve import Tense

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

REFUSED = 10
"""Cost at which a time belongs to another clause than the one asked for."""

_COSTS = {"conj": 2, "ccomp": 2, "advcl": 3, "parataxis": 2, "csubj": 2, "appos": 1}
_MODIFIERS = ("relcl", "acl")
_ARGUMENTS = ("nsubj", "nsubjpass", "dobj", "attr", "dative", "oprd", "agent")


def root(doc: Doc, first: int, last: int) -> Token:
    """Return the word of a phrase on which its others hang."""
    for i in range(first, last + 1):
        token: Token = doc[i]
        if not first <= token.head.i <= last or token.head.i == token.i:
            return token
    start: Token = doc[first]
    return start


def way_up(token: Token) -> list[Token]:
    """Return a word, the word that it hangs on, and so on to the sentence's root."""
    way = [token]
    while way[-1].head.i != way[-1].i and len(way) < 200:
        way.append(way[-1].head)
    return way


def cost(token: Token, given: Attribution) -> int:
    """Return how far a time stands from a content's main word; ``REFUSED`` in another clause.

    Args:
        token: Root of the time's phrase.
        given: The attribution whose content holds it.
    """
    total = 0
    of_noun = given.head.pos_ in ("NOUN", "PROPN", "PRON") and given.act in ("praise", "condemn")
    for at in way_up(token):
        if at.i == given.head.i:
            return total
        if at.head.i == at.i or not given.holds(at.head.i):
            return total + 1 + (REFUSED if at.dep_ in _MODIFIERS and given.holds(at.head.i) else 0)
        if at.dep_ in _MODIFIERS and not _infinitive(at):
            total += 4 if of_noun else REFUSED
        elif at.dep_ == "advcl" and _apart(at):
            total += REFUSED
        else:
            total += _COSTS.get(at.dep_, 1 if at.dep_ in _ARGUMENTS else 0)
    return total


def _infinitive(verb: Token) -> bool:
    return any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)


def _apart(clause: Token) -> bool:
    return any(c.dep_ == "mark" and c.lower_ in listed("clauses", "apart") for c in clause.children)


def aside(way: list[Token]) -> bool:
    """Whether a way up leaves a clause about somebody ("Shoigu, who visited in March, said").

    What dates a statement does not count: "in a letter dated 10 May".
    """
    for at in way:
        documents = at.lemma_.lower() in listed("documents", "verbs")
        if at.dep_ in (*_MODIFIERS, "advcl") and at.pos_ in ("VERB", "AUX") and not documents:
            return True
        if at.dep_ == "relcl" and not documents:
            return True
    return False


def pictured(way: list[Token]) -> bool:
    """Whether a time tells when a picture was made ("taken on 4 June")."""
    for below, at in zip(way, way[1:], strict=False):
        if at.lemma_.lower() in listed("documents", "picture_nouns"):
            made = below.dep_ in _MODIFIERS and below.lemma_.lower() in listed("documents", "pictures")
            return made or below.dep_ in ("prep", "npadvmod", "compound")
        if at.dep_ == "ROOT":
            return False
    return False


def compared(doc: Doc, first: int) -> bool:
    """Whether a time is only what something is compared with ("twice as much as last year")."""
    at = first - 1
    while at > 0 and first - at < 6 and doc[at].lower_ in listed("clauses", "between"):
        at -= 1
    if at < 0:
        return False
    if doc[at].like_num and at > 0 and doc[at - 1].lower_ in ("from", "against"):
        return True
    if doc[at].lower_ not in listed("clauses", "compared"):
        return False
    return not (at > 0 and doc[at - 1].lower_ in ("early", "recently", "late", "far", "long", "soon"))


def tense(token: Token, given: Attribution | None, caption: bool) -> Tense:
    """Return whether the clause of a time looks back or ahead.

    Args:
        token: Root of the time's phrase.
        given: The attribution whose content holds it, if one does.
        caption: The sentence explains a picture: its present tense is past.
    """
    ahead = given is not None and given.act in listed("tense", "acts")
    for at in way_up(token):
        if given is not None and not given.holds(at.i):
            break
        if at.pos_ in ("VERB", "AUX"):
            found = _of_verb(at, ahead)
            if found == "present":
                standing = at.lemma_.lower() in listed("tense", "standing")
                return "past" if caption or standing else "present"
            if found is not None:
                return found
    return "future" if ahead else "past"


def _of_verb(verb: Token, ahead: bool) -> Tense | None:
    """Return the tense of a verb with its helpers; None where it has none of its own."""
    helpers = [c for c in verb.children if c.dep_ in ("aux", "auxpass") and c.i < verb.i]
    perfect = any(h.lemma_.lower() in ("have", "'ve") for h in helpers)
    if any(h.tag_ == "MD" for h in helpers):
        return "past" if perfect else "future"
    if perfect:
        return "past"
    if any(h.lower_ == "to" for h in helpers):
        return "future" if ahead else _to(verb)
    if any(h.tag_ == "VBD" for h in helpers) or verb.tag_ == "VBD":
        return "past"
    if any(h.tag_ in ("VBZ", "VBP") for h in helpers) or verb.tag_ in ("VBZ", "VBP"):
        expected = verb.lemma_.lower() in listed("tense", "ahead")
        return "future" if expected else "past" if verb.tag_ == "VBN" else "present"
    if verb.tag_ == "VBN":
        return None if verb.dep_ in ("conj", "ROOT", "ccomp") else "past"
    return "future" if verb.tag_ == "VB" and ahead else None


def _to(verb: Token) -> Tense | None:
    """Return the tense of "to sail" from the word that it hangs on: "plans to", "failed to"."""
    above = verb.head
    if above.i == verb.i:
        return None
    if above.lemma_.lower() in listed("tense", "ahead"):
        return "future"
    if above.lemma_.lower() == "be":
        return "future" if above.tag_ in ("VBZ", "VBP", "VBD") else None
    return None
