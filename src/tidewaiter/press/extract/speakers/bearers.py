"""Who bears a speaker's words to the document (``via``)."""

from __future__ import annotations

from collections.abc import Iterator

from tidewaiter.model.claims import Party
from tidewaiter.press.extract.speakers.around import Around
from tidewaiter.press.extract.speakers.media import is_medium
from tidewaiter.press.extract.speakers.wordlists import clues
from tidewaiter.press.extract.speakers.words import QUOTES

_BEARS = clues("bearers", "bears")
_PRINTS = clues("bearers", "prints")
_SAYS = clues("bearers", "says")
_TELLS = clues("bearers", "tells")
_SPEAKS = clues("bearers", "speaks")
_HEARD = clues("bearers", "heard")
_BY_WORDS = frozenset({"through", "via", "by", "with", "in", "to", "on"})
_REPORTS = clues("bearers", "reports")


def outer_speakers(around: Around) -> Iterator[Party]:
    """Yield who speaks in the cues around this one, nearest first."""
    line = around.here.line
    for token in around.given.outer:
        word = around.here.word_of(token) or 0
        if {w.low for w in line[max(0, word - 3) : word]} & {"citing", "quoting"}:
            continue
        party = around.parties.bearer(token, around.sentence)
        if party is not None:
            yield party


def bearers(around: Around) -> Iterator[Party]:
    """Yield who else bears the words, by the words around the cue."""
    for i, word in enumerate(around.here.line):
        bears = word.low in _BY_WORDS or word.lemma in _TELLS
        n = _bearer(around, i) if bears and around.free(i) else None
        if n is not None:
            yield around.party(n)
    yield from _reporting(around)


def _bearer(around: Around, i: int) -> int | None:
    """Return the phrase behind a word that makes it a bearer."""
    word = around.here.line[i]
    if word.low in ("through", "via"):
        return _through(around, i)
    if word.low == "by":
        return _borne_by(around, i)
    if word.low == "to" and i > 0 and around.here.line[i - 1].low == "according":
        return _according(around, i)
    return _told(around, i)


def printed(around: Around) -> Iterator[Party]:
    """Yield media that the document's own voice names: "was reported by Yonhap"."""
    borne = False
    for i, word in enumerate(around.here.line):
        n = _borne_by(around, i) if word.low == "by" else None
        if n is not None and is_medium(around.here, n):
            borne = True
            yield around.party(n)
        elif word.low == "via" and borne:  # "released by Yonhap via KNS"
            n = around.at(i + 1)
            if n is not None and around.here.line[i + 1].text.isupper():
                yield around.party(n)


def _according(around: Around, i: int) -> int | None:
    """Who says it behind another cue: "undertook to leave, according to Ann Roe"."""
    n = around.at(i + 1)
    if n is None or around.cue == i - 1 or around.here.entities[n] is None:
        return None
    return n


def _told(around: Around, i: int) -> int | None:
    """Find a medium that was told: "in an interview with Radio Morna"."""
    line, n = around.here.line, around.at(i + 1)
    if n is None or not around.free(i + 1) or not is_medium(around.here, n):
        return None
    if line[i].lemma in ("tell", "inform"):
        return n
    near = {low for w in line[max(0, i - 4) : i] for low in (w.low, w.lemma)}
    beside = line[i].low in ("with", "to", "in", "on")
    return n if beside and near & (_HEARD | _SPEAKS) else None


def _through(around: Around, i: int) -> int | None:
    n = around.at(i + 1)
    entity = around.here.entities[n] if n is not None else None
    if n is None or entity is None:
        return None
    able = entity.person or entity.kind == "organisation" or is_medium(around.here, n)
    return n if able else None


def _borne_by(around: Around, i: int) -> int | None:
    """Who is named behind "carried by", "read out by", "as quoted by"."""
    line, n = around.here.line, around.at(i + 1)
    verb = next(
        (
            k
            for k in range(i - 1, max(-1, i - 4), -1)
            if line[k].lemma in _BEARS | _PRINTS and line[k].tag in ("VBN", "VBD", "JJ", "VB")
        ),
        None,
    )
    if n is None or verb is None:
        return None
    as_told = verb > 0 and line[verb - 1].low == "as"
    if line[verb].lemma in _PRINTS and not as_told and not is_medium(around.here, n):
        return None  # "a report published by the institute": its author
    thing = next(
        (
            line[k].lemma
            for k in range(verb - 1, -1, -1)
            if not line[k].mark and line[k].tag not in ("RB", "VBD", "VBZ")
        ),
        "",
    )
    return None if thing in _REPORTS else n


def _reporting(around: Around) -> Iterator[Party]:
    """Yield those with a cue of their own: "…, the paper reported", "X quoted Y as saying"."""
    line, here = around.here.line, around.here
    for n, phrase in enumerate(here.phrases):
        after = phrase.end + 1
        entity = here.entities[n]
        if not around.free(phrase.first) or after >= len(line) or entity is None:
            continue
        quotes = line[after].lemma in ("quote", "cite") and line[after].tag != "VBN"
        quotes = quotes and any(w.low == "as" for w in line[after:])
        own = line[after].first == around.given.cue.i and not quotes
        if own or entity is around.speaker or here.teller(n) is not None:
            continue
        apart = phrase.first > 0 and line[phrase.first - 1].text in (",", *QUOTES)
        says = line[after].lemma in _SAYS and apart and is_medium(here, n)
        if quotes or says:
            yield around.party(n)
