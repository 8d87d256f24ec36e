"""Places that a content names, each with its position or with the reason why there is none."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from tidewaiter.model.claims import Place
from tidewaiter.names.countries import country
from tidewaiter.press.extract.gazetteer import Candidate, lookup, words
from tidewaiter.press.parse import Sentence

_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W\d_]+\.?(?=\s[A-Z])|[^\W\d_]+(?:['’-][^\W\d_]+)*")
_LONGEST = 7  # words of a name
_ACTORS = frozenset(["nsubj", "agent", "poss", "compound", "dobj", "dative", "appos", "conj"])

_LINKS = frozenset([",", "/", "–", "-", "and", "or", "to", "’s", "'s"])
_WATERS = frozenset(["sea", "strait", "canal"])
_HARBOURS = ("port", "harbour", "harbor", "anchorage", "roads", "terminal")
_AREA_KM = 150.0  # a province about its town

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    start: int
    end: int

    @property
    def lower(self) -> str:
        return self.text.lower().rstrip(".")

    @property
    def capital(self) -> bool:
        return any(part[:1].isupper() for part in self.text.split("-"))


@dataclass(frozen=True, slots=True)
class _Named:
    """A name of the gazetteer: its words ``first`` to ``last`` (exclusive) and what it may mean."""

    first: int
    last: int
    start: int
    end: int
    found: tuple[Candidate, ...]


def places(
    content: str,
    *,
    offset: int = 0,
    sentence: str = "",
    entities: Collection[Span] = (),
    persons: Collection[Span] = (),
) -> tuple[Place, ...]:
    """Return the places that a content names in a context where a place stands.

    A name counts after a preposition of place, after "port of", before a country set off by a
    comma, or where the parse calls it a place. Names of ships, firms and persons that are also
    places do not.

    Args:
        content: The content of a claim.
        offset: Code points before it in the document.
        sentence: The sentence around it; a country named there may tell places of one name apart.
        entities: Spans of the document that the parse calls places.
        persons: Spans of the document that the parse calls persons.

    >>> [(p.id, p.kind) for p in places("It sailed from Rajin to the Sea of Azov")]
    [('KPNJN', 'port'), ('sea:sea-of-azov', 'sea')]
    >>> p, = places("It called at Tripoli"); p.id, p.candidates
    (None, ('city:tripoli', 'LBKYE'))
    """
    text = _Text(content, _words(content))
    kept: list[_Named] = []
    for named in text.names():
        span = (offset + named.start, offset + named.end)
        person = any(a <= span[0] and span[1] <= b for a, b in persons)
        tagged = any(a <= span[0] and span[1] <= b for a, b in entities)
        if text.placed(named, kept, person=person, tagged=tagged):
            kept.append(named)
    return tuple(_place(text, named, offset, sentence or content) for named in kept)


def parsed(sentence: Sentence) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """Return what the parse calls places, and persons, as spans of the document.

    A state that acts ("Oslo urged", "Iran's navy") is no place, so subjects, owners and objects
    are left out of the first.
    """
    where: list[Span] = []
    persons: list[Span] = []
    for entity in sentence.doc.ents:
        span = (sentence.offset + entity.start_char, sentence.offset + entity.end_char)
        if entity.label_ in ("GPE", "LOC", "FAC") and entity.root.dep_ not in _ACTORS:
            where.append(span)
        elif entity.label_ == "PERSON":
            persons.append(span)
    return tuple(where), tuple(persons)


def way(found: Sequence[Place]) -> str:
    """Return the code of how the places of a content were found, that of the most doubtful."""
    if not found:
        return "no place named"
    order = (
        "several places of this name",
        "the words call it a port",
        "the sentence names its country",
    )
    return next(
        (code for code in order if any(p.reason == code for p in found)), "one of this name"
    )


def _words(content: str) -> tuple[_Word, ...]:
    return tuple(_Word(m[0], m.start(), m.end()) for m in _WORD.finditer(content))


@dataclass(frozen=True, slots=True)
class _Text:
    content: str
    words: tuple[_Word, ...]

    def names(self) -> Iterator[_Named]:
        """Yield names of the gazetteer, the longest at each place, left to right."""
        i = 0
        while i < len(self.words):
            named = self._longest(i) if self.words[i].capital else None
            if named is None:
                i += 1
                continue
            yield named
            i = named.last

    def _longest(self, i: int) -> _Named | None:
        end = i + 1
        while end < min(i + _LONGEST, len(self.words)) and self._continues(end):
            end += 1
        for last in range(end, i, -1):
            word = self.words[last - 1]
            water = last - 1 > i and word.lower in words("waters")
            if not word.capital and not water:
                continue
            start, stop = self.words[i].start, word.end
            name = re.sub(r"['’]s?$", "", self.content[start:stop])
            found = lookup(" ".join(name.split()))
            if found:
                return _Named(i, last, start, start + len(name), found)
        return None

    def _continues(self, at: int) -> bool:
        gap = self.content[self.words[at - 1].end : self.words[at].start]
        word = self.words[at]
        return gap.strip(" -.\n\t\u00a0") == "" and (
            word.capital or word.lower in words("particles") | words("waters")
        )

    def placed(
        self, named: _Named, before: Sequence[_Named], *, person: bool, tagged: bool
    ) -> bool:
        """Say whether a name stands where a place stands."""
        if self._part_of_a_name(named) or self._acts(named):
            return False
        if self._country_after(named) or named.found[0].kind in _WATERS:
            return True
        if self._follows(named, before, tagged):
            return not person
        at, word = self._word_before(named)
        if word in words("not_places"):
            return False
        if word == "of":
            noun = self.words[at - 1].lower if at else ""
            return noun in words("nouns") or (tagged and not person)
        if word in words("prepositions"):
            return True
        if word == "for" and at and self.words[at - 1].lower in words("bound"):
            return True
        if word in words("doubtful"):
            return not person and (word in ("to", "from") or tagged)
        return tagged and not person

    def _acts(self, named: _Named) -> bool:
        """Say whether it is a person ("Santos, who") or a state that owns ("Iran's navy")."""
        if re.match(r",\s+who\b", self.content[named.end :]):
            return True
        owns = self.content[named.end : named.end + 2] in ("'s", "’s")
        if not owns or not any(c.kind == "country" for c in named.found):
            return False
        after = self.words[named.last].lower if named.last < len(self.words) else ""
        return after not in words("nouns") | words("between") | words("after")

    def _part_of_a_name(self, named: _Named) -> bool:
        """Say whether another name goes on around it ("Vesna Star", "Paris Kim", "the Anadyr")."""
        if named.last < len(self.words) and self._gap(named.last) == " ":
            after = self.words[named.last]
            if after.capital and after.lower not in words("after"):
                return True
        if named.first == 0 or self._gap(named.first) != " ":
            return False
        before = self.words[named.first - 1]
        if before.lower == "the":
            if self.area(named):
                return False
            wide = _WATERS | {"region", "country"}
            return not any(c.kind in wide for c in named.found)
        starts = named.first == 1 or before.lower in words("prepositions") | words("doubtful")
        return before.capital and not starts and not _state(before.text)

    def harbour(self, named: _Named) -> bool:
        """Say whether the words call it a port: "the port of Djibouti", "Djibouti harbour"."""
        before = [word.lower for word in self.words[max(0, named.first - 2) : named.first]]
        after = self.words[named.last].lower if named.last < len(self.words) else ""
        return before in [[noun, "of"] for noun in _HARBOURS] or after in _HARBOURS

    def area(self, named: _Named) -> bool:
        """Say whether "region", "province" and the like follow."""
        after = self.words[named.last].lower if named.last < len(self.words) else ""
        return after in words("areas") and self._gap(named.last) == " "

    def _gap(self, at: int) -> str:
        return (
            " ".join(self.content[self.words[at - 1].end : self.words[at].start].split("\n"))
            or "-"
        )

    def _follows(self, named: _Named, before: Sequence[_Named], tagged: bool) -> bool:
        """Say whether it continues a list or a pair of places ("Rajin, North Korea")."""
        if not before or before[-1].last > named.first:
            return False
        between = " ".join(self.content[before[-1].end : named.start].split())
        between = between.removesuffix("the").strip()
        return between in _LINKS or (between in (", and", ", or") and tagged)

    def _country_after(self, named: _Named) -> bool:
        """Say whether its country is set off behind it: "Rajin, North Korea", "Jask in Iran"."""
        rest = self.content[named.end : named.end + 60]
        match = re.match(r"(?:,|\s+in)\s+((?:[A-Z][\w.’'-]*\s?){1,4})", rest)
        if match is None or any(c.kind == "country" for c in named.found):
            return False
        return any(c.kind == "country" for c in lookup(match[1].strip(" .,")))

    def _word_before(self, named: _Named) -> tuple[int, str]:
        """Return the word before a name, adjectives and peoples skipped, and where it is."""
        at = named.first - 1
        for _ in range(4):
            if at < 0:
                return -1, ""
            word = self.words[at].lower
            skip = word in words("between") or (
                self.words[at].capital and _state(self.words[at].text)
            )
            if not skip or re.search(r"[.;:!?,()]", self._gap(at + 1)):
                break
            at -= 1
        if at >= 0 and re.search(r"[.;:!?,()]", self._gap(at + 1)):
            return at, ""
        return at, self.words[at].lower if at >= 0 else ""


def _state(word: str) -> bool:
    """Say whether a word names a country or its people, possessive or not."""
    return country(re.sub(r"['’]s?$", "", word)) is not None


def _countries(sentence: str) -> frozenset[str]:
    """Return the codes of the countries and peoples that a sentence names."""
    found: set[str] = set()
    parts = _words(sentence)
    for i, word in enumerate(parts):
        for last in range(min(i + 5, len(parts)), i, -1):
            name = re.sub(r"['’]s?$", "", sentence[word.start : parts[last - 1].end])
            code = country(" ".join(name.split())) if word.capital else None
            if code:
                found.add(code)
                break
    return frozenset(found)


def _place(text: _Text, named: _Named, offset: int, sentence: str) -> Place:
    """Decide which of the places of a name it is, or say that nothing decides."""
    found, reason = named.found, "one of this name"
    shown = text.content[named.start : named.end]
    if len(found) > 1:
        countries = _countries(sentence.replace(shown, " "))
        beside = _beside(text, named) & countries
        fits = tuple(c for c in found if c.country in (beside or countries))
        found, reason = fits or found, "the sentence names its country"
    called = tuple(c for c in found if c.kind == "port")
    if len(found) > 1 and len(called) == 1 and text.harbour(named):
        found, reason = called, "the words call it a port"
    start = offset + named.start
    span = (shown, start, start + len(shown))
    if len(found) == 1:
        c = found[0]
        if text.area(named) and c.precision_km is not None:
            c = replace(c, kind="region", precision_km=max(c.precision_km, _AREA_KM))
        return Place(
            c.name, *span, c.kind, c.id, c.country, c.lat, c.lon, c.precision_km, (), reason
        )
    owners = {c.country for c in found}
    owner = next(iter(owners)) if len(owners) == 1 else None
    ids = tuple(c.id for c in found)
    return Place(
        shown, *span, "unknown", None, owner, None, None, None, ids, "several places of this name"
    )


def _beside(text: _Text, named: _Named) -> frozenset[str]:
    """Return the countries named directly before or after: "Alexandria in Egypt", "Libyan port of"."""
    after = text.content[named.end : named.end + 50]
    match = re.match(r"(?:,|\s+in|\s+on the coast of)\s+(?:the\s+)?(.{0,40})", after, re.DOTALL)
    before = text.content[max(0, named.start - 50) : named.start]
    near = re.search(r"[^,.;:]*$", before)
    return (_countries(match[1]) if match else frozenset()) or _countries(near[0] if near else "")
