"""Through whom words came (``via``) and where the speaker has them from (``cites``)."""

from __future__ import annotations

from collections.abc import Iterator

from tidewaiter.model.claims import Party
from tidewaiter.press.extract.attribution import Attribution
from tidewaiter.press.extract.memory import Entity
from tidewaiter.press.extract.parties import Parties
from tidewaiter.press.extract.phrases import TIMES
from tidewaiter.press.extract.reading import Reading
from tidewaiter.press.extract.reasons import Reasons
from tidewaiter.press.extract.wordlists import bodies, clues, fold
from tidewaiter.press.extract.words import QUOTES
from tidewaiter.press.parse import Sentence

#: What any bearer of words does with them; and what media alone do, for others do it as authors.
_BEARS = clues("bearers", "bears")
_PRINTS = clues("bearers", "prints")
_SAYS = clues("bearers", "says")
_TELLS = clues("bearers", "tells")
_HEARD = clues("bearers", "heard")
_OTHERS_WORDS = clues("bearers", "reports")
_GROUNDS = clues("bearers", "grounds")
_WEAK_MEDIA = clues("bearers", "weak")


def chain(
    given: Attribution, sentence: Sentence, parties: Parties, reasons: Reasons
) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
    """Return ``via``, from the speaker outward, and ``cites``, nearest first.

    Both are looked for outside the content; a channel goes on to the sentence that continues.
    """
    here = parties.reading(given.cue, sentence)
    if given.act == "narrate":
        found = _unique(_Look(given, here, parties, None, sentence).printed(), parties, None)
        if found:
            reasons.say("via", "beside the cue")
        return found, ()
    entity = parties.entity(given.speaker, sentence) if given.speaker is not None else None
    look = _Look(given, here, parties, entity, sentence)
    outer = _unique(look.outer(), parties, entity)
    via = _unique(iter((*outer, *look.via())), parties, entity)
    cites = tuple(dict.fromkeys(look.cites()))
    if via:
        reasons.say("via", "another cue" if outer else "beside the cue")
    elif entity is not None and look.goes_on():
        assert parties.channel is not None
        via = parties.channel[2]
        reasons.say("via", "goes on")
    if via and entity is not None:
        parties.channel = (here.number, entity, via)
    if cites:
        reasons.say("cites", "beside the cue")
    return via, cites


def _unique(found: Iterator[Party], parties: Parties, speaker: Entity | None) -> tuple[Party, ...]:
    out: dict[str, Party] = {}
    for party in found:
        if (speaker is None or party.name != speaker.name) and not _own(party, parties.publisher):
            out.setdefault(party.name, party)
    return tuple(out.values())


def _own(party: Party, publisher: str | None) -> bool:
    """Whether a party is the document's publisher, or what he calls himself."""
    if fold(party.text).startswith(("this ", "our ")):
        return True
    if not publisher:
        return False
    mine, name = set(fold(publisher).split()) - {"the"}, set(fold(party.name).split()) - {"the"}
    return bool(name) and (name <= mine or mine <= name)


