"""Words that the extractors go by, kept as data beside the code."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import cast

from tidewaiter.model.claims import Act, EventType


@cache
def _table(name: str) -> dict[str, object]:
    return tomllib.loads((files(__package__) / "data" / name).read_text(encoding="utf-8"))


@cache
def cues(construction: str) -> dict[str, Act]:
    """Return lemma → act for one construction: clause, infinitive, object, of or nouns."""
    table = cast("dict[str, dict[str, list[str]]]", _table("cues.toml"))[construction]
    return {lemma: cast("Act", act) for act, lemmas in table.items() for lemma in lemmas}


@cache
def event_types(part: str) -> dict[str, EventType]:
    """Return lemma → type of event for ``verbs`` or ``nouns``."""
    table = cast("dict[str, dict[str, list[str]]]", _table("events.toml"))[part]
    out: dict[str, EventType] = {}
    for kind, lemmas in table.items():
        for lemma in lemmas:
            out.setdefault(lemma, cast("EventType", kind))
    return out


@cache
def light_verbs() -> frozenset[str]:
    """Return verbs that only help another one ("continue to supply")."""
    return frozenset(
        cast("dict[str, dict[str, list[str]]]", _table("events.toml"))["light"]["verbs"]
    )


@cache
def words(name: str) -> frozenset[str]:
    """Return one of the word lists of ``names.toml``."""
    return frozenset(cast("list[str]", _table("names.toml")[name]))


@cache
def capitals() -> dict[str, str]:
    """Return capital → the state that it stands for."""
    return cast("dict[str, str]", _table("names.toml")["capitals"])
