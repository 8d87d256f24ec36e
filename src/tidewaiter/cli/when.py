"""Moments as people type them."""

from __future__ import annotations

from datetime import UTC, datetime, time

import typer


def moment(text: str | None, option: str = "--at") -> datetime | None:
    """Return a moment in UTC; a day alone means its end, so that what was learned on it counts.

    >>> moment("2025-03-01"), moment("2025-03-01T12:00+09:00").hour
    (datetime.datetime(2025, 3, 1, 23, 59, 59, tzinfo=datetime.timezone.utc), 3)
    """
    if text is None:
        return None
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(
            "must look like 2025-03-01 or 2025-03-01T12:00 (UTC)", param_hint=option
        ) from None
    if len(text) <= len("2025-03-01"):
        found = datetime.combine(found, time(23, 59, 59))
    return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
