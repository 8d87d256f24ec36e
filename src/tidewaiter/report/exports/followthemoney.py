"""Ships, parties, listed entries, events, claims and sources as FollowTheMoney JSON lines.

After the model of followthemoney 4.11 (MIT); ``scripts/ftm_model.py`` writes what we use of it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import PurePosixPath

from tidewaiter.model.dossier import Dossier, VesselRow
from tidewaiter.names.countries import country
from tidewaiter.names.numbers import imo_valid
from tidewaiter.report.exports.formats import SYNTHETIC, entity_id, numbers, sound
from tidewaiter.report.exports.ftm_entity import Entity, entity
from tidewaiter.report.exports.ftm_listing import listed
from tidewaiter.report.words import chain, manner, quantity

_KINDS = {"person": "Person", "organisation": "Organization"}


def ftm(dossier: Dossier) -> bytes:
    """Write one entity a line, each id once; the ledger's head stands in each line's context."""
    stamp = {"stamp": SYNTHETIC} if dossier.synthetic else {}
    lines: dict[str, str] = {}
    for one in _entities(dossier):
        body = {
            **one.as_json(),
            "datasets": ["tidewaiter"],
            "ledger_head": dossier.chain_head,
            **stamp,
        }
        lines.setdefault(one.entity_id, json.dumps(body, ensure_ascii=False, sort_keys=True))
    return sound("".join(f"{line}\n" for line in lines.values())).encode("utf-8")


def vessel_id(vessel: VesselRow) -> str:
    """Return a ship's id: of its IMO number, else its MMSI, else its name."""
    if vessel.imo:
        return entity_id("vessel", "imo", vessel.imo)
    if vessel.mmsi is not None:
        return entity_id("vessel", "mmsi", str(vessel.mmsi))
    return entity_id("vessel", "name", vessel.name)


def flag_code(flag: str | None) -> str | None:
    """Return a flag as ISO 3166-1 alpha-2 in lower case, None where it is none that we know."""
    return None if not flag else country(flag.upper() if len(flag) == 2 else flag)


def _entities(dossier: Dossier) -> Iterator[Entity]:
    document = {s.number: entity_id("source", s.sha256, s.path) for s in dossier.sources}
    source = {e.number: document.get(e.source) for e in dossier.exhibits}
    yield from _documents(dossier, document)
    for vessel in dossier.vessels:
        yield _vessel(vessel)
        yield from _named("Vessel", vessel.name, vessel_id(vessel), vessel.mentions, source)
        for match in vessel.matches:
            yield from listed(match, vessel_id(vessel))
    for party in dossier.parties:
        schema = _KINDS.get(party.kind, "LegalEntity")
        key = entity_id("party", party.kind, party.name)
        yield entity(key, schema, name=party.name)
        yield from _named(schema, party.name, key, party.mentions, source)
        for match in party.matches:
            yield from listed(match, key)
    yield from _events(dossier, source)
    yield from _sightings(dossier, source)
    yield from _claims(dossier, source)


def _documents(dossier: Dossier, ids: dict[str, str]) -> Iterator[Entity]:
    url = {c.document.id: c.document.url for c in dossier.claims}
    for s in dossier.sources:
        yield entity(
            ids[s.number], "Document", title=s.title, fileName=PurePosixPath(s.path).name,
            fileSize=s.size, publisher=s.publisher, publishedAt=s.published,
            sourceUrl=url.get(s.sha256), notes=(f"SHA-256 {s.sha256}", f"{s.number}, path {s.path}", f"reliability {s.grade}"),
        )  # fmt: skip


def _vessel(vessel: VesselRow) -> Entity:
    valid = vessel.imo if vessel.imo and vessel.imo.isdigit() and imo_valid(vessel.imo) else None
    code = flag_code(vessel.flag)
    return entity(
        vessel_id(vessel), "Vessel", name=vessel.name, imoNumber=f"IMO{valid}" if valid else None,
        mmsi=vessel.mmsi, flag=code, summary=vessel.why,
        notes=(
            f"flag as given: {vessel.flag}" if vessel.flag and not code else None,
            f"IMO number as given: {vessel.imo}" if vessel.imo and not valid else None,
        ),
    )  # fmt: skip


