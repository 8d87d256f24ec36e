"""Tables of letters, kept as data: what a letter of another script stands for."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources


@cache
def _all() -> dict[str, dict[str, str]]:
    file = resources.files("tidewaiter.names") / "data" / "letters.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


def column(section: str, name: str) -> list[str]:
    """Return the values of a column; ``_`` there is an empty value.

    >>> column("hangul", "initials")[:3]
    ['k', 'k', 'n']
    """
    return ["" if value == "_" else value for value in _all()[section][name].split()]


def letters(section: str) -> dict[str, str]:
    """Return letters → what stands for each.

    >>> letters("cyrillic")["щ"]
    'shch'
    """
    return dict(zip(column(section, "letters"), column(section, "stands"), strict=True))


def pairs(section: str, name: str) -> list[tuple[str, str]]:
    """Return the ``spelling=meaning`` pairs of a column, in their order.

    >>> pairs("hangul", "spelled_finals")[0]
    ('ng', 'ng')
    """
    found = (value.partition("=") for value in _all()[section][name].split())
    return [("" if a == "_" else a, "" if b == "_" else b) for a, _, b in found]
