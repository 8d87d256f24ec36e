"""Running heads, running feet and page numbers: what stands at the edges and is no text."""

from __future__ import annotations

import re
import statistics
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from tidewaiter.press.read.pdf.letters import Letter
from tidewaiter.press.read.pdf.lines import rows, runs

#: Rows at each edge of a page that may be a head or foot.
_EDGE = 3
_NUMBER = re.compile(
    r"(?:page|p\.|pg\.?)?[\W_]*(?:\d{1,4}|[ivxlc]{1,7})(?:\s*(?:of|/|\|)\s*\d{1,4})?[^\w.]*",
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
        for edge in found:
            places[edge.words].append((number, edge.y))
    for number, page in enumerate(pages):
        gone: set[int] = set()
        for edge in edges[number]:
            again = any(n != number and abs(edge.y - y) <= 4 for n, y in places[edge.words])
            if again or edge.alone:
                gone |= edge.letters
        yield [letter for letter in page if letter.index not in gone]


@dataclass(frozen=True, slots=True)
class _Edge:
    """A row at the head or foot of a page.

    Attributes:
        words: Its words, all figures made alike.
        y: Its base line.
        letters: Numbers of its letters.
        alone: Whether it is no text even if no other page has it.
    """

    words: str
    y: float
    letters: frozenset[int]
    alone: bool


def _edges(page: list[Letter]) -> list[_Edge]:
    if not page:
        return []
    usual = statistics.median(letter.size for letter in page)
    grouped = rows(runs(page, 0))
    out = []
    for ordered in (grouped, grouped[::-1]):
        for row, inner in zip(ordered[:_EDGE], [*ordered[1:], None], strict=False):
            words = " ".join(line.text.strip() for line in row)
            apart = inner is None or abs(row[0].y - inner[0].y) > 1.6 * usual
            small = row is ordered[0] and len(ordered) >= 4 and row[0].size < 0.9 * usual
            small = small and len(words) < 90 and not words.endswith(".")
            plain = _NUMBER.fullmatch(words) or _PRINTED.fullmatch(words)
            letters = frozenset(letter.index for line in row for letter in line.letters)
            alone = apart and bool(small or plain)
            out.append(_Edge(re.sub(r"\d+", "#", words), row[0].y, letters, alone))
    return out
