"""A STIX 2.1 bundle (OASIS Standard, 10 June 2021) of ships, parties, claims, events and findings.

A ship is an ``identity`` of class ``system``: ``infrastructure`` would say that it serves an attack.
Its numbers stand in a property extension, which consumers without it may pass over.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from tidewaiter.model.dossier import Dossier, VesselRow
from tidewaiter.model.words import between
from tidewaiter.report.exports.followthemoney import vessel_id
from tidewaiter.report.exports.formats import (
    SYNTHETIC,
    about_line,
    as_bytes,
    numbers,
    sound,
    uuid_of,
)
from tidewaiter.report.exports.ftm_listing import listing_id
from tidewaiter.report.words import chain, manner, quantity

_CLASSES = {
    "person": "individual",
    "organisation": "organization",
    "state": "class",
    "group": "group",
}
_OPINIONS = {"supports": "agree", "disputes": "disagree", "context": "neutral"}
SHIP = f"extension-definition--{uuid_of('stix', 'ship', '1')}"
_URL = re.compile(r"https?://[^\s]+", re.IGNORECASE)


def stix(dossier: Dossier) -> bytes:
    """Write the bundle; each id is a UUID, version 5, of what the object is about."""
    made = _Bundle(dossier)
    made.ships()
    made.parties()
    made.claims()
    made.stories()
    made.places()
    made.findings()
    made.whole()
    objects = sorted(made.objects.values(), key=lambda o: (o["type"], o["id"]))
    return as_bytes(
        {
            "type": "bundle",
            "id": f"bundle--{uuid_of('stix', dossier.chain_head)}",
            "objects": objects,
        }
    )


class _Bundle:
    """A bundle as it grows; ``about`` is the exhibit's number → ids of what it speaks of."""

    def __init__(self, dossier: Dossier) -> None:
        self.dossier = dossier
        self.now = _moment(dossier.built_utc)
        self.objects: dict[str, dict[str, Any]] = {}
        self.about: dict[str, list[str]] = {}
        self.number = numbers(dossier)
        self.author = self.add(
            "identity",
            "us",
            name="tidewaiter",
            identity_class="system",
            description=about_line(dossier),
        )
        self.add(
            "extension-definition", key=SHIP, name="Ship", version="1.0.0", schema=_SCHEMA,
            extension_types=["property-extension"],
            description="IMO number, MMSI and flag of a ship.",
        )  # fmt: skip

    def add(self, kind: str, *fields: str, key: str | None = None, **said: Any) -> str:
        """Add an object and return its id; what is None or empty is left out."""
        key = key or f"{kind}--{uuid_of('stix', kind, *fields)}"
        if key not in self.objects:
            body = {n: _sound(v) for n, v in said.items() if v not in (None, "", [], {})}
            body |= {
                "type": kind,
                "id": key,
                "spec_version": "2.1",
                "created": self.now,
                "modified": self.now,
            }
            if fields != ("us",):
                body["created_by_ref"] = self.author
            if self.dossier.synthetic:
                body["labels"] = ["synthetic"]
            self.objects[key] = body
        return key

    def ships(self) -> None:
        """Add ships and the entries that they look like."""
        for v in self.dossier.vessels:
            self.mention(self.ship(v), v.mentions)
        for v in self.dossier.vessels:
            for match in v.matches:
                self.alike(self.ship(v), match)

    def ship(self, v: VesselRow) -> str:
        """Add a ship."""
        said = {"imo": v.imo, "mmsi": v.mmsi, "flag": v.flag}
        extension = {n: value for n, value in said.items() if value is not None}
        return self.add(
            "identity", "ship", vessel_id(v), name=v.name, identity_class="system", description=v.why,
            roles=["ship"], extensions={SHIP: {"extension_type": "property-extension", **extension}},
            external_references=[{"source_name": "imo", "external_id": v.imo}] if v.imo else None,
        )  # fmt: skip

    def parties(self) -> None:
        """Add parties that claims name."""
        for p in self.dossier.parties:
            key = self.party(p.name, p.kind)
            self.mention(key, p.mentions)
            for match in p.matches:
                self.alike(key, match)

    def party(self, name: str, kind: str) -> str:
        """Add a party."""
        return self.add(
            "identity", "party", name, name=name, identity_class=_CLASSES.get(kind, "unspecified")
        )

    def alike(self, key: str, match: Any) -> None:
        """Add an entry that a ship or party looks like: a proposal, with its score."""
        listing = match.listing
        kind = {"Person": "individual", "Vessel": "system"}.get(listing.schema, "organization")
        entry = self.add(
            "identity", "listing", listing_id(listing), name=listing.names[0].line, identity_class=kind,
            description="; ".join(n.line for n in listing.names[1:]), roles=["listed"],
            external_references=[{"source_name": listing.list_id, "external_id": listing.entry}],
        )  # fmt: skip
        self.add(
            "relationship", key, entry, relationship_type="related-to", source_ref=key, target_ref=entry,
            confidence=max(0, min(100, round(match.score * 100))),
            description=f"Looks like the entry, score {match.score:.2f}; not proof that both are one. "
            + " ".join(r.sentence for r in match.reasons),
        )  # fmt: skip

    def claims(self) -> None:
        """Add each claim as a note of its speaker, with its document."""
        for c in self.dossier.claims:
            number = self.number.get(c.claim_id, "")
            speaker = self.party(c.speaker.name, c.speaker.kind) if c.speaker else self.author
            figures = "".join(f"\nFigure: {quantity(q)}" for q in c.quantities)
            when = c.event_time
            time = f"\nDays: {between(when.start_date, when.end_date)}" if when else ""
            reference = {
                "source_name": c.document.publisher or c.document.title or "document",
                "description": f"characters {c.content.start} to {c.content.end} of {c.document.path or c.document.title or 'it'}",
                "external_id": c.document.id,
            }
            if c.document.url and _URL.fullmatch(c.document.url):
                reference["url"] = c.document.url
            self.add(
                "note", "claim", c.claim_id, abstract=f"{number}: {chain(c)}",
                content=f"{c.content.text}\nManner: {manner(c)}{time}{figures}",
                authors=[c.speaker.name] if c.speaker else None,
                object_refs=list(dict.fromkeys([speaker, *self.about.get(number, [])])),
                external_references=[reference],
            )  # fmt: skip

    def stories(self) -> None:
        """Add the claims of one origin as a grouping of their notes."""
        for s in self.dossier.stories:
            refs = [f"note--{uuid_of('stix', 'note', 'claim', ref)}" for ref in s.claim_ids]
            if known := [ref for ref in refs if ref in self.objects]:
                self.add(
                    "grouping", s.story_id, name=s.label, context="unspecified", object_refs=known,
                    description="\n".join(("Claims that share an origin count once.", *s.reasons)),
                )  # fmt: skip

    def places(self) -> None:
        """Add events and sightings as notes on a ship and a location."""
        ships = {v.mmsi: self.ship(v) for v in self.dossier.vessels if v.mmsi is not None}
        at = {e.number: e for e in self.dossier.exhibits}
        for e in self.dossier.events:
            ship = ships.get(e.mmsi) or self.ship(
                VesselRow(e.name or str(e.mmsi), None, e.mmsi, e.flag, (), (), "")
            )
            shown, refs = at.get(e.exhibit), [ship]
            if shown is not None and shown.lat_deg is not None and shown.lon_deg is not None:
                refs.append(
                    self.location(
                        e.event_id, e.place, shown.lat_deg, shown.lon_deg, shown.precision_m
                    )
                )
            span = f"{_moment(e.start_utc)} to {_moment(e.end_utc)}"
            self.add(
                "note",
                "event",
                e.event_id,
                abstract=f"{e.exhibit}: {e.kind}",
                content=f"{e.sentence}\n{span}",
                object_refs=refs,
            )
        for s in self.dossier.sightings:
            where = self.location(s.sighting_id, s.place, s.lat_deg, s.lon_deg, s.precision_m)
            look = f"{'Seen' if s.seen else 'Not seen'}, {_moment(s.start_utc)} to {_moment(s.end_utc)}"
            self.add(
                "note", "sighting", s.sighting_id, abstract=f"{self.number.get(s.sighting_id, '')}: {look}",
                content=f"{s.what}\n{look}" + (f"\nShip: {s.vessel}" if s.vessel else "") + (f"\nSearch effort: {s.effort}" if s.effort else ""),
                authors=[s.source] if s.source else None, object_refs=[where],
            )  # fmt: skip

    def location(self, of: str, name: str, lat: float, lon: float, within: float | None) -> str:
        """Add a place; ``within`` is the radius in metres."""
        return self.add("location", of, name=name, latitude=lat, longitude=lon, precision=within)

    def findings(self) -> None:
        """Add each finding as a report, its elements as notes, its evidence as opinions on these."""
        for t in self.dossier.tallies:
            self.add(
                "note",
                "tally",
                t.tally_id,
                abstract=t.title,
                content=f"{t.sentence}\n{t.expression}; {t.verdict}",
                object_refs=[self.author],
            )
        for f in self.dossier.findings:
            refs = []
            for e in f.elements:
                note = self.add(
                    "note", "element", f.finding_id, e.element_id, abstract=f"{e.element_id}: {e.status}",
                    content=f"{e.question}\n{e.status}; independent lines: {e.independent_lines}\n{e.why}",
                    object_refs=[self.author],
                )  # fmt: skip
                refs.append(note)
                for i, line in enumerate(e.lines):
                    refs.append(
                        self.add(
                            "opinion", f.finding_id, e.element_id, str(i), line.ref, object_refs=[note],
                            opinion=_OPINIONS[line.relation],
                            explanation=f"{self.number.get(line.ref, line.ref)}: {line.sentence}",
                        )
                    )  # fmt: skip
            self.report(
                f.finding_id,
                f.title,
                f"{f.likelihood} {f.likelihood_range}. {f.confidence_sentence}",
                refs,
            )

    def whole(self) -> None:
        """Add the dossier as a report of all."""
        refs = [key for key, o in self.objects.items() if o["type"] != "extension-definition"]
        stamp = f"{SYNTHETIC}. " if self.dossier.synthetic else ""
        self.report(
            "dossier",
            self.dossier.title,
            f"{stamp}{self.dossier.question}\n{self.dossier.answer}\n{about_line(self.dossier)}",
            refs,
        )

    def report(self, key: str, name: str, text: str, refs: Iterable[str]) -> None:
        """Add a report."""
        self.add(
            "report", key, name=name or "-", description=text, published=self.now,
            object_refs=sorted(set(refs)) or [self.author],
        )  # fmt: skip

    def mention(self, key: str, exhibits: Iterable[str]) -> None:
        """Remember of whom an exhibit speaks."""
        for number in exhibits:
            self.about.setdefault(number, []).append(key)


_SCHEMA = (
    "On an identity of a ship: imo (string, seven digits), mmsi (integer, nine digits), flag (string, as "
    "the sources give it). Each may be absent."
)


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z")


def _sound(value: Any) -> Any:
    if isinstance(value, str):
        return sound(value)
    if isinstance(value, list):
        return [_sound(one) for one in value]
    if isinstance(value, dict):
        return {name: _sound(one) for name, one in value.items()}
    return value
