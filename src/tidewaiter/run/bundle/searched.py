"""Search files for words that were taken out."""

from __future__ import annotations

from pathlib import PurePosixPath

from tidewaiter.run.bundle.needles import Needles

#: Formats in which words stand as they are, but for what
#: :func:`~tidewaiter.run.bundle.readings.readings` undoes.
_PLAIN = (
    ".txt", ".md", ".csv", ".tsv", ".toml", ".json", ".jsonl", ".geojson", ".xml", ".html", ".htm",
    ".xhtml",
)  # fmt: skip


def leaked(data: bytes, needles: Needles) -> bool:
    """Say whether any of the words stands in a file."""
    return needles.within(data.decode("utf-8", "replace"))


def is_searchable(path: str, data: bytes) -> bool:
    r"""Say whether all words of a file can be found in it: no packed, coded or binary format.

    >>> is_searchable("a.txt", b"words"), is_searchable("a.eml", b"words"), is_searchable("a.txt", b"\xff")
    (True, False, False)
    """
    if PurePosixPath(path).suffix.lower() not in _PLAIN or b"\0" in data or b"\x1b" in data:
        return False  # ESC: encodings that write other scripts in ASCII (ISO 2022)
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True
