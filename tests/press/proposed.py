"""An invented article, and claims about it as a model may propose them."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import Any

from tidewaiter.model.claims import DocumentRef
from tidewaiter.press.second.chunks import Chunk
from tidewaiter.press.second.ground import Source, grounded
from tidewaiter.press.second.proposal import Exchange, Proposal, Refusal

ARTICLE = """Freighter named at Alder
The harbour office said on Tuesday that the Tern Harbour carried up to 40 containers from Alder last year.
Mara Lindqvist, who runs Lantern Shipping, denied that its ship had called there. “We sail to Öland,” she told Radio Alder, citing her own logs.
The ship lay at berth. The ship lay at berth.
"""
DAY = date(2025, 6, 5)
REF = DocumentRef("ab" * 32, "Freighter named at Alder", None, DAY, "a.txt")
FIRST: dict[str, Any] = {
    "content": "the Tern Harbour carried up to 40 containers from Alder last year",
    "cue": "said",
    "speaker": {"text": "The harbour office", "name": "harbour office", "kind": "organisation"},
    "via": [],
    "cites": [],
    "act": "say",
    "certainty": "certain",
    "polarity": "positive",
    "event": {"type": "transfer", "roles": [{"role": "carrier", "name": "Tern Harbour"}]},
    "quantities": [
        {"text": "up to 40 containers", "low": 0, "best": None, "high": 40, "unit": "containers", "of": None}
    ],
    "event_time": {"text": "last year", "start_date": "2024-01-01", "end_date": "2024-12-31"},
    "said_time": {"text": "Tuesday", "start_date": "2025-06-03", "end_date": "2025-06-03"},
}  # fmt: skip
QUOTED: dict[str, Any] = {
    "content": "We sail to Öland",
    "cue": "told",
    "speaker": {"text": "she", "name": "Mara Lindqvist", "kind": "person"},
    "via": [{"text": "Radio Alder", "name": "Radio Alder", "kind": "organisation"}],
    "cites": [{"text": "her own logs", "name": "her own logs", "kind": "unnamed"}],
    "act": "say",
    "certainty": "certain",
    "polarity": "positive",
    "event": {"type": "vessel", "roles": []},
}


def source(text: str = ARTICLE) -> Source:
    """Return a document with sentences cut by a rule of thumb: the model is not the point here."""
    sentences = tuple(m.span() for m in re.finditer(r"[^.\n]+[.]?”?", text) if m[0].strip())
    return Source(REF, text, sentences)


def exchange(chunk: Chunk) -> Exchange:
    """Return the record of a question about a part of a document."""
    when = datetime(2025, 6, 6, tzinfo=UTC)
    return Exchange(
        chunk.start, chunk.end, "0" * 64, "1" * 64, b"{}", "tiny-1", "127.0.0.1:1", when, ()
    )


def ground(
    *given: Any, text: str = ARTICLE, chunk: Chunk | None = None
) -> tuple[tuple[Proposal, ...], tuple[Refusal, ...]]:
    """Hold claims to a text that was sent as a whole, or to the part of it that is given."""
    part = chunk or Chunk(text, 0)
    return grounded(given, source(text), part, exchange(part))
