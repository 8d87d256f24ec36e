"""Vessel events in words."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from tidewaiter.geo.ports import Ports

#: What ``heard_by_others`` of a gap means for the reader.
_HEARD = {
    "heard": "Others were heard there meanwhile.",
    "not heard": "Hardly anybody was heard there meanwhile: the silence may be the receivers'.",
    "unknown": "Too few others were there to judge reception by.",
}


def sentence(event: Mapping[str, Any], ports: Ports) -> str:
    """Say what an event is, without saying more than the track shows."""
    who = event["name"] or f"MMSI {event['mmsi']}"
    span = f"{event['start']:%Y-%m-%d %H:%M} to {event['end']:%Y-%m-%d %H:%M} UTC"
    said = json.loads(event["details"] or "{}")
    match event["kind"]:
        case "port_visit":
            return f"{who} lay at {ports.name_of(event['port_id'])} from {span}."
        case "gap":
            near = [ports.name_of(c["port_id"]) for c in candidates(event)][:3]
            could = f" It could have called at {', '.join(near)}." if near else ""
            heard = _HEARD.get(said.get("heard_by_others", ""), "")
            return f"{who} was not heard for {event['duration_h']:.1f} h, {span}.{could} {heard}".rstrip()
        case "encounter":
            return _encounter(who, event, said, span)
        case "loitering":
            return f"{who} drifted at {event['median_speed_kn']:.1f} kn away from port, {span}."
        case "spoofing":
            return f"{who} sent positions that cannot be its own ({said['why']}), {span}."
        case "identity_change":
            what = {"imo": "IMO number", "callsign": "call sign", "mmsi": "MMSI"}
            changed = what.get(said["changed"], said["changed"])
            return f"{who} changed its {changed} from {said['from']} to {said['to']}, {span}."
        case "shared_identity":
            number = f"IMO number {said['imo']}" if said["shared"] == "IMO" else "MMSI"
            return f"Two transmitters sent the {number} of {who} at once, {span}."
        case other:
            return f"{who}: {other.replace('_', ' ')}, {span}."


def _encounter(who: str, event: Mapping[str, Any], said: Mapping[str, Any], span: str) -> str:
    other = f"MMSI {event['other_mmsi']}"
    if said["sides"] == "both heard":
        apart = said["median_distance_km"] * 1000
        return f"{who} and {other} lay {apart:.0f} m apart away from port, {span}."
    both = said["sides"] == "both dark"
    how = "both were not heard" if both else "one of them was not heard"
    return f"{who} and {other} could have met while {how}, {said['km']:.1f} km apart, {span}."


def candidates(event: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the candidate ports of a gap, best first."""
    return list(json.loads(event["candidate_ports"] or "[]"))
