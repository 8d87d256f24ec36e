"""What a document says of itself where its metadata say nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tidewaiter.press.read.dates import agency, stated
from tidewaiter.press.read.raw import RawDocument

#: The day on which a file was made is the weakest that there is: pages are printed years later.
FILE_DATE = "file date"


def said_of_itself(raw: RawDocument, text: str) -> RawDocument:
    """Fill in publisher and day of publication from the head of the text.

    What metadata say stands; but the day on which a file was made gives way to a dateline, and
    gives the year to one that has none.

    Args:
        raw: The document with its metadata.
        text: Its text.
    """
    if raw.publisher is None and (name := agency(text)):
        raw = replace(raw, publisher=name, publisher_from="dateline")
    if raw.published is not None and raw.published_from != FILE_DATE:
        return raw
    made: date | None = raw.published
    said = stated(text, near=made)
    if said is None:
        return raw
    return replace(raw, published=said.day, published_from=said.way)
