"""The words that an attribution attributes: behind its cue, before it, or around it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tidewaiter.model.claims import Act
from tidewaiter.press.extract.attribution.ends import content_end
from tidewaiter.press.extract.attribution.frame import Frame
from tidewaiter.press.extract.attribution.model import PRONOUNS, Attribution
from tidewaiter.press.extract.attribution.predicates import predicates
from tidewaiter.press.extract.attribution.stretch import FINITE, Stretch, main_word, trim
from tidewaiter.press.extract.attribution.subjects import subject
from tidewaiter.press.extract.attribution.tails import Tail, predicate_follows
from tidewaiter.press.extract.attribution.verbs import agent, before_is, passive, quoted_person
from tidewaiter.press.extract.lexicon import cues

if TYPE_CHECKING:
    from spacy.tokens import Token


def behind_cue(
    stretch: Stretch, given: Frame, marks: list[Token], behind: list[Tail]
) -> Iterator[Attribution]:
    """Yield what stands behind a cue, a claim for each predicate."""
    others = [v for v in marks if v.i != given.cue.i]
    last = content_end(stretch, given.cue, given.start, others, behind)
    if given.limit is not None:
        last = min(last, given.limit)
    first, last = trim(stretch, given.start, last)
    if first > last:
        return
    parts = predicates(stretch, first, last) if given.clause else [(first, last)]
    act = _act(stretch, given, first)
    quoting = quoted_person(given.cue) if before_is(given.cue, "as") else None
    carrier = None
    if quoting is not None:
        carrier = agent(quoting[1]) if passive(quoting[1]) else subject(stretch, quoting[1])
    for a, b in parts:
        if stretch.doc[b].text == "?":
            continue
        span = (given.cue.i, given.cue_last) if given.cue_last else None
        if span and span[0] > span[1]:
            span = None
        yield Attribution(
            given.cue,
            act,
            given.speaker,
            a,
            b,
            main_word(stretch.doc, a, b),
            given.target,
            outer=() if carrier is None else (carrier,),
            cue_span=span,
            way=given.way,
        )


def _act(stretch: Stretch, given: Frame, first: int) -> Act:
    """Confirming is acknowledging where it is about oneself."""
    if given.cue.lemma_ != "confirm":
        return given.act
    word = stretch.doc[first]
    own = word.lower_ in PRONOUNS | {"its", "his", "her", "their"} or not given.clause
    joined = (
        given.cue.dep_ == "conj" and cues("clause").get(given.cue.head.lemma_) == "acknowledge"
    )
    return "acknowledge" if own or joined else "say"


def before_cue(stretch: Stretch, tail: Tail, behind: list[Tail]) -> Iterator[Attribution]:
    """Yield what stands before a cue, and behind it where the words go on."""
    low = max(
        [stretch.first, *(t.last + 1 for t in behind if t.cue.i < tail.cue.i and t.resume is None)]
    )
    speaker = None if _impersonal(tail) else tail.speaker
    act = cues("clause").get(tail.cue.lemma_.lower(), "say")
    way = "cue behind the words" if tail.resume is None else "cue amid the words"
    if tail.cue.lemma_ == "run":
        act, speaker = _run(tail)
    for first, last in _contents(stretch, low, tail.first, tail.resume):
        if stretch.doc[last].text == "?":
            continue
        head = main_word(stretch.doc, first, last)
        if tail.first <= head.i <= tail.last:
            rest = [
                t
                for t in stretch.doc[first : last + 1]
                if t.tag_ in FINITE and not tail.first <= t.i <= tail.last
            ]
            head = rest[0] if rest else head
        yield Attribution(tail.cue, act, speaker, first, last, head, way=way)


def _impersonal(tail: Tail) -> bool:
    told = tail.cue.lemma_ in ("tell", "inform")
    it = tail.speaker is not None and (told or tail.speaker.lower_ == "it") and passive(tail.cue)
    return it or tail.cue.lemma_ in ("hear", "learn")


def _run(tail: Tail) -> tuple[Act, Token | None]:
    """As in "…, runs a warning from the consortium": the noun tells the act, its "from" who speaks."""
    noun = tail.speaker
    if noun is None:
        return "say", None
    source = next((c for c in noun.children if c.lower_ in ("from", "by", "of")), None)
    who = (
        next((c for c in source.children if c.dep_ == "pobj"), None)
        if source is not None
        else None
    )
    return cues("nouns").get(noun.lemma_.lower(), "say"), who or noun


def _contents(stretch: Stretch, low: int, stop: int, resume: int | None) -> list[tuple[int, int]]:
    """The words before an attribution, and those behind it that go on with them."""
    doc = stretch.doc
    while low < stop and (doc[low].tag_ == "CC" or doc[low].text == ","):
        low += 1
    first, last = trim(stretch, _lead_in(stretch, low, stop), stop - 1)
    if resume is None:
        return predicates(stretch, first, last) if first <= last else []
    end = trim(stretch, resume, stretch.last - 1)
    if end[0] > end[1]:
        return predicates(stretch, first, last) if first <= last else []
    second = end[0]
    while second < end[1] and (doc[second].tag_ == "CC" or doc[second].is_quote):
        second += 1
    joined = doc[end[0]].tag_ == "CC" or doc[min(end[0] + 1, end[1])].tag_ == "CC"
    apart = joined and first <= last and stretch.finite_between(first, last) is not None
    follows = doc[end[0]].tag_ == "CC" and predicate_follows(stretch, end[0])
    if apart and (follows or stretch.clause_at(second) or doc[second].tag_ in FINITE):
        return [
            *predicates(stretch, first, last),
            *predicates(stretch, *trim(stretch, second, end[1])),
        ]
    whole = trim(stretch, first, end[1])
    return _whole(stretch, whole, resume)


def _whole(stretch: Stretch, span: tuple[int, int], resume: int) -> list[tuple[int, int]]:
    """A content that an attribution interrupts, split behind the interruption only."""
    later = predicates(stretch, resume, span[1])
    if len(later) < 2 or stretch.doc[resume].tag_ not in FINITE:
        return [span]
    return [(span[0], later[0][1]), *later[1:]]


def _lead_in(stretch: Stretch, low: int, stop: int) -> int:
    """Skip a few words before a comma and a quotation that is a clause: 'In return, "Russia …"'."""
    for a, b in stretch.quotes:
        if (
            low < a < stop
            and b >= stop - 3
            and stretch.doc[a - 1].text in (",", ":")
            and a - low <= 8
        ) and (
            stretch.finite_between(a + 1, b) is not None and stretch.finite_between(low, a) is None
        ):
            return a
    return low


def around(stretch: Stretch, first: int, last: int, who: Token) -> Iterator[Attribution]:
    """The words that "according to X" attributes: behind it at the start of a sentence, else before it."""
    doc = stretch.doc
    if first <= stretch.first + 2 and stretch.finite_between(stretch.first, first) is None:
        start = _clause_behind(stretch, last + 1)
        spans = (
            predicates(stretch, *trim(stretch, start, stretch.last - 1))
            if start is not None
            else []
        )
    else:
        resume = last + 2 if last + 2 < stretch.last and doc[last + 1].text == "," else None
        if resume is not None and not _goes_on(stretch, first, resume):
            resume = None
        spans = _contents(stretch, stretch.first, first, resume)
    for a, b in spans:
        if a <= b:
            yield Attribution(
                doc[first],
                "say",
                who,
                a,
                b,
                main_word(doc, a, b),
                cue_span=(first, min(first + 1, last)),
                way="according to",
            )


def _goes_on(stretch: Stretch, before: int, resume: int) -> bool:
    word = stretch.doc[resume]
    if word.lower_ in ("which", "who", "citing", "quoting", "whose") or word.tag_ in ("VBG", "CC"):
        return False
    if stretch.finite_between(stretch.first, before - 1) is None:
        return True
    return word.tag_ in ("IN", "CD", "RB", "PDT", *FINITE) or word.lower_ in ("twice", "or")


def _clause_behind(stretch: Stretch, index: int) -> int | None:
    doc = stretch.doc
    for i in range(index, stretch.last - 1):
        if doc[i].text == "," and (stretch.clause_at(i + 1) or stretch.opens(i + 1)):
            return i + 1
    comma = next((i for i in range(index, stretch.last - 1) if doc[i].text == ","), None)
    return None if comma is None else comma + 1
