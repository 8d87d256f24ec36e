"""The words that say what a content is about, with what stands beside them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tidewaiter.press.extract import ontology
from tidewaiter.press.extract.attribution import Attribution
from tidewaiter.press.extract.lexicon import cues

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_VERBS = frozenset({"VERB", "AUX"})
_RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})
_OBJECTS = frozenset({"dobj", "obj", "oprd"})
_BECOMING = frozenset({"become", "remain", "stay"})
_COPULAS = frozenset({"be", "become", "remain", "seem", "appear"})
_BELOW = frozenset({"xcomp", "ccomp", "acomp", "attr", "pcomp"})
_ABOUT = frozenset({"as", "up", "to", "at", "than", "of", "over", "under", "about", "around"})
_OF_WHAT = {"out": "from", "north": "near", "south": "near", "east": "near", "west": "near"}
_STATES = frozenset({"hostage", "prisoner", "captive"})  # "took 130 seafarers hostage"


@dataclass(frozen=True, slots=True)
class Predicate:
    """A main word and its arguments, the passive turned round.

    Attributes:
        word: Verb, or noun or adjective that is predicated.
        doers: Heads of what acts.
        objects: Heads of what it is done to; the subject of a passive.
        receivers: Heads of indirect objects ("gave *Ukraine* shells").
        phrases: Prepositions, each with the head of what follows it, in the order of the text.
        words: Particles and adverbs.
        passive: Whether the verb is passive.
    """

    word: Token
    doers: tuple[Token, ...] = ()
    objects: tuple[Token, ...] = ()
    receivers: tuple[Token, ...] = ()
    phrases: tuple[tuple[str, Token], ...] = ()
    words: frozenset[str] = frozenset()
    passive: bool = False

    @property
    def lemma(self) -> str:
        """The main word's lemma, lower case."""
        return self.word.lemma_.lower()


def main_word(given: Attribution) -> Token:
    """Return the word that a content is about: its verb, or its first noun where it is no clause.

    The verb that hangs highest counts, finite ones first; verbs of speech between commas ("The
    vessel, he *said*, would be back") do not.
    """
    doc = given.head.doc
    inside = [doc[i] for i in range(given.first, given.last + 1)]
    aside = {t.i for t in inside if _aside(t, given)}
    verbs = [t for t in inside if is_verbal(t)]
    ranked = [(_rank(t, given, aside), t.i) for t in verbs if t.i not in aside]
    best = min(ranked, default=((9, 0), -1))
    if best[0][0] < _NO_CLAUSE:
        return doc[best[1]]
    nouns = [t for t in inside if t.pos_ in _NOUNS or _determined(t) or _counted(t)]
    return next((_top_noun(t, given) for t in nouns), given.head if ranked else inside[0])


def _counted(token: Token) -> bool:
    """Whether a number makes a word a noun ("two *dead*"), or nothing else is left."""
    return token.i > 0 and token.pos_ in ("ADJ", "VERB") and token.doc[token.i - 1].like_num


