"""One FollowTheMoney entity, with the values that its model takes."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from tidewaiter.names.countries import country
from tidewaiter.report.chart.svg import clean
from tidewaiter.report.exports.formats import sound

_DATE = re.compile(r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d:\d\d)?)?)?")
_URL = re.compile(r"https?://[^\s/]+\.[^\s]+", re.IGNORECASE)
_FREE = frozenset({"name", "string", "text", "identifier", "address", "entity", "number"})

#: The most characters that a value may have (followthemoney.types, ``max_length``).
_LONGEST = {
    "name": 384,
    "string": 1024,
    "text": 65_000,
    "identifier": 64,
    "address": 250,
    "url": 4096,
}


@dataclass(frozen=True, slots=True)
class Entity:
    """An entity: id, schema, and lists of values by property."""

    entity_id: str
    schema: str
    properties: Mapping[str, tuple[str, ...]]

    def as_json(self) -> dict[str, Any]:
        """Return the entity as followthemoney reads it."""
        made = {name: list(values) for name, values in self.properties.items()}
        return {"id": self.entity_id, "schema": self.schema, "properties": made}


def entity(key: str, schema: str, **given: object) -> Entity:
    """Make an entity; what a property cannot hold goes to its notes, where it has any.

    Args:
        key: Its id.
        schema: Its schema.
        given: Values, or tuples of values, by property; None is left out.
    """
    types = model()[schema]
    spare = next((n for n in ("notes", "description", "criteria") if n in types), None)
    kept: dict[str, dict[str, None]] = {}
    for name, value in given.items():
        for one in value if isinstance(value, tuple) else (value,):
            if one is None or not clean(str(one)).strip():
                continue
            fit, whole = _fit(types.get(name), one)
            if fit is not None:
                kept.setdefault(name, {})[fit] = None
            if not whole and spare is not None and spare != name:
                note, _ = _fit("text", f"{name}: {one}")
                kept.setdefault(spare, {})[str(note)] = None
    return Entity(key, schema, {name: tuple(values) for name, values in sorted(kept.items())})


@cache
def model() -> dict[str, dict[str, str]]:
    """Return schema → property → type, as ``scripts/ftm_model.py`` wrote it."""
    file = resources.files("tidewaiter.report.exports") / "ftm_model.json"
    found: dict[str, dict[str, str]] = json.loads(file.read_text("ascii"))
    return found


def _fit(kind: str | None, value: object) -> tuple[str | None, bool]:
    """Return a value as its type has it, None where it has none, and whether that is all of it."""
    text = clean(sound(str(value))).strip()
    if kind != "text":
        text = " ".join(text.split())
    if kind == "country":
        code = country(text.upper() if len(text) == 2 else text)
        return code, code is not None
    pattern = {"date": _DATE, "url": _URL}.get(kind or "")
    if (pattern and not pattern.fullmatch(text)) or (pattern is None and kind not in _FREE):
        return None, False
    most = _LONGEST.get(kind or "", len(text))
    if len(text) <= most:
        return text, True
    return (None if kind in ("identifier", "url") else f"{text[: most - 1].rstrip()}…"), False
