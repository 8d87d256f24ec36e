"""Attributions that stand behind or inside what they attribute: "…, the ministry said"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tidewaiter.press.extract.attribution.openings import content_start
from tidewaiter.press.extract.attribution.stretch import FINITE, SUBJECTS, Stretch, noun_chunks
from tidewaiter.press.extract.attribution.subjects import subject
from tidewaiter.press.extract.attribution.verbs import helping, passive
from tidewaiter.press.extract.lexicon import cue_words, cues

if TYPE_CHECKING:
    from spacy.tokens import Token

_OVER = frozenset(
    {
        "who", "which", "whose", "according", "without", "though", "although", "while", "whereas", "after", "before",
        "when", "because", "and", "but", "citing", "quoting", "adding", "hours", "days", "weeks", "months", "minutes",
    }
)  # fmt: skip
_HEARD = frozenset(
    {
        "tell",
        "inform",
        "remind",
        "assure",
        "advise",
        "warn",
        "notify",
        "promise",
        "caution",
        "ask",
        "answer",
        "write",
        "brief",
        "joke",
        "reassure",
        "lecture",
    }
)
_ONWARD = frozenset({"twice", "more", "or", "even", "less", "nearly", "almost", "about", "some"})


@dataclass(frozen=True, slots=True)
class Tail:
    """A cue with its speaker, from token ``first`` to ``last``, and where the words go on."""

    cue: Token
    speaker: Token | None
    first: int
    last: int
    resume: int | None


def tails(stretch: Stretch, verbs: list[Token]) -> list[Tail]:
    """Return the attributions behind or inside their content, in order."""
    out: list[Tail] = []
    for verb in verbs:
        if not _may_stand_behind(stretch, verb):
            continue
        orders = (_inverted, _straight)
        if verb.lemma_.lower() in _HEARD and not stretch.closes(_start(verb) - 1):
            orders = (_straight, _inverted)  # "…, the mayor, Ann Roe, told a briefing"
        found = next((t for t in (order(stretch, verb) for order in orders) if t), None)
        if found is not None and any(t.resume == found.first for t in out):
            continue  # "footage, it said, showed": the words go on
        if found is not None and found.first > stretch.first:
            out.append(found)
    return out


def _may_stand_behind(stretch: Stretch, verb: Token) -> bool:
    lemma = verb.lemma_.lower()
    if _governs(stretch, verb) or (passive(verb) and not _told(verb)):
        return False
    known = lemma in cue_words("behind") or (
        lemma in cues("clause") and lemma not in cue_words("clause_with_that")
    )
    if lemma == "go" and verb.i + 1 < stretch.last and stretch.doc[verb.i + 1].lower_ == "on":
        known = True
    return (known or beside_quotation(stretch, verb)) and content_start(stretch, verb) is None


def _told(verb: Token) -> bool:
    """Whether a passive reports: "it was announced", "the mayor was quoted as saying"."""
    it = next((c for c in verb.children if c.dep_ in SUBJECTS), None)
    return verb.lemma_ in ("quote", "tell", "inform") or (it is not None and it.lower_ == "it")


def _governs(stretch: Stretch, verb: Token) -> bool:
    """Whether a thing stands right behind the verb that is no hearer: "inspectors found tubes"."""
    i = verb.i + 1
    while i < stretch.last and (
        stretch.doc[i].tag_.startswith("RB") or stretch.doc[i].tag_ == "RP"
    ):
        i += 1
    if (
        i >= stretch.last
        or i not in stretch.chunks
        or stretch.doc[i].ent_type_ in ("DATE", "TIME")
    ):
        return False
    if stretch.doc[verb.i - 1].text == "," or stretch.closes(verb.i - 1):
        return False  # inverted: "…," said the mayor
    return verb.lemma_.lower() not in _HEARD


def beside_quotation(stretch: Stretch, verb: Token) -> bool:
    """Whether a verb stands by the end of a quotation: with any verb, somebody speaks."""
    i = verb.i - 1
    if verb.tag_ not in ("VBD", "VBZ", "VBP"):
        return False
    if stretch.closes(i):
        return _spoken(stretch, i)
    while i > stretch.first and not stretch.closes(i) and verb.i - i < 16:
        if stretch.doc[i].tag_ in FINITE or (
            stretch.doc[i].tag_ == "IN" and stretch.doc[i].lower_ == "as"
        ):
            return False
        i -= 1
    return stretch.closes(i) and _spoken(stretch, i) and i + 1 in stretch.chunks


def _spoken(stretch: Stretch, closing: int) -> bool:
    """Whether a quotation is a whole utterance: it has a verb and ends in a comma or the like."""
    opening = next((a for a, b in stretch.quotes if b == closing), closing)
    first = max(opening + 1, stretch.first)
    ends = stretch.doc[closing - 1].text in (",", ".", "!", "?") or (
        closing + 1 < stretch.last and stretch.doc[closing + 1].text == ","
    )
    spoken = stretch.verb_between(first, closing) and closing - first > 3
    return ends and (spoken or stretch.finite_between(first, closing) is not None)


def _breaks(stretch: Stretch, end: int) -> list[int]:
    """Commas and closing marks before a token, outside quotations; a mark and its comma once."""
    out: list[int] = []
    for i in range(stretch.first, end):
        plain = stretch.doc[i].text in (",", "-", "–", "—") and not stretch.quoted(i)
        if plain or (stretch.closes(i) and i > stretch.first):
            if out and out[-1] == i - 1:
                out[-1] = i
            else:
                out.append(i)
    return out


def _start(verb: Token) -> int:
    helpers = helping(verb)
    return min([verb.i, *(t.i for t in helpers)])


def _straight(stretch: Stretch, verb: Token) -> Tail | None:
    """As in "…, the head of the office, Ann Roe, told reporters"."""
    start = _start(verb)
    breaks = _breaks(stretch, start)
    if not breaks:
        return None
    if breaks[-1] == start - 1:  # a comma right before the verb closes an apposition
        if len(breaks) < 3 or stretch.closes(breaks[-1]):
            return None
        first = breaks[-3] + 1
    else:
        first = breaks[-1] + 1
        if stretch.finite_between(first, start - 1) is not None:
            return None
    if first not in stretch.chunks and not stretch.doc[first].tag_.startswith(
        ("NN", "PRP", "JJ", "CD", "DT", "VBG")
    ):
        return None
    if stretch.doc[first].lower_ in ("a", "an") and _charge(stretch, first):
        return None  # "…, a charge France denies"
    who = _within(subject(stretch, verb), first, verb.i) or _noun(stretch, first, start)
    if who is None:
        return None
    last, resume = _after(stretch, verb.i + 1)
    return Tail(verb, who, first, last, resume)


def _inverted(stretch: Stretch, verb: Token) -> Tail | None:
    """As in "…," said Ann Roe, the head of the office."""
    start = _start(verb)
    before = stretch.doc[start - 1] if start > stretch.first else None
    if before is None or not (before.text in (",", "-", "–", "—") or stretch.closes(start - 1)):
        return None
    end = stretch.noun_phrase(verb.i + 1)
    if end is None:
        return None
    if stretch.doc[verb.i + 1].tag_ == "PRP" and stretch.doc[verb.i + 1].dep_ == "dobj":
        return None
    inside = range(verb.i + 1, end)
    who = next(
        (c for c in verb.children if c.i in inside and c.dep_ in ("nsubj", "dobj", "attr")), None
    )
    who = who or stretch.root(verb.i + 1) or stretch.doc[verb.i + 1]
    i = end
    while i < stretch.last:
        token = stretch.doc[i]
        if stretch.opens(i):
            return Tail(verb, who, start, i - 1, i)
        if token.text == "," and i + 1 < stretch.last:
            after = stretch.doc[i + 1]
            lacking = stretch.finite_between(stretch.first, start - 1) is None
            if stretch.opens(i + 1) or after.tag_ in FINITE or lacking:
                return Tail(verb, who, start, i, i + 1)
            if after.lower_ in _OVER or after.tag_ in ("VBG", "CC"):
                return Tail(verb, who, start, i, None)
        i += 1
    return Tail(verb, who, start, stretch.last - 1, None)


def _after(stretch: Stretch, index: int) -> tuple[int, int | None]:
    """Where the attribution ends, and where the attributed words go on behind it."""
    doc, i = stretch.doc, index
    while i < stretch.last and not (doc[i].text in (",", "–", "—") or stretch.opens(i)):
        i += 1
    if i >= stretch.last - 1:
        return stretch.last - 1, None
    if stretch.opens(i):
        return i - 1, i
    j = i + 1
    if stretch.opens(j):
        return i, j
    word = doc[j]
    if word.tag_ == "CC" and predicate_follows(stretch, j):
        return i, j
    if word.lower_ in _OVER or word.tag_ == "VBG":
        again = next(
            (a for a, _ in stretch.quotes if j < a < stretch.last and doc[a - 1].text == ","), None
        )
        return (i, None) if again is None else (again - 1, again)
    rest = stretch.finite_between(j, stretch.last - 1)
    if rest is not None or word.tag_ in ("IN", "CD") or word.lower_ in _ONWARD:
        return i, j
    return i, None


def predicate_follows(stretch: Stretch, conjunction: int) -> bool:
    """As in "…, the navy says, and is drifting east": the words go on, with no cue of their own."""
    doc, j = stretch.doc, conjunction + 1
    while j < stretch.last - 1 and doc[j].tag_.startswith("RB"):
        j += 1
    verb = stretch.finite_between(j, stretch.last - 1)
    if verb is None:
        return False
    main = verb.head if verb.dep_ in ("aux", "auxpass") else verb
    named = any(t.pos_ in ("NOUN", "PROPN", "PRON", "NUM") for t in doc[j : verb.i])
    plain = named and sum(t.text == "," for t in doc[j : verb.i]) in (0, 2)
    return main.lemma_.lower() not in cues("clause") and (verb.i == j or plain)


def _charge(stretch: Stretch, first: int) -> bool:
    root = stretch.root(first)
    return root is not None and root.lemma_.lower() in cue_words("denied_nouns")


def _within(token: Token | None, first: int, last: int) -> Token | None:
    return token if token is not None and first <= token.i < last else None


def _noun(stretch: Stretch, first: int, last: int) -> Token | None:
    """The head of the first noun phrase of a span."""
    for start, end, root in noun_chunks(stretch.sentence.doc):
        if start <= first < end and root < last:
            return stretch.doc[root]
    return next(
        (
            stretch.doc[i]
            for i in range(first, last)
            if stretch.doc[i].pos_ in ("NOUN", "PROPN", "PRON")
        ),
        None,
    )
