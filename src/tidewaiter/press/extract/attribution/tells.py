"""Whether a predicate tells a checkable event: a completed or a scheduled act, no state."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tidewaiter.press.extract.attribution.stretch import SUBJECTS
from tidewaiter.press.extract.attribution.verbs import helping
from tidewaiter.press.extract.events.ontology import telling_verbs
from tidewaiter.press.extract.lexicon import event_types
from tidewaiter.press.parsed import tokens

if TYPE_CHECKING:
    from spacy.tokens import Token

_STATES = frozenset(
    {
        "be", "have", "seem", "appear", "remain", "belong", "own", "contain", "know", "want", "hope", "need", "mean",
        "like", "love", "hate", "depend", "cost", "consist", "resemble", "matter", "lie", "stand", "sit", "concern",
        "smile", "nod", "shrug", "laugh", "sigh", "grin", "frown", "pause", "try", "tend", "fail", "care", "wait", "look", "feel",
    }
)  # fmt: skip
_SILENT = frozenset(
    {
        "comment",
        "elaborate",
        "respond",
        "reply",
        "answer",
        "say",
        "name",
        "specify",
        "disclose",
        "explain",
        "return",
        "give",
        "identify",
        "provide",
    }
)
_ANSWERS = frozenset({"answer", "reply", "response", "comment"})
_ASKED = frozenset({"say", "ask", "tell", "inquire", "enquire", "wonder"})
_TERMS = frozenset(
    {"include", "provide", "oblige", "set", "take", "fix", "run", "create", "commit", "cover", "bind", "require", "allow", "permit", "ban", "forbid", "call", "extend", "apply", "last", "expire", "enter", "grant", "give", "establish", "limit", "cap", "bar", "let"}
)  # fmt: skip
_TEXTS = frozenset(
    {"agreement", "memorandum", "pact", "treaty", "accord", "deal", "contract", "text", "convention", "charter", "lease", "protocol", "resolution", "plan", "law", "decree", "it", "licence", "license", "permit", "concession"}
)  # fmt: skip


def tells(verb: Token, first: int, last: int, shared: Token | None = None) -> bool:
    """Whether a predicate tells a checkable event: a completed or a scheduled act, no state."""
    inside = tokens(verb.doc)[first : last + 1]
    helpers = {t.lower_ for t in helping(verb)} | {
        c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")
    }
    lemma = verb.lemma_.lower()
    negated = any(c.dep_ == "neg" for c in verb.children) or bool(
        {"not", "n't", "never"} & helpers
    )
    if negated and (lemma in _SILENT or helpers & {"would", "could", "will"}):
        return False
    subject = next((c for c in verb.children if c.dep_ in SUBJECTS), None) or shared
    if (
        negated
        and lemma in ("receive", "get")
        and any(c.lemma_ in _ANSWERS for c in verb.children)
    ):
        return False
    if lemma in _ASKED or (lemma == "become" and not _renamed(verb)):
        return False
    if (
        subject is not None
        and lemma in _SILENT
        and any(c.lower_ == "no" for c in subject.children)
    ):
        return False
    if lemma in _SILENT and any(
        g.lower_ == "no" for c in verb.children if c.dep_ == "dobj" for g in c.children
    ):
        return False
    if subject is not None and subject.tag_ in ("WP", "WRB", "WDT") and subject.i == first:
        return False
    if (inside and inside[0].tag_ in ("WP", "WRB")) or inside[0].lower_ == "whether":
        return False
    measured = any(
        t.ent_type_ in ("DATE", "CARDINAL", "QUANTITY", "MONEY", "TIME", "PERCENT") for t in inside
    )
    eventive = lemma in event_types("verbs") or lemma in telling_verbs()
    if verb.tag_ in ("VBZ", "VBP"):
        if helpers & {"has", "have"} or (lemma == "be" and _to_do(verb)):
            return True
        if lemma == "plan" and _to_do(verb):
            return True
        terms = lemma in _TERMS and subject is not None and subject.lemma_.lower() in _TEXTS
        dated = any(t.ent_type_ == "DATE" for t in inside)
        return terms or (dated and eventive and lemma not in _STATES and _ahead(inside))
    if "will" in helpers or "shall" in helpers:
        return measured or eventive
    if helpers & {"would", "could", "might", "may", "should", "can", "must"}:
        return False
    past = verb.tag_ == "VBD" or bool(
        helpers & {"was", "were", "been", "had", "did", "has", "have", "got"}
    )
    if not past or lemma in _STATES:
        return lemma == "be" and past and _to_do(verb)
    return eventive or (measured and lemma not in _STATES)


def went_on(verb: Token) -> bool:
    """Whether a verb joined to an event tells the next one: "stopped the car and *found* a box"."""
    helpers = {t.lower_ for t in helping(verb)}
    negated = any(c.dep_ == "neg" for c in verb.children)
    past = verb.tag_ == "VBD" and not helpers & {"would", "could", "might"}
    return past and not negated and verb.lemma_.lower() not in _STATES | _ASKED


def _renamed(verb: Token) -> bool:
    """Whether "became" gives a name or an office: "became the Grace Palma"."""
    return any(c.dep_ == "attr" and c.pos_ == "PROPN" for c in verb.children)


def _to_do(verb: Token) -> bool:
    return any(c.dep_ == "xcomp" and c.tag_ == "VB" for c in verb.children)


def _ahead(inside: list[Token]) -> bool:
    words = {t.lower_ for t in inside}
    return bool(words & {"next", "tomorrow", "from", "on"})
