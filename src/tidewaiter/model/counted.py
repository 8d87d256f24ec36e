"""How many of what, in words."""

from __future__ import annotations


def counted(number: int, what: str) -> str:
    """Return a number with its noun, in the plural but for one.

    Args:
        number: Zero or more; thousands are not parted.
        what: The noun in the singular; of "x of y" the x goes into the plural.

    >>> counted(1, "gap"), counted(0, "shared identity"), counted(3, "conflict of identity")
    ('1 gap', '0 shared identities', '3 conflicts of identity')
    >>> counted(2, "day")
    '2 days'
    """
    if number == 1:
        return f"1 {what}"
    first, of, rest = what.partition(" of ")
    after_consonant = first.endswith("y") and first[-2:-1] not in "aeiou"
    several = f"{first[:-1]}ies" if after_consonant else f"{first}s"
    return f"{number} {several}{of}{rest}"
