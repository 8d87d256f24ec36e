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
from tidewaiter.press.extract.role_phrases import is_party, phrase_role
from tidewaiter.press.extract.things import inner, joined
from tidewaiter.press.parse import Sentence

if TYPE_CHECKING:
    from spacy.tokens import Token

_CRAFT = frozenset({"ship", "aircraft"})
_UNSEEN = frozenset({"DATE", "TIME", "PERCENT", "ORDINAL", "CARDINAL", "EVENT"})
_REGISTERS = frozenset(
    {"register", "strike", "delete", "deregister", "cancel", "revoke", "remove"}
)
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
    out: dict[tuple[str, str], Role] = {}
    for name, head in _Reader(found, kind, given, mentions).slots():
        for token in (t for each in joined(head) for t in joined(inner(each))):
            for role in namer.roles(name, token):
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
        verbal = is_verbal(self.found.word)
        if not verbal:
            yield from self._judged()
        for head in self.found.doers:
            if verbal or self.kind not in ("policy", "statement", "inspection"):
                yield from self._doer(head)
        for head in self.found.objects:
            if head.lemma_.lower() not in ontology.listed("idle"):
                yield from self._object(head)
        for head in self.found.receivers:
            if self.kind in ("transfer", "support", "agreement") and self._can_get(head):
                yield "recipient", head
        for preposition, head in self.found.phrases:
            if inner(head).ent_type_ not in _UNSEEN and inner(head).pos_ != "NUM":
                name = phrase_role(preposition, head, self.found, self.kind, self.mentions)
                if name == "target":
                    head = next(self._behind(head), head)
                if name is not None:
                    yield name, head
        yield from self._there()
        yield from self._elsewhere()

    def _is(self, head: Token, *names: str) -> bool:
        renamed = (c for c in head.children if c.dep_ == "appos")
        kinds = self.mentions.classes(head).union(*map(self.mentions.classes, renamed))
        return any(name in kinds for name in names)

    def _judged(self) -> Iterator[Found]:
        """The roles of a content without a verb: the thing judged, asked for or denied."""
        word, act, speaker = self.found.word, self.given.act, self.given.speaker
        happening = self._is(word, f"={self.kind}")
        if self.kind == "support" and speaker is not None and act in ("pledge", "demand"):
            yield ("agent" if act == "pledge" else "recipient"), speaker
        if self.kind in ("transfer", "deployment", "support") and (
            not happening or self._is(word, "sendable")
        ):
            yield "item", word
            if act == "pledge" and self.kind == "transfer" and speaker is not None:
                yield "agent", speaker
        elif self.kind == "vessel" and self._is(word, *_CRAFT):
            yield "carrier", word
        elif self.kind == "meeting" and is_party(word, self.mentions):
            yield "agent", word
        elif happening and any(True for _ in of_phrase(word)):
            name: RoleName = "item" if self.kind in ("transfer", "deployment") else "target"
            yield from ((name, thing) for thing in of_phrase(word))
        elif act in ("praise", "condemn") and not self.found.doers and not self.found.phrases:
            yield "target", word
        for owner in (c for c in word.children if c.dep_ == "poss"):
            if is_party(owner, self.mentions) and act != "deny" and self.kind != "statement":
                yield "agent", owner

    def _doer(self, head: Token) -> Iterator[Found]:
        kind, lemma = self.kind, self.found.lemma
        if kind == "statement" and not (
            self.given.act in ("accuse", "demand") or self.found.passive
        ):
            return
        if kind == "appointment" and self.found.objects and lemma not in _OFFICE_TAKEN:
            if any(not self._office(t) for t in self.found.objects):
                return
        if self._sails(head):
            yield "carrier", head
        elif self._owner(head) is not None and kind == "vessel":
            yield from self._owned(head)
        elif self._is(head, "weapon") and kind in ("attack", "casualty"):
            if self._is(head, "ship"):
                yield "agent", head
        elif kind == "casualty" and lemma == "lose":
            if self._is(head, "force", "people"):
                yield "target", head
        elif kind == "casualty" and lemma in ontology.listed("perishes"):
            yield "target", head
        elif kind == "inspection" and lemma in ("be", "remain", "stay"):
            yield "target", head
        elif self._moves_itself(head):
            yield "item", head
        elif self._may_act(head):
            yield "agent", head

    def _sails(self, head: Token) -> bool:
        if self.kind not in ("transfer", "vessel"):
            return False
        if self.found.lemma in _REGISTERS or self.found.lemma in ontology.listed("watches"):
            return False
        if self._is(head, *_CRAFT):
            return True
        return self.kind == "vessel" and head.lower_ in ("it", "they") and not self.found.passive

    def _moves_itself(self, head: Token) -> bool:
        if self.kind == "deployment":
            sent = any(self._is(t, "force", "sendable") for t in self.found.objects)
            return self._is(head, "force") and not sent
        if self.kind != "transfer" or not self._is(head, "goods", "money"):
            return False
        if is_party(head, self.mentions):
            return False
        return not self.found.objects or self.found.lemma in ontology.listed("undergoes")

    def _may_act(self, head: Token) -> bool:
        if self.kind == "vessel" and self.found.lemma in ontology.listed("watches"):
            return False
        if self.kind == "agreement" and self.given.act == "agree" and head == self.given.speaker:
            return False
        kinds = self.mentions.classes(head)
        if self.kind == "agreement" and head.lower_ == "it" and "treaty" in kinds:
            return False
        if is_party(head, self.mentions) or head.pos_ in ("PRON", "PROPN"):
            return True
        if kinds & ontology.listed("animate"):
            return True
        return not (kinds & ontology.listed("inanimate")) and not any(
            name.startswith("=") for name in kinds
        )

    def _object(self, head: Token) -> Iterator[Found]:
        kind = self.kind
        if kind == "transfer":
            yield from self._transferred(head)
        elif kind == "deployment":
            sent = self._is(head, "force", "sendable")
            if self._is(head, "place", "water") and not sent:
                yield "place", head
            elif sent or not self._is(head, "=deployment"):
                yield "item", head
        elif kind in ("casualty", "attack"):
            yield from self._struck(head)
        elif kind == "inspection":
            yield from self._inspected(head)
        elif kind == "sanction":
            yield from self._sanctioned(head)
        elif kind == "vessel":
            yield from self._of_ship(head)
        elif kind == "visit":
            if not self._is(head, "=visit"):
                goes = self.found.lemma in ("visit", "tour", "enter", "reach", "leave")
                met = not goes and self._is(head, "person", "people", "envoy")
                yield ("agent" if met else "place"), head
        elif kind in ("meeting", "appointment"):
            if is_party(head, self.mentions) and not self._office(head):
                yield "agent", head
        elif kind == "support":
            yield from self._supported(head)
        elif kind == "agreement":
            yield from self._agreed(head)
        elif kind == "policy" and self.found.lemma in ("guard", "protect"):
            yield "item", head

    def _office(self, head: Token) -> bool:
        """Whether a word is an office, not its holder: "was named *minister* of …"."""
        if self.kind != "appointment":
            return False
        holder = head.ent_type_ == "PERSON" or self._is(head, "person", "people", "minister")
        return head.dep_ in ("oprd", "attr") or not (holder or head.pos_ in ("PROPN", "PRON"))

    def _agreed(self, head: Token) -> Iterator[Found]:
        if self.found.lemma in ontology.listed("lets"):
            yield "item", head
        elif head.lemma_.lower() in ("sale", "purchase", "lease", "charter"):
            yield from (("item", thing) for thing in of_phrase(head))

    def _transferred(self, head: Token) -> Iterator[Found]:
        lemma = self.found.lemma
        if lemma in ("leave", "depart") or (lemma in ("reach", "enter") and self.found.doers):
            yield ("origin" if lemma in ("leave", "depart") else "destination"), head
        elif self._is(head, "=transfer") and not self._is(head, "goods", "money"):
            yield from (("item", thing) for thing in owners(head))
        elif lemma in ontology.listed("to_whom") and not self._is(head, "goods", "money"):
            yield "recipient", head
        elif len(self.found.objects) > 1 and is_party(head, self.mentions):
            yield "recipient", head
        else:
            yield "item", head

    def _can_get(self, head: Token) -> bool:
        return is_party(head, self.mentions) or not self._is(head, "place", "water", "goods")

    def _struck(self, head: Token) -> Iterator[Found]:
        if self._is(head, f"={self.kind}"):
            return
        if self.kind == "attack" and self._is(head, "weapon") and self.found.lemma not in _DOWNS:
            if self.found.doers or self.found.phrases:
                yield "item", head
            return
        yield from self._owned(head) if self._owner(head) is not None else (("target", head),)

    def _inspected(self, head: Token) -> Iterator[Found]:
        if self._is(head, "=inspection"):
            yield from (("target", owner) for owner in owners(head))
            return
        found_there = self.found.lemma in ontology.listed("finds")
        yield ("item" if found_there and not self._is(head, *_CRAFT, "people") else "target"), head

    def _sanctioned(self, head: Token) -> Iterator[Found]:
        things = list(of_phrase(head)) or [c for c in owners(head) if c.pos_ != "PRON"]
        if things and (
            head.lemma_.lower() in ontology.listed("facets") or self._is(head, "measure")
        ):
            yield from (("target", thing) for thing in things)
        elif not self._is(head, "measure", "=sanction", "port"):
            yield "target", head

    def _supported(self, head: Token) -> Iterator[Found]:
        if is_party(head, self.mentions):
            yield "recipient", head
        elif not self._is(head, "=support"):
            yield from (("recipient", t) for t in owners(head) if is_party(t, self.mentions))

    def _of_ship(self, head: Token) -> Iterator[Found]:
        lemma = self.found.lemma
        if lemma == "become":
            return
        if self._is(head, *_CRAFT):
            chased = any(self._is(t, *_CRAFT) for t in self.found.doers)
            yield ("target" if chased and lemma in _CHASES else "carrier"), head
        elif self._owner(head) is not None:
            yield from self._owned(head)
        elif lemma in ("leave", "depart", "exit"):
            yield "origin", head
        elif lemma in ("reach", "enter", "cross", "pass", "transit", "approach"):
            if not self._is(head, "cable"):
                yield ("destination" if lemma == "reach" else "place"), head

    def _owner(self, head: Token) -> Token | None:
        """The ship that something belongs to: "the *ship's* anchor", "the anchor of the *tug*"."""
        return next((o for o in owners(head) if self._is(o, *_CRAFT)), None)

    def _owned(self, head: Token) -> Iterator[Found]:
        owner = self._owner(head)
        if owner is not None:
            yield ("carrier" if self.kind == "vessel" else "target"), owner

    def _behind(self, head: Token) -> Iterator[Token]:
        """What a ban or a price is really about: "exports *of chips*"."""
        if head.lemma_.lower() in ontology.listed("facets"):
            yield from of_phrase(head)

    def _elsewhere(self) -> Iterator[Found]:
        """Where a casualty or attack happened, and whom it struck, if the parse lost them."""
        if self.kind not in ("casualty", "attack"):
            return
        doc = self.found.word.doc
        inside = [doc[i] for i in range(self.given.first, self.given.last + 1)]
        if self.kind == "casualty" and not self.found.objects and not self.found.doers:
            hurt = (t for t in inside if t.pos_ == "NOUN" and self._is(t, "people", "force"))
            yield from [("target", t) for t in hurt][:1]
        if not any(p in ontology.listed("where") for p, _ in self.found.phrases):
            places = [t for t in inside if t.dep_ == "pobj" and t.head.lower_ in _WITHIN]
            yield from [("place", t) for t in places if self._is(t, "place", "water")][:1]

    def _there(self) -> Iterator[Found]:
        for child in self.found.word.children:
            if child.lower_ == "there" and child.dep_ == "advmod" and self.kind != "statement":
                yield "place", child


_WITHIN = frozenset({"in", "at", "near", "off"})
_CHASES = frozenset({"shadow", "trail", "tail", "follow", "chase", "escort", "pursue"})
_OFFICE_TAKEN = frozenset({"leave", "take", "assume", "quit", "enter", "join", "resign", "head"})
_DOWNS = frozenset({"shoot", "down", "intercept", "destroy", "repel", "sink", "bring"})


def of_phrase(head: Token) -> Iterator[Token]:
    """Yield what follows a noun's "of"."""
    for child in head.children:
        if child.dep_ == "prep" and child.lower_ == "of":
            yield from (c for c in child.children if c.dep_ == "pobj" and c.ent_type_ not in _UNSEEN)


def owners(head: Token) -> Iterator[Token]:
    """Yield what a noun belongs to: possessives and what follows "of"."""
    yield from (c for c in head.children if c.dep_ == "poss")
    yield from of_phrase(head)
