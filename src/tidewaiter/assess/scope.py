"""Does a paragraph reach the ships, the acts and the days that a case speaks of?

Three answers: it applies, it does not apply because …, it cannot be told because …. What is not known
is never taken for a yes or a no. A paragraph whose verb binds nobody can apply; no breach follows.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from tidewaiter.assess.evidence import Record
from tidewaiter.assess.packs import Regime
from tidewaiter.assess.ships import Entry, Facts, Ship
from tidewaiter.model.claims import Claim
from tidewaiter.model.provisions import Provision, Reach, Scope


@dataclass(frozen=True, slots=True)
class _Answer:
    reach: Reach
    because: str
    refs: tuple[str, ...] = ()
    of_ship: bool = False
    ship: str = ""


def scope(
    provision: Provision, regime: Regime, acts: Sequence[Record], facts: Facts
) -> tuple[Scope, bool]:
    """Ask whether a provision reaches what a case speaks of.

    Args:
        provision: The paragraph.
        regime: Whom its pack is about.
        acts: Records that support the finding: their ships, their days, which way the goods go.
        facts: What the case knows of ships.

    Returns:
        The answer, and whether the finding may rest on it: it applies, or only the day or the way
        of the goods is not known.
    """
    answers = [
        _day(provision, acts),
        _way(provision, regime, acts),
        _ships(provision, regime, acts, facts),
    ]
    no = [a for a in answers if a.reach == "does not apply"]
    open_ = [a for a in answers if a.reach == "cannot be told"]
    if no:
        # The ships come first: "not that kind of ship" says more than "not on that day".
        shown = max(no, key=lambda a: a.of_ship)
    elif open_:
        shown = max(open_, key=lambda a: a.of_ship)
    else:
        shown = _Answer("applies", _joined(answers), tuple(r for a in answers for r in a.refs))
    applies = shown.reach == "applies"
    because = shown.because
    if applies and not provision.binds:
        because = (
            f"{because} Its verb, “{provision.verb}”, binds nobody: no breach of it can follow."
        )
    made = Scope(
        provision.provision_id, provision.name, shown.reach, because,
        applies and provision.binds, tuple(dict.fromkeys(shown.refs)),
    )  # fmt: skip
    return made, applies or (shown.reach == "cannot be told" and not shown.of_ship)


def _joined(answers: Sequence[_Answer]) -> str:
    return " ".join(a.because for a in answers if a.because)


def _day(provision: Provision, acts: Sequence[Record]) -> _Answer:
    """Ask whether the paragraph was in force on a day of the acts."""
    first, last = provision.in_force_from, provision.in_force_until
    since = (
        f"It is in force since {first}" if last is None else f"It was in force {first} to {last}"
    )
    dated = [r for r in acts if r.start is not None or r.end is not None]
    inside = [
        r for r in dated
        if r.start is not None and r.start >= first and (last is None or _end(r) <= last)
    ]  # fmt: skip
    if inside:
        return _Answer("applies", f"{since}, and {_acts(inside)}.", _refs(inside))
    before = [r for r in dated if r.end is not None and r.end < first]
    after = [r for r in dated if last is not None and r.start is not None and r.start > last]
    if dated and len(before) + len(after) == len(dated):
        return _Answer("does not apply", f"{since}, but {_acts(dated)}.", _refs(dated))
    if not dated:
        return _Answer("cannot be told", f"{since}; no day of the act is known.")
    return _Answer("cannot be told", f"{since}; the days of the act are not known well enough.")


def _refs(records: Sequence[Record]) -> tuple[str, ...]:
    return tuple(r.ref for r in records)


def _end(record: Record) -> date:
    return record.end or record.start or date.max


def _acts(records: Sequence[Record]) -> str:
    starts = [r.start for r in records if r.start]
    first = min(starts) if starts else None
    last = max(_end(r) for r in records)
    if first == last:
        return f"the acts reported are of {last}"
    return f"the acts reported are of {first or 'an open day'} to {last}"


def _way(provision: Provision, regime: Regime, acts: Sequence[Record]) -> _Answer:
    """Ask whether the goods went the way that the paragraph is about."""
    if provision.direction == "any":
        return _Answer("applies", "")
    ways = {way for r in acts for way in _ways(r, regime)}
    if provision.direction in ways:
        return _Answer(
            "applies", f"The goods are said to have gone {provision.direction} {regime.name}."
        )
    if ways:
        other = "to" if provision.direction == "from" else "from"
        return _Answer(
            "does not apply",
            f"It is about goods {provision.direction} {regime.name}; those spoken of here went {other} it.",
        )
    return _Answer("cannot be told", "No record says which way the goods went.")


def _ways(record: Record, regime: Regime) -> set[str]:
    if not isinstance(record.record, Claim):
        return set()
    found = set()
    for role in record.record.event.roles:
        named = any(word in role.name.casefold() for word in regime.names)
        if named and role.role in ("origin", "agent"):
            found.add("from")
        if named and role.role in ("destination", "recipient"):
            found.add("to")
    return found


def _ships(provision: Provision, regime: Regime, acts: Sequence[Record], facts: Facts) -> _Answer:
    """Ask whether a ship of the acts is of the kind that the paragraph is about."""
    if provision.ships == "any":
        return _Answer("applies", "")
    ships = facts.ships_of(acts)
    named = tuple(s for s in ships if not s.described)
    if provision.ships == "listed" and named:
        ships = named  # no list holds "cargo ships under that flag"
    if not ships:
        return _Answer("cannot be told", "No record names a ship.", of_ship=True)
    answers = [_ship(provision, regime, ship, acts, facts) for ship in ships]
    for reach in ("applies", "cannot be told", "does not apply"):
        some = [a for a in answers if a.reach == reach]
        if some:
            return _merged(provision, regime, reach, some)
    raise AssertionError("a ship has one of three answers")


def _merged(
    provision: Provision, regime: Regime, reach: Reach, answers: Sequence[_Answer]
) -> _Answer:
    """Put the answers on several ships into one, ships of the same answer together."""
    about = {
        "flagged": f"It is about ships under the flag of {regime.name}",
        "linked": f"It is about ships linked to {regime.name}",
        "listed": f"It is about ships on {regime.list_name}",
    }[provision.ships]
    by_why: dict[str, list[str]] = {}
    for answer in answers:
        by_why.setdefault(answer.because, []).append(answer.ship)
    said = "; ".join(f"{', '.join(names)}: {why}" for why, names in by_why.items())
    tail = ""
    if provision.ships == "linked" and reach == "does not apply":
        tail = (
            f" Nothing here links them to {regime.name}: what such ships do is an indicator, no "
            "breach of it."
        )
    return _Answer(
        reach, f"{about}. {said}.{tail}", tuple(r for a in answers for r in a.refs), True
    )


def _ship(
    provision: Provision, regime: Regime, ship: Ship, acts: Sequence[Record], facts: Facts
) -> _Answer:
    if provision.ships == "listed":
        return _listed(regime, ship, acts, facts)
    flagged = _flagged(regime, ship)
    if provision.ships == "flagged":
        return flagged
    linked = next((why for state, why in ship.linked if state in regime.flags), None)
    if linked is not None:
        return _Answer("applies", f"linked to {regime.name}, {linked}", ship.refs, ship=ship.name)
    listed = _listed(regime, ship, acts, facts)
    return listed if listed.reach == "applies" else flagged


def _flagged(regime: Regime, ship: Ship) -> _Answer:
    if ship.flag is None:
        return _Answer("cannot be told", "the flag is not known here", ship=ship.name)
    reach: Reach = "applies" if ship.flag in regime.flags else "does not apply"
    source = f" ({ship.flag_from})" if ship.flag_from else ""
    return _Answer(reach, f"flag {ship.flag.upper()}{source}", ship.refs, ship=ship.name)


def _listed(regime: Regime, ship: Ship, acts: Sequence[Record], facts: Facts) -> _Answer:
    """Ask whether the ship stood on the regime's list on a day of the acts."""
    entries = [e for e in ship.entries if _of_regime(e, regime)]
    if not entries:
        return _unlisted(regime, ship, facts)
    refs = tuple(e.ref for e in entries)
    days = [e.listed_on for e in entries if e.listed_on is not None]
    if not days:
        return _Answer(
            "cannot be told", "listed, on a day that is not known", refs, ship=ship.name
        )
    day = min(days)
    own = [r for r in acts if ship in facts.ships_of([r])]
    if any(r.start is not None and r.start >= day for r in own):
        because = f"listed on {day}, before acts that are reported of it"
        return _Answer("applies", because, refs, ship=ship.name)
    if own and all(r.end is not None and r.end < day for r in own):
        last = max(_end(r) for r in own)
        because = (
            f"listed on {day}; what is reported of it ended on {last}, when it was not listed yet"
        )
        return _Answer("does not apply", because, refs, ship=ship.name)
    because = (
        f"listed on {day}; whether before the acts reported of it cannot be told from their days"
    )
    return _Answer("cannot be told", because, refs, ship=ship.name)


def _unlisted(regime: Regime, ship: Ship, facts: Facts) -> _Answer:
    complete = regime.complete or regime.lists
    screened = [name for name in facts.lists if _any_in(complete, name)]
    if screened:
        because = f"not found there ({', '.join(screened)}, as this case has it)"
        return _Answer("does not apply", because, ship=ship.name)
    said = [(ref, words) for ref, words in ship.unlisted if _any_in(regime.list_words, words)]
    if said:
        because = (
            f"a source of this case says “{said[0][1]}”; no edition of the list was screened here"
        )
        return _Answer("does not apply", because, tuple(ref for ref, _ in said), ship=ship.name)
    return _Answer("cannot be told", "no edition of that list is in this case", ship=ship.name)


def _of_regime(entry: Entry, regime: Regime) -> bool:
    if entry.said:
        return _any_in(regime.list_words, entry.list_id)
    of_list = _any_in(regime.lists, entry.list_id)
    of_program = (
        not regime.programs or not entry.program or _any_in(regime.programs, entry.program)
    )
    return of_list and of_program


def _any_in(words: Iterable[str], text: str) -> bool:
    folded = text.casefold()
    return any(word.casefold() in folded for word in words)
