"""Read an HTML page: the article's own words, without what stands around them."""

from __future__ import annotations

import json
import re
import warnings
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from tidewaiter.errors import UnreadableError
from tidewaiter.press.read.encoding import decode
from tidewaiter.press.read.page import PageBlock, page_blocks
from tidewaiter.press.read.raw import FEWEST_WORDS, Piece, RawDocument
from tidewaiter.press.read.trail import Trail

#: Characters of the largest page that is read; the longest read-outs have a tenth.
_LARGEST = 20_000_000
_OUTSIDE = frozenset({"nav", "footer", "form", "aside", "button", "select", "menu", "option"})
_LINKED_DATA = re.compile(
    r"<script[^>]{0,200}application/ld\+json[^>]{0,200}>(.{1,200000}?)</script",
    re.DOTALL | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Article:
    """What trafilatura makes of a page."""

    lines: tuple[str, ...]
    title: str | None
    site: str | None
    day: date | None


def read_html(data: bytes, declared: str | None = None) -> RawDocument:
    """Read a page.

    Which blocks of the page are the article is trafilatura's judgement, with captions and the
    headline put back in; the words, and where they stand, are the page's own.

    Args:
        data: The captured bytes.
        declared: Encoding that an HTTP or e-mail header names.

    Raises:
        UnreadableError: It holds no article, or is too large.
    """
    found = decode(data, declared, markup=True)
    if len(found.text) > _LARGEST:
        raise UnreadableError("is too large a page; save the article alone")
    article = _article(found.text)
    blocks = list(page_blocks(found.text))
    chosen = list(_chosen(blocks, article))
    if sum(len(b.text.split()) for b in chosen) < FEWEST_WORDS:
        article = _article(found.text, in_tables=True)  # old pages are laid out in tables
        chosen = list(_chosen(blocks, article))
    if sum(len(b.text.split()) for b in chosen) < FEWEST_WORDS:
        raise UnreadableError("is an HTML page in which no article text was found")
    publisher, published = _linked(found.text)
    publisher, published = article.site or publisher, published or article.day
    return RawDocument(
        "html",
        tuple(_piece(block, found.trail) for block in chosen),
        article.title,
        publisher,
        published,
        "metadata" if article.title else None,
        "metadata" if publisher else None,
        "metadata" if published else None,
    )


def all_words(data: bytes, declared: str | None = None) -> tuple[tuple[Piece, bool], ...]:
    """Return every block that is shown: for e-mails, which have nothing around them.

    Returns:
        The blocks, and of each whether it stands in a block quotation.
    """
    found = decode(data, declared, markup=True)
    return tuple(
        (_piece(block, found.trail), "blockquote" in block.inside)
        for block in page_blocks(found.text)
    )


def _piece(block: PageBlock, page: Trail) -> Piece:
    trail = block.trail.through(page)
    return Piece(block.text, byte=int(trail.starts[0]), trail=trail)


def _article(page: str, *, in_tables: bool = False) -> _Article:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import logging

        import trafilatura

        logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
        logging.getLogger("htmldate").setLevel(logging.CRITICAL)
        try:
            found = trafilatura.bare_extraction(
                re.sub(r"^\s*<\?xml[^>]*\?>", "", page),
                include_comments=False,
                include_tables=in_tables,
                favor_precision=not in_tables,
                with_metadata=True,
                date_extraction_params={"extensive_search": False, "original_date": True},
            )
        except (ValueError, RecursionError, AttributeError, TypeError) as error:
            raise UnreadableError("is a damaged HTML page: open it and save its text") from error
    text = getattr(found, "text", None) or ""
    return _Article(
        tuple(line for line in text.split("\n") if line.strip()),
        getattr(found, "title", None),
        getattr(found, "sitename", None),
        day_of(getattr(found, "date", None)),
    )


def _chosen(blocks: list[PageBlock], article: _Article) -> Iterator[PageBlock]:
    """Yield the headline, the blocks that trafilatura kept, and captions among them."""
    wanted = "\n".join(_squeezed(line) for line in article.lines)
    whole = set(wanted.split("\n"))
    inside = [_is_kept(_squeezed(block.text), wanted, whole) for block in blocks]
    for number, block in enumerate(blocks):
        inside[number] = inside[number] and not _OUTSIDE.intersection(block.inside)
    long = [n for n, kept in enumerate(inside) if kept and len(blocks[n].text) >= 40]
    if not long:
        return
    headline = _headline(blocks, article.title, long[0])
    first = long[0] if headline is None else headline
    seen: set[str] = set()
    for number, block in enumerate(blocks[: long[-1] + 1 + _after(blocks, long[-1])]):
        if number < first:
            continue
        caption = "figcaption" in block.inside and len(block.text.split()) >= 3
        words = _squeezed(block.text)
        if (inside[number] or caption or number == headline) and words not in seen:
            seen.add(words)
            yield block


def _after(blocks: list[PageBlock], last: int) -> int:
    """How many blocks after the last long one still are its list or figure."""
    count = 0
    for block in blocks[last + 1 :]:
        if not {"li", "figcaption", "figure"}.intersection(block.inside):
            break
        if _OUTSIDE.intersection(block.inside):
            break
        count += 1
    return count


def _headline(blocks: list[PageBlock], title: str | None, before: int) -> int | None:
    """The heading of the first rank before the article, or what has the words of its title."""
    wanted = _squeezed(title or "")
    for number in range(before, -1, -1):
        block = blocks[number]
        if block.tag == "h1" or (wanted and _squeezed(block.text) == wanted):
            return number
    return None


def _is_kept(words: str, wanted: str, whole: set[str]) -> bool:
    if not words:
        return False
    return words in whole or (len(words) >= 25 and words in wanted)


def _squeezed(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()


def _linked(page: str) -> tuple[str | None, date | None]:
    """Publisher and day that a page gives as linked data (schema.org NewsArticle)."""
    for match in _LINKED_DATA.finditer(page):
        try:
            data = json.loads(match[1])
        except (ValueError, RecursionError):
            continue
        for entry in _entries(data):
            day = day_of(str(entry.get("datePublished") or ""))
            publisher = entry.get("publisher")
            name = publisher.get("name") if isinstance(publisher, dict) else publisher
            if day is not None:
                return name if isinstance(name, str) else None, day
    return None, None


def _entries(data: object) -> Iterable[dict[str, object]]:
    parts = data if isinstance(data, list) else [data]
    for part in parts[:50]:
        if isinstance(part, dict):
            yield part
            graph = part.get("@graph")
            if isinstance(graph, list):
                yield from (p for p in graph[:50] if isinstance(p, dict))


def day_of(text: str | None) -> date | None:
    """Return the day at the head of an ISO date or time, None where it is none."""
    try:
        return date.fromisoformat((text or "")[:10])
    except ValueError:
        return None
