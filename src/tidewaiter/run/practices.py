"""Gather what a case holds on each ship, and ask the typology of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from tidewaiter.assess.typology import Ship, Watched, indicators
from tidewaiter.model.claims import Claim
from tidewaiter.model.listings import Match
from tidewaiter.model.typology import Indicator
from tidewaiter.model.vessels import Hull
from tidewaiter.run.broadcasts import draughts, ship_types
from tidewaiter.run.config import Case
from tidewaiter.run.events import sentence
from tidewaiter.run.intake import Intake
from tidewaiter.run.ports import CasePorts


def indicators_of(
    case: Case,
    ports: CasePorts,
    intake: Intake,
    hulls: Sequence[Hull],
    matches: Mapping[int, tuple[Match, ...]],
    claims: Sequence[Claim],
) -> tuple[Indicator, ...]:
    """Return the indicators of all hulls, those of the case in full.

    Args:
        case: Its thresholds and watched places.
        ports: Where these are.
        intake: Events and static reports.
        hulls: All hulls.
        matches: List matches of the hulls of the case, by their place among these.
        claims: Of the case.
    """
    ships = _ships(case, ports, intake, hulls, matches, claims)
    return tuple(indicators(ships, case.practices.settings()))


def _ships(
    case: Case,
    ports: CasePorts,
    intake: Intake,
    hulls: Sequence[Hull],
    matches: Mapping[int, tuple[Match, ...]],
    claims: Sequence[Claim],
) -> Iterator[Ship]:
    places = [ports.ports.get(p) for p in case.watch.places]
    watched = tuple(Watched(p.port_id, p.name, p.lat_deg, p.lon_deg, p.radius_km) for p in places)
    types, with_draught = ship_types(intake.statics), draughts(intake.statics)
    by_mmsi: dict[int, list[Mapping[str, Any]]] = {}
    for event in intake.events:
        by_mmsi.setdefault(event["mmsi"], []).append(event)
    by_id = {c.claim_id: c for c in claims}
    of_case = {h.hull_id: i for i, h in enumerate(h for h in hulls if h.of_case)}
    for hull in hulls:
        numbers = sorted({int(m) for m in hull.values("mmsi")})
        heard = any(h.field == "mmsi" and h.by == "broadcast" for h in hull.held)
        events = tuple(e for m in numbers for e in by_mmsi.get(m, ()) if _its_own(hull, e))
        yield Ship(
            hull=hull,
            events=events,
            sentences={e["event_id"]: sentence(e, ports.ports) for e in events},
            matches=matches.get(of_case.get(hull.hull_id, -1), ()),
            claims=tuple(by_id[ref] for ref in hull.mentions if ref in by_id),
            watched=watched,
            types=types,
            gives_draught=not with_draught.isdisjoint(numbers),
            heard=heard,
            screened=bool(intake.standing),
        )


def _its_own(hull: Hull, event: Mapping[str, Any]) -> bool:
    """Leave out what another hull under the same MMSI did: its number, or another time."""
    sent = hull.values("imo")
    if event["imo"] is not None and sent and event["imo"] not in sent:
        return False
    spans = [
        (h.first, h.last)
        for h in hull.held
        if h.field == "mmsi" and h.by == "broadcast" and int(h.value) == event["mmsi"]
    ]
    if not spans:  # a list gives the number: whether it was this ship then is not known
        return False
    return any(
        a is None or b is None or (a <= event["end"] and event["start"] <= b) for a, b in spans
    )
