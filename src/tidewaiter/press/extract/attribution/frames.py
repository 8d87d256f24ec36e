"""What a cue verb governs: a clause, "to" and a verb, "of" and a deed, a thing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tidewaiter.press.extract.attribution.frame import Frame
from tidewaiter.press.extract.attribution.judged import denied_noun, thing_judged
from tidewaiter.press.extract.attribution.openings import content_start
from tidewaiter.press.extract.attribution.stretch import Stretch
from tidewaiter.press.extract.attribution.subjects import subject
from tidewaiter.press.extract.attribution.verbs import agent, helping, passive
from tidewaiter.press.extract.lexicon import cue_pairs, cue_words, cues

if TYPE_CHECKING:
    from spacy.tokens import Token

_HEARERS = frozenset({"tell", "inform", "notify", "advise", "assure", "remind", "warn", "brief"})
_SHOWING = frozenset({"show", "depict", "list", "record", "name", "give"})
_NAMELESS = frozenset({"name", "identify", "quote", "identified"})


def frame(stretch: Stretch, verb: Token) -> Frame | None:
    """Return the construction of a cue verb whose content stands behind it."""
    if passive(verb):
        return _passive(stretch, verb)
    who = None if verb.lemma_ in ("hear", "learn") else subject(stretch, verb)
    return (
        _of(stretch, verb, who)
        or _pleaded(stretch, verb, who)
        or denied_noun(stretch, verb, who)
        or _clause(stretch, verb, who)
        or _to(stretch, verb, who)
        or _for(stretch, verb, who)
        or _seeing(stretch, verb, who)
        or _prepositional(stretch, verb, who)
        or thing_judged(stretch, verb, who)
        or _shown(stretch, verb, who)
    )


def _clause(stretch: Stretch, verb: Token, who: Token | None) -> Frame | None:
    lemma = verb.lemma_.lower()
    found = content_start(stretch, verb)
    if lemma not in cues("clause") or found is None:
        return None
    start, that = found
    if not that and lemma in cue_words("clause_with_that") and not stretch.opens(start):
        return None
    return Frame(verb, cues("clause")[lemma], who, start)


def _to(stretch: Stretch, verb: Token, who: Token | None) -> Frame | None:
    lemma = verb.lemma_.lower()
    if lemma not in cues("to"):
        return None
    doc, target = stretch.doc, None
    for i in range(verb.i + 1, min(stretch.last - 1, verb.i + 25)):
        token = doc[i]
        if (
            stretch.quoted(i)
            or token.text in (";", ":")
            or token.tag_ in ("VBD", "VBZ", "VBP", "MD")
        ):
            return None
        if token.lower_ == "that" and token.tag_ == "IN":
            return None
        if token.tag_ == "TO" or token.lower_ == "to":
            j = i + 1
            while j < stretch.last and (doc[j].tag_.startswith("RB") or stretch.opens(j)):
                j += 1
            if j < stretch.last and doc[j].tag_ in ("VB", "VBP"):
                if (
                    doc[j].lemma_ == "be"
                    and j + 1 < stretch.last
                    and doc[j + 1].lemma_ in _NAMELESS
                ):
                    return None  # "asked not to be named"
                negated = i > verb.i + 1 and doc[i - 1].lower_ == "not"
                if lemma == "tell" and target is None:
                    return None
                if lemma == "call" and target is not None and not _on(stretch, verb, i):
                    return None
                return Frame(
                    verb,
                    cues("to")[lemma],
                    who,
                    i - 1 if negated else i + 1,
                    target,
                    way="infinitive behind the cue",
                )
        if target is None and _somebody(token, verb.i):
            target = token
    return None


def _somebody(token: Token, verb: int) -> bool:
    """Whether a noun behind a cue is whom one urges, no part of a longer phrase."""
    named = token.pos_ in ("NOUN", "PROPN", "PRON") and token.ent_type_ not in ("DATE", "TIME")
    outer = token.head.i not in range(verb + 1, token.i)
    return named and (outer or token.dep_ in ("pobj", "dobj", "nsubj"))


def _seeing(stretch: Stretch, verb: Token, who: Token | None) -> Frame | None:
    """As in "witnesses described seeing three trucks"."""
    told = verb.lemma_.lower() in ("describe", "recall", "report", "recount", "remember")
    after = stretch.doc[verb.i + 1] if verb.i + 1 < stretch.last else None
    if not told or after is None or after.tag_ != "VBG" or after.dep_ == "amod":
        return None
    return Frame(verb, "say", who, after.i, clause=False, way="thing behind the cue")


def _on(stretch: Stretch, verb: Token, to: int) -> bool:
    return any(stretch.doc[i].lower_ in ("on", "upon") for i in range(verb.i + 1, to))


def _of(stretch: Stretch, verb: Token, who: Token | None) -> Frame | None:
    lemma = verb.lemma_.lower()
    for (known, preposition), act in cue_pairs("of").items():
        if known != lemma:
            continue
        at = _preposition(stretch, verb, preposition)
        if at is not None:
            return Frame(verb, act, who, at + 1, _object_of(verb, at), way="accused of")
    return None


def _preposition(stretch: Stretch, verb: Token, word: str) -> int | None:
    """The preposition that leads to what somebody is accused of: before a gerund if there is one."""
    doc, plain = stretch.doc, None
    for i in range(verb.i + 1, stretch.last - 1):
        if doc[i].lower_ != word or stretch.quoted(i):
            continue
        j = i + 2 if stretch.opens(i + 1) else i + 1
        if j < stretch.last and doc[j].tag_ == "VBG":
            return i
        if plain is None and (doc[i].head == verb or doc[i].head.head == verb):
            plain = i
    return plain


def _object_of(verb: Token, before: int) -> Token | None:
    own = next((c for c in verb.children if c.dep_ in ("dobj", "dative") and c.i < before), None)
    if own is not None:
        return own
    for i in range(verb.i + 1, before):
        if verb.doc[i].pos_ in ("NOUN", "PROPN", "PRON"):
            return verb.doc[i]
    return None


def _for(stretch: Stretch, verb: Token, who: Token | None) -> Frame | None:
    lemma = verb.lemma_.lower()
    if lemma not in cues("for") or (verb.tag_ == "VBG" and not helping(verb)):
        return None
    at = next((c.i for c in verb.children if c.lower_ == "for" and c.i > verb.i), None)
    at = at or next(
        (
            i
            for i in range(verb.i + 1, min(verb.i + 8, stretch.last))
            if stretch.doc[i].lower_ == "for"
        ),
        None,
    )
    if (
        at is None
        or at + 1 >= stretch.last
        or (lemma == "call" and at != verb.i + 1 and not _on(stretch, verb, at))
    ):
        return None
    return Frame(
        verb,
        cues("for")[lemma],
        who,
        at + 1,
        _object_of(verb, at),
        clause=False,
        way="thing behind the cue",
    )


def _prepositional(stretch: Stretch, verb: Token, who: Token | None) -> Frame | None:
    lemma = verb.lemma_.lower()
    for (known, word), act in cue_pairs("prepositional").items():
        if known != lemma:
            continue
        for i in range(verb.i + 1, min(verb.i + 4, stretch.last - 1)):
            if stretch.doc[i].lower_ == word:
                return Frame(verb, act, who, i + 1, clause=False, way="thing behind the cue")
            if stretch.doc[i].pos_ in ("NOUN", "PROPN", "VERB"):
                break
    return None


def _passive(stretch: Stretch, verb: Token) -> Frame | None:
    """As in "was accused by a pilot of", "was informed by a state that", "it was agreed that"."""
    lemma = verb.lemma_.lower()
    for (known, preposition), act in cue_pairs("of").items():
        if known == lemma and lemma != "suspect":
            at = _preposition(stretch, verb, preposition)
            if at is not None:
                return Frame(verb, act, agent(verb), at + 1, _patient(verb), way="passive cue")
    found = content_start(stretch, verb)
    it = _patient(verb)
    if found is None or not found[1] or lemma not in cues("clause") or it is None:
        return None
    if it.lower_ == "it" or lemma in _HEARERS:
        return Frame(verb, cues("clause")[lemma], agent(verb), found[0], way="passive cue")
    return None


def _shown(stretch: Stretch, verb: Token, who: Token | None) -> Frame | None:
    """As in "The imagery shows the ship at the pier": a picture or a record speaks for itself."""
    if who is None or verb.lemma_.lower() not in _SHOWING:
        return None
    if verb.tag_ not in ("VBZ", "VBP", "VBD") or who.lemma_.lower() not in cue_words("media"):
        return None
    end = stretch.noun_phrase(verb.i + 1) if verb.i + 1 < stretch.last else None
    return (
        None
        if end is None
        else Frame(verb, "say", who, verb.i + 1, clause=False, way="record that shows")
    )


def _pleaded(stretch: Stretch, verb: Token, who: Token | None) -> Frame | None:
    """As in "pleaded not guilty to fraud" denies, "pleaded guilty" and "claimed responsibility" own up."""
    words = [t.lower_ for t in stretch.doc[verb.i + 1 : min(verb.i + 3, stretch.last)]]
    if verb.lemma_ == "plead" and words[:2] == ["not", "guilty"]:
        return Frame(verb, "deny", who, verb.i + 1, clause=False, way="plea")
    if (verb.lemma_ == "plead" and words[:1] == ["guilty"]) or (
        verb.lemma_ == "claim" and words[:1] == ["responsibility"]
    ):
        return Frame(verb, "acknowledge", who, verb.i + 1, clause=False, way="plea")
    return None


def _patient(verb: Token) -> Token | None:
    return next((c for c in verb.children if c.dep_ in ("nsubjpass", "nsubj")), None)
