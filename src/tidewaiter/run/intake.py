"""What a build took in: files, rows counted, refusals, and the records of each stream."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tidewaiter.model.claims import Claim, DocumentRef
from tidewaiter.model.evidence import Count, Item, Reject
from tidewaiter.model.listings import Edition, Listing
from tidewaiter.model.sightings import Sighting


@dataclass(frozen=True, slots=True)
class Document:
    """A document as the build knows it: its captured file, its text and the claims in it."""

    item: Item
    ref: DocumentRef
    text: str
    claims: tuple[Claim, ...]


@dataclass(slots=True)
class Intake:
    """Everything that came in; filled stage by stage.

    ``editions`` are all that the case holds, ``standing`` those that no later one has replaced;
    ``listings`` are the entries of the standing ones; ``entries`` the ledger refs of all, by the path
    of their edition.
    """

    items: list[Item] = field(default_factory=list)
    counts: list[Count] = field(default_factory=list)
    rejects: list[Reject] = field(default_factory=list)
    documents: list[Document] = field(default_factory=list)
    captures: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    typed: dict[str, Claim] = field(default_factory=dict)
    sightings: list[Sighting] = field(default_factory=list)
    editions: list[Edition] = field(default_factory=list)
    standing: list[Edition] = field(default_factory=list)
    listings: list[Listing] = field(default_factory=list)
    entries: dict[str, list[str]] = field(default_factory=dict)
    positions: Path | None = None
    statics: Path | None = None
    folded: int = 0
    noise: dict[str, int] = field(default_factory=dict)
    events: list[Mapping[str, Any]] = field(default_factory=list)

    def refuse(self, path: str, reason: str) -> None:
        """Refuse a file as a whole."""
        self.rejects.append(Reject(path, 0, reason))

    def claims(self) -> Sequence[Claim]:
        """All claims that stand: a typed claim replaces what the reader found at its place."""
        typed = list(self.typed.values())
        places: dict[str, list[tuple[int, int]]] = {}
        for claim in typed:
            span = (claim.content.start, claim.content.end)
            places.setdefault(claim.document.id, []).append(span)
        found = [c for d in self.documents for c in d.claims]
        kept = [c for c in found if not _covered(c, places.get(c.document.id, []))]
        return sorted(
            [*typed, *kept],
            key=lambda c: (c.document.path or "", c.content.start, c.content.end, c.claim_id),
        )


def _covered(claim: Claim, places: Sequence[tuple[int, int]]) -> bool:
    """Say whether at least half of the shorter of claim and typed claim is common to both."""
    for start, end in places:
        common = min(end, claim.content.end) - max(start, claim.content.start)
        if common * 2 >= min(end - start, claim.content.end - claim.content.start):
            return True
    return False
