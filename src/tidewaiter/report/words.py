"""Claims and documents in words."""

from __future__ import annotations

from tidewaiter.model.claims import Claim, Quantity
from tidewaiter.model.reading import Reading
from tidewaiter.model.words import between as days
from tidewaiter.model.words import figure, interval

__all__ = ["chain", "days", "figure", "interval", "manner", "published", "quantity"]

_DAY_FROM = {
    "given": "as given",
    "metadata": "from its metadata",
    "dateline": "from the dateline",
    "byline": "from a line at its head",
    "file date": "only the day on which the file was made: check it",
}


def quantity(item: Quantity) -> str:
    """Write a quantity: its words in the source, then the interval."""
    lead = "or " if item.alternative_to is not None else ""
    of = f" of {item.of}" if item.of else ""
    return f"{lead}{interval(item.low, item.high, item.unit)}{of}"


def published(reading: Reading) -> str:
    """Write the day of publication with what it rests on; an unknown one with what follows.

    >>> from datetime import date
    >>> from tidewaiter.model.claims import DocumentRef
    >>> published(Reading(DocumentRef("0", None, None, date(2025, 6, 5)), "", (), published_from="dateline"))
    'published 2025-06-05, from the dateline'
    """
    day = reading.document.published
    if day is None:
        return "day of publication unknown: “last year” and the like stay open"
    way = _DAY_FROM.get(reading.published_from or "")
    return f"published {day}, {way}" if way else f"published {day}"


def chain(claim: Claim) -> str:
    """Write who says it, through whom, from where."""
    lead = claim.speaker.name if claim.speaker else "Own voice of the document"
    via = f", via {', '.join(p.name for p in claim.via)}" if claim.via else ""
    cites = f", citing {', '.join(p.name for p in claim.cites)}" if claim.cites else ""
    return f"{lead}{via}{cites}"


def manner(claim: Claim) -> str:
    """Write how it is put: act, doubt, denial."""
    parts: list[str] = [claim.act]
    if claim.certainty != "certain":
        parts.append(claim.certainty)
    if claim.polarity == "negative":
        parts.append("that it did not happen")
    return ", ".join(parts)
