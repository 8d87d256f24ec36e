"""Nouns and adjectives that attribute: "his admission that", "is confident that", "according to"."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from tidewaiter.press.extract.attribution.frame import Frame
from tidewaiter.press.extract.attribution.stretch import FINITE, Stretch
from tidewaiter.press.extract.attribution.subjects import subject
from tidewaiter.press.extract.lexicon import cue_words, cues

if TYPE_CHECKING:
    from spacy.tokens import Token


def noun_frames(stretch: Stretch) -> Iterator[Frame]:
    """Yield the attributions that a noun or an adjective marks."""
    for token in stretch.tokens():
        if token.pos_ not in ("NOUN", "ADJ") or stretch.quoted(token.i):
            continue
        lemma = token.lemma_.lower()
        if token.pos_ == "NOUN" and lemma in cues("nouns"):
            found = _noun(stretch, token)
        elif token.pos_ == "ADJ" and lemma in cues("adjectives"):
            found = _adjective(stretch, token)
        else:
            continue
        if found is not None:
            yield found


def _noun(stretch: Stretch, noun: Token) -> Frame | None:
    act, doc = cues("nouns")[noun.lemma_.lower()], stretch.doc
    verb = _support(stretch, noun)
    speaker = _holder(noun) or (subject(stretch, verb) if verb is not None else None)
    if speaker is None or speaker.i >= stretch.last:
        return None
    at = _that(stretch, noun)
    if at is not None:
        return Frame(
            noun if verb is None else verb,
            act,
            speaker,
            at + 1,
            cue_last=noun.i,
            limit=_before_predicate(noun, at),
            way="noun or adjective",
        )
    after = doc[noun.i + 1] if noun.i + 1 < stretch.last else None
    if verb is not None and after is not None and act in ("expect", "warn", "pledge"):
        if after.lower_ == "in" and noun.lemma_ == "confidence":
            return Frame(
                verb,
                act,
                speaker,
                noun.i,
                clause=False,
                cue_last=noun.i + 1,
                way="noun or adjective",
            )
        if (
            after.lower_ == "to"
            and noun.i + 2 < stretch.last
            and doc[noun.i + 2].tag_ == "VB"
            and act == "pledge"
        ):
            return Frame(verb, act, speaker, noun.i + 2, cue_last=noun.i, way="noun or adjective")
    return None


def _before_predicate(noun: Token, that: int) -> int | None:
    """Where the clause of a subject ends: "his admission that a list existed *came* late"."""
    verb = noun.head
    if noun.dep_ not in ("nsubj", "nsubjpass") or verb.i <= that + 1:
        return None
    helpers = [c.i for c in verb.children if c.dep_ in ("aux", "auxpass", "neg") and c.i > that]
    return min([verb.i, *helpers]) - 1 if verb.lemma_ != "be" else None


def _support(stretch: Stretch, noun: Token) -> Token | None:
    """The verb of "expressed confidence", "gave an assurance", also in a list of nouns."""
    for i in range(noun.i - 1, max(stretch.first - 1, noun.i - 8), -1):
        token = stretch.doc[i]
        if token.lemma_.lower() in cue_words("voice") and token.tag_.startswith("VB"):
            return token
        if token.pos_ in ("VERB", "ADP") or token.text in (",", ";"):
            return None
    return None


def _holder(noun: Token) -> Token | None:
    """Who holds the view: "Seoul's estimate", "the warning of the agency", "a claim by the firm"."""
    own = next((c for c in noun.children if c.dep_ == "poss"), None)
    if own is not None:
        return own
    for child in noun.children:
        if child.lower_ in ("of", "by", "from") and child.i == noun.i + 1:
            return next((c for c in child.children if c.dep_ == "pobj"), None)
    return None


def _that(stretch: Stretch, noun: Token) -> int | None:
    """The "that" of the noun's clause: right behind it, behind "of X", or behind "is"."""
    doc, i = stretch.doc, noun.i + 1
    limit = min(stretch.last - 1, noun.i + 12)
    while i < limit:
        token = doc[i]
        if token.lower_ == "that" and token.tag_ in ("IN", "WDT", "DT"):
            behind = stretch.finite_between(i + 1, stretch.last)
            plain = behind is not None and behind.i != i + 1
            return i if plain else None
        if token.tag_ in FINITE and token.lemma_ != "be":
            return None
        if token.text in (".", ";") or token.tag_ in ("WRB", "WP"):
            return None
        i += 1
    return None


def _adjective(stretch: Stretch, adjective: Token) -> Frame | None:
    after = stretch.doc[adjective.i + 1] if adjective.i + 1 < stretch.last else None
    verb = adjective.head
    if (
        after is None
        or after.lower_ != "that"
        or verb.lemma_ not in ("be", "remain", "feel", "seem")
    ):
        return None
    speaker = subject(stretch, verb)
    if speaker is None or speaker.lower_ in ("it", "that", "this"):
        return None
    return Frame(
        verb,
        cues("adjectives")[adjective.lemma_.lower()],
        speaker,
        adjective.i + 2,
        cue_last=adjective.i,
    )


def phrases(stretch: Stretch) -> Iterator[tuple[int, int, Token]]:
    """Yield ``(first, last, speaker)`` of "according to X", "in the words of X", "by its own count"."""
    words = [t.lower_ for t in stretch.tokens()]
    openings = _openings()
    for i, word in enumerate(words, stretch.first):
        if word not in openings or stretch.quoted(i):
            continue
        for opening in openings[word]:
            end = i + len(opening)
            at_start = opening[0] != "as" or i == stretch.first
            if (
                at_start
                and end < stretch.last
                and words[i - stretch.first : end - stretch.first] == opening
            ):
                who = _named(stretch, end)
                if who is not None:
                    yield i, _phrase_end(stretch, end), who
        if word in ("by", "in"):
            yield from _own_count(stretch, i)


@cache
def _openings() -> dict[str, list[list[str]]]:
    """First word → the fixed phrases that open with it."""
    out: dict[str, list[list[str]]] = {"by": [], "in": []}
    for phrase in cues("phrases"):
        out.setdefault(phrase.split()[0], []).append(phrase.split())
    return out


def _own_count(stretch: Stretch, index: int) -> Iterator[tuple[int, int, Token]]:
    """As in "by the firm's own count"."""
    for thing in stretch.doc[index].children:
        if thing.dep_ == "pobj" and thing.lower_ in cue_words("possessive"):
            own = next((c for c in thing.children if c.dep_ == "poss"), None)
            if own is not None:
                yield index, thing.i, own


def _named(stretch: Stretch, start: int) -> Token | None:
    root = stretch.root(start)
    if root is not None:
        return root
    end = stretch.last
    return next(
        (
            stretch.doc[i]
            for i in range(start, end)
            if stretch.doc[i].pos_ in ("NOUN", "PROPN", "PRON")
        ),
        None,
    )


def _phrase_end(stretch: Stretch, start: int) -> int:
    """Last token of the phrase: up to the comma behind who is named and what describes them."""
    doc, i = stretch.doc, start
    while i < stretch.last:
        if doc[i].text in (",", ";") or stretch.opens(i):
            return i - 1
        i += 1
    last = stretch.last - 1
    while last > start and (doc[last].is_punct or doc[last].is_space):
        last -= 1
    return last
