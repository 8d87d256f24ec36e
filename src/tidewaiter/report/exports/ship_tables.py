"""Tables of ships in full: who says each identifier, deceptive practices, and what a match compared."""

from __future__ import annotations

from collections.abc import Iterator

from tidewaiter.model.dossier import Dossier
from tidewaiter.model.listings import Match
from tidewaiter.model.typology import Indicator
from tidewaiter.report.as_csv import Grid

Row = tuple[object, ...]


def ship_tables(dossier: Dossier) -> dict[str, Grid]:
    """Return name → headings and rows."""
    matched = [
        (named, match)
        for those in (dossier.vessels, dossier.parties)
        for named, matches in ((one.name, one.matches) for one in those)
        for match in matches
    ]
    return {
        "documents": (
            ("document_sha256", "path", "title", "publisher", "published", "url"),
            list(dict.fromkeys(_document(dossier))),
        ),
        "ship_identities": (
            ("hull_id", "vessel", "identifier", "value", "first", "last", "by", "ref", "said_by", "times",
             "note", "sha256", "unit", "start", "end"),
            [
                (h.hull_id, h.name, x.field, x.value, x.first and x.first.isoformat(),
                 x.last and x.last.isoformat(), x.by, x.ref, x.source, x.times, x.note,
                 *((x.rows.sha256, x.rows.unit, x.rows.start, x.rows.end) if x.rows else (None,) * 4))
                for h in dossier.hulls
                for x in h.held
            ],
        ),
        "ship_notes": (
            ("hull_id", "vessel", "part", "sentence"),
            [
                (h.hull_id, h.name, part, sentence)
                for h in dossier.hulls
                for part, those in (
                    ("joined", [j.sentence for j in h.joins]), ("apart", h.apart),
                    ("conflict", [c.sentence for c in h.conflicts]),
                    ("listed", [f"{x.list_id} {x.entry}: {s}" for x in h.listed for s in x.stays]),
                )
                for sentence in those
            ],
        ),
        "ship_practices": (
            ("hull_id", "vessel", "practice", "status", "weight", "relation", "ref", "sentence"),
            [row for i in dossier.indicators for row in _practice(i)],
        ),
        "match_reasons": (
            ("named", "query", "list_id", "entry", "queried", "listed", "order", "points", "reason",
             "value_queried", "value_listed"),
            [
                (named, m.query, m.listing.list_id, m.listing.entry, m.queried, m.listed, n, r.points,
                 r.sentence, r.queried, r.listed)
                for named, m in matched
                for n, r in enumerate(m.reasons, start=1)
            ],
        ),
        "match_names": (
            ("list_id", "entry", "name_kind", "name"),
            list(dict.fromkeys(row for _, m in matched for row in _names(m))),
        ),
    }  # fmt: skip


def _document(dossier: Dossier) -> Iterator[Row]:
    for claim in dossier.claims:
        d = claim.document
        yield d.id, d.path, d.title, d.publisher, d.published, d.url


def _practice(one: Indicator) -> Iterator[Row]:
    head = (one.hull_id, one.ship, one.practice, one.status, one.weight)
    yield *head, "looked at", None, one.sentence
    yield *head, "innocent", None, one.innocent
    yield from ((*head, "not checked", None, text) for text in one.not_checked)
    for relation, signs in (("supports", one.supports), ("disputes", one.disputes)):
        yield from ((*head, relation, s.ref, s.sentence) for s in signs)


def _names(match: Match) -> Iterator[Row]:
    for name in match.listing.names:
        yield match.listing.list_id, match.listing.entry, name.kind, name.text
