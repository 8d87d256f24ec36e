"""Who is meant: titles off, full names, and what "it", "Lee" or "the group" stand for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from tidewaiter.model.claims import Party, PartyKind
from tidewaiter.press.extract.attribution import Attribution
from tidewaiter.press.extract.lexicon import capitals, words
from tidewaiter.press.extract.reasons import Reasons
from tidewaiter.press.parse import Sentence

if TYPE_CHECKING:
    from spacy.tokens import Token

_KINDS: dict[str, PartyKind] = {
    "PERSON": "person",
    "ORG": "organisation",
    "GPE": "state",
    "NORP": "state",
}
_HE = frozenset({"he", "she"})
_IT = frozenset({"it", "its"})
_UNNAMED = frozenset(
    {
        "sources",
        "officials",
        "diplomats",
        "source",
        "official",
        "diplomat",
        "pilot",
        "witness",
        "witnesses",
        "residents",
        "analysts",
        "experts",
    }
)
_POSSESSIVE = re.compile(r"['’]s?$")


class Parties:
    """The people and bodies that a document has named so far."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._full: dict[str, str] = {}
        self._person: Party | None = None
        self._body: Party | None = None
        self._nouns: dict[str, Party] = {}

    def see(self, sentence: Sentence) -> None:
        """Take note of the full names of a sentence; what later sentences say changes nothing."""
        for key, name in _full_names([sentence]).items():
            if len(name.split()) > len(self._full.get(key, "").split()):
                self._full[key] = name

    def speaker(self, given: Attribution, sentence: Sentence, reasons: Reasons) -> Party | None:
        """Return who speaks; None in the document's own voice or where nobody is named."""
        return self.of(given.speaker, sentence) if given.speaker is not None else None

    def labelled(self, name: str, start: int, end: int, reasons: Reasons) -> Party:
        """Return whom the label of a turn names: "DIZON" is the Dizon named so far."""
        full = self._full.get(name.split()[-1], name)
        reasons.say("speaker", "label of a turn")
        party = Party(full, self._text[start:end], start, end, "person")
        self._person = party
        return party

    def of(self, head: Token, sentence: Sentence) -> Party | None:
        """Return the party that a noun or pronoun stands for, resolved; None if there is none."""
        tokens = _phrase(head)
        start = sentence.offset + tokens[0].idx
        end = sentence.offset + tokens[-1].idx + len(tokens[-1])
        written = self._text[start:end]
        lower = head.text.lower()
        if lower in _HE:
            return _again(self._person, written, start, end)
        if lower in _IT:
            return _again(self._body, written, start, end)
        if lower in ("they", "them", "we", "i", "you", "who", "which", "that", "this", "there"):
            return (
                _again(self._body or self._person, written, start, end)
                if lower == "they"
                else None
            )
        party = self._named(head, tokens, written, start, end)
        self.note(party, head)
        return party

    def note(self, party: Party, head: Token) -> None:
        """Remember a party for what comes later."""
        if party.kind == "person":
            self._person = party
        elif party.kind != "unnamed":
            self._body = party
        self._nouns[head.lemma_.lower()] = party

    def _named(
        self, head: Token, tokens: list[Token], written: str, start: int, end: int
    ) -> Party:
        inside = {t.i for t in tokens}
        entities = [e for e in head.doc.ents if e.label_ in _KINDS and e.start in inside]
        mine = [e for e in entities if e.start <= head.i < e.end]
        lemma = head.lemma_.lower()
        person = next((e for e in mine if e.label_ == "PERSON"), None)
        if person is None and (lemma in words("titles") or lemma in words("person_nouns")):
            person = next((e for e in entities if e.label_ == "PERSON" and e.start > head.i), None)
        if person is not None:
            name = _POSSESSIVE.sub("", person.text)
            if name.split()[-1].lower() not in words("organisation_nouns"):
                return Party(self._full.get(name.split()[-1], name), written, start, end, "person")
        plain = _POSSESSIVE.sub("", written)
        for capital, state in capitals().items():
            if plain == capital or plain == f"the {capital}":
                return Party(state, written, start, end, "state")
        definite = tokens[0].lower_ in ("the", "this", "that") and len(tokens) <= 3
        if definite and lemma in self._nouns and not mine:
            old = self._nouns[lemma]
            if old.text != written:
                return Party(old.name, written, start, end, old.kind)
        if (
            definite
            and not mine
            and lemma in ("statement", "commentary", "document")
            and self._body
        ):
            return Party(self._body.name, written, start, end, self._body.kind)
        name = re.sub(r"^(?:[Tt]he|[Aa]n?)\s+", "", plain)
        name = re.sub(r"\s*\([^)]*\)$", "", name)
        if mine:
            kind: PartyKind = _KINDS[mine[0].label_]
            return Party(name, written, start, end, kind)
        if lemma in words("person_nouns") or lemma in _UNNAMED or head.lower_ in _UNNAMED:
            return Party(name, written, start, end, "unnamed")
        group = lemma in words("group_nouns") or head.lower_ in words("group_nouns")
        return Party(name, written, start, end, "group" if group else "organisation")


def _again(party: Party | None, written: str, start: int, end: int) -> Party | None:
    return None if party is None else Party(party.name, written, start, end, party.kind)


def _phrase(head: Token) -> list[Token]:
    """The noun phrase of a head, without relative clauses, appositions and what follows a comma."""
    kept = [head]
    for child in head.children:
        if child.dep_ in (
            "relcl",
            "acl",
            "punct",
            "cc",
            "conj",
            "prep",
            "advcl",
            "appos",
            "ccomp",
        ) and (child.dep_ != "prep" or child.text != "of" or child.i < head.i):
            continue
        kept.extend(child.subtree)
    low, high = min(t.i for t in kept), head.i
    for token in sorted(kept, key=lambda t: t.i):
        if token.i == high + 1 and not token.is_punct:
            high = token.i
    if (
        head.ent_type_ == ""
        and high + 1 < len(head.doc)
        and head.doc[high + 1].ent_type_ == "PERSON"
    ) and (head.doc[high + 1].head == head or head.head == head.doc[high + 1]):
        while high + 1 < len(head.doc) and head.doc[high + 1].ent_type_ == "PERSON":
            high += 1
    return [head.doc[i] for i in range(low, high + 1)]


def _full_names(sentences: Sequence[Sentence]) -> dict[str, str]:
    """Last word of a name → the longest name that ends in it; for Korean order, its first word too."""
    full: dict[str, str] = {}
    for name in _people(sentences):
        parts = name.split()
        if len(parts) < 2:
            continue
        for key in (parts[-1], parts[0]):
            if len(parts) > len(full.get(key, "").split()):
                full[key] = name
    return full


def _people(sentences: Sequence[Sentence]) -> Iterator[str]:
    for sentence in sentences:
        for entity in sentence.doc.ents:
            if entity.label_ == "PERSON" and sentence.first <= entity.start < sentence.last:
                yield _POSSESSIVE.sub("", entity.text).strip()
