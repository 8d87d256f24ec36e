"""What a document has said so far of people and bodies."""

from __future__ import annotations

from tidewaiter.press.extract import states
from tidewaiter.press.extract.memory import Entity, Memory
from tidewaiter.press.extract.wordlists import fold


class Discourse:
    """What the sentences up to here leave in a reader's mind.

    Attributes:
        memory: Who was named.
        forms: Code of a state → the name that this document uses.
        last: Who spoke last.
        pair: The two who were last named together.
        authors: Noun of a record ("note") → who spoke in it.
        provoked: Number of a sentence in which somebody's words drew an answer, and whose.
    """

    def __init__(self) -> None:
        self.memory = Memory()
        self.forms: dict[str, str] = {}
        self.last: Entity | None = None
        self.pair: Entity | None = None
        self.authors: dict[str, Entity] = {}
        self.provoked: tuple[int, Entity] | None = None

    def state(self, code: str) -> Entity:
        """Return a state's entity."""
        found = next(
            (e for e in self.memory.entities if e.kind == "state" and e.state == code), None
        )
        name = self.forms.get(code, states.name(code))
        if found is None:
            words = tuple(fold(name).split())
            found = self.memory.add(Entity(name, "state", words, state=code))
        return found

    def together(self, parts: list[Entity]) -> Entity:
        """Return the entity that several are together."""
        made = tuple(dict.fromkeys(parts))
        for e in self.memory.entities:
            if e.parts == made:
                return e
        name = "; ".join(e.name for e in made)
        return self.memory.add(Entity(name, "group", plural=True, parts=made))

    def see_form(self, text: str) -> None:
        """Note the name that the document uses for a state."""
        known = states.state(text)
        if known is not None and known.way == "name":
            name = states.name(known.code) if text.lower() in states.SHORT else text
            self.forms.setdefault(known.code, name)

    def named_states(self) -> set[str]:
        """Return the codes of the states named so far."""
        return {e.state for e in self.memory.entities if e.state}
