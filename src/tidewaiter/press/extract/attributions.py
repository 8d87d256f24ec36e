"""Where a sentence attributes: cue, who speaks, and which words are theirs."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from tidewaiter.model.claims import Act
from tidewaiter.press.extract.attribution import Attribution
from tidewaiter.press.extract.clauses import (
    FINITE,
    Stretch,
    main_word,
    predicates,
    stretches,
    trim,
)
from tidewaiter.press.extract.cue_verbs import (
    agent,
    before_is,
    cue_verbs,
    passive,
    quoted_person,
    subject,
)
from tidewaiter.press.extract.ends import content_end
from tidewaiter.press.extract.frames import Frame, frame
from tidewaiter.press.extract.lexicon import cue_words, cues
from tidewaiter.press.extract.noun_cues import noun_frames, phrases
from tidewaiter.press.extract.quotes import quotations
from tidewaiter.press.extract.speculation import speculation
from tidewaiter.press.extract.tails import Tail, beside_quotation, tails
from tidewaiter.press.parse import Sentence

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_FIRST_PERSON = frozenset({"we", "i", "us", "our", "my"})
_PRONOUNS = frozenset({"he", "she", "it", "they"}) | _FIRST_PERSON
_LEADS = cue_words("voice") | frozenset(cues("clause"))
_LABEL = re.compile(r"([A-Z][A-Z.'-]+(?:\s+[A-Z][A-Z.'-]+){0,4}):\s")


def attributions(sentence: Sentence) -> list[Attribution]:
    """Return the attributions of a sentence, in the order of their contents."""
    if sentence.doc[sentence.last - 1].text == "?" or _asks(sentence):
        return []
    marks = spoken_marks(sentence)
    found: list[Attribution] = []
    for stretch in stretches(sentence, marks):
        found.extend(_of_stretch(stretch))
    if not found:
        found.extend(_unmarked(sentence, marks))
    return sorted(found, key=lambda a: (a.first, a.last))


def spoken_marks(sentence: Sentence) -> tuple[tuple[int, int], ...]:
    """The quotations of a paragraph, without those that begin with the cue itself.

    'He "expressed the hope that it would last"' is read as if it had no marks.
    """
    doc = sentence.doc

    def whole(mark: tuple[int, int]) -> bool:
        i = mark[0] + 1
        while i < len(doc) and doc[i].tag_.startswith("RB"):
            i += 1
        leads = i < len(doc) and doc[i].tag_ in ("VBD", "VBZ") and doc[i].lemma_.lower() in _LEADS
        before = doc[mark[0] - 1] if mark[0] else None
        named = before is not None and before.pos_ in ("NOUN", "PROPN", "PRON")
        return not (leads and named)

    return tuple(q for q in quotations(doc) if whole(q))


def _asks(sentence: Sentence) -> bool:
    tail = [t.text for t in sentence.tokens()[-3:]]
    return "?" in tail and tail[-1] in ('"', "'", "?")


def _of_stretch(stretch: Stretch) -> list[Attribution]:
    verbs = cue_verbs(stretch)
    spoken = [
        t for t in stretch.tokens() if beside_quotation(stretch, t) and not stretch.quoted(t.i)
    ]
    candidates = sorted({t.i: t for t in [*verbs, *spoken]}.values(), key=lambda t: t.i)
    frames = [f for f in (frame(stretch, v) for v in verbs) if f is not None]
    taken = {f.cue.i for f in frames}
    frames += [f for f in noun_frames(stretch) if f.cue.i not in taken]
    taken |= {f.cue.i for f in frames}
    behind = tails(stretch, [v for v in candidates if v.i not in taken])
    marks = [f.cue for f in frames] + [t.cue for t in behind] + _questions(stretch, candidates)
    inner = [a for f in frames for a in _behind_cue(stretch, f, marks, behind)]
    inner = _innermost(_once(inner))
    guesses = [g for g in speculation(stretch) if not any(a.holds(g.cue.i) for a in inner)]
    outer = [a for t in behind for a in _before_cue(stretch, t, behind)]
    outer += [
        a for first, last, who in phrases(stretch) for a in _around(stretch, first, last, who)
    ]
    return _joined(stretch, inner, outer, guesses)


def _once(found: list[Attribution]) -> list[Attribution]:
    """Of two attributions of the same words keep the noun's: "notes the statement by X that"."""
    out: dict[tuple[int, int], Attribution] = {}
    for given in found:
        old = out.get((given.first, given.last))
        if old is None or given.cue.pos_ == "NOUN":
            out[given.first, given.last] = given
    return list(out.values())


