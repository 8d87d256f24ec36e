"""Events that a document states in its own voice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from tidewaiter.press.extract.attribution.asides import asides
from tidewaiter.press.extract.attribution.model import Attribution
from tidewaiter.press.extract.attribution.predicates import predicates
from tidewaiter.press.extract.attribution.quotes import quotations
from tidewaiter.press.extract.attribution.stretch import (
    FINITE,
    RELATIVE,
    SUBJECTS,
    Stretch,
    main_word,
    stretches,
    trim,
)
from tidewaiter.press.extract.attribution.tells import tells, went_on
from tidewaiter.press.extract.attribution.verbs import helping
from tidewaiter.press.extract.lexicon import event_types
from tidewaiter.press.parse import Sentence

if TYPE_CHECKING:
    from spacy.tokens import Token

_CREDITS = frozenset(
    {
        "photo",
        "photograph",
        "picture",
        "handout",
        "image",
        "credit",
        "photos",
        "pictures",
        "images",
        "illustration",
        "graphic",
        "video",
        "footage",
    }
)


def narrated(sentence: Sentence, spoken: Sequence[Attribution]) -> list[Attribution]:
    """Return the events of a sentence that nobody in particular is said to have told.

    Args:
        sentence: Where to look.
        spoken: The attributions found in it; what they hold is not taken again.
    """
    if sentence.heading or sentence.doc[sentence.last - 1].text == "?":
        return []
    marks = quotations(sentence.doc)
    found: list[Attribution] = []
    for stretch in stretches(sentence, marks):
        mine = [a for a in spoken if stretch.first <= a.first < stretch.last]
        found.extend(_of_stretch(stretch, mine))
    return found


def _of_stretch(stretch: Stretch, spoken: list[Attribution]) -> Iterator[Attribution]:
    if stretch.sentence.caption and not spoken:
        first, last = trim(stretch, _shown(stretch), _credit(stretch) - 1)
        if last - first >= 2:
            yield _made(stretch, first, last)
        return
    main = list(_main(stretch, spoken))
    aside = list(asides(stretch, [*spoken, *(m for m in main if not _led(stretch, m))]))
    yield from aside
    for given in main:
        within = [a for a in aside if given.first <= a.first and a.last < given.cue.i]
        yield _behind_aside(given) if within else given


def _led(stretch: Stretch, given: Attribution) -> bool:
    """Whether a clause about the subject stands before the main verb: "Roe, who left in May, met"."""
    return any(
        stretch.doc[i].text == "," and stretch.doc[i + 1].lower_ in ("who", "which", "whose")
        for i in range(given.first, given.cue.i - 1)
    )


def _behind_aside(given: Attribution) -> Attribution:
    """The main predicate alone, where its subject and what is told about it are a claim."""
    first = min([given.cue.i, *(t.i for t in helping(given.cue))])
    return replace(given, first=max(first, given.first))


def _credit(stretch: Stretch) -> int:
    """Where a caption's statement ends and the photograph's credit begins."""
    doc = stretch.doc
    for i in range(stretch.first, stretch.last):
        if doc[i].text == "(":
            rest = stretch.sentence.doc[i : stretch.last].text.rstrip(" .")
            if rest.endswith(")") and rest.count("(") == 1:
                return i
        named = doc[i].lower_ in _CREDITS and i + 1 < stretch.last
        if named and doc[i + 1].text in (":", "/", "by"):
            return i
        if doc[i].text == "/" and not any(t.tag_ in FINITE for t in doc[stretch.first : i]):
            return stretch.first
    return stretch.last


def _shown(stretch: Stretch) -> int:
    """Where what a picture shows begins: "This picture, taken on 4 June, shows"."""
    for i in range(stretch.first, stretch.last - 2):
        if stretch.doc[i].lemma_ == "show" and stretch.doc[i].tag_ in FINITE:
            named = {t.lower_ for t in stretch.doc[stretch.first : min(i, stretch.first + 4)]}
            if named & _CREDITS:
                return i + 1
    return stretch.first


def _made(stretch: Stretch, first: int, last: int) -> Attribution:
    head = main_word(stretch.doc, first, last)
    return Attribution(head, "narrate", None, first, last, head, way="caption or report")


def _main(stretch: Stretch, spoken: list[Attribution]) -> Iterator[Attribution]:
    first, last = trim(stretch, stretch.first, stretch.last - 1)
    if first > last:
        return
    if stretch.doc[first].tag_ == "CC" and first < last:
        first += 1
    shared: Token | None = None
    told = False
    for a, b in predicates(stretch, first, last):
        end = _free(stretch, a, b, spoken)
        if end is None:
            continue
        verb = _predicate(stretch, a, end)
        follows = told and a > first
        if verb is None or any(g.cue.i == verb.i for g in spoken):
            continue
        if verb.lemma_ in ("emerge", "transpire") and stretch.doc[a].lower_ == "it":
            that = next((t.i for t in stretch.doc[verb.i : end] if t.lower_ == "that"), None)
            if that is not None:
                yield _made(stretch, that + 1, end)
            continue
        shared = next((c for c in verb.children if c.dep_ in SUBJECTS), None) or shared
        told = tells(verb, a, end, shared) or (follows and went_on(verb))
        if told:
            end = _unadorned(stretch, verb.i, end)
            yield Attribution(verb, "narrate", None, a, end, verb, way="own voice")


def _unadorned(stretch: Stretch, verb: int, last: int) -> int:
    """Leave out a closing participle that names no event and no number: mere comment."""
    doc = stretch.doc
    for i in range(last, verb, -1):
        if doc[i].tag_ == "VBG" and doc[i - 1].text == ",":
            rest = [doc[k] for k in range(i, last + 1)]
            told = doc[i].lemma_.lower() in event_types("verbs") or any(
                t.ent_type_ in ("CARDINAL", "QUANTITY", "MONEY") and t.nbor(-1).lower_ != "the"
                for t in rest
            )
            return last if told else i - 2
    return last


def _free(stretch: Stretch, first: int, last: int, spoken: list[Attribution]) -> int | None:
    """Last token of a predicate before what others say in it; None where they say all of it."""
    for given in sorted(spoken, key=lambda g: min(g.cue.i, g.first)):
        at = min(given.cue.i, given.first)
        if given.last < first or at > last:
            continue
        i = at
        while i > first and stretch.doc[i].text not in (",", ";", "–", "—"):
            i -= 1
        behind = stretch.doc[i + 1] if i < last else None
        if i <= first or behind is None:
            return None
        if behind.tag_ != "VBG" and behind.lower_ not in ("who", "which", "whose"):
            return None
        return i - 1 if stretch.finite_between(first, i - 1) is not None else None
    return last


def _predicate(stretch: Stretch, first: int, last: int) -> Token | None:
    """The main verb of a span: the finite one that stands in no subordinate clause."""
    head = main_word(stretch.doc, first, last)
    if head.tag_ in FINITE or head.pos_ in ("VERB", "AUX"):
        return head
    finite = [t for t in stretch.doc[first : last + 1] if t.tag_ in ("VBD", "VBZ", "VBP")]
    main = [t for t in finite if t.dep_ not in ("relcl", "advcl", "acl")]
    own = main or [t for t in finite if not any(c.lower_ in RELATIVE for c in t.children)]
    if not own:
        return None
    return own[0].head if own[0].dep_ in ("aux", "auxpass") else own[0]
