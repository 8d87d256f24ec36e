"""What type of event a content speaks of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from tidewaiter.model.claims import Event, EventType
from tidewaiter.press.extract.attribution import Attribution
from tidewaiter.press.extract.events import ontology
from tidewaiter.press.extract.events.main_words import is_verbal, main_word
from tidewaiter.press.extract.events.mentions import Mentions
from tidewaiter.press.extract.events.predicates import Predicate, below, predicate
from tidewaiter.press.extract.events.roles import roles
from tidewaiter.press.extract.events.things import compound, hyphenated, inner, joined
from tidewaiter.press.extract.reasons import Reasons
from tidewaiter.press.extract.speakers.parties import Parties
from tidewaiter.press.parse import Sentence

if TYPE_CHECKING:
    from spacy.tokens import Token


_NOUNS = frozenset({"NOUN", "PROPN"})


def event(
    given: Attribution,
    sentence: Sentence,
    parties: Parties,
    reasons: Reasons,
    mentions: Mentions | None = None,
) -> Event:
    """Return the event that a content speaks of, with its roles in the order of the text.

    Args:
        given: The content and who says it.
        sentence: Where it stands.
        parties: Who has been named so far.
        reasons: Is told how type and roles were found.
        mentions: Ships and things named so far; those of the sentence alone if None.
    """
    if mentions is None:
        mentions = Mentions()
        mentions.see(sentence)
    typed = event_type(given, mentions)
    reasons.say("event", typed.code)
    found = roles(typed.predicate, typed.kind, given, sentence, parties, mentions, reasons)
    return Event(typed.kind, found)


@dataclass(frozen=True, slots=True)
class Typed:
    """A type of event, the way it was found, and the word that it was found by."""

    kind: EventType
    code: str
    predicate: Predicate


def event_type(given: Attribution, mentions: Mentions) -> Typed:
    """Return the type of event of a content, by its main word and what stands beside it."""
    word = main_word(given)
    act = None if is_verbal(word) else _judged_act(word, given)
    chain = _chain(act or word, given)
    if act is not None and given.act != "narrate":
        chain = [p if _named(p.doers) else replace(p, doers=(word,)) for p in chain]
    for found in (*_outer(chain, mentions), *reversed(chain)):
        typed = _by_word(found, given, mentions)
        if typed is not None:
            return _settled(typed, given, chain)
    for subject in (t for found in chain for t in found.doers if t.tag_ == "VBG"):
        typed = _by_word(predicate(subject, given), given, mentions)
        if typed is not None:
            return _settled(typed, given, chain)
    for found in chain:
        typed = _by_nouns(found, given, mentions)
        if typed is not None:
            return _settled(typed, given, chain)
    return _settled(Typed("statement", "nothing known", chain[-1]), given, chain)


def _named(doers: tuple[Token, ...]) -> bool:
    return any(t.pos_ != "PRON" for t in doers)


def _outer(chain: list[Predicate], mentions: Mentions) -> list[Predicate]:
    """Predicates that count before what they govern.

    Those of which an agreement is the doer ("it *obliges* each navy to keep …"), and those that
    let or stop a ship ("refused to *let* the freighter sail").
    """
    doers = chain[0].doers
    if any("treaty" in mentions.classes(t) for t in doers):
        return chain[:1]
    letting = ontology.listed("outer")
    return [p for p in chain[:-1] if p.lemma in letting and _frame_weight(p, mentions) >= _TELLING]


_TELLING = 1.6  # a frame with this weight names both doer and object


def _frame_weight(found: Predicate, mentions: Mentions) -> float:
    around = _Around(found, mentions)
    return max((f.weight() for f in ontology.frames(found.lemma) if f.fits(around)), default=0.0)


def _chain(word: Token, given: Attribution) -> list[Predicate]:
    """The main word and what it governs, from the outside in."""
    chain = [predicate(word, given)]
    while len(chain) < 5:
        next_word = below(chain[-1], given)
        if next_word is None or any(next_word.i == p.word.i for p in chain):
            break
        chain.append(predicate(next_word, given))
    return chain


def _judged_act(noun: Token, given: Attribution) -> Token | None:
    """The act in a content that is no clause: "Egypt *for lending* scanners", "a pact *signed*…"."""
    if given.act == "narrate":
        inside = [t for t in noun.subtree if given.holds(t.i)]
        return next((t for t in inside if t.dep_ in ("acl", "relcl") and is_verbal(t)), None)
    if given.act not in ("praise", "condemn", "accuse"):
        return None
    for i in range(noun.i + 1, given.last + 1):
        token = noun.doc[i]
        if token.lower_ == "as" or token.is_quote:
            return None
        if token.lower_ in ("for", "over", "on") and token.dep_ in ("prep", "mark"):
            return next((act for c in token.children if (act := _cause(c)) is not None), None)
    return None


def _cause(token: Token) -> Token | None:
    """What somebody is praised or blamed for, if it is an act."""
    if is_verbal(token):
        return token
    clause = next((c for c in token.subtree if c.dep_ == "relcl" and is_verbal(c)), None)
    return token if _noun(token) is not None else clause


@dataclass(frozen=True, slots=True)
class _Around:
    """A predicate's surroundings, as frames ask for them; classes are kept by noun."""

    found: Predicate
    mentions: Mentions
    kinds: dict[int, frozenset[str]] = field(default_factory=dict)

    def doer_is(self, name: str) -> bool:
        return self._one_is(self.found.doers, name)

    def object_is(self, name: str) -> bool:
        return self._one_is(self.found.objects, name)

    def phrase_is(self, preposition: str, name: str) -> bool:
        behind = [thing for p, thing in self.found.phrases if p == preposition]
        return self._one_is(behind, name) or (
            preposition == "to" and self._one_is(self.found.receivers, name)
        )

    def has_word(self, word: str) -> bool:
        return word in self.found.words

    def _one_is(self, heads: Sequence[Token], name: str) -> bool:
        if name == ontology.ANY:
            return len(heads) > 0
        return any(name in self._of(head) for head in heads)

    def _of(self, head: Token) -> frozenset[str]:
        """The classes of a noun and of those joined to it."""
        kinds = self.kinds.get(head.i)
        if kinds is None:
            nouns = (*joined(head), *_renamed(head))
            kinds = self.kinds[head.i] = frozenset().union(*map(self.mentions.classes, nouns))
        return kinds


