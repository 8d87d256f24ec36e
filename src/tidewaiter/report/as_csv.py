"""The dossier's tables as CSV, safe to open in a spreadsheet."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from tidewaiter.model.cells import sheet_text
from tidewaiter.model.dossier import Dossier
from tidewaiter.model.listings import Match
from tidewaiter.model.stories import Edge
from tidewaiter.report.compared import compared
from tidewaiter.report.words import chain

Grid = tuple[tuple[str, ...], list[tuple[object, ...]]]
_MATCH = ("list_id", "entry", "score", "alert", "listed", "reasons")


def tables(dossier: Dossier) -> dict[str, str]:
    """Return file name → CSV text, UTF-8; columns are those of ``docs/reference/dossier.md``.

    A cell that a spreadsheet would take for a formula gets a leading apostrophe.
    In a synthetic dossier each row of each table says so in a last column.
    """
    return {name: sheet_text(*grid) for name, grid in grids(dossier).items()}


def grids(dossier: Dossier) -> dict[str, Grid]:
    """Return file name → headings and rows, the values as they are; see :func:`tables`."""
    made = {f"{name}.csv": table(dossier) for name, table in _TABLES.items()}
    return {name: stamped(*grid) for name, grid in made.items()} if dossier.synthetic else made


def _claims(dossier: Dossier) -> Grid:
    number = _numbers(dossier)
    story = {ref: s.story_id for s in dossier.stories for ref in s.claim_ids}
    header = (
        "number", "claim_id", "source", "speaker", "chain", "act", "certainty", "polarity",
        "event", "content", "start", "end", "event_start", "event_end", "story_id",
    )  # fmt: skip
    rows = (
        (number[c.claim_id], c.claim_id, c.document.path, c.speaker.name if c.speaker else "",
         chain(c), c.act, c.certainty, c.polarity, c.event.type, c.content.text,
         c.content.start, c.content.end, c.event_time.start_date if c.event_time else None,
         c.event_time.end_date if c.event_time else None, story.get(c.claim_id))
        for c in dossier.claims
    )  # fmt: skip
    return _sheet(header, rows)


def _figures(dossier: Dossier) -> Grid:
    number = _numbers(dossier)
    header = ("number", "claim_id", "text", "low", "best", "high", "unit", "of", "alternative_to")
    rows = (
        (number[c.claim_id], c.claim_id, q.text, q.low, q.best, q.high, q.unit, q.of, q.alternative_to)
        for c in dossier.claims
        for q in c.quantities
    )  # fmt: skip
    return _sheet(header, rows)


def _exhibits(dossier: Dossier) -> Grid:
    header = (
        "number", "kind", "ref", "title", "passage", "source", "sha256", "unit", "start", "end",
    )  # fmt: skip
    rows = (
        (e.number, e.kind, e.ref, e.title, e.passage, e.source, e.locator.sha256,
         e.locator.unit, e.locator.start, e.locator.end)
        for e in dossier.exhibits
    )  # fmt: skip
    return _sheet(header, rows)


def _findings(dossier: Dossier) -> Grid:
    number = _numbers(dossier)
    header = (
        "finding_id", "title", "likelihood", "confidence", "element", "question", "status",
        "independent_lines", "evidence", "relation", "sentence", "line", "firm", "grade",
    )  # fmt: skip
    rows = (
        (f.finding_id, f.title, f.likelihood, f.confidence, e.element_id, e.question, e.status,
         e.independent_lines, number.get(line.ref, line.ref), line.relation, line.sentence,
         line.line, line.firm, line.grade)
        for f in dossier.findings
        for e in f.elements
        for line in e.lines
    )  # fmt: skip
    return _sheet(header, rows)


def _stories(dossier: Dossier) -> Grid:
    number = _numbers(dossier)
    header = ("story_id", "label", "claim", "reasons")
    rows = (
        (s.story_id, s.label, number[ref], "; ".join(s.reasons))
        for s in dossier.stories
        for ref in s.claim_ids
    )  # fmt: skip
    return _sheet(header, rows)


def _origins(dossier: Dossier) -> Grid:
    number = _numbers(dossier)
    header = ("claim", "other", "kind", "joins", "reason", "by")
    rows = (
        (number[e.a], number[e.b], e.kind, "yes" if joins else "no", e.reason, e.by or "")
        for e, joins in _edges(dossier)
    )  # fmt: skip
    return _sheet(header, rows)


def _tallies(dossier: Dossier) -> Grid:
    header = (
        "tally_id", "title", "expression", "alternative", "low", "said", "high", "unit", "kind",
        "verdict", "sentence", "p5", "p50", "p95", "sensitivity",
    )  # fmt: skip
    rows = (
        (t.tally_id, t.title, t.expression, t.alternative, t.low, t.said, t.high, t.unit, t.kind,
         t.verdict, t.sentence, *((t.band.p5, t.band.p50, t.band.p95) if t.band else (None,) * 3),
         t.sensitivity)
        for t in dossier.tallies
    )  # fmt: skip
    return _sheet(header, rows)


def _compared(dossier: Dossier) -> Grid:
    header = ("kind", "sentence")
    return _sheet(header, ((kind, sentence) for kind, sentence in compared(dossier.figures)))


def _events(dossier: Dossier) -> Grid:
    header = (
        "number", "event_id", "kind", "mmsi", "name", "flag", "start_utc", "end_utc",
        "duration_h", "place", "sentence",
    )  # fmt: skip
    rows = (
        (e.exhibit, e.event_id, e.kind, e.mmsi, e.name, e.flag, e.start_utc.isoformat(),
         e.end_utc.isoformat(), round(e.duration_h, 3), e.place, e.sentence)
        for e in dossier.events
    )  # fmt: skip
    return _sheet(header, rows)


def _sightings(dossier: Dossier) -> Grid:
    number = _numbers(dossier)
    header = (
        "number", "sighting_id", "start_utc", "end_utc", "place", "lat_deg", "lon_deg",
        "precision_m", "seen", "what", "vessel", "source", "effort",
    )  # fmt: skip
    rows = (
        (number[s.sighting_id], s.sighting_id, s.start_utc.isoformat(), s.end_utc.isoformat(),
         s.place, s.lat_deg, s.lon_deg, s.precision_m, s.seen, s.what, s.vessel, s.source, s.effort)
        for s in dossier.sightings
    )  # fmt: skip
    return _sheet(header, rows)


def _meetings(dossier: Dossier) -> Grid:
    number = _numbers(dossier)
    header = (
        "claim", "claim_id", "ship", "mmsi", "track_id", "place", "port_id", "start", "end",
        "denied", "answer", "basis", "firm", "looks_seen", "looks", "evidence", "sentence",
    )  # fmt: skip
    rows = (
        (number.get(m.claim_id, ""), m.claim_id, m.ship, m.mmsi, m.track_id, m.place, m.port_id,
         m.start, m.end, m.denied, m.answer, m.basis, m.firm, *(m.looks or (None, None)),
         " ".join(number.get(ref, ref) for ref in m.refs), m.sentence)
        for m in dossier.meetings
    )  # fmt: skip
    return _sheet(header, rows)


def _vessels(dossier: Dossier) -> Grid:
    header = ("name", "imo", "mmsi", "flag", "why", "conflicts", "indicated", *_MATCH)
    rows = (
        (v.name, v.imo, v.mmsi, v.flag, v.why, " ".join(v.conflicts), "; ".join(v.indicated), *_matched(m))
        for v in dossier.vessels
        for m in (v.matches or (None,))
    )  # fmt: skip
    return _sheet(header, rows)


def _parties(dossier: Dossier) -> Grid:
    header = ("name", "kind", "named_in", "also", "roles", "why", *_MATCH)
    rows = (
        (p.name, p.kind, " ".join(p.mentions), "; ".join(p.also), "; ".join(p.roles), "; ".join(p.why), *_matched(m))
        for p in dossier.parties
        for m in (p.matches or (None,))
    )  # fmt: skip
    return _sheet(header, rows)


def _sources(dossier: Dossier) -> Grid:
    header = (
        "number", "path", "kind", "title", "publisher", "published", "grade", "sha256", "size",
        "rows_in", "rows_good", "rows_rejected", "synthetic",
    )  # fmt: skip
    rows = (
        (s.number, s.path, s.kind, s.title, s.publisher, s.published, s.grade, s.sha256,
         s.size, s.rows_in, s.rows_good, s.rows_rejected, s.synthetic)
        for s in dossier.sources
    )  # fmt: skip
    return _sheet(header, rows)


def _numbers(dossier: Dossier) -> dict[str, str]:
    """Return id → number of each exhibit."""
    return {exhibit.ref: exhibit.number for exhibit in dossier.exhibits}


def _matched(match: Match | None) -> tuple[object, ...]:
    if match is None:
        return (None,) * len(_MATCH)
    reasons = " ".join(r.sentence for r in match.reasons)
    listing = match.listing
    return listing.list_id, listing.entry, match.score, match.alert, match.listed, reasons


def _edges(dossier: Dossier) -> Iterator[tuple[Edge, bool]]:
    """What joins two claims, and what only may."""
    yield from ((edge, True) for story in dossier.stories for edge in story.edges)
    doubts = (edge for story in dossier.stories for edge in story.doubtful)
    yield from ((edge, False) for edge in dict.fromkeys(doubts))


def _sheet(header: Sequence[str], rows: Iterable[Sequence[object]]) -> Grid:
    return tuple(header), [tuple(row) for row in rows]


def stamped(header: Sequence[str], rows: Iterable[Sequence[object]]) -> Grid:
    """Say in each row that it is synthetic."""
    return _sheet([*header, "stamp"], ([*row, "SYNTHETIC"] for row in rows))


#: File name without its ending → what makes the table, in the order of the page.
_TABLES: dict[str, Callable[[Dossier], Grid]] = {
    "claims": _claims,
    "figures": _figures,
    "exhibits": _exhibits,
    "findings": _findings,
    "stories": _stories,
    "origins": _origins,
    "tallies": _tallies,
    "compared": _compared,
    "events": _events,
    "sightings": _sightings,
    "meetings": _meetings,
    "vessels": _vessels,
    "parties": _parties,
    "sources": _sources,
}
