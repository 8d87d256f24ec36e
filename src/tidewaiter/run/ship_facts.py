"""What a case knows of its ships, as the scope of provisions asks for it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from tidewaiter.assess.ships import Entry, Facts, Ship
from tidewaiter.lists.editions import line
from tidewaiter.model.claims import Claim
from tidewaiter.model.listings import Edition, Match
from tidewaiter.model.vessels import Hull
from tidewaiter.names.countries import country
from tidewaiter.names.ships import ship_name
from tidewaiter.run.config import ShipFacts
from tidewaiter.run.findings import list_of

#: "Russian-flagged cargo vessels", "a ship flying the flag of Togo".
_FLAGGED = re.compile(r"\b([A-Z][\w’' ]*?)[- ]flagged\b|\bflag of (?:the )?([A-Z][\w ]+)")

_NUMBER = re.compile(r"(?<!\d)\d{7}(?!\d)")
_DESCRIBED = re.compile(r"\b(?:ships?|vessels?|tankers?|freighters?|flagged)\b", re.IGNORECASE)


def ship_facts(
    claims: Sequence[Claim],
    hulls: Sequence[Hull],
    matches: Mapping[int, Sequence[Match]],
    editions: Iterable[Edition],
    typed: Sequence[ShipFacts],
) -> Facts:
    """Gather flags, entries in lists and links of the ships of a case.

    Args:
        claims: Of the case.
        hulls: Its ships.
        matches: Index of a hull → its matches.
        editions: Lists that were screened.
        typed: What the analyst says of ships.
    """
    ships = [_of_hull(hull, matches.get(i, ())) for i, hull in enumerate(hulls)]
    known = {key for ship in ships for key in ship.keys}
    for claim in claims:
        for role in claim.event.roles:
            key = ship_name(role.name)
            if role.role == "carrier" and key not in known:
                known.add(key)
                ships.append(_of_words(role.name, claim.claim_id))
    added = [_of_typed(one) for one in typed if not any(_same(one, s) for s in ships)]
    full = [_with_typed(ship, typed) for ship in ships]
    listed = [_with_claims(ship, claims) for ship in (*full, *added)]
    return Facts(tuple(listed), tuple(sorted({line(e) for e in editions})))


def _of_hull(hull: Hull, matches: Sequence[Match]) -> Ship:
    numbers = (hull.imo, None if hull.mmsi is None else str(hull.mmsi))
    return Ship(
        name=hull.name,
        keys=frozenset(ship_name(n) for n in (hull.name, *numbers, *_queries(hull)) if n),
        flag=_alpha2(hull.flag),
        flag_from=_flag_from(hull),
        entries=tuple(
            Entry(list_of(m), " ".join(m.listing.programs), m.listing.listed_on, m.match_id)
            for m in matches
            if m.alert
        ),
    )


def _flag_from(hull: Hull) -> str:
    """Say who gives the flag, and which others are given: none of them is settled."""
    if not hull.flag:
        return ""
    given = {h.value: h for h in reversed(hull.held) if h.field == "flag" and not h.note}
    own = given.pop(hull.flag, None)
    told = "by the number that its transmitter sends"
    if own is not None and own.by != "broadcast":
        told = f"by {own.source}"
    return "; ".join([told, *(f"{value} by {h.source}" for value, h in sorted(given.items()))])


def _queries(hull: Hull) -> tuple[str, ...]:
    return (f"IMO {hull.imo}", f"IMO{hull.imo}") if hull.imo else ()


def _of_words(name: str, ref: str) -> Ship:
    """Make a ship of what a claim calls it: "Russian-flagged cargo vessels" says a flag."""
    found = _FLAGGED.search(name)
    flag = country(found.group(1) or found.group(2)) if found else None
    return Ship(
        name=name,
        keys=frozenset({ship_name(name)}),
        flag=flag,
        flag_from="as a claim calls it" if flag else "",
        refs=(ref,) if flag else (),
        described=bool(_DESCRIBED.search(name)) or name[:1].islower(),
    )


def _of_typed(one: ShipFacts) -> Ship:
    numbers = (one.imo, None if one.mmsi is None else str(one.mmsi))
    return Ship(
        name=one.name,
        keys=frozenset(ship_name(n) for n in (one.name, *numbers) if n),
        flag=one.flag,
        flag_from=one.source if one.flag else "",
        linked=tuple(sorted(one.linked.items())),
    )


def _with_typed(ship: Ship, typed: Sequence[ShipFacts]) -> Ship:
    """Add what the analyst says; the flag of a transmitter that says otherwise is set aside aloud."""
    for one in typed:
        if _same(one, ship):
            differs = one.flag and ship.flag and one.flag != ship.flag
            source = one.source
            if differs:
                source = f"{source}; {(ship.flag or '').upper()} {ship.flag_from}"
            ship = replace(
                ship,
                flag=one.flag or ship.flag,
                flag_from=source if one.flag else ship.flag_from,
                linked=(*ship.linked, *sorted(one.linked.items())),
            )
    return ship


def _same(one: ShipFacts, ship: Ship) -> bool:
    if one.imo and any(key == one.imo for key in ship.keys):
        return True
    imos = [key for key in ship.keys if key.isdigit() and len(key) == 7]
    return not (one.imo and imos) and ship_name(one.name) in ship.keys


def _with_claims(ship: Ship, claims: Sequence[Claim]) -> Ship:
    """Add what claims say of its being listed, or on no list."""
    about = [c for c in claims if c.event.type == "sanction" and _targets(c, ship)]
    listed = [
        Entry(
            c.content.text, "", c.event_time.start_date if c.event_time else None, c.claim_id, True
        )
        for c in about
        if c.polarity == "positive"
    ]
    unlisted = [(c.claim_id, c.content.text) for c in about if c.polarity == "negative"]
    return replace(ship, entries=(*ship.entries, *listed), unlisted=tuple(unlisted))


def _targets(claim: Claim, ship: Ship) -> bool:
    """Say whether a claim is of this ship: a number in it goes before a name that two may have."""
    numbers = set(_NUMBER.findall(claim.content.text))
    own = {key for key in ship.keys if _NUMBER.fullmatch(key)}
    if numbers and own and not numbers & own:
        return False
    wanted = ("target", "carrier")
    return any(r.role in wanted and ship_name(r.name) in ship.keys for r in claim.event.roles)


def _alpha2(flag: str | None) -> str | None:
    if not flag:
        return None
    return country(flag.upper() if len(flag) == 2 else flag)
