"""Ships and things that a document has named so far, for "it", "the ship" and "they"."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tidewaiter.press.extract.events import ontology, things
from tidewaiter.press.extract.events.vessel_names import flies, vessel_names
from tidewaiter.press.parse import Sentence

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_PLURAL = frozenset({"they", "them", "their", "these", "those", "pair", "both"})
PRONOUNS = frozenset({"it", "its", "this", "one", "which", "largest", "second", "other"}) | _PLURAL
_MAIN = frozenset({"nsubj", "nsubjpass", "dobj", "conj", "ROOT", "appos", "attr"})
_NAMING = frozenset({"NOUN", "PROPN"})
_TIMES = frozenset({"DATE", "TIME"})
_BACK = 400  # code points: two or three sentences


@dataclass(slots=True)  # not frozen: made for each noun, and that takes twice as long
class Mention:
    """A thing named at ``start:end`` of the document; nobody changes it.

    Attributes:
        name: Its proper name, or its noun phrase without article and number.
        start: First code point.
        end: One past the last.
        kinds: Classes of the ontology that it belongs to.
        proper: Whether the name is a ship's or an aircraft's.
        main: Whether it is a subject or object, thus likelier to be meant by "it".
        plural: Whether a plural pronoun fits it.
        named_place: Whether it is the name of a place.
    """

    name: str
    start: int
    end: int
    kinds: frozenset[str]
    proper: bool
    main: bool
    plural: bool
    named_place: bool = False


@dataclass(slots=True)
class Mentions:
    """The things that a document has named so far, in order."""

    _found: list[Mention] = field(default_factory=list)
    _craft: dict[str, str] = field(default_factory=dict)
    _called: dict[str, set[str]] = field(default_factory=dict)
    _words: dict[str, list[tuple[str, int]]] = field(default_factory=dict)
    _seen: set[int] = field(default_factory=set)
    _kinds: dict[Token, frozenset[str]] = field(default_factory=dict)
    _offset: int = 0

    def see(self, sentence: Sentence) -> None:
        """Take note of what a sentence names; a sentence counts once."""
        tokens = sentence.tokens()
        self._offset = sentence.offset
        self._kinds.clear()
        start = sentence.offset + tokens[0].idx
        if start in self._seen:
            return
        self._seen.add(start)
        names = vessel_names(sentence.doc)
        for token in tokens if names else ():
            if token.i in names:
                self._craft_named(sentence.doc, *names[token.i])
        for token in tokens:
            if (
                token.pos_ in _NAMING
                and token.dep_ != "compound"
                and token.ent_type_ not in _TIMES
            ):
                self._found.append(self._mention(token))
        self._kinds.clear()  # those of pronouns hang on what was found

    def _craft_named(self, doc: Doc, first: int, last: int) -> None:
        """Note the name of a ship or an aircraft, and what it was called."""
        words = doc[first : last + 1]
        name = words.text
        if name not in self._craft:
            self._craft[name] = "aircraft" if flies(doc[first]) else "ship"
            for word in words:
                self._words.setdefault(word.text, []).append((name, len(words)))
        before = doc[first - 1].lemma_.lower() if first else ""
        self._called.setdefault(name, set()).add(before)

    def _mention(self, token: Token) -> Mention:
        named = self.craft(token)
        first, last = named or things.extent(token)
        proper = named is not None
        start = self._offset + token.doc[first].idx
        text = token.doc[first : last + 1].text
        plural = token.tag_ in ("NNS", "NNPS") or "conj" in [c.dep_ for c in token.children]
        main = token.dep_ in _MAIN
        kinds = self.classes(token)
        place = token.ent_type_ in ("GPE", "LOC", "FAC") and token.pos_ == "PROPN" and not proper
        place = place and token.dep_ in ("pobj", "dobj", "appos")
        return Mention(text, start, start + len(text), kinds, proper, main, plural, place)

    def craft(self, token: Token) -> tuple[int, int] | None:
        """Return first and last token of the ship or aircraft named at a token."""
        named = vessel_names(token.doc).get(token.i)
        if named is not None:
            return named
        for name, size in self._words.get(token.text, ()):
            for first in range(max(0, token.i - size + 1), token.i + 1):
                if token.doc[first : first + size].text == name:
                    return first, first + size - 1
        return None

    def classes(self, token: Token) -> frozenset[str]:
        """Return the classes of a noun; of a pronoun, those of what it may stand for."""
        kinds = self._kinds.get(token)
        if kinds is None:
            kinds = self._kinds[token] = self._classes(token)
        return kinds

    def _classes(self, token: Token) -> frozenset[str]:
        kinds = things.classes(token)
        named = self.craft(token)
        if named is not None:
            text = token.doc[named[0] : named[1] + 1].text
            kinds = frozenset({self._craft.get(text, "ship"), token.lower_})
        if token.lower_ in PRONOUNS:
            for mention in self.recent(token):
                kinds |= mention.kinds
            if token.lower_ not in _PLURAL:
                kinds -= {"person", "people"}
        return kinds

    def recent(self, token: Token) -> list[Mention]:
        """Return the mentions that a pronoun may stand for, the nearest first."""
        at = self._offset + token.idx
        plural = token.lower_ in _PLURAL
        near = [
            m
            for m in reversed(self._found)
            if m.end <= at and at - m.end < _BACK and m.main and m.plural == plural
        ]
        return near[:3]

    def last(self, kinds: frozenset[str], token: Token, *, proper: bool = False) -> Mention | None:
        """Return the thing of one of some classes that was named last before a word."""
        return next(iter(self.latest(kinds, token, proper=proper)), None)

    def latest(
        self, kinds: frozenset[str], token: Token, *, proper: bool = False, count: int = 1
    ) -> tuple[Mention, ...]:
        """Return the last things of some classes before a word, each name once, nearest first."""
        at = self._offset + token.idx
        found: dict[str, Mention] = {}
        for mention in reversed(self._found):
            if mention.end <= at and mention.kinds & kinds and (mention.proper or not proper):
                found.setdefault(mention.name, mention)
            if len(found) == count:
                break
        return tuple(found.values())

    def again(self, token: Token) -> Mention | None:
        """Return the named ship or aircraft that "the tanker" means.

        The last one that was called a tanker; else the last one that was called nothing else;
        for "the ship" and the like the last one.
        """
        lemma = token.lemma_.lower()
        kinds = frozenset({"ship", "aircraft"}) & things.classes(token)
        found = self.latest(kinds, token, proper=True, count=9)
        if lemma in ontology.listed("any_craft"):
            return next(iter(found), None)
        for mention in found:
            if lemma in self._called.get(mention.name, ()):
                return mention
        plain = ontology.listed("any_craft") | {"the", ""}
        return next((m for m in found if self._called.get(m.name, set()) <= plain), None)

    def place(self, token: Token) -> Mention | None:
        """Return the place that "there" means: the last one that has a name."""
        at = self._offset + token.idx
        for mention in reversed(self._found):
            if mention.end <= at and mention.named_place:
                return mention
        return None
