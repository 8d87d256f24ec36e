"""How many of what, in words."""

from __future__ import annotations


def counted(number: int, what: str) -> str:
    """Return a number with its noun, in the plural but for one.

    Args:
        number: Zero or more; thousands are not parted.
        what: The noun in the singular; of "x of y" the x goes into the plural.

    >>> counted(1, "gap"), counted(0, "shared identity"), counted(3, "conflict of identity")
    ('1 gap', '0 shared identities', '3 conflicts of identity')
    """
    if number == 1:
        return f"1 {what}"
    first, of, rest = what.partition(" of ")
    several = f"{first[:-1]}ies" if first.endswith("y") else f"{first}s"
    return f"{number} {several}{of}{rest}"
