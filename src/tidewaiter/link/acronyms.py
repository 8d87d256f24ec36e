"""Short names that a text gives beside the full one: "Open Source Centre (OSC)"."""

from __future__ import annotations

import re
from collections.abc import Iterable

_BESIDE = re.compile(
    r"((?:[A-Z][\w&'’.-]*)(?:\s+(?:[A-Z][\w&'’.-]*|of|for|and|the|de|in|on|to))*)\s+\(([A-Z]{2,8})\)"
)


def acronyms(texts: Iterable[str]) -> dict[str, str]:
    """Return each short name with the full one; a short name with several full ones is left out.

    The letters of the short name must be the first letters of the words with capitals before it.

    >>> acronyms(["The Open Source Centre (OSC) and Reuters (UK) said"])
    {'OSC': 'Open Source Centre'}
    """
    found: dict[str, set[str]] = {}
    for text in texts:
        for match in _BESIDE.finditer(text):
            full = _full(match.group(1).split(), match.group(2))
            if full is not None:
                found.setdefault(match.group(2), set()).add(full)
    return {short: fulls.pop() for short, fulls in sorted(found.items()) if len(fulls) == 1}


def _full(words: list[str], short: str) -> str | None:
    """Return the words at the end whose capitals spell the short name."""
    for start in range(len(words) - 1, -1, -1):
        spelled = "".join(w[0] for w in words[start:] if w[0].isupper())
        if words[start][0].isupper() and spelled == short:
            return " ".join(words[start:])
    return None
