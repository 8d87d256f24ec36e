"""A claim as a line of event data: PLOVER codes, actors as countries and kinds."""

from __future__ import annotations

from typing import Any

from tidewaiter.model.claims import Claim
from tidewaiter.press.extract.events.actors import actor
from tidewaiter.press.extract.events.plover import plover


def as_event(claim: Claim) -> dict[str, Any]:
    """Return a claim's event as those who work with event data write it.

    ``event`` and ``mode`` code what is claimed, ``speech`` the act of claiming it; null where PLOVER
    has no code. Actors are coded by country (ISO 3166-1 alpha-2 and -3) and kind where the name tells.
    """
    codes = plover(claim)
    when = claim.event_time
    return {
        "claim_id": claim.claim_id,
        "document": claim.document.id,
        "published": claim.document.published.isoformat() if claim.document.published else None,
        "content": claim.content.text,
        "type": claim.event.type,
        "event": codes.event,
        "mode": codes.mode,
        "speech": codes.speech,
        "speech_mode": codes.speech_mode,
        "certainty": claim.certainty,
        "polarity": claim.polarity,
        "start_date": when.start_date.isoformat() if when and when.start_date else None,
        "end_date": when.end_date.isoformat() if when and when.end_date else None,
        "speaker": _actor(claim.speaker.name) if claim.speaker else None,
        "roles": [{"role": role.role, **_actor(role.name)} for role in claim.event.roles],
    }


def _actor(name: str) -> dict[str, str | None]:
    known = actor(name)
    return {
        "name": name,
        "country": known.country,
        "country3": known.country3,
        "kind": known.kind,
    }