class _Look:
    """Looks for channels and grounds around one cue."""

    def __init__(
        self,
        given: Attribution,
        here: Reading,
        parties: Parties,
        speaker: Entity | None,
        sentence: Sentence,
    ) -> None:
        self.given, self.here, self.parties = given, here, parties
        self.speaker, self.sentence = speaker, sentence
        self.cue = here.word_of(given.cue) or 0
        self.left, self.right = self._segment()

    def _segment(self) -> tuple[int, int]:
        """The words between the marks on both sides of a cue inside its content."""
        line, left, right = self.here.line, self.cue, self.cue
        while left > 0 and not line[left - 1].mark:
            left -= 1
        while right + 1 < len(line) and not line[right + 1].mark:
            right += 1
        return left, right

    def free(self, word: int) -> bool:
        """Whether a word belongs to the attribution, not to what is said."""
        if word < 0 or word >= len(self.here.line):
            return False
        inside = self.given.holds(self.here.line[word].first)
        return not inside or (
            self.given.holds(self.given.cue.i) and self.left <= word <= self.right
        )

    def party(self, n: int) -> Party:
        return self.parties.phrase_party(self.here, n)

    def at(self, word: int) -> int | None:
        """Return the phrase that begins at a word."""
        return next((n for n, p in enumerate(self.here.phrases) if p.first == word), None)

    def outer(self) -> Iterator[Party]:
        """Yield who speaks in the cues around this one."""
        for token in self.given.outer:
            word = self.here.word_of(token) or 0
            if {w.low for w in self.here.line[max(0, word - 3) : word]} & {"citing", "quoting"}:
                continue
            party = self.parties.bearer(token, self.sentence)
            if party is not None:
                yield party

    def via(self) -> Iterator[Party]:
        """Yield who else bears the words, by the words around the cue."""
        line = self.here.line
        for i, word in enumerate(line):
            if not self.free(i):
                continue
            n: int | None = None
            if word.low in ("through", "via"):
                n = self._through(i)
            elif word.low == "by":
                n = self._borne_by(i)
            elif word.low == "to" and i > 0 and line[i - 1].low == "according":
                n = self.at(i + 1) if self.cue != i - 1 else None
                n = n if n is not None and self.here.entities[n] is not None else None
            elif word.lemma in _TELLS or word.low in ("with", "in", "to", "on"):
                n = self._told(i)
            if n is not None:
                yield self.party(n)
        yield from self._reporting()

    def printed(self) -> Iterator[Party]:
        """Media that a sentence in the document's own voice names: "was reported by Yonhap"."""
        for i, word in enumerate(self.here.line):
            if word.low == "by" and self.given.holds(word.first):
                n = self._borne_by(i)
                if n is not None and self._media(n):
                    yield self.party(n)

    def _told(self, i: int) -> int | None:
        """Find a medium that was told: "in an interview with Radio Morna"."""
        line = self.here.line
        n = self.at(i + 1)
        if n is None or not self.free(i + 1) or not self._media(n):
            return None
        if line[i].lemma in ("tell", "inform"):
            return n
        if line[i].low in ("with", "to", "in", "on") and i > 0:
            near = {w.lemma for w in line[max(0, i - 4) : i]} | {
                w.low for w in line[max(0, i - 4) : i]
            }
            talk = near & _HEARD or near & {"tell", "write", "say", "speak", "talk"}
            return n if talk else None
        return None

    def _through(self, i: int) -> int | None:
        n = self.at(i + 1)
        if n is None:
            return None
        entity = self.here.entities[n]
        if entity is None or not (
            entity.person or self._media(n) or entity.kind == "organisation"
        ):
            return None
        return n

    def _borne_by(self, i: int) -> int | None:
        line = self.here.line
        n = self.at(i + 1)
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
        if line[verb].lemma in _PRINTS and line[verb - 1].low != "as" and not self._media(n):
            return None
        before = next(
            (
                line[k]
                for k in range(verb - 1, -1, -1)
                if not line[k].mark and line[k].tag not in ("RB", "VBD", "VBZ")
            ),
            None,
        )
        if before is not None and before.lemma in _OTHERS_WORDS:
            return None
        return n

    def _reporting(self) -> Iterator[Party]:
        """Yield media with a cue of their own: "…, the paper reported"."""
        line, here = self.here.line, self.here
        for n, phrase in enumerate(here.phrases):
            after = phrase.end + 1
            if not self.free(phrase.first) or after >= len(line) or here.entities[n] is None:
                continue
            quotes = line[after].lemma in ("quote", "cite") and line[after].tag != "VBN"
            says_as = quotes and any(w.low == "as" for w in line[after:])
            if line[after].first == self.given.cue.i and not says_as:
                continue
            if self._told_there(n):
                continue
            if here.entities[n] is self.speaker:
                continue
            if says_as or (
                line[after].lemma in _SAYS and self._media(n) and self._apart(phrase.first)
            ):
                yield self.party(n)

    def _told_there(self, n: int) -> bool:
        """Whether a phrase is who was told, not who tells."""
        return self.here.teller(n) is not None

    def _apart(self, first: int) -> bool:
        """Whether a clause stands behind a comma, at the end or between two."""
        line = self.here.line
        return first > 0 and (line[first - 1].text == "," or line[first - 1].text in QUOTES)

    def _media(self, n: int) -> bool:
        """Whether a phrase means a medium."""
        phrase, line = self.here.phrases[n], self.here.line
        entity = self.here.entities[n]
        if line[phrase.last].lemma in bodies("hearers"):
            return False
        lows = [line[k].low for k in range(phrase.first, phrase.last + 1)]
        known = set(lows) | (set(entity.words) | entity.nouns if entity else set())
        if entity is not None and entity.kind in ("person", "state"):
            return False
        if known & (bodies("media") - _WEAK_MEDIA) or "news" in known:
            return True
        name = set(entity.words) if entity is not None else set()
        joined = " ".join(entity.words) if entity is not None else ""
        return bool(
            name & bodies("media_names")
            or joined in bodies("outlets")
            or name & bodies("outlets")
            or (entity is not None and entity.acronym in bodies("outlets"))
        ) or ("state" in lows and bool(known & _WEAK_MEDIA))

    def cites(self) -> Iterator[Party]:
        line = self.here.line
        for i, word in enumerate(line):
            if not self.free(i):
                continue
            if word.low in ("citing", "quoting", "cited", "cites", "quoted", "quotes"):
                if word.low not in ("citing", "quoting") and not (
                    i > 0 and line[i - 1].low in ("which", "who", "that")
                ):
                    continue
                if any(w.low == "as" and i < k < i + 12 for k, w in enumerate(line)) and any(
                    w.low in ("saying", "putting") for w in line[i:]
                ):
                    continue
                yield from self._grounds(i + 1)
            elif (
                word.low in _GROUNDS and line[i - 1].low == "the" and line[i - 2].low == "on"
            ) or (
                word.low in ("based", "relying", "drawing")
                and i + 1 < len(line)
                and line[i + 1].low == "on"
            ):
                yield from self._grounds(i + 2)

    def _grounds(self, first: int) -> Iterator[Party]:
        """Yield what is cited from a word on, joined by "and" or commas."""
        line, at = self.here.line, first
        between = line[min(first, self.cue) : max(first, self.cue)]
        if any(w.text == ";" for w in between):
            return
        if self.at(at) is None and at < len(line) and not line[at].mark:
            yield self._loose(at)  # a noun that the tagger took for a verb
        while (n := self.at(at)) is not None:
            end = self._stretch(n)
            yield self._ground(n, end)
            at = end + 1
            if (at + 1 < len(line) and line[at].low in ("and", "or")) or (
                at + 1 < len(line) and line[at].text == "," and self._lists(at + 1)
            ):
                at += 1
            else:
                return

    def _loose(self, first: int) -> Party:
        line, last = self.here.line, first
        while last + 1 < len(line) and not line[last + 1].mark and self.free(last + 1):
            last += 1
        start, stop = self.here.start(first), self.here.end(last)
        return Party(
            self.here.text(first, last), self.parties.written(start, stop), start, stop, "unnamed"
        )

    def _lists(self, at: int) -> bool:
        n = self.at(at)
        if n is None:
            return False
        end = self._stretch(n) + 1
        return end < len(self.here.line) and self.here.line[end].low in ("and", "or")

    def _stretch(self, n: int) -> int:
        """Return the last word of what is cited: "a notebook found on board"."""
        line, end = self.here.line, self.here.phrases[n].end
        while end + 1 < len(line) and self.free(end + 1):
            word = line[end + 1]
            if (
                word.mark
                or word.low in TIMES
                or word.low in ("and", "or", "that", "which", "who", "but", "as", "while")
            ):
                break
            if word.tag in ("VBD", "VBZ", "VBP", "MD") and word.lemma in _SAYS | {"be", "have"}:
                break
            m = self.at(end + 1)
            if m is not None and not (
                line[end].tag in ("IN", "VBN", "TO", "VBG") or line[end].low == "by"
            ):
                break
            end = self.here.phrases[m].end if m is not None else end + 1
        while end > self.here.phrases[n].last and line[end].low in ("on", "in", "at", "of", "by"):
            end -= 1
        return end

    def _ground(self, n: int, end: int) -> Party:
        phrase, here = self.here.phrases[n], self.here
        entity = here.entities[n]
        start, stop = here.start(phrase.first), here.end(end)
        named = entity is not None and (entity.words or here.codes[n] == "described before")
        if entity is not None and named and end == phrase.end:
            return self.parties.phrase_party(here, n)
        article = here.line[phrase.first].low in ("the", "a", "an")
        text = here.text(phrase.first + (article and phrase.first < end), end)
        party = self.parties.phrase_party(here, n)
        return Party(text, self.parties.written(start, stop), start, stop, party.kind)

    def goes_on(self) -> bool:
        """Whether a sentence continues what the one before said through a channel."""
        known = self.parties.channel
        if known is None or known[1] is not self.speaker:
            return False
        if self.here.number - known[0] not in (0, 1):
            return False
        line = self.here.line
        dated = any(w.low in TIMES and self.free(i) for i, w in enumerate(line) if w.capital)
        heard = line[self.cue].lemma in ("tell", "inform")
        return not dated and not heard
