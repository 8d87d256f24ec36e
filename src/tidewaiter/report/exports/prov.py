"""What was made from what, as W3C PROV-JSON (member submission of 24 April 2013)."""

from __future__ import annotations

from typing import Any

from tidewaiter.model.dossier import Dossier
from tidewaiter.report.exports.formats import about, as_bytes, entity_id, sound

Box = dict[str, dict[str, Any]]


def prov(dossier: Dossier) -> bytes:
    """Write captured files, records, findings and the dossier, with activity and agents."""
    made = _Document(dossier)
    made.sources()
    made.records()
    made.conclusions()
    return as_bytes({"prefix": {"tw": "urn:tidewaiter:"}, **made.boxes})


class _Document:
    """A PROV document as it grows; ``boxes`` is kind → id → attributes."""

    def __init__(self, dossier: Dossier) -> None:
        self.dossier = dossier
        self.boxes: dict[str, Box] = {}
        self.activity = f"tw:build-{dossier.chain_head[:40]}"
        self.whole = f"tw:dossier-{dossier.chain_head[:40]}"
        at = {"$": dossier.built_utc.isoformat(), "type": "xsd:dateTime"}
        self.put(
            "activity",
            self.activity,
            {"prov:endTime": at["$"], "prov:label": "build of the dossier"},
        )
        software = {"prov:type": {"$": "prov:SoftwareAgent", "type": "prov:QUALIFIED_NAME"}}
        self.put(
            "agent", "tw:software", software | {"prov:label": f"tidewaiter {dossier.version}"}
        )
        self.link("wasAssociatedWith", activity=self.activity, agent="tw:software")
        said = {f"tw:{name}": value for name, value in about(dossier).items()}
        self.put("entity", self.whole, {"prov:label": sound(dossier.title), **said})
        self.link("wasGeneratedBy", entity=self.whole, activity=self.activity)

    def sources(self) -> None:
        """Add captured files and who published them."""
        self.source = {
            s.number: f"tw:{entity_id('source', s.sha256, s.path)}" for s in self.dossier.sources
        }
        for s in self.dossier.sources:
            key = self.source[s.number]
            said = {"prov:label": sound(s.title), "tw:path": sound(s.path), "tw:sha256": s.sha256}
            said |= {"tw:number": s.number, "tw:grade": s.grade, "tw:kind": s.kind}
            self.put("entity", key, said)
            self.link("used", activity=self.activity, entity=key)
            if s.publisher:
                self.link("wasAttributedTo", entity=key, agent=self.agent(s.publisher))

    def records(self) -> None:
        """Add the exhibits, each derived from its source, and the speakers of claims."""
        speaker = {c.claim_id: c.speaker.name for c in self.dossier.claims if c.speaker}
        self.record = {e.ref: f"tw:{e.number}" for e in self.dossier.exhibits}
        for e in self.dossier.exhibits:
            key, at = self.record[e.ref], e.locator
            self.put(
                "entity",
                key,
                {
                    "prov:label": sound(e.title), "prov:value": sound(e.passage), "tw:kind": e.kind,
                    "tw:ref": sound(e.ref), "tw:unit": at.unit, "tw:start": at.start, "tw:end": at.end,
                },
            )  # fmt: skip
            self.link("wasGeneratedBy", entity=key, activity=self.activity)
            if e.source in self.source:
                self.link("wasDerivedFrom", generatedEntity=key, usedEntity=self.source[e.source])
            if e.ref in speaker:
                self.link("wasAttributedTo", entity=key, agent=self.agent(speaker[e.ref]))

    def conclusions(self) -> None:
        """Add stories, tallies and findings with what each rests on."""
        for s in self.dossier.stories:
            key = f"tw:{entity_id('story', s.story_id)}"
            kind = {"$": "prov:Collection", "type": "prov:QUALIFIED_NAME"}
            self.put(
                "entity",
                key,
                {
                    "prov:label": sound(s.label),
                    "prov:type": kind,
                    "tw:story_id": sound(s.story_id),
                },
            )
            for ref in s.claim_ids:
                if ref in self.record:
                    self.link("hadMember", collection=key, entity=self.record[ref])
        for t in self.dossier.tallies:
            inputs = [*t.operands, *([t.claimed] if t.claimed else [])]
            self.rests(
                f"tw:{entity_id('tally', t.tally_id)}",
                t.title,
                t.sentence,
                [o.ref for o in inputs],
            )
        for f in self.dossier.findings:
            refs = [line.ref for e in f.elements for line in e.lines]
            said = f"{f.likelihood}; confidence {f.confidence}"
            self.rests(f"tw:{entity_id('finding', f.finding_id)}", f.title, said, refs)

    def rests(self, key: str, label: str, value: str, refs: list[str]) -> None:
        """Add a conclusion, derived from records; the dossier derives from it."""
        self.put("entity", key, {"prov:label": sound(label), "prov:value": sound(value)})
        self.link("wasGeneratedBy", entity=key, activity=self.activity)
        for ref in dict.fromkeys(refs):
            if ref in self.record:
                self.link("wasDerivedFrom", generatedEntity=key, usedEntity=self.record[ref])
        self.link("wasDerivedFrom", generatedEntity=self.whole, usedEntity=key)

    def agent(self, name: str) -> str:
        """Return the id of a speaker or publisher."""
        key = f"tw:{entity_id('agent', name)}"
        self.put("agent", key, {"prov:label": sound(name)})
        return key

    def put(self, kind: str, key: str, said: dict[str, Any]) -> None:
        """Add a thing."""
        self.boxes.setdefault(kind, {})[key] = said

    def link(self, kind: str, **ends: str) -> None:
        """Add a relation; the same relation twice is one."""
        key = f"_:{entity_id(kind, *ends.values())}"
        self.put(kind, key, {f"prov:{name}": end for name, end in ends.items()})
