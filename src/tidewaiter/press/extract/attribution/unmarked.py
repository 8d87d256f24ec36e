"""Sentences without a cue that stand in a quotation or behind a speaker's label."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import TYPE_CHECKING

from tidewaiter.press.extract.attribution.cue_verbs import cue_verbs
from tidewaiter.press.extract.attribution.model import Attribution
from tidewaiter.press.extract.attribution.predicates import predicates
from tidewaiter.press.extract.attribution.stretch import FINITE, Stretch, main_word, trim
from tidewaiter.press.extract.attribution.tails import Tail, beside_quotation, tails
from tidewaiter.press.parse import Sentence

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


def introduced(stretch: Stretch) -> Iterator[Attribution]:
    """As in 'The prime minister, on X: "Two tugs are on the way"': a name, a colon, a quotation."""
    colon = next((t.i for t in stretch.tokens() if t.text == ":"), None)
    if colon is None or not stretch.opens(colon + 1) or colon - stretch.first > 14:
        return
    if stretch.finite_between(stretch.first, colon - 1) is not None:
        return
    who = stretch.root(stretch.first)
    if who is None or who.i >= colon:
        return
    first, last = trim(stretch, colon + 1, stretch.last - 1)
    for a, b in predicates(stretch, first, last) if first <= last else []:
        head = main_word(stretch.doc, a, b)
        yield Attribution(who, "say", who, a, b, head, way="quotation without a cue")


def unmarked(sentence: Sentence, marks: tuple[tuple[int, int], ...]) -> Iterator[Attribution]:
    """A sentence without a cue that stands in a quotation or behind a speaker's label."""
    tokens = [t for t in sentence.tokens() if not t.is_space]
    if not tokens or tokens[-1].text == "?":
        return
    doc = sentence.doc
    stretch = Stretch(sentence, sentence.first, sentence.last, marks)
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
    if stretch.doc[span[0]].tag_ == "CC" and span[0] < span[1]:
        span = (span[0] + 1, span[1])
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