def _renamed(head: Token) -> Iterator[Token]:
    """The appositions of a noun: "the largest, the *Tern Harbour*, became …"."""
    return (c for c in head.children if c.dep_ == "appos")


def _by_word(found: Predicate, given: Attribution, mentions: Mentions) -> Typed | None:
    """The type that a verb or predicated word has in its surroundings."""
    if not is_verbal(found.word) and found.lemma == "be":
        return None
    around = _Around(found, mentions)
    lemmas = list(ontology.base_forms(found.word.lower_, found.lemma))
    for lemma in lemmas:
        for frame in ontology.frames(lemma) if found.word.pos_ not in _NOUNS else ():
            if frame.fits(around):
                return Typed(frame.kind, "verb with its nouns", found)
    for verbs, nouns in (("nominal", found.objects), ("phases", found.doers)):
        kind = _event_noun(nouns) if found.lemma in ontology.listed(verbs) else None
        if kind is not None and not (verbs == "phases" and found.objects):
            return Typed(kind, "noun of the verb", found)
    for lemma in lemmas:
        kind = ontology.plain(lemma)
        if kind is not None and is_verbal(found.word):
            return Typed(kind, "verb", found)
    if not is_verbal(found.word):
        if given.act == "condemn" and _called_unlawful(given):
            return Typed("sanction", "noun", found)
        kind = _noun(found.word)
        owners = (c for c in found.word.children if c.dep_ == "poss")
        if kind == "deployment" and any("ship" in mentions.classes(o) for o in owners):
            kind = "vessel"  # "the tanker's presence"
        if kind is not None and (
            found.word.dep_ not in ("attr", "acomp")
            or not found.doers
            or _points_back(found.doers[0])
        ):
            return Typed(kind, "noun", found)
    return None


def _points_back(subject: Token) -> bool:
    """Whether a subject only stands for what was told ("*It* was the third such seizure")."""
    return subject.lower_ in ("it", "this", "that", "these", "those", "such", "which")


def _event_noun(heads: tuple[Token, ...]) -> EventType | None:
    for head in heads:
        for token in joined(head):
            kind = _noun(token)
            if kind is not None:
                return kind
    return None


def _noun(token: Token) -> EventType | None:
    for at in (token, inner(token)):
        for lemma in (compound(at), hyphenated(at), at.lemma_.lower(), at.lower_):
            kind = ontology.noun(lemma)
            if kind is not None:
                return kind
    return None


def _by_nouns(found: Predicate, given: Attribution, mentions: Mentions) -> Typed | None:
    """The type that a content without a verb has by the thing that it names."""
    if is_verbal(found.word):
        return _by_subject(found)
    if found.doers or found.word.pos_ in ("PRON", "DET"):
        return None
    doc = found.word.doc
    if given.act == "say" and any(doc[i].lower_ == "as" for i in range(found.word.i, given.last)):
        return None
    names = mentions.classes(found.word)
    if "speech" in names and inner(found.word).i == found.word.i:
        return None
    if given.act == "narrate" and "person" in names and len(list(joined(found.word))) > 1:
        return Typed("meeting", "topic", found)
    kind = next((kind for name, kind in ontology.topics() if name in names), None)
    if kind == "vessel" and given.act in ("pledge", "demand"):
        kind = "transfer"
    return Typed(kind, "topic", found) if kind is not None else None


def _by_subject(found: Predicate) -> Typed | None:
    """The type of the event that a verb of no type speaks of: "*payments* were routed …"."""
    subjects = found.objects if found.passive else found.doers
    for head in subjects:
        if (
            head.lemma_.lower() not in ontology.listed("weak")
            and (kind := _noun(head)) is not None
        ):
            return Typed(kind, "noun of the verb", found)
    return None


def _called_unlawful(given: Attribution) -> bool:
    doc = given.head.doc
    return any(
        ontology.adjective(doc[i].lower_) == "sanction" for i in range(given.first, given.last + 1)
    )


def _settled(typed: Typed, given: Attribution, chain: list[Predicate]) -> Typed:
    """What the act of speaking adds: undertakings are at least policy, consent is agreement."""
    kind = typed.kind
    if given.act == "narrate" and chain[0].lemma == "plan" and kind != "statement":
        return Typed("policy", "act", typed.predicate)
    if given.act == "agree" and kind in ("statement", "policy", "vessel"):
        return Typed("agreement", "act", typed.predicate)
    spoken = chain[-1].lemma in ontology.listed("acting")
    if given.act in ("pledge", "demand") and typed.code == "nothing known" and not spoken:
        return Typed("policy", "act", typed.predicate)
    return typed
