"""Words by which claims speak of a practice."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources


@cache
def words(practice: str) -> tuple[str, ...]:
    """Return the words of a practice, folded; see ``words.toml``."""
    file = resources.files("tidewaiter.assess.typology") / "words.toml"
    return tuple(tomllib.loads(file.read_text(encoding="utf-8"))[practice]["words"])
