"""What contradicts within one hull, and which numbers changed hands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import combinations

from tidewaiter.link.vessels.statements import PLACEHOLDERS, Statement, firm, identifies, span
from tidewaiter.model.vessels import Conflict, ConflictKind, Held
from tidewaiter.names.clean import fold
from tidewaiter.names.numbers import mmsi_country

#: Names more alike than this are two spellings ("VOS STAR", "VOSSTAR"), not two names.
_ONE_NAME = 0.8
#: First digits of sets that are no ship's: craft of a mother ship, aids, handheld, search and rescue.
_NOT_SHIPS = ("97", "98", "99", "8", "0", "1")


def conflicts(held: Sequence[Held], statements: Sequence[Statement]) -> tuple[Conflict, ...]:
    """Return what does not fit together in one hull.

    Args:
        held: All that it holds.
        statements: What it was put together from.
    """
    found = [
        *_names(held),
        *_listed_names(held),
        *_mmsis(held),
        *_no_numbers(held),
        *_flags(held),
        *_other_numbers(statements),
    ]
    return tuple(sorted(dict.fromkeys(found), key=lambda c: (c.kind, c.values, c.refs)))


def _names(held: Sequence[Held]) -> Iterator[Conflict]:
    names = [h for h in held if h.field == "name" and h.by == "broadcast" and firm(h)]
    names = [h for h in names if _ships(h.ref.removeprefix("mmsi:"))]
    for a, b in combinations(names, 2):
        if _alike(a.value, b.value) or not _at_once(a, b):
            continue
        yield _conflict(
            "two names", (a, b),
            f"Two names at once: {a.value!r} {_when(a)}, {b.value!r} {_when(b)}.",
        )  # fmt: skip


def _listed_names(held: Sequence[Held]) -> Iterator[Conflict]:
    """A list gives the number, but none of its names is broadcast."""
    sent = [h for h in held if h.field == "name" and h.by == "broadcast" and firm(h)]
    by_entry: dict[str, list[Held]] = {}
    for h in held:
        if h.field == "name" and h.by == "list":
            by_entry.setdefault(h.ref, []).append(h)
    for listed in by_entry.values():
        known = [h for h in listed if not h.note.startswith("of an entry")]
        if sent and known and not any(_alike(a.value, b.value) for a in sent for b in known):
            names = ", ".join(dict.fromkeys(h.value for h in known))
            last = max(sent, key=lambda h: (h.last is not None, h.last, h.value))
            yield _conflict(
                "another name", (known[0], last),
                f"Listed by {known[0].source} as {names} ({_when(known[0])}); broadcast as {last.value!r} {_when(last)}.",
            )  # fmt: skip


def _mmsis(held: Sequence[Held]) -> Iterator[Conflict]:
    heard = [h for h in held if h.field == "mmsi" and h.by == "broadcast"]
    for a, b in combinations([h for h in heard if _ships(h.value)], 2):
        if a.value == b.value or not _at_once(a, b):
            continue
        told = f"Two MMSIs at once: {a.value} {_when(a)}, {b.value} {_when(b)}."
        if sum(x != y for x, y in zip(a.value, b.value, strict=True)) == 1:
            slip = f"{told} They differ in one digit: a slip in programming a set is likely."
            yield _conflict("MMSIs a digit apart", (a, b), slip)
        else:
            second = f"{told} A second set on board programmed otherwise looks the same."
            yield _conflict("two MMSIs", (a, b), second)


def _ships(mmsi: str) -> bool:
    return not mmsi.startswith(_NOT_SHIPS)


def _no_numbers(held: Sequence[Held]) -> Iterator[Conflict]:
    for h in held:
        if h.field == "imo" and firm(h) and not identifies(h.value):
            why = "a placeholder" if h.value in PLACEHOLDERS else "its check digit is wrong"
            yield _conflict(
                "no IMO number", (h,),
                f"{h.value}, given as IMO number {_when(h)}, is none: {why}. National register "
                "numbers are often typed into that field.",
            )  # fmt: skip


def _flags(held: Sequence[Held]) -> Iterator[Conflict]:
    """A list or the analyst gives one flag, the digits of an MMSI another."""
    said = [h for h in held if h.field == "flag" and h.by != "broadcast" and not h.note]
    for mmsi in (h for h in held if h.field == "mmsi" and h.by == "broadcast" and _ships(h.value)):
        digits = mmsi_country(int(mmsi.value))
        for flag in said:
            if digits is not None and len(flag.value) == 2 and flag.value != digits:
                yield Conflict(
                    "flag and MMSI", (flag.value, mmsi.value), (flag.ref, mmsi.ref),
                    f"Flag {flag.value} by {flag.source} ({_when(flag)}); the digits of MMSI {mmsi.value}, "
                    f"heard {_when(mmsi)}, are those of {digits}. Ships change flags: compare the days.",
                )  # fmt: skip


def _other_numbers(statements: Sequence[Statement]) -> Iterator[Conflict]:
    """A source that was joined gives another IMO number beside, which identifies no other ship."""
    for one in statements:
        if len(one.imos) > 1:
            yield Conflict(
                "another IMO number", one.imos, (one.key,),
                f"One source gives several IMO numbers: {', '.join(one.imos)}.",
            )  # fmt: skip


def handed_on(mmsi: str, first: Sequence[Held], second: Sequence[Held]) -> Conflict:
    """Return the conflict of two hulls of two IMO numbers under one MMSI.

    Args:
        mmsi: Nine digits.
        first: The IMO numbers of the one, as held.
        second: Those of the other.
    """
    a, b = sorted((first[0], second[0]), key=lambda h: (h.first is None, h.first, h.value))
    order = "at once" if _at_once(a, b) else "one after the other"
    return _conflict(
        "two IMO numbers", (a, b),
        f"MMSI {mmsi} sent two IMO numbers {order}: {a.value} {_when(a)}, {b.value} {_when(b)}. "
        "They are kept as two hulls.",
    )  # fmt: skip


def _conflict(kind: ConflictKind, helds: Iterable[Held], sentence: str) -> Conflict:
    helds = tuple(helds)
    values = tuple(h.value for h in helds)
    return Conflict(kind, values, tuple(dict.fromkeys(h.ref for h in helds)), sentence)


def _alike(one: str, other: str) -> bool:
    a, b = (fold(name).replace(" ", "") for name in (one, other))
    short, long = sorted((a, b), key=len)
    if not short or (len(short) >= 4 and short in long):
        return True
    return SequenceMatcher(None, a, b).ratio() >= _ONE_NAME


def _at_once(a: Held, b: Held) -> bool:
    """Say whether both held for a time: touching ends do not."""
    if a.first is None or a.last is None or b.first is None or b.last is None:
        return False
    return max(a.first, b.first) < min(a.last, b.last)


def _when(held: Held) -> str:
    first, last = span((held,))
    if first is None or last is None:
        return "without a day"
    if held.by == "broadcast":
        return f"from {first:%Y-%m-%d %H:%M} to {last:%Y-%m-%d %H:%M}"
    return f"{first:%Y-%m-%d}" if first == last else f"from {first:%Y-%m-%d} to {last:%Y-%m-%d}"
