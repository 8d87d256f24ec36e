"""Records for tests, with only what the test is about spelled out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import cast

from tidewaiter.model.claims import (
    Act,
    Certainty,
    Claim,
    DocumentRef,
    Event,
    EventType,
    Party,
    PartyKind,
    Period,
    Quantity,
    Role,
    RoleName,
    Span,
)
from tidewaiter.model.evidence import Locator
from tidewaiter.model.sightings import Sighting


def party(name: str, kind: str = "organisation") -> Party:
    return Party(name, name, 0, len(name), cast("PartyKind", kind))


def claim(
    claim_id: str,
    *,
    speaker: str | None = "Harbour Office",
    via: Sequence[str] = (),
    cites: Sequence[str] = (),
    act: str = "say",
    certainty: str = "certain",
    event: str = "transfer",
    roles: Sequence[tuple[str, str]] = (),
    text: str = "ships carried crates",
    figure: tuple[float | None, float | None, float | None] | None = None,
    unit: str | None = "containers",
    window: tuple[date | None, date | None] | None = None,
    rests_on: Sequence[str] = (),
    document: str = "d1",
) -> Claim:
    quantities: tuple[Quantity, ...] = ()
    if figure is not None:
        quantities = (Quantity("figure", 0, 6, *figure, unit, None),)
    return Claim(
        claim_id=claim_id,
        document=DocumentRef(document, "A title", "A paper", date(2024, 6, 1), f"{document}.txt"),
        content=Span(text, 0, len(text)),
        sentence=Span(text, 0, len(text)),
        cue=None,
        speaker=None if speaker is None else party(speaker),
        via=tuple(party(n) for n in via),
        cites=tuple(party(n) for n in cites),
        act=cast("Act", act),
        certainty=cast("Certainty", certainty),
        polarity="positive",
        event=Event(
            cast("EventType", event), tuple(Role(cast("RoleName", r), n) for r, n in roles)
        ),
        quantities=quantities,
        event_time=None if window is None else Period("then", *window),
        said_time=None,
        rests_on=tuple(rests_on),
    )


def sighting(
    place: str, start: datetime, *, seen: bool = True, source: str = "Image Co"
) -> Sighting:
    return Sighting(
        sighting_id=f"{place} {start.isoformat()} {source} {seen}",
        start_utc=start,
        end_utc=start,
        place=place,
        lat_deg=42.2,
        lon_deg=130.3,
        precision_m=500.0,
        what="containers on the quay",
        seen=seen,
        vessel=None,
        source=source,
        effort="",
        locator=Locator("s", "rows", 2, 2),
    )
