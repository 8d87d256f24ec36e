"""Which statements are of one ship: edges by number first, then by name, taken in a fixed order.

An edge is taken unless it would put two different IMO numbers into one hull, or a person split the
two. Edges of one strength are sorted by their keys, so the order of input makes no difference.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations, pairwise

from tidewaiter.link.vessels.statements import Statement
from tidewaiter.model.decisions import Decision
from tidewaiter.model.vessels import Basis, Join
from tidewaiter.names.clean import fold

#: An IMO number or an MMSI that more statements of transmitters carry identifies none of them.
MOST_CARRIERS = 5
#: Up to so many statements are compared each with each; more are compared with the first.
_ALL_PAIRS = 8


@dataclass(slots=True)
class Group:
    """Statements that are one ship so far. ``splits`` are the decisions that keep others away."""

    keys: list[str]
    imos: set[str]
    handles: set[str]
    joins: list[Join] = field(default_factory=list)
    apart: dict[str, None] = field(default_factory=dict)


class Groups:
    """Groups of statements with the rules that no join may break."""

    def __init__(self, statements: Iterable[Statement], decisions: Sequence[Decision]) -> None:
        self.statements = {s.key: s for s in sorted(statements, key=lambda s: s.key)}
        self._of = {
            key: Group([key], set(s.imos), set(handles(s))) for key, s in self.statements.items()
        }
        self._splits = splits(decisions)

    def of(self, key: str) -> Group:
        """Return the group of a statement."""
        return self._of[key]

    def all(self) -> list[Group]:
        """Return the groups, sorted by their first statement."""
        return sorted({id(g): g for g in self._of.values()}.values(), key=lambda g: min(g.keys))

    def join(self, one: str, other: str, basis: Basis, sentence: str) -> bool:
        """Join two statements, or note on both groups why they stay apart."""
        a, b = self._of[one], self._of[other]
        if a is b:
            return True
        if why := self._refused(a, b):
            note = f"{sentence}, but {why}"
            a.apart.setdefault(note)
            b.apart.setdefault(note)
            return False
        if len(a.keys) < len(b.keys):
            a, b = b, a
        a.keys += b.keys
        a.imos |= b.imos
        a.handles |= b.handles
        a.joins += [*b.joins, Join(min(one, other), max(one, other), basis, sentence)]
        a.apart.update(b.apart)
        for key in b.keys:
            self._of[key] = a
        return True

    def _refused(self, a: Group, b: Group) -> str | None:
        if a.imos and b.imos and a.imos != b.imos:
            mine, theirs = (", ".join(sorted(g.imos)) for g in (a, b))
            return f"their IMO numbers differ: {' and '.join(sorted((mine, theirs)))}"
        for (x, y), decision in self._splits.items():
            if (x in a.handles and y in b.handles) or (y in a.handles and x in b.handles):
                return f"{decision.by} split {decision.words}: {decision.why}"
        return None


def splits(decisions: Iterable[Decision]) -> dict[tuple[str, str], Decision]:
    """Return the pairs of handles that a person split, with the decision."""
    return {
        (one, other): d
        for d in sorted(decisions, key=lambda d: d.decision_id)
        if d.verdict == "split" and len(d.about) == 2
        for one, other in (sorted(map(_handle, d.about)),)
    }


def believed(statement: Statement, decisions: Sequence[Decision]) -> Statement:
    """Return a transmitter's statement without the power of a number that a person took from it.

    Who splits an MMSI and the IMO number that it sends says that the number is not its own.
    """
    mine = set(handles(statement))
    for (one, other), decision in splits(decisions).items():
        number = next((h for h in (one, other) if h.startswith("imo:")), None)
        if statement.by == "broadcast" and number and {one, other} <= mine:
            note = f"not its own, decided {decision.by} on {decision.decided_utc:%Y-%m-%d}"
            statement = replace(
                statement,
                held=tuple(
                    replace(h, note=note) if h.field == "imo" and f"imo:{h.value}" == number else h
                    for h in statement.held
                ),
            )
    return statement


def _handle(text: str) -> str:
    kind, _, value = text.partition(":")
    return f"name:{fold(value)}" if kind == "name" else f"{kind}:{value}"


def handles(statement: Statement) -> Iterable[str]:
    """Return by what a person may name a statement in a decision."""
    yield from (f"imo:{v}" for v in statement.imos)
    yield from (f"mmsi:{v}" for v in statement.all("mmsi"))
    yield from (f"name:{v}" for v in statement.names)
    if statement.by == "list":
        yield statement.key


def join(groups: Groups, decisions: Sequence[Decision]) -> None:
    """Join statements: by decision, IMO number, MMSI, call sign and name, name and flag, name."""
    _decided(groups, decisions)
    _by_number(groups, "imo")
    _by_number(groups, "mmsi")
    _by_callsign(groups)
    _by_name_and_flag(groups)
    _by_name(groups)


def _decided(groups: Groups, decisions: Sequence[Decision]) -> None:
    bearers = _index(groups.statements.values(), handles)
    for decision in sorted(decisions, key=lambda d: d.decision_id):
        if decision.verdict != "joined" or len(decision.about) != 2:
            continue
        about = [_handle(h) for h in decision.about]
        words = (
            f"{decision.by} joined {decision.about[0]} and {decision.about[1]} on "
            f"{decision.decided_utc:%Y-%m-%d}: {decision.why}"
        )
        one, other = (bearers.get(h, []) for h in about)
        for a in one[:1]:
            for b in other[:1]:
                groups.join(a, b, "decision", words)


def _by_number(groups: Groups, what: str) -> None:
    imo = what == "imo"
    index = _index(groups.statements.values(), lambda s: s.imos if imo else s.all("mmsi"))
    for number, keys in sorted(index.items()):
        senders = {groups.statements[k].all("mmsi") for k in keys if k.startswith("mmsi:")}
        shown = f"IMO number {number}" if imo else f"MMSI {number}"
        if imo and len(senders) > MOST_CARRIERS:
            for key in keys:
                groups.of(key).apart.setdefault(
                    f"{len(senders)} transmitters send {shown}: it identifies none of them"
                )
            continue
        for a, b in _pairs(keys if imo else _of_one_ship(groups, keys, shown)):
            if not (imo and _is_entity(groups, a, b)):
                groups.join(a, b, "IMO number" if imo else "MMSI", f"both give {shown}")


def _of_one_ship(groups: Groups, keys: Sequence[str], shown: str) -> Sequence[str]:
    """Leave out what gives the MMSI alone, where ships of several IMO numbers have borne it."""
    if len({n for key in keys for n in groups.of(key).imos}) < 2:
        return keys
    for key in keys:
        if not groups.of(key).imos:
            groups.of(key).apart.setdefault(f"ships of several IMO numbers give {shown}")
    return [key for key in keys if groups.of(key).imos]


def _is_entity(groups: Groups, a: str, b: str) -> bool:
    """Say whether one is an entry of another kind than ship whose name is not the other's."""
    one, other = groups.statements[a], groups.statements[b]
    return any("entity" in h.note for s in (one, other) for h in s.held) and not (
        set(one.names) & set(other.names)
    )


