"""Which state stands behind a name, and what kind of body it is, for export.

Nothing is guessed: a name of which two states could be meant ("Congolese army"), or whose
words say no state, has none.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal, TypedDict, cast

from tidewaiter.names.clean import fold
from tidewaiter.names.countries import country

ActorKind = Literal["government", "military", "media", "company", "organisation", "group"]

_WORD = re.compile(r"[\w.&+-]+(?:['’](?!s\b)\w+)*")
_OWNER = re.compile(r"['’]s?(?=\s|$)")
_OF = re.compile(r"\bof\s+(?:the\s+)?", re.IGNORECASE)
_PLACE = re.compile(r"\s(?:in|at|near|on|from|to)\s.*$", re.IGNORECASE)
_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)
_LONGEST = 5  # words of the longest name of a state that may begin another name


class _State(TypedDict):
    alpha3: str
    people: list[str]
    seats: list[str]


@dataclass(frozen=True, slots=True)
class Actor:
    """What a name says about who acts.

    Attributes:
        name: The name as given.
        country: ISO 3166-1 alpha-2, lower case; None where no one state stands behind it.
        country3: The same as alpha-3, upper case.
        kind: Kind of body; None where the words do not say.
    """

    name: str
    country: str | None
    country3: str | None
    kind: ActorKind | None


@lru_cache(maxsize=4096)
def actor(name: str) -> Actor:
    """Return the state and the kind that a name tells.

    Args:
        name: A party's or a role's resolved name, in English.

    >>> actor("Estonia’s navy")
    Actor(name='Estonia’s navy', country='ee', country3='EST', kind='military')
    >>> actor("KCNA").country3, actor("Congolese army").country, actor("the moon").kind
    ('PRK', None, None)
    """
    bare = _ARTICLE.sub("", _PLACE.sub("", f"{name} ".rstrip()))
    known = _bodies().get(fold(_ARTICLE.sub("", name)))
    if known is not None:
        return Actor(name, known[0], alpha3(known[0]), known[1])
    states = set(_states_in(bare))
    code = states.pop() if len(states) == 1 else None
    kind: ActorKind | None = "government" if _state(_OWNER.sub("", bare)) else _kind(bare)
    return Actor(name, code, alpha3(code), kind)


def alpha3(code: str | None) -> str | None:
    """Return the three-letter code of a two-letter one.

    >>> alpha3("kp"), alpha3("zz")
    ('PRK', None)
    """
    return _table_states()[code]["alpha3"] if code in _table_states() else None


def _states_in(name: str) -> Iterator[str]:
    """Yield the states that a name begins with, belongs to or is "of"."""
    whole = _state(_OWNER.sub("", name))
    if whole is not None:
        yield whole
        return
    for part in (name, *_joined(name)):
        leading = _leading(part)
        if leading is not None:
            yield leading
    for part in _OF.split(name)[1:]:
        owner = _leading(part)
        if owner is not None:
            yield owner


def _joined(name: str) -> list[str]:
    """The parts behind "and" and dashes: "Turkish *and British* officials", "Russia–*DPRK* pact"."""
    return re.split(r"\s+and\s+|\s*[–—/]\s*", name)[1:]


def _leading(name: str) -> str | None:
    """The state that a name's first words name: the longest run that is one."""
    words = [m.group() for m in _WORD.finditer(_OWNER.sub("", name))]
    for size in range(min(_LONGEST, len(words)), 0, -1):
        code = _state(" ".join(words[:size]))
        if code is not None:
            return code
        if size == 1 and "-" in words[0]:
            return _state(words[0].split("-")[0])  # "Russian-flagged ships"
    return None


def _state(text: str) -> str | None:
    """The state that a text names: by its name, its people or its capital."""
    folded = fold(_ARTICLE.sub("", text.strip()))
    if not folded or folded in _shared():
        return None
    known = _names().get(folded)
    return known if known is not None else country(_ARTICLE.sub("", text.strip()))


def _kind(name: str) -> ActorKind | None:
    """The kind that the last telling word before "of" tells; else the last one at all."""
    kinds = _kinds()
    head, _, tail = name.partition(" of ")
    for part in (head, tail):
        words = [m.group().lower().strip(".") for m in _WORD.finditer(_OWNER.sub("", part))]
        for at in range(len(words) - 1, -1, -1):
            for word in (" ".join(words[max(0, at - 1) : at + 1]), words[at]):
                if word in kinds:
                    return kinds[word]
    return None


@cache
def _table() -> dict[str, object]:
    text = (files("tidewaiter.press.extract") / "data" / "actors.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def _table_states() -> dict[str, _State]:
    return cast("dict[str, _State]", _table()["states"])


@cache
def _names() -> dict[str, str]:
    """Folded name, people or seat → alpha-2."""
    names: dict[str, str] = {}
    for code, state in _table_states().items():
        for word in state["people"]:
            names[fold(word)] = names[fold(f"{word}s")] = code
        for word in state["seats"]:
            names[fold(_ARTICLE.sub("", word))] = code
    for code, also in cast("dict[str, list[str]]", _table()["also"]).items():
        names.update({fold(_ARTICLE.sub("", word)): code for word in also})
    return names


@cache
def _shared() -> frozenset[str]:
    """Words that more than one state shares."""
    return frozenset(fold(word) for word in cast("list[str]", _table()["shared"]))


@cache
def _bodies() -> dict[str, tuple[str | None, ActorKind]]:
    found: dict[str, tuple[str | None, ActorKind]] = {}
    for key, names in cast("dict[str, list[str]]", _table()["bodies"]).items():
        code, kind = key.split()
        for name in names:
            known = (None if code == "-" else code, cast("ActorKind", kind))
            found[fold(_ARTICLE.sub("", name))] = known
    return found


@cache
def _kinds() -> dict[str, ActorKind]:
    table = cast("dict[str, list[str]]", _table()["kinds"])
    return {word: cast("ActorKind", kind) for kind, words in table.items() for word in words}
