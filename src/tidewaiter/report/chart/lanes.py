"""What lies on the timeline: pieces of evidence by stream, and provisions in force."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from tidewaiter.model.dossier import Dossier
from tidewaiter.report.chart.layout import Table
from tidewaiter.report.chart.svg import BLUE, GREEN, ORANGE, PURPLE, VERMILION
from tidewaiter.report.chart.ways import numbers_of
from tidewaiter.report.chart.when import told

FORCE = "In force"


@dataclass(frozen=True, slots=True)
class Item:
    """One piece of evidence in a lane; at least one of its days is known.

    ``against`` says that it denies, or that somebody looked and saw nothing.
    """

    number: str
    start: date | None
    end: date | None
    title: str
    against: bool = False


@dataclass(frozen=True, slots=True)
class Lane:
    """The pieces of a stream; ``noun`` and ``does`` are for a sentence about them."""

    label: str
    noun: str
    does: str
    colour: str
    items: tuple[Item, ...]


def lanes(dossier: Dossier) -> list[Lane]:
    """Return the lanes in which something lies."""
    by_kind: dict[str, list[Item]] = {}
    against = {c.claim_id for c in dossier.claims if c.denied}
    against |= {s.sighting_id for s in dossier.sightings if not s.seen}
    for e in dossier.exhibits:
        if e.start or e.end:
            title = f"{e.title} (denial)" if e.kind == "claim" and e.ref in against else e.title
            item = Item(e.number, e.start, e.end, title, e.ref in against)
            by_kind.setdefault(e.kind, []).append(item)
    found = [
        Lane("Claims made", "claims", "were made", PURPLE, tuple(_said(dossier))),
        Lane("Days claimed", "claims", "speak of", BLUE, tuple(by_kind.get("claim", ()))),
        Lane("Sightings", "sightings", "are of", GREEN, tuple(by_kind.get("sighting", ()))),
        Lane("Events", "events", "fall in", ORANGE, tuple(by_kind.get("event", ()))),
        Lane("Listings", "listings", "date from", VERMILION, tuple(by_kind.get("match", ()))),
    ]
    return [lane for lane in found if lane.items]


def in_force(dossier: Dossier) -> list[Item]:
    """Return the provisions of the findings, each once."""
    found: dict[str, Item] = {}
    for finding in dossier.findings:
        for p in finding.provisions:
            words = f"{p.instrument}, paragraph {p.paragraph}"
            found.setdefault(p.provision_id, Item("", p.in_force_from, p.in_force_until, words))
    return list(found.values())


def undated(dossier: Dossier) -> int:
    """Return how many pieces of evidence speak of no known time."""
    return sum(1 for e in dossier.exhibits if not (e.start or e.end))


def timeline_rows(dossier: Dossier) -> Table:
    """Return what stands on the timeline, lane by lane."""
    found = [(lane.label, i) for lane in lanes(dossier) for i in lane.items]
    found += [(FORCE, i) for i in in_force(dossier)] if found else []
    return Table(
        ("Exhibit", "Lane", "When", "What"),
        tuple((i.number, label, told(i.start, i.end), i.title) for label, i in found),
        tuple(i.number or None for _, i in found),
    )


def _said(dossier: Dossier) -> Iterator[Item]:
    numbers = numbers_of(dossier)
    for c in dossier.claims:
        period = c.said_time
        start = period.start_date if period else c.document.published
        end = period.end_date if period else c.document.published
        if (start or end) and c.claim_id in numbers:
            verb = "denied" if c.denied else "said"
            yield Item(numbers[c.claim_id], start, end, f"{verb} by {c.voice}", c.denied)
