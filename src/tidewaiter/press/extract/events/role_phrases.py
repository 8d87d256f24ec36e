"""What role a noun behind a preposition plays: "from Alder", "to the navy", "on two ships"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tidewaiter.model.claims import EventType, RoleName
from tidewaiter.press.extract.events import ontology
from tidewaiter.press.extract.events.mentions import Mentions
from tidewaiter.press.extract.events.predicates import Predicate

if TYPE_CHECKING:
    from spacy.tokens import Token

_CRAFT = frozenset({"ship", "aircraft"})
_TOWARDS = frozenset({"to", "into", "toward", "towards", "onto"})
_MOVING = frozenset({"transfer", "vessel", "deployment", "visit"})
_NOWHERE = frozenset({"statement", "policy", "support"})
_AT = frozenset({"in", "at", "near", "off", "outside", "through"})
_PARTY_ENTITIES = frozenset({"PERSON", "GPE", "ORG", "NORP"})
_PARTY_KINDS = frozenset({"person", "people", "body", "state", "envoy", "force", "company"})


def is_party(head: Token, mentions: Mentions) -> bool:
    """Whether a noun names somebody who can act, give or receive."""
    kinds = mentions.classes(head)
    if kinds & _CRAFT and not kinds & {"person", "people"}:
        return False
    if head.pos_ == "PROPN" and head.ent_type_ not in ("DATE", "TIME", "LOC", "FAC", "MONEY"):
        return True
    return head.ent_type_ in _PARTY_ENTITIES or bool(kinds & _PARTY_KINDS)


def phrase_role(
    preposition: str, head: Token, found: Predicate, kind: EventType, mentions: Mentions
) -> RoleName | None:
    """Return the role of what follows a preposition, None where the words do not make it plain.

    Args:
        preposition: The preposition, lower case.
        head: Head of the noun phrase behind it.
        found: The predicate that it stands with.
        kind: The event's type.
        mentions: Tells ships, goods and places apart.
    """
    kinds = mentions.classes(head)
    craft = bool(kinds & _CRAFT)
    if kinds & {"identity", "register"} and not craft:
        return None
    if preposition in _TOWARDS:
        return _whither(head, found, kind, kinds, mentions)
    if preposition == "from":
        return _whence(found, kind, kinds, craft, mentions)
    if preposition in ("on", "upon", "against", "at", "for") and kind in ("sanction", "attack"):
        located = bool(kinds & {"place", "water"}) and not craft
        if preposition == "for":
            return None
        armed = any(_weapon(mentions.classes(t)) for t in found.objects)
        if kind == "attack" and (not located or (armed and preposition in ("at", "on"))):
            return "target" if armed or not found.objects else None
        if kind == "sanction" and preposition != "at":
            return "target"
    if preposition in ("on", "aboard") and "ship" in kinds:
        return (
            "carrier" if (kind == "transfer" and preposition != "on") or _by_ship(found) else None
        )
    if preposition in ("with", "alongside", "between", "in", "at"):
        role = _beside(preposition, head, kind, kinds, mentions)
        if role is not None:
            return role
    if preposition == "for":
        return _whom_for(head, kind, found, mentions)
    return _where(preposition, head, kind, kinds, craft)


def _weapon(kinds: frozenset[str]) -> bool:
    return "weapon" in kinds and "=attack" not in kinds


def _by_ship(found: Predicate) -> bool:
    return found.lemma in ontology.listed("ships_off") | {"leave", "arrive", "send", "load"}


def _whither(
    head: Token, found: Predicate, kind: EventType, kinds: frozenset[str], mentions: Mentions
) -> RoleName | None:
    party = is_party(head, mentions)
    if kind == "transfer":
        people = (
            head.tag_ == "NNPS"
            or (head.ent_type_ == "NORP" and head.lower_.endswith("s"))
            or (head.pos_ == "NOUN" and bool(kinds & {"person", "people"}))
        )
        off = found.lemma in ontology.listed("ships_off") and not people
        return "destination" if off else "recipient"
    if kind in ("deployment", "vessel"):
        papers = any("identity" in mentions.classes(t) for t in found.objects)
        return None if papers else "destination"
    if kind == "visit":
        return "place"
    if kind == "sanction":
        return "target" if party or kinds & _CRAFT else None
    if kind == "agreement" and found.lemma not in ontology.listed("lets"):
        return None
    return "recipient" if kind in ("support", "agreement") and party else None


def _whence(
    found: Predicate, kind: EventType, kinds: frozenset[str], craft: bool, mentions: Mentions
) -> RoleName | None:
    if kind in ("inspection", "agreement") and craft:
        return "target"
    if kind == "sanction":
        moved = any("=transfer" in mentions.classes(t) for t in found.objects)
        if moved and "state" in kinds:
            return "origin"
        return "target" if not kinds & {"place", "water"} or "state" in kinds else None
    if kind == "support" and "state" in kinds:
        return "agent"
    if kind in _MOVING and not kinds & {"=transfer", "money"}:
        return "origin"
    return None


def _beside(
    preposition: str, head: Token, kind: EventType, kinds: frozenset[str], mentions: Mentions
) -> RoleName | None:
    if kind == "vessel" and preposition in ("with", "alongside"):
        return "carrier" if kinds & _CRAFT else "item" if "goods" in kinds else None
    if kind == "casualty" and preposition == "at":
        return "target" if "people" in kinds else None
    if kind == "transfer" and preposition in ("with", "in"):
        return "item" if kinds & {"goods", "money"} and not kinds & {"place"} else None
    if kind in ("meeting", "agreement") and preposition in ("with", "between"):
        return "agent" if is_party(head, mentions) else None
    return None


def _whom_for(
    head: Token, kind: EventType, found: Predicate, mentions: Mentions
) -> RoleName | None:
    party = is_party(head, mentions)
    if found.lemma in ("bind", "bound", "head", "leave", "depart", "sail", "destine"):
        return "destination" if kind in _MOVING else None
    if found.lemma in ("mean", "intend") and kind == "transfer":
        return "recipient"
    if kind == "support" and party:
        return "recipient"
    return None


def _where(
    preposition: str, head: Token, kind: EventType, kinds: frozenset[str], craft: bool
) -> RoleName | None:
    if preposition not in ontology.listed("where") or craft or kind in _NOWHERE:
        return None
    if (
        head.lemma_.lower() in ("sea", "station", "home", "work", "front", "line")
        and head.pos_ == "NOUN"
    ):
        return None
    if preposition == "through" and kind == "transfer":
        return None
    proper = head.pos_ == "PROPN" and head.ent_type_ not in ("DATE", "TIME", "EVENT")
    proper = proper and (preposition in _AT or head.ent_type_ not in ("PERSON", "ORG"))
    if proper or kinds & {"place", "water", "state"}:
        return "place" if not kinds & {"cable", "=visit", "sea-lane"} else None
    return None
