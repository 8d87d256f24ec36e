"""Attributions within attributions: the innermost speaker has the words, those around carry them."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from tidewaiter.press.extract.attribution.model import FIRST_PERSON, PRONOUNS, Attribution
from tidewaiter.press.extract.lexicon import cues

if TYPE_CHECKING:
    from spacy.tokens import Token


def once(found: list[Attribution]) -> list[Attribution]:
    """Of two attributions of the same words keep the noun's: "notes the statement by X that"."""
    out: dict[tuple[int, int], Attribution] = {}
    for given in found:
        old = out.get((given.first, given.last))
        if old is None or given.cue.pos_ == "NOUN":
            out[given.first, given.last] = given
    return list(out.values())


def innermost(found: list[Attribution]) -> list[Attribution]:
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
            same = speaker is not None and speaker.lower_ in PRONOUNS
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


def joined(
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
    return given.speaker is not None and given.speaker.lower_ not in FIRST_PERSON
