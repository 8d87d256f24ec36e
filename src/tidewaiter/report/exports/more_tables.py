"""Tables that complete those of the build, so that a set of sheets holds all of a dossier."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from tidewaiter.model.claims import Claim
from tidewaiter.model.dossier import Dossier
from tidewaiter.report.as_csv import Grid, grids, stamped
from tidewaiter.report.exports.formats import about, numbers
from tidewaiter.report.exports.ship_tables import ship_tables

Row = tuple[object, ...]


def all_grids(dossier: Dossier) -> dict[str, Grid]:
    """Return name → headings and rows of every table; the order is that of reading."""
    made = {name.removesuffix(".csv"): grid for name, grid in grids(dossier).items()}
    for name, (header, rows) in {**_more(dossier), **ship_tables(dossier)}.items():
        made[name] = stamped(header, rows) if dossier.synthetic else (header, rows)
    return made


def _more(dossier: Dossier) -> dict[str, Grid]:
    number = numbers(dossier)
    return {
        "about": (("key", "value"), [(k, str(v)) for k, v in about(dossier).items()]),
        "notes": (("part", "order", "finding_id", "text"), list(_notes(dossier))),
        "claim_parties": (
            ("claim_id", "role", "order", "name", "text", "start", "end", "kind"),
            [row for c in dossier.claims for row in _parties(c)],
        ),
        "claim_roles": (
            ("claim_id", "role", "name", "start", "end"),
            [(c.claim_id, r.role, r.name, r.start, r.end) for c in dossier.claims for r in c.event.roles],
        ),
        "claim_places": (
            ("claim_id", "name", "text", "start", "end", "kind", "place_id", "country", "lat_deg",
             "lon_deg", "precision_km", "candidates", "reason"),
            [
                (c.claim_id, p.name, p.text, p.start, p.end, p.kind, p.id, p.country, p.lat, p.lon,
                 p.precision_km, "|".join(p.candidates), p.reason)
                for c in dossier.claims
                for p in c.places
            ],
        ),
        "claim_texts": (
            ("claim_id", "document_sha256", "sentence", "sentence_start", "sentence_end", "cue",
             "cue_start", "cue_end", "event_time_text", "said_time_text", "said_start", "said_end",
             "rests_on"),
            [_texts(c) for c in dossier.claims],
        ),
        "confidences": (
            ("claim_id", "field", "score", "code", "why"),
            [(c.claim_id, k.field, k.score, k.code, k.why) for c in dossier.claims for k in c.confidence],
        ),
        "elements": (
            ("finding_id", "element", "question", "status", "independent_lines", "firm_lines", "why"),
            [
                (f.finding_id, e.element_id, e.question, e.status, e.independent_lines, e.firm_lines, e.why)
                for f in dossier.findings
                for e in f.elements
            ],
        ),
        "provisions": (
            ("finding_id", "provision_id", "instrument", "paragraph", "verb", "binds", "addressee",
             "gist", "exemptions", "in_force_from", "in_force_until", "ships", "direction", "checked",
             "checked_what", "source"),
            [
                (f.finding_id, p.provision_id, p.instrument, p.paragraph, p.verb, p.binds, p.addressee,
                 p.gist, "|".join(p.exemptions), p.in_force_from, p.in_force_until, p.ships, p.direction,
                 p.checked, p.checked_what, p.source)
                for f in dossier.findings
                for p in f.provisions
            ],
        ),
        **_of_findings(dossier, number),
        "operands": (
            ("tally_id", "role", "name", "title", "low", "best", "high", "unit", "ref", "number"),
            [
                (t.tally_id, role, o.name, o.title, o.low, o.best, o.high, o.unit, o.ref, number.get(o.ref))
                for t in dossier.tallies
                for role, o in (*(("input", o) for o in t.operands), ("claimed", t.claimed))
                if o is not None
            ],
        ),
        "reach": (
            ("number", "port", "answer", "sentence"),
            [(r.exhibit, r.port, r.answer, r.sentence) for r in dossier.reach],
        ),
        "event_candidates": (
            ("event_id", "order", "place", "value"),
            [
                (e.event_id, i, name, value)
                for e in dossier.events
                for i, (name, value) in enumerate(e.candidates, start=1)
            ],
        ),
        "vessel_mentions": (
            ("vessel", "imo", "mmsi", "number"),
            [(v.name, v.imo, v.mmsi, n) for v in dossier.vessels for n in v.mentions],
        ),
        "exhibit_contexts": (
            ("number", "before", "after", "start_day", "end_day", "lat_deg", "lon_deg", "precision_m", "story_id"),
            [
                (e.number, e.before, e.after, e.start, e.end, e.lat_deg, e.lon_deg, e.precision_m, e.story_id)
                for e in dossier.exhibits
            ],
        ),
        "places": (
            ("place_id", "name", "lat_deg", "lon_deg", "radius_km", "role"),
            [(p.place_id, p.name, p.lat_deg, p.lon_deg, p.radius_km, p.role) for p in dossier.places],
        ),
    }  # fmt: skip


def _of_findings(dossier: Dossier, number: Mapping[str, str]) -> dict[str, Grid]:
    found = dossier.findings
    lines = [(f, e, x) for f in found for e in f.elements for x in e.lines]
    scopes = [
        *((f.finding_id, s) for f in found for s in f.scope),
        *((n.finding_id, s) for n in dossier.not_applied for s in n.scope),
    ]

    def shown(refs: Sequence[str]) -> str:
        return " ".join(number.get(ref, ref) for ref in refs)

    return {
        "statements": (
            ("finding_id", "order", "about", "sentence", "evidence"),
            [
                (f.finding_id, i, s.about, s.sentence, shown(s.refs))
                for f in found
                for i, s in enumerate(f.statements, start=1)
            ],
        ),
        "scope": (
            ("finding_id", "provision_id", "name", "answer", "because", "breach", "evidence"),
            [(ref, s.provision_id, s.name, s.answer, s.because, s.breach, shown(s.refs)) for ref, s in scopes],
        ),
        "overrides": (
            ("finding_id", "kind", "computed", "then", "stands", "by", "why", "day"),
            [
                (f.finding_id, o.kind, o.computed, o.then, o.stands, o.by, o.why, o.day)
                for f in found
                for o in f.overrides
            ],
        ),
        "put_aside": (
            ("finding_id", "ref", "label", "why"),
            [(f.finding_id, p.ref, p.label, p.why) for f in found for p in f.put_aside],
        ),
        "line_passages": (
            ("finding_id", "element", "evidence", "grade_why", "path", "sha256", "unit", "start", "end",
             "text", "digest"),
            [
                (f.finding_id, e.element_id, number.get(x.ref, x.ref), x.grade_why, p.path, p.locator.sha256,
                 p.locator.unit, p.locator.start, p.locator.end, p.text, p.digest)
                for f, e, x in lines
                for p in x.passages
            ],
        ),
    }  # fmt: skip


def _notes(dossier: Dossier) -> Iterator[Row]:
    yield "answer", 1, None, dossier.answer
    for part, texts in (("not checked", dossier.not_checked), ("method", dossier.method)):
        yield from ((part, i, None, text) for i, text in enumerate(texts, start=1))
    for n in dossier.not_applied:
        yield "not applied", 1, n.finding_id, f"{n.title}: {n.why}"
    for f in dossier.findings:
        yield "likelihood range", 1, f.finding_id, f.likelihood_range
        yield "confidence", 1, f.finding_id, f.confidence_sentence
        for part, texts in (
            ("alternative", f.alternatives), ("reply", f.replies),
            ("would change", f.would_change), ("not checked", f.not_checked),
        ):  # fmt: skip
            yield from ((part, i, f.finding_id, text) for i, text in enumerate(texts, start=1))


def _parties(claim: Claim) -> Iterator[Row]:
    speaker = () if claim.speaker is None else (claim.speaker,)
    for role, those in (("speaker", speaker), ("via", claim.via), ("cites", claim.cites)):
        for i, p in enumerate(those, start=1):
            yield claim.claim_id, role, i, p.name, p.text, p.start, p.end, p.kind


def _texts(claim: Claim) -> Row:
    cue, when, said = claim.cue, claim.event_time, claim.said_time
    return (
        claim.claim_id, claim.document.id, claim.sentence.text, claim.sentence.start, claim.sentence.end,
        cue.text if cue else None, cue.start if cue else None, cue.end if cue else None,
        when.text if when else None, said.text if said else None,
        said.start_date if said else None, said.end_date if said else None, "|".join(claim.rests_on),
    )  # fmt: skip
