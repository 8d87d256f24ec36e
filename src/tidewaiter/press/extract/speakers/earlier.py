"""Whom a definite phrase means that was described before: the group, her guest, both ministers."""

from __future__ import annotations

from tidewaiter.press.extract.speakers import states
from tidewaiter.press.extract.speakers.discourse import Discourse
from tidewaiter.press.extract.speakers.memory import ORIGINS, Entity
from tidewaiter.press.extract.speakers.naming import Described
from tidewaiter.press.extract.speakers.phrases import POSSESSIVES, PRONOUNS, Phrase
from tidewaiter.press.extract.speakers.reading import Reading
from tidewaiter.press.extract.speakers.wordlists import bodies, clues, people

_GENERIC = clues("descriptions", "generic")
_REBELS = clues("descriptions", "rebels")
_CIVIL = clues("descriptions", "civil")
_SOMEBODY = clues("descriptions", "somebody")
_PAIRS = clues("descriptions", "pairs")
_NUMBERS = frozenset({"two", "three", "four", "both"})


def described_before(
    past: Discourse, given: Reading, phrase: Phrase, here: Described, owner: Entity | None
) -> Entity | None:
    """Return who was described or named before in such a way; None if nobody was.

    Args:
        past: What was said before.
        given: The sentence.
        phrase: The phrase, or an owner inside it.
        here: What it says.
        owner: Whose it is ("*its* spokesman").
    """
    if owner is not None and here.head in people("opposites"):
        return _opposite(past, given, here.head, owner, given.start(phrase.first))
    if owner is not None and owner.words and here.head in people("relations"):
        return _kin(past, given, here, owner, given.start(phrase.first))
    numbers = _NUMBERS & {w.low for w in given.line[phrase.first : phrase.last + 1]}
    if here.plural or numbers:
        return _several(past, given, phrase, here, bool(numbers))
    extra = {code_or_word(word) for word in here.others if not _skipped(word)}
    found = _called(past, given, phrase, here, extra, owner)
    if found is None and not extra and owner is None:
        return _last_such(past, given, phrase, here)
    return found


def code_or_word(word: str) -> str:
    """Return the code of the state that a word names, else the word."""
    known = states.state(word)
    return known.code if known else word


def one_more(past: Discourse, given: Reading, phrase: Phrase) -> Entity | None:
    """Return one more of those who just spoke ("two negotiators said …; a third added")."""
    among = [e for e in past.memory.present if e.plural and e.kind == "unnamed"]
    found = past.memory.best(among, given.number, given.start(phrase.first))
    noun = next((x for x in sorted(found.nouns) if x in people("nouns")), "") if found else ""
    if not noun:
        return None
    low = given.line[phrase.last].low
    return past.memory.add(Entity(f"{low} {noun}", "unnamed", nouns={noun}))


def _called(
    past: Discourse,
    given: Reading,
    phrase: Phrase,
    here: Described,
    extra: set[str],
    owner: Entity | None,
) -> Entity | None:
    among = [
        e
        for e in past.memory.called(here.head, extra, exact=owner is not None)
        if not e.plural and (e.kind == "thing") == (here.kind == "thing")
    ]
    if owner is not None:
        among = [e for e in among if not (e.state and owner.state and e.state != owner.state)]
        free = [e for e in among if not any(w.startswith("of:") for w in e.others)]
        among = [e for e in among if "of:" + owner.name in e.others] or free
    line = given.line[phrase.last + 1 : phrase.end + 1]
    within = {code_or_word(w.low) for w in line if states.state(w.text)}
    if within:  # "the ministry in La Paz"
        among = [e for e in among if e.state in within or within <= e.others]
    return past.memory.best(among, given.number, given.start(phrase.first))


def _last_such(past: Discourse, given: Reading, phrase: Phrase, here: Described) -> Entity | None:
    """Return the last person or body that a general noun may mean ("the man", "the company")."""
    among: list[Entity] = []
    if here.head in _SOMEBODY:
        among = [e for e in past.memory.present if e.person]
        among = [e for e in among if here.gender is None or e.gender in (here.gender, None)]
    elif here.head in _GENERIC and here.kind:
        among = [e for e in past.memory.present if e.words and _may_be_body(e)]
    offset = given.start(phrase.first)
    if phrase.determiner == "this":  # "this witness": the one just spoken of
        among = [e for e in among if e.mentions and e.mentions[-1][1] < offset]
        return max(among, key=lambda e: e.mentions[-1][1], default=None)
    return past.memory.best(among, given.number, offset)


def _kin(
    past: Discourse, given: Reading, here: Described, owner: Entity, offset: int
) -> Entity | None:
    """Return who was called so of somebody, or has his surname ("her brother")."""
    among = [e for e in past.memory.present if e.person and e is not owner]
    among = [e for e in among if here.gender is None or e.gender in (here.gender, None)]
    told = [e for e in among if here.head in e.nouns and "of:" + owner.name in e.others]
    ends = {owner.words[0], owner.words[-1]}
    named = [e for e in among if e.words and ends & {e.words[0], e.words[-1]}]
    return past.memory.best(told or named, given.number, offset)


def _opposite(
    past: Discourse, given: Reading, head: str, owner: Entity, offset: int
) -> Entity | None:
    among = [e for e in past.memory.present if e.person and e.words and e is not owner]
    if head == "namesake":
        ends = {owner.words[0], owner.words[-1]} if owner.words else set()
        among = [e for e in among if ends & {e.words[0], e.words[-1]}]
    return past.memory.best(among, given.number, offset)


def _several(
    past: Discourse, given: Reading, phrase: Phrase, here: Described, counted: bool
) -> Entity | None:
    """Return several together: "the ministers", "both sides"."""
    offset = given.start(phrase.first)
    noun = here.head
    low = given.line[phrase.last].low
    if low in _PAIRS:
        return past.pair if past.pair is not None and (counted or low != "states") else None
    if counted and noun in ("man", "woman"):
        gender = "m" if noun == "man" else "f"
        named = [e for e in past.memory.present if e.kind == "person" and e.gender == gender]
        return past.together(named[-2:]) if len(named) > 1 else None
    for exact in (True, False):
        parts = [
            e for e in past.memory.present
            if e.kind == "person" and past.memory.weight(e, given.number, offset) > 0
            and (noun in e.nouns if exact else e in past.memory.called(noun, ()))
        ]  # fmt: skip
        if len(parts) >= 2:
            return past.together(parts[-2:] if counted else parts)
    among = [e for e in past.memory.present if e.plural and (low in e.nouns or noun in e.nouns)]
    found = past.memory.best(among, given.number, offset)
    if found is None and low in _REBELS and not here.others:
        among = [e for e in past.memory.present if e.words and _armed(e)]
        found = past.memory.best(among, given.number, offset)
    return found


def _may_be_body(entity: Entity) -> bool:
    """Whether a name is a body's, or of one word and nothing shows that it is a person's."""
    bare = len(entity.words) == 1 and entity.gender is None and not entity.nouns
    return entity.kind == "organisation" or (entity.kind is None and bare)


def _armed(entity: Entity) -> bool:
    """Whether a named body may be called rebels: no office, company or medium."""
    words = set(entity.words)
    return entity.kind in ("organisation", None, "group") and not (
        words & _CIVIL or words & bodies("trade") or words & bodies("media_names")
    )


def _skipped(word: str) -> bool:
    return (
        word in PRONOUNS
        or word in POSSESSIVES
        or word in people("before")
        or word.isdigit()
        or word.endswith(ORIGINS)
    )
