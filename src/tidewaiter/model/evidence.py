"""Where a fact stands: the captured file, the place in it, and what was refused."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

ItemKind = Literal["document", "list", "positions", "sheet", "settings", "proof"]


@dataclass(frozen=True, slots=True)
class Item:
    """One captured file: the bytes that everything else leads back to.

    Attributes:
        sha256: Hash of the file's bytes as they lie on disk (compressed files: compressed).
        path: Where it lay, relative to the case folder, with forward slashes.
        size: Bytes.
        kind: Which stream reads it.
        synthetic: True where the content was simulated or invented.
    """

    sha256: str
    path: str
    size: int
    kind: ItemKind
    synthetic: bool = False


@dataclass(frozen=True, slots=True)
class Locator:
    """A place in captured bytes: a run of rows, of bytes, or of characters of the normalised text.

    ``unit`` says how ``start`` and ``end`` count: ``rows`` from 1 as a text editor numbers lines,
    ``end`` inclusive (a header is line 1); ``bytes`` and ``chars`` from 0, ``end`` exclusive.
    ``chars`` are code points into the document's normalised text, which the same bytes always give.
    """

    sha256: str
    unit: Literal["rows", "bytes", "chars"]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Reject:
    """A row or a whole file that was refused, with the reason.

    Attributes:
        path: The file, relative to the case folder.
        line: Line number from 1 (element number in XML); 0 for the file as a whole.
        reason: What was wrong and, where it helps, what was expected.
        text: The refused content, cut to 200 characters.
    """

    path: str
    line: int
    reason: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Count:
    """Rows of one file: ``rows_in == good + rejected``. ``unit`` says what a row is."""

    path: str
    unit: str
    rows_in: int
    good: int
    rejected: int
