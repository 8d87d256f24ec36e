"""Voyage irregularities."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tidewaiter.assess.typology.found import Found, sign
from tidewaiter.assess.typology.settings import Settings
from tidewaiter.assess.typology.ship import Event, Ship, reached
from tidewaiter.geo.sphere import leg_km
from tidewaiter.names.clean import fold

INNOCENT = (
    "Ships wait for orders, berths, weather and daylight, take shelter, change ballast, and are sent "
    "elsewhere under way; destinations are typed by hand and often left unchanged."
)


def voyage(ship: Ship, settings: Settings) -> Found:
    """Does the voyage differ from what trade would explain? Counted are silences in which a watched port was within reach, draught that changed in a silence, drifting off a watched port, and destinations that changed in a silence."""
    found = Found(checked=ship.heard)
    if not ship.heard:
        found.open("No track of this ship was given: no voyage could be followed.")
        return found
    for event, details in ship.of("gap"):
        if event["duration_h"] <= settings.longest_silence_d * 24:
            _gap(ship, event, details, settings, found)
    for event, _ in ship.of("loitering"):
        _drifting(ship, event, settings, found)
    if not ship.gives_draught:
        found.open("Draught: the ship broadcast none.")
    if not ship.watched:
        found.open("Calls at watched ports: the case watches none.")
    found.open("Detours: courses sailed were not compared with the shortest way.")
    return found


def _gap(
    ship: Ship, event: Event, details: Mapping[str, Any], settings: Settings, found: Found
) -> None:
    answer, ports = reached(ship, details)
    heard = details.get("heard_by_others")
    if answer == "possible":
        weight = {"heard": 0.3, "unknown": 0.2}.get(str(heard), 0.05)
        words = f"It could have called at {', '.join(ports)} in {event['duration_h']:.1f} h of silence."
        found.supports.append(sign(event, weight, words))
    elif answer == "impossible" and ship.watched:
        found.disputes.append(sign(event, 0.2, "No watched port was within reach in one silence."))
    before, after = details.get("draught_before"), details.get("draught_after")
    if before and after and abs(after - before) >= settings.draught_m:
        words = f"Its draught was {before:.1f} m before and {after:.1f} m after a silence."
        found.supports.append(sign(event, 0.4 if heard != "not heard" else 0.2, words))
    old, new = details.get("destination_before"), details.get("destination_after")
    if old and new and fold(old) != fold(new):
        words = f"Its destination was {old!r} before and {new!r} after a silence."
        found.supports.append(sign(event, 0.15 if answer == "possible" else 0.05, words))


def _drifting(ship: Ship, event: Event, settings: Settings, found: Found) -> None:
    for port in ship.watched:
        away = leg_km(event["start_lat"], event["start_lon"], port.lat_deg, port.lon_deg)
        if port.radius_km < away <= settings.off_port_km:
            words = f"{ship.words(event)} That was {away:.0f} km off {port.name}."
            found.supports.append(sign(event, 0.25, words))
            return