_NO_CLAUSE = 3
_NOUNS = frozenset({"NOUN", "PROPN", "PRON"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


def _rank(verb: Token, given: Attribution, aside: set[int]) -> tuple[int, int]:
    """How unlikely a verb is the main one: kind of clause, then depth."""
    finite = verb.tag_ in _FINITE or any(
        c.tag_ in _FINITE and c.dep_ in ("aux", "auxpass") for c in verb.children
    )
    depth = sum(1 for a in verb.ancestors if given.holds(a.i) and a.i not in aside)
    if verb.dep_ in ("relcl", "acl", "advcl", "csubj", "pcomp") and depth:
        said = given.act in ("say", "acknowledge", "warn", "expect") and verb.tag_ == "VBN"
        misread = verb.dep_ == "acl" and (_misread(verb) or said)
        return (2 if misread else 4 if verb.dep_ != "advcl" else 2), depth
    if given.first == verb.i or (verb.i == given.first + 1 and not depth):
        return 0, depth
    return (0 if finite else 1 if not depth else 2), depth


def _misread(verb: Token) -> bool:
    """Whether a "reduced relative" is really the verb: "A frigate *intercepted* a dhow"."""
    return verb.tag_ in ("VBD", "VBN") and any(
        c.dep_ in ("dobj", "prt", "xcomp", "ccomp") for c in verb.children
    )


def _aside(token: Token, given: Attribution) -> bool:
    """Whether a word is a verb of speech between commas."""
    if token.i == given.cue.i and given.cue.i != given.head.i and given.act != "narrate":
        return token.pos_ in _VERBS and not _raised(token)
    if token.pos_ not in _VERBS or token.lemma_.lower() not in cues("clause"):
        return False
    doc, subject = token.doc, next((c for c in token.children if c.dep_ in _SUBJECTS), None)
    if subject is None or token.i + 1 >= len(doc) or not doc[token.i + 1].is_punct:
        return False
    left = min(min((t.i for t in subject.subtree), default=token.i), token.i)
    return left > given.first and doc[left - 1].is_punct


def _raised(verb: Token) -> bool:
    """Whether a verb keeps its subject in the content ("is expected to reach")."""
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
    return (
        token.pos_ in _VERBS
        and token.dep_ not in ("amod", "compound", "nmod", "nummod", "aux", "auxpass")
        and not _determined(token)
    )


def _determined(token: Token) -> bool:
    """Whether an article or a possessive stands before a word ("the *boarding*")."""
    before = token.doc[token.i - 1] if token.i > 0 else None
    return (
        before is not None
        and token.tag_ in ("VBG", "VBN", "VB", "NN")
        and (before.tag_ in ("DT", "PRP$", "POS") and before.lower_ not in ("that", "neither"))
    )


def predicate(word: Token, given: Attribution) -> Predicate:
    """Return a word with its arguments, those that other predicates lend it included."""
    passive = _passive(word)
    predicated = is_verbal(word) or word.dep_ in ("attr", "acomp", "oprd")
    subjects = tuple(subjects_of(word, given)) if predicated else ()
    if not subjects and not passive and given.act in ("say", "narrate", "warn", "acknowledge"):
        subjects = tuple(_noun_before(word, given))
    by = tuple(_by(word)) if passive else ()
    objects = tuple(_objects(word, given))
    participle = word.dep_ == "acl" and word.tag_ == "VBN" and not _misread(word)
    if passive or participle:
        doers, objects = by, (*subjects, *objects)
    else:
        doers = subjects
    receivers = tuple(_receivers(word))
    if passive and receivers == () and len(objects) > 1 and word.lemma_.lower() in ("give", "pay"):
        receivers, objects = objects[:1], objects[1:]
    return Predicate(
        word,
        doers,
        objects,
        receivers,
        tuple(_phrases(word, given)),
        frozenset(_words(word)),
        passive or participle,
    )


def _noun_before(verb: Token, given: Attribution) -> Iterator[Token]:
    """The noun right before a finite verb, where the parse gives it no subject."""
    if verb.tag_ not in _FINITE:
        return
    for i in range(verb.i - 1, given.first - 1, -1):
        token = verb.doc[i]
        if token.pos_ in ("NOUN", "PROPN", "PRON"):
            yield token
            return
        if not (token.is_punct or token.pos_ in ("AUX", "ADV", "PART")):
            return


def _passive(word: Token) -> bool:
    return any(c.dep_ in ("auxpass", "nsubjpass", "agent") for c in word.children) or (
        word.tag_ == "VBN"
        and word.dep_ == "conj"
        and word.head.tag_ == "VBN"
        and any(c.dep_ in ("auxpass", "nsubjpass") for c in word.head.children)
        and not any(c.dep_ in ("nsubj", "aux") for c in word.children)
    )


def subjects_of(word: Token, given: Attribution) -> Iterator[Token]:
    """Yield the heads of a word's subject: its own, or the one it shares with another verb."""
    at, seen = word, set[int]()
    while at.i not in seen:
        seen.add(at.i)
        own = next((c for c in at.children if c.dep_ in _SUBJECTS), None)
        if own is not None:
            yield _meant(own, at, given)
            return
        up = at.head
        if at.dep_ in ("relcl", "acl") and up.pos_ not in _VERBS:
            yield up
            return
        if at.dep_ in ("xcomp", "ccomp") and at.tag_ != "VBD":
            controlled = next((c for c in up.children if c.dep_ in ("dobj", "dative")), None)
            if controlled is not None and controlled.i < at.i and given.holds(up.i):
                yield controlled
                return
        if at.dep_ == "pcomp" and given.holds(up.head.i) and up.head.pos_ in _VERBS:
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
    verbs = cues("of") | cues("infinitive")
    for i in range(given.first - 1, max(-1, given.first - 25), -1):
        token = doc[i]
        if token.pos_ == "VERB" and verbs.get(token.lemma_.lower()) in ("accuse", "demand"):
            wanted = ("nsubjpass",) if _raised(token) else ("dobj", "dative", "nsubj")
            found = [c for c in token.children if c.dep_ in wanted]
            return found[-1] if found and (found[-1].i > token.i or _raised(token)) else None
        if token.is_sent_start:
            break
    return None


def _by(word: Token) -> Iterator[Token]:
    for child in word.children:
        if child.dep_ == "agent":
            yield from (c for c in child.children if c.dep_ == "pobj" and not _means(c))


def _means(token: Token) -> bool:
    """Whether a noun behind "by" is a time or a means ("turned back by *radio*")."""
    bare = token.tag_ == "NN" and not any(
        c.dep_ in ("det", "poss", "compound") for c in token.lefts
    )
    return token.ent_type_ in ("DATE", "TIME") or (bare and token.pos_ == "NOUN")


def _objects(word: Token, given: Attribution) -> Iterator[Token]:
    inside = given.holds(word.i)
    kinds = _OBJECTS | {"attr"} if word.lemma_.lower() in _BECOMING else _OBJECTS
    found = [c for c in word.children if c.dep_ in kinds and (given.holds(c.i) or not inside)]
    for clause in (c for c in word.children if c.dep_ == "ccomp" and not found):
        if word.lemma_.lower() in ontology.listed("outer"):
            found = [c for c in clause.children if c.dep_ in _SUBJECTS]
    if word.dep_ == "relcl" and not found and _gap(word):
        found = [word.head]
    if not found and is_verbal(word) and word.lemma_.lower() not in _COPULAS:
        near = _next_noun(word, given)
        found = [near] if near is not None else []
    for thing in found:
        if thing.lower_ in _STATES and thing.i > 0 and thing.doc[thing.i - 1].pos_ == "NOUN":
            yield thing.doc[thing.i - 1]
        yield thing


def _gap(relative: Token) -> bool:
    """Whether the relative clause lacks its object ("the oxygen that it had supplied")."""
    subject = next((c for c in relative.children if c.dep_ in _SUBJECTS), None)
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


def _receivers(word: Token) -> Iterator[Token]:
    for child in word.children:
        if child.dep_ in ("dative", "iobj"):
            inner = next((c for c in child.children if c.dep_ == "pobj"), None)
            if inner is not None:
                yield inner
            elif child.pos_ != "ADP":
                yield child


def _phrases(word: Token, given: Attribution) -> Iterator[tuple[str, Token]]:
    found: list[tuple[int, str, Token]] = []
    stack = list(word.children)
    while stack:
        token = stack.pop()
        if token.dep_ in _SUBJECTS and token.i < word.i:
            continue
        if token.pos_ in _VERBS and token.dep_ not in ("pcomp", "prep", "conj"):
            continue
        if token.dep_ == "conj" and any(c.dep_ in _SUBJECTS for c in token.children):
            continue
        if token.pos_ == "ADP" or token.dep_ in ("prep", "dative"):
            thing = next((c for c in token.children if c.dep_ in ("pobj", "pcomp")), None)
            name = _preposition(token)
            if thing is not None and name is not None:
                found.append((token.i, name, thing))
        if token.dep_ not in ("relcl", "acl", "advcl", "ccomp"):
            stack.extend(token.children)
    stop = given.last + 1 if is_verbal(word) else _verdict(word, given)
    for place, preposition, thing in sorted(found, key=lambda f: f[0]):
        if given.first <= thing.i <= given.last and place < stop:
            yield preposition, thing


def _preposition(token: Token) -> str | None:
    """The preposition as frames know it: "out of" is "from"; None for "of", "by" and hyphens."""
    before = token.doc[token.i - 1] if token.i else None
    if before is not None and before.text == "-":
        return None
    if token.lower_ == "of":
        return _OF_WHAT.get(before.lower_) if before is not None else None
    return None if token.dep_ == "agent" else str(token.lower_)


def _verdict(noun: Token, given: Attribution) -> int:
    """Where the judgement on a noun begins: the "as" or the quotation behind it."""
    for i in range(noun.i + 1, given.last + 1):
        if noun.doc[i].lower_ == "as" or noun.doc[i].is_quote:
            return i
    return given.last + 1


def _words(word: Token) -> Iterator[str]:
    for child in word.children:
        if child.dep_ in ("prt", "advmod", "acomp", "prep", "oprd", "advcl", "npadvmod"):
            yield child.lower_
    nearby = range(word.i + 1, min(word.i + 6, len(word.doc)))
    for i in nearby:
        token = word.doc[i]
        if token.pos_ in _VERBS and token.tag_ != "VBN":
            break
        if token.pos_ in ("ADP", "ADV", "ADJ", "PART", "NOUN") and token.dep_ != "pobj":
            yield token.lower_


def below(found: Predicate, given: Attribution) -> Token | None:
    """Return the word that a helping word governs ("*began* → shipping"), None if none."""
    word = found.word
    lemma = found.lemma
    if lemma not in ontology.governs("control") and not (
        word.lower_ in ontology.governs("control")
    ):
        return None
    options: list[Token] = [
        c
        for c in word.children
        if given.holds(c.i)
        and c.i != given.cue.i
        and (c.dep_ in _BELOW or (c.dep_ == "advcl" and any(g.lower_ == "to" for g in c.lefts)))
    ]
    for preposition in (c for c in word.children if c.dep_ == "prep"):
        options += [c for c in preposition.children if c.dep_ == "pcomp"]
    for thing in options:
        if is_verbal(thing):
            return thing
    if lemma in _COPULAS:
        return next((c for c in options if c.dep_ in ("acomp", "attr")), None)
    return None
