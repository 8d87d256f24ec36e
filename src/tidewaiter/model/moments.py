"""Moments in UTC: one without a zone is taken to be in it."""

from __future__ import annotations

from datetime import UTC, datetime


def in_utc(moment: datetime) -> datetime:
    """Return a moment in UTC.

    >>> in_utc(datetime(2024, 2, 26, 12)).isoformat()
    '2024-02-26T12:00:00+00:00'
    """
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def moment_in(text: str) -> datetime:
    """Read a day or a moment, ISO 8601, in UTC; a day is its first moment.

    Raises:
        ValueError: It is neither.

    >>> moment_in("2024-02-26T21:00+09:00").isoformat(), moment_in("2024-02-26").hour
    ('2024-02-26T12:00:00+00:00', 0)
    """
    try:
        return in_utc(datetime.fromisoformat(text))
    except OverflowError as error:  # such as the first hours of the year 1 east of Greenwich
        raise ValueError(f"{text} lies before or after all years") from error
