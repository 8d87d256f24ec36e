"""The roles of what acts: an agent, a ship that carries, or goods and men that move."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tidewaiter.model.claims import RoleName
from tidewaiter.press.extract.events import ontology
from tidewaiter.press.extract.events.role_phrases import is_party
from tidewaiter.press.extract.events.scene import CRAFT, Scene, owners

if TYPE_CHECKING:
    from spacy.tokens import Token

Found = tuple[RoleName, "Token"]
_REGISTERS = frozenset(
    {"register", "strike", "delete", "deregister", "cancel", "revoke", "remove"}
)
_OFFICE_TAKEN = frozenset({"leave", "take", "assume", "quit", "enter", "join", "resign", "head"})


def doer_roles(scene: Scene, head: Token) -> Iterator[Found]:
    """Yield the role of what acts, nothing where it cannot act."""
    kind, lemma = scene.kind, scene.found.lemma
    if kind == "statement" and not _speaks(scene, head):
        return
    named = any(not scene.is_office(t) for t in scene.found.objects)
    if kind == "appointment" and lemma not in _OFFICE_TAKEN and named:
        return
    if _sails(scene, head):
        yield "carrier", head
    elif scene.owner(head) is not None and kind == "vessel":
        yield from (("carrier", owner) for owner in owners(head) if scene.shows(owner, *CRAFT))
    elif scene.shows(head, "weapon") and kind in ("attack", "casualty"):
        if scene.shows(head, "ship"):
            yield "agent", head
    elif kind == "casualty" and lemma == "lose":
        if scene.shows(head, "force", "people"):
            yield "target", head
    elif (kind == "casualty" and lemma in ontology.listed("perishes")) or (
        kind == "inspection" and lemma in ("be", "remain", "stay")
    ):
        yield "target", head
    elif _moves_itself(scene, head):
        yield "item", head
    elif _may_act(scene, head):
        yield "agent", head


def _speaks(scene: Scene, head: Token) -> bool:
    """Whether somebody in a statement does more than be: writes, refuses, is accused of it."""
    if scene.given.act in ("accuse", "demand") or scene.found.passive:
        return True
    return scene.found.lemma in ontology.listed("acting") and is_party(head, scene.mentions)


def _sails(scene: Scene, head: Token) -> bool:
    if scene.kind not in ("transfer", "vessel"):
        return False
    if scene.found.lemma in _REGISTERS or scene.found.lemma in ontology.listed("watches"):
        return False
    if scene.shows(head, *CRAFT):
        return True
    return scene.kind == "vessel" and head.lower_ in ("it", "they") and not scene.found.passive


def _moves_itself(scene: Scene, head: Token) -> bool:
    if scene.kind == "deployment":
        sent = any(scene.shows(t, "force", "sendable") for t in scene.found.objects)
        return scene.shows(head, "force") and not sent
    if scene.kind != "transfer" or not scene.shows(head, "goods", "money"):
        return False
    if is_party(head, scene.mentions):
        return False
    return not scene.found.objects or scene.found.lemma in ontology.listed("undergoes")


def _may_act(scene: Scene, head: Token) -> bool:
    if scene.kind == "vessel" and scene.found.lemma in ontology.listed("watches"):
        return False
    if scene.kind == "agreement" and scene.given.act == "agree" and head == scene.given.speaker:
        return False
    kinds = scene.mentions.classes(head)
    if scene.kind == "agreement" and head.lower_ == "it" and "treaty" in kinds:
        return False
    if is_party(head, scene.mentions) or head.pos_ in ("PRON", "PROPN"):
        return True
    if kinds & ontology.listed("animate"):
        return True
    return not (kinds & ontology.listed("inanimate")) and not any(
        name.startswith("=") for name in kinds
    )
