"""Precision, recall, F1 and the area under the curve, and tables that show them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tidewaiter.model.listings import Match


@dataclass(frozen=True, slots=True)
class Judged:
    """A labelled pair and what the matcher said of it."""

    section: str
    asked: str
    listed: str
    same: bool
    score: float
    alert: bool
    reasons: tuple[str, ...] = ()


def judged(section: str, asked: str, listed: str, same: bool, match: Match | None) -> Judged:
    """Put a label beside an answer; no answer is a score of 0."""
    if match is None:
        return Judged(section, asked, listed, same, 0.0, False)
    sentences = tuple(f"{r.points:+.2f} {r.sentence}" for r in match.reasons)
    return Judged(section, asked, listed, same, match.score, match.alert, sentences)


@dataclass(frozen=True, slots=True)
class Rates:
    """How often alerts are right, and how much of what is right alerts."""

    right: int
    false: int
    missed: int

    @property
    def precision(self) -> float:
        """Share of the alerts that are right; 1 where there is none."""
        return self.right / (self.right + self.false) if self.right + self.false else 1.0

    @property
    def recall(self) -> float:
        """Share of the right pairs that alert; 1 where there is none."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of both."""
        both = 2 * self.right + self.false + self.missed
        return 2 * self.right / both if both else 1.0


def rates(rows: Sequence[Judged], line: float | None = None) -> Rates:
    """Count alerts against labels.

    Args:
        rows: Labelled pairs.
        line: Score from which a pair counts as an alert; None leaves it to the matcher.

    >>> rows = [Judged("", "", "", same, score, score > 0.8) for same, score in
    ...         ((True, 0.9), (True, 0.5), (False, 0.9), (False, 0.1))]
    >>> rates(rows), round(rates(rows).f1, 2), rates(rows, 0.4).recall
    (Rates(right=1, false=1, missed=1), 0.5, 1.0)
    """
    said = [row.alert if line is None else row.score >= line for row in rows]
    right = sum(row.same and alert for row, alert in zip(rows, said, strict=True))
    same = sum(row.same for row in rows)
    return Rates(right, sum(said) - right, same - right)


def best_f1(rows: Sequence[Judged]) -> tuple[float, float]:
    """Return the best F1 of all thresholds above 0, and the threshold.

    >>> best_f1([Judged("", "", "", same, score, False) for same, score in
    ...          ((True, 0.9), (True, 0.5), (False, 0.4))])
    (1.0, 0.5)
    """
    same = sum(row.same for row in rows)
    best, line, right, said = 0.0, 1.0, 0, 0
    ordered = sorted(rows, key=lambda row: -row.score)
    for i, row in enumerate(ordered):
        right, said = right + row.same, said + 1
        last = i + 1 == len(ordered) or ordered[i + 1].score < row.score
        f1 = 2 * right / (said + same)
        if last and row.score > 0 and f1 > best:
            best, line = f1, row.score
    return best, line


def auc(rows: Sequence[Judged]) -> float:
    """Return the chance that a right pair scores above a wrong one; a tie counts half.

    >>> auc([Judged("", "", "", same, score, False) for same, score in
    ...      ((True, 0.9), (True, 0.4), (False, 0.4), (False, 0.1))])
    0.875
    """
    ordered = sorted(rows, key=lambda row: row.score)
    pairs, below, at = 0.0, 0, 0
    while at < len(ordered):
        end = at
        while end < len(ordered) and ordered[end].score == ordered[at].score:
            end += 1
        same = sum(row.same for row in ordered[at:end])
        other = end - at - same
        pairs += same * (below + other / 2)
        below, at = below + other, end
    count = sum(row.same for row in rows) * below
    return pairs / count if count else float("nan")


def table(head: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """Return rows as text in columns; numbers stand right, fractions to three places."""
    right = [not rows or not isinstance(cell, str) for cell in (rows or [head])[0]]
    texts = [[f"{v:.3f}" if isinstance(v, float) else str(v) for v in row] for row in rows]
    columns = list(zip(head, *texts, strict=True))
    wide = [max(map(len, column)) for column in columns]
    return "\n".join(
        "  ".join(
            cell.rjust(size) if at_right else cell.ljust(size)
            for cell, size, at_right in zip(line, wide, right, strict=True)
        ).rstrip()
        for line in zip(*columns, strict=True)
    )
