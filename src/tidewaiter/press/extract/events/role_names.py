"""The name that a participant goes by: resolved, without article and number."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from tidewaiter.model.claims import Role, RoleName
from tidewaiter.press.extract.attribution import Attribution
from tidewaiter.press.extract.events import ontology, things
from tidewaiter.press.extract.events.mentions import PRONOUNS, Mention, Mentions
from tidewaiter.press.extract.speakers.parties import Parties
from tidewaiter.press.parse import Sentence

if TYPE_CHECKING:
    from spacy.tokens import Token

_CRAFT = frozenset({"ship", "aircraft"})
_SPEAKER = frozenset({"i", "we", "me", "us", "my", "our", "ours", "ourselves"})
_PERSONS = frozenset({"he", "she", "him", "her", "they", "them", "it", "his", "its", "their"})
_EMPTY = frozenset({"there", "what", "who", "which", "that", "you", "one", "this", "these", "those", "none", "nobody", "nothing", "anybody", "anyone", "both"})  # fmt: skip
_BEARERS = frozenset(
    {"person", "people", "envoy", "minister", "body", "company", "ship", "aircraft", "agent"}
)
_OF_BODY = frozenset({"pobj", "poss", "compound", "conj"})
_PLACES = frozenset({"place", "origin", "destination"})
_NOTHING: frozenset[str] = frozenset()
_THINGS: dict[str, frozenset[str]] = {
    "carrier": _CRAFT,
    "item": frozenset({"goods", "money", "force", "ship", "sendable"}),
    "target": frozenset({"ship", "aircraft", "people", "force"}),
}


def _two(token: Token) -> bool:
    """Whether a word means the two named last: "both ships", "the pair", "neither tanker"."""
    first = next((c for c in token.lefts if c.dep_ in ("det", "preconj", "predet")), None)
    return token.lower_ in ("pair", "both", "neither") or (
        first is not None and first.lower_ in ("both", "neither")
    )


def _named_beside(token: Token) -> Token | None:
    """The proper noun right behind a noun that belongs to it: "tanker *Tern*", "brother *Tam*"."""
    after = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    if after is None or after.pos_ != "PROPN" or token.tag_ != "NN":
        return None
    if after.ent_type_ in ("GPE", "DATE", "LOC", "NORP"):
        return None
    above = {after.head.i, *(a.i for a in after.ancestors)}
    return after if token.i in above or token.head.i in (after.i, after.head.i) else None


def _end_of_name(token: Token) -> Token:
    """The last word of a run of proper nouns."""
    doc, at = token.doc, token.i
    while at + 1 < len(doc) and (
        doc[at + 1].pos_ == "PROPN" or (doc[at + 1].text == "-" and not doc[at].whitespace_)
    ):
        at += 1
    while doc[at].text == "-":
        at -= 1
    return doc[at]


@dataclass(slots=True)
class Namer:
    """Finds the names of one claim's participants, and notes the weakest way that was used."""

    given: Attribution
    sentence: Sentence
    parties: Parties
    mentions: Mentions
    _codes: set[str] = field(default_factory=set)

    def code(self) -> str:
        """Return how the names were found: the least certain way of all."""
        for code in ("pronoun", "thing named before", "named party", "as written"):
            if code in self._codes:
                return code
        return "as written"

    def roles(self, name: RoleName, token: Token) -> Iterator[Role]:
        """Yield the role that a noun fills, once for each name; nothing where nobody is named."""
        if name == "carrier" and _two(token):
            for mention in self.mentions.latest(_CRAFT, token, proper=True, count=2):
                yield self._mentioned(name, token, mention, "thing named before")
            return
        role = self.role(name, token)
        if role is not None:
            yield from (replace(role, name=one) for one in role.name.split("; "))

    def role(self, name: RoleName, token: Token) -> Role | None:
        """Return the role that a noun fills, None where nobody can be named."""
        lower = token.lower_
        if lower in _SPEAKER:
            return self._party(name, self.given.speaker, "pronoun", token)
        if name == "place" and lower == "there":
            there = self.mentions.place(token)
            return self._mentioned(name, token, there, "pronoun") if there else None
        part = things.inner(token)
        if part.i != token.i:
            return self.role(name, part)
        renamed = self._renamed(token)
        if renamed is not None and renamed.i != token.i:
            return self._run(name, renamed)
        craft = self.mentions.craft(token)
        if craft is not None:
            return self._written(name, token, *craft)
        if name == "carrier" and "identity" in things.classes(token):
            ship = self.mentions.last(_CRAFT, token, proper=True)
            return self._mentioned(name, token, ship, "thing named before") if ship else None
        if token.like_num or token.pos_ in ("NUM", "SYM"):
            counted = self.mentions.last(_THINGS.get(name, _NOTHING), token)
            wanted = counted is not None and name in ("carrier", "target")
            return self._mentioned(name, token, counted, "pronoun") if wanted and counted else None
        if lower in PRONOUNS and name in _THINGS:
            mention = self._antecedent(token, _THINGS[name])
            if mention is not None:
                return self._mentioned(name, token, mention, "pronoun")
            if name in ("carrier", "item"):
                return None
        if lower in _EMPTY:
            return None
        if self._names_again(token):
            mention = self.mentions.again(token)
            if mention is not None:
                return self._mentioned(name, token, mention, "thing named before")
        if lower in _PERSONS:
            return self._party(name, token, "pronoun", token)
        if name in _PLACES:
            return self._place(name, token)
        if token.pos_ == "PROPN" or token.ent_type_ in ("PERSON", "GPE", "ORG", "NORP"):
            return self._party(name, token, "named party", token)
        first, last = things.extent(token)
        return self._written(name, token, first, self._with_of(token, last))

    def _with_of(self, token: Token, last: int) -> int:
        """The end of "a patrol *of the coastguard*": bodies are known by whose they are."""
        if token.lemma_.lower() in ontology.listed("bodies_of"):
            for child in token.children:
                if child.dep_ == "prep" and child.lower_ in ("of", "from"):
                    inside = [t for t in child.subtree if t.dep_ in _OF_BODY]
                    commas = [t.i for t in child.subtree if t.text == ","]
                    stop = min(commas, default=len(token.doc))
                    return max([last, *(t.i for t in inside if t.i < stop)])
        return last

    def _renamed(self, token: Token) -> Token | None:
        """The proper name of a noun: "the tanker *Tern Harbour*", "his brother *Tam*, who …"."""
        if token.pos_ not in ("NOUN", "ADJ"):
            return None
        beside = _named_beside(token)
        if beside is not None:
            return _end_of_name(beside)
        behind = self._behind_comma(token)
        if behind is not None:
            return behind
        for child in token.children:
            if child.dep_ == "appos" and child.i > token.i:
                return child if child.pos_ == "PROPN" else self._renamed(child)
        return None

    def _run(self, name: RoleName, end: Token) -> Role | None:
        """The whole run of proper nouns that ends at a word, or the party's fuller name."""
        craft = self.mentions.craft(end)
        if craft is not None:
            return self._written(name, end, *craft)
        doc, first = end.doc, end.i
        while first > 0 and (doc[first - 1].pos_ == "PROPN" or doc[first - 1].text == "-"):
            first -= 1
        written = self._written(name, end, first, end.i)
        party = self._party(name, end, "named party", end)
        return party if party is not None and written.name in party.name else written

    def _behind_comma(self, token: Token) -> Token | None:
        """The name behind a comma: "the minister of transport, *Ilse Moor*, said"."""
        doc, last = token.doc, token.i
        if not _BEARERS & things.classes(token) or token.tag_ != "NN":
            return None
        for child in token.children:
            if child.dep_ == "prep" and child.lower_ in ("of", "for"):
                last = max(t.i for t in child.subtree)
        for comma in sorted({last, token.i}):
            first = comma + 2
            if first < len(doc) and doc[comma + 1].text == "," and doc[first].pos_ == "PROPN":
                return _end_of_name(doc[first])
        return None

    def _place(self, name: RoleName, token: Token) -> Role:
        """A place as it is written; "the port of Alder" is Alder."""
        at = token
        if token.lemma_.lower() in ontology.listed("seats"):
            for child in token.children:
                if child.dep_ == "prep" and child.lower_ == "of":
                    named = [c for c in child.children if c.pos_ == "PROPN"]
                    at = named[0] if named else at
        first, last = things.extent(at)
        if at.pos_ == "PROPN":
            first = min((t.i for t in at.lefts if t.dep_ in ("compound", "amod")), default=at.i)
        return self._written(name, at, first, last)

    def _antecedent(self, token: Token, kinds: frozenset[str]) -> Mention | None:
        if kinds is _CRAFT:
            near = [m for m in self.mentions.recent(token) if m.kinds & kinds]
            ship = self.mentions.last(kinds, token, proper=True)
            plural = token.lower_ in ("they", "them", "their")
            return near[0] if near and (plural or near[0].proper or ship is None) else ship
        for mention in self.mentions.recent(token):
            if mention.kinds & kinds:
                return mention
        return None

    def _names_again(self, token: Token) -> bool:
        """Whether a noun is "the ship" that was named before."""
        if not _CRAFT & things.classes(token) or token.tag_ == "NNS":
            return False
        if any(c.dep_ == "relcl" for c in token.children):
            return False
        kinds = ("det", "amod", "compound", "nummod", "poss")
        before = [c for c in token.lefts if c.dep_ in kinds]
        return len(before) == 1 and before[0].lower_ in ("the", "this", "that", "its")

    def _mentioned(self, name: RoleName, token: Token, mention: Mention, code: str) -> Role:
        self._codes.add(code)
        start = self.sentence.offset + token.idx
        return Role(name, mention.name, start, start + len(token))

    def _written(self, name: RoleName, token: Token, first: int, last: int) -> Role:
        self._codes.add("as written")
        start = self.sentence.offset + token.doc[first].idx
        size = len(token.doc[first : last + 1].text)
        return Role(name, self.parties.written(start, start + size), start, start + size)

    def _party(self, name: RoleName, who: Token | None, code: str, at: Token) -> Role | None:
        party = self.parties.of(who, self.sentence) if who is not None else None
        if party is None or not party.name or party.name.lower() in _PERSONS | _SPEAKER:
            return None
        self._codes.add(code)
        if who is at:
            return Role(name, party.name, party.start, party.end)
        start = self.sentence.offset + at.idx
        return Role(name, party.name, start, start + len(at))
