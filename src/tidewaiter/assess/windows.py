"""Windows of time: which holds which, what is common."""

from __future__ import annotations

from tidewaiter.model.figures import Window


def known(window: Window) -> bool:
    """Say whether anything is known of it."""
    return window != (None, None)


def inside(inner: Window, outer: Window) -> bool:
    """Say whether every day of ``inner`` lies in ``outer``; never of open ends.

    >>> from datetime import date
    >>> inside((date(2024, 1, 1), date(2024, 2, 1)), (date(2023, 1, 1), date(2024, 2, 1)))
    True
    """
    (a, b), (c, d) = inner, outer
    if a is None or b is None or c is None or d is None:
        return False
    return c <= a and b <= d


def common(a: Window, b: Window) -> Window:
    """Return the days that lie in both; None means open."""
    starts = [d for d in (a[0], b[0]) if d is not None]
    ends = [d for d in (a[1], b[1]) if d is not None]
    return max(starts, default=None), min(ends, default=None)


def apart(a: Window, b: Window) -> bool:
    """Say whether the two surely have no day in common."""
    start, end = common(a, b)
    return start is not None and end is not None and end < start
