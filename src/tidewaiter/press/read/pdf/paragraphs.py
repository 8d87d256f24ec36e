"""Lines of a PDF to paragraphs: over columns and pages, with cut words made whole."""

from __future__ import annotations

import itertools
import re
import statistics
from collections.abc import Iterator

import numpy as np

from tidewaiter.press.read.pdf.hyphens import is_cut
from tidewaiter.press.read.pdf.letters import Letter
from tidewaiter.press.read.pdf.lines import Line
from tidewaiter.press.read.raw import Piece
from tidewaiter.press.read.trail import Trail

_STOP = re.compile(r"[.!?:…][\"”’')\]]*$")
_ITEM = re.compile(r"(?:\d{1,3}[.)]|\([a-z\d]{1,4}\)|[•·‣◦▪●–—-])\s")


class _Paragraph:
    """A paragraph under way."""

    def __init__(self, line: Line, right: float, known: frozenset[str]) -> None:
        self.known = known
        self.letters: list[tuple[Letter, int]] = []
        self.lines = 0
        self.add(line, right)

    def add(self, line: Line, right: float) -> None:
        if self.letters:
            self._part(line)
        self.letters += [(letter, line.page) for letter in line.letters]
        self.last, self.right = line, right
        self.lines += 1

    def _part(self, line: Line) -> None:
        """Put a blank between two lines, or make a cut word whole."""
        letter, page = self.letters[-1]
        text = "".join(item.text for item, _ in self.letters[-40:])
        if not re.search(r"[^\W\d_][-\u00ad‐]$", text):
            if not re.search(r"[^\s—–-][-—–/]$", text):
                self.letters.append((Letter(" ", letter.index, 0, 0, 0, 0), page))
            return
        after = re.match(r"[\w’'-]*", line.text.lstrip())
        if is_cut(text[:-1], after.group() if after else "", self.known):
            self.letters.pop()
        elif letter.text != "-":
            self.letters[-1] = (
                Letter("-", letter.index, letter.x0, letter.x1, letter.y, letter.size),
                page,
            )

    def piece(self) -> Piece:
        words: list[str] = []
        places: list[int] = []
        pages: list[int] = []
        for letter, page in self.letters:
            words.append(letter.text)
            places += [letter.index] * len(letter.text)
            pages += [page] * len(letter.text)
        starts = np.array(places, np.int64)
        trail = Trail(starts, starts + 1, np.array(pages, np.int64))
        return Piece("".join(words), page=pages[0], trail=trail)


def pieces(columns: list[list[Line]]) -> Iterator[Piece]:
    """Yield the paragraphs of a document.

    Args:
        columns: Its columns in reading order, each as lines from top to bottom.
    """
    leading = _leading(columns)
    known = _words(columns)
    indented = _is_indented(columns)
    done: list[_Paragraph] = []
    for column in columns:
        left = _usual([line.x0 for line in column])
        right = max(line.x1 for line in column)
        for number, line in enumerate(column):
            if number == 0:
                under_way = _unfinished(done, line, indented and line.x0 <= left + 0.8 * line.size)
            elif _begins(column[number - 1], line, done[-1], left, right, leading, indented):
                under_way = None
            else:
                under_way = done[-1]
            if under_way is None:
                done.append(_Paragraph(line, right, known))
            else:
                under_way.add(line, right)
                if under_way is not done[-1]:  # a foot note stood between
                    done.remove(under_way)
                    done.append(under_way)
    for paragraph in done:
        piece = paragraph.piece()
        if piece.text.strip():
            yield piece


def _words(columns: list[list[Line]]) -> frozenset[str]:
    """The words of a document that no line end cuts."""
    found: set[str] = set()
    for column in columns:
        for line in column:
            words = re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", line.text.lower())
            found.update(words[1:-1])
    return frozenset(found)


def _leading(columns: list[list[Line]]) -> float:
    """The usual distance of two base lines, in letter heights."""
    steps = [
        (a.y - b.y) / max(a.size, 1.0)
        for column in columns
        for a, b in itertools.pairwise(column)
        if abs(a.size - b.size) < 0.08 * a.size and 0 < a.y - b.y < 2.2 * a.size
    ]
    return statistics.median_low(steps) if steps else 1.2


def _usual(values: list[float]) -> float:
    rounded = [round(v) for v in values]
    return float(max(set(rounded), key=lambda v: (rounded.count(v), -v)))


def _begins(
    before: Line,
    line: Line,
    paragraph: _Paragraph,
    left: float,
    right: float,
    leading: float,
    indented: bool,
) -> bool:
    """Say whether a line begins a paragraph after another line of its column."""
    size = max(line.size, 1.0)
    if abs(before.size - line.size) > 0.08 * size:
        return True
    if before.y - line.y > 1.3 * leading * size + 0.5:
        return True
    if line.x0 > left + 0.8 * size:
        again = indented and paragraph.lines == 1 and not line.text.lstrip()[:1].islower()
        if line.x0 > before.x0 + 0.8 * size or again:
            return True
    if paragraph.lines > 1 and line.x0 < before.x0 - 0.8 * size:
        return True
    words = before.text.rstrip()
    if _is_next_item(paragraph, line) and _STOP.search(words):
        return True
    return _fits(before, line, right) and (
        _STOP.search(words) is not None or not line.text.lstrip()[:1].islower()
    )


def _is_next_item(paragraph: _Paragraph, line: Line) -> bool:
    """Say whether a line begins the item that follows a paragraph: a bullet, or the next number."""
    match = _ITEM.match(line.text)
    if match is None:
        return False
    number = re.match(r"\d+", line.text)
    if number is None:
        return True
    opening = "".join(letter.text for letter, _ in paragraph.letters[:4])
    before = re.match(r"\d+", opening)
    return before is not None and int(number.group()) == int(before.group()) + 1


def _fits(before: Line, line: Line, right: float) -> bool:
    """Say whether the first word of a line would have had room at the end of the one before."""
    first = line.letters[0].x0
    word = next((a.x0 for a in line.letters if a.text == " "), line.x1)
    return before.x1 + (word - first) + 0.75 * line.size < right


def _is_indented(columns: list[list[Line]]) -> bool:
    """Say whether paragraphs begin with an indent, so that a line without one goes on."""
    firsts = 0
    lines = [line for column in columns if len(column) > 4 for line in column]
    for column in columns:
        left = _usual([line.x0 for line in column])
        firsts += sum(0.8 * a.size < a.x0 - left < 4 * a.size for a in column if len(column) > 4)
    return len(lines) >= 10 and firsts * 16 >= len(lines)


def _unfinished(done: list[_Paragraph], line: Line, flush: bool) -> _Paragraph | None:
    """The paragraph that a line at the head of a column goes on with.

    Args:
        done: Paragraphs so far.
        line: The line.
        flush: Whether it lacks the indent that paragraphs of this document begin with.
    """
    for paragraph in reversed(done[-6:]):
        last = paragraph.last
        if abs(last.size - line.size) > 0.08 * line.size:
            continue
        if line.page - last.page > 1:
            return None
        words, small = last.text.rstrip(), line.text.lstrip()[:1].islower()
        if _STOP.search(words) and not small:
            opening = "".join(letter.text for letter, _ in paragraph.letters[:6])
            flush = flush or (_ITEM.match(opening) is not None and not _ITEM.match(line.text))
            flush = flush and not _fits(last, line, paragraph.right) and paragraph.lines > 1
            return paragraph if flush else None
        if not small and (_ITEM.match(line.text) or _fits(last, line, paragraph.right)):
            return None
        return paragraph
    return None
