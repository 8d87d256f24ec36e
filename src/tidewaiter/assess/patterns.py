"""Does a record speak to an element, and what does it say of it?"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from tidewaiter.assess.evidence import Record
from tidewaiter.assess.packs import Pattern
from tidewaiter.errors import UnitError
from tidewaiter.model.claims import Claim
from tidewaiter.model.findings import Relation
from tidewaiter.model.listings import Match
from tidewaiter.model.movements import Meeting
from tidewaiter.model.sightings import Sighting
from tidewaiter.model.tallies import Tally
from tidewaiter.model.units import unit
from tidewaiter.names.ships import ship_name

#: Stands in a pattern's ``ships`` for those that the claims of the case name as carriers.
NAMED = "@named"
#: Where two patterns give one record two relations, the more cautious one stands.
_PRECEDENCE: tuple[Relation, ...] = ("disputes", "supports", "context")
Window = tuple[date | None, date | None]


def relation(
    record: Record,
    patterns: Iterable[Pattern],
    *,
    named: Collection[str] = (),
    acts: Sequence[Window] = (),
) -> Relation | None:
    """Say what a record does to an element, None where it does not speak to it.

    Args:
        record: The record.
        patterns: Of the element.
        named: Names of the ships that the case speaks of, as :func:`ship_name` has them.
        acts: Days of the act, as far as they are known.
    """
    found = [_relation(record, p, acts) for p in patterns if speaks_to(record, p, named)]
    return min(found, key=_PRECEDENCE.index) if found else None


def _relation(record: Record, pattern: Pattern, acts: Sequence[Window]) -> Relation:
    if record.says is not None:
        return record.says if pattern.relation == "supports" else pattern.relation
    if pattern.listed_by_act and not _listed_by(record, acts):
        return "context"
    return pattern.relation


def _listed_by(record: Record, acts: Sequence[Window]) -> bool:
    """Say whether the entry of a match was on the list throughout the days of some act."""
    listed = record.start
    return listed is not None and any(s is not None and listed <= s for s, _ in acts)


def speaks_to(record: Record, pattern: Pattern, named: Collection[str] = ()) -> bool:
    """Say whether a record fulfils every condition of a pattern."""
    if record.kind != pattern.kind or not _of_ships(record, pattern.ships, named):
        return False
    item = record.record
    if isinstance(item, Claim):
        return _claim_fits(item, pattern)
    if isinstance(item, Sighting):
        fits = _any_in(pattern.places, item.place) and _any_in(pattern.words, item.what)
        return fits and pattern.seen in (None, item.seen)
    if isinstance(item, Match):
        return item.alert and _any_in(pattern.lists, record.origins[0])
    if isinstance(item, Meeting):
        ports = {item.port_id} if item.port_id else set()
        return _at_port(ports, pattern) and _any_in(pattern.places, item.place)
    if isinstance(item, Tally):
        return _any_in(pattern.words, item.title)
    return _event_fits(item, pattern)


def _of_ships(record: Record, wanted: Sequence[str], named: Collection[str]) -> bool:
    if not wanted:
        return True
    words = [w for w in wanted if w != NAMED]
    if any(words and _any_in(tuple(words), ship) for ship in record.ships):
        return True
    return NAMED in wanted and any(ship_name(ship) in named for ship in record.ships)


def _claim_fits(claim: Claim, pattern: Pattern) -> bool:
    return (
        (not pattern.event or claim.event.type in pattern.event)
        and (not pattern.acts or claim.act in pattern.acts)
        and pattern.polarity in (None, claim.polarity)
        and (not pattern.units or _has_unit(claim, pattern.units))
        and _any_in(pattern.words, claim.content.text)
        and (not pattern.countries or any(p.country in pattern.countries for p in claim.places))
        and all(_has_role(claim, role, words) for role, words in pattern.roles)
    )


def _has_role(claim: Claim, role: str, words: tuple[str, ...]) -> bool:
    return any(r.role == role and _any_in(words, r.name) for r in claim.event.roles)


def _has_unit(claim: Claim, names: tuple[str, ...]) -> bool:
    """Say whether a figure is in one of some units; a box is a container, as :mod:`model.units` has it."""
    wanted = {str(unit(name).base) for name in names}
    return any(wanted & _things(q.unit) for q in claim.quantities if q.unit)


def _things(text: str) -> frozenset[str]:
    """Return a unit as such, the names of what it counts, and their words: artillery rounds are rounds."""
    try:
        measure = unit(text).base
    except UnitError:  # a notation of its own: its words alone
        return frozenset(_single(word) for word in re.findall(r"[A-Za-z]+", text))
    counted = [name for name, power in measure.powers if power > 0]
    words = [_single(word) for name in counted for word in name.split()]
    return frozenset((str(measure), *counted, *words))


def _single(word: str) -> str:
    return str(unit(word).base) if re.fullmatch(r"[A-Za-z][\w-]*", word) else word


def _event_fits(event: Mapping[str, Any], pattern: Pattern) -> bool:
    if pattern.kinds and event["kind"] not in pattern.kinds:
        return False
    candidates = json.loads(event["candidate_ports"] or "[]")
    return _at_port({c["port_id"] for c in candidates} | {event["port_id"] or ""}, pattern)


def _at_port(ports: Collection[str], pattern: Pattern) -> bool:
    """Say whether one of the ports is wanted, by its id or by the country that begins its LOCODE."""
    by_id = not pattern.candidate or any(port in pattern.candidate for port in ports)
    countries = {port[:2].casefold() for port in ports}
    return by_id and (not pattern.countries or any(c in pattern.countries for c in countries))


def _any_in(words: tuple[str, ...], text: str) -> bool:
    folded = text.casefold()
    return not words or any(word.casefold() in folded for word in words)
