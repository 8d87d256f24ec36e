"""What a document has said so far of people and bodies."""

from __future__ import annotations

from collections.abc import Sequence

from tidewaiter.press.extract.speakers import states
from tidewaiter.press.extract.speakers.memory import Entity, Memory
from tidewaiter.press.extract.speakers.wordlists import fold
from tidewaiter.press.extract.speakers.words import Word


class Discourse:
    """What the sentences up to here leave in a reader's mind.

    Attributes:
        memory: Who was named.
        forms: Code of a state → the name that this document uses.
        last: Who spoke last.
        author: The body that a heading names as the document's author ("Committee on Trade: …").
        pair: The two who were last named together.
        authors: Noun of a record ("note") → who spoke in it.
        provoked: Number of a sentence in which somebody's words drew an answer, and whose.
    """

    def __init__(self) -> None:
        self.memory = Memory()
        self.forms: dict[str, str] = {}
        self.last: Entity | None = None
        self.author: Entity | None = None
        self.pair: Entity | None = None
        self.authors: dict[str, Entity] = {}
        self.provoked: tuple[int, Entity] | None = None
        self._states: dict[str, Entity] = {}
        self._together: dict[tuple[int, ...], Entity] = {}

    def state(self, code: str) -> Entity:
        """Return a state's entity."""
        if code not in self._states:
            name = self.forms.get(code, states.name(code))
            words = tuple(fold(name).split())
            self._states[code] = self.memory.add(Entity(name, "state", words, state=code))
        return self._states[code]

    def together(self, parts: list[Entity]) -> Entity:
        """Return the entity that several are together."""
        made = tuple(dict.fromkeys(parts))
        key = tuple(e.rank for e in made)
        if key not in self._together:
            name = "; ".join(e.name for e in made)
            several = Entity(name, "group", plural=True, parts=made)
            self._together[key] = self.memory.add(several)
        return self._together[key]

    def see_forms(self, line: Sequence[Word]) -> None:
        """Note the names that the document uses for states."""
        for word in line:
            known = states.state(word.text)
            if known is not None and known.way == "name":
                short = word.text.lower() in states.SHORT
                self.forms.setdefault(known.code, states.name(known.code) if short else word.text)

    def knows(self, code: str) -> bool:
        """Whether the document has named a state, by any name."""
        return code in self.forms or code in self._states
