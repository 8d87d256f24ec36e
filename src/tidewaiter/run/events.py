"""Vessel events in words."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from tidewaiter.geo.ports import Ports


def sentence(event: Mapping[str, Any], ports: Ports) -> str:
    """Say what an event is, without saying more than the track shows."""
    who = event["name"] or f"MMSI {event['mmsi']}"
    span = f"{event['start']:%Y-%m-%d %H:%M} to {event['end']:%Y-%m-%d %H:%M} UTC"
    if event["kind"] == "port_visit":
        return f"{who} lay at {ports.name_of(event['port_id'])} from {span}."
    if event["kind"] == "gap":
        near = [ports.name_of(c["port_id"]) for c in candidates(event)][:3]
        could = f" It could have called at {', '.join(near)}." if near else ""
        return f"{who} was not heard for {event['duration_h']:.1f} h, {span}.{could}"
    return f"{who}: {event['kind'].replace('_', ' ')}, {span}."


def candidates(event: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the candidate ports of a gap, best first."""
    return list(json.loads(event["candidate_ports"] or "[]"))
