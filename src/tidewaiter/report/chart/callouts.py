"""Labels beside marks: none on another, and no leader across a leader or a label."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tidewaiter.report.chart.layout import Box, Placer, overlaps
from tidewaiter.report.chart.plane import Point, cross, cut

#: Distance from a mark at which its label stands without a leader.
NEAR = 7.0
_CELL = 8.0
_ANGLES = 16


@dataclass(frozen=True, slots=True)
class Callout:
    """Where a label stands, and the line that leads to it from its mark, None where it is beside it."""

    box: Box
    leader: tuple[Point, Point] | None


class Callouts:
    """Finds room for labels in order of asking; what cannot be labelled is told so."""

    def __init__(self, width: float, height: float) -> None:
        self._size = (width, height)
        self._placer = Placer(width, height)
        self._boxes: list[Box] = []
        self._leaders: list[tuple[Point, Point]] = []
        self._worn: set[tuple[int, int]] = set()

    def block(self, box: Box) -> None:
        """Keep a box free of labels and leaders."""
        self._placer.block(box)
        self._boxes.append(box)

    def wear(self, points: Iterable[Point]) -> None:
        """Mark ground that labels had better not cover, such as a ship's way."""
        self._worn.update((int(x // _CELL), int(y // _CELL)) for x, y in points)

    def fork(self) -> Callouts:
        """Return the same room, to try what fits."""
        other = Callouts(*self._size)
        for box in self._boxes:
            other.block(box)
        other._leaders, other._worn = [*self._leaders], self._worn
        return other

    def free(self, box: Box) -> bool:
        """Say whether a box lies inside, and on no label or leader."""
        return self._placer.free(box) and not any(cut(*other, box) for other in self._leaders)

    def put(
        self, x: float, y: float, width: float, height: float, reach: float = 90.0
    ) -> Callout | None:
        """Find and take the best room for the label of a mark.

        Args:
            x: Of the mark.
            y: Of the mark.
            width: Of the label.
            height: Of the label.
            reach: Longest leader, pixels; 0 for a label that must stand beside its mark.
        """
        best: tuple[float, Callout] | None = None
        for cost, far, box in _places(x, y, width, height, reach):
            if best is not None and cost >= best[0]:
                break  # costs rise; what is worn only adds to them
            if not self._placer.free(box):
                continue
            leader = _leader((x, y), box) if far else None
            if not self._clear((x, y), box, leader):
                continue
            cost += 3.0 * self._covered(box)
            if best is None or cost < best[0]:
                best = cost, Callout(box, leader)
        if best is None:
            return None
        self.block(best[1].box)
        if best[1].leader:
            self._leaders.append(best[1].leader)
        return best[1]

    def _clear(self, mark: Point, box: Box, leader: tuple[Point, Point] | None) -> bool:
        if any(cut(*other, box) for other in self._leaders):
            return False
        if leader is None:
            return True
        if any(cross(leader, other) for other in self._leaders):
            return False
        own = (mark[0] - 0.5, mark[1] - 0.5, mark[0] + 0.5, mark[1] + 0.5)
        return not any(cut(*leader, b) for b in self._boxes if not overlaps(b, own))

    def _covered(self, box: Box) -> int:
        return sum(
            (i, j) in self._worn
            for i in range(int(box[0] // _CELL), int(box[2] // _CELL) + 1)
            for j in range(int(box[1] // _CELL), int(box[3] // _CELL) + 1)
        )


def _leader(mark: Point, box: Box) -> tuple[Point, Point]:
    end = (min(max(mark[0], box[0]), box[2]), min(max(mark[1], box[1]), box[3]))
    return mark, end


def _places(
    x: float, y: float, width: float, height: float, reach: float
) -> Iterator[tuple[float, bool, Box]]:
    """Yield rooms by rising cost: beside the mark, then on rings around it."""
    beside = (
        (NEAR, -height / 2), (-NEAR - width, -height / 2), (-width / 2, NEAR), (-width / 2, -NEAR - height),
        (NEAR - 2, NEAR - 2), (NEAR - 2, 2 - NEAR - height), (2 - NEAR - width, NEAR - 2),
        (2 - NEAR - width, 2 - NEAR - height),
    )  # fmt: skip
    for n, (dx, dy) in enumerate(beside):
        yield 0.5 * n, False, (x + dx, y + dy, x + dx + width, y + dy + height)
    far = 16.0
    while far <= reach:
        for n in range(_ANGLES):
            dx, dy = math.cos(2 * math.pi * n / _ANGLES), math.sin(2 * math.pi * n / _ANGLES)
            left, top = x + dx * far + (dx - 1) / 2 * width, y + dy * far + (dy - 1) / 2 * height
            yield far, True, (left, top, left + width, top + height)
        far += 12.0
