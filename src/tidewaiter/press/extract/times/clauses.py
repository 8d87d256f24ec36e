"""To which clause of a sentence a time belongs, and whether that clause looks back or ahead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tidewaiter.press.extract.attribution import Attribution
from tidewaiter.press.extract.lexicon import cues
from tidewaiter.press.extract.times.calendar_words import listed
from tidewaiter.press.extract.times.setting import Tense

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

REFUSED = 10
"""Cost at which a time belongs to another clause than the one asked for."""

_COSTS = {"conj": 2, "ccomp": 2, "advcl": 3, "parataxis": 2, "csubj": 2, "appos": 1}
_MODIFIERS = ("relcl", "acl")
_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")
_RELATIVES = ("who", "which", "that", "whose", "whom", "where", "when")
_OF_NOUNS = ("praise", "condemn", "narrate")
_ROUGH = ("late", "early", "the")
_ANY = frozenset(
    ("after", "before", "because", "if", "as", "while", "when", "since", "until", "although")
)


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
    of_noun = given.head.pos_ in ("NOUN", "PROPN", "PRON") and given.act in _OF_NOUNS
    for at in way_up(token):
        if at.i == given.head.i:
            return total + (4 if _mistaken(at) else 0)
        if at.dep_ == "conj" and at.head.i == given.head.i and _mistaken(at.head):
            return total
        if at.i != token.i and at.pos_ in ("NOUN", "PROPN"):
            total += 1
        if at.lower_ == "for" and at.dep_ == "prep" and at.head.pos_ == "NOUN":
            total += REFUSED  # "the budget for 2024"
        if modifies(at):
            present = at.tag_ in ("VBZ", "VBP") and at.dep_ == "relcl"
            total += 4 if of_noun or present else REFUSED
        elif at.dep_ == "advcl" and _marked(at, listed("clauses", "apart")):
            total += REFUSED
        else:
            total += _COSTS.get(at.dep_, 0)
        if at.head.i == at.i or not given.holds(at.head.i):
            return total + 1
    return total


def dates_since(way: list[Token]) -> bool:
    """Whether a time opens a span: "forty have died since fighting resumed on Friday"."""
    for at in way:
        if at.dep_ == "advcl" and _marked(at, frozenset({"since"})):
            return True
        if at.lower_ == "since" and at.i != way[0].i:
            return True
    return False


def beside(doc: Doc, first: int, cue: int) -> bool:
    """Whether a time stands right behind a cue: "said on Saturday they would sail"."""
    at = first
    while (
        at - 1 > cue
        and first - at < 3
        and (doc[at - 1].pos_ == "ADP" or doc[at - 1].lower_ in _ROUGH)
    ):
        at -= 1
    return at - 1 == cue


def _mistaken(verb: Token) -> bool:
    """Whether the parse took a participle for the main verb: "ships *seized* in May were sold"."""
    if verb.tag_ != "VBN" or verb.i == 0 or verb.doc[verb.i - 1].pos_ not in ("NOUN", "PROPN"):
        return False
    if any(c.dep_ in ("aux", "auxpass", "dobj", "cc") for c in verb.children):
        return False
    return any(
        c.dep_ == "conj" and any(h.dep_ in ("aux", "auxpass") for h in c.children)
        for c in verb.children
    )


def modifies(verb: Token) -> bool:
    """Whether a clause only tells about a noun ("the ship, sold in 2019, …").

    The parse takes many a main verb for such a clause: one with an object and no pronoun
    ("the ships carried shells"), or with a helper and no subject of its own, is none.
    """
    if verb.dep_ not in _MODIFIERS:
        return _reduced(verb)
    noun = verb.head
    doc = verb.doc
    between = [doc[i] for i in range(noun.i + 1, verb.i)]
    if any(t.lower_ in _RELATIVES for t in between):
        return True
    helpers = [c for c in verb.children if c.dep_ in ("aux", "auxpass")]
    if infinitive(verb):
        return False
    subject = next((c for c in verb.children if c.dep_ in _SUBJECTS and c.i > noun.i), None)
    gap = not any(c.dep_ == "dobj" for c in verb.children)
    if subject is not None:
        return gap and subject.i < verb.i and not any(t.text == "," for t in between)
    finite = bool(helpers) or verb.tag_ in ("VBD", "VBZ", "VBP")
    acts = any(c.dep_ in ("dobj", "ccomp") for c in verb.children) and verb.tag_ == "VBN"
    only = not any(c.dep_ in _MODIFIERS and c.i > verb.i for c in noun.children)
    return not (finite or acts or (noun.dep_ == "ROOT" and only))


def infinitive(verb: Token) -> bool:
    """Whether a verb has "to" before it."""
    return any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)


def _reduced(verb: Token) -> bool:
    """Whether a participle right behind a noun tells about it ("the firms listed last year")."""
    if verb.dep_ != "advcl" or verb.tag_ not in ("VBN", "VBD") or verb.i == 0:
        return False
    own = any(c.dep_ in (*_SUBJECTS, "aux", "auxpass", "mark", "dobj") for c in verb.children)
    before: Token = verb.doc[verb.i - 1]
    return not own and before.pos_ in ("NOUN", "PROPN")


def _marked(clause: Token, openings: frozenset[str]) -> bool:
    return any(c.dep_ == "mark" and c.lower_ in openings for c in clause.children)


def aside(way: list[Token], given: Attribution) -> bool:
    """Whether a time outside a content is that of a clause about somebody or something else.

    "Shoigu, who visited in March, said"; what dates a statement counts: "in a letter dated 10 May".
    """
    if _of_office(way):
        return True
    for at in way:
        if at.i == given.cue.i:
            return False
        lemma = at.lemma_.lower()
        if lemma in listed("documents", "verbs"):
            continue
        if lemma in cues("clause") and not _marked(at, _ANY) and not _introduced(at):
            continue
        if modifies(at) or (at.dep_ == "advcl" and at.pos_ in ("VERB", "AUX")):
            return True
    return False


def _of_office(way: list[Token]) -> bool:
    """Whether a time belongs to somebody's name: "the president of the council for November"."""
    if len(way) < 3 or way[1].lower_ not in ("of", "for") or way[2].pos_ not in ("NOUN", "PROPN"):
        return False
    return not any(
        t.lemma_.lower() in listed("documents", "nouns") or t.lemma_.lower() in cues("nouns")
        for t in way[2:]
    )


