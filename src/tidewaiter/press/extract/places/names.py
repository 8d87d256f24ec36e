"""Names of the gazetteer in a text, and whether they stand where a place stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from tidewaiter.names.countries import country
from tidewaiter.press.extract.places.gazetteer import Candidate, lookup, words

_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W\d_]+\.?(?=\s[A-Z])|[^\W\d_]+(?:['’-][^\W\d_]+)*")
_LONGEST = 7  # words of a name
_LINKS = frozenset([",", "/", "–", "-", "and", "or", "to", "’s", "'s"])
_WATERS = frozenset(["sea", "strait", "canal"])
_HARBOURS = ("port", "harbour", "harbor", "anchorage", "roads", "terminal")


class Word(NamedTuple):
    """A word of a text, with its place there."""

    text: str
    start: int
    end: int

    @property
    def lower(self) -> str:
        """The word in lower case, without the full stop of an abbreviation."""
        return self.text.lower().rstrip(".")

    @property
    def capital(self) -> bool:
        """Whether it, or a part after a hyphen, begins with a capital ("el-Mandeb")."""
        text = self.text
        joined = "-" in text and any(part[:1].isupper() for part in text.split("-"))
        return text[:1].isupper() or joined

    @property
    def adjective(self) -> bool:
        """Whether it is joined to a participle: "Russian-occupied", "Houthi-held"."""
        last = self.text.rsplit("-", 1)[-1]
        return "-" in self.text and last.islower() and last.endswith(("ed", "held", "run"))


def words_of(content: str) -> tuple[Word, ...]:
    """Return the words of a text; figures are none."""
    return tuple(Word(m[0], m.start(), m.end()) for m in _WORD.finditer(content))


@dataclass(frozen=True, slots=True)
class Named:
    """A name of the gazetteer: its words ``first`` to ``last`` (exclusive) and what it may mean."""

    first: int
    last: int
    start: int
    end: int
    found: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class Text:
    """A text and its words."""

    content: str
    words: tuple[Word, ...]

    def names(self) -> Iterator[Named]:
        """Yield names of the gazetteer, the longest at each place, left to right."""
        i = 0
        while i < len(self.words):
            named = self._longest(i) if self.words[i].capital else None
            if named is None:
                i += 1
                continue
            yield named
            i = named.last

    def _longest(self, i: int) -> Named | None:
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
                return Named(i, last, start, start + len(name), found)
        return None

    def _continues(self, at: int) -> bool:
        gap = self.content[self.words[at - 1].end : self.words[at].start]
        word = self.words[at]
        return gap.strip(" -.\n\t\u00a0") == "" and (
            word.capital or word.lower in words("particles") | words("waters")
        )

    def placed(self, named: Named, before: Sequence[Named], *, person: bool, tagged: bool) -> bool:
        """Say whether a name stands where a place stands."""
        if self._part_of_a_name(named) or self._acts(named):
            return False
        if self._country_after(named) or self._country_before(named) or self._is_water(named):
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
        if word == "on":
            island = any(c.kind == "region" or "Island" in c.name for c in named.found)
            return island and not person
        if word == "for" and at and self.words[at - 1].lower in words("bound"):
            return True
        if word in words("doubtful"):
            return not person and (word in ("to", "from") or tagged)
        return tagged and not person

    def _is_water(self, named: Named) -> bool:
        """Say whether it can only be a water: "Black Sea ports", but not "the Baltic states"."""
        alone = named.last - named.first == 1 and named.found[0].kind == "sea"
        return named.found[0].kind in _WATERS and not alone

    def _country_before(self, named: Named) -> bool:
        """Say whether a country owns it: "Syria's Latakia"."""
        before = self.content[max(0, named.start - 40) : named.start]
        match = re.search(r"((?:[A-Z][\w.]*\s)?[A-Z][\w.]*)['’]s?\s+$", before)
        if match is None or any(c.kind == "country" for c in named.found):
            return False
        return any(is_state(name) for name in (match[1], match[1].split()[-1]))

    def _acts(self, named: Named) -> bool:
        """Say whether it is a person ("Santos, who") or a state that owns ("Iran's navy")."""
        if re.match(r",\s+who\b", self.content[named.end :]):
            return True
        body = named.last < len(self.words) and self.words[named.last].lower in words("bodies")
        if body and self._gap(named.last) == " ":
            return True
        owns = self.content[named.end : named.end + 2] in ("'s", "’s")
        if not owns or not any(c.kind == "country" for c in named.found):
            return False
        after = self.words[named.last].lower if named.last < len(self.words) else ""
        return after not in words("nouns") | words("between") | words("after")

    def _part_of_a_name(self, named: Named) -> bool:
        """Say whether another name goes on around it ("Vesna Star", "Paris Kim", "the Anadyr")."""
        if named.last < len(self.words) and self._gap(named.last) == " ":
            after = self.words[named.last]
            if after.capital and after.lower not in words("after") | words("days"):
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
        owner = before.text.endswith(("'s", "’s")) or before.adjective
        return before.capital and not starts and not owner and not is_state(before.text)

    def harbour(self, named: Named) -> bool:
        """Say whether the words call it a port: "the port of Djibouti", "Djibouti harbour"."""
        before = [word.lower for word in self.words[max(0, named.first - 2) : named.first]]
        after = self.words[named.last].lower if named.last < len(self.words) else ""
        return before in [[noun, "of"] for noun in _HARBOURS] or after in _HARBOURS

    def area(self, named: Named) -> bool:
        """Say whether "region", "province" and the like follow."""
        after = self.words[named.last].lower if named.last < len(self.words) else ""
        return after in words("areas") and self._gap(named.last) == " "

    def _gap(self, at: int) -> str:
        gap = self.content[self.words[at - 1].end : self.words[at].start]
        return re.sub(r"\s+", " ", gap) or "-"

    def _follows(self, named: Named, before: Sequence[Named], tagged: bool) -> bool:
        """Say whether it continues a list or a pair of places ("Rajin, North Korea")."""
        if not before or before[-1].last > named.first:
            return False
        between = " ".join(self.content[before[-1].end : named.start].split())
        between = between.removesuffix("the").strip()
        return between in _LINKS or (between in (", and", ", or") and tagged)

    def _country_after(self, named: Named) -> bool:
        """Say whether its country is set off behind it: "Rajin, North Korea", "Jask in Iran"."""
        rest = self.content[named.end : named.end + 60]
        match = re.match(r"(?:,|\s+in)\s+((?:[A-Z][\w.’'-]*\s?){1,4})", rest)
        if match is None or any(c.kind == "country" for c in named.found):
            return False
        return any(c.kind == "country" for c in lookup(match[1].strip(" .,")))

    def _word_before(self, named: Named) -> tuple[int, str]:
        """Return the word before a name, adjectives and peoples skipped, and where it is."""
        at = named.first - 1
        for _ in range(4):
            if at < 0:
                return -1, ""
            word = self.words[at].lower
            capital = self.words[at].capital
            owner = word.endswith(("'s", "’s")) or self.words[at].adjective
            skip = word in words("between") or (capital and (owner or is_state(word)))
            if not skip or re.search(r"[.;:!?,()]", self._gap(at + 1)):
                break
            at -= 1
        if at >= 0 and re.search(r"[.;:!?,()]", self._gap(at + 1)):
            return at, ""
        return at, self.words[at].lower if at >= 0 else ""


def is_state(word: str) -> bool:
    """Say whether a word names a country or its people, possessive or not."""
    return country(re.sub(r"['’]s?$", "", word).title()) is not None or word == "US"
