"""A picture drawn twice: for a page and paper, and for a phone, where scaled words would be too small."""

from __future__ import annotations

from collections.abc import Callable

from tidewaiter.report.chart.layout import NARROW, WIDE
from tidewaiter.report.chart.svg import element


def fitted(draw: Callable[[float], str | None]) -> str | None:
    """Return both drawings of a picture, of which ``pictures.css`` shows one; None where it is none.

    Args:
        draw: Draws the picture at a width in pixels.
    """
    wide, narrow = draw(WIDE), draw(NARROW)
    if wide is None or narrow is None:
        return None
    return element("div", wide, class_="at-wide") + element("div", narrow, class_="at-narrow")


def named(name: str, width: float) -> str:
    """Return the name of a drawing, so that ids of the two differ."""
    return name if width > NARROW else f"{name}-narrow"
