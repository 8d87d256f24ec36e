"""Where a speaker has it from (``cites``): "citing customs records"."""

from __future__ import annotations

from collections.abc import Iterator

from tidewaiter.model.claims import Party
from tidewaiter.press.extract.speakers.around import Around
from tidewaiter.press.extract.speakers.phrases import TIMES
from tidewaiter.press.extract.speakers.wordlists import clues

_GROUNDS = clues("bearers", "grounds")
_RESTS = clues("bearers", "rests")
_SAYS = clues("bearers", "says")
_OPENS = _GROUNDS | _RESTS | {"citing", "quoting", "cited", "cites", "quoted", "quotes"}
_STOPS = frozenset({"and", "or", "that", "which", "who", "but", "as", "while"})


def grounds(around: Around) -> Iterator[Party]:
    """Yield what is cited, nearest first."""
    for i, word in enumerate(around.here.line):
        if word.low in _OPENS and (first := _opens(around, i)) and around.free(i):
            yield from _list(around, first)


def _opens(around: Around, i: int) -> int:
    """Return where what is cited begins, if a word cites; else 0."""
    line = around.here.line
    word, before = line[i], line[i - 1].low if i else ""
    following = line[i + 1].low if i + 1 < len(line) else ""
    if word.low in ("citing", "quoting"):
        return 0 if _as_saying(around, i) else i + 1
    if word.low in ("cited", "cites", "quoted", "quotes") and before in ("which", "who", "that"):
        return 0 if _as_saying(around, i) else i + 1
    if word.low in _GROUNDS and before == "the" and i > 1 and line[i - 2].low == "on":
        return i + 2  # "on the strength of a summary"
    if word.low in _RESTS and following == "on":
        return i + 2
    if word.low in _RESTS and i + 2 < len(line) and line[i + 2].low == "on":
        return i + 3  # "basing herself on"
    return 0


def _as_saying(around: Around, i: int) -> bool:
    """Whether the one who is quoted speaks ("quoting a sailor as saying")."""
    line = around.here.line
    near = {w.low for w in line[i : i + 12]}
    return "as" in near and bool({w.low for w in line[i:]} & {"saying", "putting"})


def _list(around: Around, first: int) -> Iterator[Party]:
    """Yield what is cited from a word on, joined by "and" or commas."""
    line, at = around.here.line, first
    if any(w.text == ";" for w in line[min(first, around.cue) : max(first, around.cue)]):
        return
    if around.at(at) is None and at < len(line) and not line[at].mark:
        yield _loose(around, at)
    while (n := around.at(at)) is not None:
        end = _stretch(around, n)
        yield _ground(around, n, end)
        at = end + 1
        joined = at + 1 < len(line) and (
            line[at].low in ("and", "or") or (line[at].text == "," and _listed(around, at + 1))
        )
        if not joined:
            return
        at += 1


def _loose(around: Around, first: int) -> Party:
    """Take the words up to a mark: a noun that the tagger took for a verb opens them."""
    line, here, last = around.here.line, around.here, first
    while last + 1 < len(line) and not line[last + 1].mark and around.free(last + 1):
        last += 1
    start, stop = here.start(first), here.end(last)
    return Party(
        here.text(first, last), around.parties.written(start, stop), start, stop, "unnamed"
    )


def _listed(around: Around, at: int) -> bool:
    n = around.at(at)
    end = _stretch(around, n) + 1 if n is not None else len(around.here.line)
    return end < len(around.here.line) and around.here.line[end].low in ("and", "or")


def _stretch(around: Around, n: int) -> int:
    """Return the last word of what is cited: "a notebook found on board"."""
    line, phrases = around.here.line, around.here.phrases
    end = phrases[n].end
    while end + 1 < len(line) and around.free(end + 1):
        word = line[end + 1]
        if word.mark or word.low in TIMES or word.low in _STOPS:
            break
        if word.tag in ("VBD", "VBZ", "VBP", "MD") and word.lemma in _SAYS | {"be", "have"}:
            break
        m = around.at(end + 1)
        hangs = line[end].tag in ("IN", "VBN", "TO", "VBG") or line[end].low == "by"
        if m is not None and not hangs:
            break
        end = phrases[m].end if m is not None else end + 1
    while end > phrases[n].last and line[end].low in ("on", "in", "at", "of", "by"):
        end -= 1
    return end


def _ground(around: Around, n: int, end: int) -> Party:
    here = around.here
    phrase, entity = here.phrases[n], here.entities[n]
    party = around.party(n)
    known = entity is not None and (entity.words or here.codes[n] == "described before")
    if known and end == phrase.end:
        return party
    start, stop = here.start(phrase.first), here.end(end)
    article = here.line[phrase.first].low in ("the", "a", "an") and phrase.first < end
    text = here.text(phrase.first + article, end)
    return Party(text, around.parties.written(start, stop), start, stop, party.kind)
