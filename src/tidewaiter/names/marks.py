"""Words that belong to the kind and not to the name: ship prefixes, legal forms."""

from __future__ import annotations

from collections.abc import Sequence

_SHIP = frozenset({"mv", "mt", "ms", "ss", "mts", "mtv", "vessel", "ship"})
_LEGAL = frozenset(
    {
        "ltd", "limited", "llc", "llp", "inc", "incorporated", "corp", "corporation", "co",
        "company", "gmbh", "ag", "sa", "sarl", "srl", "spa", "bv", "nv", "oy", "ab", "as", "ooo",
        "oao", "zao", "pao", "ao", "fze", "fzc", "fzco", "pte", "pty", "plc", "sal", "jsc", "pjsc",
    }
)  # fmt: skip
_NUMBER_MARKS = frozenset({"no", "nr", "number"})


def without_marks(words: Sequence[str]) -> list[str]:
    """Return folded words without ship prefixes, legal forms and "No."; never nothing.

    >>> without_marks(["m", "v", "tern"]), without_marks(["sea", "trade", "co", "ltd"])
    (['tern'], ['sea', 'trade'])
    """
    rest = list(words)
    if len(rest) > 2 and rest[0] == "m" and rest[1] in ("v", "t", "s"):
        rest = rest[2:]
    elif len(rest) > 1 and rest[0] in _SHIP:
        rest = rest[1:]
    while len(rest) > 1 and rest[-1] in _LEGAL:
        rest.pop()
    kept = [w for i, w in enumerate(rest) if not (w in _NUMBER_MARKS and i + 1 < len(rest))]
    return kept or list(words)
