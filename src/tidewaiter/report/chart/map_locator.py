"""Where in the world a map lies: a small map with the frame of the large one."""

from __future__ import annotations

from tidewaiter.report.chart.layout import NARROW
from tidewaiter.report.chart.map_frame import Frame
from tidewaiter.report.chart.map_ground import coasts
from tidewaiter.report.chart.svg import LAND, PAPER, SEA, SOFT, VERMILION, element

#: A map this wide says by itself where it lies, degrees; the small one is at least half as wide again.
_WORLD, _LEAST, _TIMES = 40.0, 60.0, 7.0
_FLAT = 0.62


def locator(frame: Frame, top: float) -> tuple[str, float]:
    """Draw the small map at the right edge; return also where the next line may begin.

    Args:
        frame: Of the large map.
        top: Upper edge, pixels.
    """
    wide = frame.east - frame.west
    if wide > _WORLD:
        return "", top
    small = _around(frame, 74.0 if frame.width <= NARROW else 108.0, max(_LEAST, _TIMES * wide))
    x1, y1 = small(frame.north, frame.west)
    x2, y2 = small(frame.south, frame.east)
    grow_x, grow_y = max(0.0, (6 - (x2 - x1)) / 2), max(0.0, (6 - (y2 - y1)) / 2)
    land = coasts(small, 2.0, 700)
    drawn = element("rect", width=small.width, height=small.height, fill=SEA)
    if land:
        drawn += element("path", d=land, fill=LAND, fill_rule="evenodd", stroke=SOFT, stroke_width=0.4)  # fmt: skip
    drawn += element(
        "rect", x=x1 - grow_x, y=y1 - grow_y, width=x2 - x1 + 2 * grow_x, height=y2 - y1 + 2 * grow_y, fill="none",
        stroke=VERMILION, stroke_width=1.8,
    )  # fmt: skip
    drawn += element("rect", width=small.width, height=small.height, fill="none", stroke=SOFT)
    left = frame.width - small.width - 4
    return element(
        "g", drawn, transform=f"translate({left:.1f} {top:.1f})"
    ), top + small.height + 6


def locator_sign(x: float, y: float) -> str:
    """Draw the sign for where the map lies."""
    return element("rect", x=x - 8, y=y - 5, width=16, height=10, fill=PAPER, stroke=VERMILION, stroke_width=1.8)  # fmt: skip


def _around(frame: Frame, width: float, wide: float) -> Frame:
    """Return the frame of a small map round another, so many degrees of longitude wide."""
    wide = min(wide, 360.0)
    centre = (frame.west + frame.east) / 2
    middle, down = frame.middle, 0.0
    for _ in range(3):  # its height depends on its middle latitude, which its height may shift
        squeeze = Frame(0.0, middle - 1, wide, middle + 1, width)
        down = min(width * _FLAT / squeeze.per_lat, 170.0)
        middle = min(max(frame.middle, down / 2 - 85), 85 - down / 2)
    return Frame(centre - wide / 2, middle - down / 2, centre + wide / 2, middle + down / 2, width)
