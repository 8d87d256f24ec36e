"""What is said to have happened: type and roles."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tidewaiter.model.claims import Event, EventType, Role, RoleName
from tidewaiter.press.extract.attribution import Attribution
from tidewaiter.press.extract.lexicon import event_types, light_verbs
from tidewaiter.press.extract.parties import Parties
from tidewaiter.press.extract.reasons import Reasons
from tidewaiter.press.parse import Sentence

if TYPE_CHECKING:
    from spacy.tokens import Token

_ITEM_TYPES = frozenset({"transfer", "deployment"})


def event(given: Attribution, sentence: Sentence, parties: Parties, reasons: Reasons) -> Event:
    """Return the event that a content speaks of, with its roles in the order of the text."""
    kind = event_type(given.head, given.first, given.last)
    found = roles(given.head, kind, parties, sentence, given.target)
    return Event(kind, tuple(dict.fromkeys(found)))


def event_type(head: Token, first: int, last: int) -> EventType:
    """Return the type of event that a content speaks of, by its main word and then the others."""
    at, seen = head, set()
    while at.lemma_.lower() in light_verbs() and at.i not in seen:
        seen.add(at.i)
        below = [
            c
            for c in at.children
            if c.dep_ in ("xcomp", "dobj", "attr", "prep", "acomp") and first <= c.i <= last
        ]
        if not below:
            break
        at = below[0]
    for token in (at, head):
        table = (
            event_types("nouns")
            if token.pos_ in ("NOUN", "ADJ", "PROPN")
            else event_types("verbs")
        )
        if token.lemma_.lower() in table:
            return table[token.lemma_.lower()]
    for i in range(first, last + 1):
        token = head.doc[i]
        if token.pos_ == "NOUN" and token.lemma_.lower() in event_types("nouns"):
            return event_types("nouns")[token.lemma_.lower()]
    return "statement"


def roles(
    head: Token, kind: EventType, parties: Parties, sentence: Sentence, target: Token | None
) -> Iterator[Role]:
    """Yield the participants that the grammar makes plain."""
    if target is not None:
        yield from _role("agent", target, parties, sentence)
    for child in head.children:
        if child.dep_ == "nsubj":
            carrier = kind in ("transfer", "vessel") and child.lemma_.lower() in (
                "ship",
                "vessel",
                "tanker",
                "freighter",
                "plane",
            )
            yield from _role("carrier" if carrier else "agent", child, parties, sentence)
        elif child.dep_ == "nsubjpass":
            yield from _role("item" if kind in _ITEM_TYPES else "target", child, parties, sentence)
        elif child.dep_ == "dobj":
            name: RoleName = (
                "item" if kind in _ITEM_TYPES else "recipient" if kind == "support" else "target"
            )
            if kind == "visit":
                name = "place"
            yield from _role(name, child, parties, sentence)
        elif child.dep_ == "prep":
            yield from _prepositional(child, kind, parties, sentence)
        elif child.dep_ == "dative":
            inner = next((c for c in child.children if c.dep_ == "pobj"), child)
            yield from _role("recipient", inner, parties, sentence)


def _prepositional(
    preposition: Token, kind: EventType, parties: Parties, sentence: Sentence
) -> Iterator[Role]:
    names: dict[str, RoleName] = {
        "from": "origin",
        "in": "place",
        "at": "place",
        "near": "place",
        "off": "place",
    }
    names["to"] = "destination" if kind in ("transfer", "deployment", "vessel") else "recipient"
    names["into"] = "destination"
    thing = next((c for c in preposition.children if c.dep_ == "pobj"), None)
    if (
        thing is not None
        and preposition.lower_ in names
        and thing.ent_type_ not in ("DATE", "TIME", "CARDINAL")
    ):
        yield from _role(names[preposition.lower_], thing, parties, sentence)
    for inner in (c for c in (thing.children if thing is not None else ()) if c.dep_ == "prep"):
        if inner.lower_ in ("from", "to"):
            yield from _prepositional(inner, kind, parties, sentence)


def _role(name: RoleName, token: Token, parties: Parties, sentence: Sentence) -> Iterator[Role]:
    party = parties.of(token, sentence)
    if party is not None and party.name:
        yield Role(name, party.name, party.start, party.end)
