"""Names of files that no other file of a folder has."""

from __future__ import annotations


def free_name(stem: str, ending: str, taken: set[str]) -> str:
    """Return a name that is not taken, with a number where need be, and take it.

    Args:
        stem: What the name begins with; may hold folders.
        ending: What it ends with.
        taken: Names that are taken, case folded; the new one is added.

    >>> taken = {"a.html"}
    >>> free_name("A", ".html", taken), free_name("a", ".html", taken)
    ('A-2.html', 'a-3.html')
    """
    number, name = 1, f"{stem}{ending}"
    while name.casefold() in taken:
        number += 1
        name = f"{stem}-{number}{ending}"
    taken.add(name.casefold())
    return name
