"""The people and bodies of a document, and how present each is to its reader."""

from __future__ import annotations

import bisect
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from tidewaiter.press.extract.speakers.kinds import Kind
from tidewaiter.press.extract.speakers.wordlists import (
    called,
    called_so,
    clues,
    same_office,
    wider,
)

#: What one sentence of distance leaves of a mention's weight, and what a mention weighs.
FADES = 0.55
#: What is left of it inside the words that somebody looked for says.
INSIDE = 0.25
#: For how many sentences somebody stays present, and how many mentions are kept of him.
PRESENT, KEPT = 40, 12
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
        aliases: Words of its other names.
        parts: Who it is made of ("the ministers").
        mentions: ``(sentence, offset, weight)`` of the latest mentions, oldest first.
        rank: The how-many-eth of the document's entities it is.
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
    aliases: list[tuple[str, ...]] = field(default_factory=list)
    parts: tuple[Entity, ...] = ()
    mentions: list[tuple[int, int, float]] = field(default_factory=list)
    rank: int = 0

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
    """Entities, in the order in which they were first named.

    Attributes:
        present: Those of the last sentences, whom a pronoun or an office may mean.
        turn: Whose turn it is in a transcript: "he" and "she" mean others.
    """

    def __init__(self) -> None:
        self.present: list[Entity] = []
        self.turn: Entity | None = None
        self._count = 0
        self._named: dict[str, list[Entity]] = {}

    def add(self, entity: Entity) -> Entity:
        """Take in a new entity and return it."""
        self._count += 1
        entity.rank = self._count
        self.present.append(entity)
        self.index(entity)
        return entity

    def index(self, entity: Entity) -> None:
        """Let an entity be found by its names; again whenever it got another."""
        words = {*entity.words, entity.acronym, *(w for alias in entity.aliases for w in alias)}
        for word in sorted(words - {""}):
            known = self._named.setdefault(word, [])
            if entity not in known:
                known.append(entity)

    def mention(self, entity: Entity, sentence: int, offset: int, weight: float) -> None:
        """Note that a sentence mentions an entity."""
        entity.mentions.append((sentence, offset, weight))
        del entity.mentions[:-KEPT]
        if entity not in self.present:
            bisect.insort(self.present, entity, key=lambda e: e.rank)

    def forget(self, sentence: int) -> None:
        """Let those go who were not mentioned for long; their names stay known."""
        self.present = [
            e for e in self.present if not e.mentions or e.mentions[-1][0] >= sentence - PRESENT
        ]

    def weight(self, entity: Entity, sentence: int, offset: int, said: int | None = None) -> float:
        """Return how present an entity is just before an offset; 0 if not named yet.

        Args:
            entity: Whose presence.
            sentence: Number of the sentence at hand.
            offset: Where the reader is.
            said: Where words begin that are said by whom we look for: he hardly is in them.
        """
        most = 0.0
        for at, place, weight in entity.mentions:
            if place < offset:
                left = weight * FADES ** min(sentence - at, PRESENT)
                if said is not None and place >= said:
                    left *= INSIDE
                most = max(most, left)
        return most

    def best(
        self,
        among: Iterable[Entity],
        sentence: int,
        offset: int,
        factor: Callable[[Entity], float] = lambda entity: 1.0,
        said: int | None = None,
    ) -> Entity | None:
        """Return the most present of some entities; of equals the one named last."""
        scored: list[tuple[float, int, int, Entity]] = []
        for n, entity in enumerate(among):
            score = self.weight(entity, sentence, offset, said)
            if score > 0 and (score := score * factor(entity)) > 0:
                scored.append((score, _latest(entity, offset), n, entity))
        return max(scored)[3] if scored else None  # no two have one number

    def named(self, words: tuple[str, ...]) -> list[Entity]:
        """Return those whose name has these words next to each other, or that they abbreviate."""
        if not words:
            return []
        joined = "".join(words).replace(".", "")
        among = {e.rank: e for word in (words[0], joined) for e in self._named.get(word, ())}
        return [
            e
            for _, e in sorted(among.items())
            if _within(words, e.words)
            or (e.acronym and joined == e.acronym)
            or any(_within(words, alias) for alias in e.aliases)
        ]

    def called(self, noun: str, others: Iterable[str], *, exact: bool = False) -> list[Entity]:
        """Return those that a noun may mean, by what they were called or are named; best kind first.

        Exact noun first; then another word for the office; then, unless ``exact``, what such a
        name is called.
        """
        extra = frozenset(others)
        for test in _tests(noun, exact):
            found = [e for e in self.present if test(e) and _shares(e, extra)]
            if found:
                return found
        return []


def _tests(noun: str, exact: bool) -> Iterator[Callable[[Entity], bool]]:
    """Yield what shows that a noun means somebody, the surest first."""
    alone = (noun,)
    yield lambda e: noun in e.nouns or (e.words[-1:] == alone and e.kind != "person")
    offices = same_office(noun) | wider(noun)
    yield lambda e: not offices.isdisjoint(e.nouns)
    if noun in _ANY_SHIP:
        yield lambda e: e.kind == "thing" and bool(e.words)
    if not exact and noun in called_so():
        yield lambda e: e.body and _may_be_called(e, noun)


_ALIKE = ({"spy", "intelligence", "secret"}, {"sea", "maritime", "naval"}, {"defense", "defence"})
#: What a later mention adds without doubt ("the Dubai-based company").
ORIGINS = tuple(sorted(clues("descriptions", "origins")))
_ANY_SHIP = frozenset({"ship", "vessel", "boat", "craft"})
_FREE = clues("descriptions", "free")


def _may_be_called(entity: Entity, noun: str) -> bool:
    """Whether such names are called so ("the bloc" for a union)."""
    whole = " ".join(entity.words)
    return any(noun in called(word) for word in (*entity.words, *entity.nouns, whole))


def _shares(entity: Entity, extra: frozenset[str]) -> bool:
    """Whether what a later phrase adds was said of the entity before."""
    if not extra:
        return True
    known = entity.others.union(entity.words, entity.nouns)
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
