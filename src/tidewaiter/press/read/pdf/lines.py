"""The lines of a PDF page in reading order: column by column."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tidewaiter.press.read.pdf.letters import Letter

#: Blank wider than this many letter heights parts two columns or cells.
_JUMP = 1.2
#: The same where a blank was written: in narrow columns it is stretched.
_STRETCHED = 3.0
#: Lines that a column needs beside another one to be one.
_FEWEST_ROWS = 3
_FEWEST_INSIDE = 6  # the same inside a column, where chance makes a strip of blanks
_DEEPEST = 4


@dataclass(frozen=True, slots=True)
class Line:
    """A run of letters on one base line, from left to right, in PDF points."""

    letters: tuple[Letter, ...]
    page: int
    x0: float
    x1: float
    y: float
    size: float

    @property
    def text(self) -> str:
        """Return its words."""
        return "".join(letter.text for letter in self.letters)


def flows(found: list[Letter], page: int) -> list[list[Line]]:
    """Return the columns of a page in reading order, each as its lines from top to bottom."""
    return [flow for flow in _columns(list(runs(found, page)), 0) if flow]


def rows(lines: Iterable[Line]) -> list[list[Line]]:
    """Group runs by their base line: rows from top to bottom, each from left to right."""
    out: list[list[Line]] = []
    for line in sorted(lines, key=lambda run: (-run.y, run.x0)):
        if out and abs(out[-1][0].y - line.y) <= 0.35 * min(out[-1][0].size, line.size):
            out[-1].append(line)
        else:
            out.append([line])
    for row in out:
        row.sort(key=lambda run: run.x0)
    return out


def runs(found: list[Letter], page: int) -> Iterator[Line]:
    """Yield the letters that follow each other on a base line without a wide blank."""
    run: list[Letter] = []
    for letter in found:
        if run and not _follows(run, letter):
            if line := _line(run, page):
                yield line
            run = []
        run.append(letter)
    if line := _line(run, page):
        yield line


def _follows(run: list[Letter], letter: Letter) -> bool:
    last = next((item for item in reversed(run) if item.text != " "), run[-1])
    size = max(last.size, letter.size)
    if letter.text == " ":
        return True
    written = run[-1].text == " " and not run[-1].made
    widest = (_STRETCHED if written else _JUMP) * size
    return abs(letter.y - last.y) <= 0.5 * size and -0.5 * size < letter.x0 - last.x1 < widest


def _line(run: list[Letter], page: int) -> Line | None:
    shown = [letter for letter in run if letter.text != " "]
    if not shown:
        return None
    size = statistics.median(letter.size for letter in shown)
    base = statistics.median(letter.y for letter in shown)
    kept = [letter for letter in run if not _is_note_mark(letter, size, base)] or run
    while kept and kept[-1].text == " ":
        kept.pop()
    while kept and kept[0].text == " ":
        kept.pop(0)
    first, last = min(a.x0 for a in shown), max(a.x1 for a in shown)
    return Line(tuple(_spaced(kept)), page, first, last, base, size)


def _is_note_mark(letter: Letter, size: float, base: float) -> bool:
    """A small raised figure: the mark of a foot note."""
    raised = letter.y > base + 0.15 * size
    return letter.text.isdigit() and raised and letter.size < 0.8 * size


def _spaced(run: list[Letter]) -> Iterator[Letter]:
    """Put a blank where letters stand apart and none is written."""
    before: Letter | None = None
    for letter in run:
        if (
            before is not None
            and " " not in (before.text, letter.text)
            and letter.x0 - before.x1 > 0.22 * letter.size
        ):
            yield Letter(" ", before.index, before.x1, letter.x0, letter.y, letter.size)
        if before is None or letter.text != " " or before.text != " ":
            yield letter
        before = letter


def _columns(lines: list[Line], depth: int) -> Iterator[list[Line]]:
    grouped = rows(lines)
    gutter = (
        None if depth >= _DEEPEST else _gutter(grouped, _FEWEST_INSIDE if depth else _FEWEST_ROWS)
    )
    if gutter is None:
        yield [_joined(row) for row in grouped]
        return
    across: list[Line] = []
    beside: list[Line] = []
    for row in grouped:
        if any(line.x0 < gutter < line.x1 for line in row):
            yield from _sides(beside, gutter, depth)
            beside = []
            across.append(_joined(row))
        else:
            if across:
                yield across
                across = []
            beside += row
    if across:
        yield across
    yield from _sides(beside, gutter, depth)


def _sides(lines: list[Line], gutter: float, depth: int) -> Iterator[list[Line]]:
    for side in ([r for r in lines if r.x1 <= gutter], [r for r in lines if r.x1 > gutter]):
        if side:
            yield from _columns(side, depth + 1)


def _gutter(grouped: list[list[Line]], fewest: int) -> float | None:
    """Where a blank strip parts columns: the one beside which most rows stand unbroken."""
    every = [line for row in grouped for line in row]
    if len(every) < 2 * fewest:
        return None
    left, right = min(r.x0 for r in every), max(r.x1 for r in every)
    step = 3.0
    best: tuple[int, float] = (0, 0.0)
    strip: list[float] = []
    places = [left + step * n for n in range(1, min(2000, int((right - left) / step)))]
    for x in places:
        count = _rows_beside(grouped, x, fewest)
        if count > best[0]:
            best, strip = (count, x), [x]
        elif count == best[0] and strip and x - strip[-1] <= step * 1.5:
            strip.append(x)
    if best[0] < 2 * fewest:
        return None
    return strip[len(strip) // 2]


def _rows_beside(grouped: list[list[Line]], x: float, fewest: int) -> int:
    """Most runs on both sides of a place in rows that follow each other, none of them across it."""
    best = left = right = 0
    for row in grouped:
        if any(line.x0 - 2 < x < line.x1 + 2 for line in row):
            left = right = 0
            continue
        left += sum(line.x1 <= x for line in row)
        right += sum(line.x0 >= x for line in row)
        if left >= fewest and right >= fewest:
            best = max(best, left + right)
    return best


def _joined(row: list[Line]) -> Line:
    if len(row) == 1:
        return row[0]
    letters: list[Letter] = []
    for line in row:
        if letters:
            last = letters[-1]
            letters.append(Letter(" ", last.index, last.x1, line.x0, last.y, last.size))
        letters += line.letters
    size = statistics.median(line.size for line in row)
    return Line(tuple(letters), row[0].page, row[0].x0, row[-1].x1, row[0].y, size)
