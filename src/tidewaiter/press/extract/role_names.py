"""The name that a participant goes by: resolved, without article and number."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tidewaiter.model.claims import Role, RoleName
from tidewaiter.press.extract import things
from tidewaiter.press.extract.attribution import Attribution
from tidewaiter.press.extract.mentions import PRONOUNS, Mention, Mentions
from tidewaiter.press.extract.parties import Parties
from tidewaiter.press.parse import Sentence

if TYPE_CHECKING:
    from spacy.tokens import Token

_CRAFT = frozenset({"ship", "aircraft"})
_SPEAKER = frozenset({"i", "we", "me", "us", "my", "our", "ours", "ourselves"})
_PERSONS = frozenset({"he", "she", "him", "her", "they", "them", "it", "his", "its", "their"})
_EMPTY = frozenset({"there", "what", "who", "which", "that", "you", "one", "this", "these", "those", "none", "nobody", "nothing", "anybody", "anyone", "both"})  # fmt: skip
_THINGS: dict[str, frozenset[str]] = {
    "carrier": _CRAFT,
    "item": frozenset({"goods", "money", "force"}),
}


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

    def role(self, name: RoleName, token: Token) -> Role | None:
        """Return the role that a noun fills, None where nobody can be named."""
        lower = token.lower_
        if lower in _SPEAKER:
            return self._party(name, self.given.speaker, "pronoun", token)
        craft = self.mentions.craft(token)
        if craft is not None:
            return self._written(name, token, *craft)
        if lower in PRONOUNS and name in _THINGS:
            mention = self._antecedent(token, _THINGS[name])
            return self._mentioned(name, token, mention, "pronoun") if mention else None
        if lower in _EMPTY:
            return None
        if self._names_again(token):
            mention = self.mentions.last(_CRAFT & self.mentions.classes(token), token, proper=True)
            if mention is not None:
                return self._mentioned(name, token, mention, "thing named before")
        if lower in _PERSONS:
            return self._party(name, token, "pronoun", token)
        if token.pos_ == "PROPN" or token.ent_type_ in ("PERSON", "GPE", "ORG", "NORP"):
            return self._party(name, token, "named party", token)
        return self._written(name, token, *things.extent(token))

    def _antecedent(self, token: Token, kinds: frozenset[str]) -> Mention | None:
        for mention in self.mentions.recent(token):
            if mention.kinds & kinds:
                return mention
        return self.mentions.last(kinds, token) if kinds is _CRAFT else None

    def _names_again(self, token: Token) -> bool:
        """Whether a noun is "the ship" that was named before."""
        if not _CRAFT & things.classes(token) or token.tag_ == "NNS":
            return False
        before = [c for c in token.lefts if c.dep_ in ("det", "amod", "compound", "nummod")]
        return len(before) == 1 and before[0].lower_ in ("the", "this", "that")

    def _mentioned(self, name: RoleName, token: Token, mention: Mention, code: str) -> Role:
        self._codes.add(code)
        start = self.sentence.offset + token.idx
        return Role(name, mention.name, start, start + len(token))

    def _written(self, name: RoleName, token: Token, first: int, last: int) -> Role:
        self._codes.add("as written")
        start = self.sentence.offset + token.doc[first].idx
        text = token.doc[first : last + 1].text
        return Role(name, text, start, start + len(text))

    def _party(self, name: RoleName, who: Token | None, code: str, at: Token) -> Role | None:
        party = self.parties.of(who, self.sentence) if who is not None else None
        if party is None or not party.name:
            return None
        self._codes.add(code)
        if who is at:
            return Role(name, party.name, party.start, party.end)
        start = self.sentence.offset + at.idx
        return Role(name, party.name, start, start + len(at))
