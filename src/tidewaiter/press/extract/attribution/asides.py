"""Events in relative clauses, participles and clauses beside the main statement."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tidewaiter.press.extract.attribution.cue_verbs import is_cue
from tidewaiter.press.extract.attribution.model import Attribution
from tidewaiter.press.extract.attribution.stretch import FINITE, Stretch, trim
from tidewaiter.press.extract.attribution.tells import tells
from tidewaiter.press.extract.attribution.verbs import helping

if TYPE_CHECKING:
    from spacy.tokens import Token

_PREDICATES = frozenset({"VBD", "VBZ", "VBP", "VBN"})


def asides(stretch: Stretch, spoken: list[Attribution]) -> Iterator[Attribution]:
    """Events in relative clauses, participles and clauses beside what somebody says."""
    taken = [(a.first, a.last) for a in spoken]
    cues_seen = {a.cue.i for a in spoken}
    for token in stretch.tokens():
        if token.tag_ not in _PREDICATES or token.i in cues_seen:
            continue
        if any(a <= token.i <= b for a, b in taken) or stretch.quoted(token.i):
            continue
        span = (
            _relative(stretch, token)
            or _participle(stretch, token, not spoken)
            or _beside(stretch, token, spoken)
        )
        if span is None or any(a <= span[1] and span[0] <= b for a, b in taken):
            continue
        first, last = trim(stretch, *span)
        if first <= last:
            taken.append((first, last))
            yield Attribution(token, "narrate", None, first, last, token, way="aside")


def _relative(stretch: Stretch, verb: Token) -> tuple[int, int] | None:
    """As in "Evora, who left office on Monday": the noun phrase and its clause."""
    if verb.tag_ not in ("VBD", "VBN"):
        return None
    helpers = helping(verb)
    start = min([verb.i, *(t.i for t in helpers)])
    pronoun = stretch.doc[start - 1] if start > stretch.first else None
    if (
        pronoun is not None
        and pronoun.lower_ not in ("who", "which")
        and start >= stretch.first + 2
    ):
        pronoun = next((stretch.doc[i] for i in range(start - 1, max(stretch.first, start - 7), -1)
                        if stretch.doc[i].lower_ in ("which", "whom", "whose")), None)  # fmt: skip
        if pronoun is not None and any(
            stretch.doc[i].tag_ in FINITE for i in range(pronoun.i, start)
        ):
            return None
    if pronoun is None or pronoun.i == stretch.first or stretch.doc[pronoun.i - 1].text != ",":
        return None
    end = _clause_stop(stretch, verb.i)
    if not tells(verb, pronoun.i + 1, end) or not _pinned(stretch, pronoun.i, end):
        return None
    return _phrase_start(stretch, pronoun.i - 2), end


def _participle(stretch: Stretch, verb: Token, alone: bool) -> tuple[int, int] | None:
    """As in "Its owner, Vostok Lanes, blacklisted in November,": a dated participle behind its noun.

    Without a comma ("builds on a pact signed last year") only where the sentence tells no more.
    """
    if verb.tag_ != "VBN" or helping(verb) or verb.i <= stretch.first + 1:
        return None
    before = stretch.doc[verb.i - 1]
    if before.text != "," and not (
        alone and verb.dep_ == "acl" and before.pos_ in ("NOUN", "PROPN")
    ):
        return None
    end = _clause_stop(stretch, verb.i)
    if not any(stretch.doc[i].ent_type_ == "DATE" for i in range(verb.i, end + 1)):
        return None
    if before.text != ",":
        start = min(t.i for t in verb.head.lefts) if list(verb.head.lefts) else verb.head.i
        return max(start, stretch.first), end
    return _phrase_start(stretch, verb.i - 2), end


def _beside(stretch: Stretch, verb: Token, spoken: list[Attribution]) -> tuple[int, int] | None:
    """As in "…, days after the ship spent 31 hours above a cable"; another clause with its own subject."""
    if not spoken or is_cue(verb) or verb.tag_ not in ("VBD", "VBZ", "VBP", "VBN"):
        return None
    doc = stretch.doc
    helpers = helping(verb)
    start = min([verb.i, *(t.i for t in helpers)])
    first = next(
        (
            i
            for i in range(start - 1, stretch.first, -1)
            if i in stretch.chunks and stretch.noun_phrase(i) == start
        ),
        None,
    )
    if first is None or first <= stretch.first:
        return None
    before = doc[first - 1]
    joined = before.tag_ == "CC" or before.lower_ in ("while", "after")
    if not joined or (
        before.lower_ == "after"
        and doc[first - 2].lower_ not in ("days", "hours", "weeks", "months", "day", "week")
    ):
        return None
    end = _clause_stop(stretch, verb.i)
    if not tells(verb, first, end):
        return None
    return first, end


def _pinned(stretch: Stretch, first: int, last: int) -> bool:
    """Whether a clause names a time, a number, or an act that is no mere description."""
    inside = stretch.doc[first : last + 1]
    return any(
        t.ent_type_ in ("DATE", "TIME", "CARDINAL", "MONEY", "QUANTITY") for t in inside
    ) or any(t.lower_ in ("previously", "earlier", "recently") for t in inside)


def _clause_stop(stretch: Stretch, index: int) -> int:
    for i in range(index + 1, stretch.last):
        if stretch.doc[i].text in (",", ";", "–", "—") and not stretch.quoted(i):
            return i - 1
    return stretch.last - 1


def _phrase_start(stretch: Stretch, index: int) -> int:
    """Left edge of the noun phrase that ends at a token, with the apposition before it."""
    start = index
    for i in range(index, stretch.first - 1, -1):
        if (
            stretch.doc[i].text in (";", ":", "(")
            or stretch.doc[i].tag_ in FINITE
            or stretch.closes(i)
        ):
            break
        if stretch.doc[i].tag_ == "CC" and stretch.doc[i - 1].text == ",":
            break
        start = i
    if start > stretch.first and stretch.doc[start - 1].tag_ in FINITE:
        while start < index and stretch.doc[start].tag_ in ("TO", "IN", "RB"):
            start += 1
    return start
