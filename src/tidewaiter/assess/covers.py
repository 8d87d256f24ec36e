"""What a count covers: whether one counts a part of what another counts."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from tidewaiter.assess.mixed import same_kind
from tidewaiter.assess.windows import inside
from tidewaiter.model.figures import Figure
from tidewaiter.names.countries import country
from tidewaiter.names.ships import ship_name

#: Happenings that can be counted up over a window; goods moved and the ships that move them are one.
_GROUP = {
    "transfer": "movement", "vessel": "movement", "deployment": "deployment",
    "casualty": "casualty", "attack": "attack", "inspection": "inspection",
}  # fmt: skip
_ROLES = ("agent", "recipient", "target", "origin", "destination")
_GENERIC = re.compile(
    r"\b(ships?|vessels?|boats?|aircraft|planes?|trains?|trucks?)\b", re.IGNORECASE
)


def group(figure: Figure) -> str | None:
    """Return the kind of happening that a figure counts; None for a stance, plan or meeting."""
    return _GROUP.get(figure.event)


def carriers(figure: Figure) -> frozenset[str]:
    """Return the named carriers, empty where none is named ("cargo vessels" names none)."""
    return named_carriers(figure.carriers)


def named_carriers(names: Iterable[str]) -> frozenset[str]:
    """Return the names among words for carriers, each as :func:`ship_name` has it."""
    return frozenset(ship_name(n) for n in names if not _GENERIC.search(n))


def one_subject(a: Figure, b: Figure) -> bool:
    """Say whether two figures can be about one thing.

    Nothing that both say sets them apart; and where both say who, where from or where to, they have
    something of it in common.
    """
    if group(a) is None or group(a) != group(b):
        return False
    ours, theirs = carriers(a), carriers(b)
    if ours and theirs and not ours & theirs:
        return False
    found = {_relation(_names(a, role), _names(b, role)) for role in _ROLES}
    if "apart" in found:
        return False
    silent = not (ours or a.roles) or not (theirs or b.roles)
    return silent or bool(ours & theirs) or bool(found & {"same", "part", "whole"})


def part_of(part: Figure, whole: Figure) -> bool:
    """Say whether one figure surely counts a part, or all, of what the other counts.

    Days within days; ships among ships, or among all; places within places. What the whole leaves
    unsaid it takes in; what the part alone leaves unsaid, nobody knows.
    """
    return inside(part.window, whole.window) and covers(part, whole)


def covers(part: Figure, whole: Figure) -> bool:
    """Say the same of ships, places and kinds alone, whatever the days."""
    if not one_subject(part, whole):
        return False
    if not same_kind(part.of, whole.of) or (whole.of and not part.of):
        return False
    ours, theirs = carriers(part), carriers(whole)
    if theirs and not (ours and ours <= theirs):
        return False
    for role in _ROLES:
        of_part, of_whole = _names(part, role), _names(whole, role)
        if of_whole and _relation(of_part, of_whole) not in ("same", "part"):
            return False
    return True


def _names(figure: Figure, role: str) -> frozenset[str]:
    return frozenset(name for r, name in figure.roles if r == role)


@lru_cache(maxsize=1 << 16)
def _relation(a: frozenset[str], b: frozenset[str]) -> str:
    """Compare places or parties: ``same``, ``part`` (a in b), ``whole``, ``apart``, ``unknown``."""
    ours, theirs = _parts(a), _parts(b)
    if not ours or not theirs:
        return "unknown"
    if ours == theirs:
        return "same"
    if all(any(_within(x, y) for y in theirs) for x in ours):
        return "part"
    if all(any(_within(y, x) for x in ours) for y in theirs):
        return "whole"
    countries = [{c for _, c in side} for side in (ours, theirs)]
    if all(None not in side for side in countries) and not countries[0] & countries[1]:
        return "apart"
    return "unknown"


_Part = tuple[str, str | None]


@lru_cache(maxsize=1 << 16)
def _parts(names: frozenset[str]) -> frozenset[_Part]:
    """Each place as its name and country: "Vostochny and Dunai, Russia" is two, both in Russia."""
    found: set[_Part] = set()
    for name in names:
        *heads, tail = re.split(r", | in ", name)
        head = ", ".join(heads)
        code = country(tail) or country(name)
        if head and country(tail):
            found.update((p.strip().casefold(), code) for p in head.split(" and "))
        elif country(name):
            found.add(("", code))  # the country as a whole
        else:
            found.update((p.strip().casefold(), None) for p in name.split(" and "))
    return frozenset(found)


def _within(inner: _Part, outer: _Part) -> bool:
    if outer[0] == "":
        return inner[1] == outer[1]
    return inner[0] == outer[0] and (inner[1] == outer[1] or None in (inner[1], outer[1]))
