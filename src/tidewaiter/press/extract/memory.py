"""The people and bodies of a document, and how present each is to its reader."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from tidewaiter.press.extract.kinds import Kind
from tidewaiter.press.extract.wordlists import called, clues, same_office, wider

#: What one sentence of distance leaves of a mention's weight, and what a mention weighs.
FADES = 0.55
#: What is left of it inside the words that somebody looked for says.
INSIDE = 0.25
SPEAKS, SUBJECT, CLAUSE, OWNS, OTHER = 3.0, 2.2, 1.6, 1.4, 1.0


@dataclass(slots=True, eq=False)
class Entity:
    """Somebody or something that the document speaks of.

    Attributes:
        name: As claims give it.
        kind: Kind of party; ``thing`` for ships and the like, which do not speak.
        words: The name's words, folded; () where it has none.
        nouns: Titles and nouns by which it was called, folded.
        others: Other words that described it, folded.
        gender: ``m``, ``f`` or None.
        plural: Whether it is several.
        state: Code of its state, None if unknown.
        acronym: Folded short form, "" if none.
        parts: Who it is made of ("the ministers").
        mentions: ``(sentence, offset, weight)`` of each mention.
    """

    name: str
    kind: Kind | None
    words: tuple[str, ...] = ()
    nouns: set[str] = field(default_factory=set)
    others: set[str] = field(default_factory=set)
    gender: str | None = None
    plural: bool = False
    state: str | None = None
    acronym: str = ""
    parts: tuple[Entity, ...] = ()
    mentions: list[tuple[int, int, float]] = field(default_factory=list)

    @property
    def person(self) -> bool:
        """Whether "he" or "she" may mean it."""
        return (
            self.kind == "person" or (self.kind == "unnamed" and self.human)
        ) and not self.plural

    @property
    def human(self) -> bool:
        """Whether an unnamed one is somebody, not a record."""
        return "record" not in self.others

    @property
    def speaks(self) -> bool:
        """Whether it is somebody who can speak, not a thing or a record."""
        return self.kind not in ("thing", None) and self.human

    @property
    def body(self) -> bool:
        """Whether "it" may mean it and speak."""
        return self.kind in ("organisation", "state", "group", None)


class Memory:
    """Entities in the order in which they were first named."""

    def __init__(self) -> None:
        self.entities: list[Entity] = []

    def add(self, entity: Entity) -> Entity:
        """Take in a new entity and return it."""
        self.entities.append(entity)
        return entity

    def weight(self, entity: Entity, sentence: int, offset: int, said: int | None = None) -> float:
        """Return how present an entity is just before an offset; 0 if not named yet.

        Args:
            entity: Whose presence.
            sentence: Number of the sentence at hand.
            offset: Where the reader is.
            said: Where words begin that are said by whom we look for: he hardly is in them.
        """
        return max(
            (
                weight
                * FADES ** (sentence - at)
                * (INSIDE if said is not None and place >= said else 1.0)
                for at, place, weight in entity.mentions
                if place < offset
            ),
            default=0.0,
        )

    def best(
        self,
        among: Iterable[Entity],
        sentence: int,
        offset: int,
        factor: Callable[[Entity], float] = lambda entity: 1.0,
        said: int | None = None,
    ) -> Entity | None:
        """Return the most present of some entities; of equals the one named last."""
        scored = [
            (self.weight(e, sentence, offset, said) * factor(e), _latest(e, offset), n, e)
            for n, e in enumerate(among)
        ]
        scored = [s for s in scored if s[0] > 0]
        return max(scored, key=lambda s: s[:3])[3] if scored else None

    def named(self, words: tuple[str, ...]) -> list[Entity]:
        """Return those whose name has these words next to each other, or that they abbreviate."""
        if not words:
            return []
        joined = "".join(words).replace(".", "")
        return [
            e
            for e in self.entities
            if _within(words, e.words) or (e.acronym and joined == e.acronym)
        ]

    def called(self, noun: str, others: Iterable[str], *, exact: bool = False) -> list[Entity]:
        """Return those that a noun may mean, by what they were called or are named; best kind first.

        Exact noun first; then another word for the office; then, unless ``exact``, what such a
        name is called.
        """
        extra = set(others)
        fits = [e for e in self.entities if _shares(e, extra)]
        for test in (
            lambda e: noun in e.nouns or (e.words and e.words[-1] == noun and e.kind != "person"),
            lambda e: bool((same_office(noun) | wider(noun)) & e.nouns),
            lambda e: (
                not exact
                and e.kind in ("organisation", "group", "state", None)
                and (
                    any(noun in called(word) for word in (*e.words, *e.nouns))
                    or noun in called(" ".join(e.words))
                )
            ),
        ):
            if found := [e for e in fits if test(e)]:
                return found
        return []


_ALIKE = ({"spy", "intelligence", "secret"}, {"sea", "maritime", "naval"}, {"defense", "defence"})
#: What a later mention adds without doubt ("the Dubai-based company").
ORIGINS = tuple(sorted(clues("descriptions", "origins")))
_FREE = clues("descriptions", "free")


def _shares(entity: Entity, extra: set[str]) -> bool:
    """Whether what a later phrase adds was said of the entity before."""
    known = entity.others | set(entity.words) | entity.nouns
    if entity.state is not None:
        known.add(entity.state)
    return all(
        word in known
        or word in _FREE
        or word.endswith(ORIGINS)
        or (entity.body and entity.state is None and len(word) == 2)
        or any(word in group and group & known for group in _ALIKE)
        for word in extra
    )


def _within(words: tuple[str, ...], longer: tuple[str, ...]) -> bool:
    return any(longer[i : i + len(words)] == words for i in range(len(longer) - len(words) + 1))


def _latest(entity: Entity, offset: int) -> int:
    return max((place for _, place, _ in entity.mentions if place < offset), default=-1)
