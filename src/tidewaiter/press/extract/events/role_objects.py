"""The roles of what something is done to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tidewaiter.model.claims import RoleName
from tidewaiter.press.extract.events import ontology
from tidewaiter.press.extract.events.role_phrases import is_party
from tidewaiter.press.extract.events.scene import CRAFT, Scene, of_phrase, owners

if TYPE_CHECKING:
    from spacy.tokens import Token

Found = tuple[RoleName, "Token"]
_CHASES = frozenset({"shadow", "trail", "tail", "follow", "chase", "escort", "pursue"})
_LEAVES = frozenset({"leave", "depart", "exit", "quit"})
_PASSES = frozenset({"reach", "enter", "cross", "pass", "transit", "approach"})
_DOWNS = frozenset({"shoot", "down", "intercept", "destroy", "repel", "sink", "bring"})


def object_roles(scene: Scene, head: Token) -> Iterator[Found]:
    """Yield the roles of what it is done to, and of whose it is."""
    kind = scene.kind
    if kind == "transfer":
        yield from _transferred(scene, head)
    elif kind == "deployment":
        sent = scene.shows(head, "force", "sendable")
        if scene.found.lemma in _LEAVES and head.pos_ == "PROPN":
            yield "origin", head
        elif scene.shows(head, "place", "water") and not sent:
            yield ("origin" if scene.found.lemma in _LEAVES else "place"), head
        elif sent or not scene.shows(head, "=deployment"):
            yield "item", head
    elif kind in ("casualty", "attack"):
        yield from _struck(scene, head)
    elif kind == "inspection":
        yield from _inspected(scene, head)
    elif kind == "sanction":
        yield from _sanctioned(scene, head)
    elif kind == "vessel":
        yield from _of_ship(scene, head)
    elif kind == "visit":
        if not scene.shows(head, "=visit"):
            goes = scene.found.lemma in ("visit", "tour", "enter", "reach", "leave")
            met = not goes and scene.shows(head, "person", "people", "envoy")
            yield ("agent" if met else "place"), head
    elif kind in ("meeting", "appointment"):
        if is_party(head, scene.mentions) and not scene.is_office(head):
            yield "agent", head
    elif kind == "support":
        yield from _supported(scene, head)
    elif kind == "agreement":
        yield from _agreed(scene, head)
    elif kind == "policy" and scene.found.lemma in ("guard", "protect"):
        yield "item", head


def _agreed(scene: Scene, head: Token) -> Iterator[Found]:
    if scene.found.lemma in ontology.listed("lets"):
        yield "item", head
    elif head.lemma_.lower() in ("sale", "purchase", "lease", "charter"):
        yield from (("item", thing) for thing in of_phrase(head))


def _transferred(scene: Scene, head: Token) -> Iterator[Found]:
    lemma = scene.found.lemma
    if lemma in ("leave", "depart") or (lemma in ("reach", "enter") and scene.found.doers):
        yield ("origin" if lemma in ("leave", "depart") else "destination"), head
    elif scene.shows(head, "=transfer") and not scene.shows(head, "goods", "money"):
        yield from (("item", thing) for thing in owners(head))
    elif (lemma in ontology.listed("to_whom") and not scene.shows(head, "goods", "money")) or (
        len(scene.found.objects) > 1 and is_party(head, scene.mentions)
    ):
        yield "recipient", head
    else:
        yield "item", head


def _struck(scene: Scene, head: Token) -> Iterator[Found]:
    if scene.shows(head, f"={scene.kind}"):
        return
    if scene.kind == "attack" and scene.shows(head, "weapon") and scene.found.lemma not in _DOWNS:
        if scene.found.doers or scene.found.phrases:
            yield "item", head
        return
    yield from _owned(scene, head) if scene.owner(head) is not None else (("target", head),)


def _inspected(scene: Scene, head: Token) -> Iterator[Found]:
    if scene.shows(head, "=inspection"):
        yield from (("target", owner) for owner in owners(head))
        return
    found_there = scene.found.lemma in ontology.listed("finds")
    yield ("item" if found_there and not scene.shows(head, *CRAFT, "people") else "target"), head


def _sanctioned(scene: Scene, head: Token) -> Iterator[Found]:
    things = list(of_phrase(head)) or [c for c in owners(head) if c.pos_ != "PRON"]
    if things and (
        head.lemma_.lower() in ontology.listed("facets") or scene.shows(head, "measure")
    ):
        yield from (("target", thing) for thing in things)
    elif not scene.shows(head, "measure", "=sanction", "port"):
        yield "target", head


def _supported(scene: Scene, head: Token) -> Iterator[Found]:
    if is_party(head, scene.mentions):
        yield "recipient", head
    elif not scene.shows(head, "=support"):
        yield from (("recipient", t) for t in owners(head) if is_party(t, scene.mentions))


def _of_ship(scene: Scene, head: Token) -> Iterator[Found]:
    lemma = scene.found.lemma
    if lemma == "become":
        return
    if scene.shows(head, *CRAFT):
        chased = any(scene.shows(t, *CRAFT) for t in scene.found.doers)
        yield ("target" if chased and lemma in _CHASES else "carrier"), head
    elif scene.owner(head) is not None:
        if not any(scene.shows(t, *CRAFT) for t in scene.found.doers):
            yield from _owned(scene, head)
    elif lemma in _LEAVES:
        yield "origin", head
    elif lemma in _PASSES and not scene.shows(head, "cable"):
        yield ("destination" if lemma == "reach" else "place"), head


def _owned(scene: Scene, head: Token) -> Iterator[Found]:
    owner = scene.owner(head)
    if owner is not None:
        yield ("carrier" if scene.kind == "vessel" else "target"), owner
