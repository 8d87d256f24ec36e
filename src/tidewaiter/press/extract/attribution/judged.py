"""Things praised, blamed or denied: "called it piracy", "dismissed the report as gossip"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tidewaiter.press.extract.attribution.frame import Frame
from tidewaiter.press.extract.attribution.stretch import Stretch
from tidewaiter.press.extract.attribution.subjects import subject
from tidewaiter.press.extract.attribution.verbs import helping
from tidewaiter.press.extract.lexicon import cue_words, cues

if TYPE_CHECKING:
    from spacy.tokens import Token

    from tidewaiter.model.claims import Act

_TONES: tuple[Act, ...] = ("say", "praise")
_VAGUE = frozenset(
    {"dozens", "scores", "hundreds", "thousands", "millions", "zero", "nil", "none"}
)
_OF_SIZE = frozenset({"as", "up", "over", "some", "about", "around", "at"})


def denied_noun(stretch: Stretch, verb: Token, who: Token | None) -> Frame | None:
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
    if stretch.clause_at(nouns[0] + 1):
        return Frame(verb, "deny", who, nouns[0] + 1, way="clause denied")
    for i in range(nouns[0] + 1, min(nouns[0] + 12, stretch.last)):
        if (
            (doc[i].lower_ == "that" and doc[i - 1].text == ",")
            or (doc[i].lower_ == "that" and i == nouns[0] + 1)
        ) and stretch.finite_between(i + 1, stretch.last) is not None:
            return Frame(verb, "deny", who, i + 1, way="clause denied")
    return None


def thing_judged(stretch: Stretch, verb: Token, who: Token | None) -> Frame | None:
    """As in "welcomed the vote", "called the plan a farce": the thing and the verdict together."""
    lemma = verb.lemma_.lower()
    if verb.i + 1 >= stretch.last:
        return None
    if lemma not in cues("object") or (lemma in cues("clause") and hearer_only(stretch, verb)):
        return None
    bare = verb.tag_ in ("VBN", "VBD") and not helping(verb) and verb.dep_ in ("acl", "amod")
    if bare and verb.i > stretch.first and verb.nbor(-1).pos_ in ("NOUN", "PROPN"):
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
        or (doc[i].ent_type_ in ("DATE", "TIME") and not _owns(stretch, i))
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
    if doc[i].tag_ == "IN" and not that_as and doc[i].lower_ not in _OF_SIZE:
        return None
    if not _judged(stretch, verb, i):
        return None
    act = cues("object")[lemma]
    if lemma == "describe" and _condemned(stretch, verb):
        act = "condemn"
    if lemma in cue_words("verdict", "quoted"):
        act = _tone(stretch, i) or act
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
        figures = any(t.text[:1].isdigit() or t.like_num for t in doc[start:end])
        return "at" in words and (figures or bool(_VAGUE & set(words)))
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


def _tone(stretch: Stretch, start: int) -> Act | None:
    """Return the act of a verdict that does not blame, by its last word; None where it may."""
    words = [
        t.lower_ for t in stretch.doc[start : _object_end(stretch, start)] if t.text.isalpha()
    ]
    last = words[-1] if words else ""
    for act in _TONES:
        if last in cue_words("tone", act):
            return act
    return None


def _person(token: Token) -> bool:
    return (
        token.pos_ in ("PRON", "PROPN")
        and token.tag_ != "PRP$"
        and token.lower_ not in ("it", "this", "that", "any")
    )


def _two_objects(stretch: Stretch, start: int) -> bool:
    """As in "denied anyone access": to refuse somebody something, not to deny it."""
    end = stretch.chunks.get(start)
    return end is not None and end in stretch.chunks


def _predicated(verb: Token) -> bool:
    return any(c.dep_ in ("oprd", "ccomp") for c in verb.children)


def _owns(stretch: Stretch, index: int) -> bool:
    """As in "put *Thursday*'s premium at": a day that owns what follows."""
    return index + 1 < stretch.last and stretch.doc[index + 1].tag_ == "POS"


def _condemned(stretch: Stretch, verb: Token) -> bool:
    """Whether the verdict of "described … as" is a quotation of the speaker's own."""
    at = next(
        (i for i in range(verb.i + 1, stretch.last - 1) if stretch.doc[i].lower_ == "as"), None
    )
    return at is not None and stretch.opens(at + 1)
