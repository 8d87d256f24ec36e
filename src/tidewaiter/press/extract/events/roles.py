"""Who does what to whom, and where: the participants of an event that the grammar makes plain."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tidewaiter.model.claims import EventType, Role, RoleName
from tidewaiter.press.extract.attribution import Attribution
from tidewaiter.press.extract.events import ontology
from tidewaiter.press.extract.events.main_words import is_verbal
from tidewaiter.press.extract.events.mentions import Mentions
from tidewaiter.press.extract.events.predicates import Predicate
from tidewaiter.press.extract.events.role_doers import doer_roles
from tidewaiter.press.extract.events.role_names import Namer
from tidewaiter.press.extract.events.role_objects import object_roles
from tidewaiter.press.extract.events.role_phrases import is_party, phrase_role
from tidewaiter.press.extract.events.scene import CRAFT, NO_THING, Scene, of_phrase
from tidewaiter.press.extract.events.things import inner, joined
from tidewaiter.press.extract.reasons import Reasons
from tidewaiter.press.extract.speakers.parties import Parties
from tidewaiter.press.parse import Sentence

if TYPE_CHECKING:
    from spacy.tokens import Token

Found = tuple[RoleName, "Token"]
_WITHIN = frozenset({"in", "at", "near", "off"})


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
    for name, head in _slots(Scene(found, kind, given, mentions)):
        for token in (t for each in joined(head) for t in joined(inner(each))):
            for role in namer.roles(name, token):
                out.setdefault((role.role, role.name), role)
    reasons.say("roles", namer.code() if out else "none plain")
    return tuple(sorted(out.values(), key=lambda role: (role.start or 0, role.end or 0)))


def _slots(scene: Scene) -> Iterator[Found]:
    """Yield roles with the heads that fill them."""
    found, verbal = scene.found, is_verbal(scene.found.word)
    if not verbal:
        yield from _judged(scene)
    for head in found.doers:
        if verbal or scene.kind not in ("policy", "statement", "inspection"):
            yield from doer_roles(scene, head)
    for head in found.objects:
        if head.lemma_.lower() not in ontology.listed("idle"):
            yield from object_roles(scene, head)
    for head in found.receivers:
        if scene.kind in ("transfer", "support", "agreement") and _can_get(scene, head):
            yield "recipient", head
    for preposition, head in found.phrases:
        hold = scene.owner(head) if scene.kind == "transfer" else None
        if hold is not None:
            yield "carrier", hold
            continue
        name = _of_phrase(scene, preposition, head)
        if name is not None:
            yield name, next(_behind(head), head) if name == "target" else head
    yield from _there(scene)
    yield from _elsewhere(scene)
    yield from _unnamed_ship(scene)


def _unnamed_ship(scene: Scene) -> Iterator[Found]:
    """The ship named last, where only its flag or transponder is spoken of."""
    if scene.kind != "vessel":
        return
    nouns = (*scene.found.doers, *scene.found.objects)
    if any(scene.shows(t, *CRAFT) or scene.owner(t) for t in nouns):
        return
    for noun in nouns:
        if scene.shows(noun, "identity") and any(c.lower_ == "the" for c in noun.lefts):
            yield "carrier", noun
            return


def _of_phrase(scene: Scene, preposition: str, head: Token) -> RoleName | None:
    thing = inner(head)
    if thing.ent_type_ in NO_THING or thing.pos_ == "NUM":
        return None
    return phrase_role(preposition, head, scene.found, scene.kind, scene.mentions)


def _judged(scene: Scene) -> Iterator[Found]:
    """The roles of a content without a verb: the thing judged, asked for or denied."""
    word, act, speaker = scene.found.word, scene.given.act, scene.given.speaker
    happening = scene.shows(word, f"={scene.kind}")
    if scene.kind == "support" and speaker is not None and act in ("pledge", "demand", "praise"):
        yield ("agent" if act == "pledge" else "recipient"), speaker
    if scene.kind in ("transfer", "deployment", "support") and (
        not happening or scene.shows(word, "sendable")
    ):
        yield "item", word
        if act == "pledge" and scene.kind == "transfer" and speaker is not None:
            yield "agent", speaker
    elif scene.kind == "vessel" and scene.shows(word, *CRAFT):
        yield "carrier", word
    elif scene.kind == "meeting" and is_party(word, scene.mentions):
        yield "agent", word
    elif happening and any(True for _ in of_phrase(word)):
        name: RoleName = "item" if scene.kind in ("transfer", "deployment") else "target"
        yield from ((name, thing) for thing in of_phrase(word))
    elif act in ("praise", "condemn") and not scene.found.doers and not scene.found.phrases:
        yield "target", word
    for owner in (c for c in word.children if c.dep_ == "poss"):
        if is_party(owner, scene.mentions) and act != "deny" and scene.kind != "statement":
            yield "agent", owner


def _can_get(scene: Scene, head: Token) -> bool:
    return is_party(head, scene.mentions) or not scene.shows(head, "place", "water", "goods")


def _behind(head: Token) -> Iterator[Token]:
    """What a ban or a price is really about: "exports *of chips*"."""
    if head.lemma_.lower() in ontology.listed("facets"):
        yield from of_phrase(head)


def _elsewhere(scene: Scene) -> Iterator[Found]:
    """Where a casualty or attack happened, and whom it struck, if the parse lost them."""
    if scene.kind not in ("casualty", "attack"):
        return
    doc = scene.found.word.doc
    inside = [doc[i] for i in range(scene.given.first, scene.given.last + 1)]
    if scene.kind == "casualty" and not scene.found.objects and not scene.found.doers:
        hurt = (t for t in inside if t.pos_ == "NOUN" and scene.shows(t, "people", "force"))
        yield from [("target", t) for t in hurt][:1]
    if not any(p in ontology.listed("where") for p, _ in scene.found.phrases):
        places = [t for t in inside if t.dep_ == "pobj" and t.head.lower_ in _WITHIN]
        yield from [("place", t) for t in places if scene.shows(t, "place", "water")][:1]


def _there(scene: Scene) -> Iterator[Found]:
    for child in scene.found.word.children:
        if child.lower_ == "there" and child.dep_ == "advmod" and scene.kind != "statement":
            yield "place", child
