"""How sure the words of a claim are, and whether they deny."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tidewaiter.model.claims import Certainty, Polarity
from tidewaiter.press.extract.attribution import Attribution
from tidewaiter.press.extract.attribution.stretch import SUBJECTS
from tidewaiter.press.extract.attribution.verbs import helping
from tidewaiter.press.extract.reasons import Reasons

if TYPE_CHECKING:
    from spacy.tokens import Token

_DOUBTING = frozenset({"believe", "suspect", "think", "presume", "suppose"})
_MAYBE = frozenset({"may", "might", "could"})
_POSSIBLE = frozenset({"possibly", "perhaps", "potentially", "maybe", "conceivably"})
_PROBABLE = frozenset({"probably", "likely", "apparently", "presumably", "seemingly"})
_UNDER = frozenset({"whether", "who", "which", "whose", "where", "because", "although", "though"})
_CONDITION = re.compile(
    r"\b(?:if|unless|only if|provided|providing|in case|in the event|otherwise|should)\b", re.IGNORECASE
)  # fmt: skip
_NONE = frozenset({"no", "none", "nobody", "nothing", "neither", "nor", "nowhere"})
_BOUND = frozenset({"more", "fewer", "less", "later", "earlier", "doubt", "sooner"})
_NEVER = frozenset({"not", "n't", "never", "neither", "nor"})


def certainty(given: Attribution, reasons: Reasons) -> Certainty:
    """Return how sure the words are: of the main predicate, not of a clause inside it.

    "Would" as the future of reported speech leaves no doubt; under a condition, in a quotation or
    behind a cue in the present it does.
    """
    words = _main_clause(given)
    lower = [t.lower_ for t in words]
    modal = next((t for t in words if t.tag_ == "MD" and not _inverted(t, given)), None)
    if modal is not None and modal.lower_ in _MAYBE:
        reasons.say("certainty", "modal")
        return "possible"
    if modal is not None and modal.lower_ in ("would", "'d") and _conditional(given, words):
        reasons.say("certainty", "condition")
        return "possible"
    if set(lower) & _POSSIBLE:
        reasons.say("certainty", "adverb")
        return "possible"
    if set(lower) & _PROBABLE or _seems(given.head):
        reasons.say("certainty", "adverb")
        return "probable"
    if given.cue.lemma_.lower() in _DOUBTING:
        reasons.say("certainty", "cue")
        return "probable"
    if any(t.lemma_ in _DOUBTING and t.tag_ == "VBN" for t in words):
        reasons.say("certainty", "cue")
        return "probable"
    reasons.say("certainty", "plain")
    return "certain"


def _main_clause(given: Attribution) -> list[Token]:
    """The words of a content up to a clause that hangs on it; a leading condition is left out."""
    doc, out = given.head.doc, []
    skipping = False
    for i in range(given.first, given.last + 1):
        token = doc[i]
        word = token.lower_
        if word in ("if", "unless", "should") and (i == given.first or token.tag_ == "IN"):
            skipping = True
        elif skipping and token.text == ",":
            skipping = False
        elif (
            word in _UNDER and token.tag_ in ("IN", "WP", "WDT", "WP$", "WRB") and i > given.first
        ):
            skipping = i > given.head.i
        elif word == "that" and token.tag_ in ("WDT", "IN") and i > given.first:
            skipping = i > given.head.i or token.head.dep_ == "relcl"
        if not skipping:
            out.append(token)
    return out


def _inverted(modal: Token, given: Attribution) -> bool:
    """Whether a modal opens a condition: "Should it sail, …"."""
    return modal.i == given.first and modal.lower_ == "should"


def _conditional(given: Attribution, words: list[Token]) -> bool:
    text = given.head.doc[given.first : given.last + 1].text
    if _CONDITION.search(text):
        return True
    if words and words[0].lower_ == "any":
        return True
    quoted = given.first > 0 and given.head.doc[given.first - 1].text == '"'
    present = given.cue.tag_ in ("VBZ", "VBP") and given.act != "narrate"
    return quoted or present


def _seems(head: Token) -> bool:
    return head.lemma_ in ("seem", "appear") and any(
        c.dep_ in ("xcomp", "ccomp", "oprd") for c in head.children
    )


def polarity(given: Attribution, reasons: Reasons) -> Polarity:
    """Return ``negative`` where the content's main predicate is denied or negated."""
    if given.act == "deny":
        reasons.say("polarity", "cue")
        return "negative"
    head = given.head
    verbs = [head, *(c for c in head.children if c.dep_ in ("aux", "auxpass"))]
    near = [t for v in verbs for t in helping(v)] + [
        c for c in head.children if c.dep_ in ("neg", "preconj")
    ]
    if any(t.lower_ in _NEVER and given.holds(t.i) and not _only(t) for t in near):
        reasons.say("polarity", "negated")
        return "negative"
    if given.way == "cue amid the words" and _never_before(given):
        reasons.say("polarity", "negated")
        return "negative"
    if _none_opens(given) or any(_names_none(c, given) for c in head.children):
        reasons.say("polarity", "no or none")
        return "negative"
    reasons.say("polarity", "plain")
    return "positive"


def _never_before(given: Attribution) -> bool:
    """As in "She had never, Seah added, signed it": the cue parts the negation from its verb."""
    doc = given.head.doc
    comma = next((i for i in range(given.first, given.last) if doc[i].text == ","), given.first)
    return any(
        doc[i].lower_ in ("never", "not", "n't") for i in range(max(given.first, comma - 2), comma)
    )


def _only(token: Token) -> bool:
    after = token.nbor(1).lower_ if token.i + 1 < len(token.doc) else ""
    return after in ("only", "just", "merely")


def _none_opens(given: Attribution) -> bool:
    """Whether the content's subject begins with a negative: "Not one of our men", "None"."""
    doc = given.head.doc
    i = given.first
    while i < given.last and (doc[i].is_quote or doc[i].lower_ in ("that", "but", "and")):
        i += 1
    word, after = doc[i].lower_, doc[i + 1].lower_ if i < given.last else ""
    if word == "not":
        return after in ("one", "a", "an", "any", "all", "every", "even", "so", "much", "many")
    return word in _NONE and after not in _BOUND


def _names_none(child: Token, given: Attribution) -> bool:
    """Whether a subject or an object is "nobody", "nothing", "no ship"."""
    if child.dep_ not in (
        *SUBJECTS,
        "dobj",
        "attr",
        "oprd",
        "pobj",
        "acomp",
        "npadvmod",
    ) or not given.holds(child.i):
        return False
    if child.lower_ in _NONE and child.lower_ != "no":
        return True
    return any(
        c.lower_ in ("no", "neither") and c.i < child.i and c.nbor(1).lower_ not in _BOUND
        for c in child.children
    )
