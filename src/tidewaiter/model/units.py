"""Units as products of named things: ``rounds/container`` times ``containers`` is ``rounds``.

Counted things are units of their own; mass, time and length have scales, so that tonnes and
kilograms compare. Figures are reckoned in base units (kg, hour, km) and shown in any other.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from tidewaiter.errors import UnitError

#: Other words for a unit. A metric ton, "t" and "ton" of a report on arms are taken as tonnes.
_SAME = {
    "box": "container", "boxe": "container", "shell": "round", "ton": "tonne", "t": "tonne",
    "metric ton": "tonne", "kiloton": "kt", "kilotonne": "kt", "kilogram": "kg", "kilo": "kg",
    "gram": "g", "metre": "m", "meter": "m", "kilometre": "km", "kilometer": "km",
    "nautical mile": "nm", "hr": "hour", "h": "hour", "min": "minute",
}  # fmt: skip
#: Scaled units: base and how many of the base one is.
_SCALE = {
    "g": ("kg", 0.001), "tonne": ("kg", 1000.0), "kt": ("kg", 1e6),
    "minute": ("hour", 1 / 60), "day": ("hour", 24.0), "week": ("hour", 168.0),
    "m": ("km", 0.001), "nm": ("km", 1.852),
}  # fmt: skip
#: Units that measure and do not count: nothing of them is a kind of thing.
MEASURES = frozenset({"kg", "hour", "km"})
_KIND = re.compile(r"^([A-Za-z][A-Za-z_-]*)\s+(?:of\s+)?(\d[\w .,-]*)$")


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit: each name with its power, sorted; the empty unit is a plain number."""

    powers: tuple[tuple[str, int], ...] = ()

    def __mul__(self, other: Unit) -> Unit:
        """Multiply: powers add."""
        return _of(Counter(dict(self.powers)), other.powers, 1)

    def __truediv__(self, other: Unit) -> Unit:
        """Divide: powers subtract."""
        return _of(Counter(dict(self.powers)), other.powers, -1)

    def __str__(self) -> str:
        """Write it as :func:`unit` reads it: ``round/container``."""
        over = "*".join(n if p == 1 else "*".join([n] * p) for n, p in self.powers if p > 0)
        under = "".join(f"/{n}" * -p for n, p in self.powers if p < 0)
        return f"{over or '1'}{under}" if self.powers else "1"

    @property
    def base(self) -> Unit:
        """The same with every scaled name replaced by its base: two units of one base compare."""
        made = Unit()
        for name, power in self.powers:
            one = Unit(((_SCALE.get(name, (name, 1.0))[0], 1),))
            for _ in range(abs(power)):
                made = made * one if power > 0 else made / one
        return made

    @property
    def factor(self) -> float:
        """How many of :attr:`base` one of it is: 1000 for ``tonnes/container``."""
        made = 1.0
        for name, power in self.powers:
            scale = _SCALE.get(name, (name, 1.0))[1]
            made = made * scale**power if power > 0 else made / scale**-power
        return made


def _of(base: Counter[str], powers: tuple[tuple[str, int], ...], sign: int) -> Unit:
    for name, power in powers:
        base[name] += sign * power
    return Unit(tuple(sorted((n, p) for n, p in base.items() if p)))


def unit(text: str) -> Unit:
    """Read a unit such as ``rounds``, ``containers/voyage`` or ``kg a round``; plurals are equal.

    Args:
        text: Names joined by ``*`` and ``/`` (or "a", "an", "per"); ``1`` or empty for a number.

    Raises:
        UnitError: The text is no such expression.

    >>> str(unit("containers/voyage") * unit("voyages"))
    'container'
    >>> unit("tonnes per container").base == unit("kg/container"), unit("kt").factor
    (True, 1000000.0)
    """
    result, sign = Unit(), "*"
    joined = re.sub(r"\s+(?:a|an|per)\s+", "/", text.strip() or "1")
    for part in re.split(r"([*/])", joined):
        name = part.strip()
        if name in ("*", "/"):
            sign = name
            continue
        if name == "1":
            factor = Unit()
        elif re.fullmatch(r"[A-Za-z][A-Za-z0-9_ .+()-]*", name):
            factor = Unit(((_name(kind(name)[0]), 1),))
        else:
            raise UnitError(f"cannot read the unit {text!r}; write it like rounds/container")
        result = result * factor if sign == "*" else result / factor
    return result


def kind(text: str) -> tuple[str, str | None]:
    """Part a unit from the kind of thing that stands with it.

    >>> kind("rounds of 152 mm"), kind("rounds 122 mm"), kind("containers")
    (('rounds', '152 mm'), ('rounds', '122 mm'), ('containers', None))
    """
    found = _KIND.match(text.strip())
    return (found[1], found[2].strip()) if found else (text, None)


def _name(name: str) -> str:
    lower = " ".join(name.lower().split())
    single = lower[:-1] if lower.endswith("s") and not lower.endswith("ss") else lower
    return _SAME.get(lower, _SAME.get(single, single))
