"""Who does what to whom, and where: the participants of an event that the grammar makes plain."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tidewaiter.model.claims import EventType, Role, RoleName
from tidewaiter.press.extract import ontology
from tidewaiter.press.extract.attribution import Attribution
from tidewaiter.press.extract.mentions import Mentions
from tidewaiter.press.extract.parties import Parties
from tidewaiter.press.extract.predicates import Predicate, is_verbal
from tidewaiter.press.extract.reasons import Reasons
from tidewaiter.press.extract.role_names import Namer
from tidewaiter.press.extract.things import joined
from tidewaiter.press.parse import Sentence

if TYPE_CHECKING:
    from spacy.tokens import Token

_CRAFT = frozenset({"ship", "aircraft"})
_WHEN = frozenset({"DATE", "TIME", "PERCENT", "ORDINAL"})
Found = tuple[RoleName, "Token"]


def roles(
    found: Predicate,
    kind: EventType,
    given: Attribution,
    sentence: Sentence,
    parties: Parties,
    mentions: Mentions,
    reasons: Reasons,
) -> tuple[Role, ...]:
    """Return the participants of an event, in the order of the text.

    Args:
        found: The word that the event's type was found by, with its arguments.
        kind: The event's type.
        given: The content and who says it.
        sentence: Where it stands.
        parties: Resolves names.
        mentions: Resolves ships and things.
        reasons: Is told how the roles were found.
    """
    namer = Namer(given, sentence, parties, mentions)
    reader = _Reader(found, kind, given, mentions)
    out: dict[tuple[str, str], Role] = {}
    for name, head in reader.slots():
        for token in joined(head):
            role = namer.role(name, token)
            if role is not None:
                out.setdefault((role.role, role.name), role)
    reasons.say("roles", namer.code() if out else "none plain")
    return tuple(sorted(out.values(), key=lambda role: (role.start or 0, role.end or 0)))


@dataclass(frozen=True, slots=True)
class _Reader:
    """Turns the arguments of one predicate into roles."""

    found: Predicate
    kind: EventType
    given: Attribution
    mentions: Mentions

    def slots(self) -> Iterator[Found]:
        if not is_verbal(self.found.word):
            yield from self._judged()
        for head in self.found.doers:
            yield from self._doer(head)
        for head in self.found.objects:
            yield from self._object(head)
        for head in self.found.receivers:
            yield from self._receiver(head)
        for preposition, head in self.found.phrases:
            if head.ent_type_ not in _WHEN:
                yield from self._phrase(preposition, head)

    def _is(self, head: Token, *names: str) -> bool:
        kinds = self.mentions.classes(head)
        return any(name in kinds for name in names)

    def _judged(self) -> Iterator[Found]:
        """The roles of a content without a verb: the thing judged, asked for or denied."""
        word, act = self.found.word, self.given.act
        if self.kind in ("transfer", "deployment") and not self._is(word, f"={self.kind}"):
            yield "item", word
        elif self.kind == "vessel" and self._is(word, *_CRAFT):
            yield "carrier", word
        elif act in ("praise", "condemn"):
            yield ("agent" if self.kind == "support" else "target"), word
        elif self.kind == "meeting":
            yield "agent", word

    def _doer(self, head: Token) -> Iterator[Found]:
        if self.kind in ("statement",) and head not in (self.given.target,):
            return
        if self._is(head, *_CRAFT) and self.kind in ("transfer", "vessel"):
            yield "carrier", head
        elif self._is(head, "weapon") and self.kind in ("attack", "casualty"):
            return
        elif self.found.lemma in ontology.listed("undergoes"):
            yield ("target" if self.kind == "casualty" else self._moved(head)), head
        elif not self.found.objects and self._moves_itself(head):
            yield self._moved(head), head
        elif self._may_act(head):
            yield "agent", head

    def _moves_itself(self, head: Token) -> bool:
        wanted = {"transfer": ("goods", "money"), "deployment": ("force",)}.get(self.kind, ())
        return self._is(head, *wanted)

    def _moved(self, head: Token) -> RoleName:
        return "item" if self._moves_itself(head) else "agent"

    def _may_act(self, head: Token) -> bool:
        if head.ent_type_ in ("PERSON", "GPE", "ORG", "NORP") or head.pos_ in ("PROPN", "PRON"):
            return True
        if self._is(head, "treaty", "rule", "measure", "speech", "identity") and not self._is(
            head, "person", "people", "body", "force"
        ):
            return False
        return not any(name.startswith("=") for name in self.mentions.classes(head))

    def _object(self, head: Token) -> Iterator[Found]:
        kind = self.kind
        if kind == "transfer":
            yield ("item" if self._is_item(head) else "recipient"), head
        elif kind == "deployment":
            yield "item", head
        elif kind in ("casualty", "attack"):
            if not self._is(head, f"={kind}"):
                yield "target", head
        elif kind == "inspection":
            yield from self._inspected(head)
        elif kind == "sanction":
            if not self._is(head, "measure", "=sanction"):
                yield "target", head
        elif kind == "vessel":
            yield from self._of_ship(head)
        elif kind == "visit" and self._is(head, "place", "state"):
            yield "place", head
        elif kind in ("meeting", "appointment"):
            if self._is(head, "person", "people") or head.ent_type_ in ("PERSON", "ORG", "GPE"):
                yield "agent", head
        elif kind == "support":
            if not self._is(head, "=support"):
                yield "recipient", head
        elif kind == "agreement" and self.found.lemma in ontology.listed("lets"):
            yield "item", head

    def _is_item(self, head: Token) -> bool:
        if self.found.lemma in ontology.listed("to_whom"):
            return self._is(head, "goods", "money", "=transfer")
        return True

    def _inspected(self, head: Token) -> Iterator[Found]:
        if self._is(head, *_CRAFT, "people") or not self._is(head, "goods"):
            if not self._is(head, "=inspection"):
                yield "target", head
        elif self.found.lemma in ("find", "discover", "seize", "recover", "confiscate", "uncover"):
            yield "item", head
        else:
            yield "target", head

    def _of_ship(self, head: Token) -> Iterator[Found]:
        if self._is(head, *_CRAFT):
            yield "carrier", head
        elif self.found.lemma in ("leave", "depart", "exit") and self._is(head, "place", "water"):
            yield "origin", head
        elif self.found.lemma in ("reach", "enter", "cross", "pass", "transit") and self._is(
            head, "place", "water"
        ):
            yield ("destination" if self.found.lemma == "reach" else "place"), head
        for owner in (c for c in head.children if c.dep_ == "poss"):
            if self._is(owner, *_CRAFT):
                yield "carrier", owner

    def _receiver(self, head: Token) -> Iterator[Found]:
        if self.kind in ("transfer", "support", "agreement"):
            yield "recipient", head

    def _phrase(self, preposition: str, head: Token) -> Iterator[Found]:
        name = self._phrase_role(preposition, head)
        if name is not None:
            yield name, head

    def _phrase_role(self, preposition: str, head: Token) -> RoleName | None:
        kind = self.kind
        located = self._is(head, "place", "water", "state")
        if preposition in ("to", "into", "toward", "towards", "onto"):
            return self._whither(head, located)
        if preposition == "from":
            if kind in ("inspection", "agreement") and self._is(head, *_CRAFT):
                return "target"
            moves = kind in ("transfer", "vessel", "deployment", "visit", "inspection")
            return "origin" if moves and not self._is(head, "=transfer", "money") else None
        if preposition in ("on", "upon", "against", "at") and kind in ("sanction", "attack"):
            if kind == "sanction" or not located or self._is(head, *_CRAFT):
                return "target" if preposition != "at" or kind == "attack" else None
        if preposition in ("on", "aboard") and self._is(head, *_CRAFT):
            return "carrier" if kind == "transfer" else None
        if preposition in ("with", "alongside") and kind == "vessel":
            return "carrier" if self._is(head, *_CRAFT) else None
        if preposition == "with":
            if kind == "transfer":
                return "item" if self._is(head, "goods", "money") else None
            return "agent" if kind in ("meeting", "agreement") and self._party(head) else None
        if preposition == "between" and kind in ("meeting", "agreement"):
            return "agent" if self._party(head) else None
        if preposition == "for" and kind in ("transfer", "vessel", "support"):
            if located:
                return "destination" if kind != "support" else "recipient"
            return "recipient" if kind == "support" and self._party(head) else None
        if preposition in ontology.listed("where") and located and kind != "statement":
            return "place" if not self._is(head, *_CRAFT) else None
        return None

    def _party(self, head: Token) -> bool:
        return head.ent_type_ in ("PERSON", "GPE", "ORG", "NORP") or self._is(
            head, "person", "body", "state", "people", "envoy"
        )

    def _whither(self, head: Token, located: bool) -> RoleName | None:
        kind = self.kind
        if kind == "transfer":
            if self.found.lemma in ontology.listed("ships_off"):
                return "destination"
            return "recipient"
        if kind in ("deployment", "vessel") or (kind == "inspection" and located):
            return "destination"
        if kind == "visit":
            return "place"
        return "recipient" if kind == "support" and self._party(head) else None
