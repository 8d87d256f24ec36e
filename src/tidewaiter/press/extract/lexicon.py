"""Words that the extractors go by, kept as data beside the code."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import cast, get_args

from tidewaiter.model.claims import Act, EventType

_ACTS = frozenset(get_args(Act))


@cache
def _table(name: str) -> dict[str, object]:
    return tomllib.loads(
        (files("tidewaiter.press.extract") / "data" / name).read_text(encoding="utf-8")
    )


@cache
def cues(construction: str) -> dict[str, Act]:
    """Return lemma → act for one construction of ``cues.toml``; of two acts, the first named."""
    table = cast("dict[str, dict[str, list[str]]]", _table("cues.toml"))[construction]
    out: dict[str, Act] = {}
    for act, lemmas in table.items():
        for lemma in lemmas:
            if act in _ACTS and isinstance(lemma, str):
                out.setdefault(lemma, cast("Act", act))
    return out


@cache
def cue_pairs(construction: str) -> dict[tuple[str, str], Act]:
    """Return (lemma, preposition) → act for a construction that is written in pairs."""
    table = cast("dict[str, dict[str, list[list[str]]]]", _table("cues.toml"))[construction]
    return {(a, b): cast("Act", act) for act, pairs in table.items() for a, b in pairs}


@cache
def cue_words(construction: str, name: str = "lemmas") -> frozenset[str]:
    """Return one plain list of words of ``cues.toml``."""
    table = cast("dict[str, dict[str, list[str]]]", _table("cues.toml"))
    return frozenset(table[construction].get(name, ()))


@cache
def event_types(part: str) -> dict[str, EventType]:
    """Return lemma → type of event for ``verbs`` or ``nouns``."""
    table = cast("dict[str, dict[str, list[str]]]", _table("events.toml"))[part]
    out: dict[str, EventType] = {}
    for kind, lemmas in table.items():
        for lemma in lemmas:
            out.setdefault(lemma, cast("EventType", kind))
    return out