def _by_callsign(groups: Groups) -> None:
    def pairs(s: Statement) -> Iterable[str]:
        signs = [v for v in s.all("callsign") if len(v) >= 4 and any(c.isalpha() for c in v)]
        return (f"{sign} {name}" for sign in signs for name in s.names)

    for both, keys in sorted(_index(groups.statements.values(), pairs).items()):
        for a, b in _pairs(keys):
            if not _heard_both(groups, a, b):
                sign, _, name = both.partition(" ")
                words = f"both give call sign {sign} and the name {name.upper()}"
                groups.join(a, b, "call sign and name", words)


def _heard_both(groups: Groups, a: str, b: str) -> bool:
    """Say whether both are transmitters with MMSIs of their own: a call sign may be typed in twice."""
    return all(groups.statements[k].by == "broadcast" for k in (a, b))


def _by_name_and_flag(groups: Groups) -> None:
    """Join a ship heard or named to the one list entry with its name and flag, where neither has more."""

    def named(s: Statement) -> Iterable[str]:
        flags = [f for f in s.all("flag") if len(f) == 2]
        return (f"{flag} {name}" for flag in flags for name in s.names)

    for both, keys in sorted(_index(groups.statements.values(), named).items()):
        found = _apart(groups, keys)
        if len(found) == 2 and _heard_or_listed(groups, found):
            flag, _, name = both.partition(" ")
            words = f"both give the name {name.upper()} and the flag {flag}, and no third ship here does"
            groups.join(found[0], found[1], "name and flag", words)


def _heard_or_listed(groups: Groups, keys: Sequence[str]) -> bool:
    """Say whether one is on a list, the other not, and the entry gives no IMO number itself."""
    lists = [k for k in keys if groups.statements[k].by == "list"]
    return len(lists) == 1 and not groups.of(lists[0]).imos


def _by_name(groups: Groups) -> None:
    """Join what gives a name alone to the one ship that bears it; entries of lists need more.

    The bearers are counted over transmitters, and documents that give a number too; where two or
    more ships bear the name, it is left alone, and both say so.
    """
    said = [s for s in groups.statements.values() if s.by != "list"]
    for name, keys in sorted(_index(said, lambda s: s.names).items()):
        bearers = _apart(groups, [k for k in keys if _numbered(groups, k)])
        bare = _apart(groups, [k for k in keys if not _numbered(groups, k)])
        if not bare and not _complement(groups, bearers):
            continue
        if len(bearers) > 1 and not _complement(groups, bearers):
            note = (
                f"{len(bearers)} ships here bear the name {name.upper()}: a name alone joins none"
            )
            for key in (*bearers, *bare):
                groups.of(key).apart.setdefault(note)
            bearers = []
        together = [*bearers, *bare]
        for a, b in pairwise(together):
            groups.join(
                a, b, "name", f"both give the name {name.upper()}, which no other ship here bears"
            )


def _complement(groups: Groups, bearers: Sequence[str]) -> bool:
    """Say whether two fill each other's gaps: one has an IMO number only, the other an MMSI only."""
    if len(bearers) != 2:
        return False
    kinds = []
    for key in bearers:
        group = groups.of(key)
        has_mmsi = any(h.startswith("mmsi:") for h in group.handles)
        kinds.append((bool(group.imos), has_mmsi))
    return sorted(kinds) == [(False, True), (True, False)]


def _numbered(groups: Groups, key: str) -> bool:
    return any(not h.startswith("name:") for h in groups.of(key).handles)


def _apart(groups: Groups, keys: Iterable[str]) -> list[str]:
    """Return one key, the least, of each group that the keys belong to."""
    found: dict[int, str] = {}
    for key in sorted(keys):
        found.setdefault(id(groups.of(key)), key)
    return sorted(found.values())


def _index(
    statements: Iterable[Statement], by: Callable[[Statement], Iterable[str]]
) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = {}
    for statement in statements:
        for value in dict.fromkeys(by(statement)):
            found.setdefault(value, []).append(statement.key)
    return {value: sorted(keys) for value, keys in found.items()}


def _pairs(keys: Collection[str]) -> Iterable[tuple[str, str]]:
    ordered = sorted(keys)
    if len(ordered) <= _ALL_PAIRS:
        return combinations(ordered, 2)
    return ((ordered[0], other) for other in ordered[1:])
