"""What a cue verb governs besides a clause: "urged states to inspect", "called it piracy"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tidewaiter.model.claims import Act
from tidewaiter.press.extract.clauses import Stretch
from tidewaiter.press.extract.cue_verbs import agent, content_start, helping, passive, subject
from tidewaiter.press.extract.lexicon import cue_pairs, cue_words, cues

if TYPE_CHECKING:
    from spacy.tokens import Token


_HEARERS = frozenset({"tell", "inform", "notify", "advise", "assure", "remind", "warn", "brief"})
_SHOWING = frozenset({"show", "depict", "list", "record", "name", "give"})
_NAMELESS = frozenset({"name", "identify", "quote", "identified"})


@dataclass(frozen=True, slots=True)
class Frame:
    """A cue with where its content begins."""

    cue: Token
    act: Act
    speaker: Token | None
    start: int
    target: Token | None = None
    clause: bool = True
    cue_last: int | None = None
    way: str = "clause behind the cue"


def frame(stretch: Stretch, verb: Token) -> Frame | None:
    """Return the construction of a cue verb whose content stands behind it."""
    if passive(verb):
        return _passive(stretch, verb)
    who = None if verb.lemma_ in ("hear", "learn") else subject(stretch, verb)
    return (
        _of(stretch, verb, who)
        or _pleaded(stretch, verb, who)
        or _denied_noun(stretch, verb, who)
        or _clause(stretch, verb, who)
        or _to(stretch, verb, who)
        or _for(stretch, verb, who)
        or _prepositional(stretch, verb, who)
        or _object(stretch, verb, who)
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
        if (
            target is None
            and token.pos_ in ("NOUN", "PROPN", "PRON")
            and token.ent_type_ not in ("DATE", "TIME")
        ):
            if token.head.i not in range(verb.i + 1, i) or token.dep_ in ("pobj", "dobj", "nsubj"):
                target = token
    return None


def _on(stretch: Stretch, verb: Token, to: int) -> bool:
    return any(stretch.doc[i].lower_ in ("on", "upon", "for") for i in range(verb.i + 1, to))


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


def _denied_noun(stretch: Stretch, verb: Token, who: Token | None) -> Frame | None:
    """As in "rejected reports, first carried by a portal, that a sale had been concluded"."""
    if cues("object").get(verb.lemma_.lower()) != "deny":
        return None
    doc = stretch.doc
    nouns = [
        i
        for i in range(verb.i + 1, min(verb.i + 6, stretch.last))
        if doc[i].lemma_.lower() in cue_words("denied_nouns") and doc[i].pos_ == "NOUN"
    ]
    if not nouns or any(doc[i].lower_ == "as" for i in range(verb.i + 1, nouns[0])):
        return None
    for i in range(nouns[0] + 1, min(nouns[0] + 12, stretch.last)):
        if (
            (doc[i].lower_ == "that" and doc[i - 1].text == ",")
            or (doc[i].lower_ == "that" and i == nouns[0] + 1)
        ) and stretch.finite_between(i + 1, stretch.last) is not None:
            return Frame(verb, "deny", who, i + 1, way="clause denied")
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


def _object(stretch: Stretch, verb: Token, who: Token | None) -> Frame | None:
    lemma = verb.lemma_.lower()
    if lemma not in cues("object") or (lemma in cues("clause") and hearer_only(stretch, verb)):
        return None
    if verb.tag_ == "VBN" and not helping(verb) and verb.dep_ in ("acl", "relcl", "amod"):
        return None  # "a vet called Pym"
    doc, i = stretch.doc, verb.i + 1
    particles = cue_words("particle", lemma)
    if particles:
        near = next(
            (k for k in range(i, min(i + 6, stretch.last)) if doc[k].lower_ in particles), None
        )
        if near is None:
            return None
        i = near + 1 if near == i else i
    while i < stretch.last and (
        doc[i].tag_.startswith("RB")
        or doc[i].ent_type_ in ("DATE", "TIME")
        or (
            doc[i].tag_ == "IN"
            and i + 1 < stretch.last
            and doc[i + 1].ent_type_ in ("DATE", "TIME")
        )
    ):
        i += 1
    if i >= stretch.last or doc[i].text in (",", ".", ":") or doc[i].tag_ in ("TO", "WRB", "WP"):
        return None
    that_as = doc[i].lower_ == "that" and i + 1 < stretch.last and doc[i + 1].lower_ == "as"
    if (
        doc[i].tag_ == "IN"
        and not that_as
        and doc[i].lower_
        not in (
            "as",
            "up",
            "over",
            "some",
            "about",
            "around",
            "at",
        )
    ):
        return None
    if not _judged(stretch, verb, i):
        return None
    act = cues("object")[lemma]
    if lemma == "describe" and _condemned(stretch, verb):
        act = "condemn"
    return Frame(verb, act, who, i, clause=False, way="thing judged")


def hearer_only(stretch: Stretch, verb: Token) -> bool:
    """Whether a cue behind its content has a hearer alone: "…, the minister promised parliament"."""
    end = stretch.noun_phrase(verb.i + 1) if verb.i + 1 < stretch.last else None
    closed = end is not None and (end >= stretch.last - 1 or stretch.doc[end].text == ",")
    commas = [i for i in range(stretch.first, verb.i) if stretch.doc[i].text == ","]
    if verb.doc[verb.i + 1].lower_ in ("a", "an") or (
        commas and stretch.doc[commas[-1] + 1].tag_ == "CC"
    ):
        return False
    return (
        closed
        and any(stretch.finite_between(stretch.first, i - 1) is not None for i in commas[-2:])
        and (
            stretch.finite_between(commas[-2] if len(commas) > 1 else commas[-1], verb.i - 1)
            is None
        )
    )


def _judged(stretch: Stretch, verb: Token, start: int) -> bool:
    """Whether an object makes an attribution of a verb that also means other things."""
    lemma, doc = verb.lemma_.lower(), stretch.doc
    end = _object_end(stretch, start)
    words = [t.lower_ for t in doc[start:end]]
    if lemma in cue_words("verdict", "at"):
        return "at" in words and any(t.text[:1].isdigit() or t.like_num for t in doc[start:end])
    if lemma in cue_words("verdict", "to"):
        return "to" in words
    if lemma in cue_words("verdict", "quoted"):
        quoted = any(stretch.opens(i) for i in range(start, end))
        return quoted or ("as" in words and lemma != "call") or _predicated(verb)
    if lemma in cue_words("verdict", "as"):
        return bool({"as", "to"} & set(words)) or (
            lemma in ("dismiss", "reject") and not _person(doc[start])
        )
    if lemma in cue_words("verdict", "event"):
        return lemma in ("expect", "seek") and subject(stretch, verb) is not None
    return lemma != "deny" or not (_person(doc[start]) and _two_objects(stretch, start))


def _object_end(stretch: Stretch, start: int) -> int:
    """One past the object and its verdict: up to a comma that stands in no quotation."""
    for i in range(start, stretch.last):
        if stretch.doc[i].text in (",", ";") and not stretch.quoted(i):
            return i
    return stretch.last


def _person(token: Token) -> bool:
    return token.pos_ in ("PRON", "PROPN") and token.lower_ not in ("it", "this", "that", "any")


def _two_objects(stretch: Stretch, start: int) -> bool:
    """As in "denied anyone access": to refuse somebody something, not to deny it."""
    end = stretch.chunks.get(start)
    return end is not None and end in stretch.chunks


def _predicated(verb: Token) -> bool:
    return any(c.dep_ in ("oprd", "ccomp") for c in verb.children)


def _condemned(stretch: Stretch, verb: Token) -> bool:
    """Whether the verdict of "described … as" is a quotation of the speaker's own."""
    at = next(
        (i for i in range(verb.i + 1, stretch.last - 1) if stretch.doc[i].lower_ == "as"), None
    )
    return at is not None and stretch.opens(at + 1)


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