def own_subject(verb: Token) -> bool:
    """Whether a verb has a subject of its own: not that of another verb, and no "it" or "he"."""
    return any(c.dep_ in _SUBJECTS and c.pos_ != "PRON" for c in verb.children)


def _introduced(verb: Token) -> bool:
    return any(t.lower_ in _RELATIVES for t in verb.lefts)


def pictured(way: list[Token]) -> bool:
    """Whether a time tells when a picture was made ("taken on 4 June")."""
    made = False
    for at in way:
        lemma = at.lemma_.lower()
        if lemma in listed("documents", "picture_nouns"):
            return True
        if at.pos_ in ("VERB", "AUX") and not made:
            made = lemma in listed("documents", "pictures") and at.dep_ in _MODIFIERS
            if not made:
                return False
    return False


def compared(doc: Doc, first: int) -> bool:
    """Whether a time is only what something is compared with ("twice as much as last year")."""
    if doc[first].lower_ == "since" and any(
        t.tag_ == "JJS" and t.lower_ not in ("least", "most")
        for t in doc[max(0, first - 3) : first]
    ):
        return True  # "the worst harvest since 2003"
    at = first - 1
    while at > 0 and first - at < 6 and doc[at].lower_ in listed("clauses", "between"):
        at -= 1
    if at < 0:
        return False
    if doc[at].like_num and at > 0 and doc[at - 1].lower_ in ("from", "against"):
        return True
    if doc[at].lower_ not in listed("clauses", "compared"):
        return False
    return not (
        at > 0 and doc[at - 1].lower_ in ("early", "recently", "late", "far", "long", "soon")
    )


def tense(token: Token, given: Attribution | None, caption: bool, limit: bool = False) -> Tense:
    """Return whether the clause of a time looks back or ahead.

    Args:
        token: Root of the time's phrase.
        given: The attribution whose content holds it, if one does.
        caption: The sentence explains a picture: its present tense is past.
        limit: The time is a last day ("until Friday"), which the present has before it.
    """
    ahead = given is not None and given.act in listed("tense", "acts")
    for at in way_up(token):
        if given is not None and not given.holds(at.i):
            break
        if at.pos_ in ("VERB", "AUX"):
            if limit and at.lemma_.lower() in listed("tense", "until"):
                return "future"
            found = _of_verb(at, ahead)
            if found == "present":
                standing = not limit and at.lemma_.lower() in listed("tense", "standing")
                return "past" if caption or standing else "present"
            if found is not None:
                return found
    if given is not None and not ahead:  # the parse saw no verb over the time; a helper tells
        doc = token.doc
        return "future" if any(_will(doc, i) for i in range(given.first, token.i)) else "past"
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


def _will(doc: Doc, i: int) -> bool:
    return doc[i].tag_ == "MD" and not any(t.lower_ == "have" for t in doc[i + 1 : i + 3])


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


def negated(token: Token) -> bool:
    """Whether the clause of a time is denied ("not likely to meet before October")."""
    for at in way_up(token):
        if any(c.dep_ == "neg" or c.lower_ in ("not", "never", "n't") for c in at.children):
            return True
        if at.pos_ in ("VERB", "AUX") and at.dep_ not in ("xcomp", "acomp"):
            return False
    return False
