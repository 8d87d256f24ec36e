"""Entries of XML lists, one at a time, and nothing that XML may smuggle in."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from typing import Any

from lxml import etree

from tidewaiter.errors import UnreadableError
from tidewaiter.lists.read.files import Opened, check_hope
from tidewaiter.model.evidence import Locator, Reject
from tidewaiter.model.listings import Edition, Listing

#: Up to this size the whole tree is held at once: a third faster than a stream.
_AT_ONCE = 8 << 20
#: The parser's line numbers end at 65,535.
_COUNTED = 65_000
_SAFELY: dict[str, Any] = {
    "resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False,
    "remove_comments": True, "remove_pis": True, "collect_ids": False, "remove_blank_text": True,
}  # fmt: skip


def entries(
    source: Opened, tags: Sequence[str], make: Callable[[Any, Locator], Listing]
) -> tuple[tuple[Listing, ...], list[Reject]]:
    """Read the entries of an XML list in bounded memory.

    Entities and external references are never followed.

    Args:
        source: The opened file.
        tags: Names of the elements that are entries, in any namespace.
        make: Makes a listing of one and its place; a ValueError refuses the entry with its words.

    Returns:
        The entries, and the refused ones.

    Raises:
        UnreadableError: The XML is broken before the first entry, or none of its entries is in
            the shape that is expected.
    """
    path, sha256 = source.file.path, source.file.sha256
    listings: list[Listing] = []
    rejects: list[Reject] = []
    lines = line_numbers(source.data, tags)
    end = 0
    try:
        for element in elements(source.data, tags):
            place = located(element, sha256, lines)
            end = place.start
            try:
                listings.append(make(element, place))
            except ValueError as error:
                rejects.append(Reject(path, end, str(error)))
                check_hope(len(listings), rejects)
    except etree.XMLSyntaxError as error:
        if not listings:
            raise UnreadableError(f"is broken XML: {error.msg}") from error
        rejects.append(Reject(path, end, f"the XML is broken after this line: {error.msg}"))
    if not listings:
        raise UnreadableError(_what_is_there(source, tags, rejects))
    return tuple(listings), rejects


def elements(data: bytes, tags: Sequence[str]) -> Iterator[Any]:
    """Yield the elements of some names, none inside another, as they close.

    A file of usual size is parsed at once; a large or a broken one as a stream, each element
    forgotten after its turn.

    Raises:
        lxml.etree.XMLSyntaxError: The XML is broken from here on.
    """
    if len(data) <= _AT_ONCE:
        try:
            root = etree.fromstring(data, etree.XMLParser(**_SAFELY))
        except etree.XMLSyntaxError:
            pass  # what stands before the break is still of use
        else:
            yield from root.iter(*(f"{{*}}{tag}" for tag in tags))
            return
    found = etree.iterparse(
        io.BytesIO(data), events=("end",), tag=[f"{{*}}{tag}" for tag in tags], **_SAFELY
    )
    for _, element in found:
        yield element
        element.clear()
        while element.getprevious() is not None:
            del element.getparent()[0]


def line_numbers(data: bytes, tags: Sequence[str]) -> Iterator[tuple[int, int]] | None:
    """Return an iterator over the first and last line of such elements in order, where needed.

    The parser counts to 65,535 and stops. A file with fewer lines needs none of this: None.

    >>> line_numbers(b"<a/>", ["a"]) is None
    True
    """
    if data.count(b"\n") < _COUNTED:
        return None
    names = "|".join(re.escape(tag) for tag in tags).encode()
    marks = re.compile(
        rb"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<(?P<end>/?)(?:[\w.-]+:)?(?:" + names + rb")(?=[\s/>])",
        re.DOTALL,
    )
    return _paired(data, marks)


def _paired(data: bytes, marks: re.Pattern[bytes]) -> Iterator[tuple[int, int]]:
    number, at, start = 1, 0, 0
    for mark in marks.finditer(data):
        end = mark.group("end")
        if end is None:
            continue  # a comment
        number += data.count(b"\n", at, mark.start())
        at = mark.start()
        if end:
            yield start or number, number
            start = 0
        else:
            if start:
                yield start, start  # the one before was empty, without an end of its own
            start = number
    if start:
        yield start, number


def _what_is_there(source: Opened, tags: Sequence[str], rejects: Sequence[Reject]) -> str:
    wanted = " or ".join(f"<{tag}>" for tag in tags)
    if rejects:
        return (
            f"is in another shape than expected: it has {len(rejects):,} entries {wanted}, and none "
            f"could be read; the first: {rejects[0].reason}"
        )
    there = re.findall(rb"<(?:[\w.-]+:)?([A-Za-z_][\w.-]*)", source.head)
    shown = ", ".join(f"<{tag.decode()}>" for tag in list(dict.fromkeys(there))[:6])
    return f"is in another shape than expected: no {wanted} in it; found {shown}"


def located(element: Any, sha256: str, lines: Iterator[tuple[int, int]] | None) -> Locator:
    """Return the lines of an entry, from its own to that of the last element in it.

    Args:
        element: The entry.
        sha256: Of the captured file.
        lines: From :func:`line_numbers`, one step for each entry; None where the parser's do.
    """
    if lines is not None:
        return Locator(sha256, "rows", *next(lines, (1, 1)))
    start = int(element.sourceline or 0)
    last = element
    while len(last):
        last = last[-1]
    return Locator(sha256, "rows", start, max(start, int(last.sourceline or 0)))


def children(element: Any) -> dict[str, list[Any]]:
    """Return the children of an element by name without namespace, each in order."""
    found: dict[str, list[Any]] = {}
    for child in element:
        tag = child.tag
        if tag[0] == "{":
            tag = tag[tag.index("}") + 1 :]
        if tag in found:
            found[tag].append(child)
        else:
            found[tag] = [child]
    return found


def texts(element: Any) -> dict[str, str]:
    """Return the texts of the children by name, of a list that has no namespace; empty ones not."""
    return {e.tag: text for e in element if (text := e.text)}


def line(element: Any) -> str:
    """Return the text of an element on one line."""
    text = element.text
    return " ".join(text.split()) if text else ""


def text_of(element: Any, path: str) -> str:
    """Return the text at a path, in any namespace, blanks made one; empty where there is none."""
    return next(iter(texts_of(element, path)), "")


def texts_of(element: Any, *paths: str) -> list[str]:
    """Return the different texts at some paths, each step in any namespace."""
    found = [line(e) for path in paths for e in every(element, path)]
    return [text for text in dict.fromkeys(found) if text]


def every(element: Any, path: str) -> Iterator[Any]:
    """Yield the elements at a path, each step in any namespace."""
    wild = "/".join(step if step in ("", ".") else f"{{*}}{step}" for step in path.split("/"))
    yield from element.iterfind(wild)


def edition(
    source: Opened, list_id: str, title: str, dated: re.Pattern[bytes], pattern: str = "%Y-%m-%d"
) -> Edition:
    """Return the edition that a file is.

    Args:
        source: The opened file.
        list_id: Of which list.
        title: What the list is called.
        dated: Finds its day in the head of the file.
        pattern: How the day is written.
    """
    found = dated.search(source.head)
    published = day(found.group(1).decode(), pattern) if found else None
    return Edition(list_id, title, published, source.file.sha256, source.file.path)


def day(text: str | None, pattern: str = "%Y-%m-%d") -> date | None:
    """Return a day, None where the text is none.

    >>> day("25/01/2001", "%d/%m/%Y")
    datetime.date(2001, 1, 25)
    """
    try:
        if pattern == "%Y-%m-%d":
            return date.fromisoformat((text or "")[:10])
        return datetime.strptime((text or "")[:10], pattern).date()  # noqa: DTZ007
    except ValueError:
        return None