def _questions(stretch: Stretch, candidates: list[Token]) -> list[Token]:
    """Verbs that ask: what they ask is no claim, and ends the one before ("… and asked why")."""
    return [
        t
        for t in candidates
        if t.i + 1 < stretch.last
        and (
            stretch.doc[t.i + 1].tag_ in ("WRB", "WP")
            or stretch.doc[t.i + 1].lower_ in ("whether", "if")
        )
    ]


def _behind_cue(
    stretch: Stretch, given: Frame, marks: list[Token], behind: list[Tail]
) -> Iterator[Attribution]:
    others = [v for v in marks if v.i != given.cue.i]
    last = content_end(stretch, given.cue, given.start, others, behind)
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
    own = word.lower_ in _PRONOUNS | {"its", "his", "her", "their"} or not given.clause
    return "acknowledge" if own else "say"


def _innermost(found: list[Attribution]) -> list[Attribution]:
    """Of a cue inside another's content keep one: the inner where it is what is said."""
    out: list[Attribution] = []
    for given in found:
        around = [a for a in found if a is not given and a.holds(given.cue.i)]
        if not around:
            out.append(given)
            continue
        holder = around[0]
        if _is_said(given, holder):
            speaker = given.speaker
            same = speaker is not None and speaker.lower_ in _PRONOUNS
            outer = () if same or holder.speaker is None else (holder.speaker,)
            who = holder.speaker if same else speaker
            out.append(dataclasses.replace(given, speaker=who, outer=(*given.outer, *outer)))
    inner_of = {
        (a.first, a.last)
        for a in found
        for g in out
        if g is not a and a.holds(g.cue.i) and g in out
    }
    return [
        a
        for a in out
        if (a.first, a.last) not in inner_of
        or not any(a.holds(g.cue.i) and g is not a for g in out)
    ]


def _is_said(inner: Attribution, holder: Attribution) -> bool:
    """Whether an inner cue is the main predicate of the words that hold it, with a clause of its own."""
    speech = inner.cue.lemma_.lower() in cues("clause") and inner.cue.tag_ in (
        "VBD",
        "VBZ",
        "VBP",
        "VBN",
    )
    main = holder.head.i == inner.cue.i
    return speech and main and inner.act in ("say", "warn", "expect", "accuse")


def _before_cue(stretch: Stretch, tail: Tail, behind: list[Tail]) -> Iterator[Attribution]:
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
    it = tail.speaker is not None and tail.speaker.lower_ == "it" and passive(tail.cue)
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
    if apart and (stretch.clause_at(second) or doc[second].tag_ in FINITE):
        return [
            *predicates(stretch, first, last),
            *predicates(stretch, *trim(stretch, second, end[1])),
        ]
    whole = trim(stretch, first, end[1])
    return _whole(stretch, whole, stop, resume)


def _whole(
    stretch: Stretch, span: tuple[int, int], stop: int, resume: int
) -> list[tuple[int, int]]:
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


def _around(stretch: Stretch, first: int, last: int, who: Token) -> Iterator[Attribution]:
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
    return word.tag_ in ("IN", "CD", "RB", "PDT") or word.lower_ in ("twice", "or")


def _clause_behind(stretch: Stretch, index: int) -> int | None:
    doc = stretch.doc
    for i in range(index, stretch.last - 1):
        if doc[i].text == "," and (stretch.clause_at(i + 1) or stretch.opens(i + 1)):
            return i + 1
    comma = next((i for i in range(index, stretch.last - 1) if doc[i].text == ","), None)
    return None if comma is None else comma + 1


