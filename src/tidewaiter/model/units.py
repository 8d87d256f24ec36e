"""Units as products of named things: ``rounds/container`` times ``containers`` is ``rounds``."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from tidewaiter.errors import UnitError

_SINGULAR = {"tonnes": "tonne", "days": "day", "boxes": "container", "shells": "round"}


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit: each base name with its power, sorted; the empty unit is a plain number."""

    powers: tuple[tuple[str, int], ...] = ()

    def __mul__(self, other: Unit) -> Unit:
        """Multiply: powers add."""
        return _of(Counter(dict(self.powers)), other.powers, 1)

    def __truediv__(self, other: Unit) -> Unit:
        """Divide: powers subtract."""
        return _of(Counter(dict(self.powers)), other.powers, -1)

    def __str__(self) -> str:
        """Write it as :func:`unit` reads it: ``round/container``."""
        over = "*".join(n if p == 1 else f"{n}^{p}" for n, p in self.powers if p > 0)
        under = "".join(f"/{n}" * -p for n, p in self.powers if p < 0)
        return f"{over or '1'}{under}" if self.powers else "1"


def _of(base: Counter[str], powers: tuple[tuple[str, int], ...], sign: int) -> Unit:
    for name, power in powers:
        base[name] += sign * power
    return Unit(tuple(sorted((n, p) for n, p in base.items() if p)))


def unit(text: str) -> Unit:
    """Read a unit such as ``rounds``, ``containers/voyage`` or ``kg/round``; plurals are equal.

    Args:
        text: Names joined by ``*`` and ``/``; ``1`` or empty for a plain number.

    Raises:
        UnitError: The text is no such expression.

    >>> str(unit("containers/voyage") * unit("voyages"))
    'container'
    """
    result, sign = Unit(), "*"
    for part in re.split(r"([*/])", text.strip() or "1"):
        name = part.strip()
        if name in ("*", "/"):
            sign = name
            continue
        if name == "1":
            factor = Unit()
        elif re.fullmatch(r"[A-Za-z][A-Za-z0-9_ .+()-]*", name):
            factor = Unit(((_base(name), 1),))
        else:
            raise UnitError(f"cannot read the unit {text!r}; write it like rounds/container")
        result = result * factor if sign == "*" else result / factor
    return result


def _base(name: str) -> str:
    lower = name.lower()
    if lower in _SINGULAR:
        return _SINGULAR[lower]
    return lower[:-1] if lower.endswith("s") and not lower.endswith("ss") else lower
