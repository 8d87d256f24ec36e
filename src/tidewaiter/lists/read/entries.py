"""Entries of XML lists, one at a time, and nothing that XML may smuggle in."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from typing import Any

from lxml import etree

from tidewaiter.errors import UnreadableError
from tidewaiter.lists.read.files import ListFile
from tidewaiter.model.evidence import Locator, Reject
from tidewaiter.model.listings import Listing


def entries(
    file: ListFile, text: bytes, tags: Sequence[str], make: Callable[[Any], Listing]
) -> tuple[tuple[Listing, ...], list[Reject]]:
    """Read the entries of an XML list in bounded memory.

    Entities and external references are never followed.

    Args:
        file: The captured file.
        text: Its bytes, unpacked.
        tags: Names of the elements that are entries, in any namespace.
        make: Makes a listing of one; a ValueError refuses the entry with its words.

    Returns:
        The entries, and the refused ones.

    Raises:
        UnreadableError: The XML is broken before the first entry, or declares entities.
    """
    if b"<!ENTITY" in text[:65536] or b"<!DOCTYPE" in text[:65536]:
        raise UnreadableError(
            "declares XML entities or a DTD, which this list never does: refused"
        )
    listings: list[Listing] = []
    rejects: list[Reject] = []
    end = 0
    try:
        for element in _elements(text, tags):
            end = int(element.sourceline or 0)
            try:
                listings.append(make(element))
            except ValueError as error:
                rejects.append(Reject(file.path, end, str(error)))
    except etree.XMLSyntaxError as error:
        if not listings:
            raise UnreadableError(f"is broken XML: {error.msg}") from error
        rejects.append(Reject(file.path, end, f"the XML is broken after this line: {error.msg}"))
    return tuple(listings), rejects


def _elements(text: bytes, tags: Sequence[str]) -> Iterator[Any]:
    found = etree.iterparse(
        io.BytesIO(text),
        events=("end",),
        tag=[f"{{*}}{tag}" for tag in tags],
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
    )
    for _, element in found:
        yield element
        element.clear()
        while element.getprevious() is not None:
            del element.getparent()[0]


def located(element: Any, sha256: str) -> Locator:
    """Return the lines of an entry."""
    start = int(element.sourceline or 0)
    last = max((int(e.sourceline or 0) for e in element.iter()), default=start)
    return Locator(sha256, "rows", start, last)


def text_of(element: Any, path: str) -> str:
    """Return the text at a path, in any namespace, blanks made one; empty where there is none."""
    return next(iter(texts_of(element, path)), "")


def texts_of(element: Any, *paths: str) -> list[str]:
    """Return the different texts at some paths, each step in any namespace."""
    found = [" ".join((e.text or "").split()) for path in paths for e in every(element, path)]
    return [text for text in dict.fromkeys(found) if text]


def every(element: Any, path: str) -> Iterator[Any]:
    """Yield the elements at a path, each step in any namespace."""
    wild = "/".join(step if step in ("", ".") else f"{{*}}{step}" for step in path.split("/"))
    yield from element.iterfind(wild)


def day(text: str | None, pattern: str = "%Y-%m-%d") -> date | None:
    """Return a day, None where the text is none.

    >>> day("25/01/2001", "%d/%m/%Y")
    datetime.date(2001, 1, 25)
    """
    try:
        return datetime.strptime((text or "")[:10], pattern).date()  # noqa: DTZ007
    except ValueError:
        return None