def _joined(
    stretch: Stretch,
    inner: list[Attribution],
    outer: list[Attribution],
    guesses: list[Attribution],
) -> list[Attribution]:
    """Nest attributions: the innermost speaker has the words, those around carry them."""
    kept: list[Attribution] = []
    for given in [*inner, *guesses]:
        around = [o for o in outer if o.holds(given.cue.i) and o.cue.i != given.cue.i]
        nested = given in inner and around and _carried(given)
        if around and not nested:
            continue
        carriers = tuple(o.speaker for o in around if o.speaker is not None) if nested else ()
        kept.append(dataclasses.replace(given, outer=(*given.outer, *_distinct(carriers))))
    cues_kept = {k.cue.i for k in kept}
    for given in outer:
        if not any(given.holds(i) for i in cues_kept):
            wider = [
                o
                for o in outer
                if o is not given
                and o.cue.i != given.cue.i
                and o.holds(given.cue.i)
                and o.first <= given.first
            ]
            carriers = tuple(o.speaker for o in wider if o.speaker is not None)
            narrower = [
                o
                for o in outer
                if o is not given
                and given.cue.i != o.cue.i
                and given.holds(o.cue.i)
                and given.first <= o.first
            ]
            if not narrower:
                kept.append(dataclasses.replace(given, outer=(*given.outer, *_distinct(carriers))))
    return kept


def _distinct(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    return tuple({t.i: t for t in tokens}.values())


def _carried(given: Attribution) -> bool:
    """Whether an attribution inside another is one of its own: it has a speaker who is not "we"."""
    return given.speaker is not None and given.speaker.lower_ not in _FIRST_PERSON


def _unmarked(sentence: Sentence, marks: tuple[tuple[int, int], ...]) -> Iterator[Attribution]:
    """A sentence without a cue that stands in a quotation or behind a speaker's label."""
    tokens = [t for t in sentence.tokens() if not t.is_space]
    if not tokens or tokens[-1].text == "?":
        return
    doc = sentence.doc
    stretch = Stretch(sentence, sentence.first, sentence.last, marks)
    label = _LABEL.match(doc.text)
    if label is not None:
        end = next((t.i for t in doc if t.text == ":"), 0)
        first = max(sentence.first, end + 1)
        yield from _spoken(stretch, first, doc[end - 1], doc[max(end - 1, 0)])
        return
    middle = [t for t in tokens if t.text not in ('"', "'", ",", ".")]
    region = next(
        (
            q
            for q in marks
            if middle and q[0] < middle[0].i and middle[-1].i < q[1] + (q[1] == len(doc))
        ),
        None,
    )
    if region is None:
        return
    if not any(t.tag_ in FINITE for t in middle):
        return
    ahead = _later_tail(sentence, region, marks)
    if ahead is not None:
        yield from _spoken(stretch, sentence.first, ahead.speaker, ahead.cue)
    else:
        for a in _spoken(stretch, sentence.first, None, tokens[0]):
            yield dataclasses.replace(a, same=True)


def _spoken(stretch: Stretch, first: int, who: Token | None, cue: Token) -> Iterator[Attribution]:
    span = trim(stretch, first, stretch.last - 1)
    if span[0] > span[1]:
        return
    for a, b in predicates(stretch, *span):
        head = main_word(stretch.doc, a, b)
        yield Attribution(cue, "say", who, a, b, head, way="quotation without a cue")


def _later_tail(
    sentence: Sentence, region: tuple[int, int], marks: tuple[tuple[int, int], ...]
) -> Tail | None:
    """The attribution behind a quotation of several sentences, in the sentence that closes it."""
    doc: Doc = sentence.doc
    if region[1] >= len(doc):
        return None
    last = next((s.end for s in doc.sents if s.start <= region[1] < s.end), len(doc))
    if last <= sentence.last:
        return None
    start = next(s.start for s in doc.sents if s.start <= region[1] < s.end)
    stretch = Stretch(sentence, start, last, marks)
    verbs = [
        t
        for t in stretch.tokens()
        if t.i > region[1] and (t in cue_verbs(stretch) or beside_quotation(stretch, t))
    ]
    return next(iter(tails(stretch, verbs)), None)
