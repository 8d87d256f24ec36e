"""The dossier's tables as CSV, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence

from tidewaiter.model.dossier import Dossier
from tidewaiter.model.listings import Match
from tidewaiter.model.stories import Edge
from tidewaiter.report.compared import compared
from tidewaiter.report.words import chain


def tables(dossier: Dossier) -> dict[str, str]:
    """Return file name → CSV text, UTF-8; columns are those of ``docs/reference/dossier.md``.

    A cell that a spreadsheet would take for a formula gets a leading apostrophe.
    In a synthetic dossier each row of each table says so in a last column.
    """
    return {name: sheet_text(*grid) for name, grid in grids(dossier).items()}


def grids(dossier: Dossier) -> dict[str, Grid]:
    """Return file name → headings and rows, the values as they are; see :func:`tables`."""
    made = _grids(dossier)
    return {name: stamped(*grid) for name, grid in made.items()} if dossier.synthetic else made


def _grids(dossier: Dossier) -> dict[str, Grid]:
    number = {e.ref: e.number for e in dossier.exhibits}
    story = {ref: s.story_id for s in dossier.stories for ref in s.claim_ids}
    return {
        "claims.csv": _sheet(
            ("number", "claim_id", "source", "speaker", "chain", "act", "certainty", "polarity",
             "event", "content", "start", "end", "event_start", "event_end", "story_id"),
            (
                (number[c.claim_id], c.claim_id, c.document.path, c.speaker.name if c.speaker else "",
                 chain(c), c.act, c.certainty, c.polarity, c.event.type, c.content.text,
                 c.content.start, c.content.end, c.event_time.start_date if c.event_time else None,
                 c.event_time.end_date if c.event_time else None, story.get(c.claim_id))
                for c in dossier.claims
            ),
        ),
        "figures.csv": _sheet(
            ("number", "claim_id", "text", "low", "best", "high", "unit", "of", "alternative_to"),
            (
                (number[c.claim_id], c.claim_id, q.text, q.low, q.best, q.high, q.unit, q.of, q.alternative_to)
                for c in dossier.claims
                for q in c.quantities
            ),
        ),
        "exhibits.csv": _sheet(
            ("number", "kind", "ref", "title", "passage", "source", "sha256", "unit", "start", "end"),
            (
                (e.number, e.kind, e.ref, e.title, e.passage, e.source, e.locator.sha256,
                 e.locator.unit, e.locator.start, e.locator.end)
                for e in dossier.exhibits
            ),
        ),
        "findings.csv": _sheet(
            ("finding_id", "title", "likelihood", "confidence", "element", "question", "status",
             "independent_lines", "evidence", "relation", "sentence", "line", "firm", "grade"),
            (
                (f.finding_id, f.title, f.likelihood, f.confidence, e.element_id, e.question, e.status,
                 e.independent_lines, number.get(line.ref, line.ref), line.relation, line.sentence,
                 line.line, line.firm, line.grade)
                for f in dossier.findings
                for e in f.elements
                for line in e.lines
            ),
        ),
        "stories.csv": _sheet(
            ("story_id", "label", "claim", "reasons"),
            (
                (s.story_id, s.label, number[ref], "; ".join(s.reasons))
                for s in dossier.stories
                for ref in s.claim_ids
            ),
        ),
        "origins.csv": _sheet(
            ("claim", "other", "kind", "joins", "reason", "by"),
            (
                (number[e.a], number[e.b], e.kind, "yes" if joins else "no", e.reason, e.by or "")
                for e, joins in _edges(dossier)
            ),
        ),
        "tallies.csv": _sheet(
            ("tally_id", "title", "expression", "alternative", "low", "said", "high", "unit", "kind",
             "verdict", "sentence", "p5", "p50", "p95", "sensitivity"),
            (
                (t.tally_id, t.title, t.expression, t.alternative, t.low, t.said, t.high, t.unit, t.kind,
                 t.verdict, t.sentence, *((t.band.p5, t.band.p50, t.band.p95) if t.band else (None,) * 3),
                 t.sensitivity)
                for t in dossier.tallies
            ),
        ),
        "compared.csv": _sheet(
            ("kind", "sentence"), ((kind, sentence) for kind, sentence in compared(dossier.figures)),
        ),
        "events.csv": _sheet(
            ("number", "event_id", "kind", "mmsi", "name", "flag", "start_utc", "end_utc",
             "duration_h", "place", "sentence"),
            (
                (e.exhibit, e.event_id, e.kind, e.mmsi, e.name, e.flag, e.start_utc.isoformat(),
                 e.end_utc.isoformat(), round(e.duration_h, 3), e.place, e.sentence)
                for e in dossier.events
            ),
        ),
        "sightings.csv": _sheet(
            ("number", "sighting_id", "start_utc", "end_utc", "place", "lat_deg", "lon_deg",
             "precision_m", "seen", "what", "vessel", "source", "effort"),
            (
                (number[s.sighting_id], s.sighting_id, s.start_utc.isoformat(), s.end_utc.isoformat(),
                 s.place, s.lat_deg, s.lon_deg, s.precision_m, s.seen, s.what, s.vessel, s.source, s.effort)
                for s in dossier.sightings
            ),
        ),
        "meetings.csv": _sheet(
            ("claim", "claim_id", "ship", "mmsi", "track_id", "place", "port_id", "start", "end",
             "denied", "answer", "basis", "firm", "looks_seen", "looks", "evidence", "sentence"),
            (
                (number.get(m.claim_id, ""), m.claim_id, m.ship, m.mmsi, m.track_id, m.place, m.port_id,
                 m.start, m.end, m.denied, m.answer, m.basis, m.firm, *(m.looks or (None, None)),
                 " ".join(number.get(ref, ref) for ref in m.refs), m.sentence)
                for m in dossier.meetings
            ),
        ),
        "vessels.csv": _sheet(
            ("name", "imo", "mmsi", "flag", "why", "conflicts", "indicated", *_MATCH),
            (
                (v.name, v.imo, v.mmsi, v.flag, v.why, " ".join(v.conflicts), "; ".join(v.indicated), *_matched(m))
                for v in dossier.vessels
                for m in (v.matches or (None,))
            ),
        ),
        "parties.csv": _sheet(
            ("name", "kind", "named_in", "also", "roles", "why", *_MATCH),
            (
                (p.name, p.kind, " ".join(p.mentions), "; ".join(p.also), "; ".join(p.roles), "; ".join(p.why), *_matched(m))
                for p in dossier.parties
                for m in (p.matches or (None,))
            ),
        ),
        "sources.csv": _sheet(
            ("number", "path", "kind", "title", "publisher", "published", "grade", "sha256", "size",
             "rows_in", "rows_good", "rows_rejected", "synthetic"),
            (
                (s.number, s.path, s.kind, s.title, s.publisher, s.published, s.grade, s.sha256,
                 s.size, s.rows_in, s.rows_good, s.rows_rejected, s.synthetic)
                for s in dossier.sources
            ),
        ),
    }  # fmt: skip


Grid = tuple[tuple[str, ...], list[tuple[object, ...]]]
#: What a spreadsheet may take for the start of a formula (OWASP: CSV injection), and our own mark.
_LEADS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "'")
_MATCH = ("list_id", "entry", "score", "alert", "listed", "reasons")


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


def sheet_text(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Write headings and rows as CSV (RFC 4180, line feeds), safe to open."""
    lines = _Lines()
    writer = csv.writer(lines)
    writer.writerow(header)
    writer.writerows([cell(value) for value in row] for row in rows)
    return "".join(lines.made)


class _Lines:
    r"""Rows that end in a line feed: told to end them so, the writer leaves a lone ``\r`` unquoted."""

    def __init__(self) -> None:
        self.made: list[str] = []

    def write(self, line: str) -> None:
        self.made.append(line.removesuffix("\r\n") + "\n")


def cell(value: object) -> object:
    """Return a value as a cell; text that begins like a formula is kept from being one.

    Text that begins with an apostrophe gets one more, so that :func:`plain` takes back just what
    was added. Signs at full width are formulas too where Excel speaks Chinese or Japanese.

    >>> cell("=1+1"), cell("'tis"), cell(-3)
    ("'=1+1", "''tis", -3)
    """
    return f"'{value}" if isinstance(value, str) and value[:1] in _LEADS else value


def plain(text: str) -> str:
    """Return the text that :func:`cell` was given.

    >>> plain("'=1+1"), plain("''tis"), plain("quay")
    ('=1+1', "'tis", 'quay')
    """
    return text[1:] if text[:1] == "'" else text
