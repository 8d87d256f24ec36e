"""A document as it was read: its text and the claims in it."""

from __future__ import annotations

from dataclasses import dataclass

from tidewaiter.model.claims import Claim, DocumentRef


@dataclass(frozen=True, slots=True)
class Reading:
    """A document read.

    Attributes:
        document: What is known of it.
        text: Normalised text, in whose code points the spans of the claims count.
        claims: Its claims, in the order of the text.
        synthetic: True where its case says that everything in it is invented.
        notes: What of the file was not read, and what to do, in words for the analyst.
        published_from: What says the day of publication: "given" (by the case or the caller), "metadata",
            "dateline", "byline", "file date" (when the file was made); None where the day is unknown.
        captured: Of a page in a web archive: when it was captured, where its record begins, what was undone
            to have its bytes; empty elsewhere.
    """

    document: DocumentRef
    text: str
    claims: tuple[Claim, ...]
    synthetic: bool = False
    notes: tuple[str, ...] = ()
    published_from: str | None = None
    captured: str = ""

    @property
    def title(self) -> str | None:
        """Return the title, None where the document has none."""
        return self.document.title
