"""Foreign words made safe to print: no control characters, no half characters, not too long."""

from __future__ import annotations


def shown(value: object, longest: int = 80) -> str:
    r"""Return a value as one printable line.

    Args:
        value: Text, or what JSON gave; of a list or an object only that it is one.
        longest: Most characters; what is cut is marked by "…".

    >>> shown("a\x1b[31m\nb\ud800")
    'a\\x1b[31m b\\ud800'
    """
    if isinstance(value, list | dict):
        return "(a list)" if isinstance(value, list) else "(an object)"
    text = value if isinstance(value, str) else repr(value)
    cut = text if len(text) <= longest else text[: longest - 1] + "…"
    return "".join(
        c if c.isprintable() else " " if c.isspace() else c.encode("unicode_escape").decode()
        for c in cut
    )
