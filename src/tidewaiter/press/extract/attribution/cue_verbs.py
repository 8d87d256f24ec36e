"""Verbs of a stretch that may mark an attribution."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from tidewaiter.press.extract.attribution.stretch import Stretch
from tidewaiter.press.extract.attribution.verbs import before_is, helping, quoted_person
from tidewaiter.press.extract.lexicon import cue_pairs, cues

if TYPE_CHECKING:
    from spacy.tokens import Token

_HELD_BACK = frozenset({"will", "would", "could", "might", "should", "may", "'ll", "'d", "shall"})
_WILLING = frozenset(
    {"wish", "want", "like", "go", "continue", "proceed", "begin", "be", "have", "seek"}
)
_SUPPOSED = frozenset({"if", "unless", "until", "than", "lest", "whenever"})
_NOUN_SHAPED = frozenset(
    {
        "estimates",
        "reports",
        "claims",
        "states",
        "notes",
        "figures",
        "calculates",
        "insists",
        "counters",
    }
)
_CARRIES = frozenset(
    {"of", "for", "by", "without", "from", "before", "after", "in", "despite", "about"}
)


def is_cue(token: Token) -> bool:
    """Whether a token is a form of a verb that some construction knows as a cue."""
    if token.tag_ == "NNS" and token.lower_ in _NOUN_SHAPED:
        behind = token.nbor(1).text if token.i + 1 < len(token.doc) else "."
        return behind in (",", ".") and before_noun(token)
    return token.tag_.startswith("VB") and token.lemma_.lower() in _lemmas()


@cache
def _lemmas() -> frozenset[str]:
    """Verbs that any construction knows."""
    plain = {lemma for c in ("clause", "to", "object", "for", "of") for lemma in cues(c)}
    paired = {lemma for c in ("prepositional", "of") for lemma, _ in cue_pairs(c)}
    return frozenset({*plain, *paired, "run"})


def before_noun(token: Token) -> bool:
    """Whether a noun stands right before: ", her office estimates,"."""
    return token.i > 1 and token.nbor(-1).pos_ in ("NOUN", "PROPN") and token.dep_ != "nsubj"


def cue_verbs(stretch: Stretch) -> list[Token]:
    """Return the cue verbs that somebody's saying may stand behind, in order."""
    return [
        t
        for t in stretch.tokens()
        if is_cue(t) and not stretch.quoted(t.i) and _asserted(stretch, t)
    ]


def _asserted(stretch: Stretch, verb: Token) -> bool:
    """Whether the verb says that words were spoken: not "would not say", not "to say"."""
    helpers = helping(verb)
    if verb.i > stretch.first and verb.doc[verb.i - 1].text == "-":
        return False  # "the so-called fleet"
    if any(
        c.dep_ in ("mark", "advmod") and c.lower_ in _SUPPOSED and c.i < verb.i
        for c in verb.children
    ):
        return False  # "if the committee asked"
    if nameless(verb):
        return False
    if verb.tag_ == "VBG" and shows(stretch, verb):
        return True
    if verb.tag_ == "VBG" and before_is(verb, "as") and quoted_person(verb) is not None:
        return True
    words = {t.lower_ for t in helpers}
    only = verb.i + 1 < len(verb.doc) and verb.nbor(1).lower_ == "only"  # "would say only that"
    if words & _HELD_BACK and not only:
        return False
    if "not" in words or "n't" in words or any(t.dep_ == "neg" for t in helpers):
        return False
    if "never" in words and verb.lemma_ in ("say", "tell", "explain", "comment"):
        return False
    if verb.tag_ == "VB" and "to" in words:
        return verb.head.lemma_.lower() in _WILLING and verb.dep_ in ("xcomp", "advcl")
    before = verb.doc[verb.i - 1] if verb.i > stretch.first else None
    if verb.tag_ == "VBG" and before is not None:
        if before.lower_ in _CARRIES and before.tag_ == "IN":
            return False
        return any(t.lower_ in ("is", "are", "was", "were", "been") for t in helpers) or (
            before.text in (",", "(", "—", "–", "-")
            or before.lower_ in ("and", "or", "also", "but")
        )
    return verb.tag_ != "VB" or not helpers or bool(words & {"did", "does", "do", "can"})


def nameless(verb: Token) -> bool:
    """Whether somebody merely asks "not to be named"."""
    words = [t.lower_ for t in verb.doc[verb.i + 1 : verb.i + 5]]
    return words[:3] == ["not", "to", "be"] or (
        words[:1] == ["to"] and bool({"remain", "stay"} & set(words)) and "anonymous" in words
    )


def shows(stretch: Stretch, verb: Token) -> bool:
    """Whether a participle tells what the thing before it says: "documents showing that"."""
    doc, i = verb.doc, verb.i
    thing = i > stretch.first and doc[i - 1].pos_ in ("NOUN", "PROPN")
    return thing and i + 1 < stretch.last and doc[i + 1].lower_ == "that"
