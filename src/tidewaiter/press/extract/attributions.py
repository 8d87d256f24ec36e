"""Where a sentence attributes: cue, who speaks, and which words are theirs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tidewaiter.model.claims import Act
from tidewaiter.press.extract.attribution import Attribution
from tidewaiter.press.extract.lexicon import cues
from tidewaiter.press.parse import Sentence

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_SUBJECTS = ("nsubj", "nsubjpass", "csubj")
_QUOTES = '"“”„«»'


def attributions(sentence: Sentence) -> Iterator[Attribution]:
    """Yield the attributions of a sentence, in the order of their cues."""
    taken: set[int] = set()
    according = list(_according(sentence))
    if according:
        yield from according
        return
    for token in sentence.tokens():
        if token.i in taken or token.pos_ not in ("VERB", "NOUN", "AUX"):
            continue
        found = _verb(token, sentence) if token.pos_ != "NOUN" else _noun(token, sentence)
        if found is not None:
            yield found
            taken.update(range(found.first, found.last + 1))


def _according(sentence: Sentence) -> Iterator[Attribution]:
    for token in sentence.tokens():
        if token.lower_ != "according":
            continue
        to = next((c for c in token.children if c.lower_ == "to"), None)
        if to is None and token.i + 1 < sentence.last and token.doc[token.i + 1].lower_ == "to":
            to = token.doc[token.i + 1]
        who = next((c for c in to.children if c.dep_ == "pobj"), None) if to else None
        if who is None:
            continue
        end = max(t.i for t in who.subtree)
        if token.i <= sentence.first + 1:
            start = end + 1
            root = next((t for t in sentence.tokens() if t.dep_ == "ROOT"), None)
            subject = [c for c in root.children if c.dep_ in _SUBJECTS] if root else []
            comma = next((t.i for t in sentence.tokens() if t.i > who.i and t.text == ","), None)
            if subject:
                left = min(t.i for t in subject[0].subtree)
                start = left if left > token.i else start
            elif comma is not None:
                start = comma + 1
            first, last = _trim(sentence, start, sentence.last - 1)
        else:
            first, last = _trim(sentence, sentence.first, token.i - 1)
        if first <= last:
            yield Attribution(token, "say", who, first, last, _main(token.doc, first, last))


def _verb(verb: Token, sentence: Sentence) -> Attribution | None:
    lemma = verb.lemma_.lower()
    speaker = _speaker(verb)
    children = list(verb.children)
    clause = next((c for c in children if c.dep_ == "ccomp"), None)
    if clause is not None and lemma in cues("clause"):
        first, last = _span(clause, sentence, without=verb)
        return _made(verb, cues("clause")[lemma], speaker, first, last, clause, sentence)
    open_clause = next(
        (c for c in children if c.dep_ == "xcomp" and c.pos_ in ("VERB", "AUX")), None
    )
    if open_clause is not None and lemma in cues("infinitive") and _has_to(open_clause):
        first = _after_to(open_clause)
        last = max(t.i for t in open_clause.subtree)
        target = next((c for c in children if c.dep_ in ("dobj", "dative")), None)
        act = cues("infinitive")[lemma]
        return _made(verb, act, speaker, first, last, open_clause, sentence, target)
    if lemma in cues("of"):
        made = _of(verb, speaker, sentence)
        if made is not None:
            return made
    if lemma in cues("object"):
        thing = next(
            (c for c in children if c.dep_ in ("dobj", "oprd", "ccomp") and c.i > verb.i), None
        )
        if thing is not None:
            first = min(t.i for t in thing.subtree)
            last = max(t.i for t in verb.subtree if _belongs(t, verb))
            return _made(
                verb, cues("object")[lemma], speaker, first, max(last, first), thing, sentence
            )
    if lemma == "call":
        preposition = next(
            (c for c in children if c.dep_ == "prep" and c.text in ("for", "on")), None
        )
        thing = (
            next((c for c in preposition.children if c.dep_ in ("pobj", "pcomp")), None)
            if preposition
            else None
        )
        if thing is not None:
            first, last = min(t.i for t in thing.subtree), max(t.i for t in thing.subtree)
            return _made(verb, "demand", speaker, first, last, thing, sentence)
    if lemma in ("say", "tell", "add", "write", "state", "announce") and lemma in cues("clause"):
        return _quoted(verb, speaker, sentence)
    return None


def _of(verb: Token, speaker: Token | None, sentence: Sentence) -> Attribution | None:
    target = next((c for c in verb.children if c.dep_ == "dobj"), None)
    for holder in (verb, *([target] if target is not None else [])):
        for preposition in holder.children:
            if preposition.dep_ == "prep" and preposition.text in ("of", "for"):
                inner = next(
                    (c for c in preposition.children if c.dep_ in ("pcomp", "pobj")), None
                )
                if inner is not None:
                    first, last = min(t.i for t in inner.subtree), max(t.i for t in inner.subtree)
                    return _made(verb, "accuse", speaker, first, last, inner, sentence, target)
    return None


def _noun(noun: Token, sentence: Sentence) -> Attribution | None:
    lemma = noun.lemma_.lower()
    if lemma not in cues("nouns"):
        return None
    verb = noun.head if noun.dep_ in ("dobj", "conj") else None
    while verb is not None and verb.pos_ == "NOUN" and verb.dep_ == "conj":
        verb = verb.head
    if verb is not None and verb.pos_ == "NOUN" and verb.dep_ == "dobj":
        verb = verb.head
    clause = next(
        (c for c in noun.children if c.dep_ in ("acl", "ccomp", "relcl") and c.i > noun.i), None
    )
    holder = next((c for c in noun.children if c.dep_ == "poss"), None)
    speaker = holder or (_speaker(verb) if verb is not None and verb.pos_ == "VERB" else None)
    if speaker is None:
        return None
    if clause is not None and any(t.lower_ == "that" for t in clause.children):
        first, last = _span(clause, sentence, without=noun)
        return _made(noun, cues("nouns")[lemma], speaker, first, last, clause, sentence)
    preposition = next((c for c in noun.children if c.dep_ == "prep" and c.text == "in"), None)
    if preposition is not None and cues("nouns")[lemma] == "expect":
        last = max(t.i for t in preposition.subtree)
        return _made(noun, "expect", speaker, noun.i, last, noun, sentence)
    return None


def _quoted(verb: Token, speaker: Token | None, sentence: Sentence) -> Attribution | None:
    """A quotation that the parse did not hang on its verb."""
    marks = [t.i for t in sentence.tokens() if t.text in _QUOTES]
    if len(marks) < 2 or speaker is None:
        return None
    first, last = marks[0], marks[-1]
    if first <= verb.i <= last:
        return None
    head = _main(verb.doc, first + 1, max(first + 1, last - 1))
    return _made(verb, cues("clause")[verb.lemma_.lower()], speaker, first, last, head, sentence)


def _made(
    cue: Token,
    act: Act,
    speaker: Token | None,
    first: int,
    last: int,
    head: Token,
    sentence: Sentence,
    target: Token | None = None,
) -> Attribution | None:
    first, last = _trim(sentence, max(first, sentence.first), min(last, sentence.last - 1))
    if first > last or (first <= cue.i <= last and cue.pos_ != "NOUN"):
        return None
    return Attribution(cue, act, speaker, first, last, head, target)


def _speaker(verb: Token) -> Token | None:
    seen: set[int] = set()
    at: Token | None = verb
    while at is not None and at.i not in seen:
        seen.add(at.i)
        for child in at.children:
            if child.dep_ in _SUBJECTS:
                if child.lower_ in ("who", "which", "that") and at.dep_ == "relcl":
                    return at.head
                return child
        agent = next((c for c in at.children if c.dep_ == "agent"), None)
        if agent is not None:
            return next((c for c in agent.children if c.dep_ == "pobj"), None)
        at = (
            at.head if at.dep_ in ("conj", "advcl", "xcomp", "acl") and at.head.i != at.i else None
        )
    return None


def _has_to(verb: Token) -> bool:
    return any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)


def _after_to(verb: Token) -> int:
    to = next(c for c in verb.children if c.dep_ == "aux" and c.lower_ == "to")
    return to.i + 1


def _span(clause: Token, sentence: Sentence, *, without: Token) -> tuple[int, int]:
    """Tokens of a clause, without its "that" and without what lies beyond the cue."""
    indices = [t.i for t in clause.subtree if sentence.first <= t.i < sentence.last]
    before, after = [i for i in indices if i < without.i], [i for i in indices if i > without.i]
    side = after if clause.i > without.i else before
    side = side or indices
    first, last = min(side), max(side)
    doc = clause.doc
    while first < last and (doc[first].lower_ in ("that", "whether") or doc[first].text == ","):
        first += 1
    return first, last


def _belongs(token: Token, verb: Token) -> bool:
    """Say whether a token belongs to a verb's own phrase, not to another predicate joined to it."""
    at = token
    while at.i != verb.i:
        if at.dep_ in ("conj", "advcl", "cc") and at.head.i == verb.i:
            return False
        at = at.head
    return True


def _trim(sentence: Sentence, first: int, last: int) -> tuple[int, int]:
    """Take blanks and marks off both ends; quotation marks stay where they come in pairs."""
    doc = sentence.doc
    while first <= last and (
        doc[first].is_space or doc[first].text in (",", ".", ":", ";", "-", "–", "—")
    ):
        first += 1
    while last >= first and (
        doc[last].is_space or doc[last].text in (",", ".", ":", ";", "-", "–", "—")
    ):
        last -= 1
    if last > first and sum(t.text in _QUOTES for t in doc[first : last + 1]) % 2:
        if doc[first].text in _QUOTES:
            first += 1
        elif doc[last].text in _QUOTES:
            last -= 1
    return first, last


def _main(doc: Doc, first: int, last: int) -> Token:
    tokens: list[Token] = [doc[i] for i in range(first, last + 1)]
    inside = {t.i for t in tokens}
    heads = [t for t in tokens if t.head.i not in inside or t.dep_ == "ROOT"]
    verbs = [t for t in heads if t.pos_ in ("VERB", "AUX")]
    return (verbs or heads or tokens)[0]