def _named(
    schema: str, name: str, key: str, mentions: tuple[str, ...], source: dict[str, str | None]
) -> Iterator[Entity]:
    for document in dict.fromkeys(source.get(number) for number in mentions):
        if document:
            yield entity(
                entity_id("mention", document, key), "Mention",
                document=document, resolved=None if schema == "Vessel" else key, name=name,
                detectedSchema=schema,
            )  # fmt: skip


def _events(dossier: Dossier, source: dict[str, str | None]) -> Iterator[Entity]:
    ships = {v.mmsi: vessel_id(v) for v in dossier.vessels if v.mmsi is not None}
    at = {e.number: e for e in dossier.exhibits}
    for e in dossier.events:
        if e.mmsi not in ships:
            ship = VesselRow(
                e.name or str(e.mmsi), None, e.mmsi, e.flag, (), (), "its track shows events"
            )
            ships[e.mmsi] = vessel_id(ship)
            yield _vessel(ship)
        key, shown = entity_id("event", e.event_id), at.get(e.exhibit)
        place = None
        if shown is not None and shown.lat_deg is not None and shown.lon_deg is not None:
            place = entity_id("address", key)
            yield entity(
                place, "Address", full=e.place, latitude=shown.lat_deg, longitude=shown.lon_deg
            )
        yield entity(
            key, "Trip", name=f"{e.kind.replace('_', ' ')}, {e.name or e.mmsi}", keywords=e.kind,
            vehicle=ships[e.mmsi], startDate=_moment(e.start_utc), endDate=_moment(e.end_utc),
            location=e.place, addressEntity=place, description=e.sentence, recordId=e.exhibit,
            proof=source.get(e.exhibit),
        )  # fmt: skip


def _sightings(dossier: Dossier, source: dict[str, str | None]) -> Iterator[Entity]:
    number = numbers(dossier)
    for s in dossier.sightings:
        key = entity_id("sighting", s.sighting_id)
        yield entity(
            entity_id("address", key), "Address", full=s.place, latitude=s.lat_deg, longitude=s.lon_deg,
            remarks=f"within {s.precision_m:g} m",
        )  # fmt: skip
        exhibit = number.get(s.sighting_id)
        yield entity(
            key, "Event", name=f"{'Seen' if s.seen else 'Not seen'} at {s.place}", keywords="imagery",
            startDate=_moment(s.start_utc), endDate=_moment(s.end_utc), location=s.place,
            addressEntity=entity_id("address", key), description=s.what, recordId=exhibit,
            notes=(f"ship: {s.vessel}" if s.vessel else None, f"search effort: {s.effort}" if s.effort else None),
            publisher=s.source, proof=source.get(exhibit or ""),
        )  # fmt: skip


def _claims(dossier: Dossier, source: dict[str, str | None]) -> Iterator[Entity]:
    number = numbers(dossier)
    about: dict[str, list[str]] = {}
    for vessel in dossier.vessels:
        for mention in vessel.mentions:
            about.setdefault(mention, []).append(vessel_id(vessel))
    for party in dossier.parties:
        for mention in party.mentions:
            about.setdefault(mention, []).append(entity_id("party", party.kind, party.name))
    for c in dossier.claims:
        exhibit = number.get(c.claim_id, "")
        when = c.event_time
        days = (f"{when.start_date or '…'} to {when.end_date or '…'}") if when else None
        yield entity(
            entity_id("claim", c.claim_id), "Note", name=f"{exhibit}: {chain(c)}",
            description=c.content.text, entity=tuple(about.get(exhibit, ())), keywords=(c.act, c.event.type),
            proof=source.get(exhibit),
            notes=(
                f"manner: {manner(c)}",
                f"characters {c.content.start} to {c.content.end} of the document",
                f"days: {days}" if days else None,
                *(f"figure: {quantity(q)}" for q in c.quantities),
            ),
        )  # fmt: skip


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S")
