"""The arguments of one event, as roles look at them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tidewaiter.model.claims import EventType
from tidewaiter.press.extract.attribution import Attribution
from tidewaiter.press.extract.events.mentions import Mentions
from tidewaiter.press.extract.events.predicates import Predicate

if TYPE_CHECKING:
    from spacy.tokens import Token

CRAFT = ("ship", "aircraft")
NO_THING = frozenset({"DATE", "TIME", "PERCENT", "ORDINAL", "CARDINAL", "EVENT"})


@dataclass(frozen=True, slots=True)
class Scene:
    """An event's type, the word that tells it with its arguments, and what was named before."""

    found: Predicate
    kind: EventType
    given: Attribution
    mentions: Mentions

    def shows(self, head: Token, *names: str) -> bool:
        """Whether a noun, or one in apposition to it, is of one of some classes."""
        renamed = (c for c in head.children if c.dep_ == "appos")
        kinds = self.mentions.classes(head).union(*map(self.mentions.classes, renamed))
        return any(name in kinds for name in names)

    def owner(self, head: Token) -> Token | None:
        """The ship that something belongs to: "the *ship's* anchor", "the anchor of the *tug*"."""
        return next((o for o in owners(head) if self.shows(o, *CRAFT)), None)

    def is_office(self, head: Token) -> bool:
        """Whether a word is an office, not its holder: "was named *minister* of …"."""
        holder = head.ent_type_ == "PERSON" or self.shows(head, "person", "people", "minister")
        return head.dep_ in ("oprd", "attr") or not (holder or head.pos_ in ("PROPN", "PRON"))


def of_phrase(head: Token) -> Iterator[Token]:
    """Yield what follows a noun's "of"."""
    for child in head.children:
        if child.dep_ == "prep" and child.lower_ == "of":
            yield from (
                c for c in child.children if c.dep_ == "pobj" and c.ent_type_ not in NO_THING
            )


def owners(head: Token) -> Iterator[Token]:
    """Yield what a noun belongs to: possessives and what follows "of"."""
    yield from (c for c in head.children if c.dep_ == "poss")
    yield from of_phrase(head)
