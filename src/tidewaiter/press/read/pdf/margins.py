"""Running heads, running feet and page numbers: what stands at the edges and is no text."""

from __future__ import annotations

import re
import statistics
from collections import defaultdict
from collections.abc import Iterator

from tidewaiter.press.read.pdf.letters import Letter
from tidewaiter.press.read.pdf.lines import flows, rows

#: Rows at each edge of a page that may be a head or foot.
_EDGE = 3
_NUMBER = re.compile(
    r"(?:page|p\.|pg\.?)?[\W_]*(?:\d{1,4}|[ivxlc]{1,7})(?:\s*(?:of|/|\|)\s*\d{1,4})?[\W_]*",
    re.IGNORECASE,
)
#: What browsers print at the edges: hour and title, address and number.
_PRINTED = re.compile(
    r"\d{1,2}/\d{1,2}/\d{2,4}, \d{1,2}:\d{2}.*|(?:https?|file)://\S+(?:\s+\d+/\d+)?"
)


def without_margins(pages: list[list[Letter]]) -> Iterator[list[Letter]]:
    """Yield the letters of each page without heads, feet and numbers."""
    edges = [_edges(page) for page in pages]
    places: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for number, found in enumerate(edges):
        for words, y, _ in found:
            places[words].append((number, y))
    small = [_small(page) for page in pages]
    for number, page in enumerate(pages):
        gone: set[int] = set()
        for words, y, indexes in edges[number]:
            gone |= small[number]
            again = any(n != number and abs(y - other) <= 4 for n, other in places[words])
            if again or _NUMBER.fullmatch(words) or _PRINTED.fullmatch(words):
                gone |= indexes
        yield [letter for letter in page if letter.index not in gone]


def _edges(page: list[Letter]) -> list[tuple[str, float, set[int]]]:
    """Rows at the head and foot: words with figures made alike, place, numbers of the letters.

    From the outermost inwards, rows count only while each is set apart from the next, or a number.
    """
    runs = [line for flow in flows(page, 0) for line in flow]
    grouped = rows(runs)
    out = []
    for ordered in (grouped, grouped[::-1]):
        for row in ordered[:_EDGE]:
            words = " ".join(line.text.strip() for line in row)
            key = words if _PRINTED.fullmatch(words) or _NUMBER.fullmatch(words) else _alike(words)
            indexes = {letter.index for line in row for letter in line.letters}
            out.append((key, row[0].y, indexes))
    return out


def _small(page: list[Letter]) -> set[int]:
    """The letters of a small line that stands alone at the head or foot of a page."""
    gone: set[int] = set()
    if not page:
        return gone
    usual = statistics.median(letter.size for letter in page)
    grouped = rows(line for flow in flows(page, 0) for line in flow)
    for ordered in (grouped, grouped[::-1]):
        if len(ordered) < 4:
            break
        row, following = ordered[0], ordered[1]
        words = " ".join(line.text for line in row).strip()
        apart = abs(row[0].y - following[0].y) > 1.8 * usual
        if apart and row[0].size < 0.9 * usual and len(words) < 90 and not words.endswith("."):
            gone |= {letter.index for line in row for letter in line.letters}
    return gone


def _alike(words: str) -> str:
    return re.sub(r"\d+", "#", words).strip()
