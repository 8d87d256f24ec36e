"""Find the attributions of a sentence: cue, who speaks, and which words are theirs."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tidewaiter.press.extract.attribution.contents import around, before_cue, behind_cue
from tidewaiter.press.extract.attribution.cue_verbs import cue_verbs, is_cue
from tidewaiter.press.extract.attribution.frame import Frame
from tidewaiter.press.extract.attribution.frames import frame
from tidewaiter.press.extract.attribution.model import Attribution
from tidewaiter.press.extract.attribution.nesting import innermost, joined, once
from tidewaiter.press.extract.attribution.nouns import noun_frames, phrases
from tidewaiter.press.extract.attribution.quotes import quotations
from tidewaiter.press.extract.attribution.speculation import speculation
from tidewaiter.press.extract.attribution.stretch import FINITE, Stretch, stretches
from tidewaiter.press.extract.attribution.tails import beside_quotation, tails
from tidewaiter.press.extract.attribution.unmarked import introduced, unmarked
from tidewaiter.press.extract.lexicon import cue_words, cues
from tidewaiter.press.parse import Sentence
from tidewaiter.press.parsed import tokens

if TYPE_CHECKING:
    from spacy.tokens import Token

_LEADS = cue_words("voice") | frozenset(cues("clause"))


def attributions(sentence: Sentence) -> list[Attribution]:
    """Return the attributions of a sentence, in the order of their contents."""
    if sentence.doc[sentence.last - 1].text == "?" or _asks(sentence):
        return []
    marks = spoken_marks(sentence)
    found: list[Attribution] = []
    for stretch in stretches(sentence, marks):
        found.extend(_of_stretch(stretch))
    if not found:
        found.extend(unmarked(sentence, marks))
    return sorted(found, key=lambda a: (a.first, a.last))


def spoken_marks(sentence: Sentence) -> tuple[tuple[int, int], ...]:
    """The quotations of a paragraph, without those that begin with the cue itself.

    'He "expressed the hope that it would last"' is read as if it had no marks.
    """
    doc = tokens(sentence.doc)

    def whole(mark: tuple[int, int]) -> bool:
        i = mark[0] + 1
        while i < len(doc) and doc[i].tag_.startswith("RB"):
            i += 1
        leads = i < len(doc) and doc[i].tag_ in ("VBD", "VBZ") and doc[i].lemma_.lower() in _LEADS
        before = doc[mark[0] - 1] if mark[0] else None
        named = before is not None and before.pos_ in ("NOUN", "PROPN", "PRON")
        told = any(t.tag_ in FINITE and is_cue(t) for t in sentence.tokens() if t.i < mark[0])
        return not (leads and named and not told)

    return tuple(q for q in quotations(sentence.doc) if whole(q))


def _asks(sentence: Sentence) -> bool:
    tail = [t.text for t in sentence.tokens()[-3:]]
    return "?" in tail and tail[-1] in ('"', "'", "?")


def _of_stretch(stretch: Stretch) -> list[Attribution]:
    verbs = cue_verbs(stretch)
    spoken = [
        t
        for t in (stretch.tokens() if stretch.quotes else ())
        if beside_quotation(stretch, t) and not stretch.quoted(t.i)
    ]
    candidates = sorted({t.i: t for t in [*verbs, *spoken]}.values(), key=lambda t: t.i)
    frames = [f for f in (frame(stretch, v) for v in verbs) if f is not None]
    if stretch.sentence.caption:  # what a caption shows is what it states
        frames = [f for f in frames if f.way != "record that shows"]
        candidates = [t for t in candidates if t.lemma_ != "show"]
    frames = [_same_speaker(stretch, f, frames[:k]) for k, f in enumerate(frames)]
    taken = {f.cue.i for f in frames}
    frames += [f for f in noun_frames(stretch) if f.cue.i not in taken]
    taken |= {f.cue.i for f in frames}
    behind = tails(stretch, [v for v in candidates if v.i not in taken])
    marks = [f.cue for f in frames] + [t.cue for t in behind] + _questions(stretch, candidates)
    inner = [a for f in frames for a in behind_cue(stretch, f, marks, behind)]
    inner = innermost(once(inner))
    guesses = [g for g in speculation(stretch) if not any(a.holds(g.cue.i) for a in inner)]
    outer = [a for t in behind for a in before_cue(stretch, t, behind)]
    outer += [
        a for first, last, who in phrases(stretch) for a in around(stretch, first, last, who)
    ]
    found = joined(inner, outer, guesses)
    return found or list(introduced(stretch))


def _same_speaker(stretch: Stretch, given: Frame, earlier: list[Frame]) -> Frame:
    """In "said it was ready and called for talks", who calls is who said, not "it"."""
    i = given.cue.i - 1
    while i > stretch.first and stretch.doc[i].tag_.startswith("RB"):
        i -= 1
    before = earlier[-1] if earlier else None
    if before is None or given.speaker is None or stretch.doc[i].tag_ != "CC":
        return given
    inside = before.start <= given.speaker.i < given.cue.i
    return replace(given, speaker=before.speaker) if inside else given


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
